"""Exactly what each check says, where, and in which order."""

from dataclasses import replace
from types import MappingProxyType

from tests.ledger.sample import CHART, entry, sample_books

from tieout.ledger.books import Books, ItemKey
from tieout.ledger.checks import (
    Finding,
    balances_are_sums,
    check_books,
    check_succession,
    ids_are_unique,
    items_are_sums,
    lines_are_supported,
    net_to_zero,
    reversals_mirror,
    sub_ledgers_equal_control,
)
from tieout.ledger.periods import Period
from tieout.ledger.statements import BalanceSheet, StatementLine

SOUND = sample_books()
DECEMBER, JANUARY, FEBRUARY = 2023 * 12 + 11, 2024 * 12, 2024 * 12 + 1
RENT = entry("JE-9", "2024-02-10", ("6100", 500, "B-9"), ("1010", -500, "B-9"))


def with_balances(changes: dict[tuple[str, int], int]) -> Books:
    """The sample with some balances set to other figures, in front of the others; 0 is no balance."""
    balances = changes | {key: amount for key, amount in SOUND.balances.items() if key not in changes}
    return replace(SOUND, _balances=MappingProxyType(balances))


def with_residuals(changes: dict[ItemKey, int]) -> Books:
    """The same for open items."""
    residuals = changes | {key: left for key, left in SOUND.residuals.items() if key not in changes}
    return replace(SOUND, _residuals=MappingProxyType(residuals))


def texts(findings: object) -> list[tuple[str, str]]:
    return [(finding.subject, finding.text) for finding in findings]


def test_a_month_out_of_balance_is_out_in_every_month_after() -> None:
    """Five cents too much in the bank in January, three more in February: the movements are out by each month's own."""
    spoiled = with_balances({("1010", FEBRUARY): 3, ("1010", JANUARY): 30_005})
    assert texts(net_to_zero(spoiled)) == [
        ("2024-01", "The movements of 2024-01 are out by 5."),
        ("2024-01", "The trial balance of 2024-01 is out by 5."),
        ("2024-01", "The balance sheet of 2024-01 is out by 5."),
        ("2024-02", "The movements of 2024-02 are out by 3."),
        ("2024-02", "The trial balance of 2024-02 is out by 8."),
        ("2024-02", "The balance sheet of 2024-02 is out by 8."),
    ]


def test_balances_that_no_lines_make_and_lines_that_make_no_balance() -> None:
    """A balance without lines, a line without a balance, and one that is off by a cent, in the order of accounts."""
    spoiled = with_balances({("6990", JANUARY): 7, ("3000", DECEMBER): -500_001})
    spoiled = replace(
        spoiled, entries=(*spoiled.entries, entry("JE-9", "2024-12-31", ("6990", 9, "B-9"), ("1010", -9, "B-9")))
    )
    assert texts(balances_are_sums(spoiled)) == [
        ("1010", "2024-12: the balance moves by 0, the lines by -9."),
        ("3000", "2023-12: the balance moves by -500001, the lines by -500000."),
        ("6990", "2024-01: the balance moves by 7, the lines by 0."),
        ("6990", "2024-12: the balance moves by 0, the lines by 9."),
    ]


def test_items_that_no_lines_make_and_lines_that_make_no_item() -> None:
    """The same for open items; a line on an account that is not in the chart opens none."""
    strange = entry("JE-9", "2024-02-10", ("9999", 4, "B-9", "V-1", "B-9"), ("2000", -4, "B-9", "V-1", "B-9"))
    spoiled = with_residuals({
        ItemKey("2000", "V-9", "B-0"): -7,
        ItemKey("1200", "C-1", "INV-1"): 40_001,
        ItemKey("2000", "V-0", "B-0"): 2,
        ItemKey("1400", "", "rent"): 3,
        ItemKey("1200", "C-0", "INV-0"): 4,
        ItemKey("1400", "", "deposit"): 5,
    })  # fmt: skip
    assert texts(items_are_sums(replace(spoiled, entries=(*spoiled.entries, strange)))) == [
        ("1200 C-0 INV-0", "The item stands at 4, its lines at 0."),
        ("1200 C-1 INV-1", "The item stands at 40001, its lines at 40000."),
        ("1400  deposit", "The item stands at 5, its lines at 0."),
        ("1400  rent", "The item stands at 3, its lines at 0."),
        ("2000 V-0 B-0", "The item stands at 2, its lines at 0."),
        ("2000 V-1 B-9", "The item stands at 0, its lines at -4."),
        ("2000 V-9 B-0", "The item stands at -7, its lines at 0."),
    ]


