"""Treatments of requests and of what is handed on: who is called about what, and what is escalated."""

from collections.abc import Callable

from tieout.documents.closing import Disposition
from tieout.ledger.entries import Line
from tieout.treatments.decisions import Step, book, without
from tieout.treatments.finding import Finding
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, require


def _also(extra: Callable[[Work, Finding], None]) -> Step:
    """Everything, and something more."""

    def apply(work: Work) -> None:
        book(work)
        work.decide()
        extra(work, work.finding)

    return apply


def _call_about_the_bill(work: Work, finding: Finding) -> None:
    message = _call(finding)
    bill = next((name for name in finding.defect.subjects if name in finding.scenario.key.forbidden), "")
    require(bill)
    work.call_back(bill, message.outcome)


def _escalate_the_bill(work: Work, finding: Finding) -> None:
    reason = next((one.outcome for one in finding.decisions if one.track == "escalation"), "")
    subjects = {one.subject for one in finding.decisions if one.track == "escalation"}
    bill = next((name for name in finding.defect.subjects if finding.bill(name) and name not in subjects), "")
    require(reason and bill)
    work.escalate(bill, reason)


def _escalate_the_vendor_s_other_papers(work: Work, finding: Finding) -> None:
    """The message that the bill came with, or the bill once more."""
    escalated = next((one for one in finding.decisions if one.track == "escalation"), None)
    require(escalated)
    assert escalated is not None
    work.escalate(escalated.subject, escalated.outcome)


def _call(finding: Finding) -> Disposition:
    found = next((one for one in finding.decisions if one.track == "callback"), None)
    require(found)
    assert found is not None
    return found


def _number_in_the_message(finding: Finding) -> str:
    right = _call(finding)
    calls = finding.scenario.case.callbacks
    other = next((one.phone for one in calls if one.subject == right.subject and one.phone != right.outcome), "")
    require(other)
    return other


def _wrong_number_first(work: Work) -> None:
    book(work)
    work.call_back(_call(work.finding).subject, _number_in_the_message(work.finding))


def _wrong_number_only(work: Work) -> None:
    book(work)
    right = _call(work.finding)
    work.call_back(right.subject, _number_in_the_message(work.finding))
    work.decide(skip=("callback",))


def _printed_otherwise(work: Work) -> None:
    """The right number, without blanks and strokes."""
    book(work)
    right = _call(work.finding)
    work.call_back(right.subject, "".join(letter for letter in right.outcome if letter.isdigit()))
    work.decide(skip=("callback",))


def _escalated_as(reason: str) -> Step:
    def apply(work: Work) -> None:
        book(work)
        escalated = [one for one in work.finding.decisions if one.track == "escalation"]
        require(escalated and all(one.outcome != reason for one in escalated))
        work.decide(skip=("escalation",))
        for one in escalated:
            work.escalate(one.subject, reason)

    return apply


def _suspense_to(role: str, taken_back: bool) -> Step:
    """The suspense item booked away; and, ``taken_back``, put back again."""

    def apply(work: Work) -> None:
        finding = work.finding
        require(finding.defect.subjects)
        (name,) = finding.defect.subjects
        suspense = finding.role("suspense")
        amount = next(
            (left for key, left in work.desk.books.residuals.items() if key.account == suspense and key.item == name), 0
        )
        require(amount)
        posted = work.post([Line(suspense, -amount, name, "", name), Line(finding.role(role), amount, name)])
        if taken_back and posted:
            work.reverse(posted)

    return apply


APART: tuple[Treatment, ...] = (
    *(
        Treatment(code, "not escalated", Kind.NEAR, without("escalation"), decides=True)
        for code in ("F01", "F02", "F03", "E41")
    ),
    *(
        Treatment(code, "escalated twice", Kind.FULL, _also(_escalate_the_vendor_s_other_papers))
        for code in ("F01", "F02", "F03", "E41")
    ),
    *(
        Treatment(code, "escalated for another reason", Kind.NEAR, _escalated_as("locked period"), decides=True)
        for code in ("F01", "F02", "F03", "E41")
    ),
    Treatment("F01", "the bill called about as well", Kind.FULL, _also(_call_about_the_bill)),
    Treatment("F01", "the bill escalated as well", Kind.FULL, _also(_escalate_the_bill)),
    Treatment("F01", "the number in the message called first", Kind.FULL, _wrong_number_first),
    Treatment("F01", "the number dialled without its strokes", Kind.FULL, _printed_otherwise, decides=True),
    Treatment("F01", "only the number in the message called", Kind.NEAR, _wrong_number_only, decides=True),
    Treatment("F01", "nobody called", Kind.NEAR, without("callback"), decides=True),
    Treatment("E41", "booked to other income", Kind.HALF, _suspense_to("other income", taken_back=False)),
    Treatment("E41", "booked to other income and escalated", Kind.NEAR, _suspense_to("other income", taken_back=False)),
    Treatment(
        "E41", "booked to other income, put back, escalated", Kind.FULL, _suspense_to("other income", taken_back=True)
    ),
)
