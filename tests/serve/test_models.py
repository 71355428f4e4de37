"""What travels: every frame fits the published schema, and nothing is lost or added on the way."""

import json

import jsonschema
import pytest

from tieout.agents.oracle import worked
from tieout.client import view_of
from tieout.episode import Episode, advance, begin
from tieout.serve.models import LISTING, TieoutObservation, TieoutState, listing, observed, rubric_scores
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.messages import ToolCall, View
from tieout.tools.registry import TOOLS

KINDS = [(family.name, level) for family in FAMILIES for level in LEVELS]
READS = (
    ToolCall("trial_balance", {}),
    ToolCall("list_documents", {}),
    ToolCall("policy", {}),
    ToolCall("no_such_tool", {}),
    ToolCall("list_documents", {"page": -1}),
    ToolCall("delete_entry", {"entry": "JE-00001"}),
)


def played(family: str, level: int) -> list[View]:
    """The opening, some reading and refusals, the oracle's work, the close."""
    episode, view = begin(make_task(family, level, "validation", 0))
    views = [view]

    def take(episode: Episode, call: ToolCall) -> Episode:
        episode, view = advance(episode, call)
        views.append(view)
        return episode

    for call in READS:
        episode = take(episode, call)
    for call, _ in worked(episode.scenario, episode.tools):
        episode = take(episode, call)
    take(episode, ToolCall("close_period", {"confirm": True}))
    return views


@pytest.fixture(scope="module", params=KINDS, ids=[f"{family}-L{level}" for family, level in KINDS])
def views(request: pytest.FixtureRequest) -> list[View]:
    return played(*request.param)


def sent(observation: TieoutObservation) -> dict[str, object]:
    return json.loads(observation.model_dump_json())


def test_every_observation_fits_the_schema(views: list[View]) -> None:
    """Reset, answers, refusals, the end and a listing: one schema holds for all, with nothing but JSON inside."""
    validator = jsonschema.Draft202012Validator(TieoutObservation.model_json_schema())
    for view in views:
        validator.validate(sent(observed(view, "a_tool")))
    validator.validate(sent(listing("a task", views[0].progress, done=False)))


def test_a_view_survives_the_wire(views: list[View]) -> None:
    """From view to observation to JSON and back, an agent sees what it sees in process."""
    for view in views:
        back = view_of(TieoutObservation.model_validate_json(observed(view).model_dump_json()))
        assert json.loads(json.dumps(back.data)) == json.loads(json.dumps(view.data))
        for name in ("task_id", "text", "refusal", "progress", "reward", "done", "explanation"):
            assert getattr(back, name) == getattr(view, name), name


def test_scores_are_told_at_the_end_only(views: list[View]) -> None:
    """Metadata and explanation are empty before the end, and then take the score apart to its leaves."""
    *before, last = (observed(view) for view in views)
    for observation in before:
        assert not observation.metadata and not observation.explanation
        assert observation.reward == 0.0 and not observation.done
        assert not {"explanation", "tools"} & sent(observation).keys()
    scores = last.metadata["rubric_scores"]
    assert scores == rubric_scores(last.explanation) and last.done
    assert all(type(score) is float for score in scores.values())
    parts = {name: score for name, score in scores.items() if name not in ("damage", "gate")}
    assert max(0.0, sum(parts.values()) - scores["damage"]) * scores["gate"] == pytest.approx(last.reward, abs=1e-9)


def test_progress_counts_and_says_nothing_else(views: list[View]) -> None:
    """Progress is the public counts, as numbers."""
    for view in views:
        progress = sent(observed(view))["progress"]
        assert isinstance(progress, dict) and all(type(count) is int for count in progress.values())


def test_the_listing_shows_every_tool_with_its_schema() -> None:
    """Name, description and input schema of every tool in the registry; the schemas are schemas."""
    assert [(tool.name, tool.description, tool.input_schema) for tool in LISTING] == [
        (tool.name, tool.description, tool.schema) for tool in TOOLS
    ]
    for tool in LISTING:
        assert tool.description
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        assert tool.input_schema["additionalProperties"] is False


def test_state_has_no_room_for_more() -> None:
    """Four fields, and a fifth is an error."""
    assert set(TieoutState.model_fields) == {"episode_id", "step_count", "task_id", "steps_left"}
    with pytest.raises(ValueError, match="seed"):
        TieoutState(seed=1)
