"""The report as JSON: our findings, and beside them a report that OpenEnv's own tools can read.

The format is published as `report-v1.schema.json`. Nothing but `timings` differs between two runs that heard the same.
"""

import json
from collections import defaultdict

from envjudge import VERSION, replay, values
from envjudge.checks.registry import BY_ID
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import openenv, words

FORMAT = 1


def document(judgement: Judgement) -> dict[str, object]:
    """The report as a JSON value."""
    evidence = judgement.evidence
    digest = subject_digest(judgement)
    return {
        "report": FORMAT,
        "judge_version": VERSION,
        "policy_version": judgement.policy.version,
        "subject": {"name": evidence.subject, "kind": evidence.fact("kind") or "url", "adapter": evidence.adapter,
                    "digest": digest},
        "budget": evidence.budget,
        "evidence": {"digest": evidence.digest, "recordings": len(evidence.recordings),
                     "exchanges": sum(len(each.exchanges) for each in evidence.recordings),
                     "notes": [{"probe": probe, "note": note} for probe, note in evidence.notes]},
        "verdict": judgement.verdict,
        "established": judgement.established,
        "asked": words.asked(judgement),
        "counts": words.counts(judgement),
        "findings": [_finding(judgement, each) for each in judgement.findings],
        "openenv": openenv.part(judgement, digest),
        "timings": _timings(judgement),
    }


def text(judgement: Judgement) -> str:
    """The report as JSON text."""
    return json.dumps(document(judgement), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def subject_digest(judgement: Judgement) -> str:
    """Stands for what was judged: the files of a package, else what the server publishes about itself."""
    source = judgement.evidence.fact("source")
    if isinstance(source, str):
        return source
    published = [[each.request, each.answer] for recording in judgement.evidence.of("surface") for each in recording.exchanges
                 if each.request in {"GET /schema", "GET /metadata"}]
    return values.digest(published)


def _finding(judgement: Judgement, finding: Finding) -> dict[str, object]:
    check = BY_ID[finding.check]
    return {
        "check": finding.check,
        "phase": check.phase,
        "title": check.title,
        "status": finding.status,
        "applies": finding.applies,
        "severity": judgement.policy.severity_of(finding.check),
        "summary": finding.summary,
        "channel": finding.channel,
        "confirmed": {"shown": finding.confirmed[0], "of": finding.confirmed[1]},
        "measured": words.measured(finding),
        "about": list(finding.about),
        "remedy": finding.remedy,
        "replay": None if finding.replay is None else replay.document(finding.replay),
    }


def _timings(judgement: Judgement) -> dict[str, object]:
    took: dict[str, float] = defaultdict(float)
    for recording, exchange in judgement.evidence.exchanges():
        took[recording.probe] += exchange.took_ms
    return {"answers_ms": round(sum(took.values()), 1), "by_probe_ms": {probe: round(ms, 1) for probe, ms in took.items()}}
