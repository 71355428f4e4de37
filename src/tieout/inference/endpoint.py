"""The model's endpoint, through the OpenAI client: retries, what the endpoint cannot do, and when it is dead.

One :class:`Endpoint` is shared by all episodes, which run in threads; what it learns (no tools, no seed) holds for all.
"""

import json
import logging
import math
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import openai

from tieout.agents.llm.chat import (
    AskedCall,
    Message,
    PromptTooLongError,
    Reply,
    ToolSpec,
    ToolsRefusedError,
    estimated_tokens,
)

RETRIES: Final = 6
RETRIES_UNREACHED: Final = 3  # while nothing was ever heard from the endpoint: most likely its address is wrong
FIRST_PAUSE: Final = 1.0  # seconds; doubled after each try
LONGEST_PAUSE: Final = 30.0  # seconds, unless the endpoint asks for more
LONGEST_ASKED: Final = 120.0  # seconds of Retry-After that are obeyed
_TRANSIENT: Final = frozenset({408, 409, 425, 429})
_SPARABLE: Final = ("seed", "temperature", "max_tokens")  # sent, and left out where an endpoint refuses them
_TOO_LONG: Final = re.compile(r"context|too long|too large|too many tokens|maximum.{0,40}(token|length)", re.IGNORECASE)
_ABOUT_TOOLS: Final = re.compile(r"tool|function", re.IGNORECASE)

logging.getLogger("openai").setLevel(logging.WARNING)
logging.getLogger("httpx").setLevel(logging.WARNING)


class EndpointError(Exception):
    """A request failed for good. The message names the endpoint, what it said and what to do."""


class EndpointDeadError(EndpointError):
    """No request to this endpoint can succeed: the run ends."""


class StoppedError(Exception):
    """The run was interrupted, or its time is up."""


@dataclass(frozen=True, slots=True)
class Model:
    """Which model is asked, and how. ``timeout`` is in seconds a request."""

    url: str
    key: str
    name: str
    seed: int = 0
    temperature: float = 0.0
    reply_tokens: int = 4096
    timeout: float = 120.0


