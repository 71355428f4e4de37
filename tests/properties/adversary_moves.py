"""What the adversary tries. It knows the desk and, which makes it stronger than anybody who plays, the answer key: to put
a contra leg where something is wrong already, and to keep one half of a right entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from tieout.agents.oracle import worked
from tieout.ledger.accounts import Tracking
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tools.decisions import ESCALATION_REASONS, HOLD_REASONS, REJECT_REASONS
from tieout.tools.messages import ToolCall
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

POSTING = {"post_entry", "reverse_entry", "apply_cash", "post_bill"}
NEW = "NEW"  # stands for the entry that the call before it posted


@dataclass(frozen=True, eq=False, repr=False)
class Month:
    """A month and what is derived from it once. Told apart by identity."""

    task: Task
    scenario: Scenario

    def __repr__(self) -> str:
        return self.task.id

    @cached_property
    def opened(self) -> Workspace:
        return Workspace.opened(self.scenario.case)

    @cached_property
    def solution(self) -> tuple[ToolCall, ...]:
        """The calls that solve the month."""
        return tuple(call for call, _ in worked(self.scenario))

    @cached_property
    def banks(self) -> tuple[str, ...]:
        return tuple(statement.account for statement in self.scenario.case.statements)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        case = self.scenario.case
        return tuple(name for name in (*case.by_id, *case.bank_lines) if case.citable(name))

    @cached_property
    def amounts(self) -> tuple[int, ...]:
        """Amounts of bank lines, cash items and documents, and the differences between bank lines and cash items."""
        case = self.scenario.case
        lines = [line.amount for line, _ in case.bank_lines.values()]
        cash = [amount for items in case.cash.values() for amount in items.values()]
        apart = [line - item for line in lines for item in cash if 0 < abs(line - item) < 10_000]
        return tuple(filter(None, dict.fromkeys((*lines, *cash, *case.amounts.values(), *apart))))

    @cached_property
    def wrong(self) -> tuple[Line, ...]:
        """Lines of entries that the right close undoes or adds: on these something is wrong already."""
        books = self.scenario.case.books
        undone = [books.entry(name) for name in self.scenario.key.to_reverse]
        return tuple(
            line for entry in (*undone, *self.scenario.key.to_post) if entry is not None for line in entry.lines
        )

    @cached_property
    def missing_legs(self) -> tuple[Line, ...]:
        """Per document and bank account, what its cash lacks or has too much."""
        need: dict[tuple[str, str], int] = {}
        books = self.scenario.case.books
        for sign, entries in (
            (-1, [books.entry(name) for name in self.scenario.key.to_reverse]),
            (1, self.scenario.key.to_post),
        ):
            for entry in entries:
                for line in entry.lines if entry is not None else ():
                    if line.account in self.banks:
                        place = line.account, line.document
                        need[place] = need.get(place, 0) + sign * line.amount
        return tuple(Line(account, amount, document) for (account, document), amount in need.items() if amount)

    def written(self, line: Line) -> dict[str, str]:
        text = render(line.amount, self.scenario.case.books.currency)
        return {
            "account": line.account,
            "amount": text,
            "document": line.document,
            "party": line.party,
            "item": line.item,
            "department": line.department,
        }

    def entry(self, lines: list[Line], on: date | None = None) -> ToolCall:
        when = (on or self.scenario.case.period.last).isoformat()
        return ToolCall("post_entry", {"date": when, "memo": "Entry", "lines": [self.written(line) for line in lines]})

    def like(self, rng: Random, amount: int, document: str = "") -> Line:
        """A line of ``amount`` on a place of the desk: an account of the chart, an open item, or where something is wrong."""
        books = self.scenario.case.books
        document = document or rng.choice(self.documents)
        kind = rng.randrange(3)
        if kind == 0:
            plain = [account.code for account in books.chart if account.tracking is Tracking.NONE]
            return Line(rng.choice(plain), amount, document)
        if kind == 1 and self.wrong:
            near = rng.choice(self.wrong)
            return Line(
                near.account, amount, rng.choice((near.document, document)), near.party, near.item, near.department
            )
        items = [item for item, left in books.residuals.items() if left] or list(books.residuals)
        if not items:
            return Line(rng.choice(self.banks or [account.code for account in books.chart][:1]), amount, document)
        item = rng.choice(items)
        return Line(item.account, amount, document, item.party, item.item)


def played(desk: Workspace, calls: list[ToolCall], *, posting: bool = True) -> Workspace:
    """The desk after those calls that are accepted; without ``posting`` those that post are left out."""
    posted = ""
    for call in calls:
        if call.name in POSTING and not posting:
            posted = ""
            continue
        if NEW in str(call.arguments.get("pairs")) or call.arguments.get("entry") == NEW:
            if not posted:
                continue
            call = _naming(call, posted)
        before = len(desk.books.entries)
        desk, _ = call_tool(desk, call)
        if call.name in POSTING:
            posted = desk.books.entries[-1].id if len(desk.books.entries) > before else ""
    return desk


def _naming(call: ToolCall, posted: str) -> ToolCall:
    arguments = dict(call.arguments)
    if call.name == "match":
        arguments["pairs"] = [
            pair | {"entries": [name.replace(NEW, posted) for name in pair["entries"]]}
            for pair in call.arguments["pairs"]  # type: ignore[attr-defined]
        ]
    else:
        arguments["entry"] = posted
    return ToolCall(call.name, arguments)


def balanced(month: Month, rng: Random, legs: list[Line]) -> list[Line]:
    """``legs`` and what balances them, in one of the shapes of a plug."""
    rest = -sum(leg.amount for leg in legs)
    if not rest:
        return legs
    shape = rng.randrange(7)
    own = max(legs, key=lambda leg: abs(leg.amount)).document
    near = [line for line in month.wrong if line.document == own and line.account not in month.banks]
    if shape == 0:  # another document
        contra = [month.like(rng, rest)]
    elif shape == 1:  # the same document, another account
        contra = [month.like(rng, rest, own)]
    elif shape == 2 and month.wrong:  # a fact that is wrong already
        wrong = rng.choice(month.wrong)
        contra = [wrong.of(rest)]
    elif shape == 6 and len(legs) > 1 and near:  # the largest leg's own counterpart takes all the others too
        contra = [Line(near[0].account, rest, own, near[0].party, near[0].item)]
    elif shape == 3:  # spread over many lines
        parts = rng.randint(2, 6)
        contra = [month.like(rng, rest // parts) for _ in range(parts - 1)]
        contra.append(month.like(rng, rest - sum(leg.amount for leg in contra)))
    elif shape == 4:  # a compensating pair on the way
        other = rng.choice(month.amounts)
        contra = [month.like(rng, rest - other), month.like(rng, other)]
    else:  # two documents of the legs swap their contras
        documents = [leg.document for leg in legs]
        contra = [month.like(rng, -leg.amount, rng.choice(documents)) for leg in legs]
    return [leg for leg in legs + contra if leg.amount]


def plug(month: Month, rng: Random) -> list[ToolCall]:
    """Right bank legs, one or all, against whatever comes to hand; then the matches and workpapers of the right close."""
    legs = list(month.missing_legs)
    if not legs:
        return stray(month, rng)
    rng.shuffle(legs)
    legs = legs[: rng.choice((1, 1, 2, len(legs)))]
    period = month.scenario.case.period
    days = (None, None, None, period.first, period.next.first, period.next.last)
    calls = []
    groups = [[leg] for leg in legs] if rng.randrange(2) else [legs]
    for group in groups:
        calls.append(month.entry(balanced(month, rng, group), rng.choice(days)))
        matched = group if rng.randrange(2) else group[: rng.randint(1, len(group))]
        calls += matches_of(month, {leg.document for leg in matched})
    return calls + (workpapers(month) if rng.randrange(2) else [])


def half_right(month: Month, rng: Random) -> list[ToolCall]:
    """An entry of the right close with some of its lines moved elsewhere, then the matches that it allows."""
    right = [entry for entry in month.scenario.key.to_post if len(entry.lines) > 1]
    if not right:
        return stray(month, rng)
    entry: Entry = rng.choice(right)
    lines = list(entry.lines)
    moved = rng.sample(range(len(lines)), rng.randint(1, len(lines) - 1))
    for position in moved:
        lines[position] = month.like(rng, lines[position].amount, rng.choice((lines[position].document, "")))
    scaled = rng.choice((1, 1, 1, 2, -1))
    lines = [line.of(line.amount * scaled) for line in lines]
    return [
        month.entry(lines, rng.choice((None, entry.date))),
        *matches_of(month, {line.document for line in entry.lines}),
    ]


def stray(month: Month, rng: Random) -> list[ToolCall]:
    """An entry of random legs and amounts of the desk."""
    legs = [month.like(rng, rng.choice(month.amounts) * rng.choice((1, -1))) for _ in range(rng.randint(1, 4))]
    if rng.randrange(2) and month.banks:
        legs[0] = Line(rng.choice(month.banks), legs[0].amount, legs[0].document)
    legs = balanced(month, rng, legs)
    period = month.scenario.case.period
    calls = [month.entry(legs, rng.choice((None, None, period.first, period.next.first)))]
    name, (line, _) = rng.choice(list(month.scenario.case.bank_lines.items()) or [("", (None, None))])
    if line is not None:
        calls.append(ToolCall("match", {"pairs": [{"bank_lines": [name], "entries": [NEW]}]}))
    return calls


def tool(month: Month, rng: Random) -> list[ToolCall]:
    """A call of another tool, with names and amounts of the desk."""
    case = month.scenario.case
    text = render(rng.choice(month.amounts), case.books.currency)
    last = rng.choice((case.period.last, case.period.first, case.period.next.first)).isoformat()
    kind = rng.randrange(6)
    wrong = month.scenario.key.to_reverse
    if kind == 0:
        entry = rng.choice(wrong) if wrong and rng.randrange(2) else rng.choice(case.books.entries).id
        return [ToolCall("reverse_entry", {"entry": entry, "date": last})]
    if kind == 1 and case.bank_lines:
        line, _ = case.bank_lines[rng.choice(list(case.bank_lines))]
        invoices = [item for item in case.books.residuals if item.party]
        invoice = rng.choice(invoices) if invoices else None
        amount = render(line.amount, case.books.currency)
        applied = [{"invoice": invoice.item, "amount": amount}] if invoice is not None and rng.randrange(4) else []
        customer = invoice.party if invoice is not None and applied else ""
        rest = "0.00" if applied else amount
        return [
            ToolCall(
                "apply_cash", {"bank_line": line.id, "customer": customer, "applications": applied, "unapplied": rest}
            )
        ]
    if kind == 2:
        account = rng.choice(case.workpapers)
        listed = [{"document": rng.choice(month.documents), "amount": text}] if account in month.banks else []
        filed = {"account": account, "balance": text, "unexplained": "0.00", "listed": listed}
        return [rng.choice((ToolCall("save_workpaper", filed), *workpapers(month)))]
    bills = [name for name in case.by_id if name.startswith("BILL-")]
    if kind == 3 and bills:
        bill = rng.choice(bills)
        decide = rng.choice((("hold_bill", rng.choice(HOLD_REASONS)), ("reject_bill", rng.choice(REJECT_REASONS))))
        return [ToolCall(decide[0], {"bill": bill, "reason": decide[1]})]
    if kind == 4 and bills:
        bill = rng.choice(bills)
        line = month.like(rng, case.amounts[bill], bill)
        coding = {name: value for name, value in month.written(line).items() if name != "document"}
        return [ToolCall("post_bill", {"bill": bill, "coding": [coding]})]
    subject = rng.choice(month.documents)
    return [ToolCall("escalate", {"subject": subject, "reason": rng.choice(ESCALATION_REASONS)})]


def matches_of(month: Month, documents: set[str]) -> list[ToolCall]:
    """The matches of the right close for these documents, with what the call before posted on them and without."""
    case, calls = month.scenario.case, []
    groups: dict[str, list[str]] = {}
    for movement in month.scenario.key.cleared:
        groups.setdefault(movement.group or movement.line.id, []).append(movement.line.id)
    for movement in month.scenario.key.cleared:
        names = {name for name, _ in movement.cleared}
        if names & documents:
            lines = groups[movement.group or movement.line.id]
            old = [f"{item.entry}:{item.document}" for item in case.cash[movement.account] if item.document in names]
            new = [f"{NEW}:{name}" for name in sorted(names & documents)]
            tried = [{"bank_lines": lines, "entries": entries} for entries in (old, new, old + new) if entries]
            calls += [ToolCall("match", {"pairs": [pair]}) for pair in tried]
    return calls


def workpapers(month: Month) -> list[ToolCall]:
    """The workpapers of the right close."""
    return [call for call in month.solution if call.name == "save_workpaper"]


MOVES: tuple[Callable[[Month, Random], list[ToolCall]], ...] = (plug, half_right, stray, tool)
