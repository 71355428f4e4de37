"""Phase 1: does it run, and does it keep the contract of the wire?"""

from typing import TYPE_CHECKING

from envjudge import compare, known, scripts, turns, values
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.replay import Expectation, Script
from envjudge.scripts import path_in, reward_path, told, want

if TYPE_CHECKING:
    from jsonschema import ValidationError

RESET_SECONDS = 30.0
MOST_VALIDATED = 1_000_000
"""Characters of observations that are validated: a schema is slow to check."""


def startup(evidence: Evidence) -> Finding:
    """GET /health and POST /reset `{}` answer 200 with an observation, and a reset over the episode channel works."""
    for label, what in (("health", "GET /health"), ("reset", "POST /reset {}")):
        recording = evidence.one("surface", label)
        if recording is None:
            return skipped("the surface was not asked", "give it more time: --budget standard")
        heard = recording.exchanges[-1]
        if heard.status != 200:
            return found("fail", f"{what} answers {heard.status or heard.fault}, not 200", "answer 200; see the server's log",
                         told(f"{what} does not answer 200", [heard], want("$status", "isnt", 200)), "protocol")
        if label == "reset" and not isinstance(turns.read(heard).observation, dict):
            return found("fail", "POST /reset answers 200 without an observation", "answer {observation: {…}, reward, done}",
                         told("no observation", [heard], want("observation", "present", False)), "protocol")
        if heard.took_ms > RESET_SECONDS * 1000:
            return found("fail", f"{what} took {heard.took_ms / 1000:.0f} s", "answer within 30 s", channel="protocol")
    first = next((r for r in evidence.of("seeds") if r.exchanges), None)
    if first is not None:
        turn = turns.read(first.exchanges[0])
        if not turn.ok:
            return found("fail", f"reset over {evidence.adapter} is answered by {turn.error or turn.lost}",
                         "make reset work on the episode channel", told("reset fails", [first.exchanges[0]], want(path_in(first.exchanges[0], "observation"), "present", False)), "protocol")
    return passed("healthy, and resets with an observation")


def step_works(evidence: Evidence) -> Finding:
    """At least one valid action, made from the schema, is answered by an observation."""
    tried = [e for probe, label in (("contract", "valid"), ("contract", "steps"), ("walks", "uniform"))
             for r in evidence.of(probe, label) for e in r.of_kind("step")]
    if not tried or (not isinstance(known.schema(evidence, "action"), dict) and not known.tools(evidence)):
        return skipped("no action could be made", "publish the action schema at /schema")
    answered = sum(turns.read(e).ok for e in tried)
    if answered:
        return passed("actions made from the schema are answered", answered=answered, tried=len(tried))
    recording = (evidence.of("contract", "steps") or evidence.of("contract", "valid"))[0]
    upto = recording.exchanges[:[e.kind for e in recording.exchanges].index("step") + 1]
    lost = turns.read(upto[-1])
    return found("fail", f"none of {len(tried)} valid actions is answered by an observation: {(lost.error or lost.lost)[:200]}",
                 "make step work for what the schema allows", told("a valid action is not answered", upto, want("data.observation", "present", False)),
                 "protocol", tried=len(tried))


def observation_schema(evidence: Evidence) -> Finding:
    """Every observation heard validates against the published schema."""
    import jsonschema

    published = known.schema(evidence, "observation")
    on_reset = known.schema(evidence, "reset_observation")
    if not isinstance(published, dict) or not published:
        return skipped("no observation schema at /schema", "pass observation_cls when the app is created")
    kinds = {"step": jsonschema.Draft202012Validator(published),
             "reset": jsonschema.Draft202012Validator(on_reset if isinstance(on_reset, dict) else published)}
    declared = values.mapping(published.get("properties"))
    looked = characters = 0
    for recording, exchange in evidence.exchanges():
        if exchange.kind not in kinds or recording.label.startswith(("tools/", "forbidden", "frame/")):
            continue
        if looked >= 3000 or (looked >= 30 and characters > MOST_VALIDATED):
            break
        turn = turns.read(exchange)
        if not turn.ok or not isinstance(turn.observation, dict):
            continue
        characters += exchange.size
        looked += 1
        whole = turn.observation | {name: value for name, value in (("reward", turn.reward), ("done", turn.done))
                                    if name in declared and value is not values.ABSENT}
        wrong = next(iter(kinds[exchange.kind].iter_errors(whole)), None)
        if wrong is not None:
            path = values.show_path(tuple(wrong.absolute_path)) or "the observation"
            upto = recording.exchanges[:recording.exchanges.index(exchange) + 1]
            return found("fail", f"{exchange.kind}: {path} does not fit /schema: {wrong.message[:160]}",
                         "publish the schema of what is sent (observation_cls, reset_observation_cls)",
                         told("an observation outside its schema", scripts.since_reset(upto), _outside(exchange, turn.observation, wrong)),
                         "observation", about=(path,))
    return passed("observations fit their schema", observations=looked) if looked else skipped(
        "no observation was heard", "make reset and step work first")


