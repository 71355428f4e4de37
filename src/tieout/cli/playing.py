"""A person at the desk: typed calls against an episode in process."""

import json
import shlex
from collections.abc import Callable

from tieout.attempts import ATTEMPTS
from tieout.episode import Phase, advance, begin, scenario_of
from tieout.ledger.books import Books
from tieout.rollout import Transcript, made, run_to_end
from tieout.tasks.family import Task
from tieout.tools.calls import ToolCall, View
from tieout.tools.registry import TOOLS, find_tool

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
    write('Type a tool and its arguments, for instance: query_ledger account=1010 unmatched=true. "help" lists tools.')
    while episode.phase is not Phase.DONE:
        try:
            line = input(f"[{episode.steps_left} steps left] > ").strip()
        except EOFError:
            break
        if line in ("quit", "exit"):
            break
        if line.split(" ", 1)[0] == "help":
            write(help_text(line[4:].strip()))
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
    """``tool name=value …``; a value that reads as JSON is taken as such, any other as text. ValueError if neither."""
    name, *words = shlex.split(line)
    arguments: dict[str, object] = {}
    tool = find_tool(name)
    texts = {entry.name for entry in tool.parameters if entry.schema.get("type") == "string"} if tool else set()
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise ValueError(f"{word!r} is not name=value")
        try:
            arguments[key] = value if key in texts else json.loads(value)
        except json.JSONDecodeError:
            arguments[key] = value
    return ToolCall(name, arguments)


def help_text(name: str) -> str:
    """All tools, or one with its arguments."""
    tool = find_tool(name)
    if tool is None:
        return "\n".join(f"{entry.name}: {entry.description}" for entry in TOOLS)
    lines = [f"{tool.name}: {tool.description}"]
    lines += [
        f"  {entry.name}{'' if entry.required else ' (optional)'}: {entry.schema['description']}"
        for entry in tool.parameters
    ]
    return "\n".join(lines)
