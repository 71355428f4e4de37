"""The standard language-model agent: what it reads in replies, what it sends, and that nothing an endpoint does stops it."""

import base64
import json
import struct
import zlib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envjudge import scripted, turns, values
from envjudge.actions import Space, call
from envjudge.agents import images, prompt, reading
from envjudge.agents.llm import Chat, Endpoint, Unavailable, from_environment
from envjudge.agents.standard import Player
from envjudge.scripted import Request, Said
from envjudge.specimens import solver
from envjudge.specimens.base import Quiz
from envjudge.specimens.healthy import Buttons, Shelves, Sums
from envjudge.turns import Turn
from envjudge.values import ABSENT

TYPED = Space(values.canonical(Sums.ACTION))
BUTTONS = Space(values.canonical(Buttons.ACTION))
TOOLS = Space(values.canonical(Shelves.ACTION), values.canonical(Shelves.TOOLS))
MOVES = Space('{"type":"object","properties":{"move":{"type":"string","enum":["UP","DOWN"]}},"required":["move"]}')
COLUMN = Space('{"type":"object","properties":{"column":{"type":"integer"}},"required":["column"]}')


# -- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("space", "said", "action"), [
    (TYPED, '{"answer": "12"}', {"answer": "12"}),
    (TYPED, 'Let me add.\n```json\n{"answer": 12}\n```\nDone.', {"answer": "12"}),
    (TYPED, '<think>{"answer": "no"}</think>{"action": {"answer": "12"}}', {"answer": "12"}),
    (TYPED, "I think so.\n**Action:** 12", {"answer": "12"}),
    (BUTTONS, "The button is 12.\nAction: click('12')", {"action_str": "click('12')"}),
    (BUTTONS, "I will do `click('12')` now", {"action_str": "click('12')"}),
    (BUTTONS, "click('12')", {"action_str": "click('12')"}),
    (MOVES, "action: down.", {"move": "DOWN"}),
    (COLUMN, "I drop into column 3", {"column": 3}),
    (COLUMN, '{"column": "3"}', {"column": 3}),
    (TOOLS, '{"tool_name": "count", "arguments": {"shelf": "north"}}', call("count", {"shelf": "north"})),
    (TOOLS, '{"name": "count", "parameters": {"shelf": "NORTH"}}', call("count", {"shelf": "north"})),
    (TOOLS, '{"function": {"name": "report", "arguments": "{\\"total\\": \\"7\\"}"}}', call("report", {"total": 7})),
    (TOOLS, '{"report": {"total": 7}}', call("report", {"total": 7})),
    (TOOLS, "I call count(shelf='north').", call("count", {"shelf": "north"})),
    (TOOLS, "report(7)", call("report", {"total": 7})),
])
def test_an_action_is_found_in_whatever_surrounds_it(space: Space, said: str, action: object) -> None:
    """Fences, prose, prefixes, wrappers, other spellings of a tool call, numbers written as text."""
    assert reading.read(said, space) == action


@pytest.mark.parametrize(("space", "said"), [
    (TOOLS, "I do not know."), (TOOLS, '{"tool_name": "burn", "arguments": {}}'), (TOOLS, '{"tool_name": "count", "arguments": {"shelf": "attic"}}'),
    (COLUMN, "no idea"), (MOVES, "sideways"), (TOOLS, "count("), (TYPED, ""), (TYPED, '{"other": 1}\n'),
])
def test_what_is_no_action_is_not_made_into_one(space: Space, said: str) -> None:
    """An invented tool, a value outside the list, an empty reply: the agent asks again."""
    assert reading.read(said, space) is ABSENT


@given(st.text(max_size=200))
def test_no_reply_breaks_the_reader(said: str) -> None:
    """Whatever a model says is an action of the space, or none."""
    for space in (TYPED, TOOLS, MOVES, COLUMN):
        action = reading.read(said, space)
        assert action is ABSENT or isinstance(action, dict)


# -- pictures ---------------------------------------------------------------------------------------------------------