_KINDS = {"null": "null", "boolean": "bool", "integer": "number", "number": "number", "string": "string", "array": "list", "object": "object"}
"""JSON schema's types by their names in replay scripts."""


def _outside(exchange: Exchange, observation: dict[str, object], wrong: "ValidationError") -> Expectation:
    """What in the answer breaks the schema: a property that is missing or not allowed, a type, or else the value itself."""
    path = tuple(wrong.absolute_path)
    if wrong.validator in {"required", "additionalProperties"}:
        given, named = values.mapping(wrong.instance), values.mapping(wrong.schema)
        missing = wrong.validator == "required"
        names = ([str(each) for each in values.items(wrong.validator_value) if each not in given] if missing
                 else sorted(set(given) - set(values.mapping(named.get("properties")))))
        return want(path_in(exchange, "observation", *path, names[0]), "present", not missing)
    beside = path[:1] in {("reward",), ("done",)} and path[0] not in observation  # the wire has these two outside the observation
    place = path_in(exchange, *path) if beside else path_in(exchange, "observation", *path)
    asked = [wrong.validator_value] if wrong.validator == "type" else [values.at(each, "type") for each in values.items(wrong.validator_value)]
    allowed = {_KINDS.get(str(name)) for each in asked for name in (values.items(each) or [each])}
    kind = next((name for name, types in (("null", type(None)), ("bool", bool), ("number", (int, float)), ("string", str), ("list", list))
                 if isinstance(wrong.instance, types)), "object")
    of_type = wrong.validator in {"type", "anyOf", "oneOf"} and None not in allowed and kind not in allowed
    return want(place, "type", kind) if of_type else want(place, "is", wrong.instance)


def published_schemas(evidence: Evidence) -> Finding:
    """/schema publishes valid JSON schemas of action and observation that name their fields."""
    import jsonschema

    parts = ("action", "observation") if evidence.adapter == "openenv-ws" else ("action",)  # others declare the body of a step
    for part in parts:
        schema = known.schema(evidence, part)
        if not isinstance(schema, dict):
            recording = evidence.one("surface", "schema")
            shown = recording.exchanges if recording else ()
            return found("fail", f"no {part} schema at /schema", "publish it: agents learn the actions from it",
                         told(f"no {part} schema", shown, want(f"{part}.properties", "present", False)) if shown else None, "protocol", about=(part,))
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            return found("fail", f"the {part} schema is not valid: {error.message[:160]}", "mend the schema", channel="protocol", about=(part,))
        named = values.mapping(schema.get("properties"))
        if part == "action" and not named and not any(key in schema for key in ("anyOf", "oneOf", "allOf", "$ref")):
            recording = evidence.one("surface", "schema")
            return found("warn", "the action schema names no field: an agent cannot know what to do", "declare the fields of the action",
                         told("an empty action schema", recording.exchanges,
                              want(f"{part}.properties", "is", {}) if "properties" in schema else want(f"{part}.properties", "present", False))
                         if recording else None, "protocol", about=(part,))
    return passed(f"{' and '.join(parts)} schemas are valid")


