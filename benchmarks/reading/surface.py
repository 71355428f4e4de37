"""What a row shows on its surface, without a look at any document: for ledger entries, waiting bills, and bank lines."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from benchmarks.reading.letters import Letter
from benchmarks.reading.masking import counts, masked

from tieout.documents.bank import BankLine
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry
from tieout.scenario.reveal import Scenario

EVIDENCE: Final = (
    ("a memo, amount or document that stands twice", "of a double posting (E03, E04, E06, E28): not a feature"),
    ("the trailing zero of a slide", "E02 shifts the digits, so that the amount itself shows it: such rows are left out"),
    ("days between an entry and its document", "of what is booked in the wrong month: not a feature"),
    ("what kind of document an entry cites", "pairs of entries that cite the same kind count"),
    ("whether an entry that cites a bank line books money in or out", "a fee is no receipt: pairs of the same kind count"),
    ("whether a bill names an order, and states a span of service", "says what the bill is: pairs of the same kind count"),
    ("how a bill's number is written, how many bills its vendor sent", "of a duplicate, of an unknown vendor: not features"),
    ("whether a bank line names a party", "a fee does not: pairs of the same kind count"),
    ("whether the ledger has a bank line's amount", "anybody sees what is not booked: pairs of the same kind count"),
    ("number of lines, size of the amount", "are what was booked or billed, not how it looks: not features"),
)  # fmt: skip
SLIDES: Final = frozenset({"E02"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. ``kind`` is what it openly is, ``features`` are numbers; words are given as their shape, a text
    that only compares as equal or not. ``code`` is the error code of a planted row, for the list of what leaks."""

    month: str
    family: str
    level: int
    table: str
    kind: str
    planted: bool
    code: str
    features: dict[str, float | str]


def rows_of(month: str, family: str, level: int, scenario: Scenario) -> Iterator[Row]:
    """The rows of the month to close: entries that the bookkeeper posted, bills that wait, lines of bank statements."""
    for table, kind, code, features in (*_entries(scenario), *_bills(scenario), *_bank_lines(scenario)):
        yield Row(month, family, level, table, kind, bool(code), code, features)


def letter_features(letter: Letter) -> dict[str, float | str]:
    """Length and token counts of a letter, and where and when it lies."""
    found: dict[str, float | str] = {
        "characters": len(letter.text),
        "words": len(letter.text.split()),
        "sentences": len(re.findall(r"[.?!](?:\s|$)", letter.text)),
        "position in the list": letter.place,
        "weekday": letter.weekday,
        "day of month": letter.day,
    }
    return found | {f"{kind.rstrip('_')}s": count for kind, count in counts(letter.text).items()}


_Found = tuple[str, str, str, dict[str, float | str]]


def _entries(scenario: Scenario) -> Iterator[_Found]:
    """Entries of the month by the kind of document that they cite; planted are those that the true books lack."""
    case, key = scenario.case, scenario.key
    wrong = frozenset(key.to_reverse)
    codes = {id(entry.lines): defect.code for defect in key.defects for entry in defect.entries}
    month = [entry for entry in case.books.entries if entry.period == case.period]
    used = Counter(line.account for entry in month for line in entry.lines)
    masters = sorted((record.name for record in case.masters.values()), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, masters)) or r"(?!)")
    for position, entry in enumerate(month):
        code = codes.get(id(entry.lines), "planted") if entry.id in wrong else ""
        if code in SLIDES:
            continue
        cited = {_kind_of(scenario, line.document) for line in entry.lines}
        table = f"entries citing {'a ' + cited.pop() if len(cited) == 1 else 'several kinds'}"
        shape = _shape(names.sub("name_", entry.memo))
        kind = f"{table} {_direction(scenario, entry)}"
        yield table, kind, code, {
            "position in the list": position / len(month),
            **_id_features(entry.id),
            **_day_features(entry.date),
            **_amount_features(sum([line.amount for line in entry.lines if line.amount > 0])),
            "characters of the memo": len(entry.memo),
            "words of the memo": len(entry.memo.split()),
            "shape of the memo": shape,
            "least use of its accounts": min(used[line.account] for line in entry.lines),
            "last digit of the cited id": _last_digit(entry.lines[0].document),
        }  # fmt: skip


