"""F01: requests to pay a vendor elsewhere, forged and genuine.

A forged request and a genuine one are worded by the same templates. A forged one mostly comes from a look-alike domain,
but a mailbox can be taken over; only the call to the number on file decides (accounting reference §2.2, BEC).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from tieout.documents.casefile import Callback, Vendor
from tieout.documents.closing import Disposition
from tieout.documents.letters import Email
from tieout.documents.trade import SupplierBill
from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.candidates import exchanged, fresh_id
from tieout.scenario.defects.purchasing.candidates import Purchase, ordered_bill, set_aside
from tieout.scenario.letters.meaning import Meaning, Stance, Topic, Voice
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_near
from tieout.scenario.world import World

_TRAINED: Final = ("train", "validation")
_SUBJECTS: Final = ("Our bank details", "Our account", "Our banking information", "Remittance details")
_CHANGED: Final[Mapping[bool, tuple[str, ...]]] = {
    True: (
        "Please note that we have moved our account.",
        "We collect on another account, as the bill that you have of us shows.",
        "The account that you have on file is closed, and the bill that is with you names the one to pay to.",
        "We ask you to update our master record from the bill that you have of us.",
    ),
    False: (
        "Money for us now goes to where the invoice says, and no longer to where it went.",
        "We bank elsewhere; see the foot of our invoice.",
        "Kindly pay as the invoice directs and forget the account that you used so far.",
        "The former account of ours is history, and the invoice has its successor.",
    ),
}
_UNCHANGED: Final[Mapping[bool, tuple[str, ...]]] = {
    True: (
        "Please note that our account has not moved.",
        "We collect on the account that you have on file, whatever another customer may have told you.",
        "Our bank is to be renamed, and the account that you have on file stays open all the same.",
        "We ask you to leave our master record as it is; the letter of last week was meant for others.",
    ),
    False: (
        "Money for us goes to where it always went, and no change is planned.",
        "We bank where we did; only the bank's letterhead is new.",
        "Kindly pay as before and forget the circular that went to our other customers.",
        "The account of ours that you know is in good order, and nothing succeeds it.",
    ),
}
"""By whether the split is one that agents learn from: a message that asks for a change, and one that asks for none."""
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
    denied = [Callback(subject, vendor.phone, rng.choice(_DENIED)) for subject in (message.id, bill.id)]
    confirmed = [
        Callback(subject, phone, rng.choice(_CONFIRMED).format(account=account)) for subject in (message.id, bill.id)
    ]
    world, accrued = set_aside(world, found, "held: bank details")
    world = replace(
        world,
        settled=(
            *world.settled,
            Disposition(message.id, "callback", vendor.phone),
            Disposition(message.id, "escalation", "bank details"),
        ),
        callbacks=(*world.callbacks, *denied, *confirmed),
        forbidden=(*world.forbidden, bill.id),
    )
    defect = Defect(
        "F01",
        f"{message.id} redirects {bill.id} to an account that {vendor.id} denies.",
        bill.amount,
        entries=accrued,
        subjects=(message.id, bill.id),
        evidence=((message.id, message.sender), (bill.id, account)),
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
        evidence=((message.id, message.sender), (bill.id, account)),
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
    telephone number in the message, which is never the one on file. Another message of the vendor on its account asks for
    nothing: the account stands on the bill alone, so that only who reads knows which of the two is the request."""
    words = world.company.vocabulary
    account = words.bank_account(rng)
    while (phone := words.phone(rng)) == vendor.phone:
        pass
    bill = replace(found.bill, remit_to=account)
    learned = words.wordings.split in _TRAINED
    texts = rng.choice(_CHANGED[learned]), rng.choice(_UNCHANGED[learned])
    message = _message(world, vendor, domain, texts[0], bill.date, phone, rng)
    other = _message(world, vendor, vendor.email.partition("@")[2], texts[1], bill.date, words.phone(rng), rng)
    world = exchanged(world, (found.bill, bill))
    facts = (("phone", phone),)
    return (
        replace(
            world,
            documents=(*world.documents, message, other),
            to_settle=(*world.to_settle, message.id),
            meanings=(
                *world.meanings,
                (message.id, Meaning(Topic.BANK_DETAILS, Stance.PROPOSED, Voice.VENDOR, facts)),
                (other.id, Meaning(Topic.BANK_DETAILS, Stance.ASKS_NOTHING, Voice.VENDOR)),
            ),
        ),
        bill,
        message,
        phone,
    )


def _message(world: World, vendor: Vendor, domain: str, text: str, latest: date, phone: str, rng: Rng) -> Email:
    """A message in the vendor's name, in the days before ``latest``."""
    words = world.company.vocabulary
    first = world.period.first
    sent = weekday_near(max(first, latest - timedelta(days=rng.between(0, 6))), first, latest)
    return Email(
        fresh_id(world, rng, "MSG"),
        sent,
        vendor.id,
        f"{rng.choice(_SENDERS)}@{domain}",
        f"payables@{words.domain(world.company.name)}",
        rng.choice(_SUBJECTS),
        f"{text} {rng.choice(_CALLS).format(phone=phone)}\n{words.person(rng)}, {vendor.name}",
    )
