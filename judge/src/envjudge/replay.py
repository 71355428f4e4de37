"""The replay grammar: a short script of messages that shows one thing about a server. Pure.

A script is a list of steps. A step sends one message on one session, over the WebSocket or over HTTP, perhaps several
times, and may expect something of the last answer. A message may quote an earlier answer. The same scripts carry
findings, specimens and reports; `envjudge replay FILE --url URL` plays any of them.

    replay: 1
    title: a wrong answer is told the right one, which then pays
    steps:
      - ws: {type: reset, data: {}}
      - ws: {type: step, data: {answer: x}}
      - ws: {type: step, data: {answer: {$answer: 1, path: data.observation.correct_answer}}}
        expect:
          - {path: data.reward, above: 0.5}

- `ws:` a frame as JSON, or a text that is sent as it stands; `http:` "METHOD /path" with an optional `body:`.
- `session:` a name; each name is a connection of its own (default "a"). `ws: {type: hang-up}` closes it.
- `server: second` sends the message to a second server of the subject, started with another hash seed, time zone and language.
- `wait:` seconds of silence before the message.
- `times:` how often the message is sent; `expect` looks at the last answer, `sum` at all of them.
- `{$answer: N, path: P, format: "[{}]"}` is the value at P in the last answer to step N (counted from 0).
  In the format `{, }` stands for a list, its items joined by what is between the braces.
  With `word: K`, the K-th word or number of the text there (from 0).
- an expectation names a `path` (or `sum`, the total of the numbers at that path over the step's answers), and one relation:
  is, isnt, above, below, contains, present, type. The path `$status` is the HTTP status, `$fault` why no answer came,
  `$text` the whole answer as text, `$took` how many seconds it took.
  With `since: N`, a sum runs over all answers from step N on.

All expectations together say what the script shows: it is *shown* when every one of them holds.
"""

import json
from dataclasses import dataclass

from envjudge import values

GRAMMAR = 1
HANG_UP = '{"type":"hang-up"}'
SECOND = "second"
RELATIONS = ("is", "isnt", "above", "below", "contains", "present", "type")
_TYPES: dict[str, type | tuple[type, ...]] = {"null": type(None), "bool": bool, "number": (int, float), "string": str, "list": list, "object": dict}


class BadScript(ValueError):
    """The text is not a script; the message says which step and what was expected there."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One relation that an answer is expected to have. `value` is JSON text, so that the record stays frozen."""

    path: str
    relation: str
    value: str
    total: bool = False
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One message: `body` is JSON text with references in it, `method` and `target` are of HTTP only; `server` is empty, or
    SECOND."""

    channel: str
    body: str | None
    method: str = ""
    target: str = ""
    session: str = "a"
    times: int = 1
    raw: bool = False
    expect: tuple[Expectation, ...] = ()
    wait: float = 0.0
    server: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """What to send, and what it shows."""

    title: str
    steps: tuple[Step, ...]

    @property
    def needs_second(self) -> bool:
        """Whether a message goes to a second server."""
        return any(step.server for step in self.steps)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to one message: JSON text (or any text), HTTP status, why nothing came, and after how many seconds."""

    text: str | None
    status: int | None = None
    fault: str = ""
    took: float = 0.0


# -- reading and writing ----------------------------------------------------------------------------------------------


def parse(document: object) -> Script:
    """The script that a parsed JSON or YAML document describes. Raises BadScript."""
    if not isinstance(document, dict) or document.get("replay") != GRAMMAR:
        raise BadScript(f"a script starts with `replay: {GRAMMAR}`")
    steps = document.get("steps")
    if not isinstance(steps, list) or not steps:
        raise BadScript("a script has `steps:`, at least one")
    return Script(str(document.get("title", "")), tuple(_step(index, step) for index, step in enumerate(steps)))


def _step(index: int, step: object) -> Step:
    if not isinstance(step, dict) or ("ws" in step) == ("http" in step):
        raise BadScript(f"step {index}: exactly one of `ws:` and `http:`")
    unknown = set(step) - {"ws", "http", "body", "session", "times", "expect", "wait", "server"}
    if unknown:
        raise BadScript(f"step {index}: unknown {', '.join(sorted(unknown))}")
    times = step.get("times", 1)
    if not isinstance(times, int) or isinstance(times, bool) or not 1 <= times <= 100_000:
        raise BadScript(f"step {index}: `times:` is a count from 1, not {times!r}")
    wait = values.number(step.get("wait", 0))
    if wait is None or not 0 <= wait <= 600:
        raise BadScript(f"step {index}: `wait:` is seconds from 0 to 600, not {step.get('wait')!r}")
    server = step.get("server", "")
    if server not in {"", SECOND}:
        raise BadScript(f"step {index}: `server:` is {SECOND}, or left out, not {server!r}")
    expect = tuple(_expectation(index, each) for each in values.items(step.get("expect")))
    session = str(step.get("session", "a"))
    if "ws" in step:
        message = step["ws"]
        raw = isinstance(message, str)
        return Step("ws", message if raw else values.canonical(message), session=session, times=times, raw=raw,
                    expect=expect, wait=wait, server=server)
    method, _, target = str(step["http"]).partition(" ")
    if not method.isupper() or not target.startswith("/"):
        raise BadScript(f"step {index}: `http:` is \"METHOD /path\", not {step['http']!r}")
    body = values.canonical(step["body"]) if "body" in step else None
    return Step("http", body, method, target, session, times, False, expect, wait, server)


