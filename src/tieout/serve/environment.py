"""The environment: OpenEnv's interface over the protocol of a close.

One object serves one session. It holds an :class:`~tieout.episode.Episode`, which is immutable, and nothing else that
matters; calls take microseconds, so they run on the event loop.
"""

import logging
import time
import traceback
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from tieout import __version__
from tieout.attempts import ATTEMPTS
from tieout.episode import Episode, Phase, advance, begin, scenario_of
from tieout.ledger.refusal import Refusal
from tieout.scenario.reveal import Scenario
from tieout.serve.injected_state import check_injected_state, solve
from tieout.serve.models import TieoutObservation, TieoutState, listing, observed, refused, sent
from tieout.serve.openenv_api import (
    Action,
    CallToolAction,
    Environment,
    EnvironmentMetadata,
    ListToolsAction,
)
from tieout.serve.readme import readme
from tieout.serve.task_api import TaskCatalogue
from tieout.serve.task_selection import check_episode_id, check_reward_mode, choose_task, unknown_option
from tieout.serve.wire.fast_path import EnvironmentFault, NoEpisode, enter
from tieout.tasks.family import Task
from tieout.tasks.private import Private
from tieout.tools.messages import ToolCall, View

T = TypeVar("T")
LOG: Final = logging.getLogger("tieout")
MAX_ECHO: Final = 60  # characters of a tool's name, which may be any text, that an answer repeats
DESCRIPTION: Final = (
    "Close a company's month on a real double-entry ledger: read the documents, correct the errors, match the bank, "
    "settle the bills, file the workpapers, close. Graded exactly against the true books."
)
SELECTORS: Final = ("split", "index", "family", "level", "task_id")
NOT_BEGUN: Final = Refusal(
    "episode.not_begun",
    "There is no episode.",
    "A close begins with a reset; the tools can be listed before it.",
    "Reset, then call tools.",
)
NOT_A_CALL: Final = Refusal(
    "action.unknown",
    "The action is neither a tool call nor a request for the list of tools.",
    "Actions are of type call_tool or list_tools.",
    'Send {"type": "call_tool", "tool_name": ..., "arguments": {...}}.',
)
SESSION_CLOSED: Final = Refusal(
    "session.closed",
    "This session has been closed.",
    "A session that stood idle for too long, or was closed, plays no further episode.",
    "Connect again and reset.",
)


@dataclass(frozen=True, slots=True)
class Operation:
    """What the operator of a server switches. ``oracle``: resets may ask for a solved desk. ``private``: the keys of the
    split of that name; without them it is refused. ``month`` is where the server's months come from
    (:class:`tieout.serve.sessions.months.Months`); without it they are made in the caller's thread."""

    oracle: bool = False
    month: Callable[[Task], Awaitable[Scenario]] | None = field(default=None, repr=False)
    private: Private | None = field(default=None, repr=False)


