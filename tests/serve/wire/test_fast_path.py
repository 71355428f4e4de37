"""The fast lane answers, byte for byte, what openenv's own way answers; and takes nothing else."""

import json

import pytest

from tieout.agents.oracle import worked
from tieout.episode import Episode, advance, begin
from tieout.serve.models import observed, sent
from tieout.serve.openenv_api import serialize_observation
from tieout.serve.wire import fast_path as lanes
from tieout.serve.wire.fast_path import Lane
from tieout.tasks.registry import FAMILIES, make_task, parse_task
from tieout.tools.messages import ToolCall, View

CALLS = (
    ("trial_balance", {}),
    ("list_documents", {"page": 1}),
    ("policy", {}),
    ("vendor", {"vendor": "\u00fc\u2603\U0001f600"}),
    ("no_such_tool" * 20, {}),
    ("list_documents", {"page": None}),
    ("post_entry", {"date": "2024-01-31", "memo": "\u00e9", "lines": []}),
    ("update_entry", {"entry": "JE-00001"}),
    ("close_period", {"confirm": True}),
    ("close_period", {"confirm": True}),
)


def frames(session, task: str, *, ordinary: bool) -> list[str]:
    """The answers to CALLS; ``metadata`` makes a call that the lane does not take."""
    session.reset(task_id=task)
    start = len(session.frames)
    for tool, arguments in CALLS:
        data = {"type": "call_tool", "tool_name": tool, "arguments": arguments}
        session.ask("step", {**data, "metadata": {}} if ordinary else data)
    session.state()
    return [*session.frames[start:-1], session.frames[-1].partition("step_count")[2]]


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_both_ways_give_the_same_bytes(server, family: str) -> None:
    """Answers, refusals, the end and what comes after, and the state they lead to: equal to the byte."""
    task = make_task(family, 1, "validation", 1).id
    with server.session() as quick, server.session() as slow:
        quick.reset(task_id=task)
        quick.call("policy")  # the first call goes the ordinary way
        assert frames(quick, task, ordinary=False) == frames(slow, task, ordinary=True)


def test_every_view_is_sent_as_openenv_would() -> None:
    """Over a whole close by the oracle, the short way and the model give the same data."""
    episode, view = begin(parse_task("bank_reconciliation.v2/validation/L2/0"))

    def same(view: View) -> bool:
        short, long = sent(view, "a_tool"), serialize_observation(observed(view, "a_tool"))
        return lanes.to_json(short) == lanes.to_json(long)

    def take(episode: Episode, call: ToolCall) -> tuple[Episode, View]:
        episode, view = advance(episode, call)
        assert same(view)
        return episode, view

    assert same(view)
    for call, _ in worked(episode.scenario, episode.tools):
        episode, view = take(episode, call)
    assert take(episode, ToolCall("close_period", {"confirm": True}))[1].done


class Recorder:
    """Notes the calls that reach it."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, object]]] = []

    def answer(self, tool_name: str, arguments: dict[str, object]) -> dict[str, object]:
        self.calls.append((tool_name, arguments))
        return {}


def opened() -> tuple[Lane, Recorder]:
    lane, recorder = Lane(), Recorder()
    lane.environment = recorder
    return lane, recorder


@pytest.mark.parametrize(
    ("data", "call"),
    [
        ({"tool_name": "policy"}, ("policy", {})),
        ({"type": "call_tool", "tool_name": "policy", "arguments": {}}, ("policy", {})),
        ({"type": "call_tool", "tool_name": "x", "arguments": {"a": [None]}}, ("x", {"a": [None]})),
    ],
)
def test_ordinary_calls_are_taken(data: dict[str, object], call: tuple[str, dict[str, object]]) -> None:
    """A tool call with nothing but its own fields is answered here."""
    lane, recorder = opened()
    assert lane.answer(json.dumps({"type": "step", "data": data})) == '{"type":"observation","data":{}}'
    assert recorder.calls == [call]


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "state"},
        {"type": "reset", "data": {}},
        {"type": "close"},
        {"type": "step"},
        {"type": "step", "data": None},
        {"type": "step", "data": [], "more": 1},
        {"type": "step", "data": {"tool_name": "policy"}, "more": 1},
        {"type": "step", "data": {"type": "list_tools"}},
        {"type": "step", "data": {"type": "list_tools", "tool_name": "policy"}},
        {"type": "step", "data": {"tool_name": 5}},
        {"type": "step", "data": {"tool_name": "policy", "arguments": None}},
        {"type": "step", "data": {"tool_name": "policy", "arguments": []}},
        {"type": "step", "data": {"tool_name": "policy", "metadata": {}}},
        {"type": "step", "data": {}},
        {"type": "mcp", "data": {"tool_name": "policy"}},
    ],
    ids=json.dumps,
)
def test_everything_else_goes_the_ordinary_way(frame: dict[str, object]) -> None:
    """Whatever openenv answers differently, or refuses, is left to it."""
    lane, recorder = opened()
    assert lane.answer(json.dumps(frame)) is None and recorder.calls == []


@pytest.mark.parametrize(
    "text", ["", "{", '{"type":', '{"type":"step","data":{"tool_name":"x"}', "[]", '{"type":"step"}x']
)
def test_what_is_no_frame_goes_the_ordinary_way(text: str) -> None:
    """Broken JSON is openenv's to answer."""
    assert opened()[0].answer(text) is None


def test_a_lane_without_an_environment_is_closed() -> None:
    """Before the first reset every frame goes the ordinary way."""
    assert Lane().answer('{"type":"step","data":{"tool_name":"policy"}}') is None


def test_a_fault_is_answered_as_openenv_would() -> None:
    """A fault of ours is an error frame that says nothing, and the session goes on."""
    lane, recorder = opened()

    def broken(tool_name: str, arguments: dict[str, object]) -> dict[str, object]:
        raise lanes.EnvironmentFault("void")

    recorder.answer = broken
    answer = json.loads(lane.answer('{"type":"step","data":{"tool_name":"policy"}}'))
    assert answer == {"type": "error", "data": {"message": "void", "code": "EXECUTION_ERROR"}}
