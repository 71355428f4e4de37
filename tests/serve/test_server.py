"""A real server, spoken to over its sockets."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tieout.tasks.registry import SIZES

BANK = "bank_reconciliation.v2/train/L1/3"
OTHER = "bank_reconciliation.v2/train/L1/4"
CALLS = (
    ("trial_balance", {}),
    ("list_documents", {}),
    ("policy", {}),
    ("query_ledger", {}),
    ("post_entry", {"date": "2024-01-31", "memo": "x", "lines": []}),
    ("no_such_tool", {"a": None}),
    ("close_period", {"confirm": True}),
)


def play(session, task_id: str) -> list[str]:
    """The frames of a whole short episode."""
    start = len(session.frames)
    session.reset(task_id=task_id)
    for tool, arguments in CALLS:
        session.call(tool, **arguments)
    return session.frames[start:]


def test_equal_episodes_are_equal_to_the_byte(server, start) -> None:
    """In one session, in another, and on another server with another hash seed, time zone and locale."""
    with server.session() as one, server.session() as two:
        frames = play(one, BANK)
        assert play(one, BANK) == play(two, BANK) == frames
    with start(PYTHONHASHSEED="77", TZ="Pacific/Kiritimati", LC_ALL="C") as second, second.session() as three:
        assert play(three, BANK) == frames


def test_seeded_resets_are_equal_and_unseeded_ones_differ(session) -> None:
    """A seed decides everything; without one the month is drawn."""
    for given in ({"seed": 5}, {"seed": 5, "family": "bank_reconciliation", "level": 1}):
        session.reset(**given)
        session.reset(**given)
        assert session.frames[-1] == session.frames[-2]
    drawn = {session.reset(family="bank_reconciliation", level=1)["observation"]["task_id"] for _ in range(6)}
    assert len(drawn) > 1


def test_an_open_episode_gives_way_to_a_reset(session) -> None:
    """A reset in the middle leaves nothing of the month before."""
    clean = play(session, OTHER)
    session.reset(task_id=BANK)
    session.call("trial_balance")
    session.call("update_entry", entry="JE-00001")
    assert play(session, OTHER) == clean


def test_interleaved_sessions_do_not_see_each_other(server) -> None:
    """Two sessions step by step in turn get what each gets alone, on the same month and on different ones."""
    with server.session() as alone:
        expected = {task: play(alone, task) for task in (BANK, OTHER)}
    for pair in ((BANK, OTHER), (BANK, BANK)):
        with server.session() as one, server.session() as two:
            for session, task in zip((one, two), pair, strict=True):
                session.reset(task_id=task)
            for tool, arguments in CALLS:
                one.call(tool, **arguments)
                two.call(tool, **arguments)
            assert [one.frames, two.frames] == [expected[task] for task in pair]


def test_many_sessions_at_once(server) -> None:
    """Forty sessions in eight threads, each with a marker in what it writes: nobody reads another's marker."""

    def work(number: int) -> list[str]:
        with server.session() as session:
            session.reset(seed=number % 4, family="bank_reconciliation", level=1)
            for _ in range(3):
                session.call("escalate", subject=f"MARKER-{number}-", reason="bank details")
                session.call("query_ledger", text=f"MARKER-{number}-")
                session.call("list_documents")
            return session.frames

    with ThreadPoolExecutor(8) as threads:
        for number, frames in enumerate(threads.map(work, range(40))):
            others = {f"MARKER-{other}-" for other in range(40)} - {f"MARKER-{number}-"}
            assert not any(marker in frame for frame in frames for marker in others)


MALFORMED = [
    "",
    "nonsense",
    "[]",
    "[1, 2]",
    "7",
    "null",
    '"text"',
    b"\x00\x01",
    b"{}",
    "{}",
    '{"type": "step"}',
    '{"type": "step", "data": null}',
    '{"type": "step", "data": []}',
    '{"type": "step", "data": "trial_balance"}',
    '{"type": "step", "data": {}}',
    '{"type": "step", "data": {"tool_name": 7}}',
    '{"type": "step", "data": {"tool_name": null, "arguments": {}}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": []}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": "{}"}}',
    '{"type": "step", "data": {"tool_name": "policy", "extra": 1}}',
    '{"type": "step", "data": {"type": "list_tools", "tool_name": "policy"}}',
    '{"type": "step", "data": {"type": "sabotage"}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"page": NaN}}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"page": Infinity}}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"page": 1e999}}}',
    '{"type": "step", "data": {"tool_name": "\\ud800"}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"\\udfff": 1}}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"a": ' + "9" * 5000 + "}}}",
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"a": ' + "[" * 5000 + "]" * 5000 + "}}}",
    '{"type": "step", "data": {"tool_name": "' + "x" * 100_000 + '"}}',
    '{"type": "step", "data": {"tool_name": "policy", "arguments": {"' + "x" * 100_000 + '": 1}}}',
    '{"type": "step", "data": {"tool_name": "query_ledger", "arguments": {"text": "' + "x" * 1_000_000 + '"}}}',
    "[" * 100_000,
    "x" * 600_000,
    '{"type": "state", "more": 1}',
    '{"type": "reset", "data": 5}',
    '{"type": "mcp", "data": {}}',
    '{"type": "mcp", "data": {"jsonrpc": "2.0", "method": "tools/call", "id": 1, "params": {"name": "policy", "arguments": [1]}}}',
    '{"type": ["step"]}',
    '{"kind": "step"}',
]


