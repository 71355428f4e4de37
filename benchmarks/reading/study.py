"""The study: what is trained on train months, what it tells of test months, and what that leaves of a score."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from benchmarks.reading.ceiling import played
from benchmarks.reading.figures import Figure, auc, balanced_accuracy, mean
from benchmarks.reading.learning import KindModels, SurfaceModel
from benchmarks.reading.letters import Letter
from benchmarks.reading.masking import masked, words
from benchmarks.reading.sampling import LEVELS, Sample
from benchmarks.reading.surface import Row, letter_features
from numpy.typing import NDArray

from tieout.agents.registry import AGENTS
from tieout.rollout import made, run
from tieout.tasks.family import Task
from tieout.tasks.registry import FAMILIES

FORMS: Final = ("letter", "note")
MOST: Final = 20_000  # letters, and notes, that the classifier learns from
FOLDS: Final = 5
FEWEST: Final = 40  # of either label, for a figure to be taken
SCRIPTS: Final = ("script", "rulebot")  # the first of them that there is plays under masks
BOUND: Final = ("bank lines", "bills that wait")
BOUND_IN: Final = (("cash_application", "entries citing a bank line"),)
"""Tables with a target of their own, in every family and in one."""
PLAIN_CITATIONS: Final = ("a payment voucher", "a remittance advice", "a supplier bill")


@dataclass(frozen=True, slots=True)
class Leak:
    """What tells within one topic: the AUC of the model of train papers (``told``) and of that of other test papers
    (``own``); the ``words`` are n-grams with how often each stands in papers that matter and in those that do not."""

    form: str
    topic: str
    told: Figure
    own: Figure
    words: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class WordStudy:
    """Measure (b). ``told`` and ``own`` (trained on other test letters) by (form, family, level), level 0 for both;
    ``ranked`` the AUC of the same chances as ``told``."""

    trained: dict[str, int]
    told: dict[tuple[str, str, int], Figure]
    ranked: dict[tuple[str, str, int], Figure]
    own: dict[tuple[str, str, int], Figure]
    leaks: tuple[Leak, ...]
    believed: Callable[[Letter], bool]


def by_words(train: Sequence[Letter], test: Sequence[Letter]) -> WordStudy:
    """Trains on train papers, and tells of test papers whether they change the books."""
    trained: dict[str, int] = {}
    told, ranked, own = {}, {}, {}
    leaks: list[Leak] = []
    models: dict[str, KindModels] = {}
    cuts: dict[tuple[str, str], float] = {}
    for form in FORMS:
        known = _some([letter for letter in train if letter.form == form])
        asked = [letter for letter in test if letter.form == form]
        if min(_fewest(known), _fewest(asked)) < FEWEST:
            continue
        trained[form] = len(known)
        models[form] = KindModels(known)
        chances = models[form].chances(asked)
        crossed = _crossed(asked)
        cut, own_cut = _cuts(known, asked, chances), _cuts(known, asked, crossed)
        cuts |= {(form, kind): value for kind, value in cut.items()}
        guessed = np.array([chance >= cut[one.kind] for chance, one in zip(chances, asked, strict=True)])
        own_guessed = np.array([chance >= own_cut[one.kind] for chance, one in zip(crossed, asked, strict=True)])
        for family, level, places in _cells(asked):
            some = [asked[place] for place in places]
            if _fewest(some) < FEWEST:
                continue
            labels, months = [one.matters for one in some], [one.month for one in some]
            told[form, family, level] = balanced_accuracy(guessed[places], labels, months)
            ranked[form, family, level] = auc(chances[places], labels, months)
            own[form, family, level] = balanced_accuracy(own_guessed[places], labels, months)
        leaks += _leaks(form, asked, chances, crossed)

    def believed(letter: Letter) -> bool:
        model = models.get(letter.form)
        return model is not None and bool(model.chances([letter])[0] >= cuts.get((letter.form, letter.kind), 0.5))

    return WordStudy(trained, told, ranked, own, tuple(leaks), believed)


def _cuts(known: Sequence[Letter], asked: Sequence[Letter], chances: NDArray[np.float64]) -> dict[str, float]:
    """By kind of document the chance from which on a paper is taken to change the books: as large a share of the papers
    as did so in training. Other words shift all chances of a kind, and one half would then lie beyond them all."""
    cuts = {}
    for kind in dict.fromkeys(paper.kind for paper in asked):
        learned = [paper.matters for paper in known if paper.kind == kind]
        share = sum(learned) / len(learned) if learned else 0.0
        mine = chances[[at for at, paper in enumerate(asked) if paper.kind == kind]]
        cuts[kind] = float(np.quantile(mine, 1 - share)) if share else float("inf")
    return cuts


def _some(letters: Sequence[Letter]) -> list[Letter]:
    """MOST of them at most, evenly over the whole."""
    if len(letters) <= MOST:
        return list(letters)
    return [letters[place * len(letters) // MOST] for place in range(MOST)]


def _fewest(papers: Sequence[Letter]) -> int:
    matter = sum(one.matters for one in papers)
    return min(matter, len(papers) - matter)


def _cells(papers: Sequence[Letter] | Sequence[Row]) -> Iterator[tuple[str, int, NDArray[np.int64]]]:
    """(family, level, places) for both levels together and for each."""
    for family in FAMILIES:
        for level in (0, *LEVELS):
            places = [
                at for at, one in enumerate(papers) if one.family == family.name and (not level or one.level == level)
            ]
            yield family.name, level, np.array(places, dtype=np.int64)


def _crossed(papers: Sequence[Letter]) -> NDArray[np.float64]:
    """The chance of each paper, by a model trained on the papers of other months among them."""
    months = {month: number % FOLDS for number, month in enumerate(dict.fromkeys(one.month for one in papers))}
    chances = np.zeros(len(papers))
    for fold in range(FOLDS):
        others = _some([one for one in papers if months[one.month] != fold])
        places = [at for at, one in enumerate(papers) if months[one.month] == fold]
        model = KindModels(others)
        chances[places] = model.chances([papers[at] for at in places])
    return chances


def _leaks(
    form: str, papers: Sequence[Letter], chances: NDArray[np.float64], crossed: NDArray[np.float64], most: int = 6
) -> list[Leak]:
    """Topic by topic, most telling first."""
    topics: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(papers):
        topics[one.topic].append(place)
    found = []
    for topic, places in topics.items():
        some = [papers[place] for place in places]
        labels, months = [one.matters for one in some], [one.month for one in some]
        if _fewest(some) >= FEWEST // 2:
            told, own = (auc(values[places], labels, months) for values in (chances, crossed))
            found.append(Leak(form, topic, told, own, telling(some, most)))
    return sorted(found, key=lambda leak: -max(leak.told.value, leak.own.value))


def telling(papers: Sequence[Letter], most: int) -> tuple[tuple[str, int, int], ...]:
    """The n-grams of 1 to 3 words that tell best which papers matter, with in how many of either kind each stands."""
    counted: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for one in papers:
        said = words(masked(one.text))
        grams = {" ".join(said[at : at + size]) for size in (1, 2, 3) for at in range(len(said) - size + 1)}
        counted[one.matters].update(grams)
    matter = max(1, sum(one.matters for one in papers))
    rest = max(1, len(papers) - matter)
    strength = {gram: abs(counted[1][gram] / matter - counted[0][gram] / rest) for gram in {*counted[0], *counted[1]}}
    best = sorted(strength, key=lambda gram: (-strength[gram], len(gram), gram))
    return tuple((gram, counted[1][gram], counted[0][gram]) for gram in best[:most])


@dataclass(frozen=True, slots=True)
class Told:
    """Measure (c) of one table of one family: ``within`` counts pairs of the same kind alone. ``strongest`` are the
    features by how much AUC is lost where they are shuffled. ``bound`` says that the target is for this table."""

    table: str
    family: str
    plain: Figure
    within: Figure
    strongest: tuple[tuple[str, float], ...]
    bound: bool


def by_surface(train: Sample, test: Sample) -> list[Told]:
    """Trains on rows and letters of train months, and tells planted rows and letters that matter in test months."""
    found = []
    for family in FAMILIES:
        known, asked = ([row for row in one.rows if row.family == family.name] for one in (train, test))
        for table in sorted({row.table for row in asked}):
            bound = table in BOUND or (family.name, table) in BOUND_IN
            some, others = ([row for row in rows if row.table == table] for rows in (known, asked))
            found.append(_told(table, family.name, some, others, bound))
        plain = [f"entries citing {kind}" for kind in PLAIN_CITATIONS]
        some, others = ([row for row in rows if row.table in plain] for rows in (known, asked))
        found.append(_told("entries citing vouchers, remittances or bills", family.name, some, others, True))
        for form in FORMS:
            some, others = (
                [_row_of(one) for one in sample.letters if one.form == form and one.family == family.name]
                for sample in (train, test)
            )
            found.append(_told(f"{form}s", family.name, some, others, True))
    return [one for one in found if one is not None]


def _row_of(letter: Letter) -> Row:
    """A letter as a row: planted means that it matters."""
    return Row(
        letter.month, letter.family, letter.level, letter.form, letter.topic, letter.matters, "", letter_features(letter)
    )  # fmt: skip


def _told(table: str, family: str, train: Sequence[Row], test: Sequence[Row], bound: bool) -> Told | None:
    """None where there are too few rows of a label to learn from or to ask about."""
    labels = [row.planted for row in test]
    if min(_rarer(train), _rarer(test)) < FEWEST:
        return None
    months, rows = [row.month for row in test], [row.features for row in test]
    model = SurfaceModel([row.features for row in train], [row.planted for row in train])
    chances = model.chances(rows)
    plain, kinds = auc(chances, labels, months), [row.kind for row in test]
    within = auc(chances, labels, months, kinds)
    lost = {
        name: within.value - auc(model.without(rows, name), labels, months, kinds, resamples=0).value
        for name in model.names
    }
    strongest = tuple(sorted(lost.items(), key=lambda item: -item[1])[:4])
    return Told(table, family, plain, within, strongest, bound)


def _rarer(rows: Sequence[Row]) -> int:
    planted = sum(row.planted for row in rows)
    return min(planted, len(rows) - planted)


@dataclass(frozen=True, slots=True)
class Scores:
    """Mean scores by (who, family, level), with bounds; ``script`` is the agent that played under masks."""

    script: str
    means: dict[tuple[str, str, int], Figure]
    gains: dict[tuple[str, int], Figure]  # (family, level): wordless less letterless, month by month


def under_masks(tasks: Sequence[Task]) -> Scores:
    """Measure (a): a script that sees letters without words, against the same script that sees no letters."""
    there = {kind.name for kind in AGENTS}
    script = next(name for name in SCRIPTS if name in there)
    names = {"as it is": script, "wordless": f"{script}+wordless", "letterless": f"{script}+letterless"}
    scores = {who: {task: run(made(name, task), task).score for task in tasks} for who, name in names.items()}
    means, gains = {}, {}
    for family, level, some in _by_cell(tasks):
        for who in names:
            means[who, family, level] = mean([scores[who][task] for task in some])
        gains[family, level] = mean([scores["wordless"][task] - scores["letterless"][task] for task in some])
    return Scores(script, means, gains)


def ceilings(tasks: Sequence[Task], believed: Callable[[Letter], bool]) -> dict[tuple[str, str, int], Figure]:
    """The scores of ``ceiling`` by (who decides on letters, family, level)."""
    deciders: dict[str, Callable[[Letter], bool]] = {
        "n-grams": believed,
        "every paper": lambda letter: True,
        "no paper": lambda letter: False,
        "a reader": lambda letter: letter.matters,
    }
    found = {}
    for family, level, some in _by_cell(tasks):
        for who, decides in deciders.items():
            found[who, family, level] = mean([played(task, decides) for task in some])
    return found


def _by_cell(tasks: Sequence[Task]) -> Iterator[tuple[str, int, list[Task]]]:
    for family in FAMILIES:
        for level in LEVELS:
            some = [task for task in tasks if (task.family, task.level) == (family.name, level)]
            if some:
                yield family.name, level, some
