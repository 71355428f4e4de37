"""The client: ``TieoutEnv``, with what it sends and what it gets beside it.

    with TieoutEnv(base_url="http://127.0.0.1:8000").sync() as env:
        result = env.reset(split="test", index=0)
        result = env.call("trial_balance")
        print(result.observation.text, result.reward, result.done)

A refusal raises nothing: it stands in ``observation.refusal``. A server that asks for a token gets it with
``TieoutEnv(base_url=..., headers={"Authorization": "Bearer TOKEN"})``.
"""

from typing import Any

from tieout.ledger.refusal import Refusal
from tieout.serve.models import TieoutAction, TieoutObservation, TieoutState
from tieout.serve.openenv_api import CallToolAction, EnvClient, ListToolsAction, StepResult, Tool
from tieout.tools.messages import Page, Progress, ToolResult, View

__all__ = ["TieoutAction", "TieoutEnv", "TieoutObservation", "TieoutState", "view_of"]


class TieoutEnv(EnvClient[CallToolAction | ListToolsAction, TieoutObservation, TieoutState]):
    """A session with a Tieout server. Asynchronous, or blocking through ``.sync()``; no field of an observation or of
    the state is lost on the way."""

    async def call(self, tool: str, /, **arguments: object) -> StepResult[TieoutObservation]:
        """Call a tool: ``await env.call("open_items", account="1200")``."""
        return await self._step_async(TieoutAction(tool_name=tool, arguments=arguments))

    async def list_tools(self) -> list[Tool]:
        """The tools there are, with their schemas. Needs no reset."""
        return (await self._step_async(ListToolsAction())).observation.tools

    def _step_payload(self, action: CallToolAction | ListToolsAction) -> dict[str, Any]:
        return action.model_dump(exclude={"metadata"})

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[TieoutObservation]:
        reward, done = payload["reward"], payload["done"]
        observation = TieoutObservation.model_validate({**payload["observation"], "reward": reward, "done": done})
        return StepResult(observation=observation, reward=reward, done=done, metadata=observation.metadata)

    def _parse_state(self, payload: dict[str, Any]) -> TieoutState:
        return TieoutState.model_validate(payload)


def view_of(observation: TieoutObservation) -> View:
    """The view that the server made this observation from, so that every agent plays over the wire as in process."""
    refusal = observation.refusal
    result = None if refusal is not None else _result_of(observation.result or {})
    return View(
        task_id=observation.task_id,
        text=observation.text,
        result=result,
        refusal=refusal if isinstance(refusal, Refusal) else None,
        progress=observation.progress or Progress(0, 0, 0, 0, 0, 0, 0),
        reward=observation.reward,
        done=observation.done,
        explanation=observation.explanation or None,
    )


def _result_of(data: dict[str, Any]) -> ToolResult:
    page = data.get("page")
    return ToolResult(
        title=data.get("title", ""),
        fields=tuple(data.get("fields", {}).items()),
        columns=tuple(data.get("columns", ())),
        rows=tuple(map(tuple, data.get("rows", ()))),
        page=Page(0, 0, page["total"], page["next"]) if page is not None else None,
        body=data.get("body", ""),
    )
