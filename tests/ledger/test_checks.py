"""Each check finds its own specimen, and nothing in sound books."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from tests.ledger.sample import entry, sample_books
from tests.properties.strategies import books

from tieout.ledger.books import Books, ItemKey
from tieout.ledger.checks import CHECKS, Finding, check_books, check_succession
from tieout.ledger.entries import Entry
from tieout.ledger.periods import Period


def with_entries(some: Books, *entries: Entry) -> Books:
    """Books put together by hand: the journal is longer, the running totals know nothing of it."""
    return replace(some, entries=(*some.entries, *entries))


def with_totals(some: Books, *entries: Entry) -> Books:
    """Books put together by hand, with running totals to match the journal."""
    balances, residuals = dict(some.balances), dict(some.residuals)
    for added in entries:
        for line in added.lines:
            key = (line.account, added.period.index)
            balances[key] = balances.get(key, 0) + line.amount
            account = some.chart.get(line.account)
            if account is not None and account.tracking.value != "none":
                item = ItemKey(line.account, line.party, line.item)
                residuals[item] = residuals.get(item, 0) + line.amount
    return replace(
        some,
        entries=(*some.entries, *entries),
        _balances=MappingProxyType(balances),
        _residuals=MappingProxyType(residuals),
    )


SOUND = sample_books()
RENT = entry("JE-9", "2024-02-10", ("6100", 500, "B-9"), ("1010", -500, "B-9"))
UNDONE = replace(
    SOUND.entries[-1], id="JE-9", reverses="JE-8", lines=tuple(x.negated() for x in SOUND.entries[-1].lines)
)


def out_of_balance() -> Books:
    """A cent too much in the bank, in the running totals and in the line that made them."""
    doctored = replace(RENT)
    object.__setattr__(doctored, "lines", (RENT.lines[0], replace(RENT.lines[1], amount=-499)))
    return with_totals(SOUND, doctored)


def item_off() -> Books:
    """An open item that no line explains."""
    residuals = dict(SOUND.residuals) | {ItemKey("2000", "V-9", "B-9"): 700, ItemKey("2000", "V-8", "B-8"): -700}
    return replace(SOUND, _residuals=MappingProxyType(residuals))


def control_off() -> Books:
    """A payables account that moved without its items, though the lines agree with the account."""
    posted = with_totals(SOUND, entry("JE-9", "2024-02-10", ("2000", 5, "B-9", "V-1", "B-3"), ("1010", -5, "B-9")))
    return replace(posted, _residuals=SOUND._residuals)


SPECIMENS = {
    "net to zero": out_of_balance(),
    "balances are sums": with_entries(SOUND, RENT),
    "items are sums": item_off(),
    "sub-ledger equals control": control_off(),
    "lines are supported": with_totals(SOUND, entry("JE-9", "2024-02-10", ("6100", 500, ""), ("1010", -500, "B-9"))),
    "ids are unique": with_totals(SOUND, replace(RENT, id="JE-8")),
    "reversals mirror": with_totals(SOUND, replace(UNDONE, reverses="JE-7")),
}


@pytest.mark.parametrize("check", SPECIMENS)
def test_a_specimen_is_found(check: str) -> None:
    """Books with one fault: the check that is meant for it says so."""
    found = {finding.check for finding in check_books(SPECIMENS[check])}
    assert check in found
    assert found <= {check, "items are sums"}


def test_every_check_has_a_specimen() -> None:
    """A check that no specimen fires would never be missed."""
    assert len(SPECIMENS) == len(CHECKS)
    fired = {check for check in CHECKS if any(list(check(books)) for books in SPECIMENS.values())}
    assert fired == set(CHECKS)


def test_a_finding_names_figures() -> None:
    """A reader learns where, and by how much."""
    assert check_books(SPECIMENS["balances are sums"]) == (
        Finding("balances are sums", "1010", "2024-02: the balance moves by 0, the lines by -500."),
        Finding("balances are sums", "6100", "2024-02: the balance moves by 31000, the lines by 31500."),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("9999", 500, "B-9"), "not in the chart"),
        (("2000", 500, "B-9", "V-1"), "kept by party and item"),
        (("1400", 500, "B-9", "V-1", "x"), "kept by item"),
        (("6100", 500, "B-9", "", "x"), "kept by none"),
        (("6100", 500, ""), "cites no document"),
    ],
)
def test_what_a_line_lacks(line: tuple[object, ...], words: str) -> None:
    """Unknown account, missing or superfluous party and item, missing document."""
    spoiled = with_entries(SOUND, entry("JE-9", "2024-02-10", line, ("1010", -500, "B-9")))
    [finding] = [found for found in check_books(spoiled) if found.check == "lines are supported"]
    assert finding.subject == "JE-9 line 1"
    assert words in finding.text


def test_reversals() -> None:
    """A true mirror is fine, in any order of lines; a second one, or one before its original, is not."""
    mirror = replace(UNDONE, lines=UNDONE.lines[::-1])
    assert check_books(with_totals(SOUND, mirror)) == ()
    again = check_books(with_totals(SOUND, mirror, replace(mirror, id="JE-10")))
    assert [finding.text for finding in again] == ["Entry JE-8 is reversed a second time."]
    early = check_books(with_totals(SOUND, replace(mirror, reverses="JE-77")))
    assert [finding.text for finding in early] == ["Entry JE-77 was not posted before it."]


def test_what_may_not_happen_between_two_books() -> None:
    """Dropped, changed, reopened, and posted into a closed month: all are found at once."""
    dropped = replace(SOUND, entries=SOUND.entries[:-1])
    changed = replace(SOUND, entries=(*SOUND.entries[:-1], replace(SOUND.entries[-1], memo="other")))
    reopened = replace(SOUND, closed_through=Period(2023, 11))
    late = with_entries(SOUND, replace(RENT, date=date(2023, 12, 31)))
    everything = replace(late, entries=(*dropped.entries, late.entries[-1]), closed_through=Period(2023, 11))
    assert [finding.check for finding in check_succession(SOUND, dropped)] == ["journal only grows"]
    assert [finding.check for finding in check_succession(SOUND, changed)] == ["journal only grows"]
    assert [finding.check for finding in check_succession(SOUND, reopened)] == ["closed stays closed"]
    assert [finding.check for finding in check_succession(SOUND, late)] == ["nothing posted after lock"]
    assert len(check_succession(SOUND, everything)) == 2
    assert check_succession(SOUND, with_entries(SOUND, RENT)) == ()


@settings(max_examples=30, deadline=None)
@given(books())
def test_sound_books_have_no_findings(some: Books) -> None:
    """Whatever was posted through Books passes every check."""
    assert check_books(some) == ()
