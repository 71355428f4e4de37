"""The page: every target with its verdict, on made-up figures."""

from benchmarks.reading.figures import Figure
from benchmarks.reading.page import page_of
from benchmarks.reading.study import Leak, Scores, Told, WordStudy
from benchmarks.reading.targets import Results, verdicts

FAMILY = "three_way_match"
SIZES = {"train": 10, "rows": 10, "test": 10, "played": 5, "parsed": 2}


def figure(value: float) -> Figure:
    return Figure(value, value - 0.01, value + 0.01, 1200, 900)


def results(
    gain: float = 0.0, guessed: float = 0.55, surface: float = 0.52, ceiling: float = 0.7, layouts: float = 0.1
) -> Results:
    """Figures of one family; the rest was not measured."""
    means = {(who, FAMILY, 3): figure(0.5) for who in ("as it is", "wordless", "letterless")}
    told = {("letter", FAMILY, 3): figure(guessed)}
    words = WordStudy(
        {"letter": 20_000}, told, told, told,
        (Leak("letter", "asset", figure(guessed), figure(guessed), (("sold", 9, 1),)),), lambda letter: True,
    )  # fmt: skip
    tables = tuple(
        Told(table, FAMILY, figure(surface), figure(surface), (("weekday", 0.2),), bound)
        for table, bound in (("letters", True), ("entries citing a contract", False))
    )
    deciders = ("n-grams", "every paper", "no paper", "a reader")
    return Results(
        Scores("rulebot", means, {(FAMILY, 3): figure(gain)}), words, tables,
        {(who, FAMILY, 3): figure(ceiling) for who in deciders},
        ({"all": layouts, "notice": layouts}, {"all": 0.9}),
    )  # fmt: skip


def page(found: Results) -> str:
    return page_of(found, SIZES, "2026-01-02", "abc1234")


def test_figures_within_their_targets_are_met() -> None:
    """Five measures with a target; the table without one has no verdict."""
    assert [one.met for one in verdicts(results())] == [True] * 5
    assert "**no**" not in page(results())
    assert "5 of 5 targets are met" in page(results())


def test_a_missed_target_is_said_to_be_missed() -> None:
    """Each measure turns its own verdict, and no other."""
    for name, found in {
        "wordless": results(gain=0.04),
        "n-grams": results(guessed=0.61),
        "surface": results(surface=0.56),
        "ceiling": results(ceiling=0.76),
        "layouts": results(layouts=0.8),
    }.items():
        assert [one.measure for one in verdicts(found) if not one.met] == [name]
        assert page(found).count("**no**") == 1
        assert "1 are missed" in page(found)


def test_an_upper_bound_beyond_its_own_target_misses_it() -> None:
    """An AUC of 0.55 that may as well be 0.6 is not shown."""
    found = results()
    wide = Figure(0.55, 0.5, 0.6, 50, 50)
    tables = (Told("letters", FAMILY, wide, wide, (), True),)
    [surface] = [
        one
        for one in verdicts(Results(found.scores, found.by_words, tables, {}, found.layouts))
        if one.measure == "surface"
    ]
    assert not surface.met


def test_the_page_says_what_was_measured_when() -> None:
    """With the commit, the counts and the n-grams that leak."""
    for said in ("2026-01-02, at commit abc1234", "20,000 train letters", "`sold` 9/1", "1,200 / 900", "weekday 0.20"):
        assert said in page(results())
