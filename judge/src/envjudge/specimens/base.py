"""The base of all specimens: a tiny environment without faults, each part of which a specimen can replace.

`Quiz` asks three sums. A specimen is a subclass that overrides the one method in which its flaw lies.
"""

import random
from typing import ClassVar

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}


class Refused(Exception):
    """The client asked for what is not allowed; the text goes to the client and the state is unchanged."""

    def __init__(self, message: str, code: str = "EXECUTION_ERROR") -> None:
        super().__init__(message)
        self.code = code


def typed(properties: dict[str, object], *required: str) -> dict[str, object]:
    """A schema of an object that takes nothing else."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


class Quiz:
    """Answer three sums. A third of a point for each right one; the third answer ends the episode."""

    DIALECT: ClassVar[str] = "openenv-ws"
    CAPACITY: ClassVar[int] = 64
    PAUSE: ClassVar[float] = 0.0  # seconds before each answer
    LENGTH: ClassVar[int] = 3
    ACTION: ClassVar[dict[str, object]] = typed({"answer": {"type": "string", "description": "the sum, in digits", "maxLength": 1000}}, "answer")
    OBSERVATION: ClassVar[dict[str, object]] = typed(
        {"question": TEXT, "asked": WHOLE, "of": WHOLE}, "question", "asked", "of")
    STATE: ClassVar[dict[str, object]] = {"type": "object", "properties": {"episode_id": TEXT, "step_count": WHOLE}}
    DESCRIPTION: ClassVar[str] = "Mental arithmetic: three sums of three-digit numbers, answered in digits."
    TASKS: ClassVar[int] = 0  # how many the Task API lists; 0: not offered
    ORACLE: ClassVar[int] = 0  # how many recorded solutions its package declares

    def __init__(self) -> None:
        self.started = False
        self.done = False
        self.steps = 0
        self.episode_id = ""
        self.sums: list[tuple[int, int]] = []

    # -- the wire's side

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        """Observation, reward (none yet), done."""
        self.begin(self.dice(seed))
        self.started, self.done, self.steps = True, False, 0
        self.episode_id = self.named(episode_id)
        return self.observe(), None, False

    def step(self, action: object) -> tuple[object, object, object]:
        """Observation, reward, done. Raises Refused."""
        if not self.started:
            return self.before_reset(action)
        if self.done:
            return self.after_done(action)
        answer = self.checked(action)
        right = self.right(answer)
        reward = self.reward(answer, right)
        self.steps += 1
        self.done = self.over()
        return self.observe(), reward, self.done

    def state(self) -> dict[str, object]:
        return {"episode_id": self.episode_id, "step_count": self.steps}

    # -- what specimens replace

    def dice(self, seed: object) -> random.Random:
        return random.Random(f"quiz/{seed}") if seed is not None else random.Random()

    def named(self, episode_id: object) -> str:
        return str(episode_id or f"episode-{random.getrandbits(32):08x}")

    def begin(self, dice: random.Random) -> None:
        self.sums = [(dice.randint(100, 999), dice.randint(100, 999)) for _each in range(self.LENGTH)]

    def total(self) -> str:
        """The answer that is right now."""
        left, right = self.sums[min(self.steps, len(self.sums) - 1)]
        return str(left + right)

    def observe(self) -> dict[str, object]:
        if self.done or self.steps >= len(self.sums):
            return {"question": "That was the last one.", "asked": self.steps, "of": self.LENGTH}
        left, right = self.sums[self.steps]
        return {"question": f"What is {left} + {right}?", "asked": self.steps, "of": self.LENGTH}

    def checked(self, action: object) -> str:
        if not isinstance(action, dict) or set(action) - {"answer", "metadata"} or not isinstance(action.get("answer"), str):
            raise Refused("an action is {answer: text}", "VALIDATION_ERROR")
        if len(action["answer"]) > 1000:
            raise Refused("an answer has at most 1000 characters", "VALIDATION_ERROR")
        return str(action["answer"])

    def right(self, answer: str) -> bool:
        return answer.strip() == self.total()

    def reward(self, answer: str, right: bool) -> object:
        return 1 / self.LENGTH if right else 0.0

    def over(self) -> bool:
        return self.steps >= self.LENGTH

    def before_reset(self, action: object) -> tuple[object, object, object]:
        raise Refused("no episode yet; send reset first")

    def after_done(self, action: object) -> tuple[object, object, object]:
        raise Refused("the episode is over; send reset for a new one")

    def mcp(self, method: str, parameters: dict[str, object]) -> object:
        raise Refused(f"unknown method {method}")

    def tasks(self, index: int) -> object:
        """The task at an index. Raises Refused outside 0 … TASKS − 1."""
        if not 0 <= index < self.TASKS:
            raise Refused("no such task", "HTTP 400")
        return {"id": f"sum-{index}", "index": index, "split": "train"}

    def solution(self) -> object:
        """The action that is right now."""
        return {"answer": self.total()}

    @classmethod
    def manifest(cls) -> object:
        """What its openenv.yaml would say, as far as the judge reads it."""
        return {"validation": {"reward": {"range": [0, 1], "floor_margin": 0.5}}} if cls.ORACLE else None

    @classmethod
    def declared(cls) -> object:
        """What its package would declare to be tried on it."""
        if not cls.ORACLE:
            return None
        return {"oracle": [cls.solved(number) for number in range(cls.ORACLE)], "state": None, "canaries": [], "trouble": []}

    @classmethod
    def solved(cls, number: int) -> dict[str, object]:
        """One recorded solution."""
        reset: dict[str, object] = {"split": "train", "index": number} if cls.TASKS else {"seed": 500 + number}
        specimen = cls()
        specimen.reset(**reset)
        actions: list[object] = []
        while not specimen.done:
            actions.append(specimen.solution())
            specimen.step(actions[-1])
        return {"id": str(number), "reset": reset, "actions": actions}

    @classmethod
    def schemas(cls) -> dict[str, object]:
        return {"action": cls.ACTION, "observation": cls.OBSERVATION, "state": cls.STATE}

    @classmethod
    def beside(cls) -> dict[str, object]:
        """Paths beside the contract, with what they serve."""
        return {}

    @classmethod
    def health(cls) -> tuple[int, object]:
        return 200, {"status": "healthy"}

    @classmethod
    def metadata(cls) -> object:
        return {"name": cls.__name__.lower(), "description": cls.DESCRIPTION, "version": "1.0.0"}
