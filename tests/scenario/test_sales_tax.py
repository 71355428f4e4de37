"""Sales tax: rates that exist, tax where sales bear any, and a control account that comes to what is owed."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.documents.rendering.stationery import percent
from tieout.documents.trade import CreditMemo, ExemptionCertificate, SalesInvoice, SupplierBill
from tieout.ledger.entries import Entry
from tieout.scenario.sales_tax import STATE_RATES, UNTAXED_STATES, SalesTax, sales_tax_at, state_of
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.exemptions import Exemptions, certificate
from tieout.scenario.vocabulary.names import STATES
from tieout.scenario.weekdays import is_business_day
from tieout.scenario.world import World
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task

TAXED = ("restaurant", "wholesale", "manufacturing", "clinic")


@cache
def months() -> tuple[World, ...]:
    """Months of level 2, of all trades."""
    train = [true_month(make_task("month_end_close", 2, "train", index)) for index in range(24)]
    return (*train, *[true_month(make_task("month_end_close", 2, "test", index)) for index in range(12)])


def control(world: World) -> str:
    return world.company.chart.role("sales tax")


def moved(entries: tuple[Entry, ...], account: str) -> int:
    return sum(line.amount for entry in entries for line in entry.lines if line.account == account)


def test_every_state_has_a_rate_or_has_none() -> None:
    """An address never lies in a state that the table does not know."""
    assert set(STATES) <= set(STATE_RATES) | UNTAXED_STATES
    assert not set(STATE_RATES) & UNTAXED_STATES


@pytest.mark.parametrize("state", sorted(STATE_RATES))
def test_a_rate_lies_within_what_the_state_and_its_places_charge(state: str) -> None:
    """Between the state's rate with the least and with the most that places add."""
    known = STATE_RATES[state]
    for number in range(20):
        tax = sales_tax_at(f"1 Mill Road, Falmere, {state} 00402", Rng(number))
        assert tax is not None and (tax.state, tax.state_rate, tax.collector) == (state, known.rate, known.collector)
        assert known.rate + known.local[0] <= tax.rate <= known.rate + known.local[1] < 11_500


def test_states_without_the_tax_and_addresses_without_a_state() -> None:
    """None there, and a refusal here."""
    assert sales_tax_at("9 Mill Road, Falmere, OR 00402", Rng(1)) is None
    with pytest.raises(ValueError, match="ends with its state"):
        state_of("9 Mill Road, Falmere")
    with pytest.raises(KeyError):
        sales_tax_at("9 Mill Road, Falmere, ZZ 00402", Rng(1))


@given(st.integers(1, 10**9), st.integers(2_900, 11_500))
def test_the_tax_in_a_total_is_the_tax_on_its_price(price: int, rate: int) -> None:
    """Whoever takes the tax out of what was paid finds what was put on."""
    tax = SalesTax("OH", rate, rate, "")
    assert tax.within(price + tax.on(price)) == tax.on(price)


def test_rates_as_they_are_printed() -> None:
    """Without zeros that say nothing."""
    assert [percent(rate) for rate in (8_250, 6_000, 6_625, 7_475)] == ["8.25 %", "6 %", "6.625 %", "7.475 %"]


def test_who_sells_with_tax() -> None:
    """Goods and meals bear it, services do not; nothing does in a state without it."""
    for world in months():
        company = world.company
        bears = company.sales_tax is not None and company.archetype.name in TAXED
        invoices = [paper for paper in world.documents if isinstance(paper, SalesInvoice)]
        assert bool(company.taxed_accounts) == bears
        assert bears or not any(paper.tax for paper in invoices)
        assert company.sales_tax is not None or not any(
            paper.tax for paper in world.documents if isinstance(paper, SupplierBill)
        )
    assert {world.company.archetype.name for world in months() if world.company.taxed_accounts} == set(TAXED)


