"""What the evidence already tells: schemas, tools, tasks, the reward range, the best episode. Pure; used by probes and checks."""

from collections import Counter
from dataclasses import dataclass

from envjudge import actions, compare, openapi, turns, values
from envjudge.actions import Slot, Space
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.values import Path


def schema(evidence: Evidence, part: str) -> object:
    """One of the published schemas (action, observation, state, reset_observation), ABSENT if there is none. Servers without
    /schema declare their actions in the OpenAPI document, or with each task."""
    recording = evidence.one("surface", "schema")
    if recording is not None and recording.exchanges[-1].status == 200:
        found = values.at(recording.exchanges[-1].value, part)
        if found is not values.ABSENT:
            return found
    return _declared_action(evidence) if part == "action" else values.ABSENT


def _declared_action(evidence: Evidence) -> object:
    document = evidence.one("surface", "openapi")
    body = openapi.body(document.exchanges[-1].value, "post", "/step") if document else values.ABSENT
    found = openapi.member(body, "action") if evidence.fact("bare") is False else body
    if values.mapping(values.at(found, "properties")):
        return found
    return next((schema for task in challenge_tasks(evidence) for key in ("action_schema", "actions", "action")
                 if isinstance(schema := values.at(task, key), dict) and "properties" in schema), values.ABSENT)


def challenge_tasks(evidence: Evidence) -> list[object]:
    """What GET /tasks lists."""
    recording = evidence.one("surface", "tasks/challenge")
    if recording is None or recording.exchanges[-1].status != 200:
        return []
    found = recording.exchanges[-1].value
    inner = values.at(found, "tasks")
    listed = found if inner is values.ABSENT else inner
    return [{"id": name} | values.mapping(task) for name, task in listed.items()] if isinstance(listed, dict) else values.items(listed)


_TOOL_LISTS: tuple[Path, ...] = (("data", "observation", "tools"), ("observation", "tools"), ("data", "result", "tools"),
                                 ("data", "observation", "result", "tools"))


def where_tools_are(evidence: Evidence) -> tuple[tuple[Exchange, ...], Path]:
    """The messages of which the last is answered by the list of tools, and the path of the list; both empty without tools."""
    for recording in evidence.of("surface", "tools"):
        for index, exchange in enumerate(recording.exchanges):
            for path in _TOOL_LISTS if exchange.kind in {"step", "mcp"} else ():
                if values.items(values.at(exchange.value, *path)):
                    return recording.exchanges[:index + 1], path
    return (), ()


def tools(evidence: Evidence) -> list[object]:
    """The tools that the subject lists, by a step or by MCP."""
    exchanges, path = where_tools_are(evidence)
    return values.items(values.at(exchanges[-1].value, *path)) if exchanges else []


def space(evidence: Evidence, learnt: bool = True) -> Space:
    """The action space of the subject; with the limits of numbers that its refusals taught, or as published only."""
    action = schema(evidence, "action")
    if learnt:
        action = _limited(evidence, action)
    listed = [tool for tool in tools(evidence) if isinstance(values.at(tool, "name"), str)]
    usable = actions.is_tool_schema(action) or not values.mapping(action).get("properties")
    return Space("{}" if action is values.ABSENT else values.canonical(action), values.canonical(listed) if usable else "[]")


def _limited(evidence: Evidence, action: object) -> object:
    """The schema with lowest and highest number of each field of which the small values up to one are answered and all above
    are refused."""
    limits: dict[str, tuple[int, int]] = {}
    for recording in evidence.of("ranges", "field"):
        answered = {values.at(turns.action_of(e), recording.note): turns.read(e).ok for e in recording.of_kind("step")}
        taken = sorted(number for number, ok in answered.items() if ok and isinstance(number, int))
        if taken and len(taken) < len(answered) - 1 and taken == list(range(taken[0], taken[-1] + 1)) and not answered.get(max(
                number for number in answered if isinstance(number, int)), True):
            limits[recording.note] = taken[0], taken[-1]
    properties = values.mapping(values.at(action, "properties"))
    if not limits or not isinstance(action, dict):
        return action
    bounded = {name: {"type": "integer", "minimum": low, "maximum": high} for name, (low, high) in limits.items()}
    return action | {"properties": properties | bounded}


