"""The baseline over HTTP against a local endpoint: what a run prints, writes and returns."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from closer import POLICIES
from local_endpoint import FAULTS, LocalEndpoint

from tieout.agents.registry import AGENTS
from tieout.cli.explaining import taken_apart
from tieout.episode import advance, begin
from tieout.inference.main import main
from tieout.inference.runner import CLOSING, closes
from tieout.tasks.private import private_of
from tieout.tasks.registry import FAMILIES, parse_task
from tieout.tools.messages import ToolCall
from tieout.transcripts import load

from .conftest import TASK, check_events

ROOT = Path(__file__).resolve().parents[2]
LEVEL_2 = "bank_reconciliation.v2/test/L2/0"
DEAD = "http://127.0.0.1:9/v1"


def test_a_model_closes_a_month_and_every_number_is_reported(infer):
    """Event lines, table and JSON agree; the close is the model's own work and earns a score."""
    with LocalEndpoint() as endpoint:
        run = infer(endpoint.url, "--price-in", "0.5", "--price-out", "2")
    assert run.status == 0
    check_events(run.events)
    episode = run.episode
    assert episode["ending"] == "closed"
    assert 0 < episode["score"] <= 1
    assert episode["reward_sum"] == episode["score"]
    assert f"score={episode['score']:.2f}" in run.events[-1]
    assert episode["steps"] == len(run.events) - 2
    assert episode["fallbacks"] == 0
    assert episode["replies"] == len(endpoint.requests) < episode["steps"]
    cost = (episode["prompt_tokens"] * 0.5 + episode["reply_tokens"] * 2) / 1e6
    assert run.data["summary"]["cost_per_completed_close_usd"] == pytest.approx(cost, abs=1e-6)
    assert f"{TASK}  closed" in run.out
    assert "0 of" in run.out


def test_a_model_that_is_told_what_is_open_can_close_all_the_same(infer):
    """The warning costs a step; the second call closes, by the model's own will."""
    with LocalEndpoint("hasty") as endpoint:
        run = infer(endpoint.url)
    assert run.episode["ending"] == "closed"
    assert run.episode["steps"] == len(endpoint.requests) == 2


def test_a_budget_that_a_warning_used_up_is_spent():
    """Who is told at the last step that work is open has not closed the month."""
    episode, _ = begin(parse_task(TASK))
    call = ToolCall("close_period", {})
    _, warned = advance(replace(episode, budget=1), call)
    assert warned.done
    assert not closes(call, warned)
    _, closed = advance(replace(episode, budget=1), CLOSING)
    assert closed.done
    assert closes(CLOSING, closed)


def test_temperature_zero_and_a_seed_are_sent_with_every_request(infer):
    """The key, the model, temperature 0, the seed and a bound on the reply reach the endpoint."""
    with LocalEndpoint() as endpoint:
        infer(endpoint.url, "--seed", "11")
    assert {(body["model"], body["temperature"], body["seed"], body["max_tokens"]) for body in endpoint.requests} == {
        ("local/closer", 0.0, 11, 4096)
    }


def test_two_runs_against_a_deterministic_endpoint_give_equal_scores(infer):
    """Also with several episodes at once, and whether the environment runs here or in a server of its own."""
    tasks = (TASK, LEVEL_2, "bank_reconciliation.v2/test/L1/1")
    with LocalEndpoint() as endpoint:
        first = infer(endpoint.url, tasks=tasks)
        again = infer(endpoint.url, "--parallel", "1", tasks=tasks)
        served = infer(endpoint.url, "--server", tasks=tasks)
    assert first.status == again.status == served.status == 0
    assert first.scores == again.scores == served.scores
    assert len(set(first.scores.values())) > 1
    assert first.events == again.events == served.events


@pytest.mark.parametrize("style", ["plain", "fenced", "prose", "call"])
def test_an_endpoint_that_refuses_tools_gets_the_same_close_from_text(infer, sound, style):
    """Refused once, remembered: only the first request offers tools. Text replies lead to the same books."""
    with LocalEndpoint(faults=["refuse_tools"], style=style) as endpoint:
        run = infer(endpoint.url)
    assert run.episode["score"] == sound["score"]
    assert run.episode["fallbacks"] == 0
    assert [bool(body.get("tools")) for body in endpoint.requests] == [True] + [False] * (len(endpoint.requests) - 1)
    assert "takes no tools" in run.out


