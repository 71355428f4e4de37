"""A finished play taken apart: every part of the score that was lost is traced to a call, or to the lack of one.

The calls are carried out again on a desk of the same task, and the desk is graded after each that changed it. What a part
of the score lost from one grading to the next, the call between them cost; what it won back pays off the latest losses
first. What then is left of the loss at the start was never earned: no call is to blame, one was missing. A citation is
the exception: where the balance was put right under another document, the call that put it right lost the citation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from tieout.agents.llm.prompt import compact
from tieout.episode import Episode, Phase, advance, begin
from tieout.grading.credit import BOOKED, CITED, DEPARTED
from tieout.grading.credit import Part as CreditPart
from tieout.grading.score import FindingCredit, Score, grade
from tieout.scenario.answer_key import AnswerKey
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of
from tieout.transcripts import Recording

STATE: Final = (BOOKED, DEPARTED)
LONGEST_CALL: Final = 120  # characters of a call that are shown


@dataclass(frozen=True, slots=True)
class Cause:
    """A loss and the call that cost it, counted from 1; None where it was never earned. ``citation`` where the balance
    is right and only the document that it cites is not."""

    amount: Fraction
    call: int | None
    citation: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score. ``lost`` is the sum of its causes, as shares of the whole score; ``last`` is the call that
    last moved it, if one did; ``documents`` are the evidence that its correction needs."""

    kind: str  # finding, routine, damage or gate
    title: str
    share: Fraction
    causes: tuple[Cause, ...]
    last: int | None
    verdict: str = ""
    code: str = ""
    documents: tuple[str, ...] = ()

    @property
    def lost(self) -> Fraction:
        return sum((cause.amount for cause in self.causes), Fraction())


@dataclass(frozen=True, slots=True)
class Account:
    """``score`` is exact, ``told`` what the play's last answer says of it (None where it did not end). ``spared`` is
    damage beyond the credit, which costs nothing: ``1 - score = sum of what the parts lost - spared``. ``differs`` is
    the first call that is answered otherwise than when it was recorded."""

    recording: Recording
    score: float
    told: float | None
    parts: tuple[Part, ...]
    spared: Fraction
    differs: int | None

    @property
    def agrees(self) -> bool:
        """Whether the score is the one that was recorded."""
        return self.told == self.recording.score


def taken_apart(recording: Recording, task: Task) -> Account:
    """The account of a play. A play that did not end is graded as it stands."""
    episode, _ = begin(task)
    gradings = [(0, _graded(episode))]
    told, differs = Fraction(), None
    for number, turn in enumerate(recording.turns, 1):
        before = episode
        episode, view = advance(episode, turn.call)
        told += Fraction(view.reward)
        if differs is None and view.text != turn.text and not view.done:
            differs = number
        if episode.desk is not before.desk or episode.attempts != before.attempts:
            gradings.append((number, _graded(episode)))
    final = gradings[-1][1]
    credit = sum((each.share * each.earned for each in final.findings), final.routine_share * final.routine_earned)
    damage = sum((each.cost for each in final.damages), Fraction())
    net = max(Fraction(), credit - damage)
    parts = (*_findings(gradings, episode.scenario.key), _routine(gradings), *_damages(gradings), _gate(gradings, net))
    ended = float(told) if episode.phase is Phase.DONE else None
    return Account(recording, final.value, ended, parts, max(Fraction(), damage - credit), differs)


def _graded(episode: Episode) -> Score:
    rubric = family_of(episode.task.family).rubric
    return grade(episode.opened, episode.desk, episode.scenario.key, rubric, episode.attempts)


def _findings(gradings: Sequence[tuple[int, Score]], key: AnswerKey) -> list[Part]:
    documents = {
        (defect.code, defect.summary): tuple(dict.fromkeys(name for name, _ in defect.evidence))
        for defect in key.defects
    }
    parts = []
    for place, finding in enumerate(gradings[-1][1].findings):
        history = [(number, score.findings[place]) for number, score in gradings]
        parts.append(
            Part(
                "finding",
                finding.summary,
                finding.share,
                (*_state_causes(history), *_citation_causes(history)),
                _last([(number, (each.earned, each.verdict)) for number, each in history]),
                finding.verdict,
                finding.code,
                documents.get((finding.code, finding.summary), ()),
            )
        )
    return parts


