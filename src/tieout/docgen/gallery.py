"""``docs/gallery.md``: one month of each family and level, seen through the tools, with what is wrong in it."""

from collections.abc import Iterator

from tieout.docgen.markdown import GENERATED, block, table
from tieout.episode import Episode, advance, begin, scenario_of
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.messages import ToolCall, View

INTRODUCTION = """# Gallery

One month of each family and level, from the train split, as an agent gets to see it: the brief, and some of the documents
on the desk. What is wrong in the month, which the agent is not told, is folded away below each.
"""
SHOWN = 3  # documents a month
LONGEST = 40  # lines of a document


def page() -> str:
    """The page."""
    return GENERATED + INTRODUCTION + "".join(_month(family.name, level) for family in FAMILIES for level in LEVELS)


def _month(family: str, level: int) -> str:
    task = make_task(family, level, "train", 0)
    scenario = scenario_of(task)
    episode, opening = begin(task)
    documents = scenario.case.documents
    parts = [
        f"\n## {family}, level {level}\n\n`{task.id}`: {len(documents)} documents, "
        f"{sum(len(statement.lines) for statement in scenario.case.statements)} bank lines, "
        f"{len(scenario.case.books.entries)} entries in the books, {episode.budget} steps.\n\n",
        block(opening.text),
    ]
    parts += [f"\n{block(text)}" for text in _documents(episode, level)]
    wrong = table(("code", "finding"), ((defect.code, defect.summary) for defect in scenario.key.defects))
    parts.append(f"\n<details><summary>What is wrong</summary>\n\n{wrong}\n</details>\n")
    return "".join(parts)


def _documents(episode: Episode, level: int) -> Iterator[str]:
    """Some documents, of different kinds; higher levels begin further on in the list of kinds."""
    kinds: dict[str, str] = {}
    for document in episode.scenario.case.documents:
        kinds.setdefault(type(document).__name__, document.id)
    names = sorted(kinds)
    for offset in range(min(SHOWN, len(names))):
        view = _read(episode, kinds[names[(level + offset * 2) % len(names)]])
        lines = view.text.splitlines()
        cut = [*lines[:LONGEST], f"({len(lines) - LONGEST} more lines)"] if len(lines) > LONGEST else lines
        yield "\n".join(cut)


def _read(episode: Episode, document: str) -> View:
    return advance(episode, ToolCall("read_document", {"documents": [document]}))[1]