def state_contract(evidence: Evidence) -> Finding:
    """The requested episode_id is kept; step_count is 0 after reset and grows by one per answered step."""
    recording = evidence.one("contract", "steps")
    if recording is None or not recording.of_kind("state"):
        return skipped("no episode with its state was recorded", "make reset and state work first")
    count = 0
    for index, exchange in enumerate(recording.exchanges):
        if exchange.kind == "step" and turns.read(exchange).ok:
            count += 1
        if exchange.kind != "state":
            continue
        state, upto = turns.state_of(exchange), recording.exchanges[:index + 1]
        if not isinstance(state, dict):
            return found("fail", "state is not answered by an object", "answer state with episode_id and step_count",
                         told("no state", upto, want("type", "isnt", "state")), "state")
        if state.get("episode_id") != "EP-1":
            return found("fail", f"episode_id EP-1 was asked for; state says {state.get('episode_id')!r}",
                         "take episode_id in reset and keep it in state",
                         told("the requested episode_id is dropped", upto, want(path_in(exchange, "episode_id"), "isnt", "EP-1")),
                         "state", about=("episode_id",))
        if state.get("step_count") != count:
            return found("fail", f"after {count} steps step_count is {state.get('step_count')!r}",
                         "count answered steps, from 0 at reset",
                         told("step_count is not the number of steps", upto, want(path_in(exchange, "step_count"), "isnt", count)),
                         "state", about=("step_count",))
    return passed("episode_id is kept and steps are counted", steps=count)


def reward_well_formed(evidence: Evidence) -> Finding:
    """Every step's reward is a finite number within the range: no null (NaN arrives as null), bool or text."""
    low, high, declared = known.reward_range(evidence)
    seen: list[float] = []
    outside = None
    over: Recording | None = None  # after the end an answer without reward is in order
    for recording, exchange in evidence.exchanges():
        if exchange.kind == "reset" and over is recording:
            over = None
        if exchange.kind != "step" or over is recording or recording.label.startswith(
                ("tools/", "before-reset", "forbidden", "refusable", "frame/")):
            continue
        turn = turns.read(exchange)
        if not turn.ok:
            continue
        over = recording if turn.done else over
        reward = values.number(turn.reward)
        if reward is None:
            upto = recording.exchanges[:recording.exchanges.index(exchange) + 1]
            shown = "no reward" if turn.reward is values.ABSENT else values.canonical(turn.reward)
            hint = " (NaN and infinity arrive as null)" if turn.reward is None else ""
            kind = "null" if turn.reward is None else "bool" if isinstance(turn.reward, bool) else "string"
            expect = (want(reward_path(exchange), "present", False) if turn.reward is values.ABSENT
                      else want(reward_path(exchange), "type", kind))
            return found("fail", f"a step is answered with the reward {shown}{hint}", "send a finite number on every step",
                         told("a reward that is no number", scripts.since_reset(upto), expect), "reward", about=(kind,))
        seen.append(reward)
        if not low - 1e-9 <= reward <= high + 1e-9 and outside is None:
            outside = (reward, recording, exchange)
    if outside is not None:
        reward, recording, exchange = outside
        upto = recording.exchanges[:recording.exchanges.index(exchange) + 1]
        relation = want(reward_path(exchange), "above", high) if reward > high else want(reward_path(exchange), "below", low)
        return found("fail" if declared else "warn",
                     f"reward {reward:g} is outside {low:g} … {high:g}" + ("" if declared else ", which no manifest overrides"),
                     "keep rewards in the range, or declare validation.reward.range", told("a reward out of range", scripts.since_reset(upto), relation),
                     "reward", about=("range",), lowest=min(seen), highest=max(seen))
    if not seen:
        return skipped("no step was answered", "make step work first")
    return passed("rewards are finite numbers in range", steps=len(seen), lowest=min(seen), highest=max(seen), distinct=len(set(seen)))


