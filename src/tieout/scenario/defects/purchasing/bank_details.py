"""F01: requests to pay a vendor elsewhere, forged and genuine.

A forged request and a genuine one are worded by the same templates. A forged one mostly comes from a look-alike domain,
but a mailbox can be taken over; only the call to the number on file decides (accounting reference §2.2, BEC).
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from tieout.documents.casefile import Callback, Vendor
from tieout.documents.closing import Disposition
from tieout.documents.letters import Email
from tieout.documents.trade import SupplierBill
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.purchasing.candidates import Purchase, exchanged, fresh_id, ordered_bill, set_aside
from tieout.scenario.letters.meaning import Meaning, Stance, Topic, Voice
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

_SUBJECTS: Final = ("New bank details", "Change of account", "Our banking information", "Remittance details, update")
_OPENINGS: Final = (
    "Please note that we have moved our account.",
    "Our bank has changed; the former account will be closed.",
    "After an audit we collect on another account.",
    "We ask you to update our master record.",
)
_REQUESTS: Final = (
    "From now on pay to account {account}. This applies to our invoice {number} too.",
    "Invoice {number} and all later ones are payable to {account}.",
    "Kindly settle {number} and what follows on account {account}.",
)
_CALLS: Final = (
    "For questions call {phone}.",
    "You reach me at {phone}.",
    "Should you want to verify this, our line is {phone}.",
    "Direct dial: {phone}.",
)
_SENDERS: Final = ("accounts", "billing", "ar", "finance")
_DENIED: Final = (
    "We know of no such change. The account that you have on file is the right one.",
    "Nobody here wrote that. Our bank details are unchanged.",
    "No, we have not moved our account. Please send us a copy of that message.",
)
_CONFIRMED: Final = (
    "Yes, that message is ours: the new account is {account}.",
    "Correct, we collect on {account} from now on.",
    "I can confirm {account}. Thank you for checking.",
)


def forged_change(world: World, rng: Rng) -> tuple[World, Defect]:
    """F01: a message in a vendor's name redirects the payment of a bill. Call back, hold, escalate."""
    found = _payable(world, rng)
    vendor = world.company.vendor(found.bill.party)
    domain = vendor.email.partition("@")[2]
    if rng.chance(700):
        domain = world.company.vocabulary.look_alike(rng, domain)
    world, bill, message, phone = _redirected(world, found, vendor, domain, rng)
    account = bill.remit_to
    callbacks = (
        *((Callback(subject, vendor.phone, rng.choice(_DENIED))) for subject in (message.id, bill.id)),
        *(
            (Callback(subject, phone, rng.choice(_CONFIRMED).format(account=account)))
            for subject in (message.id, bill.id)
        ),
    )
    world, accrued = set_aside(world, found, "held: bank details")
    world = replace(
        world,
        settled=(
            *world.settled,
            Disposition(message.id, "callback", vendor.phone),
            Disposition(message.id, "escalation", "bank details"),
        ),
        callbacks=(*world.callbacks, *callbacks),
        forbidden=(*world.forbidden, bill.id),
    )
    defect = Defect(
        "F01",
        f"{message.id} redirects {bill.id} to an account that {vendor.id} denies.",
        bill.amount,
        entries=accrued,
        subjects=(message.id, bill.id),
        evidence=((message.id, message.sender), (message.id, account), (bill.id, account)),
    )
    return world.using(message.id), defect


def genuine_change(world: World, rng: Rng) -> tuple[World, Defect]:
    """F01 that is none: the vendor confirms the change at the number on file, and the bill is posted."""
    found = _payable(world, rng)
    vendor = world.company.vendor(found.bill.party)
    world, bill, message, phone = _redirected(world, found, vendor, vendor.email.partition("@")[2], rng)
    account = bill.remit_to
    callbacks = tuple(
        Callback(subject, number, rng.choice(_CONFIRMED).format(account=account))
        for subject in (message.id, bill.id)
        for number in (vendor.phone, phone)
    )
    world = replace(
        world,
        settled=(*world.settled, Disposition(message.id, "callback", vendor.phone)),
        callbacks=(*world.callbacks, *callbacks),
    )
    defect = Defect(
        "F01",
        f"{message.id} announces a new account of {vendor.id}, who confirms it; {bill.id} is payable.",
        bill.amount,
        subjects=(message.id, bill.id),
        entries=(found.entry,),
        evidence=((message.id, message.sender), (message.id, account), (bill.id, account)),
    )
    return world.using(message.id, bill.id, found.order.id), defect


def _payable(world: World, rng: Rng) -> Purchase:
    """A bill of the inbox whose vendor has asked for no change of account yet."""
    requests = set(world.to_settle)
    asked = {document.party for document in world.documents if isinstance(document, Email) and document.id in requests}
    return ordered_bill(world, waiting=True, rng=rng, fits=lambda one: one.bill.party not in asked)


def _redirected(
    world: World, found: Purchase, vendor: Vendor, domain: str, rng: Rng
) -> tuple[World, SupplierBill, Email, str]:
    """A message from ``domain`` that asks to pay the bill elsewhere, and the bill that asks the same. Also gives the
    telephone number in the message, which is never the one on file."""
    words = world.company.vocabulary
    account = words.bank_account(rng)
    while (phone := words.phone(rng)) == vendor.phone:
        pass
    bill = replace(found.bill, remit_to=account)
    body = " ".join(
        (
            rng.choice(_OPENINGS),
            rng.choice(_REQUESTS).format(account=account, number=bill.number),
            rng.choice(_CALLS).format(phone=phone),
        )
    )
    message = Email(
        fresh_id(world, "MSG", rng),
        weekday_near(
            max(world.period.first, bill.date - timedelta(days=rng.between(0, 6))), world.period.first, bill.date
        ),
        vendor.id,
        f"{rng.choice(_SENDERS)}@{domain}",
        f"payables@{words.domain(world.company.name)}",
        rng.choice(_SUBJECTS),
        f"{body}\n{words.person(rng)}, {vendor.name}",
    )
    world = exchanged(world, (found.bill, bill))
    said = Meaning(Topic.BANK_DETAILS, Stance.PROPOSED, Voice.VENDOR, (("account", account),))
    world = replace(
        world,
        documents=(*world.documents, message),
        to_settle=(*world.to_settle, message.id),
        meanings=(*world.meanings, (message.id, said)),
    )
    return world, bill, message, phone
