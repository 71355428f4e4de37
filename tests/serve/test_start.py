"""What starting costs, and the web interface for those who want it."""

import subprocess
import sys

import pytest

from tieout.serve.app import make_app
from tieout.serve.settings import Settings


def imported_by(module: str, **variables: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after importing ``module``."""
    code = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules if sys.modules[name]}})"
    env = {"PATH": "/usr/bin:/bin", **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=120, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["tieout.serve.app", "tieout.client", "server.app"])
def test_gradio_stays_out(module: str) -> None:
    """Neither server nor client loads gradio, nor pandas with it; and afterwards an import of gradio is possible."""
    loaded = imported_by(module)
    assert "fastapi" in loaded and not loaded & {"gradio", "pandas", "numpy"}
    after = f"import {module}, importlib.util as u; assert u.find_spec('gradio')"
    subprocess.run([sys.executable, "-c", after], env={"PATH": "/usr/bin:/bin"}, timeout=120, check=True)


def test_the_core_needs_no_openenv() -> None:
    """Episodes, agents and tasks load without openenv, pydantic or fastapi."""
    assert not imported_by("tieout.agents.registry, tieout.rollout") & {"openenv", "pydantic", "fastapi", "gradio"}


def test_the_web_interface_on_request(start) -> None:
    """With ENABLE_WEB_INTERFACE the page is served and its form plays a month."""
    with start(ENABLE_WEB_INTERFACE="true") as served:
        status, answer = served.post("/web/reset", {"seed": 1})
        assert status == 200 and answer["observation"]["task_id"]
        action = {"type": "call_tool", "tool_name": "trial_balance", "arguments": {}}
        status, answer = served.post("/web/step", {"action": action})
        assert status == 200 and "Trial balance" in answer["observation"]["text"]
        with served.session() as session:
            assert session.reset(seed=1)["done"] is False


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "\u0663"])
def test_switches_that_make_no_sense(value: str) -> None:
    """A variable with a value that is no whole number above zero stops the start, by name."""
    for name in ("TIEOUT_MAX_SESSIONS", "TIEOUT_SESSION_TIMEOUT"):
        with pytest.raises(ValueError, match=name):
            make_app({name: value})


def test_only_one_switches_the_oracle_on() -> None:
    """TIEOUT_ORACLE is on at "1" and at nothing else: a value that somebody meant as "no" must not open it."""
    values = ("1", "", "0", "true", "no", " 1")
    assert [Settings.of({"TIEOUT_ORACLE": value}).oracle for value in values] == [True, *[False] * 5]
    assert Settings.of({}).oracle is False
