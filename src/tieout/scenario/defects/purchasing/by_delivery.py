"""E27 and E28 that a letter or a note decides: what came, what went back, and what came in place of something else.

As with prices each of them comes in two ways: where bill, order and receipt agree, the letter may undo that or leave it;
where they do not, it may make up for it or leave it.
"""

from collections.abc import Callable
from dataclasses import replace

from tieout.documents.casefile import Document
from tieout.documents.trade import OrderLine
from tieout.ledger.entries import Entry
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, with_letter, with_mail
from tieout.scenario.defects.candidates import NoCandidateError, Plant, exchanged
from tieout.scenario.defects.purchasing.candidates import (
    Purchase,
    of_this_month,
    ordered_bill,
    partly_posted,
    posting,
    set_aside,
    with_bill_line,
    with_quantities,
)
from tieout.scenario.defects.purchasing.three_way_match import SEVERAL, countable, of_goods, shortened
from tieout.scenario.letters.compose import Letter, compose, count
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.purchase_mail import by_purchasing, by_vendor, goods_named, order_named
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

SURPLUS_PART = 4  # a delivery runs over by one part in so many of the order at most


def goods_taken_back(world: World, rng: Rng) -> tuple[World, Defect]:
    """E27: all papers agree, but the vendor has part of the delivery again; what was kept is posted."""
    found, changed, line, mail = taken_back(world, rng, ("gone", "stayed"))
    world = with_mail(world, mail).using(mail.email.id)
    world, entry = partly_posted(world, changed)
    summary = f"Part of line {line.number} of {found.order.id} went back to the vendor; {found.bill.id} bills it."
    return world, _defect("E27", found, summary, (found.bill.id,), _of(mail), entry)


def goods_left(world: World, rng: Rng) -> World:
    """All papers agree, and rightly: the vendor has not fetched what it might have."""
    found, _, _, mail = taken_back(world, rng, ("stayed", "gone"))
    return with_mail(world, mail).using(mail.email.id, found.bill.id, found.order.id)


def taken_back(world: World, rng: Rng, ends: tuple[str, str]) -> tuple[Purchase, Purchase, OrderLine, Mail]:
    """A purchase, the same without the part in question, the order line, and the vendor's letter on that part."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: countable(world, one))
    changed, line, come = shortened(found, rng)
    facts = {"count": count(line.quantity - come), "matter": goods_named(world, rng, found.order, line)}
    return found, changed, line, by_vendor(world, rng, Topic.TAKEN_BACK, found, ends, facts)


def order_called_off(world: World, rng: Rng) -> tuple[World, Defect]:
    """E28: all papers agree, but the order was called off and everything went back; held as not received."""
    found, mail = _on_order(world, rng, Topic.CALLED_OFF, ("off", "on"), _goods_of_this_month(world))
    world = with_mail(world, mail).using(mail.email.id)
    world, _ = set_aside(world, replace(found, receipts=()), "held: not received")
    summary = f"{found.order.id} was called off and sent back; {found.bill.id} bills it."
    return world, _defect("E28", found, summary, (found.bill.id,), _of(mail))


def order_upheld(world: World, rng: Rng) -> World:
    """All papers agree, and rightly: an order was not called off."""
    found, mail = _on_order(world, rng, Topic.CALLED_OFF, ("on", "off"), _goods_of_this_month(world))
    return with_mail(world, mail).using(mail.email.id, found.bill.id, found.order.id)


def without_receipt(came: bool) -> Plant:
    """E28: there is no receipt, and our purchasing writes whether all came nevertheless."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        ends = ("came", "waits") if came else ("waits", "came")
        found, mail = _on_order(world, rng, Topic.CONFIRMED, ends, of_this_month(world))
        world = exchanged(world, *((receipt, None) for receipt in found.receipts))
        return _standing(world, found, mail, came, f"there is no receipt on {found.order.id}")

    return plant


def substitute(taken: bool) -> Plant:
    """E28: something else came than was ordered, and our purchasing writes whether it was taken."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        fits = _goods_of_this_month(world)
        found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: fits(one) and len(one.order.lines) == 1)
        goods = _something_else(world, found, rng)
        bill = with_bill_line(found.bill, 0, replace(found.bill.lines[0], description=goods))
        facts = {"order": order_named(world, rng, found.order), "goods": goods}
        ends = ("taken", "returned") if taken else ("returned", "taken")
        mail = by_purchasing(world, rng, Topic.SUBSTITUTE, found, ends, facts)
        world = exchanged(world, (found.bill, bill))
        return _standing(world, found, mail, taken, f"it bills other goods than {found.order.id} lists")

    return plant


def short_count(brought: bool) -> Plant:
    """E27: less was counted than is billed, and the receipt's note says whether the rest came."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: countable(world, one))
        changed, line, come = shortened(found, rng)
        ends = ("brought", "owed") if brought else ("owed", "brought")
        said = _noted(world, rng, Topic.REST, ends, line.quantity - come, line)
        receipt = replace(changed.receipts[0], note=said.text)
        world = _with_note(world, found.receipts[0], receipt, said)
        evidence = ((receipt.id, said.point), (receipt.id, str(come)), (found.bill.id, found.bill.number))
        if brought:
            world = world.using(found.bill.id, found.order.id)
            summary = f"The rest of line {line.number} on {receipt.id} came after the count; {found.bill.id} agrees."
            return world, _defect("E27", found, summary, (found.bill.id,), evidence, found.entry)
        world, entry = partly_posted(world, changed)
        summary = f"{found.bill.id} bills line {line.number} of {found.order.id} in full; {come} came."
        return world, _defect("E27", found, summary, (found.bill.id,), evidence, entry)

    return plant


