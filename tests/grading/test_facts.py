"""What is graded of the ledger: what moved since the start, by document and balance, as at month-end."""

from collections import Counter

import pytest
from tests.states import postings_of, true_postings

from tieout.agents.registry import agent_named
from tieout.grading.facts import Cell, Moves, needs_of, posts_of
from tieout.rollout import run_to_end
from tieout.tasks.registry import FAMILIES, make_task


def by_document_and_account(moves: Moves) -> Counter[tuple[str, str]]:
    """Amounts by document and account, whatever the month."""
    total: Counter[tuple[str, str]] = Counter()
    for document, cells in moves.items():
        for cell, amount in cells.items():
            total[document, cell.account] += amount
    return total


def difference(before: dict[tuple[str, ...], object], after: dict[tuple[str, ...], object]) -> Counter[tuple[str, str]]:
    """The same, worked out from two states of the whole books."""
    total: Counter[tuple[str, str]] = Counter()
    for key in before.keys() | after.keys():
        if key[0] == "posted":
            total[key[1], key[2]] += after.get(key, 0) - before.get(key, 0)  # type: ignore[operator]
    return total


@pytest.mark.parametrize("agent", ["null", "uniform", "rulebot", "oracle"])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_moves_are_the_difference_of_the_books(family: str, agent: str) -> None:
    """Needs lead from the desk to the truth, posts from the desk to the close, document by document."""
    for index in range(3):
        task = make_task(family, 2, "validation", index)
        episode = run_to_end(agent_named(agent).make(task.id, 5), task)
        start, end = postings_of(episode.opened), postings_of(episode.desk)
        needs = by_document_and_account(needs_of(episode.opened, episode.scenario.key))
        posts = by_document_and_account(posts_of(episode.opened, episode.desk))
        needs.subtract(difference(start, true_postings(episode.scenario.key)))
        posts.subtract(difference(start, end))
        assert not any(needs.values()) and not any(posts.values()), task.id
        if agent == "oracle":
            assert needs_of(episode.opened, episode.scenario.key) == posts_of(episode.opened, episode.desk)


def test_no_move_of_zero_is_kept() -> None:
    """What a reversal takes back leaves nothing behind."""
    task = make_task("month_end_close", 3, "validation", 1)
    episode = run_to_end(agent_named("probe").make(task.id, 5), task)
    for cells in posts_of(episode.opened, episode.desk).values():
        assert cells and all(cells.values()) and all(isinstance(cell, Cell) for cell in cells)
