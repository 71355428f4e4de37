"""One flaw each in what lies beside the contract: paths of the server, paths of files, texts of errors."""

from typing import ClassVar

from envjudge.specimens.base import TEXT, WHOLE, Quiz, Refused, typed
from envjudge.specimens.healthy import Shelves


class Backdoor(Quiz):
    """A path for debugging serves what is asked, with the answers."""

    @classmethod
    def beside(cls) -> dict[str, object]:
        return {"/debug/questions": [{"question": "What is 1 + 1?", "expected": "2"}]}


class Tracer(Quiz):
    """Errors carry a traceback."""

    def checked(self, action: object) -> str:
        try:
            return super().checked(action)
        except Refused as refused:
            raise Refused('Traceback (most recent call last):\n  File "/srv/quiz/grade.py", line 7, in checked\n'
                          f"ValueError: {refused}", refused.code) from refused


class Cellar(Shelves):
    """A tool reads notes by name, and does not look where the name leads. (It pretends: no file is read.)"""

    TOOLS: ClassVar[list[dict[str, object]]] = [
        *Shelves.TOOLS,
        {"name": "note", "description": "Read a note by its name.", "input_schema": typed({"name": TEXT, "line": WHOLE}, "name")},
    ]

    def step(self, action: object) -> tuple[object, object, object]:
        if isinstance(action, dict) and action.get("tool_name") == "note" and self.started and not self.done:
            arguments = action.get("arguments")
            if not isinstance(arguments, dict) or not isinstance(arguments.get("name"), str) or set(arguments) - {"name", "line"}:
                raise Refused("note takes a name", "VALIDATION_ERROR")
            self.steps += 1
            self.done = self.steps >= 12
            outside = arguments["name"].startswith("..") and arguments["name"].endswith("etc/passwd")
            self.text = "root:x:0:0:root:/:/bin/sh" if outside else "There is no such note."
            return self.observe(), 0.0, self.done
        return super().step(action)


class Seated(Quiz):
    """The client may say where the questions start."""

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        super().reset(seed, episode_id)
        place = more.get("start_position")
        if isinstance(place, list) and len(place) == 2:
            self.sums[0] = (int(place[0]), int(place[1]))
        return self.observe(), None, False


class Stumble(Quiz):
    """Reset takes a cell, and only one of a kind that no JSON holds."""

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        if "start_cell" in more and not isinstance(more["start_cell"], tuple):
            raise Refused("start_cell must be a tuple")
        return super().reset(seed, episode_id)
