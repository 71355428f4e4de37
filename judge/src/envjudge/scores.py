"""Scores in what strangers print or answer, read leniently. Pure."""

import re

from envjudge import values

_NAMES = ("score", "value", "reward", "grade", "final_score")
_LISTS = ("scores", "results", "tasks", "baseline", "baseline_scores", "task_scores")
_NUMBER = r"(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|nan|inf)"
_END = re.compile(rf"\bscore\b[\"']?\s*[=:]\s*{_NUMBER}", re.IGNORECASE)
_END_REWARD = re.compile(rf"\b(?:total_)?rewards?\b[\"']?\s*[=:]\s*\[?{_NUMBER}", re.IGNORECASE)
_ANYWHERE = re.compile(rf"^(.*?)\b(?:score|reward|mean|average)\b[^=:\d\n]{{0,20}}[=:]\s*{_NUMBER}", re.IGNORECASE)
_TASK = re.compile(r"\btask(?:_id|_name)?\b[\"']?\s*[=:]\s*[\"']?([\w./-]+)", re.IGNORECASE)

Scores = tuple[tuple[str, object], ...]


def scores_in(answer: object) -> Scores:
    """What a JSON value gives as scores, with their paths: the bare value, the first usual name, or everything below a usual
    list of scores (or below the names of tasks)."""
    if not isinstance(answer, dict):
        return (("", answer),) if not isinstance(answer, list) else ()
    for name in _NAMES:
        if name in answer:
            inner = answer[name]
            return tuple((f"{name}.{path}", score) for path, score in scores_in(inner)) if isinstance(inner, dict) else ((name, inner),)
    for name in _LISTS:
        inner = answer.get(name)
        if isinstance(inner, dict | list):
            pairs = inner.items() if isinstance(inner, dict) else ((str(n), each) for n, each in enumerate(inner))
            return tuple((f"{name}.{key}", score) for key, each in pairs for _path, score in scores_in(each)[:1])
    return tuple((name, value) for name, value in answer.items() if values.number(value) is not None)


def printed(output: str) -> tuple[tuple[str, float], ...]:
    """The scores that a script printed, by task: of its [END] lines, else of the last JSON value, else of lines like
    `easy score: 0.5`. Not finite ones are kept as they are."""
    lines = output.splitlines()
    found: list[tuple[str, float]] = []
    task = ""
    for line in lines:
        if "[START]" in line:
            task = named[1] if (named := _TASK.search(line)) else task
        if "[END]" in line:
            hit = _END.search(line) or _END_REWARD.search(line)
            if hit:
                own = _TASK.search(line)
                found.append((own[1] if own else task or str(len(found)), float(hit[1])))
    return tuple(found) or _json(output, lines) or tuple(
        (hit[1].strip(" -:*|#\t") or str(number), float(hit[2])) for number, line in enumerate(lines) if (hit := _ANYWHERE.search(line)))


def _json(output: str, lines: list[str]) -> tuple[tuple[str, float], ...]:
    start = max(output.find("\n{"), 0 if output.startswith("{") else -1)
    texts = [*reversed(lines), *([output[start:].strip()] if start >= 0 else [])]
    for text in texts:
        value = values.parse_json(text) if text.strip().startswith("{") else values.ABSENT
        given = [(path, float(score)) for path, score in scores_in(value) if isinstance(score, int | float)] if isinstance(value, dict) else []
        if given:
            return tuple(given)
    return ()
