"""Healthy environments of many shapes, made from a number and judged in process: how often a threshold is passed by chance.

`python -m envjudge.simulate 1000 > docs/false-positives.md` writes the page. What is healthy: the seed decides everything, the
grader compares with the truth, nothing leaks. What varies: the kind of answer, how often a guess is right (0 to 1/2), how
unlike the answers are, how many questions and tasks there are, how rewards are spread (sparse, dense, shaped, negative), and
numbers in observation and state that mean nothing but may hit by chance.
"""

import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import ClassVar

from envjudge import collect, judge, stats, values
from envjudge.checks.registry import CHECKS
from envjudge.replay import Answer
from envjudge.specimens import serve
from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed
from envjudge.transport import Line, Wire

HIGHEST_RATE = 0.01
"""Of healthy environments that a check may fail."""
MEASURED = (
    "semantic.floor_gap", "semantic.constant_grader", "statistical.monotone_order", "statistical.adversarial_floor",
    "statistical.difficulty_separation", "exploit.repeat_action", "exploit.two_cycle", "exploit.constant_answer",
    "semantic.canary_floor", "exploit.identity_policy", "exploit.judge_injection", "exploit.master_keys", "exploit.attempt_limit",
    "exploit.length_bias", "exploit.answer_swap", "exploit.feedback_leak", "runtime.oracle_containment", "semantic.no_solution_leakage",
    "exploit.error_leak", "runtime.seed_control", "runtime.seed_neighbours", "runtime.episode_determinism", "exploit.memorisation",
)
"""The checks that decide by a count or a mean."""
_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "inlet", "jetty")


class Varied(Quiz):
    """One healthy environment; `made` gives each number its own."""

    CHOICES: ClassVar[tuple[str, ...]] = ()  # the listed answers; none: digits
    LARGEST: ClassVar[int] = 999
    TASK_COUNT: ClassVar[int] = 0  # 0: as many as seeds
    COMMONEST: ClassVar[float] = 0.0  # share of questions whose answer is the first choice, beyond its own
    PAY: ClassVar[str] = "dense"
    RANGE: ClassVar[tuple[float, float]] = (0.0, 1.0)
    NOISE: ClassVar[float] = 0.0

    @classmethod
    def manifest(cls) -> object:
        return {"validation": {"reward": {"range": list(cls.RANGE)}}}

    def begin(self, dice: random.Random) -> None:
        if self.TASK_COUNT:
            dice = random.Random(f"task/{dice.randrange(self.TASK_COUNT)}")
        self.answers = [self._answer(dice) for _question in range(self.LENGTH)]
        self.numbers = [dice.randint(0, self.LARGEST) for _question in range(self.LENGTH)]
        self.luck = [dice.uniform(0, self.NOISE) for _question in range(self.LENGTH)]
        self.name = "".join(dice.choices("bcdfghklmnprst", k=6))
        self.correct = 0

    def _answer(self, dice: random.Random) -> str:
        if not self.CHOICES:
            return str(dice.randint(0, self.LARGEST))
        return self.CHOICES[0] if dice.random() < self.COMMONEST else dice.choice(self.CHOICES)

    def total(self) -> str:
        return self.answers[min(self.steps, self.LENGTH - 1)]

    def observe(self) -> dict[str, object]:
        asked = min(self.steps, self.LENGTH - 1)
        return {"question": f"Page {self.numbers[asked]} of file {self.name}: what is entry {asked + 1}?", "asked": self.steps, "of": self.LENGTH}

    def state(self) -> dict[str, object]:
        return super().state() | ({"page": str(self.numbers[min(self.steps, self.LENGTH - 1)])} if self.started else {})

    def checked(self, action: object) -> str:
        answer = super().checked(action)
        if self.CHOICES and answer not in self.CHOICES:
            raise Refused("an answer is one of those listed", "VALIDATION_ERROR")
        return answer

    def reward(self, answer: str, right: bool) -> object:
        self.correct += right
        low, high = self.RANGE
        last = self.steps == self.LENGTH - 1
        if self.PAY == "sparse":
            return high * (self.correct == self.LENGTH) if last else 0.0
        if self.PAY == "shaped" and not right and not self.CHOICES and answer.isdigit():
            near = abs(int(answer) - int(self.total())) if len(answer) < 9 else self.LARGEST
            return 0.3 * high / self.LENGTH * max(0.0, 1 - 8 * near / (self.LARGEST + 1))
        return (high if right else low) / self.LENGTH * (1 - self.luck[self.steps])


