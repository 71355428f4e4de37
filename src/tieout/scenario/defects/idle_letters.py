"""Letters that change nothing: for each planted error that a letter decides, the same letter with the other outcome.

They belong to the true month. What such a letter is about is marked as used, so that no second letter contradicts it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from tieout.scenario.correspondence import (
    about_asset,
    about_credit,
    about_prepaid,
    day_of,
    one_of_two,
    service_contract,
    with_letter,
    with_mail,
)
from tieout.scenario.defects.agencies.certificates import exemption_heeded
from tieout.scenario.defects.bank.batches import divided, noted
from tieout.scenario.defects.bank.statement_only import CHARGE, day_back, depositable, on_item
from tieout.scenario.defects.bank.uncashed import check_kept
from tieout.scenario.defects.bank.unclear_receipts import advice_of_its_own
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    bill_of,
    billing_day,
    free_amount,
    one_of,
    open_invoices,
    pick,
    unordered,
    usual_bill,
    with_documents,
    with_posted,
)
from tieout.scenario.defects.close.by_letter import recodable, with_credit
from tieout.scenario.defects.close.coding import equipment_bought, remark, remarkable
from tieout.scenario.defects.close.counts import looked_at as recounted
from tieout.scenario.defects.close.cutoff import dispatched, paid_ahead, undelivered
from tieout.scenario.defects.close.receivables import WRITTEN, message, overpaid, shorted
from tieout.scenario.defects.close.schedules import (
    buyers_payment,
    disposable,
    endable,
    for_months,
    parked,
    told,
    with_payment,
)
from tieout.scenario.defects.purchasing import by_delivery, by_price
from tieout.scenario.defects.purchasing.candidates import ordered_bill
from tieout.scenario.defects.purchasing.three_way_match import divisible, looked_at, shortened
from tieout.scenario.defects.recoding import left, moved
from tieout.scenario.letters.compose import Fact
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import accruable_size, service_vendors
from tieout.scenario.simulate.sales import paid_on
from tieout.scenario.simulate.schedules import course_of_service
from tieout.scenario.world import World

LIKES: Final = 2  # innocent likes of a planted bill that goes to accounts which are seldom used
EQUIPMENT: Final = "equipment booked already"
AT_ONCE: Final = "several months charged already"
DONE: Final = "bill recoded already"
Write = Callable[[World, Rng], World]
PUT_OFF: Final = 300  # per mille of the services that are not to be accrued begin later; the others have been billed


def asset_repaired(world: World, rng: Rng) -> World:
    """An asset was not scrapped."""
    asset, register, _ = disposable(world, rng)
    mail = about_asset(world, rng, register, asset, ("stays", "scrapped"), {"day": day_of(world, rng)})
    return with_mail(world, mail).using(mail.email.id, told(asset))


def asset_kept(world: World, rng: Rng) -> World:
    """The sale of an asset came to nothing; the buyer's money is unapplied cash until it goes back."""
    asset, register, _ = disposable(world, rng)
    line = buyers_payment(world, rng, asset)
    facts: dict[str, Fact] = {"day": line.date, "amount": line.amount, "reference": line.reference}
    mail = about_asset(world, rng, register, asset, ("kept", "sold"), facts)
    entry = parked(world, rng, line)
    paid = with_payment(world, line).with_books(add=(entry,)).with_truth(add=(entry,))
    return with_mail(paid, mail).using(mail.email.id, told(asset))


def prepaid_runs_on(world: World, rng: Rng) -> World:
    """An agreement that was paid ahead runs to its end."""
    row = one_of(endable(world), rng)
    mail = about_prepaid(world, rng, row, ("runs on", "ended"))
    return with_mail(world, mail).using(mail.email.id, row.item)


def service_put_off(world: World, rng: Rng) -> World:
    """A service begins in a later month, or is billed month by month, and the bill of the month is in the books."""
    fee = accruable_size(world.company, rng)
    if rng.chance(PUT_OFF):
        vendor = one_of(service_vendors(world.company), rng)
        contract, said = service_contract(world, rng, vendor, fee, ("begins later", "begins"))
        return with_letter(world, contract, said.meaning).using(contract.id)
    day = billing_day(world, rng)
    vendor = one_of(unordered(world).with_room(day, fee), rng)
    contract, said = service_contract(world, rng, vendor, fee, ("monthly", "quarterly"))
    bill = bill_of(world, rng, vendor, day, fee, world.period.first, world.last)
    world = with_posted(world, rng, vendor, bill)
    return with_letter(world, contract, said.meaning).using(contract.id, bill.id)


def service_runs_on(world: World, rng: Rng) -> World:
    """A service that a customer paid ahead for is rendered in the month, as a clause says."""
    contract, _ = one_of(paid_ahead(world), rng)
    said = course_of_service(world.company.vocabulary.wordings, rng, world.period, ("runs on", "rests"))
    return with_letter(world, replace(contract, text=said.text), said.meaning).using(contract.id)


def payment_put_off(wording: str) -> Write:
    """A payment, short or with something over, that a customer announced and that does not come this month."""

    def write(world: World, rng: Rng) -> World:
        if not rng.chance(WRITTEN):
            return world
        if wording == "short":
            invoice, off, _ = shorted(world, rng)
            cash = invoice.amount - off
        else:
            invoice, off = overpaid(world, rng)
            cash = invoice.amount + off
        reference = world.company.vocabulary.doc_number(rng, world.company.customer(invoice.party).name)
        day = paid_on(world.period, (invoice,), rng)
        advice, said = message(world, rng, invoice, day, cash, reference, ("held", wording))
        return with_letter(world, advice, said.meaning).using(advice.id, invoice.id)

    return write


