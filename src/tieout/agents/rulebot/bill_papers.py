"""The rulebot's reading of purchases: a pattern per layout turns orders, receipts and bills into figures. Prose, such
as a note under a receipt, is skipped."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.protocol import call, rows
from tieout.agents.rulebot.bank import Rows
from tieout.tools.messages import ToolCall, View

_ORDER_LINES: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ *line (?P<line>\d+): (?P<quantity>\d+) x .*, (?P<price>[\d.]+) each, [\d.]+, charge to (?P<account>\S+?)(?:, department (?P<department>\S+))?$",
        r"^(?P<line>\d+) {2,}(?P<quantity>\d+) {2,}\S.*? {2,}(?P<price>[\d.]+) {2,}[\d.]+ {2,}(?P<account>\S+)(?: / (?P<department>\S+))? *$",
        r"^\((?P<line>\d+)\) .*, quantity (?P<quantity>\d+), at (?P<price>[\d.]+): [\d.]+ \[(?P<account>[^\s,\]]+)(?:, (?P<department>\S+))?\]$",
    )
)
_RECEIPT_LINES: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ *order line (?P<line>\d+): (?P<quantity>\d+) received$",
        r"(?:: |; )(?P<quantity>\d+) of line (?P<line>\d+)(?=[;.])",
        r"^(?P<line>\d+) {2,}(?P<quantity>\d+)$",
    )
)
_BILL_LINES: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^ *\d+ +(?P<quantity>\d+) x .* @ (?P<price>[\d.]+) = [\d.]+ +\(order line (?P<line>\d+)\)$",
        r"^- .*: (?P<quantity>\d+) at (?P<price>[\d.]+), together [\d.]+ \(item \d+, your line (?P<line>\d+)\)$",
        r"^\d+ \| .* \| (?P<quantity>\d+) \| (?P<price>[\d.]+) \| [\d.]+ \| (?P<line>\d+)$",
        r"^\d+\. .* \[ord\. line (?P<line>\d+)\] \.\.\. (?P<quantity>\d+) / (?P<price>[\d.]+) / [\d.]+$",
    )
)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of an order, receipt or bill: number of the order's line, quantity, unit price, account and
    department as printed."""

    line: str
    quantity: int
    price: str = ""
    account: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its row in list_documents, its text, its lines, and the order that it is or names."""

    row: Mapping[str, str]
    text: str
    lines: tuple[PaperLine, ...]
    order: str

    @property
    def id(self) -> str:
        return self.row["document"]


@dataclass(frozen=True, slots=True)
class Papers:
    """What the desk holds on purchases, bills oldest first; receipts by the order that they name."""

    orders: Mapping[str, Paper]
    receipts: Mapping[str, tuple[Paper, ...]]
    bills: tuple[Paper, ...]


def gather() -> Generator[ToolCall, View, Papers]:
    """Read every order, receipt and bill."""
    orders = yield from _read("purchase order", _ORDER_LINES, ())
    names = tuple(order.id for order in orders)
    receipts: dict[str, tuple[Paper, ...]] = {}
    for receipt in (yield from _read("goods receipt", _RECEIPT_LINES, names)):
        receipts[receipt.order] = (*receipts.get(receipt.order, ()), receipt)
    bills = yield from _read("supplier bill", _BILL_LINES, names)
    return Papers({order.id: order for order in orders}, receipts, tuple(bills))


def listed(kind: str) -> Generator[ToolCall, View, Rows]:
    """The documents of a kind, oldest first; none where the desk has none of it."""
    view = yield call("list_documents", kind=kind)
    if view.refusal is not None:
        return []
    found = rows(view)
    page = view.data.get("page", {}).get("next", 0)  # type: ignore[attr-defined]
    while page:
        view = yield call("list_documents", kind=kind, page=page)
        found += rows(view)
        page = view.data.get("page", {}).get("next", 0)  # type: ignore[attr-defined]
    return found


def _read(
    kind: str, patterns: tuple[re.Pattern[str], ...], orders: tuple[str, ...]
) -> Generator[ToolCall, View, list[Paper]]:
    papers = []
    for row in (yield from listed(kind)):
        text = str((yield call("read_document", documents=[row["document"]])).data.get("body", ""))
        order = next((order for order in orders if order in text), "")
        papers.append(Paper(row, text, _lines(text, patterns), order))
    return papers


def _lines(text: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[PaperLine, ...]:
    """The lines that one of the layouts finds."""
    for pattern in patterns:
        found = [match.groupdict("") for match in pattern.finditer(text)]
        if found:
            return tuple(
                PaperLine(
                    one["line"],
                    int(one["quantity"]),
                    one.get("price", ""),
                    one.get("account", ""),
                    one.get("department", ""),
                )
                for one in found
            )
    return ()
