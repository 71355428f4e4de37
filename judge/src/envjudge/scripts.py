"""Replay scripts from what was recorded: the exact requests, runs of equal ones folded, with what they are to show. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from envjudge import turns, values
from envjudge.evidence import Exchange
from envjudge.replay import HANG_UP, SECOND, Expectation, Script, Step


def reward_path(exchange: Exchange) -> str:
    """Where the reward stands in an answer on this channel: some servers send it as an object, or in the observation."""
    path: values.Path = ("data", "reward") if exchange.channel == "ws" else ("reward",)
    if values.at(exchange.value, *path) is values.ABSENT:
        inner: values.Path = (*path[:-1], "observation", "reward")
        path = path if values.at(exchange.value, *inner) is values.ABSENT else inner
    parts = values.mapping(values.at(exchange.value, *path))
    name = next((each for each in ("value", "score", "reward") if each in parts), "")
    return values.show_path((*path, name) if name else path)


def path_in(exchange: Exchange, *below: str | int) -> str:
    """A path below the body of an answer on this channel."""
    return values.show_path(("data", *below) if exchange.channel == "ws" else below)


def want(path: str, relation: str, value: object, since: int | None = None, total: bool = False) -> Expectation:
    """An expectation; `since` is the index of a recorded exchange when used with `told` (it finds the step)."""
    return Expectation(path, relation, values.canonical(value), total, since)


def step_of(exchange: Exchange, session: str = "a") -> Step:
    """One recorded message as a step."""
    if exchange.channel == "http":
        head, _, body = exchange.request.partition("\n")
        method, _, target = head.partition(" ")
        return Step("http", body or None, method, target, session)
    parsed = values.parse_json(exchange.request)
    raw = parsed is values.ABSENT or isinstance(parsed, str) or exchange.kind == "raw"
    return Step("ws", exchange.request if raw else values.canonical(parsed), session=session, raw=raw)


def told(title: str, exchanges: Sequence[Exchange], *expect: Expectation, session: str = "a") -> Script:
    """The exchanges as a script; the expectations are of the last answer."""
    steps, index_of = _folded([(exchange, session) for exchange in exchanges])
    adjusted = tuple(each if each.since is None else replace(each, since=index_of[each.since]) for each in expect)
    return Script(title, (*steps[:-1], replace(steps[-1], expect=adjusted)))


def returning(title: str, exchanges: Sequence[Exchange], relation: str, value: float) -> Script:
    """An episode whose rewards together are above (or below) a value. The exchanges begin with its reset."""
    return told(title, exchanges, want(reward_path(exchanges[-1]), relation, round(value, 6), 1 if len(exchanges) > 1 else 0, total=True))


def interleaved(title: str, exchanges: Iterable[tuple[Exchange, str]], *expect: Expectation, stay: bool = False) -> Script:
    """Like `told`, for messages of several sessions. Each hangs up after its last message, unless all are to stay: a server
    may have room for one."""
    steps, _index_of = _folded(list(exchanges), stay=stay)
    return Script(title, (*steps[:-1], replace(steps[-1], expect=expect)))


def compared(title: str, exchanges: Iterable[tuple[Exchange, str]], first: int, path: str) -> Script:
    """Messages of several sessions whose last answer differs at the path from the answer to message number `first`."""
    told_so_far = list(exchanges)
    steps, index_of = _folded(told_so_far, first)
    before = told_so_far[first][0]
    known = values.at(before.value, *values.parse_path(path)) is not values.ABSENT
    expect = want(path, "isnt", {"$answer": index_of[first], "path": path}) if known else want(path, "present", True)
    return Script(title, (*steps[:-1], replace(steps[-1], expect=(expect,))))


def elsewhere(title: str, here: Sequence[Exchange], again: Sequence[Exchange], there: Sequence[Exchange], path: str) -> Script:
    """The same messages on one server, there once more, and on a second server, whose last answer alone differs at the path."""
    script = compared(title, [*((e, "a") for e in here), *((e, "again") for e in again), *((e, "second") for e in there)], len(here) - 1, path)
    last = max(number for number, step in enumerate(script.steps) if step.session == "again" and step.body != HANG_UP)
    same, quoted = script.steps[-1].expect[0], values.parse_path(path)
    equal = values.at(here[-1].value, *quoted) is not values.ABSENT and values.at(here[-1].value, *quoted) == values.at(again[-1].value, *quoted)
    steps = [replace(step, server=SECOND) if step.session == "second" else step for step in script.steps]
    if equal:  # beside what differs, parts of it may be random
        steps[last] = replace(steps[last], expect=(replace(same, relation="is"),))
    return Script(title, tuple(steps))


def agree(last: Exchange, first: Exchange) -> Expectation:
    """That the last answer shows what the answer to step 0 shows: the whole observation, or the longest value in it that they
    share when parts of it (an id, the time) differ."""
    one, two = turns.read(first).observation, turns.read(last).observation
    shared = [path for path, leaf in values.leaves(one) if values.at(two, *path) == leaf]
    inner = () if one == two else max(shared, key=lambda path: len(values.canonical(values.at(one, *path))), default=())
    path = path_in(last, "observation", *inner)
    return want(path, "is", {"$answer": 0, "path": path})


def quoting(title: str, exchanges: Sequence[Exchange], mark: Mapping[str, object], *expect: Expectation) -> Script:
    """The exchanges as a script that plays what is heard at the time: where a message says what number `played` of them says at
    the `place` in its action, it says instead what the answer to number `heard` holds at the `spot` (a path, `#n` for the n-th
    word there, `[]` for a list), in the `form`. A number stays a number."""
    heard, played = (int(values.number(mark.get(name)) or 0) for name in ("heard", "played"))
    place = tuple(str(step) for step in values.items(mark.get("place")))
    path, _, word = str(mark.get("spot")).removesuffix("[]").partition("#")
    steps, index_of = _folded([(exchange, "a") for exchange in exchanges], heard)
    said = _said_at(steps[index_of[played]], place)
    quoted: dict[str, object] = {"$answer": index_of[heard], "path": _spot_path(exchanges[heard], path)}
    quoted |= {"word": int(word)} if word else {}
    quoted |= {"format": mark.get("form")} if isinstance(said, str) else {}
    for number, step in enumerate(steps[index_of[heard] + 1:], index_of[heard] + 1):
        if _said_at(step, place) == said:
            body = values.parse_json(step.body or "")
            steps[number] = replace(step, body=values.canonical(values.put(body, (*_action_in(step), *place), quoted)))
    adjusted = tuple(each if each.since is None else replace(each, since=index_of[each.since]) for each in expect)
    return Script(title, (*steps[:-1], replace(steps[-1], expect=adjusted)))


def _action_in(step: Step) -> values.Path:
    """Where the action stands in a message."""
    return ("data",) if step.channel == "ws" else ("action",) if "action" in values.mapping(values.parse_json(step.body or "")) else ()


def _said_at(step: Step, place: values.Path) -> object:
    return values.at(values.parse_json(step.body or ""), *_action_in(step), *place)


def _spot_path(exchange: Exchange, path: str) -> str:
    """Where in an answer that stands which is at the path of its state, its observation, or its error text."""
    if exchange.kind == "state":
        return path_in(exchange, *values.parse_path(path))
    if turns.read(exchange).error is not None:
        return content_path(exchange, ("error",))
    wrapped = values.at(exchange.value, *(("data",) if exchange.channel == "ws" else ()), "observation") is not values.ABSENT
    return path_in(exchange, *(("observation",) if wrapped else ()), *values.parse_path(path))


def since_reset(exchanges: Sequence[Exchange]) -> Sequence[Exchange]:
    """The exchanges from the last reset before the last of them on: enough to play them again."""
    begin = max((index for index, each in enumerate(exchanges) if each.kind == "reset"), default=0)
    return exchanges[begin:]


def content(exchange: Exchange) -> dict[str, object]:
    """What an exchange showed, by the names under which `content_path` finds it in the answer."""
    if exchange.kind == "state":
        return {"state": turns.state_of(exchange)}
    turn = turns.read(exchange)
    shown: dict[str, object] = {"observation": turn.observation, "done": turn.done, "error": turn.error}
    return shown | ({"reward": turn.reward} if exchange.kind == "step" else {})


def content_path(exchange: Exchange, path: values.Path) -> str:
    """Where in the answer that stands which `content` has at the path: the whole list where the path leads into one, because
    another play may differ at another of its places."""
    path = path[:next((number for number, step in enumerate(path) if number and isinstance(step, int)), None)]
    if path[:1] == ("state",):
        return path_in(exchange, *path[1:])
    if path[:1] == ("error",):
        return "data.message" if exchange.channel == "ws" else "detail"
    return path_in(exchange, *path)


def _folded(exchanges: list[tuple[Exchange, str]], alone: int = -1, stay: bool = False) -> tuple[list[Step], list[int]]:
    """Steps, and the step of each exchange. No later exchange is folded into the one numbered `alone`."""
    steps: list[Step] = []
    index_of: list[int] = []
    last = {session: number for number, (_exchange, session) in enumerate(exchanges[:-1])}
    last[exchanges[-1][1]] = len(exchanges)  # nobody waits for the last one to hang up
    names: dict[str, dict[str, object]] = {}
    for number, (exchange, session) in enumerate(exchanges):
        step = _named(step_of(exchange, session), names.setdefault(session, {}))
        if steps and number != alone + 1 and replace(steps[-1], times=1) == step:
            steps[-1] = replace(steps[-1], times=steps[-1].times + 1)
        else:
            steps.append(step)
        index_of.append(len(steps) - 1)
        if exchange.channel == "http" and exchange.kind == "reset":
            names[session] |= {str(path[-1]): (leaf, {"$answer": len(steps) - 1, "path": values.show_path(path)})
                               for path, leaf in values.leaves(exchange.value) if path and str(path[-1]).endswith("_id")}
        if last[session] == number and not stay and exchange.channel == "ws":
            steps.append(Step("ws", HANG_UP, session=session))
    return steps, index_of


def _named(step: Step, names: dict[str, object]) -> Step:
    """The step with ids that an earlier answer of its session gave quoted from there: another play is given others."""
    body = values.parse_json(step.body or "")
    if step.channel != "http" or not isinstance(body, dict):
        return step
    quoted = {key: found[1] for key, value in body.items() if isinstance(found := names.get(key), tuple) and found[0] == value}
    return replace(step, body=values.canonical(body | quoted)) if quoted else step
