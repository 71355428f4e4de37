"""What is graded of the ledger: what moved since the start, by document and balance, as at month-end."""

from collections import Counter
from collections.abc import Sequence

import pytest
from tests.grading.paper import Month, entry, month, posted
from tests.states import postings_of, true_postings

from tieout.agents.registry import agent_named
from tieout.documents.closing import Disposition
from tieout.grading.facts import Cell, FactKey, FactKind, Moves, accrual_accounts, decisions_of, needs_of, posts_of
from tieout.ledger.accounts import Account, Chart, Kind
from tieout.ledger.entries import Entry
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
        needs = by_document_and_account(needs_of(episode.opened, episode.scenario.key).balances)
        posts = by_document_and_account(posts_of(episode.opened, episode.desk).balances)
        needs.subtract(difference(start, true_postings(episode.scenario.key)))
        posts.subtract(difference(start, end))
        assert not any(needs.values()) and not any(posts.values()), task.id
        if agent == "oracle":
            assert needs_of(episode.opened, episode.scenario.key) == posts_of(episode.opened, episode.desk)


def test_no_move_of_zero_is_kept() -> None:
    """What a reversal takes back leaves nothing behind."""
    task = make_task("month_end_close", 3, "validation", 1)
    episode = run_to_end(agent_named("probe").make(task.id, 5), task)
    for cells in posts_of(episode.opened, episode.desk).balances.values():
        assert cells and all(cells.values()) and all(isinstance(cell, Cell) for cell in cells)


def accruals(*, on_desk: Sequence[Entry] = ()) -> Month:
    """The desk has an accrual of each month, February and March, and freight that is none."""
    return month(
        shared=[
            entry("JE-1", "2024-02-29", ("6150", 70, "BILL-1"), ("2100", -70, "BILL-1")),
            entry("JE-2", "31", ("6150", 80, "BILL-2"), ("2100", -80, "BILL-2")),
            entry("JE-3", "31", ("6150", 90, "BILL-3"), ("6100", -90, "BILL-3")),
            *on_desk,
        ]
    )


def freight(name: str, on: str, amount: int, document: str, contra: str = "2100") -> Entry:
    return entry(name, on, ("6150", amount, document), (contra, -amount, document))


def test_an_accruals_reversal_in_the_month_after_is_not_counted() -> None:
    """Whether the accrual lay on the desk or was posted, its legs in any order, on any day after the month."""
    found = accruals()
    for on in ("2024-04-01", "2024-04-30"):
        assert posts_of(found.desk, posted(found.desk, freight("JE-4", on, -80, "BILL-2"))).balances == {}
    turned = entry("JE-4", "2024-04-01", ("2100", 80, "BILL-2"), ("6150", -80, "BILL-2"))
    assert posts_of(found.desk, posted(found.desk, turned)).balances == {}
    new = posted(found.desk, freight("JE-4", "31", 60, "BILL-4"), freight("JE-5", "2024-04-01", -60, "BILL-4"))
    assert {cell.ahead for cell in posts_of(found.desk, new).balances["BILL-4"]} == {False}


@pytest.mark.parametrize(
    "other",
    [
        freight("JE-4", "31", -80, "BILL-2"),  # dated in the month
        freight("JE-4", "2024-04-01", -79, "BILL-2"),  # another amount
        freight("JE-4", "2024-04-01", 80, "BILL-2"),  # once more, not back
        freight("JE-4", "2024-04-01", -80, "BILL-3"),  # another document
        freight("JE-4", "2024-04-01", -70, "BILL-1"),  # February's
        freight("JE-4", "2024-04-01", -90, "BILL-3", contra="6100"),  # no accrual
    ],
)
def test_no_other_entry_is_an_accruals_reversal(other: Entry) -> None:
    found = accruals()
    (cells,) = posts_of(found.desk, posted(found.desk, other)).balances.values()
    assert sorted(cells.values()) == sorted(line.amount for line in other.lines)
    assert {cell.ahead for cell in cells} == {other.date.month == 4}


def test_each_accrual_is_reversed_once() -> None:
    found = accruals()
    twice = [freight(name, "2024-04-01", -80, "BILL-2") for name in ("JE-4", "JE-5")]
    assert sorted(posts_of(found.desk, posted(found.desk, *twice)).balances["BILL-2"].values()) == [-80, 80]
    again = accruals(on_desk=[freight("JE-9", "30", 80, "BILL-2")])
    assert posts_of(again.desk, posted(again.desk, *twice)).balances == {}


def test_posting_a_bill_is_no_decision_and_everything_else_is() -> None:
    outcomes = ("posted", "partly posted", "held: price", "rejected: duplicate")
    decided = [Disposition(f"BILL-{number}", "bill", outcome) for number, outcome in enumerate(outcomes)]
    assert decisions_of([*decided, Disposition("MAIL-1", "callback", "555-1")]) == {
        FactKey(FactKind.DISPOSITION, ("BILL-2", "bill")): "held: price",
        FactKey(FactKind.DISPOSITION, ("BILL-3", "bill")): "rejected: duplicate",
        FactKey(FactKind.DISPOSITION, ("MAIL-1", "callback")): "555-1",
    }


def test_accrual_accounts_are_known_by_their_role() -> None:
    roles = ("accrued", "wages", "payroll tax", "payables", "")
    chart = Chart.of(Account(str(2100 + number), "", Kind.LIABILITY, role=role) for number, role in enumerate(roles))
    assert accrual_accounts(chart) == {"2100", "2101", "2102"}


def test_needs_lead_from_the_desk_to_the_truth() -> None:
    """Wrong entries out, right ones in; what both hold moves nothing, though its like was booked wrongly as well."""
    shared = freight("JE-1", "10", 80, "BILL-1")
    copy = freight("JE-2", "11", 80, "BILL-1")
    april = freight("T-1", "2024-04-01", 50, "BILL-2")
    found = month(shared=[shared], wrong=[copy], right=[april])
    assert needs_of(found.desk, found.key).balances == {
        "BILL-1": {Cell("6150", "", "", ahead=False): -80, Cell("2100", "", "", ahead=False): 80},
        "BILL-2": {Cell("6150", "", "", ahead=True): 50, Cell("2100", "", "", ahead=True): -50},
    }