@pytest.mark.parametrize("fault", ["junk", "empty", "not_json", "bad_arguments", "huge", "surrogate"])
@pytest.mark.parametrize("refused", [(), ("refuse_tools",)], ids=["native", "text"])
def test_a_spoilt_reply_costs_a_fallback_and_not_the_episode(infer, sound, fault, refused):
    """The summary says how many replies were fallbacks; the close comes out as without the fault."""
    with LocalEndpoint(faults=[f"{fault}@4", *refused]) as endpoint:
        run = infer(endpoint.url)
    assert run.status == 0
    assert run.episode["score"] == sound["score"]
    assert run.episode["fallbacks"] == 1
    assert f"1 of {run.episode['replies']} replies held no action" in run.out
    check_events(run.events)


@pytest.mark.parametrize("fault", ["rate_limit", "error", "bad_gateway", "drop", "stall"])
def test_a_passing_failure_is_tried_again_and_leaves_no_trace(infer, sound, quick, fault):
    """429, 5xx, a closed connection, a stall: the request is sent again, the score is the same."""
    with LocalEndpoint(faults=[f"{fault}@1,3"], stall=5) as endpoint:
        run = infer(endpoint.url, "--timeout", "0.5")
    assert run.status == 0
    assert run.episode["score"] == sound["score"]
    assert run.data["requests_sent_again"] == 2
    assert run.episode["fallbacks"] == 0


@pytest.mark.usefixtures("quick")
def test_retry_after_is_obeyed(infer):
    """The endpoint's own word outweighs the backoff."""
    began = time.monotonic()
    with LocalEndpoint(faults=["rate_limit@2"], retry_after="1.5") as endpoint:
        assert infer(endpoint.url).status == 0
    assert time.monotonic() - began > 1.5


def test_a_parameter_that_the_endpoint_does_not_know_is_left_out_and_named(infer):
    """No seed accepted: the run goes on without and says so, since it matters to whoever compares runs."""
    with LocalEndpoint(faults=["refuse_seed"]) as endpoint:
        run = infer(endpoint.url)
    assert run.status == 0
    assert run.data["refused_by_endpoint"] == ["seed"]
    assert "seed" not in endpoint.requests[-1]


@pytest.mark.parametrize("tools", ["refuse_tools", "refuse_seed"])
def test_a_small_context_suffices_to_close(infer, tools):
    """Some thirteen thousand characters of context: the conversation is shortened until it fits, and the month is closed."""
    with LocalEndpoint(faults=["short_context", tools], context=13_000) as endpoint:
        run = infer(endpoint.url, tasks=(LEVEL_2,))
    assert run.status == 0
    assert run.episode["ending"] == "closed"


