"""What is taken from real months: letters with their labels, rows with theirs, and the scores of the ceiling."""

import pytest
from benchmarks.reading.ceiling import deciding, played
from benchmarks.reading.letters import letters_of, written
from benchmarks.reading.sampling import all_of, tasks_of
from benchmarks.reading.surface import SLIDES, rows_of

from tieout.episode import scenario_of
from tieout.tasks.registry import FAMILIES, make_task

TASK = make_task("month_end_close", 3, "train", 4)


def test_a_paper_says_what_its_meaning_says() -> None:
    """Every paper with a meaning is there, once, labelled by it, with its words; both labels occur."""
    scenario = scenario_of(TASK)
    found = list(letters_of(TASK.id, TASK.family, TASK.level, scenario))
    assert {letter.document: letter.matters for letter in found} == {
        name: meaning.changes_books for name, meaning in scenario.key.meanings
    }
    assert {letter.matters for letter in found} == {True, False}
    assert all(letter.text for letter in found)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_no_finding_quotes_the_prose_of_a_paper_without_a_meaning(family: str) -> None:
    """Else it would hang on words that nothing here measures."""
    for index in range(6):
        task = make_task(family, 4, "train", index)
        scenario = scenario_of(task)
        meant = {name for name, _ in scenario.key.meanings}
        for defect in scenario.key.defects:
            for name, text in defect.evidence:
                document = scenario.case.by_id.get(name)
                prose = written(document) if document is not None and name not in meant else ""
                assert not (len(text.split()) > 3 and text in prose), (task.id, defect.code, name, text)


def test_every_wrong_entry_of_the_month_is_a_planted_row_and_no_other() -> None:
    """Slides aside, whose amount is itself the evidence."""
    scenario = scenario_of(TASK)
    planted = [
        row for row in rows_of(TASK.id, TASK.family, TASK.level, scenario) if "entries" in row.table and row.planted
    ]
    wrong = [scenario.case.books.entry(name) for name in scenario.key.to_reverse]
    month = [entry for entry in wrong if entry is not None and entry.period == scenario.case.period]
    lines = {id(entry.lines) for defect in scenario.key.defects if defect.code in SLIDES for entry in defect.entries}
    assert len(planted) == sum(id(entry.lines) not in lines for entry in month) > 0


def test_months_are_sampled_alike_in_one_process_and_in_two() -> None:
    """And in their order."""
    tasks = tasks_of("test", 0, 1)
    assert all_of(tasks, 1) == all_of(tasks, 2)


def misread(document: str):
    """Reads every paper aright but one."""
    return lambda letter: letter.matters is not (letter.document == document)


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_the_ceiling_of_a_reader_is_one_and_less_of_who_misreads_one_paper(family: str) -> None:
    """Whichever paper it is that a finding hangs on."""
    task = make_task(family, 3, "test", 1)
    assert played(task, lambda letter: letter.matters) == 1
    scenario = scenario_of(task)
    letters = {letter.document: letter for letter in letters_of(task.id, task.family, task.level, scenario)}
    hang = {paper.document for defect in scenario.key.defects for paper in deciding(defect, letters)}
    assert hang
    for document in hang:
        assert played(task, misread(document)) < 1, document
