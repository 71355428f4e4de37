"""Work on a desk: the calls that treatments make. The only place that writes tool calls, and the only one to change
when a tool changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from tieout.documents.closing import CashItem, Disposition
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.ledger.refusal import Refusal
from tieout.tools.messages import ToolCall, ToolResult
from tieout.tools.registry import call_tool
from tieout.tools.workpapers import ROLL_FORWARD
from tieout.tools.workspace import Workspace
from tieout.treatments.finding import DoesNotApplyError, Finding, Group, groups_of

MOST_ITEMS = 6  # of a match that is looked for by its amount


@dataclass(slots=True)
class Work:
    """A desk that is worked on. ``made`` are the entries posted since it was handed over, ``refused`` what was refused;
    ``listed`` changes what the bank workpapers list: document to signed amount, 0 to leave it out."""

    finding: Finding
    desk: Workspace
    made: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)

    def call(self, name: str, /, **arguments: object) -> bool:
        """Make a call; False where it is refused."""
        before = len(self.desk.books.entries)
        self.desk, answer = call_tool(self.desk, ToolCall(name, arguments))
        self.made += [entry.id for entry in self.desk.books.entries[before:]]
        if isinstance(answer, Refusal):
            self.refused.append(f"{name}: {answer.text}")
            return False
        return True

    def money(self, amount: int) -> str:
        return render(amount, self.finding.currency)

    def post(self, lines: Iterable[Line], day: date | None = None, memo: str = "Correction") -> str:
        """Post an entry, at month-end unless told otherwise; gives its id, or empty."""
        written = [self._line(line) for line in lines if line.amount]
        posted = self.call("post_entry", date=(day or self.finding.last).isoformat(), memo=memo, lines=written)
        return self.made[-1] if posted else ""

    def repost(self, entry: Entry) -> str:
        """Post an entry of the truth as it is."""
        return self.post(entry.lines, entry.date, entry.memo)

    def post_bill(self, entry: Entry, bill: str, day: date | None = None) -> bool:
        """Post the bill that an entry of the truth posts."""
        payables = self.finding.role("payables")
        coding = [self._line(line) for line in entry.lines if line.account != payables]
        for charge in coding:
            del charge["document"]
        return self.call("post_bill", bill=bill, coding=coding, date=(day or entry.date).isoformat())

    def reverse(self, entry: str, day: date | None = None) -> bool:
        """Reverse an entry at month-end, or where it stands if that is later."""
        stands = self.desk.books.entry(entry)
        assert stands is not None
        when = day or max(stands.date, self.finding.last)
        return self.call("reverse_entry", entry=entry, date=when.isoformat(), memo="Correction")

    def apply_cash(
        self, bank_line: str, customer: str, applied: Sequence[tuple[str, int, int, int]], unapplied: int = 0
    ) -> bool:
        """Apply a receipt: (invoice, cash, discount, write-off) each."""
        applications = [
            {"invoice": invoice, "amount": self.money(cash)}
            | ({"discount": self.money(discount)} if discount else {})
            | ({"write_off": self.money(small)} if small else {})
            for invoice, cash, discount, small in applied
        ]
        return self.call(
            "apply_cash",
            bank_line=bank_line,
            customer=customer,
            applications=applications,
            unapplied=self.money(unapplied),
        )

    def match(self, bank_lines: Sequence[str], items: Iterable[CashItem]) -> bool:
        """Match bank lines with cash items."""
        pair = {"bank_lines": list(bank_lines), "entries": [f"{one.entry}:{one.document}" for one in items]}
        return self.call("match", pairs=[pair])

    def hold(self, bill: str, reason: str) -> bool:
        return self.call("hold_bill", bill=bill, reason=reason)

    def reject(self, bill: str, reason: str) -> bool:
        return self.call("reject_bill", bill=bill, reason=reason)

    def escalate(self, subject: str, reason: str) -> bool:
        return self.call("escalate", subject=subject, reason=reason)

    def call_back(self, document: str, phone: str) -> bool:
        return self.call("request_callback", document=document, phone=phone)

    def decide(self, skip: tuple[str, ...] = ()) -> None:
        """Take the decisions that the finding asks for, but those on the tracks in ``skip``."""
        decide(self, [one for one in self.finding.decisions if one.track not in skip])

    def settle(self) -> None:
        """Match the finding's bank lines with what now settles them; what nothing settles stays open."""
        for group in self.finding.groups:
            settle(self, group)

    def settle_one(self, group: Group) -> None:
        """Match one group, if what stands in the books adds up to it."""
        settle(self, group, search=False)

    def file(self, account: str, balance: int, unexplained: int = 0, listed: Sequence[tuple[str, int]] = ()) -> bool:
        """File a workpaper."""
        return self.call(
            "save_workpaper",
            account=account,
            balance=self.money(balance),
            unexplained=self.money(unexplained),
            listed=[{"document": name, "amount": self.money(amount)} for name, amount in listed],
            composition=self._rolled(account),
        )

    def _rolled(self, account: str) -> list[dict[str, str]]:
        """The roll-forward of an account without a statement."""
        if self.desk.case.statement_of(account) is not None:
            return []
        _, shown = call_tool(self.desk, ToolCall("account_balance", {"account": account}))
        assert isinstance(shown, ToolResult)
        figures = dict(shown.fields)
        return [{"name": name, "amount": figures[name]} for name in ROLL_FORWARD]

    def papers(self) -> None:
        """File every workpaper that is asked for, honestly: what the desk says, and what remains unexplained."""
        for paper in self.finding.scenario.key.workpapers:
            statement = self.finding.scenario.case.statement_of(paper.account)
            balance = balance_of(self.desk, paper.account)
            if statement is None:
                self.file(paper.account, balance)
                continue
            awaiting = self._awaiting(paper.account)
            listed = {name: amount for name, amount in paper.listed if awaiting.get(name) == amount}
            listed |= {name: amount for name, amount in self.listed.items() if amount}
            for name in self.listed.keys() - {name for name, amount in self.listed.items() if amount}:
                listed.pop(name, None)
            lines = self.finding.scenario.case.bank_lines
            under_way = sum(-amount if name in lines else amount for name, amount in listed.items())
            self.file(paper.account, statement.closing, statement.closing + under_way - balance, tuple(listed.items()))

    def _awaiting(self, account: str) -> dict[str, int]:
        """What is open on a bank account, by document, and by bank line."""
        found: dict[str, int] = {}
        for item, amount in self.desk.open_cash_items(account).items():
            found[item.document] = found.get(item.document, 0) + amount
        for name, (line, statement) in self.finding.scenario.case.bank_lines.items():
            if statement.account == account and name not in self.desk.matched:
                found[name] = found.get(name, 0) + line.amount
        return found

    def _line(self, line: Line) -> dict[str, str]:
        parts = {"account": line.account, "amount": self.money(line.amount), "document": line.document}
        if line.party:
            parts["party"] = line.party
        if line.item:
            parts["item"] = line.item
        if line.department:
            parts["department"] = line.department
        return parts


