"""Free text: e-mails, notices, and the close policy."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tieout.ledger.records import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Email:
    """A message as received. ``party`` is the vendor or customer it claims to come from, or empty."""

    kind: ClassVar[str] = "e-mail"
    id: str
    date: date
    party: str
    sender: str
    recipient: str
    subject: str
    body: str


@quickly_made
@dataclass(frozen=True, slots=True)
class Notice:
    """A printed notice: bank advice, count sheet, cover letter, trial balance. ``balances`` are the (account, name, balance
    in minor units, debit positive) of a trial balance."""

    kind: ClassVar[str] = "notice"
    id: str
    date: date
    party: str
    title: str
    body: str
    balances: tuple[tuple[str, str, int], ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class PolicyTopic:
    """One rule of the close policy. ``values`` are its (name, value) pairs: accounts, limits, percentages."""

    topic: str
    text: str
    values: tuple[tuple[str, str], ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True)
class Policy:
    """The close policy settles every choice that accountants could differ on."""

    kind: ClassVar[str] = "close policy"
    id: str
    date: date
    party: str
    topics: tuple[PolicyTopic, ...]

    def value(self, topic: str, name: str) -> str:
        """The value of ``name`` under ``topic``; KeyError where the policy is silent."""
        for entry in self.topics:
            if entry.topic == topic:
                for key, value in entry.values:
                    if key == name:
                        return value
        raise KeyError(f"the policy has no {name!r} under {topic!r}")
