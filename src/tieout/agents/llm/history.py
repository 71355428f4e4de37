"""The conversation so far, within a token budget: brief and policy always, recent turns whole, dropped turns in one
line each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tieout.agents.llm.chat import AskedCall, Message, ToolSpec, estimated_tokens
from tieout.agents.llm.prompt import as_json, compact, system_prompt
from tieout.tools.messages import ToolCall
from tieout.tools.registry import find_tool

EARLIER: Final = "\n\nEarlier in this close, oldest first:\n"
LEAST: Final = 1_000  # tokens; below that an answer is cut so short that it tells nothing
_KEEP: Final = 3, 5  # share of the budget that is left after trimming: prefixes stay equal for many turns


@dataclass(frozen=True, slots=True)
class Act:
    """One call of a turn and what came back. ``call`` is None where the model's call could not be read."""

    asked: AskedCall
    call: ToolCall | None
    answer: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One reply: what was said, what was done; ``note`` is what the model is told where nothing was done.

    ``native`` turns were tool calls on the wire, the others text.
    """

    said: str
    acts: tuple[Act, ...]
    note: str = ""
    native: bool = False


@dataclass(slots=True)
class History:
    """``budget`` is in estimated tokens and covers the whole prompt, tool schemas included."""

    opening: str
    specs: Sequence[ToolSpec]
    budget: int
    turns: list[Turn] = field(default_factory=list)
    dropped: list[Turn] = field(default_factory=list)

    def add(self, turn: Turn) -> None:
        self.turns.append(turn)

    def shrink(self) -> bool:
        """Halve the budget; False if it is at its least already."""
        if self.budget <= LEAST:
            return False
        self.budget = max(LEAST, self.budget // 2)
        return True

    def messages(self, native: bool) -> list[Message]:
        """The prompt. Drops what no longer fits, oldest turns first; the latest turn stays, its answers cut if need be."""
        if self._size(native) > self.budget:
            target = self.budget * _KEEP[0] // _KEEP[1]
            while len(self.turns) > 1 and self._size(native) > target:
                self.dropped.append(self.turns.pop(0))
        return self._messages(native)

    def _size(self, native: bool) -> int:
        schemas = sum(estimated_tokens(str(spec)) for spec in self.specs) if native else 0
        said = sum(
            estimated_tokens(message.text) + sum(estimated_tokens(call.arguments) for call in message.calls)
            for message in self._messages(native)
        )
        return schemas + said

    def _messages(self, native: bool) -> list[Message]:
        opening = self.opening
        if self.dropped:
            opening += EARLIER + self._summary() + self._policy()
        messages = [Message("system", system_prompt(self.specs, native)), Message("user", opening)]
        for turn in self.turns:
            messages += self._native(turn) if native and turn.native else self._text(turn)
        return messages

    def _native(self, turn: Turn) -> list[Message]:
        calls = tuple(act.asked for act in turn.acts)
        answers = [Message("tool", self._cut(act.answer, len(calls)), answers=act.asked.id) for act in turn.acts]
        notes = [Message("user", turn.note)] if turn.note else []
        return [Message("assistant", turn.said, calls), *answers, *notes]

    def _text(self, turn: Turn) -> list[Message]:
        if not turn.acts:
            return [Message("assistant", turn.said or "(nothing)"), Message("user", turn.note)]
        messages = []
        for act in turn.acts:
            said = as_json(act.call) if act.call is not None else turn.said or "(nothing)"
            messages += [Message("assistant", said), Message("user", self._cut(act.answer, len(turn.acts)))]
        return messages

    def _cut(self, answer: str, among: int) -> str:
        """An answer within its share of a third of the budget (2.5 characters a token)."""
        limit = max(400, self.budget * 5 // 6 // max(1, among))
        if len(answer) <= limit:
            return answer
        head, _, tail = answer.rpartition("\n")
        kept = head[: limit - len(tail)]
        return f"{kept}\n(cut here, {len(head) - len(kept)} characters more: ask again with a filter)\n{tail}"

    def _policy(self) -> str:
        """The pages of the close policy as they were last read, if those turns were dropped and a third of the budget holds
        them."""
        sheets: dict[object, str] = {}
        for turn in self.dropped:
            for act in turn.acts:
                if act.call is not None and act.call.name == "policy" and not act.call.arguments.get("topic"):
                    sheets[act.call.arguments.get("page", 1)] = act.answer
        read = "\n".join(sheets.values())
        return f"\n\n{read}" if read and estimated_tokens(read) <= self.budget // 3 else ""

    def _summary(self) -> str:
        """One line per dropped call, within a fifth of the budget: reading goes first, then the oldest."""
        room = self.budget // 2  # characters: a fifth of the budget at 2.5 characters a token
        acts = [act for turn in self.dropped for act in turn.acts if act.call is not None]
        for kept in (acts, [act for act in acts if _changes(act)]):
            lines = [f"{compact(act.call)} -> {_first_line(act.answer)}" for act in kept if act.call is not None]
            if sum(map(len, lines)) <= room:
                break
        while lines and sum(map(len, lines)) > room:
            del lines[: max(1, len(lines) // 8)]
        left_out = len(acts) - len(lines)
        head = [f"({left_out} earlier calls left out)"] if left_out else []
        return "\n".join(head + lines)


def _changes(act: Act) -> bool:
    tool = find_tool(act.call.name) if act.call is not None and isinstance(act.call.name, str) else None
    return tool is not None and tool.acts


def _first_line(answer: str) -> str:
    line = answer.split("\n", 1)[0]
    return line if len(line) <= 120 else line[:117] + "..."
