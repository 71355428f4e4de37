"""Ask an OpenAI-compatible endpoint. The client library is imported when the first question is asked.

What an endpoint refuses (tools, a seed, a temperature) is left out from then on, and noted.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PATIENCE = 60.0
RETRIES = 4
"""Of 429, 5xx and timeouts, with the client library's own waiting."""
LONGEST_REPLY = 1500
"""Tokens of one reply."""


class Unavailable(Exception):
    """The endpoint gave no answer; the text says why. Never the environment's fault."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers. Prices are in dollars per million tokens, of the prompt and of the reply; 0 where not known."""

    url: str
    model: str
    key: str = field(default="none", repr=False)
    prices: tuple[float, float] = (0.0, 0.0)


def named(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The variables of the user's endpoint, empty unless both API_BASE_URL and MODEL_NAME are set."""
    given = {name: variables[name] for name in ("API_BASE_URL", "MODEL_NAME", "HF_TOKEN", "API_KEY") if variables.get(name)}
    return given if {"API_BASE_URL", "MODEL_NAME"} <= set(given) else {}


def from_environment(variables: Mapping[str, str] = os.environ) -> Endpoint | None:
    """The endpoint that API_BASE_URL, MODEL_NAME and HF_TOKEN (or API_KEY) name, if they do. MODEL_PRICES="0.15,0.60" gives prices.
    Raises ValueError when the prices are no two numbers."""
    given = named(variables)
    if not given:
        return None
    written = variables.get("MODEL_PRICES", "0,0")
    try:
        sent, received = (float(each) for each in written.split(","))
    except ValueError as error:
        raise ValueError(f"MODEL_PRICES={written}: write the price of a million tokens sent and received, such as 0.15,0.60") from error
    key = given.get("HF_TOKEN") or given.get("API_KEY") or "none"
    return Endpoint(given["API_BASE_URL"], given["MODEL_NAME"], key, (sent, received))


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call of a reply; `arguments` is its JSON text as sent."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answered."""

    text: str
    calls: tuple[Call, ...] = ()


@dataclass(slots=True)
class Usage:
    """What was asked of the endpoint so far."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def cost(self, endpoint: Endpoint) -> float:
        """Dollars."""
        return (self.tokens_in * endpoint.prices[0] + self.tokens_out * endpoint.prices[1]) / 1e6


class Chat:
    """A line to an endpoint, with its usage and what the endpoint was found to refuse."""

    def __init__(self, endpoint: Endpoint, patience: float = PATIENCE) -> None:
        try:
            import openai
        except ImportError as error:
            raise Unavailable("the client library is missing: install envjudge[model]") from error
        self._library = openai
        self._client = openai.OpenAI(base_url=endpoint.url, api_key=endpoint.key, timeout=patience, max_retries=RETRIES)
        self.endpoint = endpoint
        self.usage = Usage()
        self.refused: list[str] = []

    def ask(self, messages: list[dict[str, object]], tools: list[dict[str, object]], temperature: float, seed: int) -> Reply:
        """The reply to a conversation. Raises Unavailable when none comes after all retries."""
        while True:
            spoken: Any = messages
            more: dict[str, Any] = {"temperature": temperature, "seed": seed, "tools": tools, "max_tokens": LONGEST_REPLY}
            sent = {name: value for name, value in more.items() if name not in self.refused and (name != "tools" or tools)}
            try:
                answer = self._client.chat.completions.create(model=self.endpoint.model, messages=spoken, **sent)
            except (self._library.BadRequestError, self._library.UnprocessableEntityError) as error:
                told = str(error).lower()
                blamed = next((name for name in sent if name in told or (name == "tools" and "tool" in told)), next(
                    (name for name in ("seed", "temperature", "tools", "max_tokens") if name in sent), ""))
                if not blamed:
                    raise Unavailable(f"the endpoint refuses the request: {str(error)[:300]}") from error
                self.refused.append(blamed)
            except self._library.OpenAIError as error:
                raise Unavailable(f"{type(error).__name__}: {str(error)[:300]}") from error
            else:
                return self._read(answer)

    def _read(self, answer: Any) -> Reply:
        self.usage.requests += 1
        used = getattr(answer, "usage", None)
        self.usage.tokens_in += getattr(used, "prompt_tokens", 0) or 0
        self.usage.tokens_out += getattr(used, "completion_tokens", 0) or 0
        choices = getattr(answer, "choices", None)
        if not choices:
            return Reply("")
        message = choices[0].message
        calls = tuple(Call(str(each.id), str(each.function.name), str(each.function.arguments))
                      for each in (getattr(message, "tool_calls", None) or ()) if getattr(each, "function", None))
        return Reply(message.content or "", calls)

    def close(self) -> None:
        self._client.close()
