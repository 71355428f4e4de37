"""Statistics against closed forms, and properties that hold for any data."""

import math
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from envjudge import stats, variance

SCORES = st.floats(0, 1).map(lambda number: round(number, 3))
GROUPS = st.lists(st.lists(SCORES, min_size=1, max_size=5), min_size=1, max_size=6)


@given(GROUPS)
def test_an_interval_of_tasks_holds_their_mean_between_the_extremes(groups: list[list[float]]) -> None:
    """Whatever the data, the interval lies within the data."""
    low, high = stats.clustered(groups, 100)
    scores = [score for group in groups for score in group]
    assert min(scores) - 1e-9 <= low <= high <= max(scores) + 1e-9


def test_tasks_are_resampled_before_episodes() -> None:
    """Two tasks played a hundred times each are two tasks: the interval reaches from one to the other."""
    assert stats.clustered([[0.0] * 100, [1.0] * 100]) == (0.0, 1.0)


def test_the_interval_narrows_as_tasks_are_added() -> None:
    """More tasks, more certainty, by the root of their number."""
    few, many = ([[float(n % 2)] for n in range(count)] for count in (16, 256))
    (a, b), (c, d) = stats.clustered(few), stats.clustered(many)
    assert (b - a) / (d - c) == pytest.approx(4, rel=0.15)
    assert d - c == pytest.approx(2 * 1.96 * 0.5 / 16, rel=0.15)


@given(st.integers(1, 8), st.integers(0, 8), st.integers(0, 8))
def test_pass_at_k_counts_the_choices(k: int, hits: int, misses: int) -> None:
    """Both formulas against counting every choice of k episodes."""
    outcomes = [True] * hits + [False] * misses
    if k > len(outcomes):
        with pytest.raises(ValueError, match="tries"):
            stats.pass_at(k, hits, len(outcomes))
        return
    chosen = list(combinations(outcomes, k))
    assert stats.pass_at(k, hits, len(outcomes)) == pytest.approx(sum(map(any, chosen)) / len(chosen))
    assert stats.pass_all(k, hits, len(outcomes)) == pytest.approx(sum(map(all, chosen)) / len(chosen))


def test_wilson_at_known_points() -> None:
    """0 of 20 is bounded by 16 %, half of 20 is symmetric."""
    assert stats.wilson(0, 20)[1] == pytest.approx(0.161, abs=0.001)
    low, high = stats.wilson(10, 20)
    assert low == pytest.approx(1 - high)
    assert stats.wilson(0, 0) == (0.0, 1.0)


@given(st.floats(0, 1))
def test_signal_is_highest_in_the_middle_and_none_at_the_ends(rate: float) -> None:
    """A task that is always or never solved trains nothing."""
    assert -1e-12 <= stats.signal(rate) <= stats.signal(0.5) + 1e-12
    assert stats.signal(0.0) == stats.signal(1.0) == 0.0


def test_holm_is_stricter_for_the_many() -> None:
    """The smallest of four needs a quarter of the level; after the first that falls, all fall."""
    assert stats.holm([0.01, 0.04, 0.03, 0.005]) == (True, False, False, True)
    assert stats.holm([0.04]) == (True,)


def test_differences_are_of_tasks_that_both_played() -> None:
    """A task that only one agent played says nothing about the other."""
    assert stats.paired({"a": [1.0, 0.0], "b": [1.0], "c": [1.0]}, {"a": [0.0], "b": [0.5]}) == (0.5, 0.5)


def test_an_order_is_as_sure_as_its_differences() -> None:
    """All above 0 is certain, evenly spread is even, ties are half."""
    assert stats.chance_positive([0.5, 0.4, 0.6]) == 1.0
    assert stats.chance_positive([-1.0, 1.0] * 20) == pytest.approx(0.5, abs=0.08)
    assert stats.chance_positive([0.0, 0.0]) == stats.chance_positive([]) == 0.5


def test_few_differences_prove_nothing() -> None:
    """n tasks that all agree have a chance of 1 in 2^n; one task of eight that differs has an even one."""
    assert stats.sign_flip([-0.3, -0.2, -0.4]) == 1 / 8
    assert stats.sign_flip([-0.1 * n for n in range(1, 9)]) == 1 / 256
    assert stats.sign_flip([-1.0] + [0.0] * 7) == 0.5
    assert stats.sign_flip([1.0] * 4) == 1.0
    assert stats.sign_flip([-0.5] * 30) < 0.001


