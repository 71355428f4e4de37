"""A person at the desk: typed calls against an episode in process."""

import io
import json
import shlex
from collections.abc import Callable, Sequence

from tieout.attempts import ATTEMPTS
from tieout.episode import Phase, advance, begin, scenario_of
from tieout.ledger.books import Books
from tieout.rollout import Transcript, made, run_to_end
from tieout.tasks.family import Task
from tieout.tools.messages import ToolCall, View
from tieout.tools.registry import EVERY_NAME, TOOLS, find_tool

Write = Callable[[str], object]


def show_desk(task: Task, write: Write) -> None:
    """The documents of a task, one line each."""
    for document in scenario_of(task).case.documents:
        write(f"{document.id:14} {document.date.isoformat()} {document.kind} {document.party}".rstrip())


def books_after(task: Task, agent: str) -> Books:
    """The books of a task as they lie on the desk, or as the agent of that name leaves them."""
    if not agent:
        return scenario_of(task).case.books
    return run_to_end(made(agent, task), task).desk.books


def company_of(task: Task) -> str:
    """The name of the company whose month it is."""
    return scenario_of(task).case.company


def play(task: Task, write: Write) -> Transcript:
    """Read calls from standard input until the period is closed or the input ends; what was played."""
    episode, opening = begin(task, attempt=ATTEMPTS.next(task))
    turns: list[tuple[ToolCall, View]] = []
    write(opening.text)
    write(
        'Type a tool and its arguments, for instance: read_document documents=["BL-12345"]. "help" lists tools, "help match" one.'
    )
    while episode.phase is not Phase.DONE:
        try:
            line = input(f"[{episode.steps_left} steps left] > ").strip()
        except EOFError:
            break
        if line in ("quit", "exit"):
            break
        if line.split(" ", 1)[0] == "help":
            write(help_text(line[4:].strip(), episode.tools))
        elif line:
            try:
                call = typed_call(line)
            except ValueError as error:
                write(f"That is not a call: {error}.")
                continue
            episode, view = advance(episode, call)
            turns.append((call, view))
            write(view.text)
    return Transcript(task, "person", opening, tuple(turns))


def typed_call(line: str) -> ToolCall:
    """``tool name=value …``. A value in brackets or braces is JSON, spaces and quotation marks included; any other is one
    word, or quoted, and is taken as JSON where it reads as such and the tool does not want text. ValueError if neither."""
    name, _, rest = line.strip().partition(" ")
    tool = find_tool(name)
    texts = {entry.name for entry in tool.parameters if entry.schema.get("type") == "string"} if tool else set()
    arguments: dict[str, object] = {}
    while rest := rest.lstrip():
        key, equals, after = rest.partition("=")
        if not equals or not key.isidentifier():
            raise ValueError(f"{rest.split()[0]!r} is not name=value")
        if after[:1] in ("[", "{") and key not in texts:
            arguments[key], rest = _json_at_start(key, after)
            continue
        value, rest = _word_at_start(after)
        try:
            arguments[key] = value if key in texts else json.loads(value)
        except json.JSONDecodeError:
            arguments[key] = value
    return ToolCall(name, arguments)


def _json_at_start(key: str, text: str) -> tuple[object, str]:
    """The JSON value that the text begins with, and what follows it."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(
            f"the value of {key} is no JSON: {error.msg} at character {error.pos + 1} of {text!r}"
        ) from None
    return value, text[end:]


def _word_at_start(text: str) -> tuple[str, str]:
    """The word, quoted or not, that the text begins with, and what follows it."""
    if text[:1] in ("", " "):
        return "", text
    source = io.StringIO(text)
    lexer = shlex.shlex(source, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    try:
        word = lexer.get_token() or ""
    except ValueError:
        raise ValueError(f"a quotation mark is not closed in {text!r}") from None
    return word, text[source.tell() :]


def help_text(name: str, offered: Sequence[str] = EVERY_NAME) -> str:
    """All tools that are offered, or one with its arguments."""
    tool = find_tool(name) if name in offered else None
    if tool is None:
        listed = [f"{entry.name}: {entry.description}" for entry in TOOLS if entry.name in offered]
        return "\n".join([f"There is no tool {name!r}. The tools are:", *listed] if name else listed)
    lines = [f"{tool.name}: {tool.description}"]
    lines += [
        f"  {entry.name}{'' if entry.required else ' (optional)'}: {entry.schema['description']}"
        for entry in tool.parameters
    ]
    return "\n".join(lines)
