"""Replay scripts from what was recorded: the exact requests, runs of equal ones folded, with what they are to show. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from envjudge import values
from envjudge.evidence import Exchange
from envjudge.replay import Expectation, Script, Step


def reward_path(exchange: Exchange) -> str:
    """Where the reward stands in an answer on this channel."""
    return "data.reward" if exchange.channel == "ws" else "reward"


def path_in(exchange: Exchange, *below: str | int) -> str:
    """A path below the body of an answer on this channel."""
    return values.show_path(("data", *below) if exchange.channel == "ws" else below)


def want(path: str, relation: str, value: object, since: int | None = None, total: bool = False) -> Expectation:
    """An expectation; `since` is the index of a recorded exchange when used with `told` (it finds the step)."""
    return Expectation(path, relation, values.canonical(value), total, since)


def step_of(exchange: Exchange, session: str = "a") -> Step:
    """One recorded message as a step."""
    if exchange.channel == "http":
        head, _, body = exchange.request.partition("\n")
        method, _, target = head.partition(" ")
        return Step("http", body or None, method, target, session)
    parsed = values.parse_json(exchange.request)
    raw = parsed is values.ABSENT or isinstance(parsed, str) or exchange.kind == "raw"
    return Step("ws", exchange.request if raw else values.canonical(parsed), session=session, raw=raw)


def told(title: str, exchanges: Sequence[Exchange], *expect: Expectation, session: str = "a") -> Script:
    """The exchanges as a script; the expectations are of the last answer."""
    steps, index_of = _folded([(exchange, session) for exchange in exchanges])
    adjusted = tuple(each if each.since is None else replace(each, since=index_of[each.since]) for each in expect)
    return Script(title, (*steps[:-1], replace(steps[-1], expect=adjusted)))


def interleaved(title: str, exchanges: Iterable[tuple[Exchange, str]], *expect: Expectation) -> Script:
    """Like `told`, for messages of several sessions."""
    steps, _index_of = _folded(list(exchanges))
    return Script(title, (*steps[:-1], replace(steps[-1], expect=expect)))


def _folded(exchanges: list[tuple[Exchange, str]]) -> tuple[list[Step], list[int]]:
    steps: list[Step] = []
    index_of: list[int] = []
    for exchange, session in exchanges:
        step = step_of(exchange, session)
        if steps and replace(steps[-1], times=1) == step:
            steps[-1] = replace(steps[-1], times=steps[-1].times + 1)
        else:
            steps.append(step)
        index_of.append(len(steps) - 1)
    return steps, index_of
