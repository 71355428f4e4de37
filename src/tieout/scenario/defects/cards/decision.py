"""What a letter decides about an entry: the same matter waits, was booked against the letter, or was booked rightly."""

from dataclasses import dataclass

from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, with_mail
from tieout.scenario.world import World


@dataclass(frozen=True, slots=True)
class Decision:
    """``booked`` is the entry that stood in books and truth before the letter came; ``right`` is what the letter makes of
    it, ``wrong`` what somebody books who has not read it. One of the two is ``booked`` itself. ``what`` says for the score
    what is decided, ``stake`` is its amount; ``subject`` is the id of the paper that the letter is about."""

    world: World
    mail: Mail
    booked: Entry
    right: Entry
    wrong: Entry
    what: str
    stake: int
    subject: str
    bank_lines: tuple[str, ...] = ()


def waiting(decision: Decision, code: str) -> tuple[World, Defect]:
    """Nobody has booked it."""
    world = _settled(decision).with_books(drop=(decision.booked,))
    return world, _defect(decision, code, f"{decision.what}; it was not booked.", (decision.right,))


def misread(decision: Decision, code: str) -> tuple[World, Defect]:
    """It was booked as if the letter said the opposite."""
    world = _settled(decision).with_books(drop=(decision.booked,), add=(decision.wrong,))
    return world, _defect(
        decision, code, f"{decision.what}; it was booked otherwise.", (decision.wrong, decision.right)
    )


def innocent(decision: Decision) -> World:
    """It was booked as the letter says."""
    return _settled(decision).with_books(drop=(decision.booked,), add=(decision.right,))


def _settled(decision: Decision) -> World:
    """The world with the letter, and the truth that it makes."""
    world = with_mail(decision.world, decision.mail).with_truth(drop=(decision.booked,), add=(decision.right,))
    return world.using(decision.subject, decision.mail.email.id)


def _defect(decision: Decision, code: str, what: str, entries: tuple[Entry, ...]) -> Defect:
    return Defect(
        code,
        what,
        decision.stake,
        entries=entries,
        bank_lines=decision.bank_lines,
        evidence=((decision.mail.email.id, decision.mail.said.point), (decision.subject, decision.subject)),
    )
