"""Trials: a finding left in, treated as the oracle does, and treated otherwise, all else being done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Final, TypeVar

from tieout.documents.closing import Disposition
from tieout.grading.score import grade
from tieout.ledger.entries import Entry
from tieout.tasks.registry import family_of
from tieout.tools.workspace import Workspace
from tieout.treatments.finding import Finding
from tieout.treatments.work import Work, others_done

_K = TypeVar("_K")
GRAIN: Final = 1e-9
"""Scores stand on a grid; three quarters of a difference may lie beside it."""


class Kind(Enum):
    """What a treatment is, and so what it may earn; see :func:`fault_of`."""

    FULL = "accepted"
    CITED = "accepted, other support"
    OTHER = "accepted, matched otherwise"
    NEAR = "near miss"
    HALF = "plug or half entry"


@dataclass(frozen=True, slots=True)
class Treatment:
    """One way to treat the findings of a code. ``apply`` posts, decides and matches, or raises DoesNotApplyError; what it
    leaves open is then matched, decided (unless it ``decides`` itself, or is half an entry, whose worth would hide behind
    that of a decision) and filed for it."""

    code: str
    name: str
    kind: Kind
    apply: Callable[[Work], None]
    decides: bool = False

    @property
    def accepted(self) -> bool:
        return self.kind in (Kind.FULL, Kind.CITED, Kind.OTHER)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A desk after a treatment: its score, whether its state and its citations are those of the right one, and what was
    refused."""

    score: float
    state: bool
    cited: bool
    refused: tuple[str, ...] = ()


class Trial:
    """A finding, with everything else done once and for all treatments."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.others = others_done(finding)

    @cached_property
    def right(self) -> Outcome:
        """As the oracle does it."""
        return self.outcome(self.perfect())

    def perfect(self) -> Work:
        """The desk on which all is done."""
        work = Work(self.finding, self.others)
        for entry in self.finding.wrong:
            work.reverse(entry.id)
        for entry in self.finding.right:
            bill = self.finding.bill_of(entry)
            if not bill or not work.post_bill(entry, bill):
                work.repost(entry)
        return _finished(work, decides=False)

    @cached_property
    def left(self) -> Outcome:
        """Not done: the entries stand, the finding's bank lines stay open, nothing is decided, and the papers say so."""
        work = Work(self.finding, self.others)
        work.listed = dict.fromkeys(self.finding.defect.listed, 0)
        own = set(self.finding.defect.bank_lines)
        for group in self.finding.groups:
            if not own.intersection(group.lines):
                work.settle_one(group)
        work.papers()
        return self.outcome(work)

    @cached_property
    def idle(self) -> Outcome:
        """Not done, but what can be matched without an entry is."""
        work = Work(self.finding, self.others)
        work.listed = dict.fromkeys(self.finding.defect.listed, 0)
        return self.outcome(_finished(work, decides=True))

    @property
    def nothing(self) -> float:
        """The score of a desk on which no entry is made for the finding: left, or matched where that is not all of it."""
        return max(self.left.score, self.idle.score if self.idle.score < self.right.score else 0)

    def treated(self, treatment: Treatment) -> Outcome:
        """As ``treatment`` does it. DoesNotApplyError where it does not fit."""
        work = Work(self.finding, self.others)
        treatment.apply(work)
        return self.outcome(_finished(work, treatment.decides or treatment.kind is Kind.HALF))

    def outcome(self, work: Work) -> Outcome:
        """What has become of the desk."""
        scenario, desk = self.finding.scenario, work.desk
        rubric = family_of(self.finding.task.family).rubric
        score = grade(Workspace.opened(scenario.case), desk, scenario.key, rubric).value
        state = self._state(desk) == self._true_state
        cited = state and _sources(desk.books.entries, self.finding.last) == self._true_sources
        return Outcome(score, state, cited, tuple(work.refused))

    @cached_property
    def _true_state(self) -> tuple[object, ...]:
        key = self.finding.scenario.key
        cleared = frozenset(movement.line.id for movement in key.cleared)
        return (*_balances(key.journal, self.finding.last), cleared, _decided(key.dispositions, self._subjects))

    @cached_property
    def _true_sources(self) -> dict[tuple[str, str, str, str], int]:
        return _sources(self.finding.scenario.key.journal, self.finding.last)

    @property
    def _subjects(self) -> frozenset[tuple[str, str]]:
        return frozenset((one.subject, one.track) for one in self.finding.scenario.key.dispositions)

    def _state(self, desk: Workspace) -> tuple[object, ...]:
        """Balances and open items at month-end, bank lines that are matched, decisions that were asked for."""
        lines = frozenset(name for name in self.finding.scenario.case.bank_lines if name in desk.matched)
        decided = _decided(tuple(desk.dispositions.values()), self._subjects)
        return (*_balances(desk.books.entries, self.finding.last), lines, decided)


