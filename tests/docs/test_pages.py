"""The generated pages say what the code says."""

from pathlib import Path

import pytest

from tieout.docgen.markdown import GENERATED, block, table
from tieout.docgen.pages import PAGES
from tieout.tools.registry import TOOLS

DOCS = Path(__file__).parents[2] / "docs"


# The page of treatments takes a minute to make; tests/contracts/test_treatments.py compares it code by code.
@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"treatments.md"}))
def test_a_page_is_up_to_date(name: str) -> None:
    """Making the page again gives the committed page; where it does not: ``make docs``, and commit it."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_that_it_is_generated(name: str) -> None:
    """Nobody edits it by hand without having been warned."""
    assert (DOCS / name).read_text(encoding="utf-8").startswith(GENERATED)


def test_every_tool_and_argument_is_documented() -> None:
    """The tools' page leaves none out."""
    text = (DOCS / "tools.md").read_text(encoding="utf-8")
    for tool in TOOLS:
        section = text.partition(f"### `{tool.name}`\n")[2].partition("\n### ")[0]
        assert tool.description in section
        assert all(f"| `{parameter.name}` |" in section for parameter in tool.parameters)


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    """What documents contain cannot disturb the page around them."""
    assert table(("a", "b"), [("x|y", "one\ntwo")]).splitlines()[-1] == "| x\\|y | one two |"
    assert block("```\ntext\n```").count("````") == 2