def forbidden_refused(evidence: Evidence) -> Finding:
    """Actions that the schema forbids are answered with an error, not as if they were moves."""
    tried, accepted = 0, []
    for recording in evidence.of("contract", "forbidden"):
        steps = recording.of_kind("step")
        if len(steps) < 3:
            continue
        tried += 1
        turn = turns.read(steps[0])
        text = values.canonical(turn.observation).lower() + values.canonical(turn.metadata).lower()
        if turn.ok and not any(word in text for word in ("error", "invalid", "unknown", "illegal", "not allowed", "refused")):
            accepted.append(recording)
    if not tried:
        return skipped("no forbidden action could be made", "publish the action schema at /schema")
    if not accepted:
        return passed("forbidden actions are refused", tried=tried)
    names = tuple(r.label.partition("/")[2] for r in accepted)
    upto = accepted[0].exchanges[:[e.kind for e in accepted[0].exchanges].index("step") + 1]
    return found("warn", f"{len(accepted)} of {tried} forbidden actions are taken as moves: {', '.join(names)}",
                 "validate the action before using it (extra fields forbidden), and answer an error",
                 told("a forbidden action is accepted", upto, want("type" if upto[-1].channel == "ws" else "$status", "is",
                      "observation" if upto[-1].channel == "ws" else 200)), "protocol", about=names, tried=tried)


def error_atomicity(evidence: Evidence) -> Finding:
    """An action answered by an error changes neither the state nor what the next action earns."""
    tried = 0
    for recording in (*evidence.of("contract", "forbidden"), *evidence.of("contract", "refusable")):
        steps, states = recording.of_kind("step"), recording.of_kind("state")
        kind, _, name = recording.label.partition("/")
        controls = evidence.of("contract", f"{kind}-control/{name}")
        plain = [turns.read(control.of_kind("step")[-1]) for control in controls if control.of_kind("step")]
        if len(steps) < 4 or len(states) < 2 or any(turns.read(e).error is None for e in steps[:3]):
            continue
        tried += 1
        changed = compare.differences(turns.state_of(states[0]), turns.state_of(states[1]))
        if changed:
            path = values.show_path(changed[0])
            until = recording.exchanges.index(states[1]) + 1
            before = values.at(turns.state_of(states[0]), *changed[0])
            expect = (want(path_in(states[1], *changed[0]), "isnt", before) if before is not values.ABSENT
                      else want(path_in(states[1], *changed[0]), "present", True))
            return found("fail", f"three refused actions ({name}) changed {path} of the state", "validate everything, then change everything",
                         told("a refused action changes the state", recording.exchanges[:until], expect), "state", about=(path,))
        if len(plain) > 1 and len({each.paid for each in plain}) == 1:
            with_errors, without = turns.read(steps[3]), plain[0]
            if abs(with_errors.paid - without.paid) > 1e-9 or with_errors.done != without.done:
                return found("warn", f"after refused actions ({name}) the next action earns {with_errors.paid:g} instead of {without.paid:g}",
                             "refusals must leave the episode as it was",
                             told("refused actions change later rewards", recording.exchanges,
                                  want(reward_path(steps[3]), "isnt", without.paid)), "reward", about=("reward",))
    return passed("refused actions change nothing", tried=tried) if tried else skipped(
        "no action was refused with an error", "answer forbidden actions with an error")


def before_reset(evidence: Evidence) -> Finding:
    """A step before the first reset is refused or inert: it pays nothing, and reset works afterwards."""
    if evidence.fact("shared") is True:
        return inapplicable("all clients share one episode, so none is without a reset", "serve episodes over the WebSocket")
    recording = evidence.one("contract", "before-reset")
    if recording is None or not recording.of_kind("step"):
        return skipped("no step before reset was tried", "give it more time: --budget standard")
    turn = turns.read(recording.of_kind("step")[0])
    after = recording.of_kind("reset")
    first = recording.exchanges[:1]
    if turn.lost or (after and turns.read(after[-1]).lost):
        return found("fail", f"a step before reset ends the session ({turn.lost or turns.read(after[-1]).lost})",
                     "answer an error and keep the session",
                     told("a step before reset", recording.exchanges, want("$fault", "isnt", "")), "protocol")
    if turn.ok and turn.paid > 0:
        return found("fail", f"a step before reset pays {turn.paid:g}", "refuse steps before reset",
                     told("a step before reset is paid", first, want(reward_path(first[0]), "above", 0)), "reward")
    return passed("a step before reset earns nothing", refused=not turn.ok)


