"""Judge evidence: run the checks, and let a fault stand only if a fresh round shows it again. Pure but for `examine`.

`examine` is the whole of a run: ask, judge, ask again what the failed checks need, judge again.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from envjudge import collect, policy
from envjudge.agents.llm import Endpoint
from envjudge.checks.registry import CHECKS
from envjudge.collect import Progress, Stopped
from envjudge.evidence import Evidence
from envjudge.findings import Check, Finding
from envjudge.meter import Meter
from envjudge.policy import Policy, Verdict
from envjudge.probes.registry import PROBES
from envjudge.transport import Wire
from envjudge.twins import Twin

ALWAYS = frozenset({"surface", "ranges"})
"""Probes that every other needs, heard once."""
LAST = frozenset(probe.name for probe in PROBES if probe.last)
"""Probes after which nothing else is asked."""
LAST_SECONDS = 15.0
"""For each round of these; most servers need a tenth of it."""
FIRST_ROUND = 0.62
"""Share of the budget that the first round may take; the confirmation has the rest."""
Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All findings about one subject, in the order of the catalogue, and the verdict of the policy."""

    evidence: Evidence
    findings: tuple[Finding, ...]
    policy: Policy
    verdict: Verdict

    @property
    def established(self) -> int:
        return sum(each.status in {"pass", "warn", "fail"} for each in self.findings)


def once(checks: Iterable[Check], evidence: Evidence) -> tuple[Finding, ...]:
    """One finding per check. A check that breaks is our own fault: an error, never the subject's failure."""
    given = []
    for check in checks:
        try:
            finding = check.judge(evidence)
        except Exception as error:  # attributed to the judge: the finding says so
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            line = f" at line {where.tb_lineno}" if where else ""
            finding = Finding("", "error", f"the judge failed: {type(error).__name__}: {error}{line}", remedy="please report this")
        cut = next((evidence.note(probe) for probe in check.probes if evidence.note(probe)), "")
        if finding.status == "skip" and cut:
            finding = replace(finding, summary=f"{finding.summary} ({cut})")
        given.append(replace(finding, check=check.id))
    return tuple(given)


def judge(evidence: Evidence, checks: tuple[Check, ...] = CHECKS, rules: Policy | None = None,
          first: tuple[Finding, ...] | None = None) -> Judgement:
    """The judgement on evidence, as it would have been at the time: faults of the first round count when the second shows one
    of the same, and are warnings when no second round was made. `first` are the findings of the first round, if known."""
    rules = rules or policy.load()
    first = once(checks, evidence.round("find")) if first is None else first
    second = {f.check: f for f in once([c for c, f in zip(checks, first, strict=True) if f.status in {"fail", "warn"}],
                                       evidence.round("confirm"))}
    asked_again = any(r.round == "confirm" for r in evidence.recordings)
    short = {name for name, note in evidence.notes if note.endswith("round confirm")}
    findings = tuple(_confirmed(f, second.get(f.check), asked_again, not short.isdisjoint(check.probes))
                     for check, f in zip(checks, first, strict=True))
    return Judgement(evidence, findings, rules, policy.weigh(findings, rules))


def _confirmed(first: Finding, second: Finding | None, asked_again: bool, cut_short: bool) -> Finding:
    if first.status not in {"fail", "warn"} or second is None:
        return first
    again = second.status in {"fail", "warn"} and (not first.about or bool(set(first.about) & set(second.about)))
    if again:
        status = first.status if second.status == "fail" else "warn"
        return replace(first, status=status, confirmed=(1, 1))
    if second.status in {"skip", "error"}:
        why = "not asked again" if not asked_again else f"the second round could not tell: {second.summary}"
        return replace(first, status="warn", summary=f"{first.summary} (unconfirmed: {why})", confirmed=(0, 0))
    if cut_short:
        return replace(first, status="warn", summary=f"{first.summary} (unconfirmed: the second round was cut short)", confirmed=(0, 0))
    return replace(first, status="pass", summary=f"seen once, and not again on fresh sessions: {first.summary}", replay=None,
                   confirmed=(0, 1))


def examine(wire: Wire, evidence: Evidence, checks: tuple[Check, ...] = CHECKS, rules: Policy | None = None,
            tell: Tell = lambda _progress: None, seconds: float | None = None, model: Endpoint | None = None,
            meter: Meter | None = None, twin: Twin | None = None) -> Judgement:
    """Ask the subject (with a model, and beside a second server of it, if they are given), judge, and ask again what the faults
    need. What the meter read in the first round becomes a fact. Raises collect.Stopped on Ctrl-C."""
    evidence = evidence if twin is None else evidence.with_fact("twin", twin.known)
    whole = collect.BUDGETS[evidence.budget] if seconds is None else seconds
    began = time.monotonic()
    needed = frozenset(probe for check in checks for probe in check.probes) - LAST | ALWAYS

    def heard(progress: Progress) -> None:
        if meter is not None:
            meter.mark(progress.probe)
        tell(replace(progress, share=progress.share * FIRST_ROUND))

    try:
        evidence = collect.collect(wire, evidence, "find", whole * FIRST_ROUND, needed, heard, model, twin)
        if meter is not None:
            evidence = evidence.with_fact("resources", meter.reading())
        first = once(checks, evidence.round("find"))
        again = frozenset(probe for check, finding in zip(checks, first, strict=True) if finding.status in {"fail", "warn"}
                          for probe in check.probes) - ALWAYS
        if again:
            left = max(whole - (time.monotonic() - began), whole * 0.2)
            evidence = collect.collect(wire, evidence, "confirm", left, again,
                                       lambda each: tell(replace(each, share=FIRST_ROUND + each.share * (1 - FIRST_ROUND))), model, twin)
        evidence, first = _at_last(wire, evidence, checks, first, tell)
    except KeyboardInterrupt:  # between two probes, or while judging
        raise Stopped(evidence) from None
    return judge(evidence, checks, rules, first)


def _at_last(wire: Wire, evidence: Evidence, checks: tuple[Check, ...], first: tuple[Finding, ...],
             tell: Tell) -> tuple[Evidence, tuple[Finding, ...]]:
    """Evidence and findings of the first round with what may harm the server: asked, and asked again, when nothing else is to be."""
    waiting = frozenset(check.id for check in checks if LAST & set(check.probes))
    for round_name in ("find", "confirm"):
        if any(finding.check in waiting and (round_name == "find" or finding.status in {"fail", "warn"}) for finding in first):
            evidence = collect.collect(wire, evidence, round_name, LAST_SECONDS, LAST, lambda each: tell(replace(each, share=1.0)))
        if round_name == "find":
            first = tuple(once((check,), evidence.round("find"))[0] if check.id in waiting else finding
                          for check, finding in zip(checks, first, strict=True))
    return evidence, first
