"""Agents under a mask: what they see of letters, and that nothing else changes."""

import pytest

from tieout.agents.masked import LETTERS, MASKS, masked, wordless
from tieout.agents.protocol import Play, all_rows, call
from tieout.agents.registry import agent_for, agent_named
from tieout.rollout import Transcript, run
from tieout.tasks.family import Task
from tieout.tasks.registry import make_task
from tieout.tools.messages import View

TASK = make_task("month_end_close", 3, "validation", 0)


def reader(together: int, seen: list[View]):
    """An agent that reads every document, so many in a call and each answer to its last page; keeps what it saw."""

    def play(opening: View) -> Play:
        listed = yield from all_rows("list_documents")
        names = [row["document"] for row in listed]
        for start in range(0, len(names), together):
            page = 1
            while page:
                view = yield call("read_document", documents=names[start : start + together], page=page)
                seen.append(view)
                page = view.data.get("page", {}).get("next", 0)

    return play


def read_under(mask: str, together: int, task: Task = TASK) -> tuple[list[View], Transcript]:
    """What the reader sees under a mask, and the transcript with what it would have seen."""
    seen: list[View] = []
    transcript = run(masked(reader(together, seen), mask), task)
    return seen, transcript


@pytest.mark.parametrize(
    "text", ["FA-1042 was sold on 14 Mar 2024 for 1250.00 (ref. 0071-A).", "By March 3, 2024 at 10 %"]
)
def test_words_become_x_and_ids_amounts_and_dates_stay(text: str) -> None:
    """The lengths stay too, so that a layout stays a layout."""
    masked_text = wordless(text)
    assert len(masked_text) == len(text)
    for token in ("FA-1042", "14 Mar 2024", "1250.00", "0071-A", "March 3, 2024", "10 %"):
        assert (token in masked_text) is (token in text)
    assert not {"sold", "was", "for", "By", "at"} & set(masked_text.split())


@pytest.mark.parametrize("together", [1, 40])
def test_no_word_of_a_letter_is_seen_under_wordless(together: int) -> None:
    """However many documents a call reads; and papers that are no letters are seen as they are."""
    seen, transcript = read_under("wordless", together)
    true = [view for made, view in transcript.turns if made.name == "read_document"]
    assert len(seen) == len(true) > 1
    kind, letters, others = "", 0, 0
    for masked_view, view in zip(seen, true, strict=True):
        if together == 1:
            kind = view.result.title.rpartition(" ")[0]
        for shown, line in zip(masked_view.result.body.split("\n"), view.result.body.split("\n"), strict=True):
            if together > 1 and line.startswith("== "):
                kind = line[3:].rpartition(" ")[0]
                assert shown == line
            elif kind in LETTERS:
                letters += shown != line
                assert shown == wordless(line)
            elif kind != "remittance advice":
                others += 1
                assert shown == line
    assert letters > 10
    assert others > 100


def test_letters_are_on_no_list_and_their_pages_are_empty_under_letterless() -> None:
    """Neither by list nor by id does a letter say anything."""
    seen: list[View] = []
    letters = [row for row in _listed("null") if row["kind"] in LETTERS]
    assert letters

    def play(opening: View) -> Play:
        seen.append((yield call("list_documents", kind="e-mail")))
        seen.append((yield call("read_document", documents=[letters[0]["document"]])))

    run(masked(play, "letterless"), TASK)
    assert seen[0].data["rows"] == ()
    assert "body" not in seen[1].data
    assert not [row for row in _listed("letterless") if row["kind"] in LETTERS]
    assert len(_listed("letterless")) == len(_listed("null")) - len(letters)


def test_a_search_for_a_word_finds_no_letter_under_wordless() -> None:
    """Else a word could be asked for, letter by letter; a number may be."""
    words, numbers = ({row["kind"] for row in _listed("wordless", text=text)} for text in ("e", next(_digits())))
    assert not words & set(LETTERS)
    assert words
    assert numbers & set(LETTERS)


def _listed(mask: str, **arguments: str):
    found = []

    def play(opening: View) -> Play:
        found.extend((yield from all_rows("list_documents", **arguments)))

    run(play if mask not in MASKS else masked(play, mask), TASK)
    return found


def _digits():
    return (row["document"] for row in _listed("null") if row["kind"] in LETTERS)


def test_a_masked_agent_is_named_after_its_mask_and_plays_like_the_bare_one_where_it_reads_no_letter() -> None:
    """The rulebot reads no prose, so its calls are the same under ``wordless``."""
    task = make_task("three_way_match", 2, "validation", 1)
    assert agent_named("rulebot+wordless").name == "rulebot+wordless"
    bare, masked_run = (run(agent_for(name, task), task) for name in ("rulebot", "rulebot+wordless"))
    assert [made for made, _ in bare.turns] == [made for made, _ in masked_run.turns]
    assert run(agent_for("oracle+letterless", task), task).score == 1


def test_an_unknown_mask_is_answered_with_the_masks_there_are() -> None:
    """The message names value and remedy."""
    with pytest.raises(KeyError, match=r"There is no mask 'blind'\. Use one of: wordless, letterless"):
        agent_named("rulebot+blind")
