"""What an answer means: one reading for every wire shape. Pure.

A WebSocket frame is `{"type": "observation", "data": {observation, reward, done}}`; over HTTP the same object comes bare; some
servers send a reward as `{"value": x}` and an observation without an envelope. Rewards stay as they came (null, true, text),
because a malformed reward is something to find.
"""

from dataclasses import dataclass

from envjudge import values
from envjudge.evidence import Exchange, Recording


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer to reset or step. `reward` is the raw JSON value, ABSENT if there is none; `error` is the text of a refusal,
    `code` its kind; `lost` says that no answer came at all."""

    observation: object
    reward: object
    done: bool
    metadata: object = values.ABSENT
    error: str | None = None
    code: str = ""
    lost: str = ""

    @property
    def ok(self) -> bool:
        return self.error is None and not self.lost

    @property
    def paid(self) -> float:
        """The reward as a number, 0 where it is none. A bool counts: trainers add it up."""
        return float(self.reward) if isinstance(self.reward, bool) else values.number(self.reward) or 0.0


def read(exchange: Exchange) -> Turn:
    """What a reset or a step was answered."""
    value = exchange.value
    if exchange.answer is None or exchange.fault:
        return Turn(values.ABSENT, values.ABSENT, False, lost=exchange.fault or "no answer")
    if exchange.channel == "ws":
        if values.at(value, "type") == "error" or values.at(value, "type") is values.ABSENT:
            return Turn(values.ABSENT, values.ABSENT, False, error=_error_text(value, exchange.answer),
                        code=str(values.at(value, "data", "code")))
        return _body(values.at(value, "data"))
    if exchange.status is None or exchange.status >= 400:
        return Turn(values.ABSENT, values.ABSENT, False, error=_error_text(value, exchange.answer),
                    code=f"HTTP {exchange.status}")
    return _body(value)


def _error_text(value: object, text: str) -> str:
    for path in (("data", "message"), ("detail",), ("error",), ("message",)):
        found = values.at(value, *path)
        if found is not values.ABSENT:
            return found if isinstance(found, str) else values.canonical(found)
    return text


def _body(body: object) -> Turn:
    if not isinstance(body, dict):
        return Turn(body, values.ABSENT, False)
    observation = body.get("observation", body)
    reward = body.get("reward", values.at(observation, "reward"))
    if isinstance(reward, dict):
        reward = reward.get("value", reward.get("score", reward.get("reward", values.ABSENT)))
    done = body.get("done", values.at(observation, "done"))
    ended = done is True or body.get("terminated") is True or body.get("truncated") is True
    return Turn(observation, reward, ended, body.get("metadata", values.at(observation, "metadata")))


def state_of(exchange: Exchange) -> object:
    """The state that was answered, ABSENT if none was."""
    if exchange.channel == "ws":
        return values.at(exchange.value, "data") if values.at(exchange.value, "type") == "state" else values.ABSENT
    return exchange.value if exchange.status == 200 else values.ABSENT


def turns(recording: Recording) -> tuple[tuple[Exchange, Turn], ...]:
    """Resets and steps of a session, in order, each with its reading."""
    return tuple((exchange, read(exchange)) for exchange in recording.of_kind("reset", "step"))


def action_of(exchange: Exchange) -> object:
    """The action that a step sent."""
    sent = exchange.sent
    if exchange.channel == "ws":
        return values.at(sent, "data")
    inner = values.at(sent, "action")
    return sent if inner is values.ABSENT else inner


def seed_of(exchange: Exchange) -> object:
    """The seed that a reset sent."""
    return values.at(exchange.sent, "data", "seed") if exchange.channel == "ws" else values.at(exchange.sent, "seed")
