"""The part of the report that OpenEnv's own tools can read: its report, version 2, for the check ids that it knows. Pure.

Theirs has no status for a warning: what we only warn of is not established there, a SKIP with the reason. Durations are
zero, because ours stand in `timings`.
"""

import json
from importlib.resources import files

from envjudge import values
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import words

_LEVELS = {"static": 1, "runtime": 2, "semantic": 3}
_STATUS = {"pass": "pass", "fail": "fail", "warn": "skip", "skip": "skip", "error": "error"}


def severities() -> dict[str, str]:
    """The local check ids of OpenEnv's policy v2, each with its severity there."""
    data = json.loads(files("envjudge").joinpath("report", "openenv-v2.json").read_text(encoding="utf-8"))
    return {str(check): str(severity) for check, severity in data["severity"].items()}


def part(judgement: Judgement, source_digest: str) -> dict[str, object]:
    """A valid report v2. Its manifest is what OpenEnv's own parser made of the package's; null where that was not asked, or
    refused it: their form has the key in any case."""
    severity = severities()
    given = [each for each in judgement.findings if each.check in severity]
    return {
        "report_schema_version": "2",
        "target": judgement.evidence.subject,
        "source_digest": source_digest,
        "signature": "openenv.yaml",
        "manifest": values.mapping(judgement.evidence.fact("package", "manifest", "normalized")) or None,
        "policy_version": "v2",
        "lane": "local",
        "levels_run": sorted({_LEVELS[each.check.partition(".")[0]] for each in given}),
        "results": [_result(each) for each in given],
        "verdict": _verdict(given, severity),
    }


def _result(finding: Finding) -> dict[str, object]:
    evidence = [finding.summary]
    if finding.status == "warn":
        evidence.append(f"a warning; {words.seen(finding)}")
    return {"check_id": finding.check, "status": _STATUS[finding.status], "measured": words.measured(finding), "evidence": evidence,
            "remediation": finding.remedy or None, "duration_s": 0.0}


def _verdict(given: list[Finding], severity: dict[str, str]) -> str:
    """As their policy weighs it: an error is a failure, a skip is a warning. Nothing at all is no pass either."""
    if any(each.status == "error" or (each.status == "fail" and severity[each.check] == "fail") for each in given):
        return "fail"
    return "pass" if given and all(each.status == "pass" for each in given) else "warn"
