"""Healthy environments of three shapes: typed actions, tools, browser-like. No check may fire on them."""

import random
from typing import ClassVar

from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed


class Sums(Quiz):
    """Typed actions: the base as it is, with a Task API and a declared oracle."""

    TASKS = 12
    ORACLE = 12

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        index = more.get("index")
        return super().reset(f"task {index}" if isinstance(index, int) else seed, episode_id)


class Polite(Quiz):
    """Typed actions; an argument that reset does not know is answered by an observation that says so, and nothing begins."""

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        first = super().reset(seed, episode_id)
        if not more:
            return first
        self.started = False
        return {"question": f"reset takes no {next(iter(more))}; it takes seed and episode_id", "asked": 0, "of": 0}, None, False


class Shelves(Quiz):
    """Tools: look at shelves, report how many pieces two of them hold together."""

    ACTION: ClassVar[dict[str, object]] = {"title": "CallToolAction", "type": "object", "properties": {
        "type": {"const": "call_tool", "default": "call_tool"}, "tool_name": TEXT, "arguments": {"type": "object"}},
        "required": ["tool_name"], "additionalProperties": False}
    OBSERVATION: ClassVar[dict[str, object]] = {"type": "object", "properties": {"text": TEXT}}
    DESCRIPTION = "A storeroom: count the pieces on shelves with tools and report a total."
    NAMES = ("north", "south", "east", "west")
    TOOLS: ClassVar[list[dict[str, object]]] = [
        {"name": "count", "description": "Count the pieces on a shelf.", "input_schema": typed({"shelf": {"type": "string", "enum": list(NAMES)}}, "shelf")},
        {"name": "report", "description": "Report the total and end the episode.", "input_schema": typed({"total": WHOLE}, "total")},
    ]

    def begin(self, dice: random.Random) -> None:
        self.shelves = {name: dice.randint(100, 999) for name in self.NAMES}
        self.asked = dice.sample(self.NAMES, 2)
        self.text = f"How many pieces do the shelves {self.asked[0]} and {self.asked[1]} hold together?"

    def observe(self) -> dict[str, object]:
        return {"text": self.text}

    def step(self, action: object) -> tuple[object, object, object]:
        if isinstance(action, dict) and action.get("type") == "list_tools":
            return {"text": "", "tools": self.TOOLS}, None, False
        if not self.started:
            return self.before_reset(action)
        if self.done:
            return self.after_done(action)
        name, arguments = self.called(action)
        self.steps += 1
        self.done = name == "report" or self.steps >= 12
        if name == "count":
            self.text = f"{self.shelves[str(arguments['shelf'])]} pieces"
            return self.observe(), 0.0, self.done
        self.text = "Thank you."
        return self.observe(), 1.0 if arguments["total"] == sum(self.shelves[shelf] for shelf in self.asked) else 0.0, True

    def called(self, action: object) -> tuple[str, dict[str, object]]:
        """Tool and arguments. Raises Refused for what no tool takes."""
        if not isinstance(action, dict) or set(action) - {"type", "tool_name", "arguments", "metadata"}:
            raise Refused("an action is {tool_name, arguments}", "VALIDATION_ERROR")
        arguments = action.get("arguments", {})
        if not isinstance(arguments, dict):
            raise Refused("arguments are an object", "VALIDATION_ERROR")
        if action.get("tool_name") == "count" and arguments.get("shelf") in self.NAMES and len(arguments) == 1:
            return "count", arguments
        if action.get("tool_name") == "report" and type(arguments.get("total")) is int and len(arguments) == 1:
            return "report", arguments
        raise Refused("no such tool, or not its arguments", "VALIDATION_ERROR")

    def mcp(self, method: str, parameters: dict[str, object]) -> object:
        if method == "tools/list":
            return {"tools": self.TOOLS}
        raise Refused("tools are called by step")


class Buttons(Quiz):
    """Browser-like: a goal, an address, a page as text, a picture; click the element that the goal names."""

    ACTION: ClassVar[dict[str, object]] = typed({"action_str": {"type": "string", "description": "click('17') or noop()"}}, "action_str")
    OBSERVATION: ClassVar[dict[str, object]] = typed(
        {"goal": TEXT, "url": TEXT, "axtree_txt": TEXT, "screenshot": {"type": "array"}, "last_action_error": TEXT},
        "goal", "url", "axtree_txt", "last_action_error")
    DESCRIPTION = "A page of buttons; the goal names one of them."
    LABELS = ("Save", "Open", "Print", "Close", "Copy", "Paste", "Undo", "Redo", "Find", "Share", "Sort", "Help")

    def begin(self, dice: random.Random) -> None:
        numbers = dice.sample(range(10, 99), len(self.LABELS))
        self.bids = dict(zip(dice.sample(self.LABELS, len(self.LABELS)), map(str, numbers), strict=True))
        self.goal = dice.choice(self.LABELS)
        self.error = ""

    def observe(self) -> dict[str, object]:
        page = "\n".join(f"[{bid}] button '{label}'" for label, bid in self.bids.items())
        return {"goal": f"Click the button labelled {self.goal}.", "url": "http://page.test/", "axtree_txt": page,
                "screenshot": [[[255, 255, 255]] * 4] * 4, "last_action_error": self.error}

    def checked(self, action: object) -> str:
        if not isinstance(action, dict) or set(action) - {"action_str", "metadata"} or not isinstance(action.get("action_str"), str):
            raise Refused("an action is {action_str: text}", "VALIDATION_ERROR")
        return str(action["action_str"])

    def right(self, answer: str) -> bool:
        self.error = "" if answer.startswith(("click(", "noop(")) else "not an action; write click('17') or noop()"
        self.clicked = answer.startswith("click(")
        return answer == f"click('{self.bids[self.goal]}')"

    def reward(self, answer: str, right: bool) -> object:
        return 1.0 if right else 0.0

    def over(self) -> bool:
        return self.clicked or self.steps >= 8