@pytest.mark.parametrize("frame", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_frames_are_answered_and_change_no_books(server, frame: str | bytes) -> None:
    """Every malformed frame gets an answer, short and without internals, and the episode goes on as if unsaid."""
    with server.session() as session:
        session.reset(task_id=BANK)
        expected = session.call("trial_balance")["observation"]["result"]
        session.raw(frame)
        answer = session.frames[-1]
        assert len(answer) < 4_000 + 2 * len(frame)
        assert "Traceback" not in answer and "/" + "src" not in answer and "site-packages" not in answer
        assert session.call("trial_balance")["observation"]["result"] == expected


@pytest.mark.parametrize(
    "arguments",
    [
        {"seed": "7"},
        {"seed": -1},
        {"seed": 1.5},
        {"index": -1, "split": "test"},
        {"split": "dev"},
        {"family": "x" * 10_000},
        {"level": True},
        {"task_id": []},
        {"reward": "dense"},
        {"episode_id": ""},
        {"episode_id": 5},
        {"episode_id": "x" * 256},
        {"episode_id": "a\u0000b"},
        {"injected_state": {"form": "solved"}},
        {"sead": 1},
        {"self": 1},
        {"": 1},
        {"kwargs": {}},
        {"split": "test", "index": 0, "level": 4},
    ],
    ids=str,
)
def test_bad_resets_are_answered(session, arguments: dict[str, object]) -> None:
    """A reset that cannot be met is answered by an observation: refused, done, reward 0.0, with rule and remedy."""
    answer = session.reset(**arguments)
    assert answer["done"] is True and answer["reward"] == 0.0
    assert set(answer["observation"]["refusal"]) == {"code", "value", "rule", "remedy"}
    assert len(session.frames[-1]) < 4_000
    assert session.state()["episode_id"] is None


def test_state_follows_the_episode(session) -> None:
    """The id asked for, the steps taken, the steps left; and nothing else."""
    session.reset(task_id=BANK, episode_id="mine")
    budget = session.state()["steps_left"]
    session.call("trial_balance")
    session.list_tools()
    session.call("no_such_tool")
    assert session.state() == {"episode_id": "mine", "step_count": 3, "task_id": BANK, "steps_left": budget - 2}


def test_mcp_calls_are_steps(session) -> None:
    """tools/call over the session's own mcp frame counts, refuses and pays as a step does."""
    session.reset(task_id=BANK)

    def rpc(method: str, **params: object) -> dict[str, object]:
        return session.ask("mcp", {"jsonrpc": "2.0", "id": 1, "method": method, "params": params})["result"]

    assert len(rpc("tools/list")["tools"]) == len(session.list_tools()["observation"]["tools"])
    before = session.state()["step_count"]
    answer = rpc("tools/call", name="close_period", arguments={"confirm": True})
    assert answer["done"] is True and answer["reward"] == 0.0 and "explanation" in answer
    assert session.state()["step_count"] == before + 1
    assert session.call("trial_balance")["observation"]["refusal"]["code"] == "episode.over"


def test_mcp_without_a_session_is_refused_not_played(server) -> None:
    """A POST to /mcp lists the tools; a call there meets a desk that was never opened."""
    status, listed = server.post("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/list"})
    assert status == 200 and all(tool["description"] for tool in listed["result"]["tools"])
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "close_period", "arguments": {"confirm": True}},
    }
    status, answer = server.post("/mcp", call)
    assert status == 200 and "There is no episode" in answer["error"]["message"]


