"""E16: checks that the bank has not seen and never will: grown stale, or given up by their payees."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.bank import PaymentVoucher
from tieout.documents.casefile import Vendor
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, about_check, with_mail
from tieout.scenario.defects.candidates import (
    brought_forward,
    cash_entries,
    free_amount,
    fresh_id,
    one_of,
    pick,
)
from tieout.scenario.letters.compose import check_of, one_check
from tieout.scenario.numbering import check_number
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

YOUNGEST: Final = 33  # days for which a check is out before somebody asks what became of it
ONE_OF_TWO: Final = 500  # per mille of the letters are on one of two checks that the vendor has


def stale_check(world: World, rng: Rng) -> tuple[World, Defect]:
    """E16: a check outstanding beyond the stale age is voided in the current month: debit bank, credit payables."""
    vendor = one_of(_without_checks(world), rng)
    amount = free_amount(world, rng, 6_000, 90_000)
    issued = weekday_near(world.last - timedelta(days=world.company.limits.stale_days + rng.between(7, 60)))
    drawn, voucher, paid = _drawn(world, rng, vendor, amount, issued)
    spoiled, voided = _voided(drawn, voucher, paid)
    defect = Defect(
        "E16",
        f"Check {voucher.number} of {world.money(amount)} is stale and was not voided.",
        amount,
        entries=(voided,),
        evidence=((voucher.id, voucher.number), (voucher.id, voucher.pays[0][0])),
    )
    return spoiled, defect


def check_given_up(world: World, rng: Rng) -> tuple[World, Defect]:
    """E16: a check whose payee tore it up or sent it back, as a letter says, is voided like a stale one."""
    drawn, voucher, paid, mail = _written_about(world, rng, ("given up", "kept"))
    spoiled, voided = _voided(with_mail(drawn, mail), voucher, paid)
    defect = Defect(
        "E16",
        f"Check {voucher.number} of {world.money(voucher.amount)} was given up by {voucher.payee} and was not voided.",
        voucher.amount,
        entries=(voided,),
        evidence=(
            (voucher.id, voucher.number),
            (voucher.id, voucher.pays[0][0]),
            (mail.email.id, mail.said.said["check"]),
            (mail.email.id, mail.said.point),
        ),
    )
    return spoiled.using(mail.email.id), defect


def check_kept(world: World, rng: Rng) -> World:
    """A check that its payee still means to cash: a timing item like any other."""
    drawn, voucher, _, mail = _written_about(world, rng, ("kept", "given up"))
    return _under_way(with_mail(drawn, mail), voucher).using(mail.email.id, voucher.id)


def _written_about(world: World, rng: Rng, ends: tuple[str, str]) -> tuple[World, PaymentVoucher, Entry, Mail]:
    """The world with a check that is still out, and a letter of its payee on it: by its day, or as one of two."""
    vendor = one_of(_without_checks(world), rng)
    size = abs(pick(cash_entries(world, receipts=False), rng).cash.amount)
    age = rng.between(YOUNGEST, world.company.limits.stale_days - 10)
    issued = weekday_near(world.last - timedelta(days=age))
    drawn, voucher, paid = _drawn(world, rng, vendor, _near(world, rng, size), issued)
    words = world.company.vocabulary.wordings
    if not rng.chance(ONE_OF_TWO):
        return drawn, voucher, paid, about_check(drawn, rng, vendor, lambda: check_of(words, rng, issued), ends)
    age = rng.between(YOUNGEST, world.company.limits.stale_days - 10)
    day = weekday_near(world.last - timedelta(days=age))
    drawn, other, _ = _drawn(drawn, rng, vendor, _near(drawn, rng, size), day)
    relation = "larger check" if voucher.amount > other.amount else "smaller check"
    if issued != day and rng.chance(500):
        relation = "earlier check" if issued < day else "later check"
    mail = about_check(drawn, rng, vendor, lambda: one_check(words, rng, relation), ends)
    return _under_way(drawn, other).using(other.id), voucher, paid, mail


def _near(world: World, rng: Rng, size: int) -> int:
    """An amount of about that size which no movement has."""
    return free_amount(world, rng, max(2_000, size * 6 // 10), max(3_000, size * 14 // 10))


def _without_checks(world: World) -> list[Vendor]:
    """Vendors who have no check of ours that the bank has not seen, so that one more can be told by few words."""
    seen = {document for movement in world.movements for document, _ in movement.cleared}
    out = {
        voucher.party for voucher in world.documents if isinstance(voucher, PaymentVoucher) and voucher.id not in seen
    }
    return [vendor for vendor in world.company.vendors if vendor.id not in out]


def _drawn(world: World, rng: Rng, vendor: Vendor, amount: int, issued: date) -> tuple[World, PaymentVoucher, Entry]:
    """The world with a check of an earlier month, booked then, and its voucher."""
    chart, account = world.company.chart, world.accounts[0].code
    bill, name = fresh_id(world, rng, "BILL"), fresh_id(world, rng, "PAY")
    number = check_number(name)
    memo = world.company.vocabulary.memo(rng, "payment", vendor.name, number)
    voucher = PaymentVoucher(
        name, issued, vendor.id, vendor.name, "check", number, account, amount, ((bill, amount),), memo
    )
    payables = chart.role("payables")
    paid = Entry(
        f"{name}~paid",
        issued,
        memo,
        (Line(payables, amount, name, vendor.id, bill), Line(account, -amount, name)),
    )
    owed = brought_forward(world, payables, -amount, vendor.id, bill)
    return (
        replace(owed, history=(*owed.history, paid), documents=(*owed.documents, voucher)).using(name),
        voucher,
        paid,
    )


def _voided(world: World, voucher: PaymentVoucher, paid: Entry) -> tuple[World, Entry]:
    """The world in which the check should be voided on the last day of the month."""
    voided = Entry(
        f"{voucher.id}~E16",
        world.last,
        f"Void check {voucher.number}",
        tuple(line.negated() for line in reversed(paid.lines)),
    )
    return world.with_truth(add=(voided,)), voided


def _under_way(world: World, voucher: PaymentVoucher) -> World:
    """The world in which the check is rightly open at the end of the month."""
    return replace(world, timing=(*world.timing, (voucher.account, voucher.id, -voucher.amount)))
