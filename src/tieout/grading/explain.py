"""The score taken apart, as data and for reading."""

from collections.abc import Mapping

from tieout.grading.credit import Part
from tieout.grading.damage import Damage
from tieout.grading.score import Score

SHOWN = 20  # damages that an explanation lists, dearest first


def explain(score: Score) -> Mapping[str, object]:
    """The score taken apart, as data for the terminal observation: JSON-able, shares as floats."""
    by_code: dict[str, dict[str, float]] = {}
    for finding in score.findings:
        entry = by_code.setdefault(
            finding.code, {"planted": 0, "found": 0, "corrected": 0, "share": 0.0, "earned": 0.0}
        )
        entry["planted"] += 1
        entry["found"] += finding.touched or finding.earned == 1
        entry["corrected"] += finding.earned == 1
        entry["share"] += float(finding.share)
        entry["earned"] += float(finding.share * finding.earned)
    return {
        "score": score.value,
        "credit": float(score.credit),
        "damage": float(score.damage),
        "gate": float(score.gate),
        "breaches": list(score.breaches),
        "forbidden_attempts": score.attempts,
        "routine": {"share": float(score.routine_share), "earned": float(score.routine_share * score.routine_earned)},
        "by_code": by_code,
        "findings": [
            {
                "code": finding.code,
                "summary": finding.summary,
                "share": float(finding.share),
                "earned": float(finding.share * finding.earned),
                "verdict": finding.verdict,
                "lost": [
                    {
                        "kind": part.kind,
                        "subject": part.subject,
                        "lost": float(finding.share * (part.due - part.earned)),
                    }
                    for part in finding.parts
                    if part.earned != part.due
                ],
            }
            for finding in score.findings
        ],
        "damages": [{"fact": named(damage), "cost": float(damage.cost)} for damage in score.damages[:SHOWN]],
    }


def explain_text(score: Score) -> str:
    """The score taken apart, for reading."""
    lines = [
        f"Score {score.value:.4f} = max(0, credit {float(score.credit):.4f} - damage {float(score.damage):.4f})"
        f" x gate {float(score.gate):.2f}",
        f"Routine work: {float(score.routine_share * score.routine_earned):.4f} of {float(score.routine_share):.4f}",
    ]
    lines += [
        f"  not {_said(part)}: {float(score.routine_share * (part.due - part.earned)):.4f}"
        for part in _lost(score.routine)
    ]
    for finding in score.findings:
        earned, share = float(finding.share * finding.earned), float(finding.share)
        lines.append(f"{finding.code} {finding.verdict}: {earned:.4f} of {share:.4f}. {finding.summary}")
        lines += [
            f"  not {_said(part)}: {float(finding.share * (part.due - part.earned)):.4f}"
            for part in _lost(finding.parts)
        ]
    lines += [f"Damage {float(damage.cost):.4f}: {named(damage)}" for damage in score.damages[:SHOWN]]
    stands = "was posted" if not score.gate else "was posted, and reversed before the close"
    lines += [f"Integrity breach: {subject} {stands}" for subject in score.breaches]
    if score.attempts:
        lines.append(f"Forbidden attempts on posted entries: {score.attempts}")
    return "\n".join(lines)


def named(damage: Damage) -> str:
    """A damaged fact in words."""
    return f"{damage.fact.kind.value} {' / '.join(part for part in damage.fact.name if part)}"


def _lost(parts: tuple[Part, ...]) -> list[Part]:
    return [part for part in parts if part.earned != part.due]


def _said(part: Part) -> str:
    words = {"cited": "cited as the policy says", "department": "charged to the right department"}
    return f"{words.get(part.kind, part.kind)}: {part.subject}"
