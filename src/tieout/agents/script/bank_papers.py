"""Vouchers, remittances and deposit slips as figures: what each says was paid, for which items."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.script.desk import Desk, Sheet
from tieout.agents.script.tables import money_in, rows_of

_ITEM: Final = re.compile(r"\b(?:INV|BILL|CM)-\d+\b")
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
    items: list[tuple[str, int]] = []
    discounts: dict[str, int] = {}
    total = desk.minor(sheet.amount) if sheet.amount else 0
    for cells in rows_of(sheet.text):
        names = _ITEM.findall(" ".join(cells))
        amounts = [desk.minor(one) for one in money_in(cells)]
        if len(names) == 1 and amounts:
            net, discount = _net(amounts)
            items.append((names[0], sign * net))
            if discount:
                discounts[names[0]] = discount
        elif len(amounts) == 1 and not names and not sheet.amount:
            total = amounts[0]
    return Settlement(sheet, sign * total, tuple(items), discounts) if total else None


def _net(amounts: list[int]) -> tuple[int, int]:
    """What was paid of an item and the discount taken: of three amounts the largest is the sum of the others."""
    if len(amounts) == len(("gross", "discount", "net")):
        small, middle, large = sorted(map(abs, amounts))
        if small + middle == large:
            return middle, small
    return amounts[-1], 0


def slips(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The receipts that each deposit slip names."""
    return {slip.id: tuple(dict.fromkeys(_SOURCE.findall(slip.text))) for slip in desk.of_kind("deposit slip")}