class TieoutEnvironment(TaskCatalogue, Environment[Action, TieoutObservation, TieoutState]):
    """The month-end close as an OpenEnv environment.

    A step after the end is refused: done, reward 0.0, nothing changes. A step before a reset or after :meth:`close` raises
    NoEpisode, so that a session that was lost is never read as one that earned nothing. A refused reset leaves no
    episode behind, so that nobody goes on in a month that he believes to have left.
    """

    SUPPORTS_CONCURRENT_SESSIONS = True
    REQUIRES_SINGLE_THREAD_EXECUTOR = True  # one thread for all sessions instead of one for each; it only constructs

    def __init__(self, operation: Operation = Operation()) -> None:
        super().__init__()
        self._operation = operation
        self._private = operation.private
        self._episode: Episode | None = None
        self._episode_id: str | None = None
        self._listings = 0
        self._closed = False
        self.used_at = time.monotonic()

    def reset(
        self,
        /,
        seed: int | None = None,
        episode_id: str | None = None,
        split: str | None = None,
        index: int | None = None,
        family: str | None = None,
        level: int | None = None,
        task_id: str | None = None,
        reward: str | None = None,
        injected_state: dict[str, Any] | None = None,
        **unknown: object,
    ) -> TieoutObservation:
        """Begin a month. Which one: see :mod:`tieout.serve.task_selection`. Equal arguments give equal bytes, but for a
        reset that names neither a seed nor a task: it draws.

        ``reward`` is "terminal" (the score at the last step) or "shaped" (0.05 of it at most is paid in advance, for
        public progress, and settled at the last step; it says nothing about right and wrong). ``injected_state`` is the operator's, and
        refused unless he switched it on.
        """
        chosen = self._chosen(
            episode_id=episode_id,
            reward=reward,
            injected_state=injected_state,
            unknown=unknown,
            seed=seed,
            split=split,
            index=index,
            family=family,
            level=level,
            task_id=task_id,
        )
        if isinstance(chosen, Refusal):
            return refused(chosen)
        return self._opened(chosen, _guarded(scenario_of, chosen), episode_id, reward, injected_state is not None)

    async def reset_async(
        self, /, seed: int | None = None, episode_id: str | None = None, **options: Any
    ) -> TieoutObservation:
        """:meth:`reset`, on the event loop; the month comes from where the server's months come from."""
        enter(self)
        self.used_at = time.monotonic()
        if self._operation.month is None:
            return self.reset(seed, episode_id, **options)
        reward, injected_state = options.pop("reward", None), options.pop("injected_state", None)
        known = {name: options.pop(name, None) for name in SELECTORS}
        chosen = self._chosen(
            episode_id=episode_id,
            reward=reward,
            injected_state=injected_state,
            unknown=options,
            seed=seed,
            **known,
        )
        if isinstance(chosen, Refusal):
            return refused(chosen)
        try:
            scenario = await self._operation.month(chosen)
        except Exception as error:
            raise _fault(error) from None
        return self._opened(chosen, scenario, episode_id, reward, injected_state is not None)

    def step(self, action: Action, timeout_s: float | None = None, **unused: Any) -> TieoutObservation:
        """Carry out one tool call, or list the tools. ``timeout_s`` has nothing to limit."""
        if isinstance(action, ListToolsAction):
            return self._listed(self._episode)
        if not isinstance(action, CallToolAction):
            return refused(NOT_A_CALL)
        return observed(self._view(action.tool_name, action.arguments), action.tool_name[:MAX_ECHO])

    def answer(self, tool_name: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """What openenv would send in answer to this call: see :mod:`tieout.serve.wire.fast_path`."""
        return sent(self._view(tool_name, arguments), tool_name[:MAX_ECHO])

    async def step_async(self, action: Action, timeout_s: float | None = None, **unused: Any) -> TieoutObservation:
        """:meth:`step`, on the event loop: a hop to a thread and back costs more than the step."""
        return self.step(action)

    @property
    def state(self) -> TieoutState:
        """``step_count`` counts every step taken since the reset, listings too; only calls use up ``steps_left``."""
        episode = self._episode
        if episode is None:
            return TieoutState()
        return TieoutState(
            episode_id=self._episode_id,
            step_count=episode.steps + self._listings,
            task_id=episode.task.id,
            steps_left=episode.steps_left,
        )

    def get_metadata(self) -> EnvironmentMetadata:
        """Who we are, with the README."""
        return EnvironmentMetadata(name="tieout", description=DESCRIPTION, readme_content=readme(), version=__version__)

    def close(self) -> None:
        """End the session; what comes after is refused. The server also calls this on sessions that stood idle."""
        self._episode, self._closed = None, True

    def _chosen(
        self,
        *,
        episode_id: str | None,
        reward: str | None,
        injected_state: object,
        unknown: dict[str, Any],
        **selectors: Any,
    ) -> Task | Refusal:
        """Leaves the episode that was, and says which task a reset asks for."""
        self._episode, self._episode_id, self._listings = None, None, 0
        if self._closed:
            raise NoEpisode(SESSION_CLOSED.text)
        return (
            (unknown_option(next(iter(unknown))) if unknown else None)
            or check_episode_id(episode_id)
            or check_reward_mode(reward)
            or check_injected_state(injected_state, self._operation.oracle)
            or choose_task(**selectors, private=self._private)
        )

    def _opened(
        self, task: Task, scenario: Scenario, episode_id: str | None, reward: str | None, solved: bool
    ) -> TieoutObservation:
        if self._closed:  # while the month was made
            raise NoEpisode(SESSION_CLOSED.text)
        self._episode, view = _guarded(_begun, task, scenario, reward or "terminal", solved)
        self._episode_id = episode_id or str(uuid.uuid4())
        return observed(view)

    def _view(self, tool_name: str, arguments: dict[str, Any]) -> View:
        episode = self._episode
        self.used_at = time.monotonic()
        if episode is None:
            raise NoEpisode((SESSION_CLOSED if self._closed else NOT_BEGUN).text)
        try:
            self._episode, view = advance(episode, ToolCall(tool_name, arguments))
        except Exception as error:
            self._episode = None
            raise _fault(error) from None
        return view

    def _listed(self, episode: Episode | None) -> TieoutObservation:
        if episode is None:
            return listing("", None, done=False)
        open_ = episode.phase is Phase.OPEN
        self._listings += open_
        return listing(episode.task.id, episode.desk.progress(episode.steps_left), not open_, episode.tools)


def _begun(task: Task, scenario: Scenario, reward_mode: str, solved: bool) -> tuple[Episode, View]:
    begun = begin(task, reward_mode, ATTEMPTS.next(task), scenario)
    return solve(*begun) if solved else begun


def _guarded(work: Callable[..., T], *arguments: object) -> T:
    """The result of ``work``; any exception of ours becomes a fault that tells the other side nothing."""
    try:
        return work(*arguments)
    except Exception as error:
        raise _fault(error) from None


def _fault(error: Exception) -> EnvironmentFault:
    """Logs where it happened, not with which values: the log is not a place for answers either."""
    places = "".join(traceback.format_tb(error.__traceback__))
    LOG.error("%s in the environment; the episode is void\n%s", type(error).__name__, places)
    return EnvironmentFault("The environment failed; this episode is void and not scored. Reset to begin another.")
