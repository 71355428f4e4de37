"""How long an answer is waited for: what is known of a subject's speed, and which messages it never answered.

Answers of every kind may take the whole patience as long as the kind is not known. Later an answer is due in five times the
slowest heard: a probe whose time is up waits no longer than that, and neither is a message that once went unanswered waited for
again, nor any of its kind when two went unanswered. So an action that hangs costs a session at a time, and not the budget.
"""

from collections import Counter

KNOWN = 3
"""Answers of a kind after which its speed is known."""
ENOUGH = 2
SHORTEST = 1.0
"""Seconds that any answer may take, however quick the others were: machines stall."""
SLOWER = 5.0
MOST_TOLD = 8
QUICK = 10.0
"""Seconds that an answer to a message may take in the quick budget; the challenge allows a reset 30."""


class Pace:
    """One subject's."""

    def __init__(self) -> None:
        self._answered: Counter[str] = Counter()
        self._unanswered: Counter[str] = Counter()
        self._slowest: dict[str, float] = {}
        self._silent: set[str] = set()
        self._told: set[str] = set()

    def due(self, kind: str, whole: float) -> float:
        """Seconds within which an answer of this kind is due, of the `whole` that it may take at most."""
        if self._answered[kind] < KNOWN and not self._unanswered[kind]:
            return whole
        return min(whole, max(SHORTEST, SLOWER * self._slowest.get(kind, 0.0)))

    def patience(self, kind: str, message: str, whole: float, left: float) -> float:
        """Seconds to wait for the answer to a message when the probe has so many left."""
        due = self.due(kind, whole)
        hangs = self._unanswered[kind] >= ENOUGH and self._answered[kind] >= KNOWN
        return due if hangs or message in self._silent else min(whole, max(left, due))

    def answered(self, kind: str, seconds: float) -> None:
        """An answer came after so many seconds."""
        self._answered[kind] += 1
        self._slowest[kind] = max(seconds, self._slowest.get(kind, 0.0))

    def unanswered(self, kind: str, message: str) -> None:
        """No answer came."""
        self._unanswered[kind] += 1
        self._silent.add(message)

    def news(self, message: str) -> bool:
        """Whether this message was not yet told of, and few others were: then it is from now on."""
        new = message not in self._told and len(self._told) < MOST_TOLD
        self._told |= {message} if new else set()
        return new


def whole(kind: str, budget: str, patience: float) -> float:
    """Seconds that an answer may take at most."""
    return min(patience, QUICK) if budget == "quick" and kind not in {"reset", "http"} else patience
