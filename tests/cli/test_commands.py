"""The commands, as a user types them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tieout.cli import evaluation
from tieout.cli.commands import app
from tieout.cli.evaluation import Job, Journal, evaluate
from tieout.cli.playing import typed_call
from tieout.formats import FORMATS
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, KINDS

TASK = "bank_reconciliation.v2/test/L1/0"


@pytest.fixture
def tieout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=typed, catch_exceptions=False)

    return run


def test_list_names_every_family_and_level(tieout) -> None:
    """All families, five levels, as many tasks of each as asked for."""
    tasks = json.loads(tieout("list", "--json", "--most", "2").stdout)
    assert len(tasks) == len({task["id"] for task in tasks}) == 2 * KINDS
    assert {task["group"] for task in tasks} == {f"{family.name}/L{level}" for family in FAMILIES for level in LEVELS}
    assert (
        f"{TASK}  difficulty {next(task['difficulty'] for task in tasks if task['id'] == TASK)}"
        in tieout("list").stdout
    )


def test_show_lays_out_the_desk_and_not_the_answer(tieout) -> None:
    """The brief and every document, no error code."""
    shown = tieout("show", TASK).stdout
    assert "bank statement" in shown
    assert "E01" not in shown and "E14" not in shown


def test_an_unknown_task_is_named_with_the_form_of_an_id(tieout) -> None:
    """Wrong input ends with exit status 2 and a message that names value and remedy."""
    result = tieout("show", "bank/1")
    assert result.exit_code == 2
    assert "'bank/1' is not a task id such as" in result.stderr


def test_a_person_can_play_to_the_end(tieout) -> None:
    """Typed calls are carried out, mistakes are explained, closing grades."""
    typed = "help match\nnonsense here\nlist_bank_lines account=0\naccount_balance\nclose_period\nclose_period\n"
    shown = tieout("play", TASK, typed=typed).stdout
    assert "bank_lines" in shown
    assert "not name=value" in shown
    assert "has no bank statement" in shown
    assert "Score 0.00, attempt" in shown


def test_a_level_that_does_not_exist_is_refused(tieout) -> None:
    result = tieout("list", "--level", "7")
    assert result.exit_code and "There is no level 7. Use one of: 0, 1, 2, 3, 4" in result.output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("match pairs=[1, 2", "the value of pairs is no JSON"),
        ('post_entry memo="Bank fee', "a quotation mark is not closed"),
        ("account_balance 1010", "'1010' is not name=value"),
    ],
)
def test_what_is_no_call_is_answered_with_the_reason(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        typed_call(line)


def test_typed_values_become_text_where_the_tool_wants_text() -> None:
    """A number typed for an account stays text; lists and flags are read as JSON."""
    call = typed_call("query_ledger account=1010 unmatched=true page=2")
    assert call.arguments == {"account": "1010", "unmatched": True, "page": 2}
    assert typed_call('match pairs=[{"bank_lines": ["BL-1"], "entries": []}] x=1').arguments == {
        "pairs": [{"bank_lines": ["BL-1"], "entries": []}], "x": 1,
    }  # fmt: skip
    assert typed_call('post_entry memo="Bank fee" date=2024-03-31').arguments == {
        "memo": "Bank fee",
        "date": "2024-03-31",
    }
    assert typed_call("""match pairs='[{"bank_lines": ["BL-1"]}]'""").arguments["pairs"] == [{"bank_lines": ["BL-1"]}]


@pytest.mark.parametrize("form", [entry.name for entry in FORMATS])
def test_export_writes_each_format(tieout, form: str) -> None:
    """Each format goes to standard output or into a file, the same text."""
    text = tieout("export", TASK, "--format", form).stdout
    tieout("export", TASK, "--format", form, "--out", "books.txt")
    assert Path("books.txt").read_text(encoding="utf-8") == text
    assert text != tieout("export", TASK, "--format", form, "--agent", "oracle").stdout


def test_evaluate_prints_and_writes_what_a_script_needs(tieout) -> None:
    """Records with every promised field, a summary with intervals, transcripts where asked for; how the score came
    about only where the split tells it."""
    options = ["--family", "bank_reconciliation", "--level", "1", "--episodes", "3", "--workers", "1"]
    result = tieout(
        "evaluate", "--agent", "null", "--agent", "oracle", *options, "--json", "out/scores.json", "--transcripts", "t"
    )
    assert result.exit_code == 0
    written = json.loads(Path("out/scores.json").read_text())
    assert len(written["episodes"]) == 6
    wanted = {"task_id", "family", "level", "split", "index", "agent", "score", "reward_sum", "steps"}
    assert all(wanted == record.keys() for record in written["episodes"])
    assert written["summary"]["oracle"]["by_code"] == {} and "Earned by error code" not in result.stdout
    assert written["summary"]["oracle"]["mean"] == 1.0
    assert written["summary"]["null"]["high"] == 0.0
    assert len(list(Path("t").iterdir())) == 6
    assert "1.000 1.00-1.00" in result.stdout


def test_many_agents_keep_their_figures_whole(tieout) -> None:
    """A terminal of 80 columns cuts no figure, however many agents there are."""
    agents = ["null", "uniform", "rulebot", "oracle", "plug", "massmatch"]
    chosen = [word for agent in agents for word in ("--agent", agent)]
    options = ["--family", "bank_reconciliation", "--level", "1", "--episodes", "1", "--workers", "1"]
    printed = tieout("evaluate", *chosen, *options, "--split", "train", "--json", "s.json").stdout
    assert all(
        {"by_code", "damage", "gate"} <= record.keys() for record in json.loads(Path("s.json").read_text())["episodes"]
    )
    assert "…" not in printed
    assert printed.count("Earned by error code") == 2


def test_an_interrupted_evaluation_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished is played once; a half-written last line is played again."""
    jobs = [Job("null", f"bank_reconciliation.v2/test/L1/{index}") for index in range(4)]
    played: list[str] = []
    real = evaluation.play

    def stopping(job: Job) -> evaluation.Record:
        if len(played) == 2:
            raise KeyboardInterrupt
        played.append(job.task_id)
        return real(job)

    monkeypatch.setattr(evaluation, "play", stopping)
    with pytest.raises(KeyboardInterrupt):
        evaluate(jobs, Journal(tmp_path, jobs), 1, lambda count: None)
    journal = Journal(tmp_path, jobs)
    with journal.path.open("a") as file:
        file.write('{"agent": "null", "task_')
    monkeypatch.setattr(evaluation, "play", lambda job: (played.append(job.task_id), real(job))[1])
    records = evaluate(jobs, Journal(tmp_path, jobs), 1, lambda count: None)
    assert [record["task_id"] for record in records] == [job.task_id for job in jobs]
    assert sorted(played) == sorted(job.task_id for job in jobs)


def test_workers_do_not_change_the_records(tmp_path: Path) -> None:
    """Two processes give what one gives."""
    jobs = [Job("rulebot", f"bank_reconciliation.v2/test/L1/{index}") for index in range(3)]
    one = evaluate(jobs, Journal(tmp_path / "a", jobs), 1, lambda count: None)
    two = evaluate(jobs, Journal(tmp_path / "b", jobs), 2, lambda count: None)
    assert one == two
