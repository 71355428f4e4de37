"""Capacity, memory and idleness."""

import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tieout.serve.sessions.capacity import MAX_DETACHED
from tieout.serve.sessions.memory import FULL_AT, memory_of_host

TASK = "bank_reconciliation.v2/train/L1/6"
CREATE = {"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create", "params": {}}


def test_ready_says_when_the_server_is_full(start) -> None:
    """200 with the count while there is room, 503 with a time to wait when there is none; health stays what it is."""
    with start(TIEOUT_MAX_SESSIONS="1") as small:
        assert small.get("/ready") == {"status": "ready", "sessions": 0, "max_sessions": 1}
        with small.session() as session:
            session.reset(task_id=TASK)
            status, answer = small.asked("/ready")
            assert status == 503 and answer["status"] == "full" and "All 1 sessions" in answer["detail"]
            assert small.get("/health") == {"status": "healthy"}


def test_sessions_of_post_mcp_are_few(start) -> None:
    """A client that only posts holds a handful of places, whatever it posts."""
    with start() as served:
        answers = [served.post("/mcp", CREATE)[1] for _ in range(MAX_DETACHED + 10)]
        assert sum("session_id" in (answer.get("result") or {}) for answer in answers) == MAX_DETACHED
        assert all(answer["error"]["message"] for answer in answers[MAX_DETACHED:])
        with served.session() as session:
            assert session.reset(task_id=TASK)["done"] is False


def test_a_session_that_steps_is_never_idle(start) -> None:
    """Whatever the limit: calls answered by the fast lane count. One that does nothing is closed, and its next call is an error."""
    with start(TIEOUT_SESSION_TIMEOUT="4") as served, served.session() as busy, served.session() as idle:
        for session in (busy, idle):
            session.reset(task_id=TASK)
        for _ in range(30):
            time.sleep(0.2)
            assert busy.call("policy")["done"] is False
        answer = idle.raw('{"type":"step","data":{"tool_name":"policy"}}')
        assert answer["type"] == "error" and "has been closed" in answer["data"]["message"]


def test_short_memory_refuses_sessions(start) -> None:
    """A server that has used up what the operator allows takes none; those that it has go on."""
    with start(TIEOUT_MEMORY_MB="1") as small, pytest.raises(InvalidStatus) as refused:
        small.session()
    assert refused.value.response.status_code == 503 and b"Memory is short" in refused.value.response.body


@pytest.mark.parametrize(("used", "short"), [(FULL_AT - 0.01, False), (FULL_AT + 0.01, True)])
def test_memory_of_a_container(tmp_path: Path, used: float, short: bool) -> None:
    """Both versions of cgroups; the file cache does not count."""
    limit, cache = 1 << 28, 1 << 26
    for name, values in {
        "two": ("memory.max", "memory.current", "memory.stat", "inactive_file"),
        "one": (
            "memory/memory.limit_in_bytes",
            "memory/memory.usage_in_bytes",
            "memory/memory.stat",
            "total_inactive_file",
        ),
    }.items():
        for file, content in zip(
            values[:3], (limit, int(limit * used) + cache, f"x 1\n{values[3]} {cache}\n"), strict=True
        ):
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(str(content))
        memory = memory_of_host(cgroup=tmp_path / name)
        assert memory.limit == limit and memory.short is short


def test_without_a_limit_memory_is_never_short(tmp_path: Path) -> None:
    """No container, no limit of the process, or a container with the word for none."""
    (tmp_path / "memory.max").write_text("max\n")
    assert not memory_of_host(cgroup=tmp_path).short and memory_of_host(cgroup=tmp_path).used() > 1 << 20


def test_a_last_call_and_a_goodbye_in_one_segment(start) -> None:
    """The call is carried out and nothing is logged; the server goes on."""
    with start() as served:
        with served.session() as session:
            session.reset(task_id=TASK)
            plain = session.socket.socket
            text = b'{"type":"step","data":{"tool_name":"policy"}}'
            frame = bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text
            plain.sendall(frame + bytes([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8]))
            with pytest.raises(ConnectionClosed):
                session.socket.recv(timeout=10)
                session.socket.recv(timeout=10)
        with served.session() as other:
            assert other.reset(task_id=TASK)["done"] is False
    assert served.process.stderr.read() == ""
