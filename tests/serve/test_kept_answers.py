"""Test and private keep their answers: who plays a month a second time knows the score of the first, and nothing else."""

import json
import re

import pytest

from tieout.agents.registry import agent_for
from tieout.agents.rulebot import agent as rulebot
from tieout.episode import SHAPED, advance, begin
from tieout.grading.score import GRID
from tieout.rollout import Transcript, run
from tieout.serve.environment import Operation, TieoutEnvironment
from tieout.serve.openenv_api import CallToolAction, serialize_observation
from tieout.tasks.family import PRIVATE, Task
from tieout.tasks.private import private_of
from tieout.tasks.registry import FAMILIES, PRIVATE_SIZE, make_task, task_at
from tieout.tools.messages import ToolCall

SECRET = "a secret that nobody is told, not even here".replace(" ", "-")
KEYS = private_of(SECRET)
KEPT = [
    make_task(family.name, level, split, index, KEYS)
    for family in FAMILIES
    for split, level, index in (("test", 2, 3), (PRIVATE, 1, 2))
]
TOLD = ("score", "attempts")


def served(task: Task, calls: list[ToolCall], **options: object) -> list[str]:
    """Everything that a session gets to see of a play, the state after each step too."""
    environment = TieoutEnvironment(Operation(private=KEYS))
    seen = [serialize_observation(environment.reset(task_id=task.id, episode_id="e", **options))]
    for call in calls:
        action = CallToolAction(tool_name=call.name, arguments=dict(call.arguments))
        seen += [serialize_observation(environment.step(action)), environment.state.model_dump()]
    return [json.dumps(answer) for answer in seen]


def played(name: str, task: Task, mode: str = "terminal") -> Transcript:
    return run(agent_for(name, task), task, name, mode)


@pytest.mark.parametrize("task", KEPT, ids=lambda task: f"{task.family}-{task.split}")
def test_plays_of_one_month_differ_in_score_and_attempt_alone(task: Task) -> None:
    """Different work that ends at the same desk and score is answered alike at the end, but for the number of the
    attempt; and work that scores differently differs in the score besides."""
    ends = []
    for name in ("null", "oracle", "plug"):
        calls = [call for call, _ in played(name, task).turns]
        last, state = served(task, calls)[-2:]
        observation = json.loads(last)["observation"]
        score, attempts = (observation["explanation"][key] for key in TOLD)
        assert set(observation["explanation"]) == set(TOLD) and not observation["metadata"]
        assert json.loads(last)["reward"] == score
        assert set(json.loads(state)) == {"episode_id", "step_count", "task_id", "steps_left"}
        said = f"Score {score:.2f}, attempt {attempts} at this task"
        assert observation["text"].endswith(said)
        shown = last.replace(said, "").replace(json.dumps(observation["explanation"]), "")
        shown = re.sub(r'"reward": [\d.e-]+|"progress": \{[^}]*\}', "", shown)
        ends.append((attempts, shown))
    counted = [attempts for attempts, _ in ends]
    assert counted == list(range(counted[0], counted[0] + 5, 2)), "run and the server count together"
    assert len({shown for _, shown in ends}) == 1


@pytest.mark.parametrize("task", KEPT, ids=lambda task: f"{task.family}-{task.split}")
def test_the_same_play_again_is_answered_alike_but_for_the_attempt(task: Task) -> None:
    """Step by step: rewards, texts, data and state, in both reward modes."""
    calls = [call for call, _ in played("rulebot", task).turns]
    for mode in ("terminal", "shaped"):
        first, second = (served(task, calls, reward=mode) for _ in range(2))
        assert first[:-2] == second[:-2] and first[-1] == second[-1] and first[-2] != second[-2]
        strip = r'attempt \d+ at|"attempts": \d+'
        assert re.sub(strip, "", first[-2]) == re.sub(strip, "", second[-2])


@pytest.mark.parametrize("task", KEPT, ids=lambda task: f"{task.family}-{task.split}")
def test_no_code_summary_or_share_is_told_in_any_mode(task: Task) -> None:
    """No error code and no sentence of the explanation in any frame, though the play finds and spoils things."""
    for name in ("rulebot", "plug", "flagall"):
        transcript = played(name, task)
        frames = "\n".join(served(task, [call for call, _ in transcript.turns]))
        assert not re.search(r"\b[EF]\d\d\b", frames)
        for word in ("by_code", "verdict", 'credit":', "damage", "breach", "forbidden_attempts", "rubric", "routine"):
            assert f'"{word}' not in frames and f" {word} " not in transcript.turns[-1][1].text


@pytest.mark.parametrize("task", KEPT, ids=lambda task: f"{task.family}-{task.split}")
@pytest.mark.parametrize("mode", ["terminal", "shaped"])
def test_the_score_is_told_to_the_hundredth_and_rewards_sum_to_it(task: Task, mode: str) -> None:
    """Within half a hundredth of the exact score, on the grid, and exactly what was paid."""
    transcript = played("rulebot", task, mode)
    episode, _ = begin(task)
    for call, _ in transcript.turns:
        episode, _ = advance(episode, call)
    assert episode.score is not None
    hundredths = transcript.score * 100
    assert abs(hundredths - round(hundredths)) < 1e-9 and transcript.score * GRID == int(transcript.score * GRID)
    assert abs(transcript.score - episode.score.value) <= 0.005 + 1e-9
    assert transcript.reward_sum == transcript.score
    assert (max(view.reward for _, view in transcript.turns[:-1]) > 0) == (mode == "shaped")


