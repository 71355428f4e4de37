"""Checks of the gate on answers made by hand."""

import json

import pytest

from envjudge import evidence, replay
from envjudge.checks import gate
from envjudge.evidence import Evidence, Exchange, Recording

SCHEMA = {"type": "object", "required": ["card"], "additionalProperties": False, "properties": {
    "card": {"enum": ["ace", "king"]}, "count": {"type": "integer"}, "hint": {"anyOf": [{"type": "string"}, {"type": "null"}]}, "reward": {"type": "number"}}}


def exchange(channel: str, kind: str, request: str, body: object) -> Exchange:
    return evidence.exchange(channel, kind, request, json.dumps(body), 1.0, 200 if channel == "http" else None, "")


def reset(observation: dict[str, object], reward: object = 0.0) -> Exchange:
    return exchange("ws", "reset", '{"type":"reset","data":{}}',
                    {"type": "observation", "data": {"observation": observation, "reward": reward, "done": False}})


@pytest.mark.parametrize(("observation", "reward", "path", "relation"), [
    ({}, 0.0, "data.observation.card", "present"), ({"card": "ace", "extra": 1}, 0.0, "data.observation.extra", "present"),
    ({"card": "jack"}, 0.0, "data.observation.card", "is"), ({"card": "ace", "count": "two"}, 0.0, "data.observation.count", "type"),
    ({"card": "ace", "count": 1.5}, 0.0, "data.observation.count", "is"), ({"card": "ace", "hint": 3}, 0.0, "data.observation.hint", "type"),
    ({"card": "ace"}, "much", "data.reward", "type")])
def test_the_script_of_an_observation_outside_its_schema_shows_what_breaks_it(observation: dict[str, object], reward: object, path: str, relation: str) -> None:
    """It holds of the answer that was heard, and not of one that fits."""
    asked = exchange("http", "http", "GET /schema", {"observation": SCHEMA})
    heard, fitting = reset(observation, reward), reset({"card": "ace", "count": 2, "hint": None})
    told = Evidence("s", "openenv-ws", "quick", (Recording("surface", "schema", "find", (asked,)), Recording("seeds", "a", "find", (heard,))))
    finding = gate.observation_schema(told)
    assert finding.status == "fail"
    assert finding.replay is not None
    expected = finding.replay.steps[-1].expect[0]
    assert (expected.path, expected.relation) == (path, relation)
    assert [replay.holds(expected, ((replay.Answer(each.answer),),), 0) for each in (heard, fitting)] == [True, False]