def test_an_invoice_bears_tax_unless_a_certificate_is_in_force() -> None:
    """By the account that it is booked to and the certificates on the desk; on what is not delivery or labor."""
    seen = set()
    for world in months():
        held = [paper for paper in world.documents if isinstance(paper, ExemptionCertificate)]
        invoices = {paper.id: paper for paper in world.documents if isinstance(paper, SalesInvoice)}
        for entry in world.truth:
            invoice = invoices.get(entry.lines[0].document)
            if invoice is None or entry.lines[0].item != invoice.id:
                continue
            exempt = any(one.party == invoice.party and one.first <= invoice.date <= one.last for one in held)
            bears = entry.lines[1].account in world.company.taxed_accounts and not exempt
            tax = world.company.sales_tax
            assert invoice.tax == (tax.on(invoice.price - invoice.untaxed) if bears and tax else 0)
            assert not (invoice.tax and invoice.discount_percent)
            assert [line.amount for line in entry.lines[1:]] == [-invoice.price, *([-invoice.tax] if bears else [])]
            seen.add((bears, exempt, bool(invoice.untaxed)))
    assert {(True, False, True), (True, False, False), (False, True, False)} <= seen


def test_certificates_count_from_their_first_day_to_their_last() -> None:
    """The days before and after them do not."""
    world = next(one for one in months() if one.company.taxed_accounts)
    company, customer = world.company, world.company.customers[0].id
    first, last = date(2024, 1, 10), date(2024, 3, 20)
    paper = certificate(company, "EXC-00001", customer, first, last, Rng(1))
    exempt = Exemptions(company.taxed_accounts, company.sales_tax, {customer: (paper,)})
    income, day = company.taxed_accounts[0], timedelta(days=1)
    assert [exempt.tax_on(income, customer, when) for when in (first, last)] == [None, None]
    assert {exempt.tax_on(income, customer, when) for when in (first - day, last + day)} == {company.sales_tax}
    assert exempt.tax_on("0000", customer, last + day) is None


def test_the_control_account_holds_what_the_month_collected() -> None:
    """What was brought forward is remitted in one sum, on the twentieth or, where that is none, a business day beside it."""
    for world in months():
        code = control(world)
        brought = moved(world.history, code)
        paid = [entry for entry in world.truth if entry.lines[0].account == code]
        assert len(paid) == bool(brought) and all(entry.lines[0].amount == -brought for entry in paid)
        for entry in paid:
            due = entry.date.replace(day=20)
            assert entry.date == due or not is_business_day(due)
            assert is_business_day(entry.date) and abs((entry.date - due).days) <= 2
        invoices = [paper for paper in world.documents if isinstance(paper, SalesInvoice)]
        owed = sum(paper.tax for paper in invoices if paper.date >= world.period.first)
        given_back = sum(paper.tax for paper in world.documents if isinstance(paper, CreditMemo))
        counted = -moved(world.truth, code) + sum(entry.lines[0].amount for entry in paid) + given_back
        assert counted >= owed and (counted == owed or world.company.archetype.name == "restaurant")


def test_a_credit_takes_back_the_tax_that_it_states() -> None:
    """Returns bear the price alone; some credits state no tax."""
    taxed = set()
    for world in months():
        memos = {paper.id: paper for paper in world.documents if isinstance(paper, CreditMemo) and paper.issued}
        for entry in world.truth:
            memo = memos.get(entry.lines[0].document)
            if memo is not None:
                parts = [memo.amount - memo.tax, *([memo.tax] if memo.tax else []), -memo.amount]
                assert [line.amount for line in entry.lines] == parts
                taxed.add(bool(memo.tax))
    assert taxed == {True, False}


def test_tax_on_a_bill_is_part_of_its_cost() -> None:
    """A bill is charged with its tax; lines and tax make its total."""
    taxed = 0
    for world in months():
        bills = {paper.id: paper for paper in world.documents if isinstance(paper, SupplierBill) and paper.tax}
        taxed += len(bills)
        for entry in world.truth:
            bill = bills.get(entry.lines[-1].item)
            if bill is not None and entry.lines[-1].party:
                assert not any(line.account == control(world) for line in entry.lines)
                assert bill.amount == sum(line.amount for line in bill.lines) + bill.tax == -entry.lines[-1].amount
    assert taxed > 40


def test_a_certificate_needs_a_state_with_the_tax() -> None:
    """There is nothing to be exempt from elsewhere."""
    world = next(one for one in months() if one.company.sales_tax is None)
    with pytest.raises(ValueError, match="without sales tax"):
        certificate(world.company, "EXC-1", world.company.customers[0].id, date(2024, 1, 1), date(2024, 2, 1), Rng(1))