class Endpoint:
    """``seconds_left`` is the time that the run still has; ``pause`` waits so many seconds and says whether the run
    was stopped meanwhile; ``say`` tells whoever waits that a request is being repeated."""

    def __init__(
        self,
        model: Model,
        seconds_left: Callable[[], float],
        pause: Callable[[float], bool],
        say: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._model = model
        self._seconds_left = seconds_left
        self._pause = pause
        self._say = say
        self._client = openai.OpenAI(base_url=model.url, api_key=model.key, max_retries=0)
        self._lock = threading.Lock()
        self._spared: set[str] = set()
        self._takes_tools = True
        self._answered = 0
        self._retried = 0

    @property
    def takes_tools(self) -> bool:
        return self._takes_tools

    @property
    def retried(self) -> int:
        """Requests that had to be sent again, over all episodes."""
        return self._retried

    @property
    def spared(self) -> tuple[str, ...]:
        """What this endpoint refused to take and is no longer sent."""
        return tuple(sorted(self._spared | (set() if self._takes_tools else {"tools"})))

    def ask(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        """The next reply. See Chat for what is raised; besides that EndpointError, EndpointDeadError, StoppedError."""
        body: dict[str, Any] = {"model": self._model.name, "messages": [_on_the_wire(one) for one in messages]}
        if tools:
            body["tools"] = [
                {
                    "type": "function",
                    "function": {"name": one.name, "description": one.description, "parameters": one.parameters},
                }
                for one in tools
            ]
        answered = self._answered
        tries = 0
        while True:
            reached = True
            if self._pause(0.0) or self._seconds_left() <= 0:
                raise StoppedError
            try:
                said = self._client.chat.completions.create(
                    **body, **self._options(), stream=False, timeout=min(self._model.timeout, self._seconds_left())
                )
            except openai.APIStatusError as error:
                if error.status_code not in _TRANSIENT and error.status_code < 500:
                    self._refused(error, bool(tools))
                    continue
                failure, asked = f"answers {error.status_code} {_said(error)}", _retry_after(error)
                if error.status_code == 501 and tools:
                    self._refused(error, offered=True)
                    continue
            except openai.APITimeoutError:
                failure, asked = "does not answer in time", None
            except openai.APIConnectionError as error:
                failure, asked = f"cannot be reached ({error.__cause__ or error})", None
                reached = False
            except (openai.APIResponseValidationError, ValueError):
                said = None  # a body that is not JSON: a reply without an action
                break
            else:
                break
            tries += 1
            if tries > (RETRIES if reached or self._answered else RETRIES_UNREACHED):
                raise self._failed(f"{failure}, {tries} times in a row", answered)
            seconds = asked if asked is not None else min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1))
            if tries > 1:
                self._say(f"{self._model.url} {failure}; asking again in {seconds:.0f} s")
            self._wait(seconds)
            self._retried += 1
        with self._lock:
            self._answered += 1
        return _reply_of(said, messages)

    def _options(self) -> dict[str, Any]:
        model = self._model
        options = {"seed": model.seed, "temperature": model.temperature, "max_tokens": model.reply_tokens}
        left = {name: value for name, value in options.items() if name not in self._spared}
        if "max_tokens" in self._spared:
            left["max_completion_tokens"] = model.reply_tokens
        return left

    def _refused(self, error: openai.APIStatusError, offered: bool) -> None:
        """Learn from a request that was refused and may be sent again otherwise; raises where it may not."""
        said, status = _said(error), error.status_code
        if status in {401, 403}:
            raise EndpointDeadError(
                f"{self._model.url} refused the key ({status} {said}). Check HF_TOKEN (or API_KEY) and API_BASE_URL."
            )
        if status == 402:
            raise EndpointDeadError(
                f"{self._model.url} asks for payment ({status} {said}). Add credit, or use another key."
            )
        if status in {400, 413, 422} and _TOO_LONG.search(said):
            raise PromptTooLongError(said)
        with self._lock:
            named = next((name for name in _SPARABLE if name in said and name not in self._spared), None)
            if status in {400, 422} and named is not None:
                self._spared.add(named)
                return
        if offered and (_ABOUT_TOOLS.search(said) or status in {400, 422}):
            self._takes_tools = False
            raise ToolsRefusedError(said)
        if status == 404:
            raise EndpointDeadError(
                f"{self._model.url} knows no model {self._model.name!r} ({status} {said}). Check MODEL_NAME and API_BASE_URL."
            )
        raise self._failed(f"refuses the request ({status} {said})", answered_before=0)

    def _failed(self, what: str, answered_before: int) -> EndpointError:
        """Dead if nobody got an answer while this request was tried."""
        message = f"{self._model.url} {what}."
        if self._answered == answered_before:
            return EndpointDeadError(f"{message} Check API_BASE_URL, and whether the service is up.")
        return EndpointError(message)

    def _wait(self, seconds: float) -> None:
        if seconds >= self._seconds_left() or self._pause(seconds):
            raise StoppedError


def _on_the_wire(message: Message) -> dict[str, Any]:
    said: dict[str, Any] = {"role": message.role, "content": message.text}
    if message.calls:
        said["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": _sound(call.arguments)}}
            for call in message.calls
        ]
    if message.answers:
        said["tool_call_id"] = message.answers
    return said


def _sound(arguments: str) -> str:
    """Arguments as they may be sent back: some endpoints refuse a conversation with broken JSON in it."""
    try:
        json.loads(arguments)
    except (ValueError, RecursionError):
        return "{}"
    return arguments


def _reply_of(said: Any, messages: Sequence[Message]) -> Reply:
    """The reply in a completion; an empty one where it holds no choice or is none."""
    choices = getattr(said, "choices", None) or ()
    message = getattr(choices[0], "message", None) if choices else None
    text = str(getattr(message, "content", None) or "")
    calls = tuple(
        AskedCall(call.id or f"call-{number}", call.function.name or "", call.function.arguments or "")
        for number, call in enumerate(getattr(message, "tool_calls", None) or (), 1)
        if getattr(call, "function", None) is not None
    )
    usage = getattr(said, "usage", None)
    return Reply(
        text,
        calls,
        getattr(usage, "prompt_tokens", None) or sum(estimated_tokens(one.text) for one in messages),
        getattr(usage, "completion_tokens", None)
        or sum(estimated_tokens(part) for part in (text, *(call.arguments for call in calls))),
        getattr(choices[0], "finish_reason", "") == "length" if choices else False,
    )


def _said(error: openai.APIStatusError) -> str:
    """What an endpoint said about a failure, on one line."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    text = message if isinstance(message, str) else error.message
    return " ".join(text.split())[:300]


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Seconds that the endpoint asks to wait, or None."""
    asked = error.response.headers.get("retry-after")
    if asked is None:
        return None
    try:
        seconds = float(asked)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(LONGEST_ASKED, max(0.0, seconds)) if math.isfinite(seconds) else None
