"""A finished play taken apart, and scored again."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tieout.agents.oracle import solve
from tieout.agents.protocol import Agent, Play, call
from tieout.agents.registry import agent_for
from tieout.cli.commands import app
from tieout.cli.explaining import Account, Cause, _causes, as_text, taken_apart
from tieout.episode import scenario_of
from tieout.ledger.money import render
from tieout.rollout import run
from tieout.tasks.family import PRIVATE, Task
from tieout.tasks.private import private_of
from tieout.tasks.registry import FAMILIES, make_task, task_at
from tieout.tools.messages import ToolCall, View
from tieout.transcripts import load, save, write

SECRET = "0123456789abcdef0123456789abcdef"
BANK = make_task("bank_reconciliation", 2, "test", 1)


def tieout(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def account_of(agent: Agent, task: Task, folder: Path) -> Account:
    """What a play over a file comes to."""
    return taken_apart(load(save(run(agent, task, "agent"), folder)), task)


def doing(*calls: ToolCall) -> Agent:
    """An agent that makes these calls and closes."""

    def play(opening: View) -> Play:
        for each in (*calls, call("close_period", confirm=True)):  # noqa: UP028  # a tuple cannot be sent views
            yield each

    return play


def oracles_calls(task: Task) -> list[ToolCall]:
    return [each for each, _ in run(agent_for("oracle", task), task).turns[:-1]]


@pytest.mark.parametrize("name", ["null", "rulebot", "plug", "flagall", "uniform", "oracle"])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_what_was_lost_is_accounted_for_to_the_last(tmp_path: Path, family: str, name: str) -> None:
    """The losses add up to what is missing to 1, each is positive, and every one has a call that was made or none."""
    for split in ("train", "test"):
        task = make_task(family, 2, split, 5)
        account = account_of(agent_for(name, task), task, tmp_path)
        lost = sum((part.lost for part in account.parts), Fraction()) - account.spared
        assert abs(1 - lost - Fraction(account.score)) < Fraction(1, 2**39)
        causes = [cause for part in account.parts for cause in part.causes]
        assert all(cause.amount > 0 for cause in causes)
        assert all(cause.call is None or 1 <= cause.call <= len(account.recording.turns) for cause in causes)
        assert account.agrees and account.differs is None
        if name == "oracle":
            assert not causes and account.score == 1.0
        if name == "null":
            assert {cause.call for cause in causes} == {None} and {part.last for part in account.parts} == {None}


def test_a_call_that_spoils_is_named(tmp_path: Path) -> None:
    """One wrong entry after perfect work: the losses are that call's, and none is absent."""
    right = oracles_calls(BANK)
    case = scenario_of(BANK).case
    first, second = [each.code for each in case.books.chart if each.tracking.value == "none"][:2]
    document = next(name for name in sorted(case.by_id) if case.citable(name))
    lines = [
        {"account": first, "amount": "77.00", "document": document},
        {"account": second, "amount": "-77.00", "document": document},
    ]
    wrong = call("post_entry", date=case.period.last.isoformat(), memo="Stray", lines=lines)
    account = account_of(doing(*right, wrong), BANK, tmp_path)
    causes = {cause.call for part in account.parts for cause in part.causes}
    assert account.score < 1 and causes == {len(right) + 1}
    assert f"by call {len(right) + 1}: post_entry(" in as_text(account)


def test_a_lost_citation_is_the_fault_of_the_call_that_cites_otherwise(tmp_path: Path) -> None:
    """A fee that is booked under the statement and not under its line: the state is right, and the posting lost a
    quarter; the match was never made, which is nobody's call."""
    scenario = scenario_of(BANK)
    fee = next(defect for defect in scenario.key.defects if defect.code == "E14")
    (entry,) = fee.entries
    statement = scenario.case.statement_of(entry.lines[0].account) or pytest.fail("the account has a statement")
    currency = scenario.case.books.currency
    lines = [
        {"account": line.account, "amount": render(line.amount, currency), "document": statement.id}
        for line in entry.lines
    ]
    posting = call("post_entry", date=entry.date.isoformat(), memo="Bank fee", lines=lines)
    account = account_of(doing(call("trial_balance"), posting), BANK, tmp_path)
    part = next(part for part in account.parts if part.title == fee.summary)
    assert {cause.call for cause in part.causes if cause.citation} == {2}
    assert {cause.call for cause in part.causes if not cause.citation} == {None}
    assert "by call 2, which cites another document" in as_text(account)


def test_a_call_that_is_missing_is_told_apart_from_one_that_failed(tmp_path: Path) -> None:
    """Without the entry for one finding, that finding is absent, and its evidence is named as nobody looked at it."""
    right = oracles_calls(BANK)
    missing = next(each for each in right if each.name == "post_entry")
    account = account_of(doing(*(each for each in right if each is not missing)), BANK, tmp_path)
    open_ = [part for part in account.parts if part.kind == "finding" and part.lost]
    assert open_ and all(cause.call is None for part in open_ for cause in part.causes)
    text = as_text(account)
    assert "absent" in text and all(part.title in text and part.documents for part in open_)


def test_what_was_won_back_pays_the_latest_loss_first() -> None:
    """By hand: nothing earned of 10; call 1 earns 6, call 2 loses 5, call 3 wins 2 back, call 4 loses 1, call 5 wins 9."""
    losses = [(0, 10), (1, 4), (2, 9), (3, 7), (4, 8)]
    given = [(number, Fraction(lost)) for number, lost in losses]
    assert _causes(given) == (Cause(Fraction(4), None), Cause(Fraction(3), 2), Cause(Fraction(1), 4))
    assert _causes([*given, (5, Fraction(0))]) == ()
    assert _causes([*given, (5, Fraction(2))]) == (Cause(Fraction(2), None),)


