"""The standard agent: plays one episode with a model, whatever the model says."""

from dataclasses import dataclass, field

from envjudge import actions, values
from envjudge.actions import Space
from envjudge.agents import prompt, reading
from envjudge.agents.llm import Chat, Reply
from envjudge.agents.prompt import Message
from envjudge.turns import Turn

ASKED_AGAIN = 2
"""Times that a reply without an action is asked for again; then the fallback is played."""


@dataclass(slots=True)
class Player:
    """One episode's memory. `fallbacks` counts actions that were ours because the model named none; `unread` its replies that held
    none."""

    chat: Chat
    space: Space
    description: str
    temperature: float
    seed: int
    fallbacks: int = 0
    unread: int = 0
    _turns: list[list[Message]] = field(default_factory=list)

    def act(self, turn: Turn, steps_left: int) -> object:
        """The action after a turn. Raises Unavailable when the endpoint gives no answer."""
        if self._turns and self._answered():
            self._tell(turn, steps_left)
        else:
            self._turns.append([{"role": "user", "content": prompt.content(prompt.seen(turn, steps_left))}])
        for _time in range(1 + ASKED_AGAIN):
            native = "tools" not in self.chat.refused
            functions = prompt.functions(self.space) if native else []
            messages = prompt.fitting(prompt.opening(self.space, self.description, bool(functions)), self._turns)
            reply = self.chat.ask(messages, functions, self.temperature, self.seed)
            action = self._action(reply)
            if action is not values.ABSENT:
                return action
            self.unread += 1
            self._turns[-1] += [{"role": "assistant", "content": reply.text or "(nothing)"},
                                {"role": "user", "content": "That was no valid action. " + (prompt.BY_TOOL if functions else prompt.BY_JSON)}]
        self.fallbacks += 1
        fallback = actions.null(self.space)
        self._turns[-1].append({"role": "assistant", "content": values.canonical(fallback)})
        return fallback

    def _action(self, reply: Reply) -> object:
        for call in reply.calls:
            action = reading.called(call.name, call.arguments, self.space)
            if action is not values.ABSENT:
                self._turns[-1].append({"role": "assistant", "content": reply.text, "tool_calls": [
                    {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}]})
                return action
        action = reading.read(reply.text, self.space)
        if action is not values.ABSENT:
            self._turns[-1].append({"role": "assistant", "content": reply.text})
        return action

    def _answered(self) -> bool:
        return self._turns[-1][-1].get("role") == "assistant"

    def _tell(self, turn: Turn, steps_left: int) -> None:
        """The outcome of the last action: as the answer to its tool call where there was one. Pictures need a message of their own."""
        calls = values.items(self._turns[-1][-1].get("tool_calls"))
        shown = prompt.seen(turn, steps_left)
        if not calls:
            self._turns.append([{"role": "user", "content": prompt.content(shown)}])
            return
        self._turns[-1].append({"role": "tool", "tool_call_id": values.at(calls[0], "id"), "content": shown.text})
        told = "What you see now is in the picture." if shown.pictures else "Go on."
        self._turns.append([{"role": "user", "content": prompt.content(prompt.Seen(told, shown.pictures))}])
