"""Numbers of papers: they ascend with the date, what is missing is explained, and they say nothing about what is planted."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tests.scenario.months import months, months_of

from tieout.documents.bank import PaymentVoucher
from tieout.documents.letters import Notice
from tieout.documents.render import render_document
from tieout.documents.schedules import PrepaidSchedule
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.scenario.numbering import KINDS, Numbering, check_number
from tieout.scenario.reveal import Scenario
from tieout.scenario.seeds import Rng

OURS = re.compile(rf"\b(?:{'|'.join(KINDS)})-\d{{5}}\b")
MARCH = Period(2024, 3)


def voucher(name: str, day: int, month: int = 3) -> PaymentVoucher:
    number = check_number(name)
    paid = ((f"BILL-{name[-5:]}", 500),)
    return PaymentVoucher(
        name, date(2024, month, day), "V-1", "Dunmore", "check", number, "1010", 500, paid, f"Dunmore {number}"
    )


def numbers(scenario: Scenario, kind: str) -> list[tuple[date, int]]:
    """The numbers of a kind of paper, in the order of the desk."""
    return [(paper.date, int(paper.id[-5:])) for paper in scenario.case.documents if paper.id.startswith(f"{kind}-")]


def prepaid(scenario: Scenario) -> set[str]:
    """The bills that are filed with the prepaid schedule."""
    schedules = [paper for paper in scenario.case.documents if isinstance(paper, PrepaidSchedule)]
    return {row.item for schedule in schedules for row in schedule.prepaids}


def checks(scenario: Scenario) -> dict[str, list[tuple[date, int]]]:
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for paper in scenario.case.documents:
        if isinstance(paper, PaymentVoucher) and paper.method == "check":
            found[paper.account].append((paper.date, int(paper.number)))
    return found


def log_of(scenario: Scenario) -> str:
    """What the log of unused numbers says."""
    return " ".join(paper.body for paper in scenario.case.documents if isinstance(paper, Notice) and "LOG-" in paper.id)


def missing(dated: list[tuple[date, int]], period: Period) -> list[int]:
    """The numbers that no paper of the month bears, between its first and its last."""
    borne = {number for day, number in dated if period.first <= day}
    return [number for number in range(min(borne, default=0), max(borne, default=0)) if number not in borne]


def test_a_check_and_all_that_names_it_change_together() -> None:
    """Three checks laid out by date: their numbers follow on, wherever they stand; the bill paid has a number too."""
    papers = [voucher("PAY-90001", 27, 2), voucher("PAY-10002", 4), voucher("PAY-50003", 5)]
    given = Numbering(papers, MARCH, Rng("numbers"))
    made = [given.record(paper) for paper in papers]
    first, second, third = (int(paper.number) for paper in made)
    assert first < second < third
    assert [paper.note for paper in made] == [f"Dunmore {number}" for number in (first, second, third)]
    entry = Entry("k1", date(2024, 3, 4), f"Check {papers[1].number}", (
        Line("2000", 500, "PAY-10002", "V-1", "BILL-10002"), Line("1010", -500, "PAY-10002")
    ))  # fmt: skip
    booked = given.entry(entry)
    assert given.entry(entry) is booked and booked.memo == f"Check {second}"
    assert booked.lines[0].document == made[1].id and booked.lines[0].item == made[1].pays[0][0] != "BILL-10002"
    rent = (Line("6100", 500, "PAY-50003", department="D1"), Line("1010", -500, "PAY-50003"))
    charged = given.entry(Entry("k2", date(2024, 3, 5), "Rent", rent))
    assert charged.lines == tuple(replace(line, document=made[2].id) for line in rent)
    assert given.record("12345.00 for PO-31 and INV-2024-0071") == "12345.00 for PO-31 and INV-2024-0071"


def test_numbers_ascend_with_the_date() -> None:
    """Strictly, for each kind of paper and for the checks of each account, in the order in which they lie."""
    seen = 0
    for scenario in months():
        for dated in (*(numbers(scenario, kind) for kind in KINDS), *checks(scenario).values()):
            assert dated == sorted(dated) and len({number for _, number in dated}) == len(dated)
            seen += len(dated)
    assert seen > 5_000


def test_only_what_a_log_explains_is_missing_from_the_month() -> None:
    """Whatever is missing stands in the log, and what stands there no paper bears: about one number in a hundred."""
    gaps = papers = 0
    for scenario in months():
        said, period = log_of(scenario), scenario.case.period
        explained = set(re.findall(r"(?:check |[A-Z]+-)\d{5}", said))
        found = {f"{kind}-{number}" for kind in KINDS for number in missing(numbers(scenario, kind), period)}
        for dated in checks(scenario).values():
            found |= {f"check {number}" for number in missing(dated, period)}
        found -= prepaid(scenario)
        borne = {f"check {number}" for dated in checks(scenario).values() for _, number in dated}
        assert found <= explained
        assert not explained & (borne | scenario.case.by_id.keys())
        gaps += len(found)
        papers += sum(len(numbers(scenario, kind)) for kind in KINDS)
    assert 0.002 < gaps / papers < 0.02


def test_entries_are_numbered_on_from_where_the_books_stood() -> None:
    """One after the other, by date but for the few that were made late, from a number of the company's own."""
    starts = set()
    for scenario in months():
        entries = scenario.case.books.entries
        found = [int(entry.id.removeprefix("JE-")) for entry in entries]
        assert sorted(found) == list(range(min(found), max(found) + 1)) and found[-1] == max(found)
        descents = sum(number > after for number, after in pairwise(found))
        assert descents <= 8 and descents * 30 <= len(found)
        assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)
        starts.add(min(found))
    assert len(starts) > 90


