"""A league: many judgements side by side, as a table, JSON, CSV and a page. Pure."""

import csv
import html
import io
import json
from dataclasses import asdict, dataclass

from envjudge import VERSION, ladder, stats, values
from envjudge.checks.registry import BY_ID
from envjudge.judge import Judgement

FORMAT = 1
PHASES = ("gate", "agents", "audit")
_ORDER = ("pass", "warn", "not established", "fail", "not judged")
_DISQUALIFYING = {
    "runtime.startup": "does not start or reset", "runtime.step_works": "no action works",
    "semantic.constant_grader": "the grader always returns the same score", "tasks.grader_varies": "a grader always returns the same score",
    "score.variance": "knowing earns no more than guessing", "score.monotone": "who knows earns less",
    "baseline.present": "no baseline script", "baseline.runs": "the baseline does not run",
}
"""What the challenge disqualifies for, by check."""


Copies = tuple[tuple[str, str, float], ...]
"""Pairs of subjects whose code is nearly the same, with Jaccard's index."""


@dataclass(frozen=True, slots=True)
class Rung:
    """What one agent earned: mean of the tasks' means on a scale of 0 to 1, with its 95 % interval; solved: the share of episodes of
    at least 0.9, with Wilson's interval."""

    agent: str
    mean: float
    low: float
    high: float
    episodes: int
    tasks: int
    solved: float
    solved_low: float
    solved_high: float


@dataclass(frozen=True, slots=True)
class Row:
    """One subject: verdict, each phase's worst finding, why it would be disqualified, what was established, the ladder, and what the
    model cost (tokens, dollars)."""

    name: str
    verdict: str
    phases: tuple[tuple[str, str], ...] = ()
    disqualified: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    established: int = 0
    asked: int = 0
    rungs: tuple[Rung, ...] = ()
    tokens: int = 0
    cost: float = 0.0
    note: str = ""


def row(name: str, judgement: Judgement) -> Row:
    """A judgement as a line of the leaderboard."""
    weight = {each.check: "warn" if each.status == "fail" and judgement.policy.severity_of(each.check) == "warn" else each.status
              for each in judgement.findings if each.applies}
    phases = tuple((phase, _worst([status for check, status in weight.items() if BY_ID[check].phase == phase])) for phase in PHASES)
    failed = tuple(check for check, status in weight.items() if status == "fail")
    notes = [values.mapping(values.parse_json(each.note)) for each in judgement.evidence.of("model", "model")]
    tokens = sum(values.number(note.get(part)) or 0.0 for note in notes for part in ("tokens_in", "tokens_out"))
    return Row(name, judgement.verdict, phases, tuple(_DISQUALIFYING[check] for check in failed if check in _DISQUALIFYING), failed,
               judgement.established, len(weight), _rungs(judgement), int(tokens),
               round(sum(values.number(note.get("cost")) or 0.0 for note in notes), 4))


def unjudged(name: str, why: str) -> Row:
    """A subject that could not be judged."""
    return Row(name, "not judged", disqualified=("does not start or reset",), note=why)


def _worst(statuses: list[str]) -> str:
    return next((status for status in ("fail", "warn", "error", "pass") if status in statuses), "skip")


def _rungs(judgement: Judgement) -> tuple[Rung, ...]:
    found = []
    for agent, scores in ladder.table(judgement.evidence.round("find")).items():
        groups = list(scores.values())
        low, high = stats.clustered(groups)
        played = [score for group in groups for score in group]
        solved = sum(score >= 0.9 for score in played)
        least, most = stats.wilson(solved, len(played))
        found.append(Rung(agent, round(stats.mean_of_tasks(groups), 4), round(low, 4), round(high, 4), len(played), len(groups),
                          round(solved / len(played), 4), round(least, 4), round(most, 4)))
    return tuple(found)


def ranked(rows: list[Row]) -> list[Row]:
    """Best first: by verdict, then by how few checks failed and how much was established, then by name."""
    return sorted(rows, key=lambda each: (_ORDER.index(each.verdict), len(each.faults), -each.established / max(1, each.asked), each.name))


def document(rows: list[Row], budget: str, copies: Copies = ()) -> dict[str, object]:
    """The leaderboard as a JSON value."""
    return {"league": FORMAT, "judge_version": VERSION, "budget": budget, "subjects": [
        {"rank": number, **asdict(each), "phases": dict(each.phases)} for number, each in enumerate(ranked(rows), start=1)],
            "near_copies": [{"subjects": [one, other], "likeness": round(index, 3)} for one, other, index in copies]}


