"""What cannot be built: entries that double entry forbids. What cannot be changed: everything that was built."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.strategies import random_chart, random_day, random_lines, random_sources

from tieout.ledger.entries import Entry, EntryError, Line


def an_entry(source: Random) -> Entry:
    """A valid entry."""
    return Entry("JE-1", random_day(source), "Rent", random_lines(source, random_chart(source)))


entries = random_sources().map(an_entry)


@given(entries, st.integers(-(10**12), 10**12))
def test_an_entry_that_does_not_balance_cannot_be_built(entry: Entry, error: int) -> None:
    """One line changed by any amount, and the whole entry is refused with the amount that it is out by."""
    first, *others = entry.lines
    assume(error and first.amount + error)
    with pytest.raises(EntryError, match=f"out of balance by {error} "):
        replace(entry, lines=(replace(first, amount=first.amount + error), *others))


@given(entries)
def test_an_entry_of_one_line_or_none_cannot_be_built(entry: Entry) -> None:
    """Double entry needs two."""
    for lines in ((), entry.lines[:1]):
        with pytest.raises(EntryError):
            replace(entry, lines=lines)


@given(entries, st.integers(0, 5))
def test_a_line_of_zero_cannot_be_posted(entry: Entry, place: int) -> None:
    """A line that moves nothing says nothing."""
    nothing = replace(entry.lines[0], amount=0)
    with pytest.raises(EntryError, match="line of zero"):
        replace(entry, lines=(*entry.lines[:place], nothing, *entry.lines[place:]))


@pytest.mark.parametrize("amount", [1.0, 0.5, True, "1", None, float("nan"), float("inf")])
def test_amounts_are_whole_minor_units(amount: object) -> None:
    """A float never gets into an entry, not even one that is whole."""
    lines = (Line("1", amount, "D"), Line("2", -1, "D"))
    with pytest.raises(EntryError):
        Entry("JE-1", random_day(Random(1)), "", lines)


@given(entries)
def test_lines_in_a_list_are_refused(entry: Entry) -> None:
    """A list could be changed after the entry was found to balance."""
    with pytest.raises(EntryError, match="list"):
        replace(entry, lines=list(entry.lines))


@given(entries)
def test_no_field_can_be_set_or_deleted(entry: Entry) -> None:
    """Records are frozen, though they set their own fields by a shortcut."""
    for record in (entry, entry.lines[0]):
        for field in fields(record):
            with pytest.raises(FrozenInstanceError):
                setattr(record, field.name, getattr(record, field.name))
            with pytest.raises(FrozenInstanceError):
                delattr(record, field.name)
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            record.note = "x"


@given(entries)
def test_a_copy_is_equal(entry: Entry) -> None:
    """Copied, pickled or rebuilt, an entry is the same entry, with the same hash."""
    for twin in (copy.deepcopy(entry), pickle.loads(pickle.dumps(entry)), replace(entry)):
        assert twin == entry
        assert hash(twin) == hash(entry)
    assert replace(entry, id="JE-2") != entry


@given(entries)
def test_the_mirror_of_the_mirror_is_the_entry(entry: Entry) -> None:
    """Reversing twice restores every line, citations included; once, it negates every account."""
    mirror = replace(entry, lines=tuple(line.negated() for line in entry.lines))
    assert tuple(line.negated() for line in mirror.lines) == entry.lines
    for line in entry.lines:
        assert mirror.on(line.account) == -entry.on(line.account)