def test_no_provisional_number_is_left_anywhere() -> None:
    """Neither a sign of private use nor a number that belongs to no paper, no open item and no log."""
    for scenario in months_of("month_end_close")[::3]:
        case = scenario.case
        known = {*case.by_id, *re.findall(OURS, log_of(scenario))}
        for entry in (*case.books.entries, *scenario.key.journal):
            known.update(line.item for line in entry.lines)
        known.update(name for paper in case.documents if isinstance(paper, PaymentVoucher) for name, _ in paper.pays)
        texts = [render_document(paper, case.papers) for paper in case.documents]
        texts += [repr(scenario.key), repr(case.books), repr(case.callbacks)]
        assert not any(sign in text for text in texts for sign in "\ue000\ue001")
        for paper, text in zip(case.documents, texts, strict=False):
            assert set(OURS.findall(text)) <= known, paper


def test_a_vendors_own_bill_numbers_ascend() -> None:
    """Of two bills of a vendor the later has the higher number, and no two share one; copies aside, which are planted."""
    pairs = 0
    for scenario in months():
        copies = {name for defect in scenario.key.defects if defect.code == "E03" for name in defect.subjects}
        bills: dict[str, list[SupplierBill]] = defaultdict(list)
        for paper in scenario.case.documents:
            if isinstance(paper, SupplierBill) and paper.id not in copies:
                bills[paper.party].append(paper)
        for of_vendor in bills.values():
            for one, other in pairwise(of_vendor):
                assert one.number != other.number
                assert one.number < other.number or one.date == other.date or one.date.year < other.date.year
                pairs += 1
    assert pairs > 1_000


def test_a_number_says_nothing_about_what_is_planted() -> None:
    """Among the papers of one day and kind, those that an error names stand in the middle, four standard errors either way."""
    places = []
    for scenario in months():
        named = {
            name
            for defect in scenario.key.defects
            if defect.code != "E17"
            for name in (*defect.subjects, *(document for document, _ in defect.evidence))
        }
        days: dict[tuple[str, date], list[str]] = defaultdict(list)
        for paper in scenario.case.documents:
            days[paper.kind, paper.date].append(paper.id)
        for day in days.values():
            if len(day) > 1:
                places += [place / (len(day) - 1) for place, name in enumerate(day) if name in named]
    assert len(places) > 500
    assert abs(sum(places) / len(places) - 0.5) < 4 * 0.45 / len(places) ** 0.5
