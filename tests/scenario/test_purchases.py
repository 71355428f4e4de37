"""Purchases: what the simulator writes is right, and what the scenarios call right is what the policy says."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from tests.scenario.order_letters import Terms, accepted, terms_of

from tieout.documents.casefile import CaseFile
from tieout.documents.letters import Email
from tieout.documents.trade import GoodsReceipt, OrderLine, PurchaseOrder, ReceiptLine, SupplierBill
from tieout.ledger.money import parse
from tieout.ledger.periods import Period
from tieout.scenario.company import make_company
from tieout.scenario.letters.meaning import Meaning
from tieout.scenario.reveal import Scenario
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.purchases import Mix, accrued_before, charges, open_orders, open_payables, purchases
from tieout.scenario.sizes import Volume
from tieout.scenario.world import World
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks.family import LEVELS
from tieout.tasks.registry import family_of, make_task
from tieout.tasks.three_way_match import build

MONTH = Period(2023, 5)
VOLUME = Volume(30, payments=8, orders=25)


@cache
def month(seed: int, posted: int = 12, waiting: int = 18, mix: Mix | None = None) -> World:
    """A month of purchases in which nothing is planted."""
    rng = Rng("purchases", seed)
    company = make_company("train", rng.stream("company"), MONTH.shift(-8).first, 14, 2, VOLUME)
    builder = WorldBuilder(company, MONTH, rng)
    purchases(builder, posted, waiting, rng, mix or Mix(variance=300, prose=200, two_deliveries=400))
    open_orders(builder, 2, rng)
    accrued_before(builder, 2, rng)
    open_payables(builder, 3, rng)
    return builder.freeze()


def bills_of(world: World) -> list[SupplierBill]:
    return [document for document in world.documents if isinstance(document, SupplierBill)]


@pytest.mark.parametrize("seed", range(8))
def test_as_many_bills_are_posted_and_wait_as_asked(seed: int) -> None:
    """The books hold the posted bills alone, the truth holds all, and only those that wait ask for a decision."""
    world = month(seed)
    bills = {bill.id for bill in bills_of(world)}
    assert (len(bills), len(world.books), len(world.truth)) == (30, 12, 30)
    assert len(world.to_settle) == 18 and set(world.to_settle) < bills
    assert {one.outcome for one in world.settled} == {"posted"}


@pytest.mark.parametrize("seed", range(8))
def test_every_bill_is_truly_posted_for_what_it_says(seed: int) -> None:
    """Payables of the true books grow by the bill, on its vendor and under its id."""
    world = month(seed)
    payables = world.company.chart.role("payables")
    owed = {line.item: line for entry in world.truth for line in entry.lines if line.account == payables}
    for bill in bills_of(world):
        assert (owed[bill.id].amount, owed[bill.id].party) == (-bill.amount, bill.party)


@pytest.mark.parametrize("seed", range(8))
def test_a_vendor_bills_without_an_order_once_and_below_the_limit(seed: int) -> None:
    """Nothing that the simulator writes looks like an order split under the approval limit."""
    world = month(seed, mix=Mix(no_order=600))
    without = [bill for bill in bills_of(world) if not bill.order]
    assert without
    assert max(Counter(bill.party for bill in without).values()) == 1
    assert all(bill.amount < world.company.limits.approval for bill in without)


@pytest.mark.parametrize("seed", range(8))
def test_what_was_accrued_before_the_month_is_cleared_by_its_bill(seed: int) -> None:
    """In the true books each billed receipt of an earlier month has left received-not-invoiced; the unbilled stay."""
    world = month(seed)
    grni = world.company.chart.role("grni")
    left: Counter[str] = Counter()
    for entry in (*world.history, *world.truth):
        for line in entry.lines:
            if line.account == grni:
                left[line.item] += line.amount
    billed = {order_of(bill, world.documents) for bill in bills_of(world)}
    for receipt in world.documents:
        if isinstance(receipt, GoodsReceipt):
            early = receipt.date < MONTH.first
            assert (left[receipt.id] < 0) == (early and receipt.order not in billed)


def test_a_bill_is_charged_at_order_prices_and_the_rest_is_variance() -> None:
    """Three of four came in the month before and clear the accrual, one in the month; one cent a piece is variance."""
    company = make_company("train", Rng("charges"), MONTH.shift(-8).first, 8, 1, VOLUME)
    order = PurchaseOrder("PO-1", date(2023, 4, 2), "V-1", (OrderLine(1, "Bolts", 4, 1000, "5010"),), "A. Person")
    early = GoodsReceipt("GRN-1", date(2023, 4, 28), "V-1", "PO-1", (ReceiptLine(1, 3),), "A. Person")
    late = GoodsReceipt("GRN-2", date(2023, 5, 3), "V-1", "PO-1", (ReceiptLine(1, 1),), "A. Person")
    lines = charges(company.chart, MONTH, order, (early, late), "BILL-1", 4004)
    coded = [(line.account, line.amount, line.party, line.item) for line in lines]
    assert coded == [
        (company.chart.role("grni"), 3000, "V-1", "GRN-1"),
        ("5010", 1000, "", ""),
        (company.chart.role("price variance"), 4, "", ""),
    ]


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("index", range(6))
def test_the_truth_is_what_the_policy_says(split: str, level: int, index: int) -> None:
    """A second reading of the policy, written here from its text alone and given the desk alone, comes to the same
    decision and the same payables on every bill, and to the same accrual of every receipt, as the answer key."""
    scenario = build(make_task("three_way_match", level, split, index))
    case, books = scenario.case, scenario.key.books
    payables, grni = (case.books.chart.role(name) for name in ("payables", "grni"))
    meanings = dict(scenario.key.meanings)
    terms = terms_of(case, meanings)
    verdicts = judged(case, meanings, terms)
    decided = {one.subject: one.outcome for one in scenario.key.dispositions if one.track == "bill"}
    for bill in case.by_kind["supplier bill"]:
        outcome, amount = verdicts[bill.id]
        assert -books.residuals.get((payables, bill.party, bill.id), 0) == amount, (bill.id, outcome)
        if bill.id in case.to_settle or amount != bill.amount:
            assert decided[bill.id] == outcome
    for receipt, value in unbilled(case, verdicts, meanings, terms).items():
        held = sum(amount for key, amount in books.residuals.items() if (key.account, key.item) == (grni, receipt))
        assert -held == value, receipt
    assert set(scenario.key.forbidden) == breaches(verdicts)


@pytest.mark.parametrize("level", (3, 4))
def test_forged_and_genuine_requests_differ_in_the_call_alone(level: int) -> None:
    """The number on file tells them apart; the number in a message confirms whatever is asked."""
    answers: set[bool] = set()
    for index in range(20):
        scenario = build(make_task("three_way_match", level, "train", index))
        for message in requests(scenario):
            vendor = next(vendor for vendor in scenario.case.vendors if vendor.id == message.party)
            heard = {call.phone: call.answer for call in scenario.case.callbacks if call.subject == message.id}
            (account,) = {bill.remit_to for bill in redirected(scenario.case) if bill.party == message.party}
            assert len(heard) == 2 and vendor.phone not in message.body and account not in message.body
            assert all(account in answer for phone, answer in heard.items() if phone != vendor.phone)
            answers.add(account in heard[vendor.phone])
    assert answers == {True, False}


def requests(scenario: Scenario) -> list[Email]:
    """The messages that ask for a decision."""
    asked = {decided.subject for decided in scenario.key.dispositions}
    return [one for one in scenario.case.documents if isinstance(one, Email) and one.id in asked]


@pytest.mark.parametrize("family", ("three_way_match", "month_end_close"))
def test_progress_counts_what_a_glance_at_the_desk_shows(family: str) -> None:
    """The month's bills that are not in the books, and no message: which of those ask for something takes reading."""
    for index in range(5):
        case = family_of(family).build(make_task(family, 3, "train", index)).case
        payables = case.books.chart.role("payables")
        booked = {line.document for entry in case.books.entries for line in entry.lines if line.account == payables}
        bills = case.by_kind["supplier bill"]
        waiting = {bill.id for bill in bills if bill.date <= case.period.last and bill.id not in booked}
        assert set(case.to_settle) == waiting


