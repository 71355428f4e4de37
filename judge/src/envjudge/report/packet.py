"""All values of the review packet, ready to be printed: strings are bounded and visible, not yet escaped. Pure."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from envjudge import VERSION, known
from envjudge.checks.registry import BY_ID
from envjudge.findings import Finding
from envjudge.judge import Judgement
from envjudge.report import about, play, questions, signal, svg, trust, words
from envjudge.report.snippets import Snippets, snippets
from envjudge.report.text import bounded, excerpt, figure, plural

PHASES = tuple((phase, *title.split(": ")) for phase, title in words.PHASES)
DOORS = {
    "observation": "the agent: it sees every observation",
    "error": "the agent: it is told error texts",
    "tool": "the agent: it calls tools",
    "reward": "the agent and its training: whatever is paid is learnt",
    "state": "whoever reaches the port: code and browser tools, or a baseline that asks for the state",
    "side door": "whoever reaches the port beside the episode",
    "protocol": "the trainer: results cannot be compared or repeated",
}
MOST_ON_SCRIPTS = 500_000
"""Bytes of the page that all scripts together may take."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A check and what came of it. `counts_as` is the status as the policy weighs it."""

    id: str
    anchor: str
    phase: str
    title: str
    means: str
    measured_by: str
    counts_as: str
    summary: str
    measured: tuple[tuple[str, str], ...]
    channel: str
    door: str
    confirmed: str
    remedy: str
    replay: Snippets | None


@dataclass(frozen=True, slots=True)
class Packet:
    """The whole packet. Plots are Markup, everything else is text of ours or of the subject, to be escaped."""

    subject: str
    verdict: str
    established: int
    asked: int
    counts: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]
    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    about: about.About
    tasks: str
    first: str
    findings: tuple[Checked, ...]
    unestablished: tuple[Checked, ...]
    by_phase: tuple[tuple[str, str, tuple[Checked, ...]], ...]
    rungs: tuple[play.Rung, ...]
    ladder_plot: Markup
    curves_plot: Markup
    played_on: tuple[tuple[play.PlayedOn, Markup], ...]
    heat: play.HeatMap
    signal: signal.Signal
    shares_plot: Markup
    transcripts: tuple[play.Transcript, ...]
    sameness: tuple[trust.Sameness, ...]
    leaks: tuple[trust.Source, ...]
    latencies: tuple[tuple[trust.Latency, Markup], ...]
    questions: tuple[questions.Question, ...]
    digest: str


def packet(judgement: Judgement) -> Packet:
    """Everything that the page shows."""
    evidence = judgement.evidence
    scripted = sum(each.replay is not None and each.status != "pass" for each in judgement.findings)
    limit = max(1500, min(14_000, MOST_ON_SCRIPTS // max(1, 2 * scripted)))
    checked = tuple(_checked(judgement, each, limit) for each in judgement.findings)
    faults = tuple(checked[judgement.findings.index(each)] for each in words.faults(judgement))
    skipped = tuple(each for each in checked if each.counts_as == "skip")
    found, played = about.about(evidence), play.rungs(evidence)
    low, high, _declared = known.reward_range(evidence)
    rungs = tuple(play.rung(name, episodes) for name, episodes in played.items())
    told = signal.signal(evidence)
    top = known.best_episodes(evidence, 1)
    best = top[0].total if top else None
    lines = [(each.name, play.typical(played[name]).rewards[:500]) for each, name in zip(rungs, played, strict=True)]
    lines += [("best heard", each.rewards[:500]) for each in top]
    return Packet(
        subject=bounded(evidence.subject, 400), verdict=judgement.verdict, established=judgement.established, asked=words.asked(judgement),
        counts=tuple((title, told, tuple((status, sum(each.counts_as == status for each in checked if each.phase == phase))
                                         for status in words.WEIGHTS)) for phase, title, told in PHASES),
        facts=_facts(judgement), notes=tuple((bounded(probe, 60), bounded(text, 300)) for probe, text in evidence.notes[:40]),
        about=found, tasks=about.tasks_told(found), first=excerpt(found.first, 2000),
        findings=faults, unestablished=skipped,
        by_phase=tuple((title, told, tuple(each for each in checked if each.phase == phase)) for phase, title, told in PHASES),
        rungs=rungs, ladder_plot=svg.ladder("ladder", [each.row for each in rungs], (low, high), best) if rungs else Markup(),
        curves_plot=svg.curves("curves", lines) if rungs else Markup(),
        played_on=tuple((each, svg.played_on(f"on-{number}", each.title, each.rewards, each.end))
                        for number, each in enumerate(play.played_on(evidence))),
        heat=play.heat_map(played), signal=told,
        shares_plot=svg.shares("shares", "Where scores vary", told.shares) if told.shares else Markup(), transcripts=play.transcripts(played, top), sameness=trust.sameness(evidence), leaks=trust.leaks(evidence),
        latencies=tuple((each, svg.latencies(f"latency-{number}", each.kind, each.counts, each.low, trust.PER_DECADE,
                                             (("p50", each.p50), ("p95", each.p95))))
                        for number, each in enumerate(trust.latencies(evidence))),
        questions=questions.questions(found, rungs, best, [(each.title, each.counts_as, each.summary) for each in (*faults, *skipped)]),
        digest=evidence.digest)


def _checked(judgement: Judgement, finding: Finding, limit: int) -> Checked:
    check = BY_ID.get(finding.check)
    counts_as = words.weight(judgement, finding)
    shown, _asked = finding.confirmed
    name = bounded(finding.check, 80)
    return Checked(
        name, "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name),
        check.phase if check else "audit", check.title if check else name, check.means if check else "", check.measured_by if check else "",
        counts_as, bounded(finding.summary, 1000),
        tuple((bounded(key.replace("_", " "), 60), figure(value)) for key, value in finding.measured[:16]),
        finding.channel, DOORS.get(finding.channel, ""),
        "" if counts_as not in {"fail", "warn"} or (check and not check.probes) else "confirmed on fresh sessions" if shown else "not confirmed",
        bounded(finding.remedy, 600),
        None if finding.replay is None or finding.status == "pass" else snippets(finding.replay, words.command(judgement, finding), judgement.evidence.subject, limit))


def _facts(judgement: Judgement) -> tuple[tuple[str, str], ...]:
    evidence = judgement.evidence
    rounds = Counter(recording.round for recording in evidence.recordings)
    messages = sum(len(recording.exchanges) for recording in evidence.recordings)
    return (("Budget", bounded(evidence.budget, 40)), ("Spoken as", bounded(evidence.adapter, 60)),
            ("Heard", f"{plural(messages, 'message')} in {plural(len(evidence.recordings), 'session')}"),
            ("Confirmation round", plural(rounds["confirm"], "session") if rounds["confirm"] else "none"),
            ("Judge", f"envjudge {VERSION}"), ("Policy", bounded(judgement.policy.version, 40)), ("Evidence digest", evidence.digest))
