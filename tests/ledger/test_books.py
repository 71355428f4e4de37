"""Books at their edges; the machine in tests/properties goes through everything between."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from tests.ledger.sample import CHART, ENTRIES, entry, sample_books

from tieout.ledger.accounts import Chart
from tieout.ledger.books import Books, ItemKey
from tieout.ledger.periods import Period
from tieout.ledger.refusal import Refusal

RENT = entry("JE-9", "2024-02-10", ("6100", 500, "B-9"), ("1010", -500, "B-9"))


def test_history_may_lie_in_closed_periods_and_new_entries_may_not() -> None:
    """Books open with a closed December in them; nothing more goes there, nor into any month before."""
    books = sample_books()
    for day in (date(2023, 12, 31), date(2023, 1, 1), date(1, 1, 1)):
        refusal = books.post(replace(RENT, date=day))
        assert isinstance(refusal, Refusal)
        assert refusal.code == "period.closed"
        assert day.isoformat() in refusal.value
    assert isinstance(books.post(replace(RENT, date=date(2024, 1, 1))), Books)


@pytest.mark.parametrize(
    "bad",
    [
        replace(ENTRIES[0]),
        entry("JE-9", "2024-02-10", ("9999", 500, "B-9"), ("1010", -500, "B-9")),
        entry("JE-9", "2024-02-10", ("6100", 500, ""), ("1010", -500, "B-9")),
        replace(RENT, reverses="JE-99"),
    ],
)
def test_history_that_breaks_a_rule_cannot_be_opened(bad: object) -> None:
    """A second use of an id, an unknown account, missing support, a reversal of nothing: our bug, so an exception."""
    with pytest.raises(ValueError, match="Refused"):
        Books.opened(CHART, "USD", Period(2023, 12), [*ENTRIES, bad])


def test_posting_nothing_changes_nothing() -> None:
    """No entries, equal books."""
    assert sample_books().post() == sample_books()


def test_one_entry_is_posted_once_even_in_one_batch() -> None:
    """An id that stands twice in a batch refuses the whole batch."""
    refusal = sample_books().post(RENT, RENT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "entry.duplicate_id"


def test_two_reversals_in_one_batch_are_one_too_many() -> None:
    """The second sees the first, though neither is posted yet."""
    lines = tuple(line.negated() for line in ENTRIES[7].lines)
    mirror = replace(ENTRIES[7], id="R-1", lines=lines, reverses="JE-8")
    refusal = sample_books().post(mirror, replace(mirror, id="R-2"))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "entry.already_reversed"


def test_a_settled_item_stays_with_nothing_left() -> None:
    """B-1 was paid: the books still know it."""
    books = sample_books()
    assert books.residuals[ItemKey("2000", "V-1", "B-1")] == 0
    assert all(type(key) is ItemKey for key in books.residuals)


def test_nobody_can_write_into_the_running_totals() -> None:
    """Neither the fields nor the maps behind them can be set."""
    books = sample_books()
    with pytest.raises(FrozenInstanceError):
        books.entries = ()
    for view in (books.balances, books.residuals, CHART.demands):
        with pytest.raises(TypeError):
            view["x"] = 1


def test_a_chart_has_each_code_once() -> None:
    """The second use of a code is an error, and roles find the first account in code order."""
    with pytest.raises(ValueError, match="twice"):
        Chart.of([*CHART.accounts, CHART.accounts[0]])
    assert CHART.role("payables") == "2000"
    assert CHART.permanent == {"1010", "1200", "1400", "2000", "3000"}
    with pytest.raises(KeyError):
        CHART.role("no such role")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("9999", 500, "B-9"), "account.unknown"),
        (("6100", 500, ""), "support.missing"),
        (("1400", 500, "B-9"), "line.item_missing"),
        (("2000", 500, "B-9", "V-1"), "line.item_missing"),
        (("2000", 500, "B-9", "", "B-9"), "line.party_missing"),
        (("1400", 500, "B-9", "V-1", "insurance"), "line.party_unexpected"),
        (("6100", 500, "B-9", "", "B-9"), "line.item_unexpected"),
        (("6100", 500, "B-9", "V-1"), "line.item_unexpected"),
    ],
)
def test_a_line_that_breaks_the_chart_is_refused(line: tuple[object, ...], code: str) -> None:
    """Each fault has its own code, whichever line of the entry has it."""
    other = ("1010", -500, "B-9")
    for lines in ((line, other), (other, line)):
        refusal = sample_books().post(entry("JE-9", "2024-02-10", *lines))
        assert isinstance(refusal, Refusal)
        assert refusal.code == code


def test_an_entry_is_found_by_its_id_and_so_is_what_reversed_it() -> None:
    """JE-8 is the rent of February; R-1 undoes it, with the same documents on the other side."""
    books = sample_books()
    assert (books.entry("JE-8"), books.entry("JE-99"), books.reversed_by("JE-8")) == (ENTRIES[7], None, "")
    undone = books.reverse("JE-8", "R-1", date(2024, 2, 29), "Not ours")
    assert isinstance(undone, Books)
    mirror = entry(
        "R-1", "2024-02-29", ("6100", -31_000, "B-3"), ("2000", 31_000, "B-3", "V-1", "B-3"), memo="Not ours"
    )
    assert undone.entry("R-1") == replace(mirror, reverses="JE-8")
    assert undone.reversed_by("JE-8") == "R-1"
    assert (undone.residuals[ItemKey("2000", "V-1", "B-3")], undone.balances["6100", 2024 * 12 + 1]) == (0, 0)