def _expectation(index: int, each: object) -> Expectation:
    if not isinstance(each, dict):
        raise BadScript(f"step {index}: an expectation is a mapping, not {each!r}")
    relations = [name for name in RELATIONS if name in each]
    if len(relations) != 1 or ("path" in each) == ("sum" in each):
        raise BadScript(f"step {index}: an expectation has `path:` or `sum:`, and one of {', '.join(RELATIONS)}")
    since = each.get("since")
    path = str(each.get("path", each.get("sum")))
    values.parse_path(path)
    return Expectation(path, relations[0], values.canonical(each[relations[0]]), "sum" in each,
                       since if isinstance(since, int) else None)


def document(script: Script) -> dict[str, object]:
    """The script as a JSON value; `parse` reads it back unchanged."""
    return {"replay": GRAMMAR, "title": script.title, "steps": [_shown(step) for step in script.steps]}


def _shown(step: Step) -> dict[str, object]:
    shown: dict[str, object] = {}
    if step.channel == "ws":
        shown["ws"] = step.body if step.raw else json.loads(step.body or "null")
    else:
        shown["http"] = f"{step.method} {step.target}"
        if step.body is not None:
            shown["body"] = json.loads(step.body)
    if step.session != "a":
        shown["session"] = step.session
    if step.server:
        shown["server"] = step.server
    if step.times != 1:
        shown["times"] = step.times
    if step.wait:
        shown["wait"] = step.wait
    if step.expect:
        shown["expect"] = [
            {"sum" if each.total else "path": each.path, each.relation: json.loads(each.value)}
            | ({} if each.since is None else {"since": each.since})
            for each in step.expect
        ]
    return shown


# -- judging answers --------------------------------------------------------------------------------------------------


def resolve(body: object, answers: tuple[Answer, ...]) -> object:
    """The body with every reference replaced by what was answered. `answers[n]` is the last answer to step n.
    Raises BadScript when a reference leads nowhere."""
    if isinstance(body, dict) and "$answer" in body:
        index = body["$answer"]
        if not isinstance(index, int) or not 0 <= index < len(answers):
            raise BadScript(f"no answer {index!r} yet")
        path = values.parse_path(str(body.get("path", "")))
        found = values.at(values.parse_json(answers[index].text or ""), *path)
        if found is values.ABSENT:
            raise BadScript(f"answer {index} has nothing at {body.get('path')!r}")
        word = body.get("word")
        if isinstance(word, int):
            words = values.words(found) if isinstance(found, str) else []
            if not 0 <= word < len(words):
                raise BadScript(f"answer {index} has no word {word} at {body.get('path')!r}")
            found = words[word]
        form = body.get("format")
        return values.written(form, found) if isinstance(form, str) else found
    if isinstance(body, dict):
        return {key: resolve(inner, answers) for key, inner in body.items()}
    if isinstance(body, list):
        return [resolve(inner, answers) for inner in body]
    return body


def holds(expectation: Expectation, answers: tuple[tuple[Answer, ...], ...], step: int) -> bool:
    """Whether the expectation of a step holds. `answers[n]` are all the answers to step n, up to this step."""
    if expectation.total:
        first = step if expectation.since is None else expectation.since
        path = values.parse_path(expectation.path)
        heard = [values.at(values.parse_json(each.text or ""), *path) for given in answers[first:step + 1] for each in given]
        found: object = sum(values.number(value) or 0.0 for value in heard)
    else:
        found = _look(answers[step][-1], expectation.path)
    wanted = resolve(json.loads(expectation.value), tuple(given[-1] for given in answers))
    return _related(found, expectation.relation, wanted)


def _look(answer: Answer, path: str) -> object:
    if path == "$status":
        return answer.status
    if path == "$fault":
        return answer.fault
    if path == "$text":
        return answer.text
    if path == "$took":
        return answer.took
    return values.at(values.parse_json(answer.text or ""), *values.parse_path(path))


def _related(found: object, relation: str, wanted: object) -> bool:
    if relation == "present":
        return (found is not values.ABSENT) == bool(wanted)
    if found is values.ABSENT:
        return relation == "isnt"
    if relation in {"is", "isnt"}:
        same = (type(found) is type(wanted) and found == wanted) or (
            values.number(found) is not None and values.number(found) == values.number(wanted))
        return same == (relation == "is")
    if relation == "type":
        expected = _TYPES.get(str(wanted), ())
        return isinstance(found, expected) and not (wanted == "number" and isinstance(found, bool))
    if relation == "contains":
        text = found if isinstance(found, str) else values.canonical(found)
        return (wanted if isinstance(wanted, str) else values.canonical(wanted)) in text
    left, right = values.number(found), values.number(wanted)
    if left is None or right is None:
        return False
    return left > right if relation == "above" else left < right
