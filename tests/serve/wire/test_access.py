"""Who may talk to a server: origins, hosts, tokens."""

import http.client
import json
from urllib.parse import urlencode

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tieout.client import TieoutEnv
from tieout.serve.wire.access import COOKIE, Access

TOKEN = "a-token-of-some-length"


def scope(path: str = "/reset", server: str = "127.0.0.1", **headers: str) -> dict[str, object]:
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "path": path, "server": (server, 8000), "headers": pairs}


def status(access: Access, *arguments: str, **headers: str) -> int:
    problem = access.problem(scope(*arguments, **headers))
    return 200 if problem is None else problem[0]


@pytest.mark.parametrize(
    ("host", "origin", "expected"),
    [
        ("localhost:8000", None, 200),
        ("127.0.0.1:8000", None, 200),
        ("[::1]:8000", None, 200),
        ("localhost:8000", "http://localhost:8000", 200),
        ("attacker.example", None, 421),
        ("attacker.example:8000", "http://attacker.example:8000", 421),
        ("127.0.0.1.attacker.example", None, 421),
        ("[::1", None, 421),
        ("localhost:8000", "https://evil.example", 403),
        ("localhost:8000", "null", 403),
        ("localhost:8000", "", 403),
        ("localhost:8000", "http://localhost:9000", 403),
    ],
)
def test_a_loopback_server_talks_to_its_own_machine(host: str, origin: str | None, expected: int) -> None:
    """By no other name, and to pages of its own alone; programs send no Origin."""
    headers = {"host": host} if origin is None else {"host": host, "origin": origin}
    assert status(Access(), **headers) == expected


def test_a_public_server_answers_to_its_name_and_its_pages() -> None:
    """Behind a proxy the Host is whatever the world calls it; pages of other hosts are refused unless allowed."""
    public = {"host": "name.example"}
    assert status(Access(), "/ws", "10.0.0.2", **public) == 200
    assert status(Access(), "/ws", "10.0.0.2", **public, origin="https://name.example") == 200
    assert status(Access(), "/ws", "10.0.0.2", **public, origin="https://evil.example") == 403
    allowed = Access.of({"TIEOUT_ORIGINS": " https://lab.example/ , http://other.example:81"})
    assert status(allowed, "/ws", "10.0.0.2", **public, origin="https://lab.example") == 200
    assert status(allowed, "/ws", "10.0.0.2", **public, origin="https://lab.example.evil.example") == 403
    assert status(allowed, "/ws", "127.0.0.1", host="lab.example", origin="https://lab.example") == 200
    assert status(Access.of({"TIEOUT_ORIGINS": "*"}), "/ws", "127.0.0.1", host="any.example", origin="null") == 200


@pytest.mark.parametrize("value", ["lab.example", "ftp://lab.example", "https://", "https://lab.example,x"])
def test_origins_that_make_no_sense(value: str) -> None:
    """The variable is named, with the part that is wrong."""
    with pytest.raises(ValueError, match="TIEOUT_ORIGINS"):
        Access.of({"TIEOUT_ORIGINS": value})


@pytest.mark.parametrize("value", ["short", "has a space in the middle", "nicht-ganz-ascii-ü-zeichen"])
def test_tokens_that_are_none(value: str) -> None:
    """The error names the variable and does not repeat the token."""
    with pytest.raises(ValueError, match="TIEOUT_TOKEN") as error:
        Access.of({"TIEOUT_TOKEN": value})
    assert value not in str(error.value) and value not in repr(Access.of({"TIEOUT_TOKEN": TOKEN}))


def test_the_token_is_asked_for_everywhere_but_for_health(start) -> None:
    """Over HTTP and at the handshake; as a bearer token or, for browsers, as a cookie that logging in gives."""
    with start(TIEOUT_TOKEN=TOKEN) as served:
        port = int(served.url.rpartition(":")[2])

        def asked(method: str, path: str, body: str | None = None, **headers: str) -> http.client.HTTPResponse:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            return answer

        assert asked("GET", "/health").status == asked("GET", "/ready").status == asked("GET", "/login").status == 200
        for path in ("/schema", "/docs", "/openapi.json", "/metadata", "/state", "/list_environments", "/no/such"):
            refused = asked("GET", path)
            assert refused.status == 401 and refused.headers["www-authenticate"] == "Bearer"
        assert asked("GET", "/metadata", authorization=f"Bearer {TOKEN}").status == 200
        for wrong in (f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", TOKEN):
            assert asked("GET", "/metadata", authorization=wrong).status == 401
        assert asked("POST", "/login", urlencode({"token": "wrong"})).status == 401
        given = asked("POST", "/login", urlencode({"token": TOKEN}))
        cookie = given.headers["set-cookie"]
        assert given.status == 303 and "HttpOnly" in cookie and "SameSite=strict" in cookie
        assert asked("GET", "/metadata", cookie=f"{COOKIE}={TOKEN}").status == 200
        with pytest.raises(InvalidStatus) as refused_socket:
            connect(f"{served.ws}/ws")
        assert refused_socket.value.response.status_code == 401
        with connect(f"{served.ws}/ws", additional_headers={"Authorization": f"Bearer {TOKEN}"}) as socket:
            socket.send(json.dumps({"type": "reset", "data": {"seed": 1}}))
            assert json.loads(socket.recv(timeout=60))["type"] == "observation"
        with TieoutEnv(base_url=served.url, headers={"Authorization": f"Bearer {TOKEN}"}).sync() as client:
            assert client.reset(seed=1).observation.task_id


def test_a_page_of_another_host_cannot_play(server) -> None:
    """The handshake itself is refused, so that nothing is begun."""
    for origin in ("https://evil.example", "null"):
        with pytest.raises(InvalidStatus) as refused:
            connect(f"{server.ws}/ws", additional_headers={"Origin": origin})
        assert refused.value.response.status_code == 403
