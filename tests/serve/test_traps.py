"""The faults that OpenEnv environments commonly have, each as a promise about ours.

Those of packaging, image and README are tested with them; frames and determinism in test_server, secrets in
test_secrets, canaries and oracle in test_manifest.
"""

import inspect
import json
import math
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openenv.core.env_server.mcp_types import CallToolAction as OpenenvCallToolAction
from openenv.core.env_server.mcp_types import CallToolObservation, ListToolsObservation
from openenv.core.generic_client import GenericEnvClient
from openenv.core.mcp_client import MCPToolClient

from tieout.client import TieoutAction, TieoutEnv
from tieout.serve.environment import DESCRIPTION, TieoutEnvironment
from tieout.serve.models import TieoutObservation, TieoutState
from tieout.serve.openenv_api import CallToolAction, ListToolsAction
from tieout.serve.settings import IDLE_SECONDS, MAX_SESSIONS
from tieout.tools.registry import TOOLS

ROOT = Path(__file__).resolve().parents[2]
TASK = "bank_reconciliation.v2/train/L1/2"


def test_capacity_for_a_batch() -> None:
    """A trainer's batch fits: many sessions are declared, supported and allowed by default."""
    assert TieoutEnvironment.SUPPORTS_CONCURRENT_SESSIONS and MAX_SESSIONS >= 256


def test_sessions_share_no_thread_pool_of_their_own() -> None:
    """One thread constructs all sessions, and steps run on the loop: overridden, not inherited."""
    assert TieoutEnvironment.REQUIRES_SINGLE_THREAD_EXECUTOR
    for name in ("reset_async", "step_async"):
        assert name in vars(TieoutEnvironment) and inspect.iscoroutinefunction(getattr(TieoutEnvironment, name))


def test_reset_takes_what_openenv_passes() -> None:
    """reset_async accepts any keyword, so that openenv's filter by signature drops none in silence."""
    kinds = {parameter.kind for parameter in inspect.signature(TieoutEnvironment().reset_async).parameters.values()}
    assert inspect.Parameter.VAR_KEYWORD in kinds
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK, episode_id="asked for")
    assert environment.state.episode_id == "asked for"


def test_constructing_costs_nothing() -> None:
    """HTTP endpoints construct an environment per request on the event loop: it must be next to free."""
    start = time.perf_counter()
    for _ in range(1000):
        TieoutEnvironment()
    assert time.perf_counter() - start < 1.0


def test_no_identifier_of_a_run_in_an_observation() -> None:
    """Episode ids, which differ by nature, stay in the state."""
    first, second = TieoutEnvironment(), TieoutEnvironment()
    one = first.reset(task_id=TASK, episode_id="one-of-a-kind")
    assert one == second.reset(task_id=TASK)
    assert "one-of-a-kind" not in one.model_dump_json()
    assert first.state.episode_id != second.state.episode_id


def test_rewards_are_numbers_that_sum_to_the_score() -> None:
    """Never null, never a boolean, never infinite; nothing before the end and the score there, for nothing twice."""
    environment = TieoutEnvironment()
    rewards = [environment.reset(task_id=TASK).reward, environment.step(ListToolsAction()).reward]
    calls = ("trial_balance", "no_such_tool", "close_period", "close_period", "close_period")
    rewards += [environment.step(CallToolAction(tool_name=name)).reward for name in calls]
    assert all(type(reward) is float and math.isfinite(reward) for reward in rewards)
    assert rewards == [0.0] * 7  # a month closed untouched is worth nothing


def test_doing_nothing_or_anything_valid_pays_nothing() -> None:
    """A hundred valid reads and the close after them are worth what the close alone is worth."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    paid = sum(environment.step(CallToolAction(tool_name="trial_balance")).reward for _ in range(50))
    assert paid + environment.step(CallToolAction(tool_name="close_period", arguments={"confirm": True})).reward == 0.0


def test_every_episode_ends() -> None:
    """An agent that never closes is closed on by its budget, graded once, and told so."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    budget = environment.state.steps_left
    ends = [environment.step(CallToolAction(tool_name="no_such_tool")).done for _ in range(budget + 2)]
    assert ends.index(True) == budget - 1 and all(ends[budget - 1 :])


def test_one_observation_class_for_all_answers() -> None:
    """openenv's bridges take it for an answer and for a listing; no frame says `tools` unless it lists."""
    environment = TieoutEnvironment()
    answers = [
        environment.step(ListToolsAction()),
        environment.reset(task_id=TASK),
        environment.step(CallToolAction(tool_name="trial_balance")),
        environment.step(CallToolAction(tool_name="no_such_tool")),
    ]
    assert {type(answer) for answer in answers} == {TieoutObservation}
    assert issubclass(TieoutObservation, CallToolObservation) and issubclass(TieoutObservation, ListToolsObservation)
    assert ["tools" in answer.model_dump() for answer in answers] == [True, False, False, False]


