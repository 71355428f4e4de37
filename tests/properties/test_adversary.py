"""A searching adversary: whatever it posts, matches, files or decides before a close, the score rises only with a fact that
it made true. What is a fact, and true, it judges by itself (`adversary_truth`).

TIEOUT_ADVERSARY_SECONDS lets it search for so long, over more months; without it a few hundred desks are tried.
"""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, combinations
from random import Random
from time import monotonic

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.properties.adversary_moves import MOVES, POSTING, Month, played, plug
from tests.properties.adversary_truth import Seen, made_true, mended, of_books, of_desk, of_key
from tests.properties.strategies import random_sources

from tieout.episode import scenario_of
from tieout.grading.score import grade
from tieout.ledger.entries import Line
from tieout.tasks.registry import FAMILIES, family_of, make_task
from tieout.tools.messages import ToolCall
from tieout.tools.registry import call_tool
from tieout.tools.workspace import Workspace

SECONDS = float(os.environ.get("TIEOUT_ADVERSARY_SECONDS", "0"))
EXAMPLES = 120
MONTHS, LEVELS = (50, (1, 2, 3, 4)) if SECONDS else (2, (1, 2, 3))
CLOSES = ("empty", "half-done", "perfect")
SETTINGS = settings(
    deadline=None,
    max_examples=EXAMPLES,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@lru_cache(maxsize=128)
def month_of(family: str, level: int, index: int) -> Month:
    task = make_task(family, level, "test" if index % 2 else "train", index // 2)
    return Month(task, scenario_of(task))


@lru_cache(maxsize=128)
def truth_of(month: Month) -> dict[tuple, object]:
    return of_key(month.scenario.key, month.scenario.case)


@lru_cache(maxsize=128)
def start_of(month: Month) -> dict[tuple, object]:
    return of_desk(month.opened, month.scenario.key)


@lru_cache(maxsize=128)
def perfect(month: Month) -> Workspace:
    return played(month.opened, list(month.solution))


months = st.builds(
    month_of,
    st.sampled_from([family.name for family in FAMILIES]),
    st.sampled_from(LEVELS),
    st.integers(0, 2 * MONTHS - 1),
)


def score_of(month: Month, desk: Workspace) -> float:
    return grade(month.opened, desk, month.scenario.key, family_of(month.task.family).rubric).value


def half_done(month: Month, rng: Random) -> Workspace:
    """The right close stopped somewhere, or some of its findings corrected and matched, and the rest left."""
    calls = list(month.solution)
    if rng.randrange(3) == 0:
        return played(month.opened, calls[: rng.randrange(len(calls) + 1)])
    desk = month.opened
    for group in _findings(month, calls):
        if rng.randrange(2):
            desk = played(desk, group)
    for call in _matches(month):
        if rng.randrange(4):
            desk = _matched(month, desk, call)
    return played(desk, [call for call in calls if call.name not in POSTING | {"match"} and rng.randrange(3)])


def _findings(month: Month, calls: list[ToolCall]) -> list[list[ToolCall]]:
    """The posting calls, those together that a document joins."""
    groups: list[tuple[set[str], list[ToolCall]]] = []
    for call in calls:
        if call.name not in POSTING:
            continue
        arguments = call.arguments
        if call.name == "reverse_entry":
            names = {line.document for line in month.scenario.case.books.entry(arguments["entry"]).lines}  # type: ignore[arg-type, union-attr]
        else:
            names = (
                {arguments["bill"]} if call.name == "post_bill" else {line["document"] for line in arguments["lines"]}
            )  # type: ignore[attr-defined, misc]
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if not group[0] & names]
        merged = [one for _, calls_of in joined for one in calls_of]
        groups.append((names.union(*(group[0] for group in joined)), [*merged, call]))
    return [group for _, group in groups]


def _matches(month: Month) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(account, bank lines, documents) of the right matches."""
    groups: dict[str, tuple[str, list[str], tuple[str, ...]]] = {}
    for movement in month.scenario.key.cleared:
        cleared = tuple(name for name, _ in movement.cleared)
        groups.setdefault(movement.group or movement.line.id, (movement.account, [], cleared))[1].append(
            movement.line.id
        )
    return [(account, tuple(lines), cleared) for account, lines, cleared in groups.values()]


def _matched(month: Month, desk: Workspace, match: tuple[str, tuple[str, ...], tuple[str, ...]]) -> Workspace:
    account, lines, cleared = match
    entries = [f"{item.entry}:{item.document}" for item in desk.open_cash[account] if item.document in cleared]
    return (
        call_tool(desk, ToolCall("match", {"pairs": [{"bank_lines": list(lines), "entries": entries}]}))[0]
        if entries
        else desk
    )


def base_of(close: str, month: Month, rng: Random) -> Workspace:
    return {
        "empty": lambda: month.opened,
        "half-done": lambda: half_done(month, rng),
        "perfect": lambda: perfect(month),
    }[close]()


def unearned(month: Month, base: Workspace, calls: list[ToolCall]) -> str:
    """What is wrong with the score of ``calls`` made on ``base``, or nothing."""
    without, after = played(base, calls, posting=False), played(base, calls)
    scores = [score_of(month, desk) for desk in (base, without, after)]
    key, true, start = month.scenario.key, truth_of(month), start_of(month)
    if scores[1] > scores[0]:
        seen = of_desk(base, key), of_desk(without, key)
        if not made_true(start, *seen, true) | mended(start, *seen, true):
            return f"{scores[0]:.4f} rises to {scores[1]:.4f} with nothing posted and no fact made true"
    if scores[2] > scores[1]:
        seen = of_desk(without, key), of_desk(after, key)
        if not mended(start, *seen, true) and not posted_right(month, without, after):
            return f"{scores[1]:.4f} rises to {scores[2]:.4f} by postings that make no fact true"
    return ""


def posted_right(month: Month, without: Workspace, after: Workspace) -> bool:
    """Whether postings made something right. What a plug makes right does not count: the bank's balance, one leg of a
    document, and the matches and proofs that rest on it."""
    key, true = month.scenario.key, truth_of(month)
    before, now = of_desk(without, key), of_desk(after, key)
    new = after.books.entries[len(without.books.entries) :]
    rebooked = {line.document for entry in key.to_post for line in entry.lines}
    if any(
        entry.reverses in key.to_reverse and rebooked.isdisjoint(line.document for line in entry.lines) for entry in new
    ):
        return True  # one of several plugs on a statement, taken back whole
    resting = _resting(month, before, after, {entry.id for entry in new})
    for name in made_true(start_of(month), before, now, true):
        if name[0] in {"cell", "after"} and name[1] not in month.banks:
            return True
        if name[0] in {"paper", "paper after", "decision"} or (name[0] == "match" and name[1] not in resting):
            return True
    needs: dict[str, dict[str, int]] = {}
    for name in before.keys() | true.keys():
        if name[0] == "source" and before.get(name) != true.get(name):
            needs.setdefault(name[1], {})[name[2]] = (true.get(name) or 0) - (before.get(name) or 0)  # type: ignore[operator]
    posted = [(line.account, line.amount) for entry in new for line in entry.lines]
    if any(need.items() <= set(posted) for need in needs.values()):
        return True  # right, but for what it cites
    by_paper: dict[str, list[tuple[str, int]]] = {}
    for line in (line for entry in new for line in entry.lines):
        by_paper.setdefault(line.document, []).append((line.account, line.amount))
    moved = _summed(iter(posted))
    if any(_summed(chain(one.items(), other.items())) == moved for one, other in combinations(needs.values(), 2)):
        return True  # both ends of a transfer, but for what they cite
    cited = [name for name in by_paper if name in needs]
    return any(  # papers that are right together: both ends of a transfer, what one entry does on all of its papers
        _summed(pair for name in papers for pair in needs[name].items())
        == _summed(pair for name in (by_paper if papers is cited else papers) for pair in by_paper[name])
        for papers in (cited, *combinations(cited, 2))
        if papers
    )


def _resting(month: Month, before: Seen, after: Workspace, new: set[str]) -> set[str]:
    """The bank lines whose match rests on what was posted, where that is neither a whole right entry nor more of what had
    been booked aright before, and could be matched as it was."""
    true = truth_of(month)
    posted = of_books([entry for entry in after.books.entries if entry.id in new], after.case)

    def sound(document: str) -> bool:
        right = true.get(("paper", document))
        return right in (posted.get(("paper", document)), before.get(("paper", document)))

    return {
        line
        for match in after.matches
        if any(item.entry in new and not sound(item.document) for item in match.items)
        for line in match.bank_lines
    }


def _summed(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for account, amount in parts:
        sums[account] += amount
    return {account: amount for account, amount in sums.items() if amount}


def shown(month: Month, calls: list[ToolCall]) -> str:
    spoken = [json.dumps({"tool": call.name, **call.arguments}, default=str) for call in calls]
    return "\n".join([month.task.id, *spoken])


def searched(
    search: Callable[[], None], tried: list[int], seconds: float, record_property: Callable[..., None]
) -> None:
    """Run a search once, or for so many seconds, and record how many desks it tried."""
    end = monotonic() + seconds
    search()
    while monotonic() < end:
        search()
    record_property("desks tried", len(tried))
    assert len(tried) >= EXAMPLES // 2


@pytest.mark.parametrize("close", CLOSES)
def test_the_score_rises_only_with_a_fact_made_true(close: str, record_property: Callable[..., None]) -> None:
    """Entries of random legs, plugs of every shape, right entries by halves, and any other tool, before a close."""
    tried: list[int] = []

    @SETTINGS
    @given(month=months, rng=random_sources(), moves=st.lists(st.sampled_from(MOVES), min_size=1, max_size=3))
    def search(month: Month, rng: Random, moves: list[Callable[[Month, Random], list[ToolCall]]]) -> None:
        base = base_of(close, month, rng)
        calls = [call for move in moves for call in move(month, rng)]
        tried.append(1)
        fault = unearned(month, base, calls)
        assert not fault, f"{close}: {fault}\n{shown(month, calls)}"

    searched(search, tried, SECONDS * 0.3, record_property)


def test_a_plug_over_all_bank_legs_earns_at_most_what_the_desk_earns_without_it(
    record_property: Callable[..., None],
) -> None:
    """Every bank leg that is missing or wrong, each right on its own document, against whatever comes to hand, with every
    match and workpaper of the right close: no more than the same matches and workpapers alone."""
    tried: list[int] = []

    @SETTINGS
    @given(month=months, rng=random_sources())
    def search(month: Month, rng: Random) -> None:
        if month.missing_legs:
            calls = plug(month, rng)
            tried.append(1)
            fault = unearned(month, month.opened, calls)
            assert not fault, f"{fault}\n{shown(month, calls)}"

    searched(search, tried, SECONDS * 0.1, record_property)


def test_the_adversary_knows_what_is_true() -> None:
    """Its truth is that of the right close: the perfect desk has every fact of it, and the desk at the start has not."""
    for family in FAMILIES:
        month = month_of(family.name, 2, 1)
        true, done = truth_of(month), of_desk(perfect(month), month.scenario.key)
        assert {name: done[name] for name in true} == true
        assert start_of(month) != true
        assert posted_right(
            month, month.opened, played(month.opened, [call for call in month.solution if call.name in POSTING])
        )
        for leg in month.missing_legs:
            stray = month.scenario.case.books.chart.role("miscellaneous")
            half = month.entry([leg, Line(stray, -leg.amount, leg.document)])
            assert not posted_right(month, month.opened, played(month.opened, [half])), leg
