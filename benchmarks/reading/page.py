"""docs/reading.md, from the results of a run."""

from collections.abc import Iterable, Sequence
from typing import Final

from benchmarks.reading.figures import Figure
from benchmarks.reading.sampling import LEVELS
from benchmarks.reading.study import FORMS, Told, WordStudy
from benchmarks.reading.surface import EVIDENCE
from benchmarks.reading.targets import POSITIVES, Results, surface_figure, verdicts

from tieout.tasks.registry import FAMILIES

_INTRODUCTION: Final = """\
How much of a close is decided by reading? Whoever can tell what a letter changes without understanding it, by its words,
its length or its numbers, has not read it; these are the figures of such shortcuts on months of the test split. All of
them are about levels 3 and 4. Brackets hold 95 % intervals, found by drawing whole months again."""


def page_of(results: Results, sizes: dict[str, int], when: str, commit: str) -> str:
    """The page as Markdown; ``sizes`` are numbers of months by what they were for."""
    found = verdicts(results)
    missed = [one for one in found if not one.met]
    versions = ", ".join(f"{family.name} v{family.version}" for family in FAMILIES)
    parts = [
        "# How much reading decides",
        f"Written by `make reading` on {when}, at commit {commit}: {versions}.",
        _INTRODUCTION,
        f"**{len(found) - len(missed)} of {len(found)} targets are met"
        + (f", {len(missed)} are missed.**" if missed else ".**"),
        table(
            ("measure", "of", "figure", "n", "target", "met"),
            [
                (
                    one.measure,
                    one.what,
                    shown(one.figure),
                    counted(one.figure),
                    one.target,
                    "yes" if one.met else "**no**",
                )
                for one in found
            ],
        ),
        *_masks(results, sizes),
        *_words(results.by_words, sizes),
        *_surface(results.by_surface, sizes),
        *_ceiling(results, sizes),
        *_layouts(results, sizes),
    ]
    return "\n\n".join(parts) + "\n"


def _masks(results: Results, sizes: dict[str, int]) -> Iterable[str]:
    scores = results.scores
    yield "## Letters without words"
    yield (
        f"`{scores.script}` plays {sizes['played']} test months of each family and level three times: as it is, with every"
        " word of letters, notices, contracts and remittance advices replaced by `x` (`wordless`), and with no letter on"
        " the desk at all (`letterless`). `tieout evaluate --agent NAME+wordless` masks any agent so. Ids, amounts and"
        " dates stay under `wordless`; what it gains over `letterless` is what they give away. Notes on other papers are"
        " masked by neither."
    )
    rows = [
        (family, f"L{level}", *(shown(scores.means[who, family, level]) for who in ("as it is", "wordless", "letterless")),
         f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]")
        for (family, level), gain in scores.gains.items()
    ]  # fmt: skip
    yield table(("family", "level", scores.script, "wordless", "letterless", "gain of wordless"), rows)


def _words(study: WordStudy, sizes: dict[str, int]) -> Iterable[str]:
    yield "## What n-grams tell of a letter"
    learned = ", ".join(f"{count:,} train {form}s" for form, count in study.trained.items())
    yield (
        f"Logistic regression, one for each kind of document, on the 1- to 3-grams of {learned}, with ids, amounts, dates and numbers masked by their kind"
        f" and both answers weighing the same. It says of each paper of {sizes['test']} test months a family and level"
        " whether it changes the books, of each kind as large a share as did so in training. A letter is an e-mail, a notice, the prose of a contract or of a remittance; a note"
        " is what somebody wrote on another paper; stock phrases, and what machines print, are left out. Balanced accuracy is 0.5 for a coin; the last column is of the same"
        " model trained on other *test* papers instead (five parts, whole months apart)."
    )
    rows = [
        (f"{form}s", family, f"L{level}" if level else "both", counted(told), shown(told),
         shown(study.ranked[form, family, level]), shown(study.own[form, family, level]))
        for (form, family, level), told in study.told.items()
    ]  # fmt: skip
    yield table(("papers", "family", "level", "matter / not", "balanced accuracy", "AUC", "trained on test"), rows)
    unseen = [
        f"{form}s of {family.name}" for form in FORMS for family in FAMILIES if (form, family.name, 0) not in study.told
    ]
    if unseen:
        yield f"Too few of one label for a figure: {', '.join(unseen)}."
    yield "By topic, most telling first, with the n-grams that tell most (in papers that matter / in the others):"
    rows = [
        (f"{leak.form}s", leak.topic, counted(leak.told), shown(leak.told), shown(leak.own),
         ", ".join(f"`{gram}` {yes}/{no}" for gram, yes, no in leak.words[:4]))
        for leak in study.leaks
    ]  # fmt: skip
    yield table(("papers", "topic", "matter / not", "AUC", "trained on test", "n-grams"), rows)


