"""What travels: the models of an observation and of the state, and how a view becomes an observation.

One class carries the answer to a reset, to a tool call and to a listing of the tools, so that every frame validates
against the one published schema. ``tools`` and ``explanation`` are left out of a frame while they are empty:
openenv's own clients take the mere presence of ``tools`` for a listing.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import ConfigDict, Field

from tieout.ledger.refusal import Refusal
from tieout.serve.openenv_api import (
    CallToolAction,
    CallToolObservation,
    ListToolsObservation,
    State,
    Tool,
    ToolError,
    ToolErrorType,
    serialize_observation,
)
from tieout.tools.messages import Progress, View
from tieout.tools.registry import EVERY_NAME, TOOLS

TieoutAction = CallToolAction


def _is_empty(value: object) -> bool:
    return not value


class TieoutObservation(CallToolObservation, ListToolsObservation):
    """What the agent sees. ``reward`` is a number on every frame, 0.0 at reset; ``metadata`` is empty but for
    ``rubric_scores`` when an episode of train or validation ends."""

    text: str = Field(default="", description="The answer as an agent reads it")
    task_id: str = Field(default="", description="The task at hand; empty before the first reset")
    tool_name: str = Field(default="", description="The tool that answers; empty at reset and in a listing")
    result: dict[str, Any] | None = Field(
        default=None, description="The same answer as data: title, fields, columns, rows, body, page; null if refused"
    )
    error: ToolError | None = Field(default=None, description="Set if the call was refused")
    refusal: Refusal | None = Field(
        default=None, description="The refusal taken apart: its code, the value, the rule it breaks, the remedy"
    )
    progress: Progress | None = Field(default=None, description="What is handled of what lies on the desk, as counts")
    reward: float = Field(default=0.0, description="What this step pays; over an episode it sums to the score")
    tools: list[Tool] = Field(
        default_factory=list, exclude_if=_is_empty, description="The tools there are; in a listing only"
    )
    explanation: dict[str, Any] = Field(
        default_factory=dict,
        exclude_if=_is_empty,
        description="At the end only. Train and validation: the score taken apart. Elsewhere: score and attempts",
    )


class TieoutState(State):
    """Where the episode stands. No truth and no seed: whoever holds the socket may ask for it."""

    model_config = ConfigDict(extra="forbid")

    task_id: str | None = Field(default=None, description="The task at hand")
    steps_left: int = Field(default=0, ge=0, description="Steps until the month is graded as it stands")


LISTING: Final = tuple(Tool(name=tool.name, description=tool.description, input_schema=tool.schema) for tool in TOOLS)


def observed(view: View, tool_name: str = "") -> TieoutObservation:
    """The observation of a view."""
    refusal = view.refusal
    if refusal is not None:
        return TieoutObservation(
            text=view.text,
            task_id=view.task_id,
            tool_name=tool_name,
            error=ToolError(error_type=_error_type(refusal.code), message=refusal.text),
            refusal=refusal,
            progress=view.progress,
            reward=view.reward,
            done=view.done,
            **_ending(view),
        )
    return TieoutObservation(
        text=view.text,
        task_id=view.task_id,
        tool_name=tool_name,
        result=view.data,
        progress=view.progress,
        reward=view.reward,
        done=view.done,
        **_ending(view),
    )


def sent(view: View, tool_name: str) -> dict[str, Any]:
    """What ``serialize_observation(observed(view, tool_name))`` gives, without the model in between."""
    if view.refusal is not None or view.done:
        return serialize_observation(observed(view, tool_name))
    return {
        "observation": {
            "metadata": {},
            "tool_name": tool_name,
            "result": view.data,
            "error": None,
            "text": view.text,
            "task_id": view.task_id,
            "refusal": None,
            "progress": view.progress,
        },
        "reward": view.reward,
        "done": False,
    }


def refused(refusal: Refusal, task_id: str = "", tool_name: str = "") -> TieoutObservation:
    """The answer to a request that has no episode to go to: done, and worth nothing."""
    return TieoutObservation(
        text=refusal.text,
        task_id=task_id,
        tool_name=tool_name,
        error=ToolError(error_type=_error_type(refusal.code), message=refusal.text),
        refusal=refusal,
        done=True,
    )


def listing(
    task_id: str, progress: Progress | None, done: bool, names: tuple[str, ...] = EVERY_NAME
) -> TieoutObservation:
    """The tools there are: before a reset all of them, then ``names``, those of the task. Says nothing about the episode
    that the last view did not say."""
    tools = [tool for tool in LISTING if tool.name in names]
    text = f"{len(tools)} tools: {', '.join(tool.name for tool in tools)}"
    return TieoutObservation(text=text, task_id=task_id, progress=progress, done=done, tools=tools)


def rubric_scores(explanation: Mapping[str, Any]) -> dict[str, float]:
    """The leaves of the score by name. ``score = max(0, sum of what work and errors earned - damage) * gate``."""
    scores = {"routine": float(explanation["routine"]["earned"])}
    scores.update((code, float(entry["earned"])) for code, entry in sorted(explanation["by_code"].items()))
    scores["damage"] = float(explanation["damage"])
    scores["gate"] = float(explanation["gate"])
    return scores


def _ending(view: View) -> dict[str, Any]:
    if view.explanation is None:
        return {}
    if "by_code" not in view.explanation:  # of a split that keeps its answers
        return {"explanation": view.explanation}
    return {"explanation": view.explanation, "metadata": {"rubric_scores": rubric_scores(view.explanation)}}


def _error_type(code: str) -> ToolErrorType:
    if code == "tool.unknown":
        return ToolErrorType.TOOL_NOT_FOUND
    return ToolErrorType.INVALID_ARGS if code.startswith("arguments.") else ToolErrorType.EXECUTION_ERROR
