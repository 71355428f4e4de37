"""Look-ups over a journal: its lines by account, month, document, party, item and amount, in the order of posting."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from tieout.ledger.books import ItemKey
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import month_of

Posting = tuple[int, Entry, Line]
"""A line with the entry that it stands in and the entry's month: year * 12 + month - 1, as in ``Books.balances``."""

Key = TypeVar("Key", bound=Hashable)


class Lookup:
    """The look-ups over a journal that many readers share, each worked out once, when it is first asked for: a close
    asks for few of them. What is posted later is not in them: a reader looks through the rest of the journal by
    itself. Lines without an item or a party are in no group of ``by_item`` or ``by_party``."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.postings = postings_of(entries)

    @cached_property
    def by_month(self) -> Mapping[int, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: month)

    @cached_property
    def by_account(self) -> Mapping[str, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: line.account)

    @cached_property
    def by_account_month(self) -> Mapping[tuple[str, int], tuple[Posting, ...]]:
        return self._grouped(lambda month, line: (line.account, month))

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: line.document)

    @cached_property
    def by_party(self) -> Mapping[str, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: line.party)

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: line.item)

    @cached_property
    def by_amount(self) -> Mapping[int, tuple[Posting, ...]]:
        return self._grouped(lambda month, line: line.amount)

    @cached_property
    def items(self) -> Mapping[str, tuple[ItemKey, ...]]:
        """The open items ever named on each sub-ledger account, sorted."""
        named: defaultdict[str, set[ItemKey]] = defaultdict(set)
        for _, _, line in self.postings:
            if line.item:
                named[line.account].add(ItemKey(line.account, line.party, line.item))
        return MappingProxyType({account: tuple(sorted(found)) for account, found in named.items()})

    def _grouped(self, key: Callable[[int, Line], Key]) -> Mapping[Key, tuple[Posting, ...]]:
        """The lines by what ``key`` makes of month and line, in the order of posting; none under an empty text."""
        groups: defaultdict[Key, list[Posting]] = defaultdict(list)
        for posting in self.postings:
            groups[key(posting[0], posting[2])].append(posting)
        return MappingProxyType({name: tuple(found) for name, found in groups.items() if name != ""})


def postings_of(entries: Iterable[Entry]) -> tuple[Posting, ...]:
    """The lines of ``entries``, each with its entry."""
    return tuple(
        [(month, entry, line) for entry in entries for month in (month_of(entry.date),) for line in entry.lines]
    )