def _surface(tables: Sequence[Told], sizes: dict[str, int]) -> Iterable[str]:
    yield "## What a row shows on its surface"
    yield (
        f"Gradient boosting, trained on {sizes['rows']} train months a family and level and asked about {sizes['test']} test"
        " months: is the row planted, does the paper matter? It sees the position in the list, the digits of ids, weekday"
        " and day of the month, first digit, last digit and zeros of the amount, length and wording of a memo, and how seldom an account"
        " is used; of papers, their length and the number of ids, amounts, dates and numbers in them. *Of a kind* compares"
        " only rows that are openly of the same kind, see below, and papers on the same topic. Targets"
        " hold for the figures in bold print; tables with few kinds of entry, each with an error of its own, are shown"
        f" without one. A bound is meant for {POSITIVES:,} positives or more."
    )
    yield table(("evidence", "how it is kept out"), EVIDENCE)
    rows = []
    for one in tables:
        figure = surface_figure(one)
        plain, within = (
            f"**{shown(value)}**" if one.bound and value is figure else shown(value)
            for value in (one.plain, one.within)
        )
        told = ", ".join(f"{name} {lost:.2f}" for name, lost in one.strongest if lost >= 0.01)
        rows.append((one.family, one.table, counted(one.plain), plain, within, told))
    yield table(("family", "rows", "planted / clean", "AUC", "of a kind", "AUC lost when shuffled"), rows)


def _ceiling(results: Results, sizes: dict[str, int]) -> Iterable[str]:
    yield "## All but reading"
    yield (
        f"`ceiling` makes the oracle's calls on {sizes['played']} test months of each family and level; only what hangs on"
        " a letter or a note it leaves to the n-grams above. Where they guess wrong the finding stays in; where they take a"
        " paper to change the books that does not, the amount that it names, or that its paper is about, is moved between two"
        " expense accounts. The"
        " other columns believe every paper, none, or the right ones."
    )
    deciders = ("n-grams", "every paper", "no paper", "a reader")
    rows = [
        (family.name, f"L{level}", *(shown(results.ceilings[who, family.name, level]) for who in deciders))
        for family in FAMILIES
        for level in LEVELS
        if ("n-grams", family.name, level) in results.ceilings
    ]
    yield table(("family", "level", *deciders), rows)


def _layouts(results: Results, sizes: dict[str, int]) -> Iterable[str]:
    yield "## Layouts"
    yield (
        "A parser that remembers, from train papers, the words around each field (before it, above it, at the head of its"
        f" column) reads test papers of {sizes['parsed']} months of each family and level; the share of fields that it gets"
        " right, all values and nothing else, beside the share on the papers that it learned from."
    )
    test, train = results.layouts
    kinds = [kind for kind in sorted(test) if kind != "all"]
    yield table(
        ("papers", "of test", "of train"),
        [(kind, f"{test[kind]:.3f}", f"{train.get(kind, float('nan')):.3f}") for kind in ("all", *kinds)],
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ["---"] * len(header), *rows))


def shown(figure: Figure) -> str:
    """A value with its bounds."""
    if not figure.measured:
        return "-"
    return f"{figure.value:.3f} [{figure.low:.3f}, {figure.high:.3f}]"


def counted(figure: Figure) -> str:
    """On how many positives and negatives; of a mean, on how many months."""
    return f"{figure.positives:,} / {figure.negatives:,}" if figure.negatives else f"{figure.positives:,}"
