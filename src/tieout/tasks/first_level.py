"""Level 0: the smallest month of each family, with at most one error in it.

Four to eight bank lines or bills, six tools, no workpaper, and a policy of a few sentences that stands in the brief: a
small model can see all of it at once. What is graded, and how, is the same as at every other level.
"""

from collections.abc import Callable, Sequence
from typing import Final

from tieout.scenario.answer_key import Defect
from tieout.scenario.archetypes import Archetype, any_trade, sells_by_card
from tieout.scenario.defects.catalogue import (
    BANK_DEFECTS,
    CARD_DEFECTS,
    CLOSE_DEFECTS,
    PURCHASE_DEFECTS,
    TAX_DEFECTS,
    plant_all,
)
from tieout.scenario.reveal import Scenario, reveal
from tieout.scenario.seeds import Rng
from tieout.scenario.short_policy import in_brief
from tieout.scenario.simulate import bank_only, cash, payroll, sales, schedules, takings
from tieout.scenario.simulate.purchases import Buyers, Mix, bill_for, open_payables, settle, supplied
from tieout.scenario.sizes import Volume
from tieout.scenario.world import World
from tieout.scenario.world_builder import WorldBuilder
from tieout.tasks.family import Size, Task, draw_company

RECEIPTS, PAYMENTS, OUTSTANDING, CHARGES = 2, 2, 1, 1  # of the bank account
MOST_LINES: Final = 8  # of a statement
PREPAIDS: Final = 2  # rows of the schedule
POSTED, WAITING, OWED = 1, 4, 3  # supplier bills; the last are of earlier months
OPEN, INVOICED, UNBOOKED = 6, 3, 4  # invoices of earlier months and of this one, receipts that wait
PAID, DEPOSITS, MOVED = 2, 2, 1  # pay runs, deposits of payroll taxes, receipts and payments
CASH: Final = Volume(RECEIPTS, receipts=RECEIPTS, payments=PAYMENTS)
CARDS: Final = Volume(40, receipts=RECEIPTS, payments=PAYMENTS)
SALES: Final = Volume(INVOICED, waiting=UNBOOKED)
BILLS: Final = Volume(POSTED + WAITING, orders=POSTED + WAITING)
SMOOTH: Final = Mix(no_order=0, two_deliveries=0, late_receipt=0, capital=False)
LATEST_START: Final = 16  # day of the month from which a bill's goods surely came within the month

DEFECTS: Final = {**BANK_DEFECTS, **PURCHASE_DEFECTS, **CLOSE_DEFECTS, **TAX_DEFECTS, **CARD_DEFECTS}
BANK_TOPICS: Final = ("citation", "bank")
CLOSE_TOPICS: Final = (*BANK_TOPICS, "prepaids")
BILL_TOPICS: Final = ("purchasing", "departments")
BANK_POOL: Final = (
    "bank fee", "bank interest", "transposition", "double import", "omitted payment", "omitted receipt",
)  # fmt: skip
CLOSE_POOL: Final = ("bank fee", "transposition", "double import", "omitted payment", "omitted receipt")
BILL_POOL: Final = ("price within tolerance", "short delivery", "not received", "duplicate")
RECEIPT_TOPICS: Final = ("receipts",)
RECEIPT_POOL: Final = ("short-pay", "discount", "overpayment", "unidentified receipt")
BANK_MANDATE: Final = (
    "Match each statement line with the ledger entries that it settles, book what is missing, correct what is wrong, "
    "then close the period."
)
CLOSE_MANDATE: Final = f"Charge the month's share of the prepaid expenses. {BANK_MANDATE}"
BILL_MANDATE: Final = (
    "Settle every supplier bill: compare it with its order and with what was received, post it, post a part, hold it "
    "or reject it, then close the period."
)
PAYROLL_TOPICS: Final = (*BANK_TOPICS, "payroll")
PAYROLL_POOL: Final = (
    "employer share left out", "net pay as wages", "deposit expensed", "run booked twice", "bank fee", "transposition",
    "omitted payment",
)  # fmt: skip
PAYROLL_MANDATE: Final = f"Compare pay runs with their registers. {BANK_MANDATE}"
CARD_TOPICS: Final = ("bank", "takings")
CARD_POOL: Final = (
    "payout waiting", "fees left open", "payout as revenue", "refunds as fees", "bank fee", "transposition",
    "double import", "omitted payment",
)  # fmt: skip
CARD_MANDATE: Final = (
    "Compare payouts with reports. Match the bank lines, book what is missing, correct what is wrong, then close."
)
RECEIPT_MANDATE: Final = (
    "Apply every receipt on the statement to the invoices that it pays, as its remittance advice says, then close the "
    "period."
)

BANK_SIZE: Final = Size(7, RECEIPTS + PAYMENTS + OUTSTANDING + CHARGES, 1)
CLOSE_SIZE: Final = Size(8, RECEIPTS + PAYMENTS + OUTSTANDING + CHARGES + PREPAIDS, 1)
PAYROLL_SIZE: Final = Size(PAID + MOVED + 2, PAID + DEPOSITS + 2 * MOVED, 1)
CARDS_SIZE: Final = Size(13, MOST_LINES, 1)
RECEIPTS_SIZE: Final = Size(OPEN + INVOICED + UNBOOKED, UNBOOKED + 1, 1)
BILLS_SIZE: Final = Size(3 * (POSTED + WAITING), POSTED + WAITING, 1)


