"""Specimens without a WebSocket: servers that keep their episode over HTTP, and challenge-style ones beside /tasks, /grader,
/baseline. `answer` is their wire."""

import random
from typing import ClassVar

from envjudge.specimens.base import TEXT, Quiz, Refused, typed

Answer = tuple[int, object]


class Letters(Quiz):
    """Healthy: each client is told an episode_id, which its steps bring along; actions are wrapped."""

    DIALECT: ClassVar[str] = "http-stateful"
    episodes: ClassVar[dict[str, Quiz]] = {}

    @classmethod
    def answer(cls, method: str, target: str, sent: dict[str, object]) -> Answer:
        if (method, target) == ("POST", "/reset"):
            begun = cls()
            observation, reward, done = begun.reset(**sent)
            cls.episodes[begun.episode_id] = begun
            return 200, {"observation": observation, "reward": reward, "done": done, "episode_id": begun.episode_id}
        episode = cls.episodes.get(str(sent.get("episode_id")))
        if episode is None:
            return (404, {"detail": "no such episode; send reset first"}) if target in {"/step", "/state"} else (404, {"detail": "unknown"})
        return _spoken(episode, method, target, sent.get("action"))

    @classmethod
    def document(cls) -> dict[str, object]:
        return _document(typed({"action": {"$ref": "#/components/schemas/Act"}, "episode_id": TEXT}, "action", "episode_id"), cls.ACTION)


class Pension(Letters):
    """Steps after the end are paid, over HTTP."""

    def after_done(self, action: object) -> tuple[object, object, object]:
        self.checked(action)
        return self.observe(), 0.4, True


class Communal(Quiz):
    """All clients share one episode."""

    DIALECT: ClassVar[str] = "http-stateful"
    episode: ClassVar[dict[type, Quiz]] = {}

    @classmethod
    def answer(cls, method: str, target: str, sent: dict[str, object]) -> Answer:
        if (method, target) == ("POST", "/reset"):
            cls.episode[cls] = cls()
            observation, reward, done = cls.episode[cls].reset(**sent)
            return 200, {"observation": observation, "reward": reward, "done": done}
        if cls not in cls.episode:
            return 400, {"detail": "no episode yet; send reset first"}
        return _spoken(cls.episode[cls], method, target, cls.action_in(sent))

    @classmethod
    def action_in(cls, sent: dict[str, object]) -> object:
        return sent.get("action")

    @classmethod
    def document(cls) -> dict[str, object]:
        return _document(typed({"action": {"$ref": "#/components/schemas/Act"}}, "action"), cls.ACTION)


class Contest(Communal):
    """Healthy challenge style: bare actions, the reward as an object, three tasks, a grader that looks, a steady baseline."""

    DIALECT: ClassVar[str] = "challenge"
    NAMES: ClassVar[tuple[str, ...]] = ("easy", "medium", "hard")

    def reset(self, seed: object = None, episode_id: object = None, **more: object) -> tuple[object, object, object]:
        self.score = 0.0
        return super().reset(f"{random.random() if seed is None else seed}/{more.get('task_id', 'easy')}", episode_id)

    def reward(self, answer: str, right: bool) -> object:
        paid = 1 / self.LENGTH if right else 0.0
        self.score += paid
        return {"value": paid, "reason": "right" if right else "wrong"}

    @classmethod
    def action_in(cls, sent: dict[str, object]) -> object:
        return sent

    @classmethod
    def answer(cls, method: str, target: str, sent: dict[str, object]) -> Answer:
        if (method, target) == ("GET", "/tasks"):
            return 200, {"tasks": cls.listed()}
        if (method, target) == ("GET", "/grader"):
            return 200, {"score": cls.graded(cls.episode.get(cls))}
        if (method, target) == ("POST", "/baseline"):
            return 200, {"scores": cls.baseline()}
        return super().answer(method, target, sent)

    @classmethod
    def listed(cls) -> list[object]:
        return [{"id": name, "difficulty": name, "action_schema": cls.ACTION} for name in cls.NAMES]

    @classmethod
    def graded(cls, episode: Quiz | None) -> object:
        return min(1.0, getattr(episode, "score", 0.0))

    @classmethod
    def baseline(cls) -> object:
        return {"easy": 0.66, "medium": 0.33, "hard": 0.0}

    @classmethod
    def document(cls) -> dict[str, object]:
        found = _document({"$ref": "#/components/schemas/Act"}, cls.ACTION)
        found["paths"] |= {"/grader": {"get": {}}, "/baseline": {"post": {}}, "/tasks": {"get": {}}}  # type: ignore[operator]
        return found


class Bare(Contest):
    """Two tasks are listed, and not what can be done in them."""

    @classmethod
    def listed(cls) -> list[object]:
        return [{"id": name} for name in cls.NAMES[:2]]


class Level(Contest):
    """The grader gives one score to all."""

    @classmethod
    def graded(cls, episode: Quiz | None) -> object:
        return 0.5


class Beyond(Contest):
    """The grader gives more than 1."""

    @classmethod
    def graded(cls, episode: Quiz | None) -> object:
        return 1.5 + getattr(episode, "score", 0.0)


class Dicey(Contest):
    """The baseline's scores are drawn."""

    @classmethod
    def baseline(cls) -> object:
        return {name: round(random.random(), 6) for name in cls.NAMES}


def _spoken(episode: Quiz, method: str, target: str, action: object) -> Answer:
    try:
        if (method, target) == ("POST", "/step"):
            observation, reward, done = episode.step(action)
            return 200, {"observation": observation, "reward": reward, "done": done}
        if (method, target) == ("GET", "/state"):
            return 200, episode.state()
    except Refused as refused:
        return 422, {"detail": str(refused)}
    return 404, {"detail": "unknown"}


def _document(step: dict[str, object], action: dict[str, object]) -> dict[str, object]:
    body = {"requestBody": {"content": {"application/json": {"schema": step}}}}
    return {"paths": {"/reset": {"post": {}}, "/step": {"post": body}, "/state": {"get": {}}}, "components": {"schemas": {"Act": action}}}
