"""The client that people import, alone and as openenv finds it."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tieout.client import TieoutAction, TieoutEnv, TieoutObservation, TieoutState, view_of
from tieout.episode import advance, begin
from tieout.tasks.registry import parse_task
from tieout.tools.messages import ToolCall

TASK = "bank_reconciliation.v2/train/L1/5"
FIND = """
import sys
from openenv.auto import AutoAction, AutoEnv
import tieout.client
environment = AutoEnv.get_env_class("tieout")
assert environment is tieout.client.TieoutEnv, environment
assert AutoAction.from_env("tieout") is tieout.client.TieoutAction
with AutoEnv.from_env("tieout", base_url=sys.argv[1]).sync() as session:
    session.reset(task_id=sys.argv[2])
    print(session.call("close_period", confirm=True).done)
"""


def test_blocking_client_loses_nothing(server) -> None:
    """Reset, call, step and state through .sync(): typed, and each field equal to what the server made."""
    with TieoutEnv(base_url=server.url).sync() as client, server.session() as raw:
        opening = client.reset(task_id=TASK, episode_id="here")
        assert isinstance(opening.observation, TieoutObservation) and opening.reward == 0.0 and opening.done is False
        calls = (
            ("trial_balance", {}),
            ("no_such_tool", {}),
            ("list_documents", {"page": 2}),
            ("close_period", {"confirm": True}),
        )
        raw.reset(task_id=TASK)
        for tool, arguments in calls:
            result = client.call(tool, **arguments)
            sent = raw.call(tool, **arguments)
            assert json.loads(result.observation.model_dump_json()) == {
                **sent["observation"],
                "reward": sent["reward"],
                "done": sent["done"],
            }
            assert (result.reward, result.done) == (sent["reward"], sent["done"])
        assert result.metadata["rubric_scores"] and result.observation.explanation["score"] == result.reward
        state = client.state()
        assert isinstance(state, TieoutState) and (state.episode_id, state.step_count, state.task_id) == (
            "here",
            4,
            TASK,
        )
        assert [tool.name for tool in client.list_tools()] == [
            tool["name"] for tool in raw.list_tools()["observation"]["tools"]
        ]


def test_asynchronous_client(server) -> None:
    """The same without .sync(); a tool may have an argument that is called tool."""

    async def play() -> tuple[bool, str]:
        async with TieoutEnv(base_url=server.url) as client:
            await client.reset(task_id=TASK)
            strange = await client.call("trial_balance", tool="x")
            closed = await client.step(TieoutAction(tool_name="close_period", arguments={"confirm": True}))
            return closed.done, strange.observation.refusal.code

    assert asyncio.run(play()) == (True, "arguments.unknown")


def test_the_view_is_the_same_as_in_process(server) -> None:
    """What an agent sees over the wire is what it sees in process."""
    episode, view = begin(parse_task(TASK))
    with TieoutEnv(base_url=server.url).sync() as client:
        assert view_of(client.reset(task_id=TASK).observation) == view
        for tool in ("trial_balance", "policy", "no_such_tool", "close_period", "close_period"):
            episode, view = advance(episode, ToolCall(tool, {}))
            over_wire = view_of(client.call(tool).observation)
            assert (over_wire.text, over_wire.refusal, over_wire.reward) == (view.text, view.refusal, view.reward)
            assert json.dumps(over_wire.data) == json.dumps(view.data)


def test_found_by_auto_discovery(server, tmp_path: Path) -> None:
    """AutoEnv.from_env("tieout") finds the client by the distribution's name, in a home without a cache."""
    found = subprocess.run(
        [sys.executable, "-c", FIND, server.url, TASK],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.splitlines()[-1] == "True"


def test_a_server_at_capacity_says_so(start) -> None:
    """One session too many is an error with the reason, not a silent blank desk."""
    with start(TIEOUT_MAX_SESSIONS="1") as small, TieoutEnv(base_url=small.url).sync() as first:
        first.reset(task_id=TASK)
        with pytest.raises(ConnectionError, match="503"):
            TieoutEnv(base_url=small.url).sync().connect()
