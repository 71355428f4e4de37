"""Look-ups over the sample journal, each compared with what a reader of the journal would find by hand."""

from collections.abc import Mapping

import pytest
from tests.ledger.sample import ENTRIES, entry

from tieout.ledger.lookup import Lookup, postings_of

LOOKUP = Lookup(ENTRIES)
DECEMBER, JANUARY, FEBRUARY = 2023 * 12 + 11, 2024 * 12, 2024 * 12 + 1


def shown(groups: Mapping[object, tuple[tuple[object, ...], ...]]) -> dict[object, list[str]]:
    """Each group as a list of entry and account."""
    return {key: [f"{posted.id} {line.account}" for _, posted, line in found] for key, found in groups.items()}


def test_lines_by_month_stand_in_the_order_of_posting() -> None:
    """The payment of 10 January was posted last, and stands last."""
    assert shown(LOOKUP.by_month) == {
        DECEMBER: ["JE-1 1010", "JE-1 3000", "JE-2 1200", "JE-2 4000", "JE-3 6100", "JE-3 2000"],
        JANUARY: ["JE-4 1010", "JE-4 1200", "JE-5 1200", "JE-5 4000", "JE-6 2000", "JE-6 1010"],
        FEBRUARY: ["JE-7 1400", "JE-7 2000", "JE-8 6100", "JE-8 2000"],
    }


def test_lines_by_account_and_by_account_and_month() -> None:
    """Each line once under its account; an account that never moved has no group."""
    assert shown(LOOKUP.by_account) == {
        "1010": ["JE-1 1010", "JE-4 1010", "JE-6 1010"],
        "1200": ["JE-2 1200", "JE-4 1200", "JE-5 1200"],
        "1400": ["JE-7 1400"],
        "2000": ["JE-3 2000", "JE-6 2000", "JE-7 2000", "JE-8 2000"],
        "3000": ["JE-1 3000"],
        "4000": ["JE-2 4000", "JE-5 4000"],
        "6100": ["JE-3 6100", "JE-8 6100"],
    }
    by_month = shown(LOOKUP.by_account_month)
    assert by_month["2000", FEBRUARY] == ["JE-7 2000", "JE-8 2000"]
    assert by_month["1010", JANUARY] == ["JE-4 1010", "JE-6 1010"]
    assert ("2000", DECEMBER + 1) in by_month
    assert ("3000", JANUARY) not in by_month


def test_lines_by_document_and_amount() -> None:
    """Both legs of an entry cite the same document; a debit and its credit are two amounts."""
    assert shown(LOOKUP.by_document)["B-2"] == ["JE-7 1400", "JE-7 2000"]
    assert list(LOOKUP.by_document) == ["CAP", "INV-1", "B-1", "REM-1", "INV-2", "PAY-1", "B-2", "B-3"]
    assert shown(LOOKUP.by_amount)[30_000] == ["JE-3 6100", "JE-6 2000"]
    assert shown(LOOKUP.by_amount)[-30_000] == ["JE-3 2000", "JE-6 1010"]
    assert 0 not in LOOKUP.by_amount


def test_lines_by_party_and_item_leave_out_what_names_none() -> None:
    """Bank, capital, sales and rent name neither; the prepaid names an item alone."""
    assert shown(LOOKUP.by_party) == {
        "C-1": ["JE-2 1200", "JE-4 1200"],
        "V-1": ["JE-3 2000", "JE-6 2000", "JE-8 2000"],
        "C-2": ["JE-5 1200"],
        "V-2": ["JE-7 2000"],
    }
    assert shown(LOOKUP.by_item) == {
        "INV-1": ["JE-2 1200", "JE-4 1200"],
        "B-1": ["JE-3 2000", "JE-6 2000"],
        "INV-2": ["JE-5 1200"],
        "insurance": ["JE-7 1400"],
        "B-2": ["JE-7 2000"],
        "B-3": ["JE-8 2000"],
    }


def test_the_items_of_an_account_are_sorted_and_stand_once() -> None:
    """B-1 moved twice and is settled: it is an item all the same."""
    late = entry(
        "JE-9", "2024-02-29", ("2000", -1, "A-1", "V-1", "A-1"), ("2000", -1, "A-1", "V-0", "A-0"), ("6100", 2, "A-1")
    )
    assert dict(Lookup([*ENTRIES, late]).items) == {
        "1200": (("1200", "C-1", "INV-1"), ("1200", "C-2", "INV-2")),
        "1400": (("1400", "", "insurance"),),
        "2000": (
            ("2000", "V-0", "A-0"),
            ("2000", "V-1", "A-1"),
            ("2000", "V-1", "B-1"),
            ("2000", "V-1", "B-3"),
            ("2000", "V-2", "B-2"),
        ),
    }


def test_a_posting_is_month_entry_and_line() -> None:
    """One for each line of the journal, in its order."""
    assert LOOKUP.postings == postings_of(ENTRIES)
    assert [(month, posted.id, line.account) for month, posted, line in LOOKUP.postings[5:7]] == [
        (DECEMBER, "JE-3", "2000"),
        (JANUARY, "JE-4", "1010"),
    ]
    assert [line for _, _, line in LOOKUP.postings] == [line for posted in ENTRIES for line in posted.lines]


def test_an_empty_journal_has_nothing_to_look_up() -> None:
    """No group, no item, no error."""
    nothing = Lookup(())
    assert nothing.postings == ()
    assert not any((nothing.by_month, nothing.by_account, nothing.by_party, nothing.items))


def test_nobody_can_write_into_a_look_up() -> None:
    """Readers share it."""
    for view in (LOOKUP.by_month, LOOKUP.by_item, LOOKUP.items):
        with pytest.raises(TypeError):
            view["x"] = ()
