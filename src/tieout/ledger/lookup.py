"""Look-ups over a journal: its lines by account, month, document, party, item and amount, in the order of posting."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from tieout.ledger.books import ItemKey
from tieout.ledger.entries import Entry, Line

Posting = tuple[int, Entry, Line]
"""A line with the entry that it stands in and the entry's month: year * 12 + month - 1, as in ``Books.balances``."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Built once for a journal that many readers share. What is posted later is not in it: a reader looks through the
    rest of the journal by itself. ``items`` are the open items ever named on each sub-ledger account, sorted."""

    postings: tuple[Posting, ...]
    by_month: Mapping[int, tuple[Posting, ...]]
    by_account: Mapping[str, tuple[Posting, ...]]
    by_account_month: Mapping[tuple[str, int], tuple[Posting, ...]]
    by_document: Mapping[str, tuple[Posting, ...]]
    by_party: Mapping[str, tuple[Posting, ...]]
    by_item: Mapping[str, tuple[Posting, ...]]
    by_amount: Mapping[int, tuple[Posting, ...]]
    items: Mapping[str, tuple[ItemKey, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Lookup":
        """The look-ups over ``entries``."""
        postings: list[Posting] = []
        months: defaultdict[int, list[Posting]] = defaultdict(list)
        accounts: defaultdict[str, list[Posting]] = defaultdict(list)
        account_months: defaultdict[tuple[str, int], list[Posting]] = defaultdict(list)
        documents: defaultdict[str, list[Posting]] = defaultdict(list)
        parties: defaultdict[str, list[Posting]] = defaultdict(list)
        items: defaultdict[str, list[Posting]] = defaultdict(list)
        amounts: defaultdict[int, list[Posting]] = defaultdict(list)
        pairs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for entry in entries:
            month = entry.date.year * 12 + entry.date.month - 1
            of_entry: list[Posting] = [(month, entry, line) for line in entry.lines]
            postings += of_entry
            months[month] += of_entry
            for posting in of_entry:
                line = posting[2]
                account, item = line.account, line.item
                accounts[account].append(posting)
                account_months[account, month].append(posting)
                documents[line.document].append(posting)
                amounts[line.amount].append(posting)
                if item:
                    items[item].append(posting)
                    pairs[account].add((line.party, item))
                    if line.party:
                        parties[line.party].append(posting)
        return cls(
            tuple(postings),
            _frozen(months),
            _frozen(accounts),
            _frozen(account_months),
            _frozen(documents),
            _frozen(parties),
            _frozen(items),
            _frozen(amounts),
            MappingProxyType(
                {
                    account: tuple([ItemKey(account, party, item) for party, item in sorted(found)])
                    for account, found in pairs.items()
                }
            ),
        )


def postings_of(entries: Iterable[Entry]) -> tuple[Posting, ...]:
    """The lines of ``entries``, each with its entry."""
    return tuple(
        [
            (month, entry, line)
            for entry in entries
            for month in (entry.date.year * 12 + entry.date.month - 1,)
            for line in entry.lines
        ]
    )


def _frozen(groups: Mapping[Key, list[Posting]]) -> Mapping[Key, tuple[Posting, ...]]:
    return MappingProxyType({key: tuple(postings) for key, postings in groups.items()})