def test_equal_agents_are_seldom_called_inverted() -> None:
    """Over 1,000 ladders of five pairs of equal agents, at most one in twenty has an inversion that stands (Holm)."""
    rng = Random(7)
    called = 0
    for _ladder in range(1000):
        pairs = [[rng.choice((-1.0, 0.0, 0.0, 1.0)) for _task in range(8)] for _pair in range(5)]
        called += any(stats.holm([stats.sign_flip(each) for each in pairs]))
    assert called <= 50


def test_levels_that_rise() -> None:
    """An inversion beyond the tolerance is one."""
    assert stats.rises([0.0, 0.1, 0.1, 1.0])
    assert not stats.rises([0.5, 0.1, 0.45])
    assert stats.rises([0.5, 0.47, 0.9], tolerance=0.05)
    assert stats.share_ordered([0.0, 0.5, 0.2]) == pytest.approx(2 / 3)


# -- components of variance -----------------------------------------------------------------------------------------


def test_components_of_a_worked_example() -> None:
    """Two agents, two tasks, two episodes: sums of squares done by hand (MS_agent 8, MS_task 2, MS_both 0, MS_within 1)."""
    table = {"a": {"s": [0.0, math.sqrt(2)], "t": [1.0, 1 + math.sqrt(2)]}, "b": {"s": [2.0, 2 + math.sqrt(2)], "t": [3.0, 3 + math.sqrt(2)]}}
    found = variance.components(table)
    assert found is not None
    assert found.repetition == pytest.approx(1.0)
    assert found.interaction == 0.0
    assert found.agent == pytest.approx(8 / 4)
    assert found.task == pytest.approx(2 / 4)
    assert found.reliability == pytest.approx(2 / (2 + 1 / 4))


def test_what_differs_by_agent_only_is_all_the_agents() -> None:
    """A ladder without noise is perfectly reliable."""
    found = variance.components({"null": {"s": [0.0], "t": [0.0]}, "oracle": {"s": [1.0], "t": [1.0]}})
    assert found is not None
    assert (found.reliability, found.task, found.noise_share) == (1.0, 0.0, 0.0)


@given(st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("stu"), st.lists(SCORES, max_size=3)), max_size=3))
def test_components_are_never_negative(table: dict[str, dict[str, list[float]]]) -> None:
    """Whatever was played, however unevenly."""
    found = variance.components(table)
    if found is not None:
        assert min(found.agent, found.task, found.interaction, found.repetition) >= 0
        assert 0 <= found.reliability <= 1
        assert 0 <= found.noise_share <= 1
    for task in variance.by_task(table):
        assert task.discrimination is None or -1.000001 <= task.discrimination <= 1.000001


def test_a_table_is_cut_to_what_all_played() -> None:
    """An agent that played one task only leaves one task to compare."""
    assert variance.balanced({"a": {"s": [1.0, 2.0], "t": [3.0]}, "b": {"s": [4.0]}}) == {"a": {"s": (1.0,)}, "b": {"s": (4.0,)}}
    assert variance.components({"a": {"s": [1.0, 2.0], "t": [3.0]}, "b": {"s": [4.0]}}) is None


def test_tasks_that_tell_agents_apart_and_tasks_that_do_not() -> None:
    """A good task goes with the others, an inverted one against them, a dead one not at all."""
    level = {"null": 0.0, "uniform": 0.3, "model": 0.6, "oracle": 1.0}
    table = {agent: {"good": [x], "also": [x * x], "other": [x / 2], "inverted": [1 - x], "dead": [0.5]} for agent, x in level.items()}
    read = {each.task: each for each in variance.by_task(table)}
    assert read["dead"].dead
    assert read["dead"].discrimination is None
    assert (read["good"].discrimination or 0) > 0.8
    assert (read["inverted"].discrimination or 0) < -0.8
    assert not read["good"].dead


def test_groups_without_variance_are_counted() -> None:
    """Single episodes are no group."""
    assert variance.zero_variance_groups({"a": {"s": [1.0, 1.0], "t": [0.0, 1.0], "u": [1.0]}}) == (1, 2)
