"""Plays on disk: JSON lines, first what was played and by whom, then a line for each call with the answer that it got."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tieout import __version__
from tieout.rollout import Transcript
from tieout.tools.messages import ToolCall

FORMAT: Final = "tieout-transcript-1"


class TranscriptError(ValueError):
    """A file that cannot be taken for a play. The message names the file, what is wrong and the remedy."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A call with what was answered and paid."""

    call: ToolCall
    text: str
    reward: float


@dataclass(frozen=True, slots=True)
class Recording:
    """A play as it was written down. ``release`` is the version of Tieout that wrote it; ``ended``: it was graded."""

    task_id: str
    agent: str
    release: str
    turns: tuple[Turn, ...]
    ended: bool

    @property
    def score(self) -> float | None:
        """The score that was paid, which is the sum of all rewards; None for a play that did not end."""
        return sum(turn.reward for turn in self.turns) if self.ended else None


def save(transcript: Transcript, folder: Path) -> Path:
    """Write a play into ``folder``, which is made if need be, under a name of its agent and task."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{transcript.agent}-{transcript.task.id}".replace("/", "-")
    path = folder / f"{name}.jsonl"
    write(transcript, path)
    return path


def write(transcript: Transcript, path: Path) -> None:
    """Write a play into a file."""
    lines: list[dict[str, Any]] = [
        {
            "format": FORMAT,
            "tieout": __version__,
            "task_id": transcript.task.id,
            "agent": transcript.agent,
            "brief": transcript.opening.text,
        }
    ]
    lines += [
        {
            "tool": call.name,
            "arguments": dict(call.arguments),
            "text": view.text,
            "reward": view.reward,
            "done": view.done,
        }
        for call, view in transcript.turns
    ]
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")


def load(path: Path) -> Recording:
    """Read a play. TranscriptError where the file cannot be read, is no transcript, or is cut off within a line."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise TranscriptError(f"{path} cannot be read: {error.strerror}. Name a file.") from None
    except (ValueError, RecursionError):
        raise _no_transcript(path, "it is not JSON, a line for each call") from None
    head = lines[0] if lines else None
    if not isinstance(head, dict) or "task_id" not in head:
        raise _no_transcript(path, "its first line does not say which task was played")
    if head.get("format") != FORMAT:
        raise TranscriptError(
            f"{path} is of format {head.get('format')!r}; this release reads {FORMAT!r}. Use the release that wrote it."
        )
    try:
        turns = [_turn(line) for line in lines[1:]]
    except (KeyError, TypeError, ValueError):
        raise _no_transcript(path, "a line is no call with tool, arguments, text, reward and done") from None
    ended = bool(lines[1:]) and lines[-1]["done"] is True
    return Recording(str(head["task_id"]), str(head.get("agent", "")), str(head.get("tieout", "")), tuple(turns), ended)


def _turn(line: dict[str, Any]) -> Turn:
    if (
        not isinstance(line["tool"], str)
        or not isinstance(line["arguments"], dict)
        or not isinstance(line["done"], bool)
    ):
        raise TypeError("not a call")
    return Turn(ToolCall(line["tool"], line["arguments"]), str(line["text"]), float(line["reward"]))


def _no_transcript(path: Path, why: str) -> TranscriptError:
    return TranscriptError(
        f"{path} is no transcript: {why}. Name a file that `tieout evaluate --transcripts`, `tieout play --transcript` or "
        "`inference.py --transcripts` wrote."
    )
