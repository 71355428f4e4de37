"""The secret of the private split: made, committed to, revealed, checked."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tieout.cli.commands import app
from tieout.tasks.private import VARIABLE, commitment, private_of
from tieout.tasks.registry import task_at

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)


def tieout(*words: str, secret: str = "") -> Result:
    return CliRunner(env={VARIABLE: secret} if secret else {}).invoke(app, list(words), catch_exceptions=False)


def test_a_season_from_secret_to_check() -> None:
    """New, commit, play, reveal; afterwards anybody checks it, and another secret does not pass for it."""
    secret = tieout("secret", "new").stdout.strip()
    assert len(secret) == 64 and secret != tieout("secret", "new").stdout.strip()
    published = tieout("secret", "commit", secret=secret).stdout.strip()
    assert published == commitment(secret) and secret not in published
    revealed = tieout("secret", "reveal", secret=secret).stdout
    assert json.loads(revealed)["secret"] == secret
    Path("season.json").write_text(revealed)
    for asked in (["season.json"], []):
        result = tieout("secret", "check", *asked, "--commitment", published, secret="" if asked else secret)
        assert (
            result.exit_code == 0
            and "the secret that was committed to" in result.stdout
            and secret not in result.stdout
        )
    for other in (commitment(SECRET), "", "0" * 64, "é"):
        result = tieout("secret", "check", "season.json", "--commitment", other)
        assert result.exit_code == (1 if other else 2) and "was committed to" not in result.stdout


def test_months_of_another_version_are_announced() -> None:
    """A secret may be right though this release makes other months with it."""
    revealed = json.loads(tieout("secret", "reveal", secret=SECRET).stdout)
    revealed["families"]["three_way_match"] += 1
    Path("season.json").write_text(json.dumps(revealed))
    result = tieout("secret", "check", "season.json", "--commitment", commitment(SECRET))
    assert result.exit_code == 0 and "other versions of the families" in result.stdout


@pytest.mark.parametrize("command", ["commit", "reveal"])
def test_without_a_fit_secret_nothing_is_printed(command: str) -> None:
    """None, or one that is too short: status 2, the remedy, and not a character of it."""
    missing = tieout("secret", command)
    assert missing.exit_code == 2 and f"{VARIABLE} is not set" in missing.stderr and not missing.stdout
    short = tieout("secret", command, secret="hunter2")
    assert short.exit_code == 2 and "at least 32" in short.stderr and "hunter2" not in short.stderr + short.stdout


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "tieout-split-secret-1", "secret": 5}', None])
def test_a_file_that_reveals_nothing_is_named(text: str | None) -> None:
    """What is not reveal's output is said to be so."""
    if text is not None:
        Path("season.json").write_text(text)
    result = tieout("secret", "check", "season.json", "--commitment", "0" * 64)
    assert result.exit_code == 2 and "season.json" in result.stderr


def test_the_other_commands_open_private_with_the_secret_alone() -> None:
    """list, show, export and evaluate: with the secret they work, without it they say what is missing; with an unfit
    one every command stops. The secret is in no output and no file."""
    task = task_at("private", 0, private_of(SECRET)).id
    commands = [
        ["list", "--split", "private"],
        ["show", task],
        ["export", task, "--agent", "oracle"],
        [
            "evaluate",
            "--split",
            "private",
            "--agent",
            "oracle",
            "--agent",
            "replay",
            "--family",
            "three_way_match",
            "--level",
            "1",
            "--episodes",
            "1",
            "--workers",
            "1",
            "--json",
            "s.json",
            "--transcripts",
            "t",
        ],
    ]
    for words in commands:
        refused = tieout(*words)
        assert refused.exit_code == 2 and f"Set {VARIABLE}" in refused.stderr, words
        unfit = tieout(*words, secret="hunter2")
        assert unfit.exit_code == 2 and "at least 32" in unfit.stderr and "hunter2" not in unfit.stderr
        done = tieout(*words, secret=SECRET)
        assert done.exit_code == 0 and SECRET not in done.stdout + done.stderr, words
    assert task in tieout("list", "--split", "private", secret=SECRET).stdout
    written = [path.read_text() for path in Path().rglob("*") if path.is_file()]
    assert len(written) == 3 and not any(SECRET in text for text in written)
    assert json.loads(Path("s.json").read_text())["summary"]["oracle"]["mean"] == 1.0
