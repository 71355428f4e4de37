"""The environment in process: what it answers, whatever it is asked."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.serve import environment as served
from tieout.serve.environment import Operation, TieoutEnvironment
from tieout.serve.models import TieoutObservation
from tieout.serve.openenv_api import Action, CallToolAction, ListToolsAction
from tieout.serve.wire.fast_path import EnvironmentFault, NoEpisode
from tieout.tasks.offers import BANK_RECONCILIATION
from tieout.tools.registry import TOOLS

TASK = "bank_reconciliation.v2/train/L1/0"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = ("seed", "episode_id", "split", "index", "family", "level", "task_id", "reward", "injected_state")


def call(tool: str, **arguments: object) -> CallToolAction:
    return CallToolAction(tool_name=tool, arguments=arguments)


def is_refused(observation: TieoutObservation) -> bool:
    refusal = observation.refusal
    return (
        refusal is not None
        and bool(refusal.value and refusal.rule and refusal.remedy)
        and observation.error is not None
        and observation.error.message == observation.text == refusal.text
        and observation.result is None
    )


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=8), ANYTHING, max_size=4))
def test_any_reset_is_answered(arguments: dict[str, object]) -> None:
    """Whatever a reset is given, it begins a month or is refused with value, rule and remedy: never an exception."""
    environment = TieoutEnvironment()
    observation = environment.reset(**arguments)
    assert type(observation.reward) is float and observation.reward == 0.0
    if observation.error is None:
        assert not observation.done and observation.task_id == environment.state.task_id
    else:
        assert is_refused(observation) and observation.done and environment.state.task_id is None
        observation.model_dump_json().encode("ascii")  # what was sent is shown escaped and cut


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([tool.name for tool in TOOLS]) | st.text(),
    st.dictionaries(st.text(max_size=8), ANYTHING, max_size=3),
)
def test_any_call_is_answered(tool: str, arguments: dict[str, object]) -> None:
    """Whatever a call is given, it is answered with a finite number as reward, and costs one step."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    observation = environment.step(call(tool, **arguments))
    assert type(observation.reward) is float and 0.0 <= observation.reward <= 1.0
    assert (observation.error is None) == (observation.result is not None)
    assert environment.state.step_count == 1


def test_step_before_reset_is_refused() -> None:
    """Without an episode a call raises: no trainer may read a lost session as a reward of zero. It leaves nothing behind."""
    environment = TieoutEnvironment()
    with pytest.raises(NoEpisode, match="Reset, then call tools"):
        environment.step(call("trial_balance"))
    assert environment.state.model_dump() == {"episode_id": None, "step_count": 0, "task_id": None, "steps_left": 0}


def test_step_after_the_end_is_refused() -> None:
    """A closed month takes no step: refused, done, reward 0.0, state as it was; so the score is paid once."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    assert environment.step(call("close_period", confirm=True)).done
    before = environment.state
    for _ in range(3):
        again = environment.step(call("close_period", confirm=True))
        assert is_refused(again) and again.done and again.reward == 0.0 and not again.metadata and not again.explanation
    assert environment.state == before


def test_tools_are_listed_at_any_time_and_change_nothing() -> None:
    """Listing works before the reset, during and after; it costs no budget and tells no more than the last view."""
    environment = TieoutEnvironment()
    listings = [environment.step(ListToolsAction())]
    environment.reset(task_id=TASK)
    budget = environment.state.steps_left
    listings.append(environment.step(ListToolsAction()))
    assert environment.state.steps_left == budget and environment.state.step_count == 1
    environment.step(call("close_period", confirm=True))
    listings.append(environment.step(ListToolsAction()))
    assert [listed.done for listed in listings] == [False, False, True]
    offered = list(BANK_RECONCILIATION[1])
    names = [[tool.name for tool in listed.tools] for listed in listings]
    assert names == [[tool.name for tool in TOOLS], offered, offered]
    assert all(listed.reward == 0.0 and not listed.metadata for listed in listings)


def test_a_refused_reset_leaves_no_episode() -> None:
    """After a reset that failed nobody goes on in the month before it."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    assert is_refused(environment.reset(level=9))
    with pytest.raises(NoEpisode, match="There is no episode"):
        environment.step(call("trial_balance"))


def test_other_actions_are_refused() -> None:
    """An action that is no tool call is refused."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    assert environment.step(Action()).refusal.code == "action.unknown"


def test_a_closed_session_fails_loudly() -> None:
    """After close neither reset nor step does anything: openenv closes idle sessions whose socket lives on."""
    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    environment.close()
    for act in (lambda: environment.step(call("trial_balance")), environment.reset):
        with pytest.raises(NoEpisode, match="has been closed"):
            act()


def test_async_methods_do_the_same() -> None:
    """reset_async and step_async answer what reset and step answer, on the loop."""

    async def play() -> list[TieoutObservation]:
        environment = TieoutEnvironment()
        return [await environment.reset_async(task_id=TASK), await environment.step_async(call("trial_balance"))]

    environment = TieoutEnvironment()
    assert asyncio.run(play()) == [environment.reset(task_id=TASK), environment.step(call("trial_balance"))]


def test_our_own_fault_is_void_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An exception of ours ends the episode without a score; neither its message nor the log carries values."""

    secret = f"the answer is {5463:,}.00"

    def broken(*arguments: object) -> None:
        raise ValueError(secret)

    environment = TieoutEnvironment()
    environment.reset(task_id=TASK)
    monkeypatch.setattr(served, "advance", broken)
    with pytest.raises(EnvironmentFault) as fault:
        environment.step(call("trial_balance"))
    assert "5,463" not in str(fault.value) and fault.value.__cause__ is None
    assert "5,463" not in caplog.text and "broken" in caplog.text
    assert environment.state.task_id is None
    monkeypatch.setattr(served, "begin", broken)
    with pytest.raises(EnvironmentFault):
        environment.reset(task_id=TASK)


def test_the_solved_desk_scores_one() -> None:
    """Where the operator allows it, an injected solved desk lacks nothing but the closing."""
    environment = TieoutEnvironment(Operation(oracle=True))
    opening = environment.reset(task_id=TASK, injected_state={"form": "solved"})
    assert opening.error is None and environment.state.step_count == 0
    closing = environment.step(call("close_period", confirm=True))
    assert closing.done and closing.reward == 1.0


@pytest.mark.parametrize("state", [{}, {"form": "other"}, {"form": "solved", "more": 1}, "solved", 1, [], False])
def test_other_injected_states_are_refused(state: object) -> None:
    """There is one state that can be injected."""
    assert is_refused(TieoutEnvironment(Operation(oracle=True)).reset(injected_state=state))


def test_injection_is_off_by_default() -> None:
    """Without the operator's switch an injected state is refused, whatever it is."""
    for state in ({"form": "solved"}, {}, "solved", 0):
        assert TieoutEnvironment().reset(task_id=TASK, injected_state=state).refusal.code == "reset.injected_state_off"


def test_shaped_rewards_sum_to_the_score() -> None:
    """reward="shaped" pays on the way and settles up at the close."""
    environment = TieoutEnvironment(Operation(oracle=True))
    environment.reset(task_id=TASK, reward="shaped", injected_state={"form": "solved"})
    rewards = [environment.step(call(tool)).reward for tool in ("trial_balance", "policy", "close_period")]
    assert rewards[0] > 0 and sum(rewards) == 1.0
