"""What a month-end close holds at each level: counts of papers, and what may be planted in it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Plan:
    """A level. ``accounts`` are the bank accounts with (receipts, payments, outstanding checks) of each; the counts
    are per month; ``waiting`` are receipts, then bills with and without an order that ask for booking; ``counted`` the items
    of stock that are counted, where there is any; ``late`` the entries of this month and of the last that were made late."""

    vendors: int
    customers: int
    accounts: tuple[tuple[str, int, int, int], ...]
    invoices: tuple[int, int]
    waiting: tuple[int, int, int]
    orders: int
    services: int
    accruals: int
    schedules: tuple[int, int, int]
    early_bills: int
    payroll: str
    loan: bool
    oddities: int
    workpapers: tuple[str, ...]
    always: tuple[str, ...]
    pool: tuple[str, ...]
    drawn: tuple[int, int]
    counted: int = 0
    late: int = 0


PACKAGE: Final = ("receivables", "payables", "prepaids", "accumulated", "accrued", "suspense")
_AMOUNTS: Final = ("transposition", "double import", "omitted payment", "omitted receipt")
_CASH: Final = ("short-pay", "discount", "overpayment", "unidentified receipt", "wrong invoice", "wrong customer")
_PAYABLES: Final = (
    "bill transposed",
    "bill posted twice",
    "bill miscoded",
    "department miscoded",
    "bill posted ahead",
    "card charge unbooked",
)
_ORDERS: Final = (
    "price within tolerance", "price beyond tolerance", "short delivery", "not received", "not invoiced", "duplicate",
)  # fmt: skip
_ACCRUALS: Final = ("accrual not reversed", "bill of next month", "new service", "wages by calendar days")
_SCHEDULES: Final = (
    "prepaid expensed",
    "asset scrapped",
    "loan in one account",
    "invoiced ahead",
    "copied depreciation",
    "release while suspended",
)
_TAX: Final = (
    "tax in revenue", "tax at another rate", "takings with tax", "sold untaxed", "tax off the bill", "remittance expensed",
)  # fmt: skip
_PAYROLL: Final = ("employer share left out", "net pay as wages", "deposit expensed")
_RARE: Final = (
    "credit memo", "equipment expensed", "private item", "plug", "suspense explained", "suspense unexplained",
    "asset sold", "release while suspended", "prepaid cancelled", "early bill posted", "credit applied", "bill recoded",
    "new service", "count difference", "backdated entry", "late bill",
)  # fmt: skip
_BANK: Final = (
    "batched deposit",
    "instalments",
    "returned payment",
    "slide",
    "sign flip",
    "stale check",
    "bank error",
    "explained charge",
)
CARDS: Final = (
    "payout as revenue",
    "earlier payout as revenue",
    "fees left open",
    "refunds as fees",
    "card sales under way",
    "tips as revenue",
)
_ROUTINE: Final = (*_ORDERS, *_ACCRUALS, *_SCHEDULES, *CARDS, *_PAYROLL)
_SELDOM: Final = (*_RARE, *_RARE, *_BANK)
PLANS: Final = (
    Plan(
        vendors=18,
        customers=9,
        accounts=(("bank", 8, 7, 1),),
        invoices=(24, 6),
        waiting=(3, 1, 1),
        orders=4,
        services=8,
        accruals=1,
        schedules=(4, 4, 0),
        early_bills=2,
        payroll="bank",
        loan=False,
        oddities=1,
        workpapers=PACKAGE[:2],
        always=("bank fee", "omitted payment", "double import"),
        pool=(*_AMOUNTS, *_CASH[:3], *_PAYABLES, *_ACCRUALS[:2], _SCHEDULES[0]),
        drawn=(2, 3),
    ),
    Plan(
        vendors=20,
        customers=14,
        accounts=(("bank", 14, 13, 2),),
        invoices=(24, 12),
        waiting=(6, 2, 3),
        orders=16,
        services=14,
        accruals=2,
        schedules=(6, 5, 2),
        early_bills=4,
        payroll="bank",
        loan=True,
        oddities=2,
        workpapers=PACKAGE,
        always=("bank fee", "double import", "short-pay", "bill of next month"),
        pool=(
            *_AMOUNTS,
            *_CASH,
            *_PAYABLES,
            *_ROUTINE,
            *_TAX,
            "batched deposit",
            "suspense explained",
            "suspense unexplained",
        ),
        drawn=(6, 8),
    ),
    Plan(
        vendors=22,
        customers=20,
        accounts=(("bank", 18, 16, 2), ("second bank", 7, 7, 1)),
        invoices=(40, 18),
        waiting=(9, 3, 5),
        orders=26,
        services=22,
        accruals=3,
        schedules=(9, 7, 3),
        early_bills=5,
        payroll="bank",
        loan=True,
        oddities=3,
        workpapers=PACKAGE,
        always=("bank fee", "double import", "own transfer", "short-pay", "discount", "bill of next month"),
        pool=(*_AMOUNTS, *_CASH, *_PAYABLES, *_ROUTINE, *_TAX, *_SELDOM),
        drawn=(13, 16),
        counted=6,
        late=2,
    ),
    Plan(
        vendors=26,
        customers=28,
        accounts=(("bank", 34, 28, 3), ("second bank", 14, 12, 2), ("third bank", 7, 7, 1)),
        invoices=(74, 32),
        waiting=(16, 5, 9),
        orders=36,
        services=38,
        accruals=5,
        schedules=(16, 12, 6),
        early_bills=8,
        payroll="third bank",
        loan=True,
        oddities=5,
        workpapers=PACKAGE,
        always=("bank fee", "own transfer", "short-pay", "discount", "bill of next month", "plug"),
        pool=(*_AMOUNTS, *_CASH, *_CASH, *_PAYABLES, *_PAYABLES, *_ROUTINE, *_TAX, *_TAX, *_SELDOM),
        drawn=(26, 32),
        counted=10,
        late=3,
    ),
)