def test_a_sub_ledger_is_compared_with_its_own_account() -> None:
    """Payables of 670.00 with items of 670.07; a bank account keeps no items and is not asked."""
    spoiled = with_residuals({ItemKey("2000", "V-9", "B-0"): -7})
    assert texts(sub_ledgers_equal_control(spoiled)) == [("2000", "Items are -67007, the account is -67000.")]
    assert texts(sub_ledgers_equal_control(with_balances({("1010", JANUARY): 1}))) == []


def test_lines_are_numbered_from_one_and_each_fault_is_told() -> None:
    """The second line is on an unknown account and cites nothing: two findings; the first is sound."""
    bad = entry("JE-9", "2024-02-10", ("6100", 5, "B-9"), ("9999", -5, ""))
    assert texts(lines_are_supported(replace(SOUND, entries=(bad,)))) == [
        ("JE-9 line 2", "Account 9999 is not in the chart."),
        ("JE-9 line 2", "The line on 9999 cites no document."),
    ]


def test_an_id_that_stands_three_times_is_found_twice() -> None:
    """Each use after the first."""
    twice = ("JE-9", "Entry id JE-9 stands twice in the journal.")
    assert texts(ids_are_unique(replace(SOUND, entries=(RENT, RENT, RENT)))) == [twice, twice]


def test_a_reversal_that_is_no_mirror_and_comes_twice() -> None:
    """Lines of the wrong sign, then a second reversal of the same entry; lines may stand in any order."""
    wrong = replace(RENT, id="JE-10", reverses="JE-9")
    right = replace(wrong, id="JE-11", lines=tuple(line.negated() for line in RENT.lines[::-1]))
    assert texts(reversals_mirror(replace(SOUND, entries=(RENT, wrong, right)))) == [
        ("JE-10", "It is not the mirror image of JE-9."),
        ("JE-11", "Entry JE-9 is reversed a second time."),
    ]
    assert texts(reversals_mirror(replace(SOUND, entries=(RENT, right)))) == []


def test_every_finding_of_every_check_in_order() -> None:
    """A journal with one line on an unknown account: whichever check comes first speaks first."""
    bad = entry("JE-8", "2024-02-10", ("6100", 5, "B-9"), ("1010", -5, "B-9"))
    found = check_books(replace(SOUND, entries=(*SOUND.entries, bad)))
    assert [finding.check for finding in found] == ["balances are sums", "balances are sums", "ids are unique"]


def test_what_happened_between_two_books() -> None:
    """Each finding names its entry or month, with the dates that clash."""
    shorter = replace(SOUND, entries=SOUND.entries[:-2])
    assert check_succession(SOUND, shorter) == (
        Finding("journal only grows", "JE-7", "Entry JE-7 is gone."),
        Finding("journal only grows", "JE-8", "Entry JE-8 is gone."),
    )
    reopened = replace(SOUND, closed_through=Period(2023, 11))
    assert check_succession(SOUND, reopened) == (
        Finding("closed stays closed", "2023-12", "Closed through 2023-12 before, through 2023-11 after."),
    )
    assert check_succession(reopened, SOUND) == ()
    late = replace(SOUND, entries=(*SOUND.entries, replace(RENT, date=Period(2023, 12).last)))
    assert check_succession(SOUND, late) == (
        Finding("nothing posted after lock", "JE-9", "Dated 2023-12-31, but 2023-12 was closed."),
    )
    assert (
        check_succession(SOUND, replace(SOUND, entries=(*SOUND.entries, replace(RENT, date=Period(2024, 1).first))))
        == ()
    )


def test_statements_that_do_not_balance_say_by_how_much() -> None:
    """Assets of 10.00 against debts of 6.00 and equity of 3.00 with results of 0.50 and 0.20: out by 0.30."""

    def of(code: str, amount: int) -> tuple[StatementLine, ...]:
        return (StatementLine(CHART[code], amount),)

    sheet = BalanceSheet(
        Period(2024, 1), of("1010", 1_000), of("2000", 600), of("3000", 300), earlier_years=50, year=20
    )
    assert (sheet.total_assets, sheet.total_liabilities, sheet.total_equity) == (1_000, 600, 370)
    assert sheet.difference == 30
