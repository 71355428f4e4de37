"""Contracts, registers and schedules: assets, prepaids, payroll, loans. Amounts: minor units."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tieout.ledger.records import quickly_made

Day = date  # the records have a field called date, which hides the type inside their bodies


@quickly_made
@dataclass(frozen=True, slots=True)
class Contract:
    """An agreement with a customer, vendor, landlord or lender. ``terms`` are (name, value) as printed; ``text`` is
    the clause in prose, which may hold facts that stand nowhere else."""

    kind: ClassVar[str] = "contract"
    id: str
    date: Day
    party: str
    title: str
    terms: tuple[tuple[str, str], ...]
    text: str


@quickly_made
@dataclass(frozen=True, slots=True)
class StandingAgreement:
    """A lease or a retainer as a form: its ``terms`` are (name, value) as printed, and no clause adds to them. Under it a
    vendor bills the same every month without an order."""

    kind: ClassVar[str] = "standing agreement"
    id: str
    date: Day
    party: str
    title: str
    terms: tuple[tuple[str, str], ...]


@quickly_made
@dataclass(frozen=True, slots=True)
class Asset:
    """A row of the register. ``accumulated`` is depreciation booked up to the start of the month."""

    id: str
    name: str
    acquired: Day
    cost: int
    salvage: int
    life_months: int
    accumulated: int
    disposed: Day | None = None
    proceeds: int = 0


@quickly_made
@dataclass(frozen=True, slots=True)
class AssetRegister:
    """Every fixed asset that is carried or was disposed of this month."""

    kind: ClassVar[str] = "fixed-asset register"
    id: str
    date: Day
    party: str
    assets: tuple[Asset, ...]
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Prepaid:
    """A prepaid expense: ``total`` spread evenly over ``months`` from ``start``; ``account`` takes the expense."""

    item: str
    party: str
    description: str
    account: str
    total: int
    start: Day
    months: int
    amortised: int
    department: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class PrepaidSchedule:
    """All prepaid expenses and what has been released of each."""

    kind: ClassVar[str] = "prepaid schedule"
    id: str
    date: Day
    party: str
    prepaids: tuple[Prepaid, ...]
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class PayrollRegister:
    """A pay run: (name, value in minor units) rows as printed; ``pay_from``/``pay_to`` is the span worked."""

    kind: ClassVar[str] = "payroll register"
    id: str
    date: Day
    party: str
    pay_from: Day
    pay_to: Day
    rows: tuple[tuple[str, int], ...]
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class StockRollForward:
    """The month of the stock records at cost: ``opening``, and what came and went."""

    kind: ClassVar[str] = "stock roll-forward"
    id: str
    date: Day
    party: str
    opening: int
    purchases: int
    cost_of_sales: int
    note: str = ""

    @property
    def closing(self) -> int:
        return self.opening + self.purchases - self.cost_of_sales


@quickly_made
@dataclass(frozen=True, slots=True)
class CountRow:
    """An item of stock: what one costs, how many the records have and how many were counted."""

    item: str
    description: str
    unit_cost: int
    recorded: int
    counted: int

    @property
    def difference(self) -> int:
        """What was counted beyond the records, at cost; negative where it is less."""
        return (self.counted - self.recorded) * self.unit_cost


@quickly_made
@dataclass(frozen=True, slots=True)
class StockCount:
    """A count of some items on one day, beside what the records said then."""

    kind: ClassVar[str] = "stock count"
    id: str
    date: Day
    party: str
    rows: tuple[CountRow, ...]
    note: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class LoanStatement:
    """A lender's statement of one installment; ``balance`` is the principal that remains after it."""

    kind: ClassVar[str] = "loan statement"
    id: str
    date: Day
    party: str
    instalment: int
    principal: int
    interest: int
    balance: int
    note: str = ""
