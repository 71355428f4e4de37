"""The state of a desk, document by document: what must be equal where two ways of working are equal."""

from collections import defaultdict

from tieout.documents.closing import Disposition
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.scenario.reveal import Scenario
from tieout.scenario.world import Movement, World
from tieout.tools.workspace import Workspace

State = dict[tuple[str, ...], object]


def state_of(desk: Workspace) -> State:
    """Postings by document, balance and month, open items, matches by document and amount, decisions, workpapers."""
    state = _posted(desk.books.entries)
    for match in desk.matches:
        settled: defaultdict[str, int] = defaultdict(int)
        for item in match.items:
            for line in desk.books.entry(item.entry).lines:
                if line.account == match.account and line.document == item.document:
                    settled[line.document] += line.amount
        for bank_line in match.bank_lines:
            state["cleared", bank_line] = (frozenset(match.bank_lines), _nonzero(settled))
    state |= {("decided", *key): decided.outcome for key, decided in desk.dispositions.items()}
    state |= {("filed", account): paper for account, paper in desk.workpapers.items()}
    return state


def true_postings(key: AnswerKey) -> State:
    """The postings of the true books."""
    return _posted(key.journal)


def postings_of(desk: Workspace) -> State:
    """The postings on a desk."""
    return _posted(desk.books.entries)


def wrong_at_start(scenario: Scenario) -> set[tuple[str, ...]]:
    """What is not on the desk as it should be."""
    key = scenario.key
    return _wrong(postings_of(Workspace.opened(scenario.case)), true_postings(key), key.cleared, key.dispositions)


def wrong_in_world(world: World) -> set[tuple[str, ...]]:
    """The same of a world that is not revealed yet, under its provisional numbers."""
    cleared = tuple(movement for movement in world.movements if movement.cleared)
    return _wrong(
        _posted((*world.history, *world.books)), _posted((*world.history, *world.truth)), cleared, world.settled
    )


def _wrong(
    start: State, true: State, cleared: tuple[Movement, ...], decided: tuple[Disposition, ...]
) -> set[tuple[str, ...]]:
    wrong = {key for key in start.keys() | true.keys() if start.get(key) != true.get(key)}
    wrong |= {("cleared", movement.line.id) for movement in cleared}
    return wrong | {("decided", one.subject) for one in decided}


def places_of(defect: Defect) -> set[tuple[str, ...]]:
    """What a defect can make wrong."""
    places: set[tuple[str, ...]] = set(_posted(defect.entries, net=False))
    places |= {("cleared", bank_line) for bank_line in defect.bank_lines}
    return places | {("decided", subject) for subject in defect.subjects}


def _posted(entries: tuple[Entry, ...], net: bool = True) -> State:
    posted: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for entry in entries:
        for line in entry.lines:
            posted["posted", line.document, line.account, str(entry.period)] += line.amount
            if line.department:
                posted["department", line.document, line.account, line.department, str(entry.period)] += line.amount
            if line.item:
                posted["item", line.account, line.party, line.item] += line.amount
    return {key: amount for key, amount in posted.items() if amount or not net}


def _nonzero(amounts: dict[str, int]) -> frozenset[tuple[str, int]]:
    return frozenset((document, amount) for document, amount in amounts.items() if amount)
