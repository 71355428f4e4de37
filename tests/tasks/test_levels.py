"""What a level promises: its size, its tools, its difficulty, and that level 0 is small and whole."""

from itertools import pairwise

import pytest

from tieout.episode import Episode, advance, begin, scenario_of
from tieout.rollout import made, run
from tieout.tasks.family import ERROR_SHARE, LEVELS, Task
from tieout.tasks.registry import FAMILIES, described, make_task
from tieout.tools.messages import ToolCall

NAMES = [family.name for family in FAMILIES]
MONTHS = 30
EXPERT = 12  # calls


def first_months(family: str, split: str = "test") -> list[Task]:
    return [make_task(family, 0, split, index) for index in range(MONTHS)]


@pytest.mark.parametrize("family", NAMES)
def test_level_0_is_small(family: str) -> None:
    """Four to eight bank lines of one account, or as many bills; one error, or none in a clean month; nothing to file."""
    for task in first_months(family):
        scenario = scenario_of(task)
        case = scenario.case
        sizes = [len(statement.lines) for statement in case.statements] or [len(case.by_kind["supplier bill"])]
        assert len(sizes) == 1 and 4 <= sizes[0] <= 8, task.id
        errors = [defect for defect in scenario.key.defects if defect.code != "E17"]
        assert len(errors) == (0 if task.clean else 1), task.id
        assert case.workpapers == ()
        assert len(case.documents) <= 22, task.id


@pytest.mark.parametrize("family", NAMES)
def test_an_expert_closes_level_0_in_a_dozen_calls(family: str) -> None:
    """The oracle's calls, and a reading of everything on the desk in one or two calls beside them."""
    for task in first_months(family):
        assert len(run(made("oracle", task), task).turns) + 3 <= EXPERT, task.id


@pytest.mark.parametrize("family", NAMES)
def test_level_0_errs_in_several_ways(family: str) -> None:
    """Whoever always does the same is wrong most of the time: four kinds of error at least, none in half the months."""
    kinds = [defect.summary.partition(" ")[0] + defect.code for task in first_months(family, "train")
             for defect in scenario_of(task).key.defects if defect.code != "E17"]  # fmt: skip
    assert len({kind[-3:] for kind in kinds}) >= 4
    assert max(map(kinds.count, kinds)) <= MONTHS / 2


@pytest.mark.parametrize("family", NAMES)
def test_the_brief_of_level_0_holds_its_policy_and_papers(family: str) -> None:
    """At most 250 words of policy, all of them in the first answer, and every document that no tool lists."""
    for task in first_months(family)[::5]:
        episode, opening = begin(task)
        case = episode.scenario.case
        policy = [topic.text for topic in case.policy.topics]
        values = [f"{name} {value}" for topic in case.policy.topics for name, value in topic.values]
        assert sum(len(text.split()) for text in (*policy, *values)) <= 250
        spoken = " ".join(opening.text.split())
        assert all(text in spoken for text in policy)
        assert all(value.rpartition(" ")[2] in opening.text for value in values)
        if "list_documents" not in episode.tools:
            statements = {statement.id for statement in case.statements}
            assert all(one.id in opening.text for one in case.documents if one.id not in {case.policy.id, *statements})


@pytest.mark.parametrize("family", NAMES)
def test_level_0_can_be_read_and_decided(family: str) -> None:
    """Every account of a right correction stands in the brief, in the ledger that can be read, or on a paper."""
    for task in first_months(family):
        episode, opening = begin(task)
        texts = [opening.text, *readable(episode)]
        for entry in episode.scenario.key.to_post:
            for line in entry.lines:
                for word in (line.account, line.document, line.party, line.item):
                    assert any(word in text for text in texts), (task.id, word)


def readable(episode: Episode) -> list[str]:
    """What the reading tools of level 0 answer, taken together."""
    case = episode.scenario.case
    calls = [ToolCall("read_document", {"documents": [document.id]}) for document in case.documents]
    if "query_ledger" in episode.tools:
        calls += [ToolCall("query_ledger", {"period": "all", "page": page}) for page in (1, 2)]
        calls += [ToolCall("list_bank_lines", {"account": statement.account}) for statement in case.statements]
    return [advance(episode, call)[1].text for call in calls]


@pytest.mark.parametrize("family", NAMES)
def test_the_first_month_of_train_has_an_error(family: str) -> None:
    """At every level; and still exactly one month of each ten is clean, in train as elsewhere."""
    for level in LEVELS:
        tasks = [make_task(family, level, "train", index) for index in range(40)]
        assert not tasks[0].clean
        assert [sum(task.clean for task in tasks[ten : ten + 10]) for ten in range(0, 40, 10)] == [1] * 4


def test_which_month_is_clean_differs_from_kind_to_kind() -> None:
    """The rule that spares the first one gives no other place away."""
    places = {
        next(index for index in range(10) if make_task(family, level, "train", index).clean)
        for family in NAMES
        for level in LEVELS
    }
    assert len(places) >= 5


def test_difficulty_grows_with_the_level_and_orders_all_kinds() -> None:
    """Within a family each level is harder than the one before; level 0 of every family is easier than any other level,
    and two kinds are alike only where they are of the same size."""
    by_level = [[family.sizes[level].difficulty for family in FAMILIES] for level in LEVELS]
    for easier, harder in pairwise(by_level):
        assert all(one < other for one, other in zip(easier, harder, strict=True))
    assert max(by_level[0]) < min(min(row) for row in by_level[1:])
    sizes = [family.sizes[level] for family in FAMILIES for level in LEVELS]
    weights = {size.documents + size.lines + ERROR_SHARE * size.errors for size in sizes}
    assert len({size.difficulty for size in sizes}) == len(weights) >= len(sizes) - 1


def test_difficulty_is_the_same_for_every_month_of_a_kind() -> None:
    """It follows from family and level alone: clean and dirty months, of every split, are described alike."""
    for family in NAMES:
        for level in LEVELS:
            tasks = [make_task(family, level, split, index) for split in ("train", "test") for index in range(20)]
            assert len({(described(task)["difficulty"], described(task)["group"]) for task in tasks}) == 1