@pytest.mark.parametrize(
    ("faults", "named"),
    [
        (["unauthorized"], "HF_TOKEN"),
        (["no_model"], "MODEL_NAME"),
        (["error"], "500"),
        (["rate_limit"], "429"),
        (["drop"], "API_BASE_URL"),
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_dead_endpoint_ends_the_run_with_its_name_and_a_remedy(infer, faults, named):
    """Non-zero exit, no score that could be mistaken for the model's, every task accounted for."""
    with LocalEndpoint(faults=faults) as endpoint:
        run = infer(endpoint.url, "--parallel", "1", tasks=(TASK, LEVEL_2))
        assert endpoint.url in run.err
    assert run.status == 1
    assert named in run.err
    assert "endpoint is dead" in run.err
    assert [episode["ending"] for episode in run.data["episodes"]] == ["failed", "not run"]
    assert set(run.scores.values()) == {None}
    check_events(run.events)


@pytest.mark.usefixtures("quick")
def test_nobody_at_the_address_is_noticed_at_once(infer):
    """Connection refused from the start: a few tries, then the message."""
    run = infer(DEAD)
    assert run.status == 1
    assert DEAD in run.err
    assert "cannot be reached" in run.err


@pytest.mark.usefixtures("quick")
def test_an_endpoint_that_dies_midway_keeps_what_was_finished(infer, sound):
    """The first episode's score stays; the second has none."""
    with LocalEndpoint(dies_after=sound["replies"] + 2) as endpoint:
        run = infer(endpoint.url, "--parallel", "1", tasks=(TASK, LEVEL_2))
    assert run.status == 1
    first, second = run.data["episodes"]
    assert (first["ending"], second["ending"], second["score"]) == ("closed", "failed", None)
    assert first["score"] == sound["score"]


def test_a_model_that_never_acts_is_told_from_one_that_acts_badly(infer):
    """All replies fallbacks: a warning says that the scores mean nothing."""
    with LocalEndpoint(faults=["junk"]) as endpoint:
        run = infer(endpoint.url)
    assert run.episode["ending"] == "gave up"
    assert run.episode["score"] == 0.0
    assert "WARNING: the model never acted" in run.out


def test_what_a_model_writes_cannot_forge_event_lines(infer):
    """A memo with a line break and fields of an event line stays one word of one line; refusals show their code."""
    with LocalEndpoint("clumsy") as endpoint:
        run = infer(endpoint.url)
    check_events(run.events)
    errors = [line.rsplit("error=", 1)[1] for line in run.events if line.startswith("[STEP]")]
    assert errors[:2] == ["tool.unknown", "document.unknown"]
    assert errors[2] != "null"
    assert sum(line.startswith("[END]") for line in run.events) == 1


def test_the_time_budget_is_kept_and_what_did_not_fit_is_reported(infer, monkeypatch):
    """An episode under way is closed as it stands, the others are reported as not run; nothing is missing."""
    monkeypatch.setattr("tieout.inference.runner.CLOSING_TIME", 0.5)
    tasks = tuple(f"bank_reconciliation.v2/test/L1/{number}" for number in range(6))
    began = time.monotonic()
    with LocalEndpoint(delay=0.25) as endpoint:
        run = infer(endpoint.url, "--parallel", "2", "--budget-minutes", "0.05", tasks=tasks)
    assert time.monotonic() - began < 4
    assert run.status == 0
    endings = [episode["ending"] for episode in run.data["episodes"]]
    assert len(endings) == len(tasks)
    assert "not run" in endings
    assert set(endings) <= {"closed", "out of time", "not run"}
    assert run.data["summary"]["not_run"] == [
        task for task, ending in zip(tasks, endings, strict=True) if ending == "not run"
    ]
    assert all(task in run.out for task in tasks)
    check_events(run.events)


def test_a_request_that_stalls_does_not_outlive_the_budget(infer, monkeypatch):
    """The last request gets no more time than the run has left."""
    monkeypatch.setattr("tieout.inference.runner.CLOSING_TIME", 0.5)
    began = time.monotonic()
    with LocalEndpoint(faults=["stall@3"], stall=60) as endpoint:
        run = infer(endpoint.url, "--budget-minutes", "0.03")
        assert time.monotonic() - began < 4
    assert run.episode["ending"] == "out of time"
    assert run.status == 0


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"HF_TOKEN": "x"}, "MODEL_NAME"),
        ({"MODEL_NAME": "m"}, "HF_TOKEN"),
        ({"MODEL_NAME": " ", "HF_TOKEN": "x"}, "MODEL_NAME"),
        ({"MODEL_NAME": "m", "API_KEY": "x", "API_BASE_URL": "localhost:80"}, "API_BASE_URL"),
    ],
)
def test_a_missing_variable_is_named_with_the_remedy(capsys, variables, named):
    """Exit status 2, one sentence that names the variable, nothing on standard output."""
    assert main([], variables) == 2
    printed = capsys.readouterr()
    assert named in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--levels", "one"], ["--levels", "9"], ["--task", "nonsense"], ["--url", "http://127.0.0.1:1", "--server"], ["--episodes", "0"],
        ["--price-in", "cheap"], ["--episodes", "99999"], ["--json", "/no/such/folder/scores.json"],
    ],
)  # fmt: skip
def test_a_mistaken_call_is_refused_before_anything_starts(capsys, arguments):
    """Exit status 2 and a sentence, no traceback."""
    assert main(["--agent", "null", *arguments], {}) == 2
    assert capsys.readouterr().err.startswith("inference.py: ")


def test_the_token_may_come_as_api_key(capsys):
    """API_KEY is read where HF_TOKEN is not set."""
    with LocalEndpoint("idle") as endpoint:
        assert main(["--task", TASK], {"API_BASE_URL": endpoint.url, "MODEL_NAME": "m", "API_KEY": "x"}) == 0


def test_the_default_tasks_are_every_family_at_three_levels(infer):
    """Nine tasks of the test split, level by level."""
    with LocalEndpoint("idle") as endpoint:
        run = infer(endpoint.url, tasks=())
    assert run.status == 0
    assert list(run.scores) == [
        f"{family.name}.v{family.version}/test/L{level}/0" for level in (0, 1, 2) for family in FAMILIES
    ]
    check_events(run.events)