def test_the_action_class_is_openenvs_own() -> None:
    """A subclass would lose list_tools and the mcp bridge."""
    assert TieoutAction is CallToolAction is OpenenvCallToolAction


def test_tools_have_descriptions_and_free_names() -> None:
    """One tool without a description makes openenv's client list none; four names are openenv's."""
    assert all(tool.description.strip() for tool in TOOLS)
    assert not {tool.name for tool in TOOLS} & {"reset", "step", "state", "close"}


def test_openenvs_mcp_client_gets_tools_answers_and_refusals(server) -> None:
    """The stock MCP client lists the tools, reads results and survives a refusal; its calls are steps."""
    with MCPToolClient(base_url=server.url).sync() as client:
        assert [tool.name for tool in client.list_tools()] == [tool.name for tool in TOOLS]
        client.reset(task_id=TASK)
        answer = client.step(OpenenvCallToolAction(tool_name="trial_balance"))
        assert answer.observation.result["rows"] and answer.reward == 0.0
        refused = client.step(OpenenvCallToolAction(tool_name="delete_entry", arguments={"entry": "JE-00001"}))
        assert refused.observation.error.message.startswith("Refused [")
        assert client.state().step_count == 2


def test_openenvs_generic_client_keeps_everything(server) -> None:
    """The generic client, as trainers use it: list_tools before reset, dictionaries in and out."""
    with GenericEnvClient(base_url=server.url).sync() as client:
        assert len(client.step({"type": "list_tools"}).observation["tools"]) == len(TOOLS)
        opening = client.reset(task_id=TASK)
        assert opening.reward == 0.0 and opening.observation["text"]
        closing = client.step({"tool_name": "close_period", "arguments": {"confirm": True}})
        assert closing.done and closing.metadata["rubric_scores"]


def test_typed_client_loses_no_field() -> None:
    """Parsing what was sent gives back each field of observation and state, whatever they come to be."""
    client = TieoutEnv(base_url="http://127.0.0.1:1")
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    sent = environment.step(CallToolAction(tool_name="close_period", arguments={"confirm": True}))
    payload = {
        "observation": sent.model_dump(mode="json", exclude={"reward", "done"}),
        "reward": sent.reward,
        "done": True,
    }
    assert client._parse_result(payload).observation == sent
    assert client._parse_state(environment.state.model_dump()) == environment.state
    assert isinstance(environment.state, TieoutState)


def test_the_root_serves_uvicorn_and_python(start) -> None:
    """`server.app:app` imports from the root, as openenv's runners want it, and so does the package's own."""
    code = "from server.app import app, main; from tieout.serve.app import app as same; assert app is same and main"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, timeout=120, check=True)


def test_money_travels_as_text(session) -> None:
    """No number with a fraction in any answer but scores: amounts are decimal strings in both renderings."""
    session.reset(task_id=TASK)
    for tool in ("trial_balance", "list_documents", "policy", "query_ledger"):
        session.call(tool)

    def floats(value: object) -> list[float]:
        if isinstance(value, dict):
            return [found for inner in value.values() for found in floats(inner)]
        if isinstance(value, list):
            return [found for inner in value for found in floats(inner)]
        return [value] if isinstance(value, float) else []

    for frame in session.frames:
        answer = json.loads(frame)["data"]
        assert not floats(answer["observation"]), "a float stands in an answer"


def test_a_session_outlasts_a_slow_turn() -> None:
    """openenv closes the desk of a session that stood idle, socket or not: not before an hour is over."""
    assert IDLE_SECONDS >= 3600


def test_answers_stay_small(session) -> None:
    """A frame is a page: never above 64 KB, where openenv's collector would take a megabyte."""
    session.reset(split="train", family="month_end_close", level=4, seed=1)
    for tool in ("trial_balance", "list_documents", "policy", "query_ledger", "open_items"):
        session.call(tool)
    assert max(map(len, session.frames)) < 64 * 1024


def test_metadata_is_our_own() -> None:
    """Not the class name and "X environment"."""
    described = TieoutEnvironment().get_metadata()
    assert described.description == DESCRIPTION and "TieoutEnvironment" not in described.model_dump_json()


def test_nothing_is_written_to_the_package(server) -> None:
    """Serving leaves the tree as it was: openenv's validator compares its digest, and the image is read-only."""

    def tree() -> dict[str, int]:
        source = ROOT / "src" / "tieout"
        return {
            str(path): path.stat().st_mtime_ns for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"
        }

    before = tree()
    with server.session() as session:
        session.reset(task_id=TASK)
        session.call("close_period", confirm=True)
    assert tree() == before


@pytest.mark.parametrize("name", ["__init__.py", "client.py", "models.py", "server/__init__.py", "server/app.py"])
def test_root_files_are_shims(name: str) -> None:
    """Root files hand over to the package and hold no logic of their own."""
    assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 20