def test_the_commands_print_text_and_json(tmp_path: Path) -> None:
    """explain in both forms, score with the exact figure beside the recorded one."""
    path = save(run(agent_for("rulebot", BANK), BANK, "rulebot"), tmp_path)
    said = json.loads(tieout("explain", path, "--json").stdout)
    assert said["task_id"] == BANK.id and said["agrees"] and said["calls"] == len(load(path).turns)
    assert {"finding", "routine", "gate"} <= {part["kind"] for part in said["parts"]}
    text = tieout("explain", path).stdout
    assert all(part["title"] in text for part in said["parts"] if part["kind"] == "finding")
    scored = tieout("score", path)
    assert scored.exit_code == 0 and f"Score {said['score']:.6f}." in scored.stdout and "the same" in scored.stdout


def test_a_forged_score_is_found_out(tmp_path: Path) -> None:
    """A reward that was edited in the file is not what the calls come to: status 1, and both figures."""
    path = save(run(agent_for("null", BANK), BANK, "null"), tmp_path)
    *lines, last = path.read_text().splitlines()
    path.write_text("\n".join([*lines, json.dumps({**json.loads(last), "reward": 0.9})]))
    result = tieout("score", path)
    assert result.exit_code == 1
    assert "Score 0.000000." in result.stdout and "Recorded 0.900000: NOT the same" in result.stdout


def test_a_play_that_did_not_end_is_graded_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who quits can have the desk explained, and nothing is claimed of a recorded score."""
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["play", BANK.id, "--transcript", "mine.jsonl"], input="trial_balance\nquit\n")
    assert not load(Path("mine.jsonl")).ended
    result = tieout("score", "mine.jsonl")
    assert result.exit_code == 0 and "did not end" in result.stdout


def test_a_private_play_needs_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it nothing is told of the month; with it everything; the file holds neither secret nor seed."""
    task = task_at(PRIVATE, 6, private_of(SECRET))
    path = save(run(agent_for("rulebot", task), task, "rulebot"), tmp_path)
    assert SECRET not in path.read_text() and task.secret_seed not in path.read_text()
    assert task.family not in path.read_text()
    monkeypatch.delenv("TIEOUT_SPLIT_SECRET", raising=False)
    refused = tieout("explain", path)
    assert refused.exit_code == 2 and "operator's secret" in refused.stderr and not refused.stdout
    monkeypatch.setenv("TIEOUT_SPLIT_SECRET", SECRET)
    assert "E" in tieout("explain", path).stdout and tieout("score", path).exit_code == 0
    monkeypatch.setenv("TIEOUT_SPLIT_SECRET", SECRET[::-1])
    assert "belongs to one secret" in tieout("score", path).stderr


HEAD = {"format": "tieout-transcript-1", "tieout": "0.1.0", "task_id": BANK.id, "agent": "x", "brief": ""}
TURN = {"tool": "close_period", "arguments": {}, "text": "", "reward": 0.0, "done": True}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "is no transcript: its first line does not say which task was played"),
        (["hello"], "is no transcript: it is not JSON"),
        ([[1]], "is no transcript: its first line"),
        ([{"episodes": []}], "is no transcript: its first line"),
        ([HEAD, {"tool": "match"}], "is no transcript: a line is no call"),
        ([HEAD, 7], "is no transcript: a line is no call"),
        ([HEAD, {**TURN, "arguments": "x"}], "is no transcript: a line is no call"),
        ([HEAD, {**TURN, "reward": "much"}], "is no transcript: a line is no call"),
        ([{**HEAD, "format": "tieout-transcript-9"}, TURN], "is of format 'tieout-transcript-9'"),
        ([{"task_id": BANK.id}, TURN], "is of format None"),
        (
            [{**HEAD, "task_id": "bank_reconciliation.v1/test/L1/0"}, TURN],
            "is of version 1; this release makes version",
        ),
        ([{**HEAD, "task_id": "nonsense"}, TURN], "is not a task id"),
    ],
)
def test_a_file_that_is_no_play_of_this_release_is_named(tmp_path: Path, lines: list[object], said: str) -> None:
    """What is wrong with it and what to do, with status 2; never a traceback."""
    path = tmp_path / "play.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    for command in ("explain", "score"):
        result = tieout(command, path)
        assert result.exit_code == 2 and said in result.stderr
    assert tieout("score", tmp_path).exit_code == tieout("score", tmp_path / "none").exit_code == 2


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    """Calls, texts and rewards come back as they were, odd arguments too."""
    odd = ToolCall("match", {"bank_lines": ["\ud800", None, 1.5], "entries": {"a": [True]}})
    transcript = run(doing(odd, *solve_some()), BANK, "vendor/model")
    write(transcript, tmp_path / "one")
    assert save(transcript, tmp_path / "folder").parent == tmp_path / "folder"
    recording = load(tmp_path / "one")
    assert recording == load(tmp_path / "folder" / "vendor-model-bank_reconciliation.v2-test-L2-1.jsonl")
    assert [(turn.call.name, turn.text, turn.reward) for turn in recording.turns] == [
        (each.name, view.text, view.reward) for each, view in transcript.turns
    ]
    assert recording.turns[0].call == odd and recording.score == transcript.score


def solve_some() -> list[ToolCall]:
    play = solve(scenario_of(BANK))
    return [next(play)]