def made(number: int) -> type[Varied]:
    """The healthy environment of that number."""
    dice = random.Random(f"healthy/{number}")
    choices = () if dice.random() < 0.5 else tuple(dice.sample(_WORDS, dice.choice((2, 3, 4, 6, 10))))
    listed = {"type": "string", "enum": list(choices)} if choices else {"type": "string", "maxLength": 1000}
    return type(f"Varied{number}", (Varied,), {
        "CHOICES": choices, "LENGTH": dice.choice((1, 1, 2, 3, 5, 8, 12)), "LARGEST": dice.choice((9, 40, 99, 999, 9999)),
        "TASK_COUNT": dice.choice((0, 0, 8, 20, 50, 300)), "COMMONEST": dice.choice((0.0, 0.0, 0.1, 0.2)) if len(choices) > 2 else 0.0,
        "PAY": dice.choice(("sparse", "dense", "dense", "shaped")), "RANGE": dice.choice(((0.0, 1.0), (0.0, 1.0), (-1.0, 1.0), (0.0, 10.0))),
        "NOISE": dice.choice((0.0, 0.0, 0.1)), "ACTION": typed({"answer": listed}, "answer"),
        "OBSERVATION": typed({"question": TEXT, "asked": WHOLE, "of": WHOLE}, "question", "asked", "of"),
    })


class _Line(Line):
    """A connection to an environment in this process."""

    def __init__(self, subject: type[Quiz]) -> None:
        super().__init__("in process")
        self.subject = subject()

    def send(self, frame: str) -> Answer:
        answer = serve.framed(self.subject, frame)
        return Answer(None, fault="closed 1011") if answer is None else Answer(serve.written(answer))


class Near(Wire):
    """The wire to an environment in this process: no network, no waiting."""

    def __init__(self, subject: type[Quiz]) -> None:
        super().__init__("http://127.0.0.1")
        self.subject = subject

    def line(self, path: str = "/ws") -> Line:
        return _Line(self.subject)

    def request(self, method: str, target: str, body: str | None = None, patience: float | None = None) -> Answer:
        status, answer = serve.spoken(self.subject, method, target, (body or "").encode())
        return Answer(serve.written(answer), status)


def judged(number: int) -> tuple[tuple[str, str], ...]:
    """(check, status) of every measured check on the environment of that number, after both rounds."""
    subject = made(number)
    checks = tuple(check for check in CHECKS if check.id in MEASURED)
    with Near(subject) as wire:
        begun = collect.begin(wire, f"healthy {number}", "quick", values.canonical(subject.manifest()))
        findings = judge.examine(wire, begun, checks, seconds=600.0).findings
    return tuple((each.check, each.status) for each in findings)


def statuses(numbers: Sequence[int]) -> dict[str, dict[str, list[int]]]:
    """For each measured check, by status, the numbers of the environments on which it gave that status."""
    heard: dict[str, dict[str, list[int]]] = {check: {} for check in MEASURED}
    with ProcessPoolExecutor() as pool:
        for number, result in zip(numbers, pool.map(judged, numbers, chunksize=4), strict=True):
            for check, status in result:
                heard[check].setdefault(status, []).append(number)
    return heard


def page(many: int, heard: dict[str, dict[str, list[int]]]) -> str:
    """The page of docs: the rates on the first so many environments, from what `statuses` heard of them."""
    lines = ["# False positives", "",
             f"Each check that decides by a count or a mean was run, in both rounds, on {many:,} simulated healthy environments",
             "(`envjudge.simulate` makes each from its number). A fail is a false positive: at most 1 % are allowed. A warning is not",
             "always false: where guessing is right half of the time, a guess is worth something. *Made* is how often the check had",
             "enough to go by; *at most* is the upper end of Wilson's 95 % interval of the rate among those.", "",
             "| Check | Made | Failed | At most | Warned | Failed on |", "|---|---:|---:|---:|---:|---|"]
    for check, by_status in heard.items():
        failed, warned = by_status.get("fail", []), by_status.get("warn", [])
        asked = many - len(by_status.get("skip", []))
        lines.append(f"| `{check}` | {asked} | {len(failed)} | {100 * stats.wilson(len(failed), asked)[1]:.1f} % | {len(warned)} | "
                     f"{', '.join(map(str, failed))} |")
    return "\n".join((*lines, ""))


if __name__ == "__main__":
    print(page(int(sys.argv[1]), statuses(range(int(sys.argv[1])))), end="")