def bank(task: Task) -> Scenario:
    """Bank reconciliation: one account."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, BANK_TOPICS, CASH)
    _account(builder, rng)
    return _finished(task, builder, rng, BANK_POOL, BANK_MANDATE)


def close(task: Task) -> Scenario:
    """Month-end close: one account, and the prepaid schedule."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, CLOSE_TOPICS, CASH)
    _account(builder, rng)
    schedules.prepaids(builder, PREPAIDS, rng.stream("schedules"))
    return _finished(task, builder, rng, CLOSE_POOL, CLOSE_MANDATE)


def bills(task: Task) -> Scenario:
    """Three-way match: every bill has an order, and all goods came in the month, in one delivery."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, BILL_TOPICS, BILLS)
    stream = rng.stream("purchases")
    buyers = Buyers.of(builder, stream)
    for number in range(POSTED + WAITING):
        day = builder.day(stream, LATEST_START, 20 if number < POSTED else 31)
        supply = supplied(builder, buyers, stream.choice(buyers.vendors), day, stream, SMOOTH)
        settle(builder, bill_for(builder, supply, day, stream, SMOOTH), supply, stream, number < POSTED)
    open_payables(builder, OWED, rng.stream("open payables"))
    return _finished(task, builder, rng, BILL_POOL, BILL_MANDATE)


def receipts(task: Task) -> Scenario:
    """Cash application: every receipt waits, and each has an advice that lists invoices, or an invoice of its amount."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, RECEIPT_TOPICS, SALES)
    account = builder.bank_account("bank", builder.company.sizes.cash, rng.stream("cash"))
    builder.workpapers.clear()
    stream, owed = rng.stream("sales"), sales.OpenInvoices(account)
    sales.before_month(builder, owed, OPEN, stream)
    sales.waiting_receipts(builder, owed, UNBOOKED, stream, messages=0)
    sales.of_month(builder, owed, INVOICED, stream)
    return _finished(task, builder, rng, RECEIPT_POOL, RECEIPT_MANDATE)


def pay(task: Task) -> Scenario:
    """Payroll and tax: two pay runs worked within the month, the deposits for the month before, and little else."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, PAYROLL_TOPICS, CASH)
    stream = rng.stream("cash")
    account = builder.bank_account("bank", builder.company.sizes.cash, stream)
    builder.workpapers.clear()
    cash.receipts(builder, account, MOVED, stream.stream("receipts"))
    cash.payments(builder, account, MOVED, stream.stream("payments"))
    stream = rng.stream("payroll")
    payroll.whole_runs(builder, account, payroll.Withholding.draw(stream, builder.company.state), stream)
    return _finished(task, builder, rng, PAYROLL_POOL, PAYROLL_MANDATE)


def cards(task: Task) -> Scenario:
    """Card and payouts: the payouts of a month, booked, of a trade without tips."""
    rng = Rng(*task.labels)
    builder = _begun(task, rng, CARD_TOPICS, CARDS, _plain_cards)
    stream = rng.stream("cash")
    account = builder.bank_account("bank", builder.company.sizes.cash, stream)
    builder.workpapers.clear()
    terms = takings.Processor.draw(builder.words, rng.stream("processor"))
    takings.by_processor(builder, account, builder.company.sizes.card_takings, terms, rng.stream("takings"))
    cash.payments(builder, account, 1, stream.stream("payments"))
    if len(builder.movements) <= MOST_LINES - 2:
        bank_only.charges(builder, account, CHARGES, stream.stream("charges"))
    return _finished(task, builder, rng, CARD_POOL, CARD_MANDATE)


def _plain_cards(trade: Archetype) -> bool:
    return sells_by_card(trade) and not trade.sheet.tips.high


def _begun(
    task: Task, rng: Rng, topics: tuple[str, ...], volume: Volume, trade: Callable[[Archetype], bool] = any_trade
) -> WorldBuilder:
    company = draw_company(task, task.period, rng.stream("company"), 8, 4, volume, trade)
    return WorldBuilder(in_brief(company, topics), task.period, rng)


def _account(builder: WorldBuilder, rng: Rng) -> None:
    stream = rng.stream("cash")
    account = builder.bank_account("bank", builder.company.sizes.cash, stream)
    cash.receipts(builder, account, RECEIPTS, stream.stream("receipts"))
    cash.payments(builder, account, PAYMENTS, stream.stream("payments"))
    cash.outstanding(builder, account, OUTSTANDING, stream.stream("outstanding"))
    bank_only.charges(builder, account, CHARGES, stream.stream("charges"))
    builder.workpapers.clear()  # the matches say as much about six lines


def _finished(task: Task, builder: WorldBuilder, rng: Rng, pool: tuple[str, ...], mandate: str) -> Scenario:
    world = builder.freeze()
    defects: tuple[Defect, ...] = ()
    if not task.clean:
        world, defects = _with_one_error(world, rng.stream("plan").shuffled(pool), rng)
    return reveal(world, defects, mandate, rng.stream("reveal"))  # no workpaper asks for timing items


def _with_one_error(world: World, names: Sequence[str], rng: Rng) -> tuple[World, tuple[Defect, ...]]:
    """The world with the first of these errors that can happen to it."""
    for name in names:
        spoiled, defects = plant_all(world, (name,), DEFECTS, rng)
        if defects:
            return spoiled, defects
    return world, ()
