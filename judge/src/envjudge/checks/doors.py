"""Phase 3: other ways in, and what errors give away."""

import re

from envjudge import compare, scripts, turns, values
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.findings import Finding, found, passed, skipped
from envjudge.marks import NO_SUCH
from envjudge.scripts import path_in, told, want

TRACE = re.compile(r"Traceback \(most recent call last\)|File \"/[^\"]+\", line \d+|/site-packages/|/hom[e]/\w|/usr/(?:local/)?lib/python|"
                   r"(?<![\w/.])/(?:root|app|srv|opt|workspace|code|Users)/[\w./-]+\.(?:py|json|db|csv|txt|yaml)\b")
_INSIDE = re.compile(r"Traceback|File |/site-packages/|/hom[e]/|lib/python|\.(?:py|json|db|csv|txt|yaml)\b")
"""What every text that TRACE finds has in it, also when it stands in JSON: most answers need no closer look."""
_REFUSED = re.compile(r'"type": ?"error"')
_ERROR_FIELD = re.compile(r"error|exception|traceback|detail$", re.IGNORECASE)
_PASSWORD_FILE = re.compile(r"root:[x*]?:0:0:")
_REFUSAL = re.compile(r"error|not found|no such|invalid|unknown|does ?n[o']t exist|not a |denied|refused|illegal|not allowed|must ", re.IGNORECASE)
_TELLING = re.compile(r"answer|truth|expected|solution|gold|secret|target|oracle|hidden|password|sqlite", re.IGNORECASE)


def error_text(evidence: Evidence) -> Finding:
    """No error names files of the server or shows a traceback."""
    heard = 0
    for recording, exchange in evidence.exchanges():
        heard += (exchange.status or 0) >= 400 or bool(_REFUSED.search((exchange.answer or "")[:60]))
        for text in _errors(exchange) if _INSIDE.search(exchange.answer or "") else ():
            shown = TRACE.search(text)
            if shown:
                upto = recording.exchanges[:recording.exchanges.index(exchange) + 1]
                return found("warn", f"an error shows the inside of the server: {text[max(0, shown.start() - 20):shown.end() + 60]!r}",
                             "answer an error of your own words, and log the rest",
                             told("an error that shows the inside", scripts.since_reset(upto), want("$text", "contains", values.canonical(shown[0])[1:-1])),
                             "error", about=("text",))
    return passed("errors keep to themselves", errors=heard) if heard else skipped("no error was heard", "answer forbidden actions with an error")


def _errors(exchange: Exchange) -> list[str]:
    """The texts of an answer that speak of an error."""
    if exchange.kind not in {"reset", "step", "raw", "mcp", "http"} or exchange.answer is None:
        return []
    value = exchange.value
    if exchange.channel == "http" and exchange.kind == "http" and (exchange.status or 0) < 400:
        return []
    refused = values.at(value, "type") == "error" or (exchange.status or 0) >= 400
    if refused:
        return [exchange.answer if value is values.ABSENT else str(leaf) for _path, leaf in values.leaves(value) if isinstance(leaf, str)][:40]
    return [leaf for path, leaf in values.leaves(value)
            if isinstance(leaf, str) and any(isinstance(step, str) and _ERROR_FIELD.search(step) for step in path)][:40]


def side_doors(evidence: Evidence) -> Finding:
    """No path beside the contract hands out data."""
    listed = evidence.one("doors", "openapi")
    if listed is None or listed.exchanges[-1].status != 200:
        return skipped("the server lists no paths", "serve /openapi.json")
    doors = evidence.of("doors", "door")
    data = [each for each in doors if each.exchanges[-1].status == 200 and len(values.canonical(each.exchanges[-1].value)) > 24
            and isinstance(each.exchanges[-1].value, dict | list)]
    if not data:
        return passed("no path beside the contract hands out data", tried=len(doors))
    telling = [each for each in data if _TELLING.search(each.exchanges[-1].answer or "")]
    shown = (telling or data)[0]
    names = tuple(each.label.removeprefix("door/") for each in telling or data)
    return found("fail" if telling else "warn", f"{len(data)} paths beside the contract hand out data, first {names[0]}: "
                 f"{(shown.exchanges[-1].answer or '')[:120]}", "take the path away, or let only the orchestrator reach it",
                 told(f"a side door: {names[0]}", shown.exchanges, want("$status", "is", 200), want("$text", "contains", (shown.exchanges[-1].answer or "")[:1])),
                 "side door", about=names, tried=len(doors), open=len(data))


