"""A local OpenAI-compatible endpoint: a scripted accountant for a model, and faults on demand.

As a process (it prints its address on one line, then serves until it is ended):

    python tests/endpoint/local_endpoint.py --policy careful --fault rate_limit@2,5 --fault refuse_tools

Within a test: ``with LocalEndpoint(faults=...) as endpoint: endpoint.url``. Faults count the requests of each
conversation from 1, so that runs with many conversations at once stay deterministic; without ``@`` every request.
"""

import argparse
import json
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from closer import POLICIES, Call, Script

MARKER = "\n\nEarlier in this close"  # what a client that forgets adds to the first message
FAULTS = {
    "refuse_tools": "400 where tools are offered",
    "refuse_seed": "400 where a seed is sent",
    "short_context": "400 where the conversation has more than --context characters",
    "rate_limit": "429 with Retry-After",
    "error": "500",
    "bad_gateway": "502 with an HTML page",
    "stall": "no answer for --stall seconds",
    "drop": "closes the connection",
    "unauthorized": "401",
    "no_model": "404",
    "junk": "a reply without an action",
    "empty": "a completion without choices",
    "not_json": "200 with a body that is not JSON",
    "bad_arguments": "a tool call whose arguments are broken JSON",
    "huge": "a reply of two megabytes",
    "surrogate": "an action with half a surrogate pair in it",
}
STYLES = ("plain", "fenced", "prose", "call")


@dataclass(frozen=True)
class Fault:
    """What goes wrong, and at which requests of a conversation; at every one where ``at`` is empty."""

    kind: str
    at: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, text: str) -> "Fault":
        kind, _, at = text.partition("@")
        if kind not in FAULTS:
            raise ValueError(f"there is no fault {kind!r}; use one of: {', '.join(FAULTS)}")
        return cls(kind, frozenset(map(int, at.split(","))) if at else frozenset())

    def strikes(self, number: int) -> bool:
        return not self.at or number in self.at


@dataclass
class Talk:
    """One conversation: the script behind it and what it waits for."""

    script: Script
    requests: int = 0
    waiting: list[Call] = field(default_factory=list)  # of the batch at hand, not yet called
    answers: list[str] = field(default_factory=list)
    stashed: list[Call] | None = None  # the reply that a fault kept back
    sent: int = 0
    last: str = ""
    last_calls: list[Call] = field(default_factory=list)

    def next_calls(self, messages: list[dict[str, Any]], at_once: bool) -> list[Call]:
        """What to call next, given the answers at the end of the conversation."""
        if self.stashed is not None:
            return self.stashed
        if self.sent:
            self.answers += _latest_answers(messages)
        if not self.waiting:
            self.waiting = next(self.script) if not self.sent else self.script.send(self.answers)
            self.answers = []
        count = len(self.waiting) if at_once else 1
        calls, self.waiting = self.waiting[:count], self.waiting[count:]
        return calls


class LocalEndpoint:
    """The endpoint, in a thread. ``requests`` are the bodies that came, in order of arrival; after ``dies_after`` of
    them (0: never) it answers none."""

    def __init__(
        self,
        policy: str = "careful",
        faults: Iterable[str] = (),
        style: str = "plain",
        *,
        port: int = 0,
        delay: float = 0.0,
        stall: float = 30.0,
        retry_after: str = "0",
        context: int = 20_000,
        dies_after: int = 0,
    ) -> None:
        self.policy = POLICIES[policy]
        self.faults = [Fault.parse(fault) for fault in faults]
        self.style = style
        self.delay = delay
        self.stall = stall
        self.retry_after = retry_after
        self.context = context
        self.dies_after = dies_after
        self.requests: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self._talks: dict[str, Talk] = {}
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, body: dict[str, Any]) -> "Answer":
        """What to answer to a request: one at a time, so that a conversation never races with itself."""
        with self._lock:
            self.requests.append(body)
            if 0 < self.dies_after < len(self.requests):
                return _error(503, "Down for good")
            messages = body["messages"]
            key = next(message["content"] for message in messages if message["role"] == "user").split(MARKER)[0]
            fingerprint = json.dumps(messages)
            talk = self._talks.get(key)
            fresh = not any(message["role"] == "assistant" for message in messages)
            if talk is None or (fresh and talk.sent and fingerprint != talk.last):
                talk = self._talks[key] = Talk(self.policy(key))
            talk.requests += 1
            kinds = {fault.kind for fault in self.faults if fault.strikes(talk.requests)}
            refusal = self._refusal(kinds, body)
            if refusal is not None:
                return refusal
            native = bool(body.get("tools"))
            if fingerprint == talk.last and talk.stashed is None:
                calls = talk.last_calls  # the same question again: the client did not get the answer
            else:
                calls = talk.next_calls(messages, at_once=native)
                talk.sent += 1
            talk.last, talk.last_calls, talk.stashed = fingerprint, calls, None
            spoilt = self._spoilt(kinds, native)
            if spoilt is not None:
                talk.stashed = calls
                return spoilt
            return Answer(200, _completion(body, calls, self.style))

    def _refusal(self, kinds: set[str], body: dict[str, Any]) -> "Answer | None":
        if "drop" in kinds:
            return Answer(0)
        if "stall" in kinds:
            return Answer(-1)
        if "unauthorized" in kinds:
            return _error(401, "Invalid credentials")
        if "no_model" in kinds:
            return _error(404, f"The model {body['model']} does not exist")
        if "rate_limit" in kinds:
            return _error(429, "Too many requests", {"Retry-After": self.retry_after})
        if "error" in kinds:
            return _error(500, "Internal error")
        if "bad_gateway" in kinds:
            return Answer(502, "<html><h1>Bad gateway</h1></html>", {"Content-Type": "text/html"})
        if "refuse_tools" in kinds and body.get("tools"):
            return _error(400, "This model does not support tools")
        if "refuse_seed" in kinds and "seed" in body:
            return _error(400, "Unsupported parameter: seed")
        size = sum(len(message["content"] or "") for message in body["messages"])
        if "short_context" in kinds and size > self.context:
            return _error(400, f"This model's maximum context length is exceeded: {size} characters")
        return None

    def _spoilt(self, kinds: set[str], native: bool) -> "Answer | None":
        if "junk" in kinds:
            return Answer(200, _wrapped({"role": "assistant", "content": "Let me think about {that} a little (more)."}))
        if "empty" in kinds:
            return Answer(200, json.dumps({"id": "x", "object": "chat.completion", "choices": []}))
        if "not_json" in kinds:
            return Answer(200, "once upon a time {")
        if "huge" in kinds:
            return Answer(200, _wrapped({"role": "assistant", "content": '{"tool": [' * 200_000}))
        if "bad_arguments" in kinds and native:
            function = {"name": "account_balance", "arguments": '{"account": "10'}
            called = {"id": "call-bad", "type": "function", "function": function}
            return Answer(200, _wrapped({"role": "assistant", "content": None, "tool_calls": [called]}))
        if "bad_arguments" in kinds:
            return Answer(
                200, _wrapped({"role": "assistant", "content": '{"tool": "account_balance", "arguments": {"acc'})
            )
        if "surrogate" in kinds:
            text = '{"tool": "vendor", "arguments": {"name": "\\ud800"}}'
            return Answer(200, _wrapped({"role": "assistant", "content": text}))
        return None


