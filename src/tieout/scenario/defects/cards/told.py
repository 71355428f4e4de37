"""What a letter decides about an entry: the same matter waits, was booked against the letter, or was booked rightly."""

from dataclasses import dataclass

from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, with_mail
from tieout.scenario.world import World


@dataclass(frozen=True, slots=True)
class Told:
    """``booked`` is the entry that stood in books and truth before the letter came; ``right`` is what the letter makes of it,
    ``wrong`` what somebody books who has not read it. One of the two is ``booked`` itself. ``what`` says for the score what is
    decided, ``stake`` is its amount; ``subject`` the id of the paper that the letter is about."""

    world: World
    mail: Mail
    booked: Entry
    right: Entry
    wrong: Entry
    what: str
    stake: int
    subject: str
    bank_lines: tuple[str, ...] = ()


def waiting(told: Told, code: str) -> tuple[World, Defect]:
    """Nobody has booked it."""
    world = _settled(told).with_books(drop=(told.booked,))
    return world, _defect(told, code, f"{told.what}; it was not booked.", (told.right,))


def misread(told: Told, code: str) -> tuple[World, Defect]:
    """It was booked as if the letter said the opposite."""
    world = _settled(told).with_books(drop=(told.booked,), add=(told.wrong,))
    return world, _defect(told, code, f"{told.what}; it was booked otherwise.", (told.wrong, told.right))


def innocent(told: Told) -> World:
    """It was booked as the letter says."""
    return _settled(told).with_books(drop=(told.booked,), add=(told.right,))


def _settled(told: Told) -> World:
    """The world with the letter, and the truth that it makes."""
    world = with_mail(told.world, told.mail).with_truth(drop=(told.booked,), add=(told.right,))
    return world.using(told.subject, told.mail.email.id)


def _defect(told: Told, code: str, what: str, entries: tuple[Entry, ...]) -> Defect:
    return Defect(
        code,
        what,
        told.stake,
        entries=entries,
        bank_lines=told.bank_lines,
        evidence=((told.mail.email.id, told.mail.said.point), (told.subject, told.subject)),
    )
