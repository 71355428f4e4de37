"""Step budgets leave room to read every paper and to do everything that has to be done, one call at a time."""

from tieout.episode import scenario_of
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of, make_task


def need(scenario: Scenario) -> int:
    """Documents to read, entries to reverse and to post, matches, decisions and workpapers to make, and the close."""
    key = scenario.key
    settlements = {movement.group or movement.line.id for movement in key.cleared}
    acts = len(key.to_reverse) + len(key.to_post) + len(settlements) + len(key.dispositions) + len(key.workpapers) + 1
    return len(scenario.case.documents) + acts


def test_a_careful_reader_can_finish(months: list[Task]) -> None:
    """Every month leaves three tenths for lists, ledger pages and second looks."""
    for task in months:
        budget = family_of(task.family).budgets[task.level]
        assert budget * 10 >= need(scenario_of(task)) * 13, task.id


def test_wages_paid_on_the_last_day_of_the_month_are_no_accrual() -> None:
    """In this month a pay run is paid on the day on which wages are accrued: only the unpaid one can be accrued wrongly."""
    assert scenario_of(make_task("month_end_close", 3, "train", 289)).key.defects
