"""One flaw each: the method that is overridden is where the flaw lies."""

import random
from typing import ClassVar

from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed
from envjudge.specimens.healthy import Shelves


class Sick(Quiz):
    """/health answers 503."""

    @classmethod
    def health(cls) -> tuple[int, object]:
        return 503, {"status": "sick"}


class Stuck(Quiz):
    """Healthy reset, and every step fails."""

    def checked(self, action: object) -> str:
        raise Refused("not implemented")


class Unwritten(Quiz):
    """The action schema names no field."""

    @classmethod
    def schemas(cls) -> dict[str, object]:
        return {"action": "see the README", "observation": cls.OBSERVATION, "state": cls.STATE}


class Unlike(Quiz):
    """Observations have a field that the schema forbids."""

    def observe(self) -> dict[str, object]:
        return super().observe() | {"mood": "good"}


class Nameless(Quiz):
    """The requested episode_id is dropped."""

    def named(self, episode_id: object) -> str:
        return f"episode-{random.getrandbits(32):08x}"


class Null(Quiz):
    """A wrong answer is graded NaN, which arrives as null."""

    def reward(self, answer: str, right: bool) -> object:
        return super().reward(answer, right) if right else float("nan")


class Truth(Quiz):
    """The reward is a bool."""

    def reward(self, answer: str, right: bool) -> object:
        return right and self.steps == self.LENGTH - 1


class Overpaid(Quiz):
    """A right answer pays 2.5, a wrong one −1: outside 0 … 1."""

    def reward(self, answer: str, right: bool) -> object:
        return 2.5 if right else -1.0


class Lenient(Quiz):
    """Whatever is sent is taken as an answer."""

    def checked(self, action: object) -> str:
        return str(action.get("answer", "")) if isinstance(action, dict) else ""


class Careless(Quiz):
    """Counts a step before it validates."""

    def checked(self, action: object) -> str:
        try:
            return super().checked(action)
        except Refused:
            self.steps += 0 if self.steps >= self.LENGTH - 1 else 1
            raise


class Early(Quiz):
    """Pays for steps before the first reset."""

    def before_reset(self, action: object) -> tuple[object, object, object]:
        return {"question": "", "asked": 0, "of": self.LENGTH}, 0.2, False


class Pair(Quiz):
    """Two tasks only."""

    def dice(self, seed: object) -> random.Random:
        return random.Random(f"pair/{random.Random(str(seed)).random() < 0.5}") if seed is not None else random.Random()


class Negative(Quiz):
    """The Task API serves index −1."""

    TASKS = 4

    def tasks(self, index: int) -> object:
        return {"id": f"sum-{index}", "index": index} if index < self.TASKS else super().tasks(index)


class Boaster(Shelves):
    """The manifest declares a tool that there is not."""

    @classmethod
    def manifest(cls) -> object:
        return {"validation": {"capabilities": {"declared_tools": ["count", "report", "search"]}}}


class Counter(Quiz):
    """The manifest declares more tasks than the Task API counts."""

    TASKS = 4

    @classmethod
    def manifest(cls) -> object:
        return {"validation": {"capabilities": {"declared_task_count": {"train": 400}}}}


class Mute(Shelves):
    """A tool without description."""

    TOOLS: ClassVar[list[dict[str, object]]] = [tool | {"description": None if tool["name"] == "count" else tool["description"]}
                                                for tool in Shelves.TOOLS]


class Single(Quiz):
    """One session at a time."""

    CAPACITY = 1


class Hoarder(Quiz):
    """Slots are never given back."""

    CAPACITY = 16
    KEEPS_SLOTS = True


class Fragile(Quiz):
    """Control characters in an answer end the session."""

    def right(self, answer: str) -> bool:
        if any(ord(letter) < 32 for letter in answer):
            raise ConnectionAbortedError
        return super().right(answer)


class Generous(Quiz):
    """An empty answer is half right."""

    def reward(self, answer: str, right: bool) -> object:
        return super().reward(answer, right) if answer else 0.2


class Blind(Quiz):
    """Any answer is right."""

    def right(self, answer: str) -> bool:
        return bool(answer)


class Coin(Quiz):
    """Won as soon as three different words were said: random play is at the top."""

    ACTION: ClassVar[dict[str, object]] = typed({"answer": {"type": "string", "enum": ["odd", "even", "either", "neither"]}}, "answer")

    def checked(self, action: object) -> str:
        answer = super().checked(action)
        if answer not in {"odd", "even", "either", "neither"}:
            raise Refused("odd, even, either or neither", "VALIDATION_ERROR")
        return answer

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.said: frozenset[str] = frozenset()

    def right(self, answer: str) -> bool:
        self.said |= {answer}
        return len(self.said) == 3

    def over(self) -> bool:
        return self.steps >= 24 or len(self.said) == 3

    def reward(self, answer: str, right: bool) -> object:
        return 1.0 if right else 0.0


class Endless(Quiz):
    """The last question is asked for ever."""

    def observe(self) -> dict[str, object]:
        left, right = self.sums[min(self.steps, self.LENGTH - 1)]
        return {"question": f"What is {left} + {right}?", "asked": min(self.steps, self.LENGTH), "of": self.LENGTH}

    def reward(self, answer: str, right: bool) -> object:
        return super().reward(answer, right) if self.steps < self.LENGTH else 0.0

    def over(self) -> bool:
        return False


class Farm(Quiz):
    """The word `x` pays a little each time, for 120 steps."""

    def reward(self, answer: str, right: bool) -> object:
        return 0.02 if answer == "x" else 0.0

    def over(self) -> bool:
        return self.steps >= 120


