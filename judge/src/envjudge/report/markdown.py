"""The summary for a pull request, in Markdown."""

import re

from envjudge import VERSION
from envjudge.checks.registry import BY_ID
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import words


def text(judgement: Judgement) -> str:
    """The summary."""
    counts = words.counts(judgement)
    lines = [f"## envjudge: {judgement.verdict}", "",
             f"`{_code(judgement.evidence.subject)}`: {judgement.established} of {words.asked(judgement)} checks established, "
             f"{counts['fail']} failed, {counts['warn']} warned, {counts['pass']} passed"
             + (f"; {counts['inapplicable']} do not apply." if counts["inapplicable"] else "."), ""]
    faults = words.faults(judgement)
    if faults:
        lines += ["| | check | what was found | remedy |", "|---|---|---|---|"]
        lines += [f"| {words.weight(judgement, each)} | `{each.check}` | {_cell(each.summary)} ({words.seen(each)}) | {_cell(each.remedy)} |"
                  for each in faults]
        lines.append("")
    shown = [each for each in faults if each.replay is not None]
    if shown:
        lines += ["<details><summary>See each fault yourself</summary>", "", "```sh",
                  *(words.command(judgement, each) for each in shown), "```", "", "</details>", ""]
    skipped = [each for each in judgement.findings if words.weight(judgement, each) == "skip"]
    if skipped:
        lines += [f"<details><summary>{len(skipped)} not established</summary>", "", *map(_skipped, skipped), "", "</details>", ""]
    lines.append(f"envjudge {VERSION}, policy {judgement.policy.version}, budget {judgement.evidence.budget}, "
                 f"evidence `{judgement.evidence.digest}`")
    return "\n".join(lines) + "\n"


def _skipped(finding: Finding) -> str:
    enable = f" To enable: {_cell(finding.remedy)}." if finding.remedy else ""
    return f"- `{finding.check}` ({BY_ID[finding.check].title}): {_cell(finding.summary)}.{enable}"


def _cell(text: str) -> str:
    """The text as literal Markdown that breaks no table and mentions nobody."""
    return re.sub(r"([\\`*_{}\[\]<>|#@~])", r"\\\1", words.plain(text))


def _code(text: str) -> str:
    return words.plain(text).replace("`", "'")
