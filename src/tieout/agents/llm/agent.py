"""The language-model agent: it reads views, asks a model what to do next, and does that.

Native tool calls where the model takes them, else one JSON action per reply. A reply without a readable action is
answered by a harmless call and counted: a run whose model never acted must not look like a run.
"""

from dataclasses import dataclass
from typing import Final

from tieout.agents.llm.chat import AskedCall, Chat, PromptTooLongError, Reply, ToolSpec, ToolsRefusedError
from tieout.agents.llm.history import Act, History, Turn
from tieout.agents.llm.parsing import action_in, arguments_in, is_plain, without_thought
from tieout.agents.llm.prompt import NUDGE_CUT, NUDGE_NATIVE, NUDGE_TEXT, as_json, specs_of, status_line
from tieout.agents.protocol import Play, offered
from tieout.tools.messages import ToolCall, View

FALLBACKS: Final = ("policy", "list_documents", "query_ledger")  # read, change nothing, need no argument
PATIENCE: Final = 6  # replies in a row without an action, after which the agent gives up
TOOL_TRIES: Final = 2  # replies without a call until a model that never made one is asked for text instead
MOST_CALLS: Final = 32  # calls of one reply that are carried out
STUCK: Final = 8  # times the very same call got the very same answer in a row
MAX_NAME: Final = 100  # characters of a tool's name
MAX_SAID: Final = 1_500  # characters of a reply's prose that stay in the conversation


@dataclass(slots=True)
class Tally:
    """What an episode cost and how it went. ``gave_up`` says why the agent stopped by itself, empty if it did not."""

    replies: int = 0
    fallbacks: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    gave_up: str = ""


class LlmAgent:
    """One episode's agent; ``tally`` counts while it plays. ``context_tokens`` bounds every prompt."""

    def __init__(self, chat: Chat, context_tokens: int = 24_000) -> None:
        self.tally = Tally()
        self._chat = chat
        self._context_tokens = context_tokens
        self._specs: tuple[ToolSpec, ...] = ()

    def __call__(self, opening: View, /) -> Play:
        tools = offered(opening)
        fallback = ToolCall(next(name for name in FALLBACKS if name in tools), {})
        self._specs = specs_of(tools)
        history = History(f"{opening.text}\n{status_line(opening.progress)}", self._specs, self._context_tokens)
        native = self._chat.takes_tools
        ever_called = False
        misses = 0
        latest = ""
        repeats = 0
        while misses < PATIENCE:
            reply, native = self._reply(history, native)
            ever_called = ever_called or bool(reply.calls)
            asked, calls = self._read(reply)
            acts = []
            if not any(calls):
                misses += 1
                self.tally.fallbacks += 1
                view = yield fallback
                if view.done:
                    return
                if native and not ever_called and misses == TOOL_TRIES:
                    native = False
            else:
                misses = 0
            for number, (one, call) in enumerate(zip(asked, calls, strict=True)):
                if call is None:
                    answer = "Not done: the arguments are not a JSON object. Send the call again with valid JSON."
                elif number >= MOST_CALLS:
                    answer = f"Not done: a reply may make at most {MOST_CALLS} calls."
                else:
                    view = yield call
                    if view.done:
                        return
                    answer = f"{view.text}\n{status_line(view.progress)}"
                    heard = f"{as_json(call)}\n{view.text}"
                    repeats = repeats + 1 if heard == latest else 1
                    latest = heard
                    if repeats >= STUCK:
                        self.tally.gave_up = f"made the same call {STUCK} times in a row"
                        return
                acts.append(Act(one, call, answer))
            note = "" if any(calls) else (NUDGE_NATIVE if native else NUDGE_TEXT) + NUDGE_CUT * reply.cut
            said = without_thought(reply.text)[:MAX_SAID]
            history.add(Turn(said, tuple(acts), note, bool(reply.calls)))
        self.tally.gave_up = f"{PATIENCE} replies in a row held no action"

    def _reply(self, history: History, native: bool) -> tuple[Reply, bool]:
        """The model's next reply, and whether tools were offered; shortens the prompt where it does not fit."""
        while True:
            try:
                reply = self._chat.ask(history.messages(native), self._specs if native else ())
            except ToolsRefusedError:
                if not native:
                    raise
                native = False
            except PromptTooLongError:
                if not history.shrink():
                    if not native:
                        raise
                    native = False  # spares the schemas
            else:
                self.tally.replies += 1
                self.tally.prompt_tokens += reply.prompt_tokens
                self.tally.reply_tokens += reply.reply_tokens
                return reply, native

    def _read(self, reply: Reply) -> tuple[tuple[AskedCall, ...], tuple[ToolCall | None, ...]]:
        """The calls of a reply; None stands for one that cannot be read."""
        if reply.calls:
            arguments = [arguments_in(one.arguments) for one in reply.calls]
            return reply.calls, tuple(
                None if given is None or not is_plain(one.name) else ToolCall(one.name[:MAX_NAME], given)
                for one, given in zip(reply.calls, arguments, strict=True)
            )
        call = action_in(reply.text, self._specs)
        return ((AskedCall("", call.name, ""),), (call,)) if call is not None else ((), ())
