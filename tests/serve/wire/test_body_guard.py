"""No HTTP request stops the server, fills its log, or is answered with a traceback or with what it sent."""

import http.client
import json
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tieout.serve.wire.limits import MAX_BODY, MAX_ERRORS

MANY_KEYS = json.dumps({f"k{number}": [] for number in range(15_000)})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ROUTES = ("/reset", "/step", "/mcp", "/tieout/tasks", "/tieout/task", "/tieout/num_tasks", "/tieout/task_range")


def sent(server, path: str, body: bytes, content_type: str = "application/json") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", int(server.url.rpartition(":")[2]), timeout=60)
    try:
        connection.request("POST", path, body, {"content-type": content_type})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture(scope="module")
def quiet(request: pytest.FixtureRequest) -> Iterator:
    """A server whose log is looked at in the end."""
    from tests.serve.conftest import serving  # one server for the module, not for each test

    with serving() as served:
        yield served
    assert "Traceback" not in served.process.stderr.read()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * (MAX_BODY + 1), 413),
        (b"[" + b"[]," * 80_000 + b"[]]", 400),
        (MANY_KEYS.encode(), 400),
        (b'{"a":' * 40_000, 400),
        (b'{"seed": NaN}', 400),
        (b'{"seed": -Infinity}', 400),
        (b'{"\\ud800": 1}', 400),
        (b"\xff\xfe", 400),
        (b'{"a": 1' + b"0" * 5000 + b"}", 400),
        (b'{"session_id', 400),
        (b"7", 400),
    ],
)
@pytest.mark.parametrize("path", ["/reset", "/step", "/mcp"])
def test_what_cannot_be_taken_is_refused(server, path: str, body: bytes, status: int) -> None:
    """Too long, too deep, too many keys, no JSON or JSON that nobody else can read: an answer of a few words."""
    answered, text = sent(server, path, body)
    assert answered == status, text[:200]
    assert len(text) < 300 and json.loads(text)["detail"]


def test_a_body_that_only_says_how_long_it_is(server) -> None:
    """The declared length alone is enough to refuse; nothing of the body is waited for."""
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=30) as plain:
        plain.sendall(b"POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 62914560\r\n\r\n")
        assert plain.recv(100).startswith(b"HTTP/1.1 413")


def test_a_body_in_pieces_is_counted(server) -> None:
    """A chunked body without a length ends at the limit."""
    with socket.create_connection(("127.0.0.1", int(server.url.rpartition(":")[2])), timeout=30) as plain:
        plain.sendall(b"POST /reset HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            for _ in range(5):
                plain.sendall(piece)
        except OSError:
            pass
        assert plain.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("session_id", [[], {}, 5, True, ["a"]])
def test_a_session_id_is_a_text(server, session_id: object) -> None:
    """Whatever else it may be is refused, not looked up."""
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"session_id": session_id}}
    assert sent(server, "/mcp", json.dumps(request).encode())[0] == 400


def test_errors_are_few_and_repeat_no_input(server) -> None:
    """A request that is wrong in many places is told of some of them, and never gets its own text back."""
    marker = "MARKER" * 40
    for path, value in (
        ("/step", {"action": {"type": "call_tool", "tool_name": [marker], "x": marker}}),
        ("/step", {}),
    ):
        status, text = sent(server, path, json.dumps(value).encode())
        assert status == 422 and marker.encode() not in text
        assert 0 < len(json.loads(text)["detail"]) <= MAX_ERRORS


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ROUTES),
    JSON | st.dictionaries(st.sampled_from(("seed", "split", "index", "action", "params", "method")), JSON),
)
def test_no_json_is_a_fault(quiet, path: str, value: object) -> None:
    """Any JSON to any route: an answer below 500."""
    status, text = sent(quiet, path, json.dumps(value).encode())
    assert status < 500 and b"Traceback" not in text


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(ROUTES),
    st.binary(max_size=200),
    st.sampled_from(("application/json", "text/plain", "multipart/form-data")),
)
def test_no_bytes_are_a_fault(quiet, path: str, body: bytes, content_type: str) -> None:
    """Any bytes under any content type: an answer below 500."""
    assert sent(quiet, path, body, content_type)[0] < 500


def test_half_a_request_does_not_keep_the_server_from_ending(start) -> None:
    """SIGTERM with a request that never becomes whole, and one with half a head: the server is gone within ten seconds."""
    with start() as served:
        address = ("127.0.0.1", int(served.url.rpartition(":")[2]))
        with socket.create_connection(address) as body, socket.create_connection(address) as head:
            body.sendall(b"POST /reset HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{")
            head.sendall(b"GET /health HTTP/1.1\r\nhost")
            time.sleep(0.5)
            begun = time.monotonic()
            served.process.terminate()
            served.process.wait(timeout=20)
            assert time.monotonic() - begun < 10
