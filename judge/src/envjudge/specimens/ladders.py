"""Specimens on which agents are not in the order in which they should be."""

import random
from typing import ClassVar

from envjudge.specimens.base import WHOLE, Quiz, Refused, typed
from envjudge.specimens.healthy import Sums


class Miser(Quiz):
    """Three right answers earn 0.6: full marks cannot be had."""

    ORACLE = 8

    def reward(self, answer: str, right: bool) -> object:
        return 0.2 if right else 0.0


class Shallow(Quiz):
    """A wrong answer is nearly as good as a right one."""

    ORACLE = 8

    def reward(self, answer: str, right: bool) -> object:
        return 1 / self.LENGTH if right else 0.255 if answer else 0.0


class Upside(Quiz):
    """A right answer earns less than a wrong one."""

    ORACLE = 8

    def reward(self, answer: str, right: bool) -> object:
        return 0.1 if right else 0.3 if answer else 0.0


class Overfull(Quiz):
    """Each right answer pays half: three of them pay 1.5."""

    ORACLE = 8

    def reward(self, answer: str, right: bool) -> object:
        return 0.5 if right else 0.0


class Easy(Quiz):
    """Sums that every model gets right."""

    def begin(self, dice: random.Random) -> None:
        self.sums = [(dice.randint(100, 199), dice.randint(10, 99)) for _each in range(self.LENGTH)]


class Unpaid(Quiz):
    """The answer is wanted in a form that nobody is told."""

    def total(self) -> str:
        return f"<{super().total()}>"


class Lucky(Sums):
    """The seed, which changes nothing that can be seen of a task, decides what a right answer pays."""

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        self.luck = 1.0 if seed is None or "index" not in more else random.Random(f"luck/{seed}").choice((0.2, 0.6, 1.0))
        return super().reset(seed, episode_id, **more)

    def reward(self, answer: str, right: bool) -> object:
        return self.luck / self.LENGTH if right else 0.0


class Warm(Quiz):
    """Find a number in forty tries; each try that comes nearer pays, so that the rewards lead to it."""

    ACTION: ClassVar[dict[str, object]] = typed({"number": WHOLE}, "number")
    TRIES = 40

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.hidden, self.near = dice.randint(500, 899), 0.0
        self.room = "".join(dice.choices("KLMNPRST", k=6))

    def observe(self) -> dict[str, object]:
        return {"question": f"Which number is hidden in room {self.room}?", "asked": self.steps, "of": self.TRIES}

    def checked(self, action: object) -> str:
        if not isinstance(action, dict) or set(action) - {"number", "metadata"} or type(action.get("number")) is not int:
            raise Refused("an action is {number: whole number}", "VALIDATION_ERROR")
        return str(action["number"])

    def right(self, answer: str) -> bool:
        near = max(0.0, 1 - abs(int(answer) - self.hidden) / 400) ** 6
        self.gain, self.near = max(0.0, near - self.near), max(near, self.near)
        return self.near == 1.0

    def reward(self, answer: str, right: bool) -> object:
        return self.gain

    def over(self) -> bool:
        return self.near == 1.0 or self.steps >= self.TRIES


class Mislabelled(Quiz):
    """Of sixteen doors one is right in tasks called easy, twelve in tasks called hard."""

    ACTION: ClassVar[dict[str, object]] = typed({"answer": {"type": "string", "enum": [f"door {n}" for n in range(16)]}}, "answer")
    TASKS = 8

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        self.index = more.get("index", 0)
        return super().reset(None if seed is None else f"{self.index}/{seed}", episode_id)

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        hard = isinstance(self.index, int) and self.index % 2 == 1
        self.doors = [f"door {n}" for n in dice.sample(range(1, 16), 12 if hard else 1)]
        self.hint = dice.randint(100, 999)

    def observe(self) -> dict[str, object]:
        return {"question": f"Sign {self.hint}: which door?", "asked": self.steps, "of": self.LENGTH}

    def checked(self, action: object) -> str:
        answer = super().checked(action)
        if answer not in {f"door {n}" for n in range(16)}:
            raise Refused("an answer is one of the doors", "VALIDATION_ERROR")
        return answer

    def right(self, answer: str) -> bool:
        return answer in self.doors

    def tasks(self, index: int) -> object:
        task = super().tasks(index)
        return {**task, "difficulty": "hard" if index % 2 else "easy"} if isinstance(task, dict) else task
