"""What an accountant would laugh at: articles, departments, states and balances that do not fit each other."""

from collections import Counter

from tests.scenario.test_companies import LEVELS, months, papers

from tieout.documents.schedules import PayrollRegister
from tieout.documents.trade import PurchaseOrder, SalesInvoice, SupplierBill
from tieout.episode import scenario_of
from tieout.ledger.accounts import Kind
from tieout.scenario.simulate.sales import UNTAXED_SERVICES
from tieout.scenario.vocabulary.company_words import article_of
from tieout.scenario.vocabulary.fitting import HEAD_OFFICE, SOLD_BY, VARIANTS, departments_for
from tieout.scenario.vocabulary.goods import QUALIFIERS
from tieout.scenario.vocabulary.sales import SALES
from tieout.scenario.vocabulary.states import WAGE_TAX
from tieout.tasks.registry import make_task


def test_every_article_is_booked_to_its_own_revenue_account() -> None:
    """That of the price list, as the policy says too; what is paid over the counter has an account of its own."""
    seen = 0
    for world in months():
        company = world.company
        chart, ranges = company.chart, SALES[company.archetype.name]
        (topic,) = [one for one in company.policy.topics if one.topic == "revenue"]
        invoices = {paper.id: paper for paper in world.documents if isinstance(paper, SalesInvoice)}
        for entry in world.truth:
            for line in entry.lines:
                invoice = invoices.get(line.document)
                if invoice is None or not chart[line.account].role.startswith("revenue"):
                    continue
                for described, _ in invoice.lines:
                    article = article_of(described)
                    if article in UNTAXED_SERVICES:
                        continue  # what comes with the goods
                    assert article in ranges[chart[line.account].name].articles, (company.name, invoice)
                    assert article in topic.text.partition(f"{line.account} ")[2].partition(";")[0]
                    seen += 1
    assert seen > 1000


def test_vendors_sell_what_their_trade_sells() -> None:
    """No water from the gas works, no audit from a bookkeeper: articles are those of the vendor's trade, as far as the
    split has any, and what is said of them makes sense."""
    seen = 0
    for world, bill in papers(SupplierBill):
        assert isinstance(bill, SupplierBill)
        line, trade = world.company.line_of(bill.party), world.company.trades[bill.party]
        offered = SOLD_BY.get(line, {}).get(trade)
        for one in bill.lines:
            article = article_of(one.description)
            assert offered is None or article in offered, (bill.name, one)
            qualifier = one.description.partition(", ")[2].partition(" (")[0]
            assert not qualifier or qualifier in VARIANTS.get(article, QUALIFIERS[line]), (bill.name, one)
            seen += 1
    assert seen > 1000


def test_a_department_has_a_use_for_what_it_is_charged_with() -> None:
    """In true books: what was ordered, and every vendor's usual department."""
    for world in months():
        chart, company = world.company.chart, world.company
        names = {one.code: one.name for one in chart.departments}
        for vendor in company.vendors:
            if vendor.department:
                fits = departments_for(company.line_of(vendor.id))
                assert names[vendor.department] in (*fits, HEAD_OFFICE), vendor
        for order in world.documents:
            if not isinstance(order, PurchaseOrder):
                continue
            for line in order.lines:
                if line.department:
                    fits = departments_for(company.line_of(order.party), article_of(line.description))
                    assert names[line.department] in (*fits, HEAD_OFFICE), (company.name, line)


def test_no_invoice_is_paid_on_the_day_it_is_written() -> None:
    """Not even where a receipt is planted."""
    paid = 0
    for level in LEVELS:
        for index in range(6):
            found = scenario_of(make_task("month_end_close", level, "train", index))
            written = {paper.id: paper.date for paper in found.case.documents if isinstance(paper, SalesInvoice)}
            banks = {statement.account for statement in found.case.statements}
            for entry in found.key.journal:
                if not any(line.account in banks for line in entry.lines):
                    continue
                for line in entry.lines:
                    if line.item in written and line.amount < 0:
                        assert entry.date > written[line.item], (found.case.company, entry)
                        paid += 1
    assert paid > 50


def near_multiple(amount: int, of: int) -> bool:
    """Whether an amount is two, three or four times another, to 4 per mille: it looks computed from it."""
    return any(abs(amount - number * of) * 1000 <= 4 * number * of for number in (2, 3, 4))


def test_minor_balances_are_no_multiples_of_one_number() -> None:
    """Of the expense accounts brought forward no two are equal, and few are near a small multiple of the least."""
    near = whole = 0
    for world in months():
        chart = world.company.chart
        sums = Counter[str]()
        for entry in world.history:
            for line in entry.lines:
                if chart[line.account].kind is Kind.EXPENSE:
                    sums[line.account] += line.amount
        amounts = [amount for amount in sums.values() if amount > 5_000]
        assert len(amounts) == len(set(amounts)), world.company.name
        near += sum(near_multiple(amount, min(amounts)) for amount in amounts)
        whole += len(amounts)
    assert near * 100 <= whole * 6, (near, whole)


def test_a_state_gets_its_own_income_tax() -> None:
    """Wages are taxed by the states that tax wages, at their rates, and the state's money does not go to Washington."""
    free = 0
    for world in months():
        state = world.company.state
        low, high = WAGE_TAX[state]
        registers = [paper for paper in world.documents if isinstance(paper, PayrollRegister)]
        for register in registers:
            rows = dict(register.rows)
            withheld = rows.get("State income tax withheld", 0) * 1000
            assert rows["Gross pay"] * low - 1000 <= withheld <= rows["Gross pay"] * high + 1000, (state, rows)
        free += not high
        liabilities = world.company.chart.role("payroll liabilities")
        cited = {
            line.document
            for entry in world.truth
            for line in entry.lines
            if line.account == liabilities and line.amount > 0
        }
        texts = [move.line.description for move in world.movements if move.line.id in cited]
        assert sum(state in text.split() for text in texts) == 1, (state, texts)
    assert free
