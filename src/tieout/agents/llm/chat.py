"""What passes between the language-model agent and the model that it is handed: messages, replies, tools.

Nothing here knows a network or a vendor's wire format; a unit test hands in a scripted :class:`Chat`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, Protocol

# Tokenizers keep short words whole and cut numbers small, and a ledger is mostly numbers.
_PIECES: Final = re.compile(r"[^\W\d_]{1,6}|\d{1,2}|[^\w\s]|_|\n")


@dataclass(frozen=True, slots=True)
class AskedCall:
    """A tool call as the model wrote it: ``arguments`` is text that ought to be a JSON object."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation. ``calls`` are the assistant's, ``answers`` the id of the call that a tool
    message answers."""

    role: Literal["system", "user", "assistant", "tool"]
    text: str
    calls: tuple[AskedCall, ...] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as it is offered to a model: ``parameters`` is the JSON schema of its arguments."""

    name: str
    description: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply. ``cut`` says that it ran into the limit on its length. Tokens as the endpoint counted them, or
    estimated where it counted none."""

    text: str
    calls: tuple[AskedCall, ...] = ()
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cut: bool = False


class ToolsRefusedError(Exception):
    """The model cannot be offered tools. Ask again without; later requests are better made without, too."""


class PromptTooLongError(Exception):
    """The conversation does not fit the model's context. Ask again with less."""


class Chat(Protocol):
    """A model to talk to. Whatever else goes wrong with it is raised by :meth:`ask` and is not the agent's to mend."""

    @property
    def takes_tools(self) -> bool:
        """Whether tools may be offered, as far as is known."""
        ...

    def ask(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """The model's next reply. Raises ToolsRefusedError or PromptTooLongError, see there."""
        ...


@lru_cache(maxsize=1024)
def estimated_tokens(text: str) -> int:
    """About how many tokens a text costs as a message, rather too many than too few."""
    return len(_PIECES.findall(text)) + 4
