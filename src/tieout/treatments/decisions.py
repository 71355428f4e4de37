"""Treatments of decisions: bills held and rejected, requests called about, matters handed on."""

from collections.abc import Callable

from tieout.treatments.finding import Finding
from tieout.treatments.postings import undo
from tieout.treatments.trial import Kind, Treatment
from tieout.treatments.work import Work, decide, require

Step = Callable[[Work], None]


def book(work: Work) -> None:
    """Undo what is wrong and book what is right."""
    undo(work)
    for entry in work.finding.right:
        bill = work.finding.bill_of(entry)
        if not bill or not work.post_bill(entry, bill):
            work.repost(entry)


def _set_aside(finding: Finding) -> list[tuple[str, str, str]]:
    """The bills of the finding that are held or rejected: bill, verb, reason."""
    found = []
    for one in finding.decisions:
        verb, _, reason = one.outcome.partition(": ")
        if one.track == "bill" and verb in ("held", "rejected"):
            found.append((one.subject, verb, reason))
    require(found)
    return found


def _aside(work: Work, bill: str, verb: str, reason: str) -> None:
    (work.hold if verb == "held" else work.reject)(bill, reason)


def _first(verb: str, reason: str) -> Step:
    """Decided otherwise first, then rightly."""

    def apply(work: Work) -> None:
        bills = _set_aside(work.finding)
        book(work)
        for bill, _, _ in bills:
            _aside(work, bill, verb, reason)

    return apply


def _decided_twice(work: Work) -> None:
    require(work.finding.decisions)
    book(work)
    work.decide()


def _decided_before(work: Work) -> None:
    """The decision first, the accrual afterwards."""
    require(work.finding.right and not work.finding.wrong)
    _set_aside(work.finding)
    work.decide()
    book(work)


def _posted(work: Work, bill: str) -> bool:
    """Post the bill to its vendor's account, whatever it says."""
    found = work.finding.bill(bill)
    assert found is not None
    vendor = next((one for one in work.finding.scenario.case.vendors if one.id == found.party), None)
    account = vendor.account if vendor and vendor.account else work.finding.role("miscellaneous")
    coding = [{"account": account, "amount": work.money(found.amount)}]
    return work.call("post_bill", bill=bill, coding=coding, date=work.finding.last.isoformat())


def _posted_after_all(work: Work) -> None:
    bills = _set_aside(work.finding)
    require(not work.finding.wrong and not work.finding.right)
    for bill, _, _ in bills:
        _posted(work, bill)


def _posted_and_reversed(work: Work) -> None:
    """Posted by mistake, reversed, and then decided rightly."""
    bills = _set_aside(work.finding)
    undo(work)
    for bill, _, _ in bills:
        if _posted(work, bill):
            work.reverse(work.made[-1])
    for entry in work.finding.right:
        work.repost(entry)


def _instead(verb: str, reason: str) -> Step:
    """Set aside in another way than asked for, once and for all."""

    def apply(work: Work) -> None:
        bills = _set_aside(work.finding)
        require(all((verb, reason) != (one, why) for _, one, why in bills))
        book(work)
        for bill, _, _ in bills:
            _aside(work, bill, verb, reason)
        decide(work, [one for one in work.finding.decisions if one.track != "bill"])

    return apply


def without(track: str) -> Step:
    """Everything but what one track asks for."""

    def apply(work: Work) -> None:
        require(any(one.track == track for one in work.finding.decisions))
        require(track != "bill" or _set_aside(work.finding))
        book(work)
        work.decide(skip=(track,))

    return apply


def _accrual_only(work: Work) -> None:
    require(work.finding.right and work.finding.decisions)
    _set_aside(work.finding)
    book(work)


def _decision_only(work: Work) -> None:
    require(work.finding.right or work.finding.wrong)
    _set_aside(work.finding)
    undo(work)
    work.decide()


def _some_only(work: Work) -> None:
    """Of several bills all but the last."""
    bills = _set_aside(work.finding)
    require(len(bills) > 1)
    last = bills[-1][0]
    decide(work, [one for one in work.finding.decisions if one.subject != last])


HELD = ("E03", "E26", "E28", "F01", "F02", "F03")
APART: tuple[Treatment, ...] = (
    *(
        treatment
        for code in HELD
        for treatment in (
            Treatment(code, "rejected first, then decided rightly", Kind.FULL, _first("rejected", "not ours")),
            Treatment(code, "held first, then decided rightly", Kind.FULL, _first("held", "no order")),
            Treatment(code, "decided twice", Kind.FULL, _decided_twice),
            Treatment(code, "rejected as not ours", Kind.NEAR, _instead("rejected", "not ours"), decides=True),
            Treatment(code, "held for quantity", Kind.NEAR, _instead("held", "quantity"), decides=True),
            Treatment(code, "not decided", Kind.NEAR, without("bill"), decides=True),
        )
    ),
    *(
        Treatment(code, "decided first, accrued afterwards", Kind.FULL, _decided_before, decides=True)
        for code in ("E26", "F01")
    ),
    *(
        Treatment(code, "posted, reversed, decided rightly", Kind.FULL, _posted_and_reversed)
        for code in ("E03", "E26", "E28")
    ),
    *(
        Treatment(code, "posted, reversed, decided rightly", Kind.NEAR, _posted_and_reversed)
        for code in ("F01", "F02", "F03")
    ),
    *(Treatment(code, "posted", Kind.HALF, _posted_after_all) for code in ("E03", "E28", "F02", "F03")),
    *(
        Treatment(code, "what was received accrued, nothing decided", Kind.NEAR, _accrual_only, decides=True)
        for code in ("E26", "F01")
    ),
    *(Treatment(code, "decided, nothing accrued", Kind.NEAR, _decision_only, decides=True) for code in ("E26", "F01")),
    Treatment("E03", "held as a duplicate of something", Kind.NEAR, _instead("held", "not received"), decides=True),
    Treatment("F03", "all but one of the bills set aside", Kind.NEAR, _some_only, decides=True),
)