def balance_of(desk: Workspace, account: str) -> int:
    """The ledger's balance of a balance-sheet account at month-end."""
    through = desk.case.period.index
    return sum(amount for (code, month), amount in desk.books.balances.items() if code == account and month <= through)


def decide(work: Work, decisions: Iterable[Disposition]) -> None:
    """Take decisions; that a bill is posted follows from the ledger."""
    for one in decisions:
        subject, track, outcome = one.subject, one.track, one.outcome
        verb, _, reason = outcome.partition(": ")
        if track == "callback":
            work.call_back(subject, outcome)
        elif track == "escalation":
            work.escalate(subject, outcome)
        elif verb == "held":
            work.hold(subject, reason)
        elif verb == "rejected":
            work.reject(subject, reason)


def settle(work: Work, group: Group, search: bool = True) -> None:
    """Match a group: with everything that cites its documents, or with that and new entries, or, on ``search``, with as
    few of these as add up to it."""
    if any(line in work.desk.matched for line in group.lines):
        return
    total = sum(work.finding.scenario.case.bank_lines[line][0].amount for line in group.lines)
    awaiting = work.desk.open_cash_items(group.account)
    cited = [item for item in awaiting if item.document in group.documents]
    others = [item for item in awaiting if item.entry in work.made and item not in cited]
    tries = [cited, [*cited, *others]]
    pool = [*others, *cited] if search else []
    for size in range(1, min(MOST_ITEMS, len(pool)) + 1):
        tries += [list(chosen) for chosen in combinations(pool, size)]
    for chosen in tries:
        if chosen and sum(awaiting[item] for item in chosen) == total:
            work.match(group.lines, chosen)
            return


def others_done(finding: Finding) -> Workspace:
    """The desk on which all is done as the oracle does it but for this finding, its matches, and the workpapers."""
    scenario = finding.scenario
    work = Work(finding, Workspace.opened(scenario.case))
    wrong = {entry.id for entry in finding.wrong}
    right = {id(entry) for entry in finding.right}
    for name in scenario.key.to_reverse:
        if name not in wrong:
            work.reverse(name)
    for entry in scenario.key.to_post:
        if id(entry) not in right:
            bill = finding.bill_of(entry)
            if not bill or not work.post_bill(entry, bill):
                work.repost(entry)
    mine = set(finding.groups)
    for group in groups_of(scenario):
        if group not in mine:
            settle(work, group, search=False)
    decide(work, [one for one in scenario.key.dispositions if one not in finding.decisions])
    if work.refused:
        raise ValueError(f"{finding.name}: {work.refused[0]}")
    return work.desk


def require(condition: object) -> None:
    """DoesNotApplyError unless the condition holds."""
    if not condition:
        raise DoesNotApplyError
