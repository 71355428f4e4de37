"""What all reports say alike: how much a finding weighs, the counts, the last line, the command that shows a fault."""

import shlex
import unicodedata
from collections import Counter
from pathlib import PurePath

from envjudge import values
from envjudge.findings import Finding
from envjudge.judge import Judgement

PHASES = (("gate", "Gate: does it run and keep its contract"), ("agents", "Agents: does the score tell agents apart"),
          ("audit", "Audit: can the score be had without the work"))
WEIGHTS = ("fail", "warn", "error", "skip", "inapplicable", "pass")


def plain(text: str) -> str:
    """The text on one line, with what could steer a terminal written out: subjects are quoted, and may be hostile."""
    return "".join(f"\\u{ord(each):04x}" if unicodedata.category(each) in {"Cc", "Cf", "Cs", "Co"} else each
                   for each in " ".join(text.split()))


def weight(judgement: Judgement, finding: Finding) -> str:
    """What the finding comes to: a failed check of severity warn only warns, and some questions make no sense for a subject."""
    if not finding.applies:
        return "inapplicable"
    return "warn" if finding.status == "fail" and judgement.policy.severity_of(finding.check) == "warn" else finding.status


def counts(judgement: Judgement) -> dict[str, int]:
    """How many findings have which weight; every weight is there."""
    counted = Counter(weight(judgement, each) for each in judgement.findings)
    return {name: counted[name] for name in WEIGHTS}


def faults(judgement: Judgement) -> tuple[Finding, ...]:
    """The findings that somebody must act on, gravest first, else in the order of the catalogue."""
    return tuple(sorted((each for each in judgement.findings if each.status in {"fail", "warn", "error"}),
                        key=lambda each: WEIGHTS.index(weight(judgement, each))))


def asked(judgement: Judgement) -> int:
    """How many checks make sense for the subject."""
    return sum(each.applies for each in judgement.findings)


def last_line(judgement: Judgement) -> str:
    """The verdict, and how much of what was asked could be established."""
    return f"verdict: {judgement.verdict}; {judgement.established} of {asked(judgement)} established"


def script_name(finding: Finding) -> str:
    """The file of a finding's replay script, below the directory of the reports."""
    return f"replays/{finding.check}.yaml"


def command(judgement: Judgement, finding: Finding, where: str = "") -> str:
    """What to type to see the fault; empty if the finding has no script. `where` is the directory of the reports, empty for
    reports that lie in it."""
    if finding.replay is None:
        return ""
    started = [str(each) for each in values.items(judgement.evidence.fact("started"))] or ["--url", judgement.evidence.subject]
    return shlex.join(["envjudge", "replay", str(PurePath(where, script_name(finding))), *started])


def seen(finding: Finding) -> str:
    """Through which door, and how surely."""
    if finding.status == "error":
        return "a fault of the judge, not of the subject"
    shown, asked = finding.confirmed
    sure = f"confirmed {shown} of {asked} on fresh sessions" if asked else "not confirmed"
    return f"{finding.channel}; {sure}" if finding.channel else sure


def measured(finding: Finding) -> dict[str, object]:
    """The figures; what JSON cannot say (infinity) as text."""
    return {name: value if isinstance(value, bool | str) or values.number(value) is not None else str(value)
            for name, value in finding.measured}
