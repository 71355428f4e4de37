"""The properties of the desk, for every family and level: evidence, secrecy, uniqueness, reproducibility."""

import hashlib
import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from tieout.agents import uniform
from tieout.agents.protocol import rows
from tieout.episode import advance, begin, scenario_of
from tieout.tasks.family import LEVELS, SPLITS, Task
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.messages import ToolCall, View
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

GOLDEN = Path(__file__).parents[1] / "golden" / "fingerprints.toml"


def fingerprint(task: Task) -> str:
    """A digest of everything in a scenario, built afresh."""
    scenario = family_of(task.family).build(task)
    return hashlib.sha256(repr(scenario).encode()).hexdigest()


def test_everything_needed_is_on_the_desk(months: list[Task]) -> None:
    """For each planted error, the facts that its correction needs stand in the text that the agent can read."""
    for task in months[::2]:
        scenario = scenario_of(task)
        desk = Workspace.opened(scenario.case)
        for defect in scenario.key.defects:
            assert defect.evidence, f"{task.id}: {defect.code} names no evidence"
            for document, token in defect.evidence:
                _, answer = call_tool(desk, ToolCall("read_document", {"documents": [document]}))
                unwrapped = answer.text.replace("\n", " ")
                assert token.replace("\n", " ") in unwrapped, (
                    f"{task.id} {defect.code}: {token!r} not in\n{answer.text}"
                )


def test_the_policy_and_the_brief_name_what_is_asked(months: list[Task]) -> None:
    """The accounts that need a workpaper exist, and each bank account of the desk is among them, but for level 0."""
    for task in months[::5]:
        case = scenario_of(task).case
        banks = {statement.account for statement in case.statements}
        assert set(case.workpapers) >= banks if task.level else not case.workpapers
        assert all(code in case.books.chart for code in case.workpapers)
        assert 50 <= len(case.books.chart) <= 120


def test_views_do_not_depend_on_the_answer(months: list[Task]) -> None:
    """What an agent sees before the close is a function of the desk alone: tools get the desk and nothing else."""
    for task in months[::10]:
        episode, opening = begin(task)
        desk = Workspace.opened(scenario_of(task).case)
        play = uniform.make(task.id, task.index)(opening)
        call = next(play)
        while call.name != "close_period" and episode.steps_left > 1:
            desk, answer = call_tool(desk, call, episode.tools)
            episode, view = advance(episode, call)
            assert view.text == answer.text
            assert view.reward == 0.0 and view.explanation is None and not view.done
            call = play.send(view)


def test_ids_and_order_say_nothing_about_what_is_planted() -> None:
    """Among the entries of one day, the wrong ones are numbered no earlier and no later than the right ones: the mean
    place of planted entries is the middle of their day, within four standard errors."""
    for family in FAMILIES:
        places = []
        for level in LEVELS:
            for index in range(20):
                scenario = scenario_of(make_task(family.name, level, "train", index))
                days: dict[date, list[str]] = {}
                for entry in scenario.case.books.entries:
                    days.setdefault(entry.date, []).append(entry.id)
                planted = set(scenario.key.to_reverse)
                for day in days.values():
                    if len(day) > 1:
                        places += [place / (len(day) - 1) for place, name in enumerate(day) if name in planted]
        assert len(places) > 50
        assert abs(sum(places) / len(places) - 0.5) < 4 * 0.45 / len(places) ** 0.5, family.name


def test_no_two_documents_or_bank_lines_share_an_id(months: list[Task]) -> None:
    """Ids are unique across documents, bank lines, vendors and customers."""
    for task in months:
        case = scenario_of(task).case
        ids = [*case.by_id, *case.bank_lines, *(v.id for v in case.vendors), *(c.id for c in case.customers)]
        assert len(ids) == len(set(ids)), task.id


def test_statements_tie_out_to_the_true_books(months: list[Task]) -> None:
    """Statement balance and listed timing items prove the true ledger balance of every bank account, to the cent."""
    for task in months:
        key, case = scenario_of(task).key, scenario_of(task).case
        last = case.period.year * 12 + case.period.month - 1
        for paper in key.workpapers:
            statement = next((s for s in case.statements if s.account == paper.account), None)
            if statement is None:
                continue
            listed = sum(-amount if name in case.bank_lines else amount for name, amount in paper.listed)
            ledger = sum(
                a for (code, month), a in key.books.balances.items() if code == paper.account and month <= last
            )
            assert statement.closing + listed == ledger, task.id


def test_splits_share_no_month_and_no_word() -> None:
    """The same place in two splits is another company with other vendors; test shows its own archetypes."""
    for family in FAMILIES:
        names: dict[str, set[str]] = {}
        for split in SPLITS:
            cases = [scenario_of(make_task(family.name, 2, split, index)).case for index in range(10)]
            names[split] = {record.name for case in cases for record in (*case.vendors, *case.customers)}
        assert not names["train"] & names["test"] and not names["train"] & names["validation"]
        assert not names["validation"] & names["test"]


def test_one_month_in_ten_is_clean() -> None:
    """Each block of ten indices holds exactly one clean month, and it has no error beyond timing items."""
    for family in FAMILIES:
        for level in LEVELS:
            tasks = [make_task(family.name, level, "test", index) for index in range(50)]
            clean = [task for task in tasks if task.clean]
            assert [sum(task.index // 10 == block for task in clean) for block in range(5)] == [1] * 5
            for task in clean:
                assert not scenario_of(task).key.to_reverse, task.id


def test_same_task_same_bytes() -> None:
    """Other processes with other hash seeds and time zones build the same scenarios, to the byte."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_scenarios import fingerprint\n"
        "from tieout.tasks.registry import task_at\n"
        "for i in range(15): print(fingerprint(task_at('test', i)))"
    )
    outputs = set()
    for seed, zone in (("0", "UTC"), ("4711", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", program, str(Path(__file__).parent)]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(outputs) == 1


def test_a_changed_scenario_needs_a_new_version() -> None:
    """The digests of known months stand in tests/golden/fingerprints.toml under their family's version. If one
    differs, scores are no longer comparable: raise the family's version, record anew with TIEOUT_GOLDEN=write, and say
    so in the changelog."""
    made = "".join(
        f'["{family.name}.v{family.version}"]\n'
        + "".join(f'L{level} = "{fingerprint(make_task(family.name, level, "test", 0))[:32]}"\n' for level in LEVELS)
        for family in FAMILIES
    )
    if os.environ.get("TIEOUT_GOLDEN") == "write":
        GOLDEN.write_text(made)
    assert tomllib.loads(made) == tomllib.loads(GOLDEN.read_text())


def test_tables_of_the_desk_carry_no_secret_word(months: list[Task]) -> None:
    """No error code, and none of the key's internal names, stands in any list that the agent can open."""
    for task in months[::10]:
        scenario = scenario_of(task)
        desk = Workspace.opened(scenario.case)
        for name in ("list_documents", "query_ledger", "trial_balance", "policy", "vendor", "customer"):
            arguments = {"period": "all"} if name == "query_ledger" else {}
            _, answer = call_tool(desk, ToolCall(name, arguments))
            assert "~" not in answer.text, f"{task.id} {name}"
            assert rows(View("", "", answer, None, desk.progress(0))) or name == "policy"