def reward_range(evidence: Evidence) -> tuple[float, float, bool]:
    """(lowest, highest, whether the manifest declares it); 0 to 1 where it does not."""
    declared = evidence.fact("manifest", "validation", "reward", "range")
    low, high = (values.number(values.at(declared, index)) for index in (0, 1))
    return (low, high, True) if low is not None and high is not None else (0.0, 1.0, False)


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode as played: what was asked, what was done, what it paid. `rewards` are per step, as numbers."""

    recording: Recording
    arguments: object
    first: object
    actions: tuple[object, ...]
    rewards: tuple[float, ...]
    done: bool
    exchanges: tuple[Exchange, ...]

    @property
    def total(self) -> float:
        return sum(self.rewards)


_READ: dict[int, tuple[Recording, tuple[Episode, ...]]] = {}
_MOST_READ = 4096


def episodes(recording: Recording) -> tuple[Episode, ...]:
    """The episodes of a session, each up to its `done` or the next reset. What follows done belongs to none. Some dozen
    checks ask for the same ones: each recording is read once, the last few thousand are remembered."""
    read = _READ.get(id(recording))
    if read is None or read[0] is not recording:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        read = _READ[id(recording)] = (recording, _episodes(recording))
    return read[1]


def _episodes(recording: Recording) -> tuple[Episode, ...]:
    found: list[Episode] = []
    begun: tuple[Exchange, turns.Turn] | None = None
    steps: list[tuple[Exchange, turns.Turn]] = []

    def finish() -> None:
        if begun is not None and begun[1].ok:
            found.append(Episode(
                recording, values.at(begun[0].sent, "data") if begun[0].channel == "ws" else begun[0].sent,
                begun[1].observation, tuple(turns.action_of(e) for e, _t in steps), tuple(t.paid for _e, t in steps),
                bool(steps) and steps[-1][1].done, (begun[0], *(e for e, _t in steps))))

    for exchange, turn in turns.turns(recording):
        if exchange.kind == "reset":
            finish()
            begun, steps = (exchange, turn), []
        elif begun is not None and not (steps and steps[-1][1].done):
            steps.append((exchange, turn))
    finish()
    return tuple(found)


def played(evidence: Evidence, probe: str, label: str = "") -> tuple[Episode, ...]:
    return tuple(episode for recording in evidence.of(probe, label) for episode in episodes(recording))


def best_episodes(evidence: Evidence, count: int) -> tuple[Episode, ...]:
    """Finished episodes that paid most, the shortest of equals, from every probe that plays."""
    finished = [episode for probe in ("walks", "explore", "constants", "leaks", "seeds", "oracle", "model", "search") for episode in played(evidence, probe) if episode.done]
    return tuple(sorted(finished, key=lambda each: (-each.total, len(each.actions)))[:count])


def best_varied(evidence: Evidence, count: int) -> tuple[Episode, ...]:
    """The best finished episodes that earned something by more than one action: what can be memorised."""
    return tuple(each for each in best_episodes(evidence, 500)
                 if each.total > 0 and len({values.canonical(action) for action in each.actions}) > 1)[:count]


def paid_first_answers(evidence: Evidence) -> tuple[Episode, ...]:
    """Episodes of tasks that look different, whose first action, each another one, was paid about as well as any first action
    heard, and at least a third of the range: less may be a share for being near."""
    heard = [each for probe in ("walks", "leaks", "attempts", "oracle") for each in played(evidence, probe) if each.actions and each.rewards[0] > 0]
    _low, high, _declared = reward_range(evidence)
    most = max((each.rewards[0] for each in heard), default=0.0)
    by_task: dict[str, Episode] = {}
    used: set[str] = set()
    for each in heard:
        task, action = values.digest(compare.stable(each.first)), values.canonical(each.actions[0])
        if each.rewards[0] >= max(0.8 * most, high / 3 - 1e-9) and task not in by_task and action not in used:
            by_task[task] = each
            used.add(action)
    return tuple(by_task.values())


def telling_slots(evidence: Evidence) -> tuple[Slot, ...]:
    """Where values can be put, first those of the tools whose call most often ended an episode: there answers are given."""
    ended: Counter[str] = Counter()
    for probe in ("contract", "walks", "constants"):
        for episode in played(evidence, probe):
            if episode.done:
                ended[str(values.at(episode.actions[-1], "tool_name"))] += 1
    return tuple(sorted(actions.slots(space(evidence)), key=lambda slot: (slot.marked, -ended[slot.tool])))


def best_total(evidence: Evidence) -> float:
    """The highest return of any finished episode heard, 0 if none."""
    return max((episode.total for episode in best_episodes(evidence, 1)), default=0.0)


def best_success(evidence: Evidence) -> float:
    """The highest return heard if it is more than a tenth of the range, else 0: small change for taking part is no success
    that others could be measured by."""
    low, high, _declared = reward_range(evidence)
    best = best_total(evidence)
    return best if best > 0.1 * (high - low) else 0.0
