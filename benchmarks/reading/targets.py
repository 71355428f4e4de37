"""The targets: every figure beside its target, met or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from benchmarks.reading.figures import Figure
from benchmarks.reading.sampling import LEVELS
from benchmarks.reading.study import FORMS, Scores, Told, WordStudy

from tieout.tasks.registry import FAMILIES

GAIN: Final = 0.03  # (a): what letters without their words may be worth to a script
GUESSED: Final = 0.60  # (b): balanced accuracy of the n-grams
SURFACE: Final = 0.55  # (c): AUC of surface features,
SURFACE_BOUND: Final = 0.58  # and its upper 95 % bound,
POSITIVES: Final = 1000  # on this many planted rows, or letters that matter
CEILING: Final = 0.75  # mean score without reading
LAYOUTS: Final = 0.70  # share of test fields that a parser of train layouts reads


@dataclass(frozen=True, slots=True)
class Results:
    """All measures of one run."""

    scores: Scores
    by_words: WordStudy
    by_surface: tuple[Told, ...]
    ceilings: dict[tuple[str, str, int], Figure]
    layouts: tuple[Mapping[str, float], Mapping[str, float]]  # by kind of paper: of test, and of train


@dataclass(frozen=True, slots=True)
class Verdict:
    """One target: which measure, of what, the figure, the target in words, and whether it is met."""

    measure: str
    what: str
    figure: Figure
    target: str
    met: bool


def verdicts(results: Results) -> list[Verdict]:
    """One for every target that was measured; where too few papers are of a label there is none."""
    found = []
    for (family, level), gain in results.scores.gains.items():
        what = f"{results.scores.script}, {family} L{level}"
        found.append(Verdict("wordless", what, gain, f"gain ≤ {GAIN}", gain.value <= GAIN))
    for form in FORMS:
        for family in FAMILIES:
            for level in LEVELS:
                told = results.by_words.told.get((form, family.name, level))
                if told is not None:
                    met = told.value <= GUESSED
                    found.append(Verdict("n-grams", f"{form}s, {family.name} L{level}", told, f"≤ {GUESSED}", met))
    for one in results.by_surface:
        if one.bound:
            figure = surface_figure(one)
            met = figure.value <= SURFACE and figure.high <= SURFACE_BOUND
            target = f"≤ {SURFACE}, bound ≤ {SURFACE_BOUND}"
            found.append(Verdict("surface", f"{one.table}, {one.family}", figure, target, met))
    for (who, family, level), score in results.ceilings.items():
        if who == "n-grams":
            found.append(Verdict("ceiling", f"{family} L{level}", score, f"≤ {CEILING}", score.value <= CEILING))
    share = results.layouts[0]["all"]
    plain = Figure(share, share, share, len(results.layouts[0]) - 1, 0)
    found.append(Verdict("layouts", "fields of test papers, all families", plain, f"≤ {LAYOUTS}", share <= LAYOUTS))
    return found


def surface_figure(told: Told) -> Figure:
    """The figure that the target is for: of papers, whose topic must not tell either, all pairs; of rows those of a kind."""
    return told.plain if told.table in [f"{form}s" for form in FORMS] else told.within