@dataclass(frozen=True)
class Answer:
    """``status`` 0 closes the connection, -1 stalls first."""

    status: int
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def _handler_of(endpoint: LocalEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = endpoint.answer(body)
            if answer.status == -1:
                endpoint.closing.wait(endpoint.stall)
            elif endpoint.delay:
                endpoint.closing.wait(endpoint.delay)
            if answer.status <= 0:
                self.close_connection = True
                return
            data = answer.body.encode("utf-8", "surrogatepass")
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except OSError:  # the client has hung up
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def _latest_answers(messages: list[dict[str, Any]]) -> list[str]:
    latest: list[str] = []
    for message in reversed(messages):
        if message["role"] == "assistant":
            break
        latest.append(message["content"])
    return latest[::-1]


def _completion(body: dict[str, Any], calls: list[Call], style: str) -> str:
    if not body.get("tools"):
        ((name, arguments),) = calls
        return _wrapped({"role": "assistant", "content": _as_text(name, arguments, style)}, body)
    called = [
        {"id": f"call-{number}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
        for number, (name, arguments) in enumerate(calls, 1)
    ]
    return _wrapped({"role": "assistant", "content": None, "tool_calls": called}, body)


def _as_text(name: str, arguments: dict[str, object], style: str) -> str:
    action = json.dumps({"tool": name, "arguments": arguments})
    if style == "fenced":
        return f"```json\n{action}\n```"
    if style == "prose":
        return (
            f"<think>I might call {{this}} or that</think>The next step is clear.\nAction: {action}\nThen we shall see."
        )
    if style == "call":
        return f"Action: {name}({', '.join(f'{key}={value!r}' for key, value in arguments.items())})"
    return action


def _wrapped(message: dict[str, Any], body: dict[str, Any] | None = None) -> str:
    prompt = len(json.dumps(body or {})) // 4
    reply = len(json.dumps(message)) // 4
    return json.dumps(
        {
            "id": "chatcmpl-local",
            "object": "chat.completion",
            "created": 0,
            "model": "local",
            "choices": [
                {"index": 0, "message": message, "finish_reason": "tool_calls" if "tool_calls" in message else "stop"}
            ],
            "usage": {"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply},
        }
    )


def _error(status: int, message: str, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, json.dumps({"error": {"message": message, "type": "error", "code": status}}), headers or {})


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="faults\n" + "\n".join(f"  {name:14} {what}" for name, what in FAULTS.items()),
    )
    parser.add_argument("--port", type=int, default=0, help="default: any free port")
    parser.add_argument("--policy", choices=sorted(POLICIES), default="careful")
    parser.add_argument("--style", choices=STYLES, default="plain", help="of text replies")
    parser.add_argument("--fault", action="append", default=[], metavar="KIND[@N,N...]", help="may be repeated")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--stall", type=float, default=30.0, help="seconds of a stall")
    parser.add_argument("--retry-after", default="0", help="what rate_limit asks for")
    parser.add_argument("--context", type=int, default=20_000, help="characters that short_context takes")
    parser.add_argument("--dies-after", type=int, default=0, help="requests that are served; 503 after that")
    chosen = parser.parse_args()
    endpoint = LocalEndpoint(
        chosen.policy, chosen.fault, chosen.style, port=chosen.port, delay=chosen.delay, stall=chosen.stall,
        retry_after=chosen.retry_after, context=chosen.context, dies_after=chosen.dies_after,
    )  # fmt: skip
    with endpoint:
        print(endpoint.url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
