"""Entries made later than they are dated, and rightly so: some of the month, some of the month before that were made before
it was signed. Their numbers are out of order, and nothing else is."""

from datetime import date
from typing import Final

from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world_builder import WorldBuilder, later

LAST: Final = 25  # the day of the month until which an entry of the month is made at the latest
SIGNED: Final = 3  # days before the end of a month from which its last entries are made


def entries(builder: WorldBuilder, count: int, rng: Rng) -> None:
    """Up to ``count`` of either kind. To be called when everything else is written."""
    first, before = builder.first, builder.period.previous
    dated = [entry for entry in builder.books if first <= entry.date < first.replace(day=LAST - 5)]
    closed = [entry for entry in builder.history if before.first <= entry.date < later(before.last, -SIGNED - 2)]
    for entry in rng.sample(dated, min(count, len(dated))):
        builder.late.append((entry.id, _made(entry.date, first.replace(day=LAST), rng)))
    for entry in rng.sample(closed, min(count, len(closed))):
        builder.late.append((entry.id, weekday_between(later(before.last, -SIGNED), before.last, rng)))


def _made(dated: date, latest: date, rng: Rng) -> date:
    return weekday_between(later(dated, 2), min(later(dated, 12), latest), rng)