@pytest.mark.parametrize("frame", ["[1]", "null", "7", b"\x00", "[" * 5000, '{"jsonrpc": "2.0"}'])
def test_the_mcp_socket_survives_malformed_frames(server, frame: str | bytes) -> None:
    """The mcp socket answers with a JSON-RPC error and goes on."""
    with server.session("/mcp") as session:
        assert "error" in session.raw(frame)
        listed = session.raw(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/list"}))
        assert listed["result"]["tools"]


def test_http_is_answered(server) -> None:
    """POST /reset answers 200 with numbers as rewards, /step says that HTTP keeps no episode, /state and /schema as published."""
    status, answer = server.post("/reset", {"seed": 3})
    assert status == 200 and answer["reward"] == 0.0 and answer["observation"]["task_id"]
    assert server.post("/reset", {})[0] == 200
    status, answer = server.post("/reset", {"level": 9})
    assert status == 200 and answer["done"] is True and answer["observation"]["refusal"]["code"] == "reset.value"
    action = {"type": "call_tool", "tool_name": "policy", "arguments": {}}
    status, answer = server.post("/step", {"action": action})
    assert status == 409 and "There is no episode" in answer["detail"]
    assert server.get("/state") == {"episode_id": None, "step_count": 0, "task_id": None, "steps_left": 0}
    assert set(server.get("/schema")) == {"action", "observation", "reset_observation", "state"}


def test_metadata(server) -> None:
    """Name, version and a description in our own words."""
    described = server.get("/metadata")
    assert described["name"] == "tieout" and described["version"]
    assert "ledger" in described["description"] and "README" not in described["description"]


def test_task_api(server) -> None:
    """Splits, counts, tasks and ranges; what does not exist is 400, another environment's name 404."""
    assert [split["name"] for split in server.get("/tieout/splits")] == ["train", "validation", "test"]
    assert server.post("/tieout/num_tasks", {"split": "test"}) == (200, {"num_tasks": SIZES["test"]})
    status, task = server.post("/tieout/task", {"split": "test", "index": SIZES["test"] - 1})
    assert status == 200 and {"id", "split", "index", "difficulty", "group"} <= task["task"].keys()
    status, tasks = server.post(
        "/tieout/task_range", {"split": "test", "start": SIZES["test"] - 2, "stop": SIZES["test"]}
    )
    assert status == 200 and tasks["tasks"][1] == task["task"]
    assert len(server.post("/tieout/tasks", {"split": "train"})[1]["tasks"]) == SIZES["train"]
    for path, body in (
        ("task", {"split": "test", "index": -1}),
        ("task", {"split": "test", "index": SIZES["test"]}),
        ("task", {"split": "dev", "index": 0}),
        ("num_tasks", {"split": "dev"}),
        ("tasks", {"split": ""}),
        ("task_range", {"split": "test", "start": -1, "stop": 3}),
    ):
        assert server.post(f"/tieout/{path}", body)[0] == 400, (path, body)
    assert server.post("/other/num_tasks", {"split": "test"})[0] == 404


def test_the_operator_switch(operator_server, server) -> None:
    """TIEOUT_ORACLE=1 lets a reset inject a solved desk, which then scores 1.0; elsewhere it is refused."""
    solved = {"task_id": BANK, "injected_state": {"form": "solved"}}
    with operator_server.session() as session:
        assert session.reset(**solved)["observation"]["refusal"] is None
        assert session.call("close_period", confirm=True)["reward"] == 1.0
    with server.session() as session:
        assert session.reset(**solved)["observation"]["refusal"]["code"] == "reset.injected_state_off"


def test_capacity_is_configurable_and_freed(start) -> None:
    """Past TIEOUT_MAX_SESSIONS the handshake is answered 503 with a time to wait; when one leaves, another may come."""
    with start(TIEOUT_MAX_SESSIONS="2") as small:
        with small.session() as one, small.session() as two:
            one.reset(task_id=BANK)
            two.reset(task_id=BANK)
            assert small.post("/ready", {})[0] == 405
            with pytest.raises(InvalidStatus) as refused:
                small.session()
            answer = refused.value.response
            assert answer.status_code == 503 and int(answer.headers["retry-after"]) > 0
            assert b"2 sessions are taken" in answer.body
        for _ in range(5):
            with small.session() as again:
                assert again.reset(task_id=BANK)["done"] is False


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_ends_the_server_quietly(start, name: str) -> None:
    """Sessions are told, nothing is logged, and the exit says nothing of an error of ours."""
    with start() as served, served.session() as session:
        session.reset(task_id=BANK)
        served.process.send_signal(getattr(signal, name))
        with pytest.raises(ConnectionClosed):
            session.socket.recv(timeout=20)
        served.process.wait(timeout=20)
        assert served.process.stderr.read() == ""


def test_clients_that_vanish_leave_a_quiet_log(start) -> None:
    """Sockets torn down in the middle of a step or a large frame leave no traceback behind, and the server serves."""
    with start() as served:
        for _ in range(10):
            session = served.session()
            session.reset(task_id=BANK)
            for _ in range(20):
                session.socket.send(json.dumps({"type": "step", "data": {"tool_name": "policy"}}))
            session.socket.socket.close()
        with served.session() as session:
            session.reset(task_id=BANK)
    assert served.process.stderr.read() == ""