def decoded(address: str) -> tuple[int, int, int, list[bytes]]:
    """Width, height, colour type and rows of a PNG data address: a reader of its own."""
    data = base64.b64decode(address.partition(",")[2])
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, body, head = 8, b"", b""
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        inner = data[at + 8:at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(name + inner)
        head, body = (inner if name == b"IHDR" else head), body + (inner if name == b"IDAT" else b"")
        at += 12 + length
    width, height, _depth, colour = struct.unpack(">IIBB", head[:10])
    raw = zlib.decompress(body)
    size = len(raw) // height
    return width, height, colour, [raw[row * size + 1:(row + 1) * size] for row in range(height)]


@given(st.sampled_from([1, 3, 4]), st.integers(2, 6), st.integers(2, 6), st.randoms(use_true_random=False))
def test_an_array_becomes_a_picture_with_the_same_pixels(channels: int, width: int, height: int, rng) -> None:  # type: ignore[no-untyped-def]
    """Grey, colour, and colour with transparency."""
    rows = [[[rng.randint(0, 255) for _c in range(channels)] for _x in range(width)] for _y in range(height)]
    rest, pictures = images.parted({"goal": "look", "screenshot": rows})
    assert values.at(rest, "goal") == "look"
    assert decoded(pictures[0].address) == (width, height, {1: 0, 3: 2, 4: 6}[channels], [bytes(x for pixel in row for x in pixel) for row in rows])


def test_a_base64_picture_is_sent_as_it_is_and_a_board_is_no_picture() -> None:
    """Pictures come as texts too; a small table of numbers is something to read."""
    data = base64.b64encode(images.png([b"\x00\x01"] * 20, 1)).decode()
    rest, pictures = images.parted({"image": data, "board": [[0, 1], [2, 0]], "note": "A" * 100})
    assert [each.address for each in pictures] == [f"data:image/png;base64,{data}"]
    assert values.at(rest, "board") == [[0, 1], [2, 0]]
    assert values.at(rest, "note") == "A" * 100


def test_a_huge_picture_is_thinned() -> None:
    """Four thousand pixels a side would cost more than the episode."""
    address = images.pixels([[[1, 2, 3]] * 3000] * 3000)
    assert address is not None
    assert decoded(address)[:2] == (1000, 1000)


# -- conversations ----------------------------------------------------------------------------------------------------


def test_old_turns_are_dropped_but_never_the_first_nor_the_last() -> None:
    """The first says what is asked, the last what is seen now; only the last keeps its picture."""
    picture = ("data:image/png;base64,AAAA",)
    history: list[list[prompt.Message]] = [[{"role": "user", "content": prompt.content(prompt.Seen(f"turn {n} " + "x" * 400, picture))}]
                                           for n in range(50)]
    kept = prompt.fitting({"role": "system", "content": "rules"}, history, 2500)
    texts = [values.canonical(each["content"]) for each in kept]
    assert texts[0] == '"rules"'
    assert "turn 0 " in texts[1]
    assert "turn 49 " in texts[-1]
    assert 4 < len(kept) < 40
    assert sum("image_url" in text for text in texts) == 1


def test_the_error_of_the_last_action_stands_first() -> None:
    """An agent that is not told why it was refused repeats itself."""
    shown = prompt.seen(Turn({"last_action_error": "no element 9", "page": "…"}, 0.0, False), 5)
    assert shown.text.startswith("last_action_error: no element 9")
    assert prompt.seen(Turn(ABSENT, ABSENT, False, error="refused"), 5).text.startswith("last_action_error: refused")


def test_the_endpoint_comes_from_the_environment() -> None:
    """The challenge's variables; nothing without them; the key is never printed."""
    found = from_environment({"API_BASE_URL": "http://x/v1", "MODEL_NAME": "m", "HF_TOKEN": "secret", "MODEL_PRICES": "1,2"})
    assert found == Endpoint("http://x/v1", "m", "secret", (1.0, 2.0))
    assert "secret" not in repr(found)
    assert from_environment({"MODEL_NAME": "m"}) is None


@pytest.mark.parametrize("prices", ["cheap", "1,two", "1", "1,2,3", ""])
def test_prices_that_are_no_two_numbers_are_refused_with_what_to_write(prices: str) -> None:
    """The value, the rule, the remedy."""
    with pytest.raises(ValueError, match=f"^MODEL_PRICES={prices}: write the price .* 0.15,0.60$"):
        from_environment({"API_BASE_URL": "http://x/v1", "MODEL_NAME": "m", "MODEL_PRICES": prices})


# -- playing, against an endpoint that misbehaves ---------------------------------------------------------------------


def play(made: type[Quiz], space: Space, script: Callable[[Request], Said], seed: int = 5) -> tuple[float, Player, list[Request]]:
    """One episode in process: what it paid, the player, and what the endpoint was asked."""
    with scripted.endpoint(script) as stand:
        chat = Chat(Endpoint(stand.url, "scripted", prices=(1.0, 1.0)), 2.0)
        player = Player(chat, space, made.DESCRIPTION, 0.0, 1)
        environment = made()
        observation, reward, done = environment.reset(seed=seed)
        paid, steps = 0.0, 0
        while not done and steps < 15:
            observation, reward, done = environment.step(player.act(Turn(observation, reward, done), 15 - steps))
            paid, steps = paid + turns.Turn(observation, reward, done).paid, steps + 1
        chat.close()
        return paid, player, stand.requests


@pytest.mark.parametrize(("made", "space"), [(Sums, TYPED), (Shelves, TOOLS), (Buttons, BUTTONS)])
def test_it_drives_typed_actions_tools_and_a_browser_from_their_schemas_alone(made: type[Quiz], space: Space) -> None:
    """Of a dozen episodes most are won, and no action is ours."""
    played = [play(made, space, solver.solve, seed) for seed in range(12)]
    assert sum(paid for paid, _player, _asked in played) > 6
    assert all(player.fallbacks == 0 for _paid, player, _asked in played)
    assert all(player.chat.usage.tokens_in > 0 and player.chat.usage.cost(player.chat.endpoint) > 0 for _paid, player, _asked in played)


def test_a_picture_in_the_observation_is_sent_as_one() -> None:
    """A screenshot as an array of pixels arrives as an image part."""
    _paid, _player, asked = play(Buttons, BUTTONS, solver.solve)
    parts = [part for message in values.items(asked[0]["messages"]) for part in values.items(values.at(message, "content"))]
    assert any(str(values.at(part, "image_url", "url")).startswith("data:image/png;base64,") for part in parts)


def test_without_tools_at_the_endpoint_actions_are_json() -> None:
    """A refusal of tools is heard once; then one JSON action per turn is asked for, and the schema is in the rules."""
    def script(request: Request) -> Said:
        return Said("tools are not supported", status=400) if "tools" in request else solver.solve(request)

    paid, player, asked = play(Sums, TYPED, script, 3)
    assert player.chat.refused == ["tools"]
    assert sum("tools" in request for request in asked) == 1
    assert paid > 0
    assert '"answer"' in str(values.at(asked[-1], "messages", 0, "content"))


def test_an_endpoint_that_takes_no_seed_and_no_temperature_is_asked_without() -> None:
    """Some models refuse either."""
    def script(request: Request) -> Said:
        for name in ("temperature", "seed"):
            if name in request:
                return Said(f"unsupported parameter: {name}", status=400)
        return solver.solve(request)

    _paid, player, _asked = play(Sums, TYPED, script)
    assert sorted(player.chat.refused) == ["seed", "temperature"]
    assert player.fallbacks == 0


def test_an_overloaded_endpoint_is_asked_again() -> None:
    """429 and 500 are waited out, and cost no action."""
    replies: Iterator[int] = iter([429, 500])

    def script(request: Request) -> Said:
        status = next(replies, 200)
        return solver.solve(request) if status == 200 else Said("later", status=status)

    paid, player, asked = play(Sums, TYPED, script)
    assert (player.fallbacks, len(asked)) == (0, 5)
    assert paid > 0


def test_nonsense_is_asked_again_and_then_answered_by_the_cheapest_action() -> None:
    """An episode goes on whatever the model says; what was ours is counted."""
    _paid, player, asked = play(Shelves, TOOLS, lambda _request: Said("Hm."))
    assert player.fallbacks == 12
    assert player.unread == 36
    assert "That was no valid action" in json.dumps(asked[1]["messages"])


def test_a_call_of_a_tool_that_is_not_there_is_asked_again() -> None:
    """Names are not guessed."""
    replies = iter([Said(calls=(("burn", "{}"),)), Said(calls=(("count", "not JSON"),))])
    paid, player, _asked = play(Shelves, TOOLS, lambda request: next(replies, None) or solver.solve(request), 1)
    assert (player.unread, player.fallbacks) == (2, 0)
    assert paid == 1.0


def test_an_endpoint_that_stays_away_is_no_fault_of_the_environment() -> None:
    """The episode is given up with a reason, and is no score of 0."""
    with scripted.endpoint(lambda _request: Said("no such model", status=404)) as stand:
        chat = Chat(Endpoint(stand.url, "gone"), 1.0)
        with pytest.raises(Unavailable, match="no such model"):
            chat.ask([{"role": "user", "content": "hello"}], [], 0.0, 1)
        chat.close()
