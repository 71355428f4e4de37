"""One planted error of a month, taken out of the answer key: what is wrong, what is right, and what it decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tieout.documents.closing import Disposition
from tieout.documents.trade import SupplierBill
from tieout.ledger.accounts import Chart
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.scenario.answer_key import Defect
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of


class DoesNotApplyError(LookupError):
    """This treatment does not fit this finding: a bill has no deposit slip."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bank lines of one account that are matched together, and the documents that truly clear them."""

    account: str
    lines: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """``wrong`` are the entries of the desk (public ids) to undo, ``right`` those to post instead; ``groups`` the
    matches that rest on either, ``decisions`` what is to be decided on bills and requests."""

    task: Task
    scenario: Scenario
    defect: Defect
    wrong: tuple[Entry, ...]
    right: tuple[Entry, ...]
    groups: tuple[Group, ...]
    decisions: tuple[Disposition, ...]

    @property
    def name(self) -> str:
        """Task and finding, for the message of a test that fails."""
        return f"{self.task.id} {self.defect.code}: {self.defect.summary}"

    @property
    def chart(self) -> Chart:
        return self.scenario.case.books.chart

    @property
    def currency(self) -> str:
        return self.scenario.case.books.currency

    @property
    def period(self) -> Period:
        return self.scenario.case.period

    @property
    def last(self) -> date:
        return self.period.last

    @property
    def banks(self) -> tuple[str, ...]:
        return tuple(statement.account for statement in self.scenario.case.statements)

    def role(self, role: str) -> str:
        return self.chart.role(role)

    def bill(self, name: str) -> SupplierBill | None:
        """The bill of that id on the desk."""
        found = self.scenario.case.by_id.get(name)
        return found if isinstance(found, SupplierBill) else None

    def bill_of(self, entry: Entry) -> str:
        """The bill of the inbox that ``entry`` posts, or empty."""
        payables = self.role("payables")
        posted = {one.subject for one in self.scenario.key.dispositions if one.outcome in ("posted", "partly posted")}
        named = (line.item for line in entry.lines if line.account == payables and line.amount < 0)
        return next((item for item in named if item in posted), "")


def findings(task: Task) -> Iterator[Finding]:
    """The findings of a month, in the order of its answer key."""
    scenario = family_of(task.family).build(task)
    groups = groups_of(scenario)
    for defect in scenario.key.defects:
        wrong, right = _parted(scenario, defect)
        cash = {
            line.document
            for entry in (*wrong, *right)
            for line in entry.lines
            if scenario.case.statement_of(line.account) is not None
        }
        mine = tuple(
            group for group in groups if cash.intersection(group.documents) or set(defect.bank_lines) & set(group.lines)
        )
        decisions = tuple(one for one in scenario.key.dispositions if one.subject in defect.subjects)
        yield Finding(task, scenario, defect, wrong, right, mine, decisions)


def groups_of(scenario: Scenario) -> tuple[Group, ...]:
    """What is matched in a right close."""
    together: dict[str, list[int]] = {}
    cleared = scenario.key.cleared
    for place, movement in enumerate(cleared):
        together.setdefault(movement.group or movement.line.id, []).append(place)
    return tuple(
        Group(
            cleared[places[0]].account,
            tuple(cleared[place].line.id for place in places),
            tuple(document for document, _ in cleared[places[0]].cleared),
        )
        for places in together.values()
    )


def _parted(scenario: Scenario, defect: Defect) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The defect's entries that are to be reversed, under their ids on the desk, and those that are to be posted."""
    mine = {id(entry) for entry in defect.entries}
    right = tuple(entry for entry in scenario.key.to_post if id(entry) in mine)
    stand = [found for name in scenario.key.to_reverse if (found := scenario.case.books.entry(name)) is not None]
    wrong = tuple(
        entry for entry in stand if any(one.lines is entry.lines and one.date == entry.date for one in defect.entries)
    )
    return wrong, right


def net(lines: Iterator[Line]) -> tuple[Line, ...]:
    """One line for each account, document, party, item and department, without those that cancel out."""
    sums: dict[tuple[str, str, str, str, str], int] = {}
    for line in lines:
        key = (line.account, line.document, line.party, line.item, line.department)
        sums[key] = sums.get(key, 0) + line.amount
    return tuple(Line(account, amount, *place) for (account, *place), amount in sums.items() if amount)