@pytest.mark.parametrize("split", ["train", "validation"])
def test_train_and_validation_tell_everything(split: str) -> None:
    """There the explanation and the rubric are whole, and equal plays end equally however often they are made."""
    task = make_task("three_way_match", 2, split, 4)
    calls = [call for call, _ in played("rulebot", task).turns]
    first, second = (served(task, calls) for _ in range(2))
    assert first == second
    last = json.loads(first[-2])["observation"]
    assert {"score", "credit", "damage", "gate", "routine", "by_code", "findings", "damages"} <= last[
        "explanation"
    ].keys()
    assert last["metadata"]["rubric_scores"] and "attempt" not in last["text"]
    assert re.search(r"\bE\d\d\b", last["text"])


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_shaped_reward_pays_a_twentieth_in_advance_at_most(family: str) -> None:
    """However much is handled, and whether it is right or not, before the end no more than 0.05 is out."""
    assert SHAPED / GRID == pytest.approx(0.05) and SHAPED / GRID <= 0.05
    for task in (make_task(family, 1, "train", 4), make_task(family, 2, "test", 4)):
        for name in ("oracle", "rulebot", "flagall"):
            transcript = played(name, task, "shaped")
            paid = 0.0
            for _, view in transcript.turns[:-1]:
                paid += view.reward
                assert 0.0 <= paid <= 0.05
            assert transcript.reward_sum == transcript.score == played(name, task).score
            if name == "oracle":
                assert paid > 0.04


def test_a_server_with_the_secret_plays_private_and_says_nothing_of_it(start) -> None:
    """Over the wire: the Task API lists opaque ids, a month is played, and neither secret nor key nor seed, family,
    level or index is in any frame, page or log."""
    task = task_at(PRIVATE, 14, KEYS)
    with start(TIEOUT_SPLIT_SECRET=SECRET) as server:
        assert [split["name"] for split in server.get("/tieout/splits")] == ["train", "validation", "test", PRIVATE]
        assert server.post("/tieout/num_tasks", {"split": PRIVATE}) == (200, {"num_tasks": PRIVATE_SIZE})
        listed = server.post("/tieout/task", {"split": PRIVATE, "index": 14})[1]["task"]
        assert listed == {"id": task.id, "split": PRIVATE, "index": 14}
        with server.session() as session:
            by_index = session.reset(split=PRIVATE, index=14)
            assert by_index == session.reset(split=PRIVATE, index=14, family=task.family, level=task.level)
            assert by_index == session.reset(task_id=task.id) and by_index["observation"]["task_id"] == task.id
            assert (
                session.reset(split=PRIVATE, family=task.family, level=3, seed=9)["observation"]["task_id"] != task.id
            )
            assert (
                session.reset(split=PRIVATE, index=15, level=1)["observation"]["refusal"]["code"]
                == "reset.contradiction"
            )
            session.reset(task_id=task.id)
            for call, _ in run(rulebot.make(task.id, 0), task).turns:
                session.call(call.name, **call.arguments)
            session.state()
            frames = "\n".join(session.frames)
        frames += json.dumps([server.get(page) for page in ("/schema", "/state", "/metadata", "/openapi.json")])
    log = server.process.stderr.read()
    seed = KEYS.seed(task.family, task.version, task.level)
    assert log == ""
    assert not [word for word in (SECRET, seed, KEYS._key.hex(), f"{task.family}.v") if word in session_only(frames)]
    assert f"{PRIVATE}/L" not in frames and SECRET not in frames and seed not in frames


def session_only(frames: str) -> str:
    """The frames without the README, which shows ids of public tasks."""
    return re.sub(r'"readme_content": "(?:[^"\\]|\\.)*"', "", frames)


def test_a_server_without_the_secret_refuses_private(server) -> None:
    """By split and by id: value, rule, remedy; the Task API does not know it."""
    with server.session() as session:
        for asked in ({"split": PRIVATE}, {"split": PRIVATE, "index": 0}, {"task_id": task_at(PRIVATE, 0, KEYS).id}):
            refusal = session.reset(**asked)["observation"]["refusal"]
            assert refusal["code"] == "reset.private_off" and "operator's secret" in refusal["rule"]
            assert "TIEOUT_SPLIT_SECRET" in refusal["remedy"]
    assert PRIVATE not in [split["name"] for split in server.get("/tieout/splits")]
    assert server.post("/tieout/num_tasks", {"split": PRIVATE})[0] == 400


def test_an_unfit_secret_stops_the_start_without_being_shown() -> None:
    """A server that would run on a guessable secret does not start."""
    from tieout.serve.app import make_app
    from tieout.serve.settings import Settings

    with pytest.raises(ValueError, match="TIEOUT_SPLIT_SECRET has 9 characters") as refused:
        make_app({"TIEOUT_SPLIT_SECRET": "too-short"})
    assert "too-short" not in str(refused.value)
    assert SECRET not in repr(Settings.of({"TIEOUT_SPLIT_SECRET": SECRET}))
