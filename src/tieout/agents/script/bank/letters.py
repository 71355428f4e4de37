"""What letters say of the bank's lines and of cash under way: whose money it was, which check is given up, which deposit
came back, which advice is a copy. Wordings are those of the train split, and common words of the same sense."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tieout.agents.script.bank.pairing import Line
from tieout.agents.script.bank.papers import GOT, PAID, Settlement
from tieout.agents.script.choosing import named_in
from tieout.agents.script.desk import Desk, Sheet
from tieout.agents.script.letters import REPLACES, in_force, in_one_line

_GIVEN_UP: Final = (
    r"torn? up|tear(?:ing)? it up|mail(?:ed|ing)? (?:it )?back|shred|destroy|cancel|void\b|never be cashed|open again"
)
_KEPT: Final = r"(?:kept|keep|keeping it) (?:it )?in our safe|pa(?:id|y|ying) (?:it )?in with|h[eo]ld(?:ing)? (?:it )?here|cash(?:ed)? soon|counts as paid"
_COPY: Final = r"is a copy|one transfer, which|repeats the earlier|duplicate|only one"
_OWN: Final = r"for another transfer|transfer of its own|further part|separate|on its way|under way"
_OURS: Final = r"we paid it|carried to the bank by us|it is ours|we sent it|our payment"
_STRANGERS: Final = r"somebody else paid|carried to the bank by others|stranger's|not ours|another company"
_RETURNED: Final = r"returned unpaid|sent back|was refused|bounced|dishonored|insufficient"
_HONORED: Final = r"paid when presented|accepted by|was honored|cleared|good funds"
_CHECK: Final = re.compile(r"\bcheck")
_WHICH: Final = (
    (re.compile(r"larger|for more|bigger|higher"), lambda paper: paper.cash),
    (re.compile(r"smaller|for less|lesser|lower"), lambda paper: -paper.cash),
    (re.compile(r"earlier of|wrote first|older|first check"), lambda paper: paper.sheet.date),
    (re.compile(r"later of|wrote last|newer|second check"), lambda paper: _backward(paper.sheet.date)),
)  # of two checks the least by this


def given_up(out: Iterable[Settlement], desk: Desk) -> set[str]:
    """Of the checks that are out those which their payees have given up."""
    by_payee: dict[str, list[Settlement]] = {}
    for paper in out:
        if paper.sheet.kind == PAID and "check" in paper.sheet.text.lower():
            by_payee.setdefault(paper.sheet.party, []).append(paper)
    found = set()
    for party, papers in by_payee.items():
        for letter in _last_words(desk, party):
            if _CHECK.search(letter.text) and in_force(letter.text, _GIVEN_UP, _KEPT):
                found.add(_meant(letter, papers).id)
    return found


def _meant(letter: Sheet, papers: list[Settlement]) -> Settlement:
    flat = in_one_line(letter.text)
    for words, rank in _WHICH:
        if len(papers) > 1 and words.search(flat):
            return min(papers, key=rank)
    return papers[0]


def _backward(day: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day)


def copies(out: Iterable[Settlement], papers: Mapping[str, Settlement], desk: Desk) -> set[str]:
    """Of the receipts that are under way those whose advice repeats another, as the customer writes."""
    found = set()
    for paper in out:
        twins = [
            other
            for other in papers.values()
            if other.sheet.kind == GOT and other.sheet.party == paper.sheet.party and other.cash == paper.cash
        ]
        if paper.sheet.kind == GOT and len(twins) > 1:
            for letter in _naming(desk, paper.sheet.party, paper.cash):
                if in_force(letter.text, _COPY, _OWN):
                    found.add(paper.id)
    return found


def owner_of(line: Line, sizes: Mapping[str, int], desk: Desk) -> tuple[str, str] | None:
    """The customer who owns up to a receipt without a name, and the invoice; empty where letters on it do not tell, None
    where there is no letter. Where one of two is understood to disown it, it is the other's."""
    letters = [one for party in desk.names if party.startswith("C-") for one in _naming(desk, party, line.amount)]
    verdicts = {one.id: in_force(one.text, _OURS, _STRANGERS) for one in letters}
    owning = [one for one in letters if verdicts[one.id]]
    unclear = [one for one in letters if verdicts[one.id] is None]
    if not owning and len(unclear) == 1 and len(letters) > 1:
        owning = unclear
    if len(owning) != 1:
        return ("", "") if letters else None
    return owning[0].party, named_in(owning[0].text, "INV", sizes)


def returned_receipt(candidates: Iterable[Settlement], desk: Desk) -> str:
    """Of the receipts of a returned line's amount the one that came back: the only one, or as the bank's advices say;
    empty where that cannot be told."""
    some = list(candidates)
    if len(some) <= 1:
        return some[0].id if some else ""
    verdicts = {paper.id: _came_back(paper, desk) for paper in some}
    back = [name for name, verdict in verdicts.items() if verdict]
    unknown = [name for name, verdict in verdicts.items() if verdict is None]
    if not back and len(unknown) == 1:
        back = unknown
    return back[0] if len(back) == 1 else ""


def _came_back(paper: Settlement, desk: Desk) -> bool | None:
    notices = [
        sheet for sheet in desk.of_kind("notice") if sheet.party == paper.sheet.party and _says(sheet, paper.cash, desk)
    ]
    return in_force(notices[-1].text, _RETURNED, _HONORED) if notices else None


def _naming(desk: Desk, party: str, amount: int) -> list[Sheet]:
    """A party's letters that name an amount."""
    return [one for one in _last_words(desk, party) if _says(one, amount, desk)]


def _says(sheet: Sheet, amount: int, desk: Desk) -> bool:
    return desk.shown(abs(amount)) in in_one_line(sheet.text).replace(",", "")


def _last_words(desk: Desk, party: str) -> list[Sheet]:
    """A party's e-mails, oldest first, without those that a later one takes the place of."""
    last: list[Sheet] = []
    for sheet in sorted(desk.of_kind("e-mail"), key=lambda one: one.date):
        if sheet.party != party:
            continue
        if REPLACES.search(in_one_line(sheet.text)) and last:
            last.pop()
        last.append(sheet)
    return last
