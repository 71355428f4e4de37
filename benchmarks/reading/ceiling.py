"""``ceiling``: how far one comes who knows everything but what the papers say.

It makes the oracle's calls. Where a finding hangs on letters or notes it asks, instead of reading, somebody who guesses
from the words whether each changes the books. Guessed wrong, the finding stays as it is; and where a paper was taken to
change the books that does not, the amount at stake is moved between two expense accounts, citing the paper, as one would
who takes it at its word. It knows the answer key, so it is an instrument and no agent of the registry.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from benchmarks.reading.letters import Letter, letters_of

from tieout.agents.oracle import solve
from tieout.agents.protocol import Play, call
from tieout.documents.trade import GoodsReceipt, PurchaseOrder
from tieout.episode import scenario_of
from tieout.ledger.accounts import Chart, Kind, Tracking
from tieout.ledger.money import render
from tieout.rollout import run_to_end
from tieout.scenario.answer_key import AnswerKey, Defect
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tools.messages import View
from tieout.treatments.finding import Finding, findings

Believed = Callable[[Letter], bool]
_AMOUNT: Final = re.compile(r"\b\d[\d,]*\.\d{2}\b")


def played(task: Task, believed: Believed) -> float:
    """The score of a month of ``task`` where ``believed`` says which papers change the books."""
    scenario = scenario_of(task)
    letters = {letter.document: letter for letter in letters_of(task.id, task.family, task.level, scenario)}
    lost = [
        one
        for one in findings(task)
        if any(believed(paper) is not paper.matters for paper in deciding(one.defect, letters))
    ]
    weakened = Scenario(scenario.case, without(scenario, lost))

    def play(opening: View) -> Play:
        yield from solve(weakened)
        for letter in letters.values():
            amount = at_stake(scenario, letter)
            if amount and not letter.matters and believed(letter):
                yield taken_at_its_word(scenario.case.books.chart, scenario, letter.document, amount)
        yield call("close_period", confirm=True)

    score = run_to_end(play, task).score
    assert score is not None
    return float(score.value)


def at_stake(scenario: Scenario, letter: Letter) -> str:
    """What a paper that is wrongly believed moves: the amount that a letter names, for a note on a receipt the price of
    one unit of the order's first line, for another note the amount of its paper. Empty where there is none."""
    if letter.form == "letter":
        named = _AMOUNT.search(letter.text)
        return named.group() if named else ""
    case = scenario.case
    paper = case.by_id[letter.document]
    order = case.by_id.get(paper.order) if isinstance(paper, GoodsReceipt) else None
    minor = order.lines[0].unit_price if isinstance(order, PurchaseOrder) else case.amounts.get(paper.id, 0)
    return render(minor, case.books.currency) if minor else ""


def deciding(defect: Defect, letters: dict[str, Letter]) -> list[Letter]:
    """The papers that a finding hangs on: those of its evidence that say something, be it that nothing changes (a
    bank's letter on its own error)."""
    named = dict.fromkeys(document for document, _ in defect.evidence)
    return [letters[name] for name in named if name in letters]


def without(scenario: Scenario, lost: list[Finding]) -> AnswerKey:
    """The answer key without some findings: their entries stand, their decisions are not taken, nothing is listed for
    them, and no bank line is matched for which the books then have nothing."""
    key = scenario.key
    wrong = {entry.id for finding in lost for entry in finding.wrong}
    right = [entry for finding in lost for entry in finding.right]
    undecided = {subject for finding in lost for subject in finding.defect.subjects}
    unlisted = {name for finding in lost for name in finding.defect.listed}
    to_reverse = tuple(name for name in key.to_reverse if name not in wrong)
    to_post = tuple(entry for entry in key.to_post if entry not in right)
    unseen = {name for finding in lost if not (finding.wrong or finding.right) for name in finding.defect.bank_lines}
    banks = {statement.account for statement in scenario.case.statements}
    entries = (*scenario.case.books.entries, *to_post)
    booked = {line.document for entry in entries for line in entry.lines if line.account in banks}
    unmatched = {
        movement.group or movement.line.id
        for movement in key.cleared
        if movement.line.id in unseen or not all(document in booked for document, _ in movement.cleared)
    }
    return replace(
        key,
        to_reverse=to_reverse,
        to_post=to_post,
        cleared=tuple(one for one in key.cleared if (one.group or one.line.id) not in unmatched),
        dispositions=tuple(one for one in key.dispositions if one.subject not in undecided),
        workpapers=tuple(
            replace(paper, listed=tuple(item for item in paper.listed if item[0] not in unlisted))
            for paper in key.workpapers
        ),
    )


def taken_at_its_word(chart: Chart, scenario: Scenario, document: str, amount: str) -> object:
    """The call of one who believes a paper that changes nothing."""
    plain = [one.code for one in chart.accounts if one.kind is Kind.EXPENSE and one.tracking is Tracking.NONE][:2]
    lines = [
        {"account": account, "amount": f"{sign}{amount.replace(',', '')}", "document": document}
        for account, sign in zip(plain, ("", "-"), strict=True)
    ]
    last = scenario.case.period.last.isoformat()
    return call("post_entry", date=last, memo="As the letter says", lines=lines)
