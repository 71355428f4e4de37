"""Departments: what the true books say is what the policy says, and natural accounts stay natural."""

from collections import Counter

import pytest

from tieout.documents.cards import CardReceipt
from tieout.documents.casefile import CaseFile, Vendor
from tieout.documents.letters import Email
from tieout.documents.schedules import PrepaidSchedule
from tieout.documents.trade import GoodsReceipt, PurchaseOrder, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.defects.purchasing.candidates import order_in_prose
from tieout.scenario.reveal import Scenario
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import family_of, make_task

FAMILIES = ("three_way_match", "month_end_close")


def scenario(family: str, level: int, index: int) -> Scenario:
    return family_of(family).build(make_task(family, level, "train", index))


def order_of(case: CaseFile, document: object) -> PurchaseOrder | None:
    """The order that a bill or a receipt belongs to."""
    name = ""
    if isinstance(document, GoodsReceipt):
        name = document.order
    elif isinstance(document, SupplierBill):
        name = document.order or order_in_prose(document.note, case.by_id)
    found = case.by_id.get(name)
    return found if isinstance(found, PurchaseOrder) else None


def due(case: CaseFile, line: Line) -> set[str]:
    """The departments that the policy allows on a line of the true books, read a second time."""
    chart, document = case.books.chart, case.by_id.get(line.document)
    if line.account in chart.permanent:
        return {""}
    if (order := order_of(case, document)) is not None:
        return {one.department for one in order.lines if one.account == line.account} or {""}
    if isinstance(document, PrepaidSchedule):
        return {row.department for row in document.prepaids if row.account == line.account}
    if isinstance(document, CardReceipt):
        return {case.policy.value("company card", f"card of {document.holder}")}
    vendors: dict[str, Vendor] = {vendor.id: vendor for vendor in case.vendors}
    vendor = vendors.get(getattr(document, "party", ""))
    if vendor is not None and line.account == vendor.account:
        return {vendor.department}
    return {vendor.department, ""} if vendor is not None else {""}


def is_reclassification(entry: Entry, case: CaseFile) -> bool:
    """True where a letter moves an amount between income and expense accounts."""
    permanent = case.books.chart.permanent
    by_letter = isinstance(case.by_id.get(entry.lines[0].document), Email)
    return by_letter and not any(line.account in permanent for line in entry.lines)


def takes_along(entry: Entry) -> bool:
    """True where each department is left with what it had."""
    moved: Counter[str] = Counter()
    for line in entry.lines:
        moved[line.department] += line.amount
    return not any(moved.values())


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_true_books_name_the_departments_that_the_policy_says(family: str, level: int) -> None:
    for index in range(4):
        found = scenario(family, level, index)
        for entry in found.key.journal:
            if is_reclassification(entry, found.case):
                assert takes_along(entry), (found.case.company, entry)
                continue
            for line in entry.lines:
                assert line.department in due(found.case, line), (found.case.company, entry, line)


@pytest.mark.parametrize("level", LEVELS)
def test_an_order_names_the_natural_account(level: int) -> None:
    """The vendor's usual account, stock or its expense account for own use, or fixed assets for dear equipment; and a
    department wherever that is an expense. Some orders are for another department than the vendor's usual one."""
    others = 0
    for index in range(4):
        found = scenario("three_way_match", level, index)
        chart = found.case.books.chart
        vendors = {vendor.id: vendor for vendor in found.case.vendors}
        for order in found.case.by_kind.get(PurchaseOrder.kind, ()):
            assert isinstance(order, PurchaseOrder)
            vendor = vendors[order.party]
            for line in order.lines:
                expense = line.account not in chart.permanent
                assert bool(line.department) is expense
                assert (
                    line.account == vendor.account
                    or (chart[line.account].role == "fixed assets" and line.unit_price >= 100_000)
                    or (expense and vendor.account == chart.role("inventory"))
                )
                others += expense and line.department != vendor.department
    assert others


@pytest.mark.parametrize("family", FAMILIES)
def test_a_company_has_two_to_five_departments_that_its_policy_and_masters_know(family: str) -> None:
    for index in range(6):
        case = scenario(family, 2, index).case
        chart = case.books.chart
        assert 2 <= len(chart.departments) <= 5
        (topic,) = [one for one in case.policy.topics if one.topic == "departments"]
        assert all(f"{one.code} {one.name}" in topic.text for one in chart.departments)
        for vendor in case.vendors:
            if vendor.account:
                assert (vendor.department in chart.department_codes) is (vendor.account not in chart.permanent)