def json_text(rows: list[Row], budget: str, copies: Copies = ()) -> str:
    return json.dumps(document(rows, budget, copies), indent=2) + "\n"


def csv_text(rows: list[Row]) -> str:
    """The leaderboard as CSV: one line per subject, three columns per rung."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["rank", "name", "verdict", *PHASES, "established", "asked", "disqualified", "faults",
                     *(f"{agent}_{part}" for agent in ladder.ORDER for part in ("mean", "low", "high")), "tokens", "cost", "note"])
    for number, each in enumerate(ranked(rows), start=1):
        rungs = {rung.agent: (rung.mean, rung.low, rung.high) for rung in each.rungs}
        writer.writerow([number, each.name, each.verdict, *(dict(each.phases).get(phase, "") for phase in PHASES), each.established, each.asked,
                         "; ".join(each.disqualified), " ".join(each.faults),
                         *(part for agent in ladder.ORDER for part in rungs.get(agent, ("", "", ""))), each.tokens, each.cost, each.note])
    return out.getvalue()


_STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
.pass{color:#17692f}.warn,.not{color:#8a5a00}.fail{color:#a11;font-weight:600}.skip{color:#666}small{color:#555}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}th,td{border-color:#444}.pass{color:#6fcf87}.warn,.not{color:#e0b050}
.fail{color:#ff8080}small,.skip{color:#aaa}}"""


def copies_text(copies: Copies) -> list[str]:
    """A line per pair of near copies."""
    return [f"{one} and {other}: {index:.0%} of the shapes of their functions are the same" for one, other, index in copies]


def page(rows: list[Row], budget: str, copies: Copies = ()) -> str:
    """The leaderboard as one page that needs nothing else. A subject that was judged links to its review packet."""
    lines = []
    for number, each in enumerate(ranked(rows), start=1):
        phases = dict(each.phases)
        told = html.escape("; ".join(each.disqualified) or each.note) + (f"<br><small>{html.escape(', '.join(each.faults))}</small>" if each.faults else "")
        shown = html.escape(each.name)
        linked = shown if each.verdict == "not judged" else f'<a href="{folder(each.name)}/index.html">{shown}</a>'
        cells = [str(number), linked, _marked(each.verdict),
                 *(_marked(phases.get(phase, "")) for phase in PHASES), f"{each.established} of {each.asked}", _bars(each.rungs), told]
        lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    heads = ("", "subject", "verdict", *PHASES, "established", "ladder", "why")
    return ("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>League</title>"
            f"<style>{_STYLE}</style><h1>League</h1><p>{len(rows)} subjects, budget {html.escape(budget)}, envjudge {VERSION}. Ladder: mean score of "
            "each agent on a scale of 0 to 1; the line is its 95 % interval.</p><table><thead><tr>"
            + "".join(f"<th scope=col>{head}</th>" for head in heads) + "</tr></thead><tbody>" + "".join(lines) + "</tbody></table>"
            + ("<h2>Near copies</h2><ul>" + "".join(f"<li>{html.escape(each)}</li>" for each in copies_text(copies)) + "</ul>" if copies else "")
            + "</html>\n")


def _marked(word: str) -> str:
    return f'<span class="{html.escape(word.split(" ", maxsplit=1)[0])}">{html.escape(word)}</span>' if word else ""


def _bars(rungs: tuple[Rung, ...]) -> str:
    if not rungs:
        return ""
    drawn = []
    for place, rung in enumerate(rungs):
        low, mid, high = (60 + 120 * min(1.0, max(0.0, score)) for score in (rung.low, rung.mean, rung.high))
        y = 12 + 16 * place
        drawn.append(f'<text x="0" y="{y + 4}" font-size="11" fill="currentColor">{rung.agent}</text>'
                     f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="currentColor" stroke-width="2"/>'
                     f'<circle cx="{mid:.1f}" cy="{y}" r="3.5" fill="currentColor"/>'
                     f'<text x="190" y="{y + 4}" font-size="11" fill="currentColor">{rung.mean:.2f}</text>')
    told = ", ".join(f"{rung.agent} {rung.mean:.2f}" for rung in rungs)
    return f'<svg role="img" aria-label="{told}" width="225" height="{16 * len(rungs) + 8}">{"".join(drawn)}</svg>'


def folder(name: str) -> str:
    """The folder of a subject's reports, below that of the league: its name, as far as folders go, and a mark that tells two alike
    apart."""
    plain = "".join(each if (each.isalnum() and each.isascii()) or each in "-_" else "-" for each in name).strip("-")[:60] or "subject"
    return plain if plain == name else f"{plain}-{values.digest(name)[:6]}"
