"""Vouchers, remittances and deposit slips as figures: what each says was paid, for which items."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.rulebot.tables import money_in, rows_of
from tieout.agents.script.desk import Desk, Sheet

_ITEM: Final = re.compile(r"\b(?:INV|BILL|CM)-\d+\b")
_IN_PROSE: Final = re.compile(r"\b(INV-\d+) \(\$?(\d+\.\d\d)\)")
_SOURCE: Final = re.compile(r"\bREM-\d+\b")
PAID: Final = "payment voucher"
GOT: Final = "remittance advice"


@dataclass(frozen=True, slots=True)
class Settlement:
    """A payment or a receipt as its paper tells it: the cash with its sign, the items with what each takes of it."""

    sheet: Sheet
    cash: int
    items: tuple[tuple[str, int], ...]
    discounts: Mapping[str, int]

    @property
    def id(self) -> str:
        return self.sheet.id

    @property
    def adds_up(self) -> bool:
        return bool(self.items) and sum(amount for _, amount in self.items) == self.cash


def settlements(desk: Desk) -> dict[str, Settlement]:
    """Every payment and receipt with a paper, by the paper."""
    found = {}
    for sheet in (*desk.of_kind(PAID), *desk.of_kind(GOT)):
        read = _read(sheet, desk)
        if read is not None:
            found[sheet.id] = read
    return found


def _read(sheet: Sheet, desk: Desk) -> Settlement | None:
    sign = -1 if sheet.kind == PAID else 1
    total = desk.minor(sheet.amount) if sheet.amount else 0
    rows: list[tuple[str, list[int]]] = []
    for cells in rows_of(sheet.text):
        names = _ITEM.findall(" ".join(cells))
        amounts = [desk.minor(one) for one in money_in(cells)]
        if len(names) == 1 and amounts:
            rows.append((names[0], amounts))
        elif len(amounts) == 1 and not names and not sheet.amount:
            total = amounts[0]
    if sum(_paid(amounts) for _, amounts in rows) != total:
        rows = [(name, [desk.minor(amount)]) for name, amount in _IN_PROSE.findall(" ".join(sheet.text.split()))]
    if len(rows) == 1 and rows[0][1] != [total] and len(rows[0][1]) == 1:
        rows = [(rows[0][0], [total])]
    discounts = {name: min(amounts) for name, amounts in rows if len(amounts) > 1 and "disc" in sheet.text.casefold()}
    items = tuple((name, sign * _paid(amounts)) for name, amounts in rows)
    return Settlement(sheet, sign * total, items, discounts) if total else None


def _paid(amounts: list[int]) -> int:
    """What was paid of an item: of gross, discount and net the middle one, of discount and net the larger."""
    ordered = sorted(amounts)
    return ordered[1] if len(ordered) > 1 else ordered[0]


def slips(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The receipts that each deposit slip names."""
    return {slip.id: tuple(dict.fromkeys(_SOURCE.findall(slip.text))) for slip in desk.of_kind("deposit slip")}
