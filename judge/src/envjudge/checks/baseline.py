"""The baseline script: does it run, do its scores agree with themselves, does it use the model?"""

import math
from dataclasses import replace

from envjudge import values
from envjudge.evidence import Evidence
from envjudge.findings import Check, Finding, found, inapplicable, passed, skipped
from envjudge.scores import printed

MOST_SECONDS = 1200.0
SAME = 0.02
"""Scores that differ by no more are the same."""
FLOOR = 0.05
ENABLE = "--baseline, or --budget standard or deep"


def _runs(evidence: Evidence) -> list[dict[str, object]]:
    return [values.mapping(each) for each in values.items(evidence.fact("baseline", "runs"))]


def _unmade(evidence: Evidence) -> Finding | None:
    """Why nothing can be said of the script, if so."""
    if evidence.fact("package") is values.ABSENT:
        return inapplicable("the subject is no package directory", "name the directory of the package instead of its address")
    if evidence.fact("package", "baseline", "present") is not True:
        return inapplicable("there is no inference.py", "put one in the root of the package")
    return None if _runs(evidence) else skipped("inference.py was not run", ENABLE)


def _scores(run: dict[str, object]) -> tuple[tuple[str, float], ...]:
    return printed(str(run.get("output") or ""))


def _last_words(run: dict[str, object]) -> str:
    said = [line.strip() for line in str(run.get("output") or "").splitlines() if line.strip()]
    return said[-1][:200] if said else "it said nothing"


def runs(evidence: Evidence) -> Finding:
    """inference.py runs to its end in time and within 8 GB, and prints scores from 0 to 1; where it ran, if there is an image."""
    finding, instead = _ended(evidence), evidence.fact("baseline", "instead")
    contained = evidence.fact("baseline", "where") == "container"
    where = "container" if contained else f"child: {instead}" if isinstance(instead, str) and instead else ""
    return replace(finding, measured=(*finding.measured, ("where", where))) if where else finding


def _ended(evidence: Evidence) -> Finding:
    if evidence.fact("package", "baseline", "present") is False:
        return found("warn", "there is no inference.py in the root", "write one: API_BASE_URL, MODEL_NAME, HF_TOKEN; print [START], [STEP], [END] with a score",
                     channel="source", about=("missing",))
    why_not = _unmade(evidence)
    if why_not:
        return why_not
    first = _runs(evidence)[0]
    seconds = values.number(first.get("seconds")) or 0.0
    limit = values.number(evidence.fact("baseline", "limit")) or 0.0
    if first.get("stopped_for") == "time" and limit < MOST_SECONDS:
        return skipped(f"inference.py had not ended after {limit:.0f} s", "--baseline, or --budget deep: 20 minutes")
    if first.get("stopped_for"):
        return found("fail", f"inference.py was stopped after {seconds:.0f} s: it needs more {first['stopped_for']} than is allowed", "20 minutes, 2 CPUs, 8 GB",
                     channel="source", about=("limits",), peak_mb=values.number(first.get("peak_mb")) or 0.0)
    if first.get("exit") != 0:
        return found("fail", f"inference.py ends with exit {first.get('exit')}: {_last_words(first)}", "make it run where only its declared dependencies are",
                     channel="source", about=("exit",), seconds=seconds)
    scores = _scores(first)
    if not scores:
        return found("fail", f"inference.py prints no score; its last words: {_last_words(first)}", "print [END] task=… score=… for each task, or JSON",
                     channel="source", about=("none",), seconds=seconds)
    wrong = [f"{task}: {score}" for task, score in scores if not math.isfinite(score) or not -1e-9 <= score <= 1 + 1e-9]
    if wrong:
        return found("fail", f"scores outside 0 to 1: {', '.join(wrong[:4])}", "normalise scores to 0 … 1", channel="source", about=("range",))
    if len(scores) < 3:
        return found("warn", f"only {len(scores)} score{'s'[:len(scores) != 1]} printed; three tasks are asked for", "run every task",
                     channel="source", about=("few",), seconds=seconds)
    return passed(f"runs to its end with {len(scores)} scores", seconds=seconds, peak_mb=values.number(first.get("peak_mb")) or 0.0, scores=len(scores))


def reproduces(evidence: Evidence) -> Finding:
    """Two runs with the same model give the same scores."""
    alike = [_scores(run) for run in _runs(evidence) if run.get("mode") != "garbage" and run.get("exit") == 0]
    why_not = _unmade(evidence)
    if why_not:
        return why_not
    if len(alike) < 2 or not alike[0]:
        return skipped("two runs with scores were not made", f"mend what baseline.runs says; {ENABLE}")
    first, second = alike[:2]
    unlike = tuple(f"{task}: {score:g}, then {other:g}" for (task, score), (_task, other) in zip(first, second, strict=False) if not abs(score - other) <= SAME)
    if unlike or len(first) != len(second):
        return found("fail", f"two runs disagree: {'; '.join(unlike[:4]) or f'{len(first)} scores, then {len(second)}'}", "fix seeds, temperature 0",
                     channel="source", about=("unlike",), scores=len(first))
    return passed("two runs agree", scores=len(first))


def uses_model(evidence: Evidence) -> Finding:
    """Without a model that helps, the scores are others, or at the floor."""
    why_not = _unmade(evidence)
    if why_not:
        return why_not
    made = _runs(evidence)
    helped = next((run for run in made if run.get("mode") != "garbage" and run.get("exit") == 0), None)
    unhelped = next((run for run in made if run.get("mode") == "garbage"), None)
    if helped is None or unhelped is None or not _scores(helped):
        return skipped("runs with and without a model that helps were not made", f"mend what baseline.runs says; {ENABLE}")
    calls = values.number(unhelped.get("calls")) or 0.0
    if not calls:
        return found("fail", "inference.py never calls the model", "ask the endpoint of API_BASE_URL for every action", channel="source", about=("model",))
    before, after = [score for _task, score in _scores(helped)], [score for _task, score in _scores(unhelped)]
    if unhelped.get("exit") != 0 or len(before) != len(after) or any(not abs(a - b) <= SAME for a, b in zip(before, after, strict=True)):
        return passed("garbage from the model changes the scores", calls=calls)
    if max(before) <= FLOOR:
        return skipped("our scripted model earns nothing either", "name a model: API_BASE_URL, MODEL_NAME, HF_TOKEN")
    return found("fail", f"the scores are the same ({', '.join(f'{score:g}' for score in before[:4])}) when the model answers garbage",
                 "let the score depend on what the model answers", channel="source", about=("model",), calls=calls)


CHECKS: tuple[Check, ...] = (
    Check("baseline.runs", "gate", "The baseline runs",
          "inference.py ends in time and prints a score from 0 to 1 for each of three tasks.",
          "Run in the package's image where it is judged as a container, else on a copy of the package; 20 minutes, 2 CPUs, 8 GB, against the user's model or a scripted one.",
          (), runs),
    Check("baseline.reproduces", "gate", "The baseline reproduces",
          "Two runs give the same scores.",
          "Two runs with the same model; scores within 0.02.",
          (), reproduces),
    Check("baseline.uses_model", "gate", "The baseline uses the model",
          "The scores come from what the model answers.",
          "A third run with a model that answers garbage: other scores, or scores at the floor.",
          (), uses_model),
)
