"""What the script knows of the desk: the policy's values, every paper with its text, names of vendors and customers."""

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Final

from tieout.agents.protocol import all_pages, all_rows, body, fields, offered
from tieout.agents.rulebot.agent import month_end, policy_values
from tieout.agents.rulebot.bank import Values
from tieout.ledger.money import parse, render
from tieout.tools.messages import ToolCall, View

Calls = Generator[ToolCall, View, None]
IN_ONE_CALL: Final = 20
_HEADING: Final = re.compile(r"^== (.+) (\S+)$", re.MULTILINE)
_PARTY: Final = re.compile(r"\b[CV]-\d{3,}\b")
_OF_THE_BANK: Final = ("bank statement", "close policy")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper: its row in the list of documents, and its text."""

    id: str
    kind: str
    date: str
    party: str
    amount: str
    decision: str
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk when the work begins. ``names`` are by party, ``accounts`` names by code; empty where no tool shows them."""

    currency: str
    last_day: str
    values: Values
    tools: frozenset[str]
    banks: tuple[str, ...]
    sheets: Mapping[str, Sheet]
    names: Mapping[str, str]
    accounts: Mapping[str, str]

    def minor(self, text: str) -> int:
        return parse(text, self.currency)

    def shown(self, minor: int) -> str:
        return render(minor, self.currency)

    def of_kind(self, kind: str) -> list[Sheet]:
        return [sheet for sheet in self.sheets.values() if sheet.kind == kind]

    def value(self, topic: str, name: str) -> str:
        """A value of the policy, or empty where it has none."""
        return self.values.get((topic, name), "")


def look(opening: View) -> Generator[ToolCall, View, Desk]:
    """Read the desk."""
    values = yield from policy_values(opening)
    tools = offered(opening)
    names: dict[str, str] = {}
    for master in ("vendor", "customer"):
        if master in tools:
            names |= {row["id"]: row["name"] for row in (yield from all_rows(master))}
    accounts: dict[str, str] = {}
    if "trial_balance" in tools:
        accounts = {row["account"]: row["name"] for row in (yield from all_rows("trial_balance"))}
    sheets = yield from _sheets(opening, tools)
    banks = tuple(code for code in fields(opening)["bank accounts"].split(", ") if code != "none")
    return Desk(fields(opening)["currency"], month_end(opening), values, tools, banks, sheets, names, accounts)


def _sheets(opening: View, tools: frozenset[str]) -> Generator[ToolCall, View, dict[str, Sheet]]:
    """Every paper but the policy and the statements, in the order of the list."""
    if "list_documents" in tools:
        listed = yield from all_rows("list_documents")
    else:
        listed = [{"document": name} for name in fields(opening)["documents"].split(", ") if name != "none"]
    listed = [row for row in listed if row.get("kind") not in _OF_THE_BANK]
    texts: dict[str, tuple[str, str]] = {}
    for start in range(0, len(listed), IN_ONE_CALL):
        texts |= yield from _read([row["document"] for row in listed[start : start + IN_ONE_CALL]])
    return {
        row["document"]: Sheet(
            row["document"],
            texts[row["document"]][0],
            row.get("date", ""),
            row.get("party") or next(iter(_PARTY.findall(texts[row["document"]][1])), ""),
            row.get("amount", ""),
            row.get("decision", ""),
            texts[row["document"]][1],
        )
        for row in listed
        if row["document"] in texts
    }


def _read(names: list[str]) -> Generator[ToolCall, View, dict[str, tuple[str, str]]]:
    """Kind and text of some papers, by id."""
    pages = yield from all_pages("read_document", documents=names)
    first = pages[0].result
    title = f"== {first.title}\n" if len(names) == 1 and first is not None else ""
    parts = _HEADING.split(title + "".join(f"{body(page)}\n" for page in pages))
    return {name: (kind, text) for kind, name, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)}