def test_a_scripted_agent_needs_no_model_and_no_variable(capsys):
    """--agent rulebot runs offline and prints the same lines."""
    assert main(["--agent", "rulebot", "--task", TASK], {}) == 0
    out = capsys.readouterr().out
    check_events([line for line in out.splitlines() if line.startswith("[")])
    assert "model=rulebot" in out
    assert "fallbacks" not in out


def test_help_suffices(capsys):
    """Variables, defaults, exit status and examples stand in --help, and every agent is named."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"], {})
    assert ended.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    explained = ("API_BASE_URL", "MODEL_NAME", "HF_TOKEN", "API_KEY", "Exit status", "18", "examples")
    for word in (*explained, *(kind.name for kind in AGENTS)):
        assert word in text


def test_from_a_checkout_as_a_process_with_ctrl_c(tmp_path):
    """Interrupted while the second of three episodes waits: the first is kept, the file is written, exit status 130."""
    file = tmp_path / "scores.json"
    command = [sys.executable, str(ROOT / "inference.py"), "--parallel", "1", "--json", str(file)]
    for number in range(3):
        command += ["--task", f"bank_reconciliation.v2/test/L1/{number}"]
    began = time.monotonic()
    with LocalEndpoint(delay=0.05) as endpoint:
        variables = {
            **os.environ,
            "API_BASE_URL": endpoint.url,
            "MODEL_NAME": "local",
            "HF_TOKEN": "x",
            "NO_PROXY": "127.0.0.1",
        }
        with subprocess.Popen(command, env=variables, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
            lines = []
            for line in process.stdout:
                lines.append(line.rstrip("\n"))
                if line.startswith("[END]"):
                    endpoint.delay = 30
                if sum(text.startswith("[START]") for text in lines) == 2:
                    process.send_signal(signal.SIGINT)
                    break
            lines += process.stdout.read().splitlines()
        assert process.returncode == 130
    check_events([line for line in lines if line.startswith("[")])
    endings = [episode["ending"] for episode in json.loads(file.read_text())["episodes"]]
    assert endings == ["closed", "interrupted", "not run"]
    assert time.monotonic() - began < 20


def test_the_local_endpoint_runs_as_a_process():
    """It prints its address first; every policy and fault stands in its help."""
    script = str(ROOT / "tests" / "endpoint" / "local_endpoint.py")
    help_text = subprocess.run([sys.executable, script, "--help"], capture_output=True, text=True, check=True).stdout
    assert all(name in help_text for name in (*POLICIES, *FAULTS))
    with subprocess.Popen([sys.executable, script, "--policy", "idle"], stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().strip()
            assert main(["--task", TASK], {"API_BASE_URL": url, "MODEL_NAME": "m", "API_KEY": "x"}) == 0
        finally:
            process.terminate()


def test_plays_are_kept_and_scored_again(tmp_path, capsys):
    """With --transcripts each play lies in the folder, and comes to the score that was reported; also of months that
    only the operator can make, which need his secret here too."""
    arguments = [
        "--agent",
        "rulebot",
        "--levels",
        "1",
        "--json",
        str(tmp_path / "s.json"),
        "--transcripts",
        str(tmp_path / "t"),
    ]
    secret = "0123456789abcdef0123456789abcdef"
    assert main([*arguments, "--split", "private"], {}) == 2
    assert "Set TIEOUT_SPLIT_SECRET" in capsys.readouterr().err
    assert main([*arguments, "--split", "private"], {"TIEOUT_SPLIT_SECRET": "hunter2"}) == 2
    assert "hunter2" not in capsys.readouterr().err
    assert main([*arguments, "--split", "private"], {"TIEOUT_SPLIT_SECRET": secret}) == 0
    printed = capsys.readouterr()
    scores = {
        episode["task_id"]: episode["score"] for episode in json.loads((tmp_path / "s.json").read_text())["episodes"]
    }
    files = sorted((tmp_path / "t").iterdir())
    assert len(files) == len(scores) == len(FAMILIES)
    for path in files:
        recording = load(path)
        account = taken_apart(recording, parse_task(recording.task_id, private_of(secret)))
        assert account.agrees and account.told == scores[recording.task_id]
    for text in (printed.out, printed.err, (tmp_path / "s.json").read_text(), *(path.read_text() for path in files)):
        assert secret not in text