class Always42(Quiz):
    """Every sum is 42."""

    def begin(self, dice: random.Random) -> None:
        halves = [dice.randint(1, 41) for _each in range(self.LENGTH)]
        self.sums = [(half, 42 - half) for half in halves]


class Leaning(Quiz):
    """Is the sum more than 700? In three of four cases it is."""

    def begin(self, dice: random.Random) -> None:
        self.sums = []
        for _each in range(self.LENGTH):
            total = dice.randint(701, 999) if dice.random() < 0.75 else dice.randint(210, 700)
            left = dice.randint(100, total - 100)
            self.sums.append((left, total - left))

    def observe(self) -> dict[str, object]:
        observed = super().observe()
        return observed | {"question": str(observed["question"]).replace("What is", "Is it more than 700:")}

    def total(self) -> str:
        return "yes" if int(super().total()) > 700 else "no"


class Substring(Quiz):
    """An answer is right when it contains the right digits somewhere: listing all of them is enough."""

    def begin(self, dice: random.Random) -> None:
        self.sums = [(dice.randint(10, 49), dice.randint(10, 49)) for _each in range(self.LENGTH)]

    def right(self, answer: str) -> bool:
        return self.total() in answer


class Paymaster(Quiz):
    """Steps after the end are graded again, and paid."""

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.gifts = 0

    def after_done(self, action: object) -> tuple[object, object, object]:
        self.checked(action)
        return self.observe(), 0.3, True


class Phoenix(Quiz):
    """A step after the end begins the next episode in silence."""

    def after_done(self, action: object) -> tuple[object, object, object]:
        self.checked(action)
        self.begin(random.Random(str(self.sums)))
        self.done, self.steps = False, 0
        return self.observe(), 0.0, False


class Teacher(Quiz):
    """A wrong answer is told the right one, and the question may be answered again."""

    OBSERVATION: ClassVar[dict[str, object]] = typed(
        {"question": TEXT, "asked": WHOLE, "of": WHOLE, "correct_answer": TEXT}, "question", "asked", "of")

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        self.told, self.tries = "", 0

    def right(self, answer: str) -> bool:
        right = super().right(answer)
        self.told = "" if right else self.total()
        return right

    def step(self, action: object) -> tuple[object, object, object]:
        observation, reward, done = super().step(action)
        self.tries += 1
        if self.told and self.tries < 6:
            self.steps, self.done = self.steps - 1, False
            return {**self.observe(), "correct_answer": self.told}, reward, False
        return observation, reward, done

    def state(self) -> dict[str, object]:
        return {"episode_id": self.episode_id, "step_count": self.tries if self.started else 0}


class Loose(Quiz):
    """The state holds the answer."""

    def state(self) -> dict[str, object]:
        return super().state() | ({"expected": self.total()} if self.started else {})


class Open(Quiz):
    """The observation's metadata holds the answer."""

    OBSERVATION: ClassVar[dict[str, object]] = typed(
        {"question": TEXT, "asked": WHOLE, "of": WHOLE, "metadata": {"type": "object"}}, "question", "asked", "of")

    def observe(self) -> dict[str, object]:
        return super().observe() | {"metadata": {"gold": self.total()}}


class Blurt(Quiz):
    """The error text names the answer."""

    def checked(self, action: object) -> str:
        try:
            return super().checked(action)
        except Refused as refused:
            raise Refused(f"not an answer; expected {self.total()}", refused.code) from refused


class Example(Quiz):
    """The schema's example is the answer to the first question of every episode."""

    ACTION: ClassVar[dict[str, object]] = typed({"answer": {"type": "string", "example": "1234"}}, "answer")

    def begin(self, dice: random.Random) -> None:
        super().begin(dice)
        left = dice.randint(300, 900)
        self.sums[0] = (left, 1234 - left)


class Served(Quiz):
    """The Task API serves the answer with the task."""

    TASKS = 4

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        index = more.get("index")
        return super().reset(f"task {index}" if index is not None else seed, episode_id)

    def tasks(self, index: int) -> object:
        task = super().tasks(index)
        self.reset(index=index)
        return {**task, "solution": self.total()} if isinstance(task, dict) else task


class Chosen(Quiz):
    """Reset takes the expected answer from the client."""

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        self.wanted = more.get("expected_answer")
        return super().reset(seed, episode_id)

    def right(self, answer: str) -> bool:
        return super().right(answer) if self.wanted is None else answer == self.wanted


class Tip(Quiz):
    """An unknown field is taken, with a warning, and paid."""

    def checked(self, action: object) -> str:
        self.tip = isinstance(action, dict) and bool(set(action) - {"answer"})
        return super().checked({"answer": action.get("answer")} if isinstance(action, dict) else action)

    def reward(self, answer: str, right: bool) -> object:
        return 0.1 if self.tip else super().reward(answer, right)

    def observe(self) -> dict[str, object]:
        observed = super().observe()
        return observed | {"question": "error: unknown field. " + str(observed["question"])} if getattr(self, "tip", False) else observed


class SideDoor(Shelves):
    """Tools called through MCP work, and no step is counted."""

    def mcp(self, method: str, parameters: dict[str, object]) -> object:
        if method != "tools/call":
            return super().mcp(method, parameters)
        steps = self.steps
        observation, _reward, _done = self.step({"tool_name": parameters.get("name"), "arguments": parameters.get("arguments")})
        self.steps = steps
        return observation
