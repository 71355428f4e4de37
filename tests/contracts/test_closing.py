"""What counts as open work when a month is closed, over every family and level."""

from tieout.agents import null, oracle
from tieout.agents.protocol import call
from tieout.episode import advance, begin, scenario_of
from tieout.rollout import run_to_end
from tieout.tasks.family import Task
from tieout.tools.decisions import open_work


def test_a_right_close_leaves_nothing_open_and_is_not_warned(months: list[Task]) -> None:
    """Whoever did all that the month asks closes at the first call, and was warned of no match on the way."""
    for task in months:
        episode, _ = begin(task)
        for following, _ in oracle.worked(scenario_of(task), episode.tools):
            episode, view = advance(episode, following)
            if following.name == "match":
                warnings = [row[3] for row in view.data["rows"] if row[3]]  # type: ignore[attr-defined]
                assert not warnings, f"{task.id}: {warnings}"
        assert open_work(episode.desk) == (), task.id
        assert advance(episode, call("close_period"))[1].done, task.id


def test_an_untouched_month_is_closed_at_the_second_call(months: list[Task]) -> None:
    """The warning costs a step, pays nothing and decides nothing: the score is that of a close without a warning."""
    for task in months[::5]:
        episode, _ = begin(task)
        episode, warned = advance(episode, call("close_period"))
        assert not warned.done and warned.reward == 0.0, task.id
        episode, closed = advance(episode, call("close_period"))
        assert closed.done, task.id
        assert episode.score == run_to_end(null.make(task.id, 0), task).score, task.id
