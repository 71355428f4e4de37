"""The end of a run: the table that people read, and the file that programs read."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean
from typing import Any

from tieout.inference.outcome import Ending, Outcome

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens; None where unknown."""

    prompt: Decimal | None = None
    reply: Decimal | None = None

    def cost(self, prompt_tokens: int, reply_tokens: int) -> Decimal | None:
        """US dollars, or None where a price is unknown."""
        if self.prompt is None or self.reply is None:
            return None
        return (self.prompt * prompt_tokens + self.reply * reply_tokens) / _MILLION


@dataclass(frozen=True, slots=True)
class Summary:
    """The run in numbers. ``mean_score`` is over the graded episodes; ``completed`` closes are those that the agent
    closed itself; ``cost`` in US dollars, None where prices are unknown."""

    tasks: int
    graded: int
    completed: int
    failed: int
    not_run: int
    mean_score: float | None
    replies: int
    fallbacks: int
    prompt_tokens: int
    reply_tokens: int
    cost: Decimal | None

    @property
    def cost_per_close(self) -> Decimal | None:
        return self.cost / self.completed if self.cost is not None and self.completed else None


def summary_of(outcomes: Sequence[Outcome], prices: Prices) -> Summary:
    """Add up a run."""
    scores = [outcome.score for outcome in outcomes if outcome.score is not None]
    prompt = sum(outcome.tally.prompt_tokens for outcome in outcomes)
    reply = sum(outcome.tally.reply_tokens for outcome in outcomes)
    endings = [outcome.ending for outcome in outcomes]
    return Summary(
        tasks=len(outcomes),
        graded=len(scores),
        completed=endings.count(Ending.CLOSED),
        failed=sum(not ending.graded and ending is not Ending.NOT_RUN for ending in endings),
        not_run=endings.count(Ending.NOT_RUN),
        mean_score=fmean(scores) if scores else None,
        replies=sum(outcome.tally.replies for outcome in outcomes),
        fallbacks=sum(outcome.tally.fallbacks for outcome in outcomes),
        prompt_tokens=prompt,
        reply_tokens=reply,
        cost=prices.cost(prompt, reply),
    )


def table(outcomes: Sequence[Outcome], prices: Prices, *, asks_model: bool) -> str:
    """One row per task, then the summary in sentences. A scripted agent has no replies and no tokens to show."""
    header = ["task", "ending", "score", "steps", "seconds"]
    if asks_model:
        header += ["replies", "fallbacks", "tokens in", "tokens out", "cost USD"]
    rows = [header]
    for outcome in outcomes:
        tally = outcome.tally
        row = [
            outcome.task.id,
            outcome.ending.value,
            "-" if outcome.score is None else f"{outcome.score:.4f}",
            str(len(outcome.rewards)),
            f"{outcome.seconds:.1f}",
        ]
        if asks_model:
            row += [str(tally.replies), str(tally.fallbacks), str(tally.prompt_tokens), str(tally.reply_tokens)]
            row.append(_dollars(prices.cost(tally.prompt_tokens, tally.reply_tokens)))
        rows.append(row)
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    lines.insert(1, "-" * len(lines[0]))
    return "\n".join([*lines, "", *_sentences(outcomes, summary_of(outcomes, prices), asks_model=asks_model)])


def as_data(outcomes: Sequence[Outcome], prices: Prices, agent: str, about: dict[str, Any]) -> dict[str, Any]:
    """The run as JSON-able data; ``about`` is what was run and how. Amounts in US dollars, times in seconds."""
    summary = summary_of(outcomes, prices)
    return {
        **about,
        "episodes": [
            {
                "task_id": outcome.task.id,
                "family": outcome.task.family,
                "level": outcome.task.level,
                "split": outcome.task.split,
                "index": outcome.task.index,
                "agent": agent,
                "ending": outcome.ending.value,
                "note": outcome.note,
                "score": outcome.score,
                "reward_sum": sum(outcome.rewards),
                "steps": len(outcome.rewards),
                "seconds": round(outcome.seconds, 3),
                "replies": outcome.tally.replies,
                "fallbacks": outcome.tally.fallbacks,
                "prompt_tokens": outcome.tally.prompt_tokens,
                "reply_tokens": outcome.tally.reply_tokens,
                "cost_usd": _number(prices.cost(outcome.tally.prompt_tokens, outcome.tally.reply_tokens)),
                "by_code": dict(outcome.by_code),
            }
            for outcome in outcomes
        ],
        "summary": {
            "tasks": summary.tasks,
            "graded": summary.graded,
            "completed": summary.completed,
            "failed": summary.failed,
            "not_run": [outcome.task.id for outcome in outcomes if outcome.ending is Ending.NOT_RUN],
            "mean_score": summary.mean_score,
            "mean_by_family": _by_family(outcomes),
            "replies": summary.replies,
            "fallbacks": summary.fallbacks,
            "prompt_tokens": summary.prompt_tokens,
            "reply_tokens": summary.reply_tokens,
            "cost_usd": _number(summary.cost),
            "cost_per_completed_close_usd": _number(summary.cost_per_close),
        },
    }


def _sentences(outcomes: Sequence[Outcome], summary: Summary, *, asks_model: bool) -> list[str]:
    mean = "no score" if summary.mean_score is None else f"mean score {summary.mean_score:.4f}"
    by_family = _by_family(outcomes)
    lines = [f"{summary.graded} of {summary.tasks} tasks graded, {summary.completed} closed by the agent; {mean}."]
    if len(by_family) > 1:
        lines.append("Mean by family: " + ", ".join(f"{name} {score:.4f}" for name, score in by_family.items()) + ".")
    notes: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.ending is not Ending.CLOSED and outcome.ending is not Ending.SPENT:
            notes.setdefault(f"{outcome.ending.value}: {outcome.note}".rstrip(": "), []).append(outcome.task.id)
    lines += [f"{why} ({len(tasks)}): {', '.join(tasks)}" for why, tasks in notes.items()]
    if asks_model:
        lines.append(
            f"{summary.fallbacks} of {summary.replies} replies held no action and were answered by the fallback action."
        )
        if summary.replies and summary.fallbacks == summary.replies:
            lines.append("WARNING: the model never acted; these scores say nothing about its bookkeeping.")
        lines.append(f"Tokens: {summary.prompt_tokens} in, {summary.reply_tokens} out. {_cost_sentence(summary)}")
    return lines


def _by_family(outcomes: Sequence[Outcome]) -> dict[str, float]:
    scores: dict[str, list[float]] = {}
    for outcome in outcomes:
        if outcome.score is not None:
            scores.setdefault(outcome.task.family, []).append(outcome.score)
    return {name: fmean(found) for name, found in scores.items()}


def _cost_sentence(summary: Summary) -> str:
    if summary.cost is None:
        return "Cost: give --price-in and --price-out to have it estimated."
    if summary.cost_per_close is None:
        return f"Estimated cost: {_dollars(summary.cost)} USD; no close was completed."
    return f"Estimated cost: {_dollars(summary.cost)} USD, {_dollars(summary.cost_per_close)} USD per completed close."


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The first two columns to the left, numbers to the right."""
    return [
        text.ljust(width) if column < 2 else text.rjust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]


def _dollars(amount: Decimal | None) -> str:
    return "-" if amount is None else f"{amount:.4f}"


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else round(float(amount), 6)
