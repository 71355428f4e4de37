"""A stand-in for an OpenAI-compatible endpoint: answers by a function of the request, and can misbehave. For tests, and for
running a baseline where there is no model. Listens on one address of this machine, never on all.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from envjudge import values

Request = dict[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """One reply: text, or calls (tool, JSON text of its arguments); another status than 200 is an error with the text; `after` are
    seconds before anything is sent."""

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    status: int = 200
    after: float = 0.0


@dataclass(slots=True)
class Stand:
    """The endpoint while it is served: its base address, and what it was asked."""

    url: str
    requests: list[Request] = field(default_factory=list)


@contextmanager
def endpoint(script: Callable[[Request], Said], host: str = "127.0.0.1") -> Iterator[Stand]:
    """Serve POST …/chat/completions by the script, at the address `host` of this machine."""
    stand = Stand("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = values.mapping(values.parse_json(self.rfile.read(int(self.headers.get("content-length", "0"))).decode()))
            stand.requests.append(body)
            said = script(body) if self.path.endswith("/chat/completions") else Said("unknown path", status=404)
            time.sleep(said.after)
            answer = json.dumps(_completion(body, said) if said.status == 200 else {"error": {"message": said.text}}).encode()
            with suppress(ConnectionError):  # who asked may have gone
                self.send_response(said.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    stand.url = f"http://{host}:{server.server_address[1]}/v1"
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _completion(body: Request, said: Said) -> dict[str, object]:
    message: dict[str, object] = {"role": "assistant", "content": said.text or None}
    if said.calls:
        message["tool_calls"] = [{"id": f"call_{number}", "type": "function", "function": {"name": name, "arguments": arguments}}
                                 for number, (name, arguments) in enumerate(said.calls)]
    size = len(values.canonical(body.get("messages"))) // 4
    return {"id": "scripted", "object": "chat.completion", "created": 0, "model": body.get("model"),
            "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if said.calls else "stop"}],
            "usage": {"prompt_tokens": size, "completion_tokens": 8, "total_tokens": size + 8}}
