"""What the search for the best episode knows, and what refusals teach about numbers."""

import json

from envjudge import known, scripts, values
from envjudge.evidence import Evidence, Exchange, Recording, exchange
from envjudge.probes import explore
from envjudge.replay import HANG_UP


def said(kind: str, request: object, answer: object) -> Exchange:
    return exchange("ws", kind, json.dumps(request), json.dumps(answer), 1.0)


def test_the_best_way_on_a_map_passes_by_the_reward_and_ends() -> None:
    places = {
        "start": explore._Place([], {"in": ("hall", -0.1, False), "out": ("street", 0.2, True)}),
        "hall": explore._Place([], {"on": ("vault", -0.1, False), "back": ("start", -0.1, False)}),
        "vault": explore._Place([], {"take": ("end", 1.0, True)}),
    }
    assert explore._best_way(explore._Map("start", places)) == (("in", "on", "take"),)


def test_a_map_without_an_end_has_no_best_way() -> None:
    places = {"start": explore._Place([], {"round": ("start", 1.0, False)})}
    assert explore._best_way(explore._Map("start", places)) == ()


def asked(refused_from: int) -> Evidence:
    """A subject whose whole number `n` is refused from a number on."""
    schema = {"action": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}}
    surface = Recording("surface", "schema", "both", (exchange("http", "http", "GET /schema", json.dumps(schema), 1.0, 200),))
    steps = [said("step", {"type": "step", "data": {"n": number}},
                  {"type": "error", "data": {"message": "no"}} if number >= refused_from
                  else {"type": "observation", "data": {"observation": {}, "reward": 0.0, "done": False}})
             for number in (*range(10), 99)]
    return Evidence("subject", "openenv-ws", "quick", (surface, Recording("ranges", "field/n", "both", tuple(steps), "n")))


def test_numbers_that_are_refused_are_not_guessed() -> None:
    limited = values.at(values.parse_json(known.space(asked(4)).schema), "properties", "n")
    assert (values.at(limited, "minimum"), values.at(limited, "maximum")) == (0, 3)


def test_numbers_that_are_all_taken_have_no_limit() -> None:
    assert values.at(values.parse_json(known.space(asked(1000)).schema), "properties", "n", "maximum") is values.ABSENT


def test_what_was_published_stays_known() -> None:
    assert known.space(asked(4), learnt=False) == known.space(asked(1000))


def test_a_session_hangs_up_before_another_begins_unless_both_are_to_stay() -> None:
    one = said("reset", {"type": "reset", "data": {"seed": 1}}, {})
    two = said("reset", {"type": "reset", "data": {"seed": 2}}, {})
    assert [step.body == HANG_UP for step in scripts.interleaved("in turn", [(one, "a"), (two, "b")]).steps] == [False, True, False]
    assert len(scripts.interleaved("at once", [(one, "a"), (two, "b")], stay=True).steps) == 2
