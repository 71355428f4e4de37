"""SARIF 2.1.0, for code scanning. What was found from outside is shown at the manifest, the one file that every package has.

Only faults are results: a viewer shows every result as an alert. What could not be established is a notification of the run.
"""

import json
from pathlib import Path
from urllib.parse import quote

from envjudge import VERSION, values
from envjudge.checks.registry import BY_ID
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"fail": "error", "warn": "warning", "error": "warning"}


def text(judgement: Judgement) -> str:
    """The log as JSON text."""
    return json.dumps(log(judgement), indent=2, allow_nan=False) + "\n"


def log(judgement: Judgement) -> dict[str, object]:
    """The log as a JSON value: one run, a rule per check that was asked, a result per fault."""
    order = {each.check: index for index, each in enumerate(judgement.findings)}
    run: dict[str, object] = {
        "tool": {"driver": {"name": "envjudge", "version": VERSION, "semanticVersion": VERSION,
                            "rules": [_rule(judgement, each.check) for each in judgement.findings]}},
        "automationDetails": {"id": f"envjudge/{judgement.policy.version}/"},
        "invocations": [{"executionSuccessful": all(each.status != "error" for each in judgement.findings),
                         "toolExecutionNotifications": [_notification(each, order[each.check]) for each in judgement.findings
                                                        if words.weight(judgement, each) == "skip"]}],
        "results": [_result(judgement, each, order[each.check]) for each in words.faults(judgement)],
        "columnKind": "unicodeCodePoints",
        "properties": {"verdict": judgement.verdict, "established": judgement.established, "asked": words.asked(judgement)},
    }
    if judgement.evidence.fact("kind") == "package":
        run["originalUriBaseIds"] = {"SUBJECT": {"uri": Path(judgement.evidence.subject).as_uri() + "/"}}
    return {"version": "2.1.0", "$schema": SCHEMA, "runs": [run]}


def _rule(judgement: Judgement, check_id: str) -> dict[str, object]:
    check = BY_ID[check_id]
    return {
        "id": check.id,
        "name": "".join(part.capitalize() for part in check.id.replace(".", "_").split("_")),
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": check.means},
        "help": {"text": f"{check.means} How it is measured: {check.measured_by}"},
        "defaultConfiguration": {"level": LEVELS[judgement.policy.severity_of(check.id)]},
        "properties": {"tags": [check.phase]},
    }


def _result(judgement: Judgement, finding: Finding, rule: int) -> dict[str, object]:
    based = {"uriBaseId": "SUBJECT"} if judgement.evidence.fact("kind") == "package" else {}
    places = [{"physicalLocation": {"artifactLocation": {"uri": file} | based, "region": {"startLine": line}}} for file, line in _places(finding)]
    parts = (finding.summary, finding.remedy and f"Remedy: {finding.remedy}.",
             finding.replay and f"Show it: {words.command(judgement, finding)}")
    return {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": LEVELS[words.weight(judgement, finding)],
        "message": {"text": " ".join(words.plain(part) if index < 2 else part for index, part in enumerate(parts) if part)},
        "locations": places[:1],
        **({"relatedLocations": places[1:]} if places[1:] else {}),
        "partialFingerprints": {"finding/v1": values.digest([finding.check, finding.channel])},
        "properties": {"channel": finding.channel, "confirmed": f"{finding.confirmed[0]}/{finding.confirmed[1]}",
                       "measured": words.measured(finding)},
    }


def _places(finding: Finding) -> list[tuple[str, int]]:
    """File and line of what a finding in the source is about; the manifest for all others."""
    found = [each.rpartition(":") for each in finding.about if finding.channel == "source"]
    return [(quote(file), int(line)) for file, _, line in found if file and line.isdigit() and int(line)][:20] or [("openenv.yaml", 1)]


def _notification(finding: Finding, rule: int) -> dict[str, object]:
    told = words.plain(finding.summary) + (f"; to enable: {words.plain(finding.remedy)}" if finding.remedy else "")
    return {"level": "note", "message": {"text": f"not established: {told}"}, "associatedRule": {"id": finding.check, "index": rule}}
