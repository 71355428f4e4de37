"""A replay script as a reader can use it: YAML of the grammar, the command, a Python program. Pure.

The texts are exact (whatever does not print is escaped in the language of the snippet), except that a long one is cut and says so.
"""

import json
import math
from dataclasses import dataclass, replace

import yaml

from envjudge import replay, values
from envjudge.replay import Script
from envjudge.report.text import bounded, visible

_PROGRAM = '''\
# {title}
# Needs: pip install websockets.  Usage: python replay.py {usage}
import contextlib, json, sys, urllib.error, urllib.request
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

BASES = sys.argv[1:] or [{base}]
{needs}STEPS = [  # (channel, server, session, message, how often, what is expected: (path, summed since which step, relation, value))
{steps}
]


def at(value, path):
    for key in path:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def filled(value):  # a reference is replaced by what an earlier step was answered
    if isinstance(value, dict) and "$answer" in value:
        found = at(answers[value["$answer"]][-1], value["path"])
        text = found if isinstance(found, str) else json.dumps(found)
        return value["format"].replace("{{}}", text) if "format" in value else found
    if isinstance(value, dict):
        return {{key: filled(inner) for key, inner in value.items()}}
    return [filled(inner) for inner in value] if isinstance(value, list) else value


def http(base, head, body):
    method, target = head.split(" ", 1)
    data = None if body is None else json.dumps(filled(body)).encode()
    request = urllib.request.Request(base + target, data, {{"Content-Type": "application/json"}}, method=method)
    try:
        answer = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as refusal:
        answer = refusal
    return answer.status, answer.read().decode()


def ws(base, session, message):
    if (base, session) not in sockets:
        line = connect(base.replace("http", "ws", 1) + "/ws", max_size=None, ping_interval=None)
        sockets[base, session] = stack.enter_context(line)
    sockets[base, session].send(message if isinstance(message, str) else json.dumps(filled(message)))
    return None, sockets[base, session].recv(timeout=60)


answers, sockets, stack = [], {{}}, contextlib.ExitStack()
for number, (channel, server, session, message, times, expected) in enumerate(STEPS):
    heard = []
    for _time in range(times):
        if channel == "ws" and message == {{"type": "hang-up"}}:
            sockets.pop((BASES[server], session)).close()
            continue
        status, text, fault = None, None, ""
        try:
            status, text = ws(BASES[server], session, message) if channel == "ws" else http(BASES[server], *message)
        except (OSError, WebSocketException) as error:  # a server that hangs up may be what is shown
            fault = repr(error)
        try:
            heard.append(json.loads(text or "null"))
        except ValueError:
            heard.append(text)
    answers.append(heard)
    print(f"step {{number}}: {{fault or (json.dumps(heard[-1])[:300] if heard else 'hung up')}}")
    for path, since, relation, value in expected:
        if isinstance(path, str):
            found = {{"$status": status, "$fault": fault, "$text": text}}[path]
        elif since is None:
            found = at(heard[-1], path)
        else:
            found = sum(at(each, path) or 0 for given in answers[since:] for each in given)
        print("    measured:", found, "| expected:", relation, filled(value))
stack.close()
'''
_TWO = '''\
if len(BASES) < 2:
    sys.exit("name the addresses of two servers of the subject, the second one started with another PYTHONHASHSEED and TZ")
'''


@dataclass(frozen=True, slots=True)
class Snippets:
    """One script in three forms. `complete` says that nothing was cut, `two_servers` that it speaks with a second one too."""

    yaml: str
    command: str
    python: str
    complete: bool
    two_servers: bool


def script_text(script: Script) -> str:
    """A replay script as YAML that a person can read and change; what does not print is escaped."""
    document = replay.document(script)
    plain = json.dumps(document, ensure_ascii=False)
    return str(yaml.safe_dump(document, sort_keys=False, allow_unicode=visible(plain) == plain, default_flow_style=None, width=120))


def snippets(script: Script, command: str, subject: str, limit: int) -> Snippets:
    """The script in three forms, YAML and Python of at most `limit` bytes on the page each."""
    part = _first_steps(script, limit)
    written, program = script_text(part), _program(part, subject)
    shown = bounded(written, limit), bounded(program, limit)
    return Snippets(shown[0], bounded(command, 1000), shown[1], part == script and shown == (written, program), script.needs_second)


def _first_steps(script: Script, limit: int) -> Script:
    """As many steps as can be shown at all: hostile input is long, and writing what is then cut away costs seconds."""
    room, kept = limit, 0
    for step in script.steps:
        room -= len(step.body or "")
        kept += 1
        if room < 0:
            break
    return replace(script, steps=script.steps[:kept])


def _program(script: Script, subject: str) -> str:
    base = subject if subject.startswith(("http://", "https://")) else "http://127.0.0.1:8000"
    usage = "http://127.0.0.1:8000" + (" http://127.0.0.1:8001" if script.needs_second else "")
    steps = []
    for index, step in enumerate(script.steps):
        parsed = None if step.body is None or step.raw else json.loads(step.body)
        body = step.body if step.raw or not _finite(parsed) else _paths_parsed(parsed)
        message: object = body if step.channel == "ws" else (f"{step.method} {step.target}", body)
        expected = [(_path(each.path), (index if each.since is None else each.since) if each.total else None, each.relation,
                     _paths_parsed(json.loads(each.value))) for each in step.expect]
        steps.append(f"    ({step.channel!r}, {int(bool(step.server))}, {step.session!a}, {message!a}, {step.times}, {expected!a}),")
    return _PROGRAM.format(title=ascii(script.title)[1:-1], base=ascii(base), usage=usage, needs=_TWO if script.needs_second else "",
                           steps="\n".join(steps))


def _finite(value: object) -> bool:
    """Whether Python can write the value as a literal: JSON as spoken in the field knows NaN and Infinity."""
    return all(not isinstance(leaf, float) or math.isfinite(leaf) for _path, leaf in values.leaves(value))


def _path(text: str) -> list[str | int] | str:
    return text if text.startswith("$") else list(values.parse_path(text))


def _paths_parsed(value: object) -> object:
    """The value with the paths of its references as lists: the program has no parser for them."""
    if isinstance(value, dict) and "$answer" in value:
        return {key: _path(str(inner)) if key == "path" else inner for key, inner in value.items()}
    if isinstance(value, dict):
        return {key: _paths_parsed(inner) for key, inner in value.items()}
    return [_paths_parsed(inner) for inner in value] if isinstance(value, list) else value
