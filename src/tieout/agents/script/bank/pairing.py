"""Which statement lines belong to which papers: by amount, then by reference, name and date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from tieout.agents.script.bank.papers import Settlement
from tieout.agents.script.desk import Desk
from tieout.agents.script.words import likeness, numbers_in

SURE: Final = 10  # what a shared reference counts
PARTS: Final = (2, 3)  # in how many parts a payment leaves the bank
LATE: Final = 12  # days between paper and statement


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement."""

    id: str
    account: str
    date: str
    amount: int
    description: str
    reference: str

    @property
    def text(self) -> str:
        return f"{self.description} {self.reference}"


Group = tuple[tuple[Line, ...], tuple[Settlement, ...]]


def line_of(row: Mapping[str, str], account: str, desk: Desk) -> Line:
    """A line of an account's statement, from its row in list_bank_lines."""
    amount = desk.minor(row["amount"])
    return Line(row["bank line"], account, row["date"], amount, row["description"], row["reference"])


def paired(
    lines: Iterable[Line], papers: Mapping[str, Settlement], slips: Mapping[str, tuple[str, ...]], desk: Desk
) -> list[Group]:
    """Groups of lines and papers of one settlement each: deposits, then single ones, best first, then parts."""
    free = {line.id: line for line in lines}
    open_papers = dict(papers)
    groups: list[Group] = []

    def take(some: Iterable[Line], their: Iterable[Settlement]) -> None:
        group = tuple(some), tuple(their)
        groups.append(group)
        for line in group[0]:
            del free[line.id]
        for paper in group[1]:
            del open_papers[paper.id]

    for slip, names in slips.items():
        deposit = [open_papers[name] for name in names if name in open_papers]
        total = sum(paper.cash for paper in deposit)
        hits = [line for line in free.values() if line.amount == total]
        hits.sort(key=lambda line: slip.partition("-")[2] not in numbers_in(line.text))
        if len(deposit) == len(names) > 0 and hits and all(_days(hits[0], paper) >= 0 for paper in deposit):
            take(hits[:1], deposit)
    scored = sorted(
        (-score(line, paper, desk), _days(line, paper), line.id, paper.id)
        for line in free.values()
        for paper in open_papers.values()
        if line.amount == paper.cash and _near(line, paper)
    )
    for _, _, line_id, paper_id in scored:
        if line_id in free and paper_id in open_papers:
            take([free[line_id]], [open_papers[paper_id]])
    for paper in list(open_papers.values()):
        alike = [line for line in free.values() if score(line, paper, desk) > 0 and line.amount * paper.cash > 0]
        sets = [
            some
            for size in PARTS
            for some in combinations(alike, size)
            if sum(one.amount for one in some) == paper.cash
        ]
        if len(sets) == 1:
            take(sets[0], [paper])
    return groups


def score(line: Line, paper: Settlement, desk: Desk) -> int:
    """How much speaks for a line and a paper belonging together, besides the amount."""
    shared = numbers_in(line.text) & numbers_in(paper.sheet.text)
    name = desk.names.get(paper.sheet.party, "")
    return SURE * len(shared) + likeness(line.description, name)


def _days(line: Line, paper: Settlement) -> int:
    """Days from paper to line; 0 where the paper's date is not known."""
    if not paper.sheet.date:
        return 0
    return (date.fromisoformat(line.date) - date.fromisoformat(paper.sheet.date)).days


def _near(line: Line, paper: Settlement) -> bool:
    """Whether the line can be of the paper by its date; a check may take months."""
    return _days(line, paper) >= 0 and (paper.cash < 0 or _days(line, paper) <= LATE)