def _bills(scenario: Scenario) -> Iterator[_Found]:
    """Bills that wait; planted are those that must not be posted as they stand."""
    case, key = scenario.case, scenario.key
    posted = {
        decided.subject for decided in key.dispositions if decided.track == "bill" and decided.outcome == "posted"
    }
    decided = {one.subject: one.outcome for one in key.dispositions if one.track == "bill"}
    waiting = [document for document in case.documents if document.id in frozenset(case.to_settle)]
    for position, bill in enumerate(waiting):
        assert isinstance(bill, SupplierBill)
        code = "" if bill.id in posted else decided.get(bill.id, "left alone")
        kind = f"{'ordered' if bill.order else 'unordered'} {'spanning' if bill.service_from else ''}"
        yield "bills that wait", kind, code, {
            "position in the list": position / len(waiting),
            **_id_features(bill.id),
            **_day_features(bill.date),
            **_amount_features(bill.amount),
            "days to pay": (bill.due - bill.date).days,
        }  # fmt: skip


def _bank_lines(scenario: Scenario) -> Iterator[_Found]:
    """Lines of the statements; planted are those that a finding touches, timing items (E17) left out."""
    codes = {line: defect.code for defect in scenario.key.defects if defect.code != "E17" for line in defect.bank_lines}
    stems = {re.findall(r"\w+", record.name.casefold())[0] for record in scenario.case.masters.values()}
    for statement in scenario.case.statements:
        booked = set(scenario.case.cash[statement.account].values())
        for position, line in enumerate(statement.lines):
            named = not stems.isdisjoint(re.findall(r"\w+", line.description.casefold()))
            kind = f"{'in' if line.amount > 0 else 'out'}{' named' * named}{' booked' * (line.amount in booked)}"
            yield "bank lines", kind, codes.get(line.id, ""), _line_features(line, position / len(statement.lines))


def _line_features(line: BankLine, place: float) -> dict[str, float | str]:
    return {
        "position in the list": place,
        **_id_features(line.id),
        **_day_features(line.date),
        **_amount_features(abs(line.amount)),
        "last digit of the reference": _last_digit(line.reference),
    }


def _direction(scenario: Scenario, entry: Entry) -> str:
    """In or out, for an entry that cites a bank line and moves the money of its bank; empty for others."""
    moved = sum([line.amount for line in entry.lines if line.account in scenario.case.cash])
    if not moved or _kind_of(scenario, entry.lines[0].document) != "bank line":
        return ""
    return "in" if moved > 0 else "out"


def _kind_of(scenario: Scenario, document: str) -> str:
    case = scenario.case
    return case.by_id[document].kind if document in case.by_id else "bank line"


def _shape(text: str) -> str:
    return masked(text).strip()


def _last_digit(text: str) -> int:
    digits = re.findall(r"\d", text)
    return int(digits[-1]) if digits else -1


def _id_features(name: str) -> dict[str, float | str]:
    digits = "".join(re.findall(r"\d", name))
    return {
        "digits of the id": len(digits),
        "first digit of the id": int(digits[:1] or -1),
        "last digit of the id": int(digits[-1:] or -1),
    }


def _day_features(day: date) -> dict[str, float | str]:
    return {"weekday": day.weekday(), "day of month": day.day}


def _amount_features(minor: int) -> dict[str, float | str]:
    text = str(abs(minor))
    return {
        "first digit of the amount": int(text[0]),
        "last digit of the amount": int(text[-1]),
        "zeros at the end of the amount": len(text) - len(text.rstrip("0")),
    }