def surplus(stays: bool) -> Plant:
    """E27: more came, and is billed, than was ordered; the receipt's note says whether it was kept."""

    def plant(world: World, rng: Rng) -> tuple[World, Defect]:
        found = ordered_bill(world, waiting=True, rng=rng, fits=lambda one: countable(world, one))
        place = rng.choice([at for at, line in enumerate(found.order.lines) if line.quantity >= SEVERAL])
        line = found.order.lines[place]
        more = rng.between(2, max(2, line.quantity // SURPLUS_PART))
        counted = {one.order_line: one.quantity for one in found.receipts[0].lines}
        ends = ("stays", "leaves") if stays else ("leaves", "stays")
        said = _noted(world, rng, Topic.EXCESS, ends, more, line)
        receipt = with_quantities(found.receipts[0], counted | {line.number: line.quantity + more}, said.text)
        billed = replace(found.bill.lines[place], quantity=line.quantity + more)
        bill = with_bill_line(found.bill, place, billed)
        world = exchanged(_with_note(world, found.receipts[0], receipt, said), (found.bill, bill))
        evidence = ((receipt.id, said.point), (bill.id, str(billed.quantity)), (found.order.id, str(line.quantity)))
        beyond = replace(found, bill=bill)
        if stays:
            entry = posting(world, replace(beyond, receipts=(receipt,)), bill, (receipt,), bill.amount, "E27")
            world = world.with_truth(drop=(found.entry,), add=(entry,)).using(bill.id, found.order.id)
            summary = f"{more} more than {found.order.id} lists came and were kept; {bill.id} bills them rightly."
            return world, _defect("E27", beyond, summary, (bill.id,), evidence, entry)
        world, entry = partly_posted(world, beyond)
        summary = f"{more} more than {found.order.id} lists came and went back; {bill.id} bills them."
        return world, _defect("E27", beyond, summary, (bill.id,), evidence, entry)

    return plant


def _standing(world: World, found: Purchase, mail: Mail, holds: bool, what: str) -> tuple[World, Defect]:
    """The bill is posted in full where what it bills ``holds``, else held with nothing received."""
    world = with_mail(world, mail).using(mail.email.id)
    bill = found.bill.id
    if holds:
        world = world.using(bill, found.order.id)
        return world, _defect(
            "E28", found, f"{bill} is to be posted, although {what}.", (bill,), _of(mail), found.entry
        )
    world, _ = set_aside(world, replace(found, receipts=()), "held: not received")
    return world, _defect("E28", found, f"{bill} is to be held: {what}.", (bill,), _of(mail))


def _on_order(
    world: World, rng: Rng, topic: Topic, ends: tuple[str, str], fits: Callable[[Purchase], bool]
) -> tuple[Purchase, Mail]:
    """A waiting purchase and what our purchasing writes on its order."""
    found = ordered_bill(world, waiting=True, rng=rng, fits=fits)
    facts = {"order": order_named(world, rng, found.order)}
    return found, by_purchasing(world, rng, topic, found, ends, facts)


def _goods_of_this_month(world: World) -> Callable[[Purchase], bool]:
    fits = of_this_month(world)
    return lambda found: fits(found) and of_goods(world, found)


def _something_else(world: World, found: Purchase, rng: Rng) -> str:
    """Another thing that the vendor sells."""
    company = world.company
    ordered = found.order.lines[0].description.split(",")[0]
    for _ in range(8):
        goods = company.goods(rng, company.vendor(found.order.party))
        if goods.split(",")[0] != ordered:
            return goods
    raise NoCandidateError("the vendor sells one thing")


def _noted(world: World, rng: Rng, topic: Topic, ends: tuple[str, str], number: int, line: OrderLine) -> Letter:
    facts = {"count": count(number), "line": str(line.number)}
    return compose(world.company.vocabulary.wordings, rng, topic, *ends, facts)


def _with_note(world: World, old: Document, new: Document, said: Letter) -> World:
    return with_letter(exchanged(world, (old, None)), new, said.meaning)


def _of(mail: Mail) -> tuple[tuple[str, str], ...]:
    return ((mail.email.id, mail.said.point),)


def _defect(
    code: str,
    found: Purchase,
    summary: str,
    subjects: tuple[str, ...],
    evidence: tuple[tuple[str, str], ...],
    *entries: Entry,
) -> Defect:
    evidence = (*evidence, (found.bill.id, found.bill.number))
    return Defect(code, summary, found.bill.amount, entries=entries, subjects=subjects, evidence=evidence)
