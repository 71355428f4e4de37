"""What a letter or a note says, before it is put into words. Text and truth are made from the same Meaning, so they agree.

A letter weighs two outcomes against each other: one that belongs in the books (the machine was scrapped) and one that
changes nothing (it was repaired). Its stance says by what turn one of them stands and the other falls. Each turn runs
both ways, and so stances come in pairs: the same turn, once for the outcome that changes the books, once against it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tieout.ledger.records import quickly_made


class Topic(StrEnum):
    """What a letter is about."""

    ASSET = "asset disposed"
    PREPAID = "prepaid ended"
    SERVICE = "service begins"
    SUSPENSION = "service suspended"
    SUSPENSE = "suspense item explained"
    REFUND = "refund explained"
    CREDIT = "credit applied"
    COUNT = "count difference"
    CODING = "reclassification"
    RETURNED = "returned item"
    CHARGE = "bank's own line"
    CHECK = "check given up"
    ADVICE = "second advice"
    RECEIPT = "unnamed receipt"
    PAYMENT = "payment announced"
    PURPOSE = "purpose of a payment"
    DEDUCTION = "deduction decided"
    TAX_PAYMENT = "tax payment"
    TAX_REFUND = "tax refund"
    PAYCHECK = "paycheck"
    EXEMPTION = "exemption"
    PRIVATE = "private purchase"
    CHARGED = "charge on the company card"
    DISPUTE = "chargeback"
    DELIVERY = "delivery"
    REFUSED = "goods refused"
    PRICE = "price of an order"
    PRICE_LIST = "orders that a price is for"
    TAKEN_BACK = "goods taken back"
    CALLED_OFF = "order called off"
    CONFIRMED = "delivery confirmed"
    SUBSTITUTE = "substitute"
    TWO_BILLS = "two bills for one order"
    REST = "rest of a delivery"
    EXCESS = "more than was ordered"
    PARTS = "payment in parts"
    BANK_DETAILS = "bank details"
    TALK = "talk"


class Voice(StrEnum):
    """Who speaks."""

    WORKSHOP = "workshop"
    CUSTOMER = "customer"
    CONTROLLER = "controller"
    PURCHASING = "purchasing"
    CREDIT = "credit desk"
    VENDOR = "vendor"
    BANK = "bank"
    SHIPPING = "shipping desk"
    RECEIVING = "receiving desk"
    PAYABLES = "payables desk"
    AGENCY = "agency"
    PAYROLL = "payroll"
    HOLDER = "holder of a card"
    PROCESSOR = "card processor"
    PARTIES = "the parties of a contract"


class Stance(StrEnum):
    """By what turn of the letter an outcome stands or falls."""

    CALLED_OFF = "called off"
    WENT_THROUGH = "went through after all"
    DECLINED = "declined"
    TAKEN_UP = "taken up instead of what was declined"
    PROPOSED = "only proposed"
    DECIDED = "decided, the rest only proposed"
    CONDITION_UNMET = "conditional on what did not happen"
    CONDITION_MET = "conditional on what happened"
    CORRECTED_AWAY = "corrected: it did not happen as first written"
    CORRECTED_TO = "corrected: it happened, unlike what was first written"
    SUPERSEDED = "superseded by a later message"
    LAST_WORD = "the later message of two"
    NO_AUTHORITY = "said by somebody without authority"
    AUTHORIZED = "said by somebody with authority, against another"
    OTHER_UNIT = "about another unit of the same kind"
    ASKS_NOTHING = "reports what asks for nothing"
    THIS_UNIT = "about this unit, not the other of the same kind"


PLAIN: Final = frozenset((Topic.BANK_DETAILS, Topic.TALK))
"""Topics of messages that weigh no outcomes: a request that a call decides, and talk."""
EFFECTIVE: Final = frozenset(
    (
        Stance.WENT_THROUGH,
        Stance.TAKEN_UP,
        Stance.DECIDED,
        Stance.CONDITION_MET,
        Stance.CORRECTED_TO,
        Stance.LAST_WORD,
        Stance.AUTHORIZED,
        Stance.THIS_UNIT,
    )
)
"""The stances under which what the letter reports belongs in the books."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Meaning:
    """What one letter says: under ``stance``, ``voice`` says of ``topic`` these ``facts``: (name, value as it stands
    in the text). Facts are those of the outcome that would change the books, whether it stands or falls."""

    topic: Topic
    stance: Stance
    voice: Voice
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def changes_books(self) -> bool:
        """Whether what the letter reports belongs in the books; whether it has been entered is another question."""
        return self.stance in EFFECTIVE
