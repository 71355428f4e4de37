"""The review packet: one page of HTML, readable offline, from a judgement. Pure.

Nothing that a subject sent is loaded or executed: everything is escaped by the template, and the page forbids itself, by a
content security policy, everything but its own style and its own script.
"""

import base64
import hashlib
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from envjudge.judge import Judgement
from envjudge.report import packet, signal
from envjudge.report.text import figure, plural

LARGEST = 2 << 20
"""Bytes that no page exceeds."""
LABELS = {"pass": "pass", "warn": "warning", "fail": "fail", "skip": "not made", "inapplicable": "does not apply", "error": "judge failed", "not established": "not established"}
SIGNS = {"pass": "✓", "warn": "!", "fail": "✕", "skip": "–", "inapplicable": "·", "error": "?", "not established": "–"}


@cache
def _templates() -> Environment:
    made = Environment(loader=PackageLoader("envjudge.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, keep_trailing_newline=False)
    made.filters |= {"figure": figure, "plural": plural}
    made.globals |= {"labels": LABELS, "signs": SIGNS, "ks": signal.KS}
    return made


def page(judgement: Judgement) -> str:
    """The page. Equal evidence gives equal bytes."""
    templates = _templates()
    style, script = (templates.get_template(name).render() for name in ("packet.css", "packet.js"))
    return templates.get_template("packet.html").render(
        p=packet.packet(judgement), style=style, script=script, style_hash=_hash(style), script_hash=_hash(script)) + "\n"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
