"""Layouts: how a sender's paper looks, as data. Nothing here writes text; :mod:`.setting` does.

Each shelf has :data:`LAYOUTS` of them for every kind of document, composed of the shelf's orders of blocks, manners and
words. Neither shelf has an order, a table style or a word of the other. Which layout a paper has follows from who sends
it and to which company, so that all bills of a vendor look alike and no id says anything about a layout.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, TypeVar

from tieout.documents.papers import HELD_BACK, OPEN
from tieout.documents.rendering.words.tables import WORDS

T = TypeVar("T")

LAYOUTS: Final = 24
"""Layouts of a kind on one shelf."""
OPTIONAL: Final = ("balance", "remit at", "ship to", "terms", "unit")
"""What some print and some do not: a running balance, where to mail a check, where to deliver, the terms beside the due
date, a unit. All of it follows from the rest."""


@dataclass(frozen=True, slots=True)
class Layout:
    """``blocks`` in their order on the page; ``facts``, ``grid`` and ``totals`` name manners of :mod:`.setting`;
    ``turned`` is by how many places facts and columns are turned round; ``dates``, ``money`` and ``stamp`` pick
    spellings of :mod:`.stationery`; ``entitled`` where the number stands beside the title; ``shown`` are those of
    :data:`OPTIONAL` that the sender prints; ``furniture`` are the printed lines above and below that say nothing;
    ``words`` what each field is called."""

    blocks: tuple[str, ...]
    facts: str
    grid: str
    totals: str
    head: str
    turned: int
    dates: int
    money: str
    stamp: int
    entitled: bool
    shown: frozenset[str]
    furniture: tuple[str, str]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the layouts of a shelf are composed of. ``letters`` are the orders of messages, whose headers come first."""

    blocks: tuple[tuple[str, ...], ...]
    letters: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]
    grids: tuple[str, ...]
    totals: tuple[str, ...]
    heads: tuple[str, ...]
    turns: tuple[int, ...]
    dates: tuple[int, ...]
    money: tuple[str, ...]
    stamps: tuple[int, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


def _orders(*orders: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(order.split()) for order in orders)


MADE_OF: Final[Mapping[str, Shelf]] = MappingProxyType(
    {
        OPEN: Shelf(
            blocks=_orders(
                "above head title to facts grid totals settle body below stamp",
                "stamp above title head facts to grid totals body settle below",
                "head to title facts settle grid totals body stamp below",
                "title facts head to grid body totals settle below stamp",
                "stamp head title to settle facts grid totals body below",
                "above title to facts grid settle totals head body stamp below",
            ),
            letters=_orders(
                "above facts body stamp",
                "stamp facts body",
                "facts stamp body below",
                "facts body stamp below",
                "facts body below stamp",
                "above stamp facts body",
            ),
            facts=("lines", "pairs", "barred", "leaders"),
            grids=("ruled", "barred", "listed", "plain"),
            totals=("lines", "leaders", "right"),
            heads=("lines", "commas"),
            turns=(0, 1),
            dates=(0, 1, 2),
            money=("after", "before"),
            stamps=(0, 1, 2, 3),
            above=("", "* * *", "Page 1 of 1", "= = = = =", "Please read both sides."),
            below=("", "Thank you.", "Questions? Write to our office.", "Printed by computer.", "Page 1 of 1"),
        ),
        HELD_BACK: Shelf(
            blocks=_orders(
                "above totals title head to facts grid settle below body stamp",
                "title grid totals facts to head body settle stamp below",
                "facts above head title totals grid to body settle below stamp",
                "head settle title totals facts to grid below body stamp",
                "title to body facts totals grid settle stamp head below",
                "stamp above grid settle totals title facts head to body below",
            ),
            letters=_orders(
                "body facts stamp",
                "above stamp body facts",
                "facts above body below stamp",
                "stamp body below facts",
                "body stamp facts below",
                "above body facts below stamp",
            ),
            facts=("sentence", "columns", "bracketed", "stacked"),
            grids=("boxed", "carded", "semicolons", "crossed"),
            totals=("starred", "sentence", "stacked"),
            heads=("slashes", "reversed"),
            turns=(2, 3),
            dates=(3, 4, 5),
            money=("sign", "worded"),
            stamps=(4, 5, 6, 7),
            above=("", "-- scanned, sheet 1 of 1 --", "~~~~~~~~~~", "FAXED", "[ tear here ]"),
            below=("", "Printed on recycled paper.", "-- end of sheet --", "Set in our own print shop.", "~ ~ ~"),
        ),
    }
)  # fmt: skip


def layout_of(kind: str, shelf: str, company: str, sender: str) -> Layout:
    """The layout of a kind of paper that ``sender`` (a name, address or id; empty for the company itself) sends to
    ``company``. KeyError where there is no such kind or shelf."""
    return composed(kind, shelf, zlib.crc32(f"{company}\n{sender}\n{kind}".encode()) % LAYOUTS)


@cache
def composed(kind: str, shelf: str, number: int) -> Layout:
    """Layout ``number`` (0 to :data:`LAYOUTS` - 1) of a kind on a shelf. No two of a kind share order, manner and words."""
    made_of = MADE_OF[shelf]
    orders = made_of.letters if kind == "e-mail" else made_of.blocks
    order, rest = number % len(orders), number // len(orders)

    def one(of: Sequence[T], name: str) -> T:
        """One of several, in another way for each name and kind."""
        return of[_mark(name, kind, number) % len(of)]

    return Layout(
        blocks=orders[order],
        facts=made_of.facts[rest % len(made_of.facts)],
        grid=made_of.grids[(number + rest) % len(made_of.grids)],
        totals=one(made_of.totals, "totals"),
        head=one(made_of.heads, "head"),
        turned=one(made_of.turns, "turned"),
        dates=one(made_of.dates, "dates"),
        money=one(made_of.money, "money"),
        stamp=one(made_of.stamps, "stamp"),
        entitled=one((True, False), "entitled"),
        shown=frozenset([name for name in OPTIONAL if one((True, False), name)]),
        furniture=(one(made_of.above, "above"), one(made_of.below, "below")),
        words=_words(kind, shelf, number),
    )


def _words(kind: str, shelf: str, number: int) -> Mapping[str, str]:
    """A word for each field of a kind, in another way for each layout. No two fields of a paper share one."""
    chosen: dict[str, str] = {}
    for field, words in WORDS[kind][shelf].items():
        first = _mark(field, kind, number) % len(words)
        free = [word for word in words[first:] + words[:first] if word not in chosen.values()]
        chosen[field] = free[0]
    return MappingProxyType(chosen)


def _mark(name: str, kind: str, number: int) -> int:
    """What a choice is taken by: the same in every process, another for each name, kind and layout."""
    return zlib.crc32(f"{name}\n{kind}\n{number}".encode())
