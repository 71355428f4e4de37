"""The baseline script: how its scores are read, what it is run with, and that it is stopped."""

import time

import pytest

from envjudge import baseline, replies, scripted, values
from envjudge.agents import llm
from envjudge.scores import printed
from envjudge.specimens.packages import HEALTHY, Package, changed


@pytest.mark.parametrize(("output", "scores"), [
    ("[START] task=a\n[STEP] reward=0.9\n[END] success=true score=0.25\n[START] task=b\n[END] score: 1", (("a", 0.25), ("b", 1.0))),
    ('[END] {"task_id": "x", "score": 0.5}', (("x", 0.5),)),
    ("[END] success=false rewards=[0.75]", (("0", 0.75),)),
    ('noise\n{"easy": 0.1, "hard": 0}', (("easy", 0.1), ("hard", 0.0))),
    ('log\n{\n "scores": {\n  "a": 0.5\n }\n}', (("scores.a", 0.5),)),
    ("easy score: 0.5\nhard score = .25", (("easy", 0.5), ("hard", 0.25))),
    ("nothing to see\n{broken", ()), ("", ())])
def test_scores_are_read_leniently(output: str, scores: tuple[tuple[str, float], ...]) -> None:
    """[END] lines first, else JSON, else lines that say score; steps' rewards are no scores."""
    assert printed(output) == scores


def test_the_scripted_model_shows_what_an_action_looks_like() -> None:
    """The first tool with least arguments, else the schema's least value, else the first object of the latest message."""
    tool = {"function": {"name": "look", "parameters": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}}}
    assert replies.first({"tools": [tool]}).calls == (("look", '{"n": 0}'),)
    messages: list[object] = [{"role": "system", "content": "{\"old\": 1}"}, {"role": "user", "content": [{"type": "text", "text": "like {\"a\": {\"b\": 2}}"}]}]
    assert replies.first({"messages": messages}).text == '{"a": {"b": 2}}'
    assert replies.first({}).text == "{}"


def test_the_script_changes_nothing_in_the_package() -> None:
    """It runs on a copy."""
    with changed("inference.py", "for task in", "open('written', 'w').write('x')\nfor task in").written() as directory:
        made = baseline.facts(directory, "", 30.0)
        assert values.at(made, "runs", 0, "exit") == 0
        assert {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()} == set(HEALTHY)


def test_a_script_that_does_not_end_is_stopped() -> None:
    """With its children, and it is not run again."""
    with Package((("inference.py", "import subprocess, sys\nprint('here')\nsubprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])\n"),)).written() as directory:
        began = time.monotonic()
        made = baseline.facts(directory, "", 1.0)
    assert time.monotonic() - began < 20
    assert [values.at(run, "stopped_for") for run in values.items(made["runs"])] == ["time"]


def test_our_credentials_do_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The script is given the user's token when the user names an endpoint; what it prints of it is blotted out."""
    with scripted.endpoint(replies.first) as model:
        for name, value in (("API_BASE_URL", model.url), ("MODEL_NAME", "m"), ("HF_TOKEN", "my-own-token")):
            monkeypatch.setenv(name, value)
        with changed("inference.py", "for task in", "print(os.environ['HF_TOKEN'])\nfor task in").written() as directory:
            made = baseline.facts(directory, "", 30.0, llm.named())
    assert values.at(made, "runs", 0, "mode") == "user"
    assert values.at(made, "runs", 0, "exit") == 0
    assert "my-own-token" not in values.canonical(made)