def _state_causes(history: Sequence[tuple[int, FindingCredit]]) -> tuple[Cause, ...]:
    """Who is to blame for what a finding lost otherwise than by its citations."""
    losses = [(number, _lost(each, lambda part: part.kind != CITED)) for number, each in history]
    return _causes(losses)


def _citation_causes(history: Sequence[tuple[int, FindingCredit]]) -> tuple[Cause, ...]:
    """Who is to blame for what a finding lost by its citations: for one that was never earned, the call that put the
    balance right."""
    causes = _causes([(number, _lost(each, lambda part: part.kind == CITED)) for number, each in history])
    booked = _last([(number, _lost(each, lambda part: part.kind in STATE)) for number, each in history])
    right = any(part.kind in STATE and part.earned for part in history[-1][1].parts)
    if not right:
        return causes
    return tuple(Cause(cause.amount, cause.call or booked, citation=True) for cause in causes)


def _lost(finding: FindingCredit, wanted: Callable[[CreditPart], bool]) -> Fraction:
    """What a finding lost by its parts of some kind, as a share of the whole score."""
    lost = sum((part.due - part.earned for part in finding.parts if wanted(part)), Fraction())
    return finding.share * lost


def _routine(gradings: Sequence[tuple[int, Score]]) -> Part:
    losses = [(number, score.routine_share * (1 - score.routine_earned)) for number, score in gradings]
    share = gradings[-1][1].routine_share
    return Part("routine", "Routine work", share, _causes(losses), _last(losses))


def _damages(gradings: Sequence[tuple[int, Score]]) -> list[Part]:
    costs = [(number, _costs(score)) for number, score in gradings]
    parts = []
    for fact in costs[-1][1]:
        losses = [(number, by_fact.get(fact, Fraction())) for number, by_fact in costs]
        parts.append(Part("damage", fact, Fraction(), _causes(losses), _last(losses)))
    return parts


def _costs(score: Score) -> dict[str, Fraction]:
    """What each spoiled fact costs, by its name."""
    costs: dict[str, Fraction] = {}
    for damage in score.damages:
        fact = f"{damage.fact.kind.value} {' / '.join(damage.fact.name)}"
        costs[fact] = costs.get(fact, Fraction()) + damage.cost
    return costs


def _gate(gradings: Sequence[tuple[int, Score]], net: Fraction) -> Part:
    losses = [(number, (1 - score.gate) * net) for number, score in gradings]
    return Part("gate", "Integrity gate", Fraction(), _causes(losses), _last(losses))


def _causes(losses: Sequence[tuple[int, Fraction]]) -> tuple[Cause, ...]:
    """Who is to blame for the last of these losses; the first of them is nobody's doing."""
    open_ = [Cause(losses[0][1], None)]
    for (_, before), (number, after) in pairwise(losses):
        if after > before:
            open_.append(Cause(after - before, number))
        won = before - after
        while won > 0:
            latest = open_.pop()
            if latest.amount > won:
                open_.append(Cause(latest.amount - won, latest.call))
            won -= latest.amount
    return tuple(cause for cause in open_ if cause.amount)


def _last(history: Sequence[tuple[int, object]]) -> int | None:
    """The last call that changed what a grading says."""
    moved = [number for (_, before), (number, after) in pairwise(history) if before != after]
    return moved[-1] if moved else None


def as_data(account: Account) -> Mapping[str, Any]:
    """The account, JSON-able; amounts are shares of the whole score."""
    recording = account.recording
    return {
        "task_id": recording.task_id,
        "agent": recording.agent,
        "calls": len(recording.turns),
        "score": account.score,
        "recorded": recording.score,
        "agrees": account.agrees,
        "answered_otherwise_from": account.differs,
        "spared": float(account.spared),
        "parts": [
            {
                "kind": part.kind,
                "code": part.code,
                "title": part.title,
                "verdict": part.verdict,
                "share": float(part.share),
                "lost": float(part.lost),
                "last_moved_by": _call_data(recording, part.last),
                "evidence": [{"document": name, "named_by": _naming(recording, name)} for name in part.documents],
                "causes": [
                    {
                        "lost": float(cause.amount),
                        "call": _call_data(recording, cause.call),
                        "citation": cause.citation,
                    }
                    for cause in part.causes
                ],
            }
            for part in account.parts
        ],
    }


