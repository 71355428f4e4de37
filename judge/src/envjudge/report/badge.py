"""The data of a badge, in the form that a shields endpoint wants."""

import json

from envjudge.judge import Judgement
from envjudge.report import words

COLORS = {"pass": "brightgreen", "warn": "yellow", "fail": "red", "not established": "lightgrey"}


def text(judgement: Judgement) -> str:
    """JSON text such as `{"schemaVersion": 1, "label": "envjudge", "message": "41/44 pass · 2 warn · 1 fail", "color": "red"}`."""
    counts = words.counts(judgement)
    parts = [f"{counts['pass']}/{words.asked(judgement)} pass", *(f"{counts[name]} {name}" for name in ("warn", "fail") if counts[name])]
    if judgement.verdict == "not established":
        parts.append("not established")
    return json.dumps({"schemaVersion": 1, "label": "envjudge", "message": " · ".join(parts), "color": COLORS[judgement.verdict]}) + "\n"
