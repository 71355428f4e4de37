"""One entry, by hand."""

import pytest
from tests.ledger.sample import ENTRIES, entry

from tieout.ledger.entries import Entry, EntryError, Line
from tieout.ledger.periods import Period

SPLIT = entry("JE-9", "2024-02-10", ("6100", 500, "B-9"), ("1010", -700, "B-9"), ("6100", 200, "B-8"))


def test_what_an_entry_puts_on_an_account() -> None:
    """Its lines there, netted; nothing on an account that it does not touch."""
    assert (SPLIT.on("6100"), SPLIT.on("1010"), SPLIT.on("2000")) == (700, -700, 0)


@pytest.mark.parametrize("lines", [(), (Line("1010", 5, "D"),)])
def test_an_entry_of_fewer_than_two_lines_is_told_so(lines: tuple[Line, ...]) -> None:
    """Not that it is out of balance, which one line always is."""
    with pytest.raises(EntryError, match=rf"^entry JE-9 has {len(lines)} line\(s\); double entry needs two$"):
        Entry("JE-9", SPLIT.date, "", lines)


def test_the_same_entry_under_another_id() -> None:
    """Everything else stays; it reverses what it is told to, or nothing."""
    again = ENTRIES[0].under("JE-10")
    assert (again.id, again.date, again.memo, again.lines, again.reverses) == (
        "JE-10", ENTRIES[0].date, "Capital paid in", ENTRIES[0].lines, ""
    )  # fmt: skip
    assert ENTRIES[0].under("JE-11", "JE-1").reverses == "JE-1"
    assert SPLIT.period == Period(2024, 2)