def tasks_enumerated(evidence: Evidence) -> Finding:
    """Three or more distinct tasks: by the Task API, else discovered by seeds."""
    listed = {values.digest(values.at(r.exchanges[-1].value, "task")) for r in evidence.of("surface", "tasks/at")
              if r.exchanges[-1].status == 200 and not r.label.endswith("/-1")}
    numbers = [values.number(values.at(r.exchanges[-1].value, "num_tasks")) or 0 for r in evidence.of("surface", "tasks/num")]
    challenge = next((values.items(r.exchanges[-1].value) or values.items(values.at(r.exchanges[-1].value, "tasks"))
                      for r in evidence.of("surface", "tasks/challenge") if r.exchanges[-1].status == 200), [])
    seen = {values.digest(compare.stable(each.first)) for each in known.played(evidence, "seeds")}
    count = max(sum(int(n) for n in numbers), len(listed), len(challenge), len(seen))
    source = "Task API" if numbers else "/tasks" if challenge else "seeds"
    if count >= 3:
        return passed(f"{count} tasks, known by {source}", tasks=count, by=source)
    many = evidence.of("seeds", "many")
    if len(many) < 3:
        return skipped("too few resets were tried", "give it more time: --budget standard")
    return found("warn", f"only {count} distinct task{'s'[:count != 1]} found (by {source}); three are asked for",
                 "list tasks by the Task API, or let the seed choose among them",
                 _same_task(many), "protocol", tasks=count)


def _same_task(recordings: tuple[Recording, ...]) -> Script | None:
    """Two of the resets, with different seeds, that are answered by equal observations."""
    for number, left in enumerate(recordings):
        for right in recordings[number + 1:]:
            one, two = turns.read(left.exchanges[0]).observation, turns.read(right.exchanges[0]).observation
            if compare.stable(one) == compare.stable(two) and left.exchanges[0].request != right.exchanges[0].request:
                return scripts.interleaved("two seeds, one task", [(left.exchanges[0], "a"), (right.exchanges[0], "b")],
                                           scripts.agree(right.exchanges[0], left.exchanges[0]))
    return None


def task_bounds(evidence: Evidence) -> Finding:
    """The Task API answers an index outside a split with a client error: neither with a task nor with a crash."""
    asked = evidence.of("surface", "tasks/num")
    if not asked:
        return skipped("no Task API", "implement list_splits, num_tasks and get_task")
    for recording in evidence.of("surface", "tasks/at"):
        split, _, index = recording.label.removeprefix("tasks/at/").rpartition("/")
        counted = evidence.one("surface", f"tasks/num/{split}")
        count = values.number(values.at(counted.exchanges[-1].value, "num_tasks")) if counted else None
        heard = recording.exchanges[-1]
        inside = count is not None and 0 <= int(index) < count
        if inside and heard.status != 200:
            return found("fail", f"task {index} of {int(count or 0)} in {split} answers {heard.status}", "serve every task that is counted",
                         told("a counted task is missing", [heard], want("$status", "isnt", 200)), "protocol", about=(index,))
        if not inside and (heard.status == 200 or (heard.status or 500) >= 500):
            return found("warn", f"task {index} of {int(count or 0)} in {split} answers {heard.status}", "raise IndexError outside 0 … n − 1",
                         told("an index outside the split", [heard], want("$status", "is", heard.status)), "protocol", about=(index,))
    return passed("the Task API keeps its bounds")


def tool_descriptions(evidence: Evidence) -> Finding:
    """Every tool has a description and an input schema; one without makes the framework's client list none."""
    tools = [values.mapping(tool) for tool in known.tools(evidence)]
    if not tools:
        return skipped("the subject lists no tools", "nothing to do for typed actions")
    bare = tuple(str(tool.get("name")) for tool in tools if not str(tool.get("description") or "").strip())
    if not bare:
        return passed("every tool is described", tools=len(tools))
    number = next(index for index, tool in enumerate(tools) if tool.get("name") == bare[0])
    exchanges, path = known.where_tools_are(evidence)
    at = values.show_path((*path, number, "description"))
    described = want(at, "is", tools[number]["description"]) if "description" in tools[number] else want(at, "present", False)
    return found("fail", f"tools without description: {', '.join(bare)}", "give each tool a docstring",
                 told("a tool without description", exchanges, described), "tool", about=bare, tools=len(tools))


