"""What is paid and what is owed: payments lead to bills on the desk, customers pay late, old debt is provided for."""

from collections import Counter, defaultdict

from tests.scenario.months import months_of

from tieout.documents.bank import PaymentVoucher
from tieout.documents.trade import SalesInvoice, SupplierBill
from tieout.scenario.reveal import Scenario

CLOSES = "month_end_close"


def vouchers(scenario: Scenario) -> list[PaymentVoucher]:
    """The payments of the month."""
    first = scenario.case.period.first
    return [paper for paper in scenario.case.documents if isinstance(paper, PaymentVoucher) and paper.date >= first]


def open_at_end(scenario: Scenario, role: str) -> dict[str, int]:
    """The true residuals at the end of the month, by item."""
    account, last = scenario.case.books.chart.role(role), scenario.case.period.last
    found: Counter[str] = Counter()
    for entry in scenario.key.journal:
        if entry.date <= last:
            for line in entry.lines:
                if line.account == account:
                    found[line.item] += line.amount
    return {item: amount for item, amount in found.items() if amount}


def test_most_payments_lead_to_bills_on_the_desk() -> None:
    """And to the cent: a payment of several bills is their sum, each is its vendor's, earlier than the payment and paid
    once."""
    paid = seen = several = 0
    for scenario in months_of(CLOSES):
        case = scenario.case
        settled: list[str] = []
        for voucher in vouchers(scenario):
            assert voucher.amount == sum(amount for _, amount in voucher.pays)
            bills = [case.by_id[name] for name, _ in voucher.pays if name in case.by_id]
            for bill in bills:
                assert isinstance(bill, SupplierBill)
                assert bill.party == voucher.party and bill.date < voucher.date
                assert (bill.id, bill.amount) in voucher.pays
            settled += [bill.id for bill in bills]
            paid += 1
            seen += bool(bills)
            several += len(bills) > 1
        assert len(settled) == len(set(settled))
    assert seen / paid > 0.5
    assert several / seen > 0.15


def test_a_run_pays_several_bills_on_one_day() -> None:
    """From level 2 on the payments of visible bills stand on few days, several bills on each."""
    for scenario in months_of(CLOSES):
        days: dict[object, int] = defaultdict(int)
        for voucher in vouchers(scenario):
            days[voucher.date] += sum(name in scenario.case.by_id for name, _ in voucher.pays)
        runs = [count for count in days.values() if count]
        assert len(runs) <= 2
        if len(scenario.case.workpapers) > 4:
            assert sum(runs) >= 3


def test_what_is_owed_to_vendors_is_mostly_current() -> None:
    """What remains of the bills on the desk is not due yet or hardly overdue."""
    owed = overdue = 0
    for scenario in months_of(CLOSES):
        for item, amount in open_at_end(scenario, "payables").items():
            bill = scenario.case.by_id.get(item)
            if isinstance(bill, SupplierBill) and amount < 0:
                owed -= amount
                overdue -= amount * ((scenario.case.period.last - bill.due).days > 30)
    assert owed and overdue / owed < 0.1


def test_customers_pay_after_a_month_and_nearly_half_of_them_late() -> None:
    """Counting receipts whose invoice is on the desk, and what of receivables is more than 60 days old."""
    days: list[int] = []
    late = old = owed = 0
    for scenario in months_of(CLOSES):
        case = scenario.case
        invoices = {paper.id: paper for paper in case.documents if isinstance(paper, SalesInvoice)}
        receivables = case.books.chart.role("receivables")
        for entry in scenario.key.journal:
            for line in entry.lines:
                paid = line.account == receivables and line.amount < 0 and line.item in invoices
                if paid and entry.date >= case.period.first and line.document.startswith("BL-"):
                    days.append((entry.date - invoices[line.item].date).days)
                    late += entry.date > invoices[line.item].due
        for item, amount in open_at_end(scenario, "receivables").items():
            if amount > 0:
                owed += amount
                old += amount * (item in invoices and (case.period.last - invoices[item].date).days > 60)
    assert len(days) > 300
    assert 28 < sum(days) / len(days) < 42
    assert 0.38 < late / len(days) < 0.55
    assert 0.03 < old / owed < 0.18


def test_old_debt_is_provided_for_and_asks_for_nothing() -> None:
    """An allowance stands in the opening balance where something is old, no larger than what is owed; no entry of the month
    touches it."""
    provided = 0
    for scenario in months_of(CLOSES):
        doubtful, first = scenario.case.books.chart.role("doubtful"), scenario.case.period.first
        lines = [(entry, line) for entry in scenario.key.journal for line in entry.lines if line.account == doubtful]
        assert all(entry.date < first and line.amount < 0 for entry, line in lines)
        assert -sum(line.amount for _, line in lines) <= sum(open_at_end(scenario, "receivables").values())
        provided += bool(lines)
    assert provided > 15
