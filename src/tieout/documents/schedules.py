"""Contracts, registers and schedules: assets, prepaids, payroll, loans. Amounts: minor units."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement with a customer, vendor, landlord or lender. ``terms`` are (name, value) as printed; ``text`` is
    the clause in prose, which may hold facts that stand nowhere else."""

    kind: ClassVar[str] = "contract"
    id: str
    date: date
    party: str
    title: str
    terms: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A row of the register. ``accumulated`` is depreciation booked up to the start of the month."""

    id: str
    name: str
    acquired: date
    cost: int
    salvage: int
    life_months: int
    accumulated: int
    disposed: date | None = None
    proceeds: int = 0


@dataclass(frozen=True, slots=True)
class AssetRegister:
    kind: ClassVar[str] = "fixed-asset register"
    id: str
    date: date
    party: str
    assets: tuple[Asset, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prepaid:
    """A prepaid expense: ``total`` spread evenly over ``months`` from ``start``; ``account`` takes the expense."""

    item: str
    party: str
    description: str
    account: str
    total: int
    start: date
    months: int
    amortised: int


@dataclass(frozen=True, slots=True)
class PrepaidSchedule:
    kind: ClassVar[str] = "prepaid schedule"
    id: str
    date: date
    party: str
    prepaids: tuple[Prepaid, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PayrollRegister:
    """A pay run: (name, value in minor units) rows as printed; ``pay_from``/``pay_to`` is the span worked."""

    kind: ClassVar[str] = "payroll register"
    id: str
    date: date
    party: str
    pay_from: date
    pay_to: date
    rows: tuple[tuple[str, int], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LoanStatement:
    kind: ClassVar[str] = "loan statement"
    id: str
    date: date
    party: str
    instalment: int
    principal: int
    interest: int
    balance: int
    note: str = ""
