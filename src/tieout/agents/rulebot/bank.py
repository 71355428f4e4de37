"""The rulebot's bank reconciliation: exact reference and amount, unique amount, recurring fees; the rest is timing."""

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from typing import Final

from tieout.agents.protocol import all_rows, call, fields
from tieout.tools.messages import ToolCall, View

Rows = list[Mapping[str, str]]
Values = Mapping[tuple[str, str], str]
PAIRS: Final = 100  # matched in one call

_FEES = ("fee", "charge", "chg", "svc", "service")
_INTEREST = ("interest", "int paid", "int pd", "int cr")


def reconcile(account: str, last_day: str, values: Values) -> Generator[ToolCall, View, None]:
    """Reconcile one bank account and file its workpaper. ``values`` is the policy: (topic, name) to value."""
    view = yield call("list_bank_lines", account=account)
    closing = fields(view)["closing balance"]
    lines = yield from all_rows("list_bank_lines", account=account)
    items = yield from all_rows("query_ledger", account=account, unmatched=True)
    pairs = pairs_of(lines, items)
    done = {bank_line for bank_line, _ in pairs}
    booked: list[tuple[str, str]] = []
    for line in lines:
        if line["bank line"] not in done and (role := recurring_role(line)):
            booked += yield from book_from_statement(account, line, values["bank", role])
    yield from match_all(pairs + booked)
    matched = {entry.partition(":")[2] for _, entry in pairs}
    left = yield from all_rows("query_ledger", account=account, unmatched=True)
    listed: dict[str, str] = {}
    for item in left:
        if item["document"] in matched or item["document"] in listed:
            yield call("reverse_entry", entry=item["entry"], date=last_day, memo="Booked twice")
        elif days_before(item["date"], last_day) <= (9 if item["amount"].startswith("-") else 2):
            listed[item["document"]] = item["amount"]
    yield call(
        "save_workpaper",
        account=account,
        balance=closing,
        unexplained="0.00",
        listed=[{"document": document, "amount": amount} for document, amount in listed.items()],
    )


def pairs_of(lines: Rows, items: Rows) -> list[tuple[str, str]]:
    """One-to-one matches that leave no doubt: the entry cites the line, reference and amount agree, or the amount is unique
    on both sides."""
    pairs: list[tuple[str, str]] = []
    once = {(item["document"], item["amount"]): item for item in reversed(items)}  # a double import counts once
    free = {f"{item['entry']}:{item['document']}": item for item in once.values()}
    rest = []
    for line in lines:
        alike = [name for name, item in free.items() if item["amount"] == line["amount"]]
        hits = [name for name in alike if free[name]["document"] == line["bank line"]] or [
            name for name in alike if line["reference"] and line["reference"] in free[name]["memo"]
        ]
        if len(hits) == 1:
            pairs.append((line["bank line"], hits[0]))
            del free[hits[0]]
        else:
            rest.append(line)
    on_statement = Counter(line["amount"] for line in rest)
    in_ledger = Counter(item["amount"] for item in free.values())
    by_amount = {item["amount"]: name for name, item in free.items()}
    pairs += [
        (line["bank line"], by_amount[line["amount"]])
        for line in rest
        if on_statement[line["amount"]] == 1 and in_ledger[line["amount"]] == 1
    ]
    return pairs


def recurring_role(line: Mapping[str, str]) -> str:
    """The policy's account for a line that recurs every month by its wording, or empty."""
    text = line["description"].casefold()
    money_out = line["amount"].startswith("-")
    if money_out and any(word in text for word in _FEES):
        return "bank fees"
    if not money_out and any(word in text for word in _INTEREST):
        return "interest income"
    return ""


def book_from_statement(
    account: str, line: Mapping[str, str], other: str
) -> Generator[ToolCall, View, list[tuple[str, str]]]:
    """Book a line that only the statement shows; the line with its entry, to be matched, or nothing if it is refused."""
    name = line["bank line"]
    view = yield call(
        "post_entry",
        date=line["date"],
        memo=line["description"],
        lines=[
            {"account": account, "amount": line["amount"], "document": name},
            {"account": other, "amount": negated(line["amount"]), "document": name},
        ],
    )
    return [(name, fields(view)["entry"])] if view.refusal is None else []


def match_all(pairs: Sequence[tuple[str, str]]) -> Generator[ToolCall, View, None]:
    """Match bank lines with one entry each, in as few calls as it takes."""
    for start in range(0, len(pairs), PAIRS):
        few = pairs[start : start + PAIRS]
        yield call("match", pairs=[{"bank_lines": [bank_line], "entries": [entry]} for bank_line, entry in few])


def days_before(day: str, last_day: str) -> int:
    """Days from ``day`` to ``last_day`` within one month; a large number outside it."""
    return int(last_day[8:]) - int(day[8:]) if day[:7] == last_day[:7] and day <= last_day else 999


def negated(amount: str) -> str:
    """The decimal string with the other sign."""
    return amount[1:] if amount.startswith("-") else f"-{amount}"
