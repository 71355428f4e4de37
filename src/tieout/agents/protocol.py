"""What an agent is: a generator that yields calls and is sent views."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tieout.tools.messages import ToolCall, View

Play = Generator[ToolCall, View, None]


class Agent(Protocol):
    """Starts to play: gets the opening view and yields calls until it returns or the episode is done."""

    def __call__(self, opening: View, /) -> Play: ...


@dataclass(frozen=True, slots=True)
class AgentKind:
    """An entry of the registry. ``make`` takes the task's id, which only agents that look at the answer use, and a
    seed. ``honest`` agents see views alone; ``works`` says whether the agent does any honest work at all. ``again`` is
    set where the play of ``make`` is a rehearsal: it makes the play that counts, and is given the rehearsal's end."""

    name: str
    summary: str
    make: Callable[[str, int], Agent]
    honest: bool = True
    works: bool = True
    again: Callable[[str, int, View], Agent] | None = None


def call(name: str, /, **arguments: object) -> ToolCall:
    """A tool call, as one would write a function call."""
    return ToolCall(name, arguments)


def drive(play: Play, step: Callable[[ToolCall], View]) -> bool:
    """Carry out a play's calls with ``step`` until a view is done, or the play ends by itself: then True."""
    try:
        call = next(play)
        while not (view := step(call)).done:
            call = play.send(view)
    except StopIteration:
        return True
    finally:
        play.close()
    return False


def rows(view: View) -> list[Mapping[str, str]]:
    """The table of a view, a mapping per row; empty after a refusal."""
    result = view.result
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows] if result is not None else []


def fields(view: View) -> Mapping[str, str]:
    """The single facts of a view; empty after a refusal."""
    return dict(view.result.fields) if view.result is not None else {}


def body(view: View) -> str:
    """The document of a view; empty after a refusal."""
    return view.result.body if view.result is not None else ""


def offered(opening: View) -> frozenset[str]:
    """The names of the tools that exist for this task, from the brief."""
    return frozenset(fields(opening)["tools"].split(", "))


def all_rows(name: str, /, **arguments: object) -> Generator[ToolCall, View, list[Mapping[str, str]]]:
    """Every row of a paged table; empty after a refusal.

    ``found = yield from all_rows("open_items", account="1200")``
    """
    found: list[Mapping[str, str]] = []
    for view in (yield from all_pages(name, **arguments)):
        found += rows(view)
    return found


def all_pages(name: str, /, **arguments: object) -> Generator[ToolCall, View, list[View]]:
    """Every page of an answer; the refusal alone where there is none."""
    found: list[View] = []
    page = 1
    while page:
        view = yield ToolCall(name, {**arguments, "page": page})
        found.append(view)
        shown = view.result.page if view.result is not None else None
        page = shown.next if shown is not None else 0
    return found


def file_balance(account: str) -> Play:
    """The workpaper of an account without a statement: the ledger's balance as it stands, rolled forward."""
    shown = fields((yield call("account_balance", account=account)))
    yield call(
        "save_workpaper",
        account=account,
        balance=shown["closing"],
        unexplained="0.00",
        composition=[{"name": name, "amount": shown[name]} for name in ("opening", "debits", "credits")],
    )
