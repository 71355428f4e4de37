"""Means, rates and differences with their uncertainty. Pure: resampling uses a generator seeded by the data.

Components of variance are in `variance`.
"""

import math
from collections.abc import Mapping, Sequence
from random import Random

from envjudge import values

Groups = Sequence[Sequence[float]]
"""Scores by task: one sequence of episodes per task."""


def mean(numbers: Sequence[float]) -> float:
    """Arithmetic mean, 0 of nothing."""
    return sum(numbers) / len(numbers) if numbers else 0.0


def bootstrap(numbers: Sequence[float], rounds: int = 1000, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval of the mean. Of fewer than two numbers: the number itself twice."""
    if len(numbers) < 2 or len(set(numbers)) == 1:
        return mean(numbers), mean(numbers)
    rng = Random(values.digest(list(numbers)))
    means = sorted(mean(rng.choices(numbers, k=len(numbers))) for _round in range(rounds))
    cut = (1 - level) / 2
    return means[int(cut * rounds)], means[min(rounds - 1, int((1 - cut) * rounds))]


def mean_of_tasks(groups: Groups) -> float:
    """Mean of the tasks' means: a task played more often weighs no more."""
    return mean([mean(group) for group in groups if group])


def clustered(groups: Groups, rounds: int = 1000, level: float = 0.95) -> tuple[float, float]:
    """Percentile interval of `mean_of_tasks`, resampling tasks first and then episodes inside them. With one task only the
    episodes are resampled; the interval then says nothing about other tasks."""
    kept = [list(group) for group in groups if group]
    if not kept or len({score for group in kept for score in group}) == 1:
        return mean_of_tasks(kept), mean_of_tasks(kept)
    rng = Random(values.digest(kept))
    means = sorted(mean([mean(rng.choices(group, k=len(group))) for group in rng.choices(kept, k=len(kept))])
                   for _round in range(rounds))
    cut = (1 - level) / 2
    return means[int(cut * rounds)], means[min(rounds - 1, int((1 - cut) * rounds))]


def paired(upper: Mapping[str, Sequence[float]], lower: Mapping[str, Sequence[float]]) -> tuple[float, ...]:
    """Per task that both agents played, how much more `upper` earned: mean minus mean, tasks in order of their names."""
    return tuple(mean(upper[task]) - mean(lower[task]) for task in sorted(set(upper) & set(lower)) if upper[task] and lower[task])


def wilson(hits: int, tries: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion; 0 to 1 of nothing."""
    if not tries:
        return 0.0, 1.0
    share = hits / tries
    centre = share + z * z / (2 * tries)
    spread = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    whole = 1 + z * z / tries
    return max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole)


def pass_at(k: int, hits: int, tries: int) -> float:
    """The chance that at least one of k tries succeeds, from `hits` of `tries`. Raises ValueError when k exceeds the tries."""
    return 1 - math.comb(_enough(k, hits, tries) - hits, k) / math.comb(tries, k)


def pass_all(k: int, hits: int, tries: int) -> float:
    """The chance that all of k tries succeed (pass^k), from `hits` of `tries`. Raises ValueError when k exceeds the tries."""
    return math.comb(hits, k) / math.comb(_enough(k, hits, tries), k)


def _enough(k: int, hits: int, tries: int) -> int:
    if not 1 <= k <= tries or not 0 <= hits <= tries:
        raise ValueError(f"k = {k} of {tries} tries with {hits} hits")
    return tries


def signal(rate: float, group: int = 8) -> float:
    """The chance that a group of rollouts holds both a success and a failure, which is when group-relative training learns."""
    return 1 - rate ** group - (1 - rate) ** group


def rises(levels: Sequence[float], tolerance: float = 0.0) -> bool:
    """Whether no level lies more than the tolerance below one before it."""
    return all(later >= max(levels[:index]) - tolerance for index, later in enumerate(levels) if index)


def share_ordered(levels: Sequence[float]) -> float:
    """The share of pairs in which the later level is the higher one, ties counting half; 1 of fewer than two."""
    pairs = [(levels[i], levels[j]) for i in range(len(levels)) for j in range(i + 1, len(levels))]
    return mean([1.0 if later > earlier else 0.5 if later == earlier else 0.0 for earlier, later in pairs]) if pairs else 1.0


def chance_positive(differences: Sequence[float], rounds: int = 1000) -> float:
    """The share of resamples in which the mean difference is above 0, ties counting half: how sure an order of two agents is."""
    if not differences:
        return 0.5
    rng = Random(values.digest(list(differences)))
    sums = [sum(rng.choices(differences, k=len(differences))) for _round in range(rounds)]
    return mean([1.0 if each > 1e-12 else 0.5 if each >= -1e-12 else 0.0 for each in sums])


def sign_flip(differences: Sequence[float], rounds: int = 2000) -> float:
    """The chance of a mean as low as this one if the signs of the differences were a matter of chance (one-sided permutation test;
    exact up to ten differences). With n differences it is never below 1/2^n: few tasks prove nothing."""
    seen, rng = sum(differences), Random(values.digest(list(differences)))
    n = len(differences)
    if n <= 10:
        flips = [[1 if code >> place & 1 else -1 for place in range(n)] for code in range(2 ** n)]
    else:
        flips = [[1] * n, *([rng.choice((1, -1)) for _place in range(n)] for _round in range(rounds))]
    return mean([float(sum(sign * each for sign, each in zip(flip, differences, strict=True)) <= seen + 1e-12) for flip in flips])


def holm(chances: Sequence[float], level: float = 0.05) -> tuple[bool, ...]:
    """Which of several p-values stand at a family-wise level: Holm's step-down."""
    standing = [False] * len(chances)
    for rank, index in enumerate(sorted(range(len(chances)), key=lambda each: chances[each])):
        if chances[index] > level / (len(chances) - rank):
            break
        standing[index] = True
    return tuple(standing)
