"""``docs/error-codes.md``: what can be wrong in a month, from the functions that plant it and from planted months."""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from tieout.docgen.markdown import GENERATED, table
from tieout.episode import scenario_of
from tieout.scenario import defects
from tieout.tasks.family import LEVELS, TaskFamily
from tieout.tasks.registry import FAMILIES, make_task

INTRODUCTION = """# Error codes

What the generator plants. Each is planted by a function of its own, with its correction, and with its evidence in what
the agent can read. Timing items and decoys carry codes as well: there the right answer is *not* to book. The weight
multiplies a finding's size in the score, family by family; examples are findings of months in the train split.
"""
MEANING = re.compile(r"^([EFD]\d\d): (.*)$", re.DOTALL)
MONTHS = 8  # of each family and level are looked through for an example


def page() -> str:
    """The page."""
    meanings = _meanings()
    examples, families = _planted()
    rows = []
    for code in sorted(meanings.keys() | examples.keys()):
        text = " · ".join(meanings.get(code, ()))
        where = "; ".join(f"{name} {weight}" for name, weight in families.get(code, {}).items())
        rows.append((code, text, where, examples.get(code, "")))
    return GENERATED + INTRODUCTION + "\n" + table(("code", "what is wrong", "weight", "example"), rows)


def _meanings() -> dict[str, list[str]]:
    """By code, the first sentence of every function that plants it."""
    found: dict[str, list[str]] = {}
    for module in pkgutil.walk_packages(defects.__path__, f"{defects.__name__}."):
        for _, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            match = MEANING.match(inspect.getdoc(function) or "")
            if match and function.__module__ == module.name:
                text = " ".join(match[2].partition("\n\n")[0].split())
                found.setdefault(match[1], []).append(text[0].upper() + text[1:])
    return found


def _planted() -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """By code, one finding as the score would name it, and the weight that each family gives to it."""
    examples: dict[str, str] = {}
    families: dict[str, dict[str, int]] = {}
    for family, code, summary in _findings():
        examples.setdefault(code, summary)
        families.setdefault(code, {})[family.name] = family.rubric.difficulty.get(code, 2)
    return examples, families


def _findings() -> Iterator[tuple[TaskFamily, str, str]]:
    for family in FAMILIES:
        for level in LEVELS:
            for index in range(MONTHS):
                for defect in scenario_of(make_task(family.name, level, "train", index)).key.defects:
                    yield family, defect.code, defect.summary
