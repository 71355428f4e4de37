"""The surroundings in which a subject of ours is started, and the other ones of its second server. Pure.

What should decide a score is seed and actions. Which hash seed a process drew, in which zone its clock runs and which
language it was started in differ from machine to machine, so they differ between the two servers.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

HASH_SEED, ZONE, LANGUAGE = "PYTHONHASHSEED", "TZ", "LANG"
VARIABLES = (HASH_SEED, ZONE, LANGUAGE)
FAR = (("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11))
"""Zones and their hours from UTC, the whole year round: 25 hours apart, so that in one of them it is another day than here."""


def usual(given: Mapping[str, str], ours: Mapping[str, str]) -> dict[str, str]:
    """What a server is started with, from what the user `given` and `ours` say: the hash seed is fixed, so that a script which
    shows something of one process shows it of the next one too."""
    return {HASH_SEED: ours.get(HASH_SEED, "0")} | dict(given)


def other(here: Mapping[str, str], offset: timedelta, now: datetime) -> dict[str, str]:
    """The variables with which the second server differs from one started with those `here`, `offset` east of UTC."""
    day = (now.astimezone(UTC) + offset).date()
    zone = next(name for name, hours in FAR if (now.astimezone(UTC) + timedelta(hours=hours)).date() != day)
    return {HASH_SEED: "1" if here.get(HASH_SEED) != "1" else "2", ZONE: zone,
            LANGUAGE: "C.UTF-8" if here.get(LANGUAGE) != "C.UTF-8" else "C"}


def told(here: Mapping[str, object], there: Mapping[str, object]) -> str:
    """In which variables the two differ, for a reader."""
    return ", ".join(f"{name}={there[name]}" + (f" instead of {here[name]}" if name in here else "") for name in VARIABLES if name in there)
