"""Which dialect a server speaks, and how an episode is spoken in it."""

from collections.abc import Iterator

import pytest

from envjudge import adapters, openapi, scripts, selftest, values
from envjudge.evidence import exchange
from envjudge.transport import Wire


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    with selftest.hall() as url:
        yield url


@pytest.mark.parametrize(("name", "dialect", "bare", "carry"), [
    ("sums", "openenv-ws", None, None), ("letters", "http-stateful", False, ("episode_id",)), ("communal", "http-stateful", False, ()),
    ("contest", "challenge", True, ())])
def test_the_dialect_is_read_off_the_server(hall: str, name: str, dialect: str, bare: bool | None, carry: tuple[str, ...] | None) -> None:
    """The WebSocket where it answers in frames; else what the OpenAPI document says of the body of a step."""
    with Wire(f"{hall}/{name}") as wire:
        adapter = adapters.choose(wire)
    assert adapter is not None
    assert (adapter.name, getattr(adapter, "bare", None), getattr(adapter, "carry", None)) == (dialect, bare, carry)


def test_no_dialect_is_none(hall: str) -> None:
    """A server that neither answers frames nor resets is no subject."""
    with Wire(f"{hall}/nobody") as wire:
        assert adapters.choose(wire) is None


@pytest.mark.parametrize("name", ["letters", "communal", "contest"])
def test_an_episode_over_http_goes_on(hall: str, name: str) -> None:
    """Steps change the state that the next request sees; frames mean in every dialect the same."""
    with Wire(f"{hall}/{name}") as wire:
        adapter = adapters.choose(wire)
        assert adapter is not None
        talk = adapter.talk(wire)
        talk.reset({"seed": 3})
        talk.step({"answer": "1"})
        talk.raw('{"type": "step", "data": {"answer": "2"}}')
        said = talk.state()
    assert values.at(values.parse_json(said.answer.text or ""), "step_count") == 2


def test_two_clients_with_an_id_have_two_episodes(hall: str) -> None:
    """The id that reset answered goes with every step of that client."""
    with Wire(f"{hall}/letters") as wire:
        adapter = adapters.choose(wire)
        assert adapter is not None
        assert not adapter.shared
        one, two = adapter.talk(wire), adapter.talk(wire)
        one.reset({})
        one.step({"answer": "1"})
        two.reset({})
        counts = [values.at(values.parse_json(each.state().answer.text or ""), "step_count") for each in (one, two)]
    assert counts == [1, 0]


@pytest.mark.parametrize(("listed", "names"), [
    ({"tasks": [{"id": "a"}, {"task_id": "b"}, "c", 4]}, ["a", "b", "c"]), ({"easy": {}, "hard": {}}, ["easy", "hard"]), ([], []), (None, [])])
def test_tasks_are_named_in_each_usual_shape(listed: object, names: list[str]) -> None:
    """Lists of names or of objects, and objects by name."""
    assert adapters.task_names(listed) == names


def test_a_body_stands_alone() -> None:
    """References of the document lead somewhere in the schema taken out of it."""
    document = {"paths": {"/step": {"post": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Step"}}}}}}},
                "components": {"schemas": {"Step": {"type": "object", "properties": {"action": {"$ref": "#/components/schemas/Act"}}},
                                           "Act": {"type": "object", "properties": {"x": {"type": "integer"}}}}}}
    step = openapi.body(document, "post", "/step")
    assert values.at(openapi.member(step, "action"), "properties", "x", "type") == "integer"
    assert openapi.body(document, "get", "/step") is values.ABSENT


def test_a_script_brings_along_the_id_that_its_own_reset_is_given() -> None:
    """What was recorded holds the id of an episode that is gone."""
    reset = exchange("http", "reset", "POST /reset\n{}", '{"episode_id":"old","observation":{}}', 1.0, 200)
    step = exchange("http", "step", 'POST /step\n{"action":{"x":1},"episode_id":"old"}', '{"reward":1}', 1.0, 200)
    assert scripts.told("t", [reset, step, step]).steps[1].body == '{"action":{"x":1},"episode_id":{"$answer":0,"path":"episode_id"}}'
