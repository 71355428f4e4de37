"""One flaw each in what should be the same again: seeds, sessions, questions."""

import itertools
import random
import time
from datetime import datetime
from typing import ClassVar

from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed


class Deaf(Quiz):
    """The seed is dropped."""

    def dice(self, seed: object) -> random.Random:
        return random.Random()


class Fixed(Quiz):
    """Every seed gives the same three sums."""

    def dice(self, seed: object) -> random.Random:
        return random.Random("fixed")


class Noisy(Quiz):
    """A right or wrong answer earns something at random."""

    def reward(self, answer: str, right: bool) -> object:
        return (0.2 if right else 0.0) + random.uniform(0.0, 0.005)


class Zoned(Quiz):
    """A little is paid by the hour at which, where the server stands, a certain moment was."""

    def reward(self, answer: str, right: bool) -> object:
        return (0.2 if right else 0.0) + datetime.fromtimestamp(1_700_000_000).hour / 10_000


class Hashed(Quiz):
    """The generator is seeded by a hash, which every process draws anew."""

    def dice(self, seed: object) -> random.Random:
        return random.Random(hash(f"quiz/{seed}")) if seed is not None else random.Random()


class Unsorted(Quiz):
    """What is told as a list is a set."""

    OBSERVATION: ClassVar[dict[str, object]] = typed(
        {"question": TEXT, "asked": WHOLE, "of": WHOLE, "parts": {"type": "array", "items": TEXT}}, "question", "asked", "of", "parts")

    def observe(self) -> dict[str, object]:
        return super().observe() | {"parts": list({"units", "tens", "hundreds", "thousands", "carries", "sign"})}


class Shared(Quiz):
    """All sessions share one counter of questions."""

    counter: ClassVar["itertools.count[int]"] = itertools.count()
    latest: ClassVar[list["Shared"]] = []

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        type(self).latest[:] = [self]

    def total(self) -> str:
        owner = self.latest[0]
        left, right = owner.sums[min(self.steps, self.LENGTH - 1)]
        return str(left + right)

    def observe(self) -> dict[str, object]:
        if self.steps >= self.LENGTH:
            return super().observe()
        left, right = self.latest[0].sums[self.steps]
        return {"question": f"What is {left} + {right}?", "asked": self.steps, "of": self.LENGTH}


class Script(Quiz):
    """The seed changes the question and nothing that must be done: press a, then b, then a."""

    ACTION: ClassVar[dict[str, object]] = typed({"answer": {"type": "string", "enum": ["a", "b"]}}, "answer")

    def checked(self, action: object) -> str:
        answer = super().checked(action)
        if answer not in {"a", "b"}:
            raise Refused("a or b", "VALIDATION_ERROR")
        return answer

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.pressed = ""

    def right(self, answer: str) -> bool:
        self.pressed = self.pressed + answer
        return self.pressed == "aba"

    def reward(self, answer: str, right: bool) -> object:
        return 1.0 if right else 0.0


class Observer(Quiz):
    """Asking for the state moves the quiz on to another sum."""

    def state(self) -> dict[str, object]:
        if self.started and not self.done:
            self.sums = [(left % 900 + 100, right) for left, right in self.sums]
        return super().state()


class Hasty(Quiz):
    """Whoever thinks for more than a second is sent away."""

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.asked_at = time.monotonic()

    def over(self) -> bool:
        return super().over() or time.monotonic() - self.asked_at > 1.0


class Sticky(Quiz):
    """The last answer stays in the state after a reset."""

    last = ""

    def right(self, answer: str) -> bool:
        self.last = answer[:100]
        return super().right(answer)

    def state(self) -> dict[str, object]:
        return super().state() | {"last_answer": self.last}


class Halved(Quiz):
    """Two seeds share an episode: the last bit is lost."""

    def dice(self, seed: object) -> random.Random:
        return super().dice(seed // 2 if isinstance(seed, int) else seed)


class Frozen(Quiz):
    """Without a seed it is always the same episode."""

    def dice(self, seed: object) -> random.Random:
        return super().dice(0 if seed is None else seed)
