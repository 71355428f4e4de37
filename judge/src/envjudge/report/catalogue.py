"""The catalogue of checks, as data and as the page docs/checks.md."""

from envjudge import policy
from envjudge.checks.registry import CHECKS
from envjudge.report import words
from envjudge.specimens.catalogue import SPECIMENS


def entries() -> list[dict[str, str]]:
    """One entry per check, in the order of the reports."""
    rules = policy.load()
    shown_by = {each.check: each.name for each in reversed(SPECIMENS)}
    return [{"check": check.id, "phase": check.phase, "severity": rules.severity_of(check.id), "title": check.title,
             "means": check.means, "measured_by": check.measured_by, "specimen": shown_by.get(check.id, "")} for check in CHECKS]


def markdown() -> str:
    """The page docs/checks.md."""
    given = entries()
    lines = ["# What is checked", "",
             f"{len(given)} checks. Written by `make docs`; a test compares. A fault counts only when fresh sessions show it",
             "again. Severity comes from the policy; `warn` never fails a subject. The specimen is a tiny environment with that flaw:",
             "`envjudge selftest NAME` judges it. How often each check that counts or averages fails a healthy environment by chance",
             "stands in [false-positives.md](false-positives.md).", ""]
    for phase, title in words.PHASES:
        lines += [f"## {title}", "", "| check | severity | what it means | how it is measured | specimen |", "|---|---|---|---|---|"]
        lines += ["| " + " | ".join((f"`{each['check']}`", each["severity"], f"**{each['title']}.** {each['means']}",
                                     each["measured_by"], each["specimen"] and f"`{each['specimen']}`")) + " |"
                  for each in given if each["phase"] == phase]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