def _finished(work: Work, decides: bool) -> Work:
    """The work with what is left of it done: matches, decisions unless the treatment ``decides`` itself, papers."""
    work.settle()
    if not decides:
        work.decide()
    work.papers()
    return work


def fault_of(trial: Trial, treatment: Treatment, treated: Outcome) -> str:
    """What the score owes to the treatment and did not give, or empty.

    An accepted one earns no less than leaving the finding in; three quarters of the right one where the state is right;
    all of it where the citations are right too. A near miss earns less than the right one, unless it is
    refused; half an entry, or a plug,
    no more than the same desk without it.
    """
    left, right = trial.left, trial.right
    if treated.score > right.score:
        return "earns more than the right one"
    match treatment.kind:
        case Kind.FULL | Kind.CITED:
            if treated.refused:
                return f"refused: {treated.refused[0].splitlines()[0]}"
            if not treated.state:
                return "is no right state"
            if treated.score < left.score + 0.75 * (right.score - left.score) - GRAIN:
                return "earns less than three quarters"
            if treated.cited is not (treatment.kind is Kind.FULL):
                return "cites another paper than it says"
            if treated.cited and treated.score != right.score:
                return "does not earn all"
        case Kind.OTHER:
            if treated.score < left.score:
                return "earns less than nothing"
        case Kind.HALF:
            if treated.score > trial.nothing:
                return "earns more than nothing"
        case Kind.NEAR:
            if treated.score >= right.score and not treated.refused:
                return "earns as much as the right one"
    return ""


def _balances(journal: tuple[Entry, ...], last: date) -> tuple[dict[str, int], dict[tuple[str, ...], int]]:
    """Balances of accounts, and what items and departments have of them, at month-end; those of zero are left out."""
    accounts: dict[str, int] = {}
    items: dict[tuple[str, ...], int] = {}
    for entry in journal:
        if entry.date > last:
            continue
        for line in entry.lines:
            accounts[line.account] = accounts.get(line.account, 0) + line.amount
            if line.item or line.department:
                item = (line.account, line.party, line.item, line.department)
                items[item] = items.get(item, 0) + line.amount
    return _nonzero(accounts), _nonzero(items)


def _sources(journal: tuple[Entry, ...], last: date) -> dict[tuple[str, str, str, str], int]:
    sums: dict[tuple[str, str, str, str], int] = {}
    for entry in journal:
        if entry.date <= last:
            for line in entry.lines:
                source = (line.document, line.account, line.item, line.department)
                sums[source] = sums.get(source, 0) + line.amount
    return _nonzero(sums)


def _nonzero(sums: dict[_K, int]) -> dict[_K, int]:
    return {key: amount for key, amount in sums.items() if amount}


def _decided(decisions: tuple[Disposition, ...], wanted: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str, str]]:
    """The decisions that are asked for; a bill posted in part counts as posted, which the ledger says in any case."""
    return frozenset(
        (one.subject, one.track, one.outcome.removeprefix("partly "))
        for one in decisions
        if (one.subject, one.track) in wanted
    )
