"""The turns that a letter can take, and the pair of stances of each: for the outcome that changes the books, and against."""

from dataclasses import replace
from typing import Final

from tieout.scenario.letters.meaning import Meaning, Stance

STANCES: Final[dict[str, tuple[Stance, Stance]]] = {
    "plan changed": (Stance.WENT_THROUGH, Stance.CALLED_OFF),
    "declined": (Stance.TAKEN_UP, Stance.DECLINED),
    "proposed": (Stance.DECIDED, Stance.PROPOSED),
    "condition": (Stance.CONDITION_MET, Stance.CONDITION_UNMET),
    "corrected": (Stance.CORRECTED_TO, Stance.CORRECTED_AWAY),
    "thread": (Stance.LAST_WORD, Stance.SUPERSEDED),
    "authority": (Stance.AUTHORIZED, Stance.NO_AUTHORITY),
    "two units": (Stance.THIS_UNIT, Stance.OTHER_UNIT),
}


def stance_of(turn: str, changes: bool) -> Stance:
    """The stance of a letter in which, by this turn, the outcome that changes the books stands or falls."""
    for_it, against_it = STANCES[turn]
    return for_it if changes else against_it


def turned(meaning: Meaning, changes: bool) -> Meaning:
    """The meaning of a letter of which another paper tells whether what stands in it changes the books."""
    for_it, against_it = next(pair for pair in STANCES.values() if meaning.stance in pair)
    return replace(meaning, stance=for_it if changes else against_it)