def tool_paths(evidence: Evidence) -> Finding:
    """No argument of an action leads out of the directory it is meant for."""
    tried = evidence.of("paths", "path")
    if not tried:
        return skipped("no action takes a text", "nothing to do for actions without texts")
    by_slot: dict[str, dict[str, Recording]] = {}
    for recording in tried:
        slot, _, outside = recording.label.removeprefix("path/").rpartition("|")
        if recording.of_kind("step"):
            by_slot.setdefault(slot, {})[outside] = recording
    for slot, given in by_slot.items():
        for outside, recording in given.items():
            content = _PASSWORD_FILE.search(recording.of_kind("step")[0].answer or "")
            if content:
                return found("fail", f"{slot} = {outside!r} reads a file of the server", "resolve the path and compare it with the directory it must be in",
                             told("a file from outside", recording.exchanges, want("$text", "contains", content[0])), "tool", about=(slot,))
        if NO_SUCH not in given or not _refuses(given[NO_SUCH].of_kind("step")[0]):
            continue
        for outside in ("..", "../.."):
            recording = given.get(outside, given[NO_SUCH])
            step = recording.of_kind("step")[0]
            if not _refuses(step):
                path, text = _told_instead(step, given[NO_SUCH].of_kind("step")[0])
                return found("warn", f"{slot} = {outside!r} is taken, where a name that does not exist is refused",
                             "resolve the path and compare it with the directory it must be in",
                             told("a directory from outside", recording.exchanges, want(path_in(step, "observation", *path), "contains", text[:40])),
                             "tool", about=(slot,))
    return passed("no path leads outside", slots=len(by_slot), tried=len(tried))


def _refuses(exchange: Exchange) -> bool:
    turn = turns.read(exchange)
    return not turn.ok or any(_REFUSAL.search(leaf) if isinstance(leaf, str) else leaf is True and re.search("error", str(path[-1:]), re.IGNORECASE)
                              for path, leaf in values.leaves(turn.observation))


def _told_instead(exchange: Exchange, refusal: Exchange) -> tuple[values.Path, str]:
    """The longest text of the observation that a refusal's does not hold, with its path."""
    usual = turns.read(refusal).observation
    texts = [(path, leaf) for path, leaf in values.leaves(turns.read(exchange).observation)
             if isinstance(leaf, str) and values.at(usual, *path) != leaf]
    return max(texts, key=lambda each: len(each[1]), default=((), ""))


def chosen_start(evidence: Evidence) -> Finding:
    """No argument of reset places the pieces, and none is read that cannot be given."""
    plain = [r.of_kind("reset")[-1] for r in evidence.of("starts", "plain") if r.of_kind("reset")]
    nothing = evidence.one("starts", "nothing")
    placed = evidence.of("starts", "placed")
    if len(plain) < 3 or nothing is None or not placed or not all(turns.read(each).ok for each in plain):
        return skipped("reset with a seed was not answered often enough", "give it more time: --budget standard")
    if not turns.read(nothing.exchanges[-1]).ok:
        return passed("reset refuses arguments that it does not know", tried=len(placed))
    steady = not any(compare.differences(turns.read(plain[0]).observation, turns.read(each).observation) for each in plain[1:])
    if steady and compare.differences(turns.read(plain[0]).observation, turns.read(nothing.exchanges[-1]).observation):
        return passed("reset says so of arguments that it does not know", tried=len(placed))
    for recording in placed:
        name, reset = recording.label.partition("/")[2], recording.of_kind("reset")[-1]
        turn = turns.read(reset)
        if turn.lost:
            continue
        if not turn.ok:
            return found("warn", f"reset reads `{name}` and breaks on it: {(turn.error or '')[:100]}", "take what can be sent as JSON, or take no such argument",
                         told(f"reset breaks on {name}", recording.exchanges, want("data.message", "present", True) if reset.channel == "ws" else want("$status", "above", 399)),
                         "side door", about=(name,))
        sent = values.at(reset.sent, "data", name) if reset.channel == "ws" else values.at(reset.sent, name)
        shown = [path for path, leaf in values.leaves(turn.observation) if isinstance(leaf, str) and leaf == sent]
        moved = compare.differences(turns.read(plain[0]).observation, turn.observation) if steady else ()
        if shown or moved:
            script = (told(f"the client chooses {name}", recording.exchanges, want(path_in(reset, "observation", *shown[0]), "is", sent)) if shown else
                      scripts.compared(f"the client chooses {name}", [(plain[0], "a"), (reset, "b")], 0, path_in(reset, "observation", *moved[0])))
            return found("warn", f"reset takes `{name}`: the client chooses where the episode starts", "let seed or task decide; agents that reach reset choose what is easy",
                         script, "side door", about=(name,))
    return passed("no argument of reset places the pieces", tried=len(placed))
