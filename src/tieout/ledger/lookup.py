"""Look-ups over a journal: its lines by account, month, document, party and item, in the order of posting."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from tieout.ledger.entries import Entry, Line

Key = TypeVar("Key")


class Posting(NamedTuple):
    """A line with the entry that it stands in; ``month`` is year * 12 + month - 1, as in ``Books.balances``."""

    month: int
    entry: Entry
    line: Line


@dataclass(frozen=True, slots=True)
class Lookup:
    """Built once for a journal that many readers share. ``count`` is the number of entries covered: what was posted
    later is not in it, so a reader scans the rest of the journal by itself."""

    count: int
    postings: tuple[Posting, ...]
    by_month: Mapping[int, tuple[Posting, ...]]
    by_account: Mapping[str, tuple[Posting, ...]]
    by_account_month: Mapping[tuple[str, int], tuple[Posting, ...]]
    by_document: Mapping[str, tuple[Posting, ...]]
    by_party: Mapping[str, tuple[Posting, ...]]
    by_item: Mapping[str, tuple[Posting, ...]]

    @classmethod
    def of(cls, entries: tuple[Entry, ...]) -> "Lookup":
        postings = postings_of(entries)
        months: dict[int, list[Posting]] = {}
        accounts: dict[str, list[Posting]] = {}
        account_months: dict[tuple[str, int], list[Posting]] = {}
        documents: dict[str, list[Posting]] = {}
        parties: dict[str, list[Posting]] = {}
        items: dict[str, list[Posting]] = {}
        for posting in postings:
            month, _, line = posting
            months.setdefault(month, []).append(posting)
            accounts.setdefault(line.account, []).append(posting)
            account_months.setdefault((line.account, month), []).append(posting)
            documents.setdefault(line.document, []).append(posting)
            if line.party:
                parties.setdefault(line.party, []).append(posting)
            if line.item:
                items.setdefault(line.item, []).append(posting)
        return cls(
            len(entries),
            postings,
            _frozen(months),
            _frozen(accounts),
            _frozen(account_months),
            _frozen(documents),
            _frozen(parties),
            _frozen(items),
        )


def postings_of(entries: Iterable[Entry]) -> tuple[Posting, ...]:
    """The lines of ``entries``, each with its entry."""
    postings = []
    for entry in entries:
        month = entry.date.year * 12 + entry.date.month - 1
        postings += [Posting(month, entry, line) for line in entry.lines]
    return tuple(postings)


def _frozen(groups: dict[Key, list[Posting]]) -> Mapping[Key, tuple[Posting, ...]]:
    return MappingProxyType({key: tuple(postings) for key, postings in groups.items()})