def _call_data(recording: Recording, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    call = recording.turns[number - 1].call
    return {"number": number, "tool": call.name, "shown": compact(call, LONGEST_CALL)}


def _naming(recording: Recording, document: str) -> list[int]:
    """The calls that name a document in an argument."""
    return [number for number, turn in enumerate(recording.turns, 1) if document in _texts(turn.call.arguments)]


def _texts(value: object) -> set[str]:
    if isinstance(value, Mapping):
        return {text for each in value.values() for text in _texts(each)}
    if isinstance(value, list | tuple):
        return {text for each in value for text in _texts(each)}
    return set(value.split(":")) if isinstance(value, str) else set()


def as_text(account: Account) -> str:
    """The account, for reading: the sum that was lost first, then every part that lost something."""
    recording = account.recording
    lines = [
        f"{recording.task_id}, played by {recording.agent or 'nobody named'}: {len(recording.turns)} calls",
        verdict(account),
        _sum(account),
    ]
    for part in account.parts:
        if part.lost or part.kind in ("finding", "routine"):
            lines += ["", _headline(part)]
            lines += [f"  {_thousandths(cause.amount)} {_blame(recording, part, cause)}" for cause in part.causes]
            if part.lost and part.documents:
                lines.append(f"  Evidence: {', '.join(_evidence(recording, name) for name in part.documents)}")
    return "\n".join(lines)


def verdict(account: Account) -> str:
    """The exact score beside the recorded one."""
    recorded = account.recording.score
    said = f"Score {account.score:.6f}. "
    if recorded is None:
        return f"{said}The play did not end; this is the desk as it stands."
    if account.agrees:
        return f"{said}Recorded {recorded:.6f}: the same, as far as the last answer tells it."
    otherwise = f" From call {account.differs} on the desk answers otherwise." if account.differs else ""
    told = "no end" if account.told is None else f"{account.told:.6f}"
    return f"{said}Recorded {recorded:.6f}: NOT the same; the last answer would now tell {told}.{otherwise}"


def _sum(account: Account) -> str:
    by_kind = {
        kind: sum((part.lost for part in account.parts if part.kind == kind), Fraction())
        for kind in ("finding", "routine", "damage", "gate")
    }
    spared = f" - {_thousandths(account.spared)} damage beyond what was earned" if account.spared else ""
    terms = " + ".join(f"{_thousandths(lost)} {name}" for name, lost in by_kind.items())
    return f"Lost {_thousandths(Fraction(1) - Fraction(account.score))} = {terms}{spared}"


def _headline(part: Part) -> str:
    if part.kind == "finding":
        earned = f"{_thousandths(part.share - part.lost)} of {_thousandths(part.share)}"
        return f"{part.code} {part.verdict}: {earned}. {part.title}"
    if part.kind == "routine":
        return f"{part.title}: {_thousandths(part.share - part.lost)} of {_thousandths(part.share)}"
    return f"{part.kind.capitalize()} {_thousandths(part.lost)}: {part.title}"


def _blame(recording: Recording, part: Part, cause: Cause) -> str:
    if cause.citation and cause.call is not None:
        return f"by call {cause.call}, which cites another document: {_shown(recording, cause.call)}"
    if cause.call is not None:
        return f"by call {cause.call}: {_shown(recording, cause.call)}"
    if part.last is None:
        return "absent: no call touched it"
    return f"absent; call {part.last} last moved it: {_shown(recording, part.last)}"


def _shown(recording: Recording, number: int) -> str:
    return compact(recording.turns[number - 1].call, LONGEST_CALL)


def _evidence(recording: Recording, document: str) -> str:
    return document if _naming(recording, document) else f"{document} (named in no call)"


def _thousandths(amount: Fraction) -> str:
    return f"{float(amount):.4f}"
