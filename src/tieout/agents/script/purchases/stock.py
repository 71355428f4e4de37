"""What a verdict is, and what is left to bill while bills are judged one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tieout.agents.script.booking import Place


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is done with a bill: the charges if it is posted, else the reason; ``fraud`` is escalated too."""

    reason: str = ""
    charges: Mapping[Place, int] = field(default_factory=dict)
    fraud: bool = False


@dataclass(slots=True)
class Stock:
    """What receipts still hold, accruals of earlier months by receipt, what was billed so far, vendors' records."""

    left: dict[tuple[str, str], int]
    accrued: dict[str, int]
    vendors: dict[str, Mapping[str, str]]
    seen: dict[tuple[str, str, str], str] = field(default_factory=dict)