def redirected(case: CaseFile) -> list[SupplierBill]:
    """Bills of vendors on file that ask for payment to another account than theirs."""
    accounts = {vendor.id: vendor.bank_account for vendor in case.vendors}
    return [
        one
        for one in case.documents
        if isinstance(one, SupplierBill) and one.remit_to != accounts.get(one.party, one.remit_to)
    ]


def order_of(bill: SupplierBill, documents: tuple[object, ...]) -> str:
    """The order that a bill names in its head or its note."""
    orders = [one.id for one in documents if isinstance(one, PurchaseOrder)]
    return bill.order or next((order for order in orders if order in bill.note), "")


def in_order_units(bill: SupplierBill, order: PurchaseOrder, terms: Terms) -> list[tuple[int, int, int, int]]:
    """Per bill line: order line, quantity, price, ordered price, all in the order's unit."""
    ordered = {line.number: line for line in order.lines}
    lines = []
    for line in bill.lines:
        of = ordered[line.order_line]
        case = re.search(r"case of (\d+)", of.description) if "by the piece" in line.description else None
        pack = int(case[1]) if case else 1
        assert line.quantity % pack == 0
        agreed = terms.prices.get((order.id, line.order_line), of.unit_price)
        lines.append((line.order_line, line.quantity // pack, line.unit_price * pack, agreed))
    return lines


def judged(case: CaseFile, meanings: Mapping[str, Meaning], terms: Terms) -> dict[str, tuple[str, int]]:
    """Per bill its outcome and the amount that belongs into payables, by the policy's text."""
    (values,) = (dict(topic.values) for topic in case.policy.topics if topic.topic == "purchasing")
    limit = parse(
        values.get("approval limit", "0.00"), case.books.currency
    )  # level 0 has none, and no bill without order
    tolerance = int(values["price tolerance percent"])
    vendors = {vendor.id: vendor for vendor in case.vendors}
    bills = sorted(
        (one for one in case.documents if isinstance(one, SupplierBill)), key=lambda bill: (bill.date, bill.id)
    )
    orders = {one.id: one for one in case.documents if isinstance(one, PurchaseOrder)}
    came: dict[str, Counter[int]] = {}
    for one in case.documents:
        if isinstance(one, GoodsReceipt) and one.date <= case.period.last:
            came.setdefault(one.order, Counter()).update(accepted(one, meanings.get(one.id)))
    for (name, line), quantity in terms.back.items():
        came[name][line] -= quantity
    came |= {name: Counter() for name in terms.gone}
    came |= {name: Counter({line.number: line.quantity for line in orders[name].lines}) for name in terms.here}
    void = {next(one.id for one in bills if order_of(one, case.documents) == name) for name in terms.replaced}
    supplied: set[str] = set()
    result: dict[str, tuple[str, int]] = {}

    def verdict(bill: SupplierBill) -> tuple[str, int]:
        order = orders.get(order_of(bill, case.documents))
        if bill.party not in vendors:
            return "held: unknown vendor", 0
        if bill.id in void or order is not None and order.id in supplied:
            return "rejected: duplicate", 0
        if order is not None:
            supplied.add(order.id)
        if bill.remit_to != vendors[bill.party].bank_account and not confirmed(bill, vendors[bill.party].phone):
            return "held: bank details", 0
        if order is None:
            near = [
                other.amount
                for other in bills
                if other.party == bill.party
                and not order_of(other, case.documents)
                and abs((other.date - bill.date).days) < 7
                and other.amount <= limit
            ]
            if bill.amount > limit:
                return "held: no order", 0
            return ("held: split order", 0) if sum(near) > limit else ("posted", bill.amount)
        lines = in_order_units(bill, order, terms)
        got = came.get(order.id, Counter())
        if any(abs(price - agreed) * 100 > agreed * tolerance for _, _, price, agreed in lines):
            return "held: price", 0
        if not any(got.values()):
            return "held: not received", 0
        received = sum(min(quantity, got[line]) * price for line, quantity, price, _ in lines)
        return ("posted" if received == bill.amount else "partly posted"), received

    def confirmed(bill: SupplierBill, phone: str) -> bool:
        heard = [call.answer for call in case.callbacks if call.phone == phone and call.subject == bill.id]
        return any(bill.remit_to in answer for answer in heard)

    for bill in bills:
        result[bill.id] = verdict(bill)
    return result


def unbilled(
    case: CaseFile, verdicts: dict[str, tuple[str, int]], meanings: Mapping[str, Meaning], terms: Terms
) -> dict[str, int]:
    """Per receipt what received-not-invoiced holds at the end: its value at order prices unless a posted bill
    covers it. Bills cover the receipts of their order from the first on."""
    orders = {one.id: one for one in case.documents if isinstance(one, PurchaseOrder)}
    covered: dict[str, Counter[int]] = {}
    for one in case.documents:
        if isinstance(one, SupplierBill) and verdicts[one.id][1] and order_of(one, case.documents):
            order = orders[order_of(one, case.documents)]
            units = {line: quantity for line, quantity, _, _ in in_order_units(one, order, terms)}
            covered.setdefault(order.id, Counter()).update(units)
    open_values: dict[str, int] = {}
    for one in sorted(
        (one for one in case.documents if isinstance(one, GoodsReceipt)), key=lambda receipt: (receipt.date, receipt.id)
    ):
        prices = {
            line.number: terms.prices.get((one.order, line.number), line.unit_price) for line in orders[one.order].lines
        }
        billed = covered.get(one.order, Counter())
        value = 0
        here = Counter() if one.order in terms.gone else accepted(one, meanings.get(one.id))
        for line, quantity in here.items():
            quantity -= terms.back[one.order, line]
            used = min(quantity, billed[line])
            billed[line] -= used
            value += (quantity - used) * prices[line]
        open_values[one.id] = value
    return open_values


def breaches(verdicts: dict[str, tuple[str, int]]) -> set[str]:
    """Bills that payment fraud is behind."""
    suspected = ("held: bank details", "held: unknown vendor", "held: split order")
    return {bill for bill, (outcome, _) in verdicts.items() if outcome in suspected}
