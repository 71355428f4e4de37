"""Healthy environments of many shapes, each made from a number: the same number, the same environment, to the last answer.

What is healthy: the seed (or split and index) decides everything, the grader compares with the truth, nothing leaks, noise in
the reward is small and declared, and who knows nothing earns at most half. What varies: questions or a walk; texts, numbers or
listed answers; how often a guess is right (0 to 1/2); how many answers of a question are right; how unlike the answers are;
how many questions and tasks there are; how rewards are spread (sparse, dense, shaped, negative) and told in parts; whether
there are a Task API, tiers of difficulty, an oracle, canaries; how able a simulated model is; and numbers in observation and
state that mean nothing but may hit by chance.
"""

import json
import random
import re
from collections.abc import Callable
from typing import ClassVar

from envjudge import values
from envjudge.scripted import Request, Said
from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed

_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")
_LEVELS = ("easy", "medium", "hard")
_ASKED = re.compile(r"Page \d+ of file (\w+): what is entry (\d+)\?")
_PART = {"type": "number"}
_LISTED = 50
"""Numbers up to which the schema says which there are."""


class Varied(Quiz):
    """What all have in common: seeds, tasks, tiers, and what is declared."""

    CAPACITY: ClassVar[int] = 1000
    NUMBER: ClassVar[int] = 0
    POOL: ClassVar[int] = 0  # different tasks that seeds lead to; 0: as many as seeds
    TIERS: ClassVar[tuple[str, ...]] = ()  # from the easiest
    PAY: ClassVar[str] = "dense"
    RANGE: ClassVar[tuple[float, float]] = (0.0, 1.0)
    NOISE: ClassVar[float] = 0.0  # share of what is earned that the seed may take
    CANARIES: ClassVar[int] = 0
    SKILLS: ClassVar[tuple[float, ...]] = ()  # of the model, by tier: how often it is right; none: no model plays
    BUDGET: ClassVar[str] = "quick"
    unseeded: ClassVar[int] = 0  # resets without a seed so far: they too are the same in every run

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        index, asked = more.get("index"), more.get("difficulty")
        by_index = self.TASKS > 0 and isinstance(index, int) and not isinstance(index, bool)
        self.level = (self.TIERS.index(asked) if isinstance(asked, str) and asked in self.TIERS
                      else self._level(index) if by_index and isinstance(index, int) else 0)
        if seed is None:
            type(self).unseeded += 1
        self.chance = random.Random(f"{self.NUMBER}/chance/{seed if seed is not None else f'none {self.unseeded}'}")
        drawn = f"seed {seed}" if seed is not None else f"none {self.unseeded}"
        pool = random.Random(drawn).randrange(self.POOL) if self.POOL else None
        self.place = index if by_index and isinstance(index, int) else pool  # where the tasks are listed one by one
        self.task = f"{self.NUMBER}/{by_index}/{drawn if self.place is None else self.place}/{self.level}"
        return super().reset(seed, episode_id)

    def _level(self, index: int) -> int:
        return min(max(index, 0), self.TASKS - 1) * len(self.TIERS) // self.TASKS if self.TIERS else 0

    def dice(self, seed: object) -> random.Random:
        return random.Random(self.task)

    def named(self, episode_id: object) -> str:
        return str(episode_id or f"episode-{random.Random(self.task).getrandbits(32):08x}")

    def tasks(self, index: int) -> object:
        task = super().tasks(index)
        return {**task, "difficulty": self.TIERS[self._level(index)]} if self.TIERS and isinstance(task, dict) else task

    def wrong(self) -> object:
        """An action that is not right now. Nobody's answer is empty."""
        return {"answer": ""}

    @classmethod
    def manifest(cls) -> object:
        return {"validation": {"reward": {"range": list(cls.RANGE), "oracle_tolerance": cls.NOISE * (cls.RANGE[1] - cls.RANGE[0])}}}

    @classmethod
    def declared(cls) -> object:
        if not cls.ORACLE and not cls.CANARIES:
            return None
        return {"oracle": [cls.solved(number) for number in range(cls.ORACLE)], "state": None, "trouble": [],
                "canaries": [cls._played(number, cls.wrong) for number in range(cls.CANARIES)]}

    @classmethod
    def solved(cls, number: int) -> dict[str, object]:
        return cls._played(number, cls.solution)

    @classmethod
    def _played(cls, number: int, choose: Callable[["Varied"], object]) -> dict[str, object]:
        reset: dict[str, object] = {"seed": 500 + number}
        if cls.TASKS:
            reset |= {"split": "train", "index": number * cls.TASKS // max(cls.ORACLE, cls.CANARIES)}
        elif cls.TIERS:
            reset["difficulty"] = cls.TIERS[number % len(cls.TIERS)]
        subject = cls()
        subject.reset(**reset)
        actions: list[object] = []
        while not subject.done:
            actions.append(choose(subject))
            subject.step(actions[-1])
        return {"id": str(number), "reset": reset, "actions": actions}


class Pages(Varied):
    """Questions about files that nobody is shown: only who knows can answer."""

    CHOICES: ClassVar[tuple[str, ...]] = ()  # the listed answers; none: numbers
    WRITTEN: ClassVar[bool] = True  # numbers as text
    LARGEST: ClassVar[int] = 999
    COMMONEST: ClassVar[float] = 0.0  # share of questions whose answer is the first choice, beyond its own
    RIGHT: ClassVar[int] = 1  # how many of the choices are right
    PARTS: ClassVar[bool] = False  # the reward is told in parts
    NUMBERED: ClassVar[bool] = False  # the number of the page has a field of its own
    EXCERPT: ClassVar[bool] = False  # a long text is shown
    CLERK: ClassVar[bool] = False  # after each step a word is shown that means nothing
    known: ClassVar[dict[tuple[str, str], tuple[str, set[str], int]]] = {}  # to the model: (file, entry) -> (answer, all right ones, level)

    def begin(self, dice: random.Random) -> None:
        self.answers = [self._answer(dice, question) for question in range(self.LENGTH)]
        self.also = [{answer, *self._beside(answer)} for answer in self.answers]
        self.numbers = [dice.randint(0, self.LARGEST) for _question in range(self.LENGTH)]
        self.luck = [self.chance.uniform(0, self.NOISE) for _question in range(self.LENGTH)]
        self.name = "".join(dice.choices("bcdfghklmnprst", k=8))
        self.known.update({(self.name, str(entry + 1)): (answer, self.also[entry], self.level) for entry, answer in enumerate(self.answers)})
        self.excerpt = " ".join(dice.choice(_WORDS) + str(dice.randint(0, self.LARGEST)) for _word in range(12))
        self.clerks = dice.choices(_WORDS[:2], k=self.LENGTH)
        self.correct = 0
        self.parts: dict[str, float] = {}

    def _answer(self, dice: random.Random, question: int) -> str:
        """Of few tasks about as many have one answer as another: whoever writes them down one by one sees to that."""
        options = len(self.CHOICES) or self.LARGEST + 1
        chosen = 0 if dice.random() < self.COMMONEST else dice.randrange(options)
        if self.place is not None and options < _LISTED:
            block, place = divmod(self.place, options)
            chosen = random.Random(f"{self.NUMBER}/{question}/{self.level}/{block}").sample(range(options), options)[place]
        return self.CHOICES[chosen] if self.CHOICES else str(chosen)

    def _beside(self, answer: str) -> list[str]:
        """What is right as well: the next choices of the list."""
        return [self.CHOICES[(self.CHOICES.index(answer) + more) % len(self.CHOICES)] for more in range(1, self.RIGHT)]

    def total(self) -> str:
        return self.answers[min(self.steps, self.LENGTH - 1)]

    def right(self, answer: str) -> bool:
        return answer.strip() in self.also[min(self.steps, self.LENGTH - 1)]

    def solution(self) -> object:
        return {"answer": self.total() if self.WRITTEN or self.CHOICES else int(self.total())}

    def wrong(self) -> object:
        if self.CHOICES:
            return {"answer": next(each for each in self.CHOICES if each not in self.also[self.steps])}
        far = (int(self.total()) + (self.LARGEST + 1) // 2) % (self.LARGEST + 1)
        return {"answer": str(far) if self.WRITTEN else far}

    def observe(self) -> dict[str, object]:
        asked = min(self.steps, self.LENGTH - 1)
        shown: dict[str, object] = {"question": f"Page {self.numbers[asked]} of file {self.name}: what is entry {asked + 1}?",
                                    "asked": self.steps, "of": self.LENGTH}
        shown |= {"page": self.numbers[asked]} if self.NUMBERED else {}
        shown |= {"excerpt": self.excerpt} if self.EXCERPT else {}
        shown |= {"clerk": self.clerks[self.steps - 1]} if self.CLERK and self.steps else {}
        return shown | ({"breakdown": self.parts} if self.parts else {})

    def state(self) -> dict[str, object]:
        return super().state() | ({"page": str(self.numbers[min(self.steps, self.LENGTH - 1)])} if self.started else {})

    def checked(self, action: object) -> str:
        if not self.WRITTEN and not self.CHOICES:
            if not isinstance(action, dict) or set(action) - {"answer", "metadata"} or type(action.get("answer")) is not int:
                raise Refused("an action is {answer: whole number}", "VALIDATION_ERROR")
            if self.LARGEST < _LISTED and not 0 <= action["answer"] <= self.LARGEST:
                raise Refused("an answer lies between the smallest and the largest", "VALIDATION_ERROR")
            return str(action["answer"])
        answer = super().checked(action)
        if self.CHOICES and answer not in self.CHOICES:
            raise Refused("an answer is one of those listed", "VALIDATION_ERROR")
        return answer

    def reward(self, answer: str, right: bool) -> object:
        self.correct += right
        low, high = self.RANGE
        near = 0.0
        if self.PAY == "shaped" and not right and not self.CHOICES and answer.isdigit() and len(answer) < 9:
            near = 0.3 * max(0.0, 1 - 8 * abs(int(answer) - int(self.total())) / (self.LARGEST + 1))
        self.parts = {"form": 1.0, "match": float(right), "near": near} if self.PARTS else {}
        if self.PAY == "sparse":
            return high * (self.correct == self.LENGTH) if self.steps == self.LENGTH - 1 else 0.0
        if self.PAY == "shaped":
            return high / self.LENGTH * (1 - self.luck[self.steps] if right else near)
        return (high if right else low) / self.LENGTH * (1 - self.luck[self.steps])


class Stroll(Varied):
    """A walk over a field to a flag, in a stated number of steps."""

    LENGTH: ClassVar[int] = 12
    SIZE: ClassVar[int] = 6
    MOVES: ClassVar[dict[str, tuple[int, int]]] = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}

    def begin(self, dice: random.Random) -> None:
        def place() -> tuple[int, int]:
            return dice.randrange(self.SIZE), dice.randrange(self.SIZE)
        self.at, self.flag = place(), place()
        while self.far() < self.SIZE - 1:
            self.at, self.flag = place(), place()
        self.whole = self.far()

    def far(self) -> int:
        return self._distance(self.at)

    def observe(self) -> dict[str, object]:
        return {"question": f"You stand at {self.at[0]}, {self.at[1]}; the flag is at {self.flag[0]}, {self.flag[1]}.",
                "asked": self.steps, "of": self.LENGTH}

    def checked(self, action: object) -> str:
        answer = super().checked(action)
        if answer not in self.MOVES:
            raise Refused("an answer is one of those listed", "VALIDATION_ERROR")
        return answer

    def right(self, answer: str) -> bool:
        before = self.far()
        self.at = self._after(answer)
        self.gain = before - self.far()
        return self.far() == 0

    def reward(self, answer: str, right: bool) -> object:
        return self.RANGE[1] * (self.gain / self.whole if self.PAY == "shaped" else float(right))

    def over(self) -> bool:
        return self.far() == 0 or self.steps >= self.LENGTH

    def solution(self) -> object:
        return {"answer": min(self.MOVES, key=lambda move: self._distance(self._after(move)))}

    def wrong(self) -> object:
        return {"answer": max(self.MOVES, key=lambda move: self._distance(self._after(move)))}

    def _after(self, move: str) -> tuple[int, int]:
        """The place to which a move leads: none leads out of the field."""
        (x, y), (right, up) = self.at, self.MOVES[move]
        return min(max(x + right, 0), self.SIZE - 1), min(max(y + up, 0), self.SIZE - 1)

    def _distance(self, place: tuple[int, int]) -> int:
        return abs(place[0] - self.flag[0]) + abs(place[1] - self.flag[1])


def made(number: int) -> type[Varied]:
    """The healthy environment of that number."""
    dice = random.Random(f"healthy/{number}")
    tasks = dice.choice((0, 0, 8, 24, 60))
    oracle = dice.choice((0, 0, 3, 8, 8, 12))
    common: dict[str, object] = {
        "NUMBER": number, "TASKS": tasks, "ORACLE": min(oracle, tasks or oracle), "POOL": dice.choice((0, 0, 8, 20, 50, 300)),
        "CANARIES": dice.choice((0, 0, 0, 3, 6)), "BUDGET": dice.choice(("quick", "standard")),
        "TIERS": _LEVELS[:dice.choice((2, 3))] if (tasks or oracle >= 8) and dice.random() < 0.7 else (),
    }
    return _stroll(number, dice, common) if dice.random() < 0.15 else _pages(number, dice, common)


def _stroll(number: int, dice: random.Random, common: dict[str, object]) -> type[Varied]:
    size, shaped = dice.choice((5, 6, 8)), dice.random() < 0.4
    return type(f"Stroll{number}", (Stroll,), common | {
        "SIZE": size, "LENGTH": 2 * size, "PAY": "shaped" if shaped else "sparse", "RANGE": (-1.0, 1.0) if shaped else dice.choice(((0.0, 1.0), (0.0, 10.0))),
        "ACTION": typed({"answer": {"type": "string", "enum": list(Stroll.MOVES)}}, "answer")})


def _pages(number: int, dice: random.Random, common: dict[str, object]) -> type[Varied]:
    choices = () if dice.random() < 0.55 else tuple(dice.sample(_WORDS, dice.choice((2, 3, 4, 6, 10))))
    length, largest, written = dice.choice((1, 1, 1, 2, 2, 3, 5, 8, 12)), dice.choice((1, 2, 4, 9, 40, 99, 999, 9999)), dice.random() < 0.7
    listed: dict[str, object] = {"type": "string", "maxLength": 1000}
    if choices:
        listed = {"type": "string", "enum": list(choices)}
    elif not written:
        listed = {"type": "integer"} | ({"minimum": 0, "maximum": largest} if largest < _LISTED else {})
    if dice.random() < 0.7:
        listed["examples"] = [choices[0] if choices else "7" if written else 7]
    right = dice.choice((1, 1, 2, len(choices) // 2)) if len(choices) > 3 else 1
    pay, parts = dice.choice(("sparse", "dense", "dense", "shaped")), dice.random() < 0.4
    numbered, excerpt, clerk = dice.random() < 0.5, dice.random() < 0.5, dice.random() < 0.8
    lowest = dice.choice((0.0, 0.0, -1.0)) if pay == "dense" else 0.0
    episode = dice.uniform(0.6, 0.8)  # how often the model earns something in an episode, or how much
    usual = episode ** (1 / length) if pay == "sparse" else max(episode, 0.7 if lowest else 0.0)
    guess = right / len(choices) if choices else 1 / (largest + 1)
    falling = dice.random() < 0.5
    seen: dict[str, object] = {"question": TEXT, "asked": WHOLE, "of": WHOLE}
    seen |= ({"page": WHOLE} if numbered else {}) | ({"excerpt": TEXT} if excerpt else {}) | ({"clerk": TEXT} if clerk else {})
    if parts:
        seen["breakdown"] = {"type": "object", "properties": {"form": _PART, "match": _PART, "near": _PART}}
    return type(f"Pages{number}", (Pages,), common | {
        "known": {}, "CHOICES": choices, "WRITTEN": written, "LENGTH": length, "LARGEST": largest, "PAY": pay, "PARTS": parts,
        "NUMBERED": numbered, "EXCERPT": excerpt, "CLERK": clerk,
        "COMMONEST": dice.choice((0.0, 0.0, 0.1, 0.2)) if len(choices) > 2 and right == 1 else 0.0, "RIGHT": right,
        "RANGE": (lowest, dice.choice((1.0, 1.0, 10.0)) if not lowest else 1.0), "NOISE": dice.choice((0.0, 0.0, 0.1)) if pay != "sparse" else 0.0,
        "SKILLS": tuple(usual - 0.1 * level * falling for level in range(3)) if dice.random() < 0.6 and guess <= 0.34 else (),
        "ACTION": typed({"answer": listed}, "answer"), "OBSERVATION": typed(seen, "question", "asked", "of")})


def thinking(subject: type[Pages]) -> Callable[[Request], Said]:
    """The simulated model of an environment: it knows as many of the answers as its skill says."""
    def reply(request: Request) -> Said:
        shown = [text for message in values.items(request.get("messages"))
                 if values.at(message, "role") in {"user", "tool"} and isinstance(text := values.at(message, "content"), str)]
        name, entry = next(found for text in reversed(shown) for found in reversed(_ASKED.findall(text)))
        answer, right, level = subject.known[name, entry]
        dice = random.Random(f"{subject.NUMBER}/model/{name}/{entry}/{request.get('seed') if request.get('temperature') else 0}")
        if dice.random() >= subject.SKILLS[level]:
            others = subject.CHOICES or [str(dice.randint(0, subject.LARGEST)) for _try in range(40)]
            answer = next((each for each in dice.sample(others, len(others)) if each not in right), answer)
        return Said(calls=(("act", json.dumps({"answer": answer if subject.WRITTEN or subject.CHOICES else int(answer)})),))
    return reply