def credit_left(world: World, rng: Rng) -> World:
    """A customer's credit stays on the invoice that it is on."""
    brought, customer, credited, amount, invoice = with_credit(world, rng)
    named = one_of_two(world, rng, invoice, open_invoices(world))
    mail = about_credit(brought, rng, customer, credited, amount, named, ("stands", "applied"))
    return with_mail(brought, mail).using(mail.email.id, invoice.id)


def coding_done(world: World, rng: Rng) -> World:
    """A reclassification that the controller asked for, and that is in the books."""
    return moved(world, rng, recodable(world, rng))


def coding_stays(world: World, rng: Rng) -> World:
    """A bill stays on the account that it was charged to."""
    return left(world, rng, recodable(world, rng))


def item_honored(world: World, rng: Rng) -> World:
    """A customer's payment did not come back."""
    found = pick(depositable(world), rng)
    day = day_back(world, rng, found.movement.line)
    notice, said = on_item(world, rng, found, day, free_amount(world, rng, *CHARGE), ("paid", "returned"))
    return with_letter(world, notice, said.meaning).using(notice.id, found.cash.document)


def bought_for_business(world: World, rng: Rng) -> World:
    """A bill is for the company, as a note says."""
    bill, _ = usual_bill(world, remarkable(world), rng)
    said = remark(world, rng, ("business", "owner"))
    noted = replace(bill, note=said.text, service_from=None, service_to=None)
    return with_letter(world, noted, said.meaning).using(bill.id)


def delivered_in_time(world: World, rng: Rng) -> World:
    """The goods of an invoice leave within the month, as a note says, where a company sells goods."""
    if world.company.archetype.sheet.services:
        return world
    invoice, said = dispatched(world, rng, one_of(undelivered(world), rng), ("this month", "next month"))
    return with_letter(world, invoice, said.meaning).using(invoice.id)


def goods_kept(world: World, rng: Rng) -> World:
    """What was in doubt when it came was kept."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: divisible(world, one))
    _, line, come = shortened(found, rng)
    receipt = found.receipts[0]
    noted, said = looked_at(world, rng, receipt, line.quantity - come, line.number, ("kept", "refused"))
    return with_letter(world, noted, said.meaning).using(receipt.id, found.bill.id, found.order.id)


def count_settled(world: World, rng: Rng) -> World:
    """An item that a count found short turned up again, or was written off as it should be."""
    lost = rng.chance(500)
    counted, _, _, entry = recounted(world, rng, ("lost", "found") if lost else ("found", "lost"))
    return counted.with_books(add=(entry,)).with_truth(add=(entry,)) if lost else counted


def sent_in_one_sum(world: World, rng: Rng) -> World:
    """A payment did not leave in parts."""
    found, parts = divided(world, rng)
    world, _ = noted(world, rng, found.cash.document, parts, ("whole", "parts"))
    return world.using(found.cash.document)


def equipment_booked(world: World, rng: Rng) -> World:
    """Equipment, mostly below the capitalization limit, that is booked as the policy says."""
    for _ in range(LIKES):
        above = rng.chance(300)
        bill, asset, expense = equipment_bought(world, rng, above)
        right = asset if above else expense
        world = with_documents(world, bill).with_books(add=(right,)).with_truth(add=(right,)).using(bill.id)
    return world


def charged_at_once(world: World, rng: Rng) -> World:
    """Bills for several months that stay below the prepaid limit, and so are charged in full."""
    for _ in range(LIKES):
        amount = rng.between(world.company.limits.prepaid // 4, world.company.limits.prepaid - 1)
        vendor, bill = for_months(world, rng, amount, rng.choice((3, 6, 12)))
        world = with_posted(world, rng, vendor, bill).using(bill.id)
    return world


IDLE: Final[Mapping[str, Write]] = MappingProxyType(
    {
        "instalments": sent_in_one_sum,
        "private item": bought_for_business,
        "invoiced ahead": delivered_in_time,
        "refused goods": goods_kept,
        "lower price agreed": by_price.left_alone(by_price.about_price),
        "lower price of the list": by_price.left_alone(by_price.about_list),
        "goods taken back": by_delivery.goods_left,
        "order called off": by_delivery.order_upheld,
        "asset scrapped": asset_repaired,
        "asset sold": asset_kept,
        "prepaid cancelled": prepaid_runs_on,
        "new service": service_put_off,
        "release while suspended": service_runs_on,
        "short-pay": payment_put_off("short"),
        "overpayment": payment_put_off("ahead"),
        DONE: coding_done,
        EQUIPMENT: equipment_booked,
        AT_ONCE: charged_at_once,
        "count difference": count_settled,
        "credit applied": credit_left,
        "bill recoded": coding_stays,
        "returned payment": item_honored,
        "check given up": check_kept,
        "repeated advice": advice_of_its_own,
        "exemption misread": exemption_heeded,
    }
)
"""By the planted error that each is the twin of. Where a defect comes in both ways itself (suspense, the bank's lines)
there is nothing to add."""


BOOKED: Final[Mapping[Topic, str]] = MappingProxyType({Topic.RETURNED: "returned payment"})
"""Letters of the true month that the bookkeeper has acted on already: they have twins too."""


def write_idle(world: World, names: Iterable[str], rng: Rng) -> World:
    """The world with the twins of those of the named errors that have one, and of what letters brought about already;
    one that finds no candidate is left out."""
    booked = [BOOKED[said.topic] for _, said in world.meanings if said.changes_books and said.topic in BOOKED]
    for number, name in enumerate((*names, *booked)):
        if name not in IDLE:
            continue
        try:
            world = IDLE[name](world, rng.stream("idle letter", number, name))
        except NoCandidateError:
            continue
    return world
