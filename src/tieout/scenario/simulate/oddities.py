"""Decoys: what looks wrong and is right. Each has a document that explains it; whoever corrects it does damage."""

from collections.abc import Callable
from datetime import date
from typing import Final

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.letters import Email
from tieout.documents.schedules import AssetRegister
from tieout.documents.trade import CreditMemo, SupplierBill
from tieout.ledger.entries import Line
from tieout.ledger.money import render
from tieout.scenario.draft import Draft, later
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate import cash, overheads
from tieout.scenario.vocabulary.prose import prose

CREDIT_REASONS: Final = ("Goods returned", "Allowance for a defect", "Agreed reduction", "Wrong quantity delivered")


def legitimate(draft: Draft, count: int, rng: Rng) -> None:
    """``count`` oddities of different kinds, as far as there are kinds."""
    for write in rng.sample(KINDS, min(count, len(KINDS))):
        write(draft, rng)


def like_payments(draft: Draft, rng: Rng) -> None:
    """Two payments of one amount to one vendor for two bills; their numbers tell them apart."""
    account = draft.code("bank")
    first = cash.pay(draft, account, draft.day(rng, 2, 12), rng, "cheque")
    again = cash.pay_again(draft, first, later(first.date, rng.between(4, 9)), rng)
    for voucher in (first, again):
        cash.book(draft, voucher, later(voucher.date, rng.between(1, 4)), rng)


def large_bill(draft: Draft, rng: Rng) -> None:
    """A round bill far above the approval limit, under an agreement."""
    _retainer(draft, draft.day(rng, 5), rng)


def moved_charge(draft: Draft, rng: Rng) -> None:
    """A reclassification that the vendor's letter and the controller support, in a round amount."""
    bill = _retainer(draft, draft.day(rng, 2, 15), rng)
    vendor = draft.company.vendor(bill.party)
    amount = rng.between(4, 9) * 10_000
    target = rng.choice([code for code in _expenses(draft) if code != vendor.account])
    letter = _letter(
        draft,
        rng,
        vendor,
        "reclass",
        bill.number,
        later(bill.date, rng.between(1, 10)),
        bill=bill.id,
        amount=render(amount, draft.company.currency),
        account=target,
    )
    draft.entry(
        letter.date,
        draft.words.memo(rng, "adjustment", vendor.name, bill.id),
        Line(target, amount, letter.id),
        Line(vendor.account, -amount, letter.id),
    )


def payment_plan(draft: Draft, rng: Rng) -> None:
    """An old receivable that the customer pays in parts from next month on."""
    customer = rng.choice(draft.company.customers)
    invoice = draft.new_id("INV")
    amount = draft.unused_amount(draft.code("bank"), lambda: cash.receipt_size(draft, rng))
    draft.opening(draft.code("receivables"), amount, customer.id, invoice)
    _letter(draft, rng, customer, "payment plan", invoice, draft.day(rng), invoice=invoice)


def credit_balance(draft: Draft, rng: Rng) -> None:
    """A customer in credit who wants it kept for the next order."""
    customer = rng.choice(draft.company.customers)
    invoice = draft.new_id("INV")
    amount = rng.between(2_000, 40_000)
    draft.opening(draft.code("receivables"), -amount, customer.id, invoice)
    _letter(
        draft, rng, customer, "credit standing", invoice, draft.day(rng),
        invoice=invoice, amount=render(amount, draft.company.currency),
    )  # fmt: skip


def credit_booked(draft: Draft, rng: Rng) -> None:
    """A credit memo to a customer that is in the books."""
    customer = rng.choice(draft.company.customers)
    invoice = draft.new_id("INV")
    owed = draft.unused_amount(draft.code("bank"), lambda: cash.receipt_size(draft, rng))
    draft.opening(draft.code("receivables"), owed, customer.id, invoice)
    amount = rng.between(owed // 20, owed // 4)
    memo = CreditMemo(draft.new_id("CM"), draft.day(rng), customer.id, True, invoice, amount, rng.choice(CREDIT_REASONS))
    draft.documents.append(memo)
    draft.entry(
        memo.date,
        draft.words.memo(rng, "adjustment", customer.name, memo.id),
        Line(draft.code("returns"), amount, memo.id),
        Line(draft.code("receivables"), -amount, memo.id, customer.id, invoice),
    )


def asset_stays(draft: Draft, rng: Rng) -> None:
    """A message of our own people about an asset that stays in use."""
    registers = [document for document in draft.documents if isinstance(document, AssetRegister)]
    asset = rng.choice([asset for register in registers for asset in register.assets])
    text = prose(rng, draft.words.split, "asset stays", name=asset.name, asset=asset.id)
    sender = f"workshop@{draft.words.domain(draft.company.name)}"
    draft.documents.append(Email(draft.new_id("EM"), draft.day(rng), "", sender, mailbox(draft), asset.name, text))


KINDS: Final[tuple[Callable[[Draft, Rng], None], ...]] = (
    like_payments,
    large_bill,
    moved_charge,
    payment_plan,
    credit_balance,
    credit_booked,
    asset_stays,
)


def _retainer(draft: Draft, day: date, rng: Rng) -> SupplierBill:
    vendor = rng.choice(overheads.service_vendors(draft.company))
    fee = draft.company.limits.approval * rng.between(15, 30) // 10
    fee -= fee % 100_000
    draft.documents.append(overheads.agreement(draft, vendor, "Retainer", fee, rng))
    bill = overheads.bill_for(draft, vendor, day, fee, draft.first, draft.last, rng)
    overheads.posted(draft, bill, rng, booked=True)
    return bill


def _expenses(draft: Draft) -> list[str]:
    return [account.code for account in draft.company.chart if account.role.startswith("line ")]


def _letter(
    draft: Draft, rng: Rng, party: Customer | Vendor, kind: str, subject: str, day: date, **facts: str
) -> Email:
    """An e-mail of a customer or vendor to the books' mailbox."""
    letter = Email(
        draft.new_id("EM"),
        min(day, draft.last),
        party.id,
        party.email,
        mailbox(draft),
        subject,
        prose(rng, draft.words.split, kind, **facts),
    )
    draft.documents.append(letter)
    return letter


def mailbox(draft: Draft) -> str:
    """The address that letters to the bookkeeper go to."""
    return f"books@{draft.words.domain(draft.company.name)}"
