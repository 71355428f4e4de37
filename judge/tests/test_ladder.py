"""The ladder: who is compared on what, and what declared trajectories are worth."""

import json
from pathlib import Path

import pytest

from envjudge import declared, evidence, ladder, values
from envjudge.checks import agents
from envjudge.checks import ladder as checks
from envjudge.evidence import Evidence, Recording


def episode(probe: str, label: str, seed: int, *rewards: float) -> Recording:
    """An episode over the WebSocket that pays these rewards and then ends."""
    said = [("reset", {"type": "reset", "data": {"seed": seed}}, None, False)]
    said += [("step", {"type": "step", "data": {"answer": "x"}}, reward, number == len(rewards)) for number, reward in enumerate(rewards, start=1)]
    return Recording(probe, label, "find", tuple(
        evidence.exchange("ws", kind, json.dumps(sent), json.dumps({"type": "observation", "data": {"observation": {}, "reward": paid, "done": done}}), 1.0)
        for kind, sent, paid, done in said))


def heard(*recordings: Recording, **facts: object) -> Evidence:
    return Evidence("somewhere", "openenv-ws", "quick", recordings, facts=values.canonical(facts))


def ladder_of(oracle: float, uniform: float, tasks: int = 8) -> Evidence:
    """An oracle and a uniform agent on the same tasks."""
    shown = {"declared": {"oracle": [{"id": "a", "reset": {"seed": n}, "actions": [{}]} for n in range(tasks)]},
             "manifest": {"validation": {"reward": {"range": [0, 1], "oracle_tolerance": 0.05}}}}
    return heard(*(episode("oracle", f"oracle/{n}", n, oracle) for n in range(tasks)),
                 *(episode("walks", f"uniform/{n}", n, uniform) for n in range(tasks)), **shown)


@pytest.mark.parametrize(("earned", "status"), [(1.0, "pass"), (0.96, "pass"), (0.9, "fail")])
def test_an_oracle_reaches_the_top_less_the_declared_tolerance(earned: float, status: str) -> None:
    assert checks.oracle_max(ladder_of(earned, 0.0)).status == status


def test_without_an_oracle_nothing_is_established() -> None:
    found = checks.oracle_max(heard())
    assert found.status == "skip"
    assert "oracle" in found.remedy


def test_an_injected_state_that_is_refused_in_words_is_no_oracle_that_fails() -> None:
    """An operator may not have switched it on: the reset is answered by an episode that is over, and the recorded actions count."""
    def injected(reward: float) -> Recording:
        answer = json.dumps({"type": "observation", "data": {"observation": {"text": "not here"}, "reward": reward, "done": True}})
        return Recording("oracle", "injected/0", "find", (evidence.exchange("ws", "reset", '{"type": "reset", "data": {}}', answer, 1.0),))
    solved = ladder_of(1.0, 0.0)
    facts = values.mapping(values.parse_json(solved.facts))
    facts["declared"] = values.mapping(facts["declared"]) | {"state": "{}"}
    for reward, status in ((0.0, "pass"), (0.5, "fail")):
        assert checks.oracle_max(heard(*solved.recordings, injected(reward), **facts)).status == status
    assert checks.oracle_max(heard(injected(0.0), declared={"state": "{}"})).status == "skip"


def test_a_small_gap_fails_on_eight_tasks_and_an_inversion_too() -> None:
    assert checks.score_variance(ladder_of(1.0, 0.9)).status == "fail"
    assert checks.score_variance(ladder_of(1.0, 0.2)).status == "pass"
    assert checks.score_monotone(ladder_of(0.5, 0.9)).status == "fail"
    assert checks.score_monotone(ladder_of(0.9, 0.5)).status == "pass"


def test_an_inversion_on_two_tasks_that_differ_is_no_proof() -> None:
    two = heard(episode("oracle", "oracle/0", 0, 0.5), episode("oracle", "oracle/1", 1, 0.5), episode("walks", "uniform/0", 0, 0.6),
                episode("walks", "uniform/1", 1, 0.9), declared={"oracle": [{"actions": [{}]}, {"actions": [{}]}]})
    assert checks.score_monotone(two).status == "pass"


def test_a_declared_trajectory_that_was_cut_short_is_no_score() -> None:
    cut = Recording("oracle", "oracle/0", "find", episode("oracle", "oracle/0", 0, 0.0, 0.0).exchanges[:2])
    assert ladder.scores(heard(cut, declared={"oracle": [{"actions": [{}, {}]}]}), "oracle") == {}


@pytest.mark.parametrize(("ceiling", "status"), [(None, "warn"), (0.4, "pass"), (0.1, "fail")])
def test_a_declared_canary_keeps_below_its_ceiling(ceiling: float | None, status: str) -> None:
    """Its own, where it declares one; the floor otherwise."""
    shown = {"id": "spam", "actions": [{}]} | ({} if ceiling is None else {"expect_max": ceiling})
    assert agents.canary_floor(heard(episode("oracle", "canary/0", 0, 0.3), declared={"canaries": [shown]})).status == status


def test_the_baseline_is_a_rung_when_the_users_model_played_it() -> None:
    runs = [{"mode": mode, "output": "[END] task=easy score=0.4"} for mode in ("user", "garbage")]
    assert [len(each) for each in ladder.scores(heard(baseline={"runs": runs}), "baseline").values()] == [1]
    assert checks.headroom(heard(baseline={"runs": runs})).status == "pass"


def test_declared_files_are_read_inside_the_package_only(tmp_path: Path) -> None:
    """An oracle's location may be a state with its public actions recorded beside it; nothing outside the package is read."""
    (tmp_path / "validation").mkdir()
    (tmp_path / "validation" / "state.json").write_text('{"form": "solved"}')
    (tmp_path / "validation" / "actions.jsonl").write_text('{"id": "one", "reset": {"seed": 1, "episode_id": "x"}, "actions": [{"answer": "1"}]}\n')
    manifest = {"validation": {"capabilities": {"oracle": {"form": "injected_state", "location": "validation/state.json"}, "canaries": "../secret.jsonl"}}}
    (tmp_path.parent / "secret.jsonl").write_text('{"actions": [1]}\n')
    found = declared.read(tmp_path, manifest)
    assert found["oracle"] == [{"id": "one", "actions": [{"answer": "1"}], "reset": {"seed": 1}}]
    assert found["state"] == '{"form": "solved"}'
    assert found["canaries"] == []
    assert "no file of the package" in str(found["trouble"])
