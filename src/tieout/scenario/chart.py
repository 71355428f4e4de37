"""A company's chart of accounts: what every company keeps, what its trade adds, numbered in the company's own way."""

from typing import Final

from tieout.ledger.accounts import Account, Chart, Kind, Tracking
from tieout.scenario.archetypes import Archetype
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.departments import departments_of

A, L, Q, I, E = Kind.ASSET, Kind.LIABILITY, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE
ITEM, PARTY = Tracking.ITEM, Tracking.PARTY_ITEM

# role, kind, tracking, the names that companies give it
_COMMON: Final[tuple[tuple[str, Kind, Tracking, tuple[str, ...]], ...]] = (
    ("bank", A, Tracking.NONE, ("Operating checking", "Main checking", "Current account")),
    ("second bank", A, Tracking.NONE, ("Disbursement account", "Second checking", "Branch checking")),
    ("third bank", A, Tracking.NONE, ("Payroll and projects", "Third checking")),
    ("petty cash", A, Tracking.NONE, ("Petty cash", "Cash on hand")),
    ("cash in transit", A, Tracking.NONE, ("Cash in transit", "Transfers clearing")),
    ("receivables", A, PARTY, ("Accounts receivable", "Trade receivables")),
    ("doubtful", A, Tracking.NONE, ("Allowance for doubtful accounts",)),
    ("inventory", A, Tracking.NONE, ("Inventory", "Stock on hand")),
    ("prepaids", A, ITEM, ("Prepaid expenses", "Prepayments")),
    ("deposits", A, Tracking.NONE, ("Security deposits", "Deposits paid")),
    ("owner", A, Tracking.NONE, ("Due from owner", "Due from shareholder")),
    ("suspense", A, ITEM, ("Suspense", "Items to clear")),
    ("fixed assets", A, ITEM, ("Equipment and fixtures", "Property and equipment")),
    ("accumulated", A, ITEM, ("Accumulated depreciation",)),
    ("payables", L, PARTY, ("Accounts payable", "Trade payables")),
    ("card", L, Tracking.NONE, ("Company credit card", "Credit card payable")),
    ("grni", L, PARTY, ("Received not invoiced", "Goods received not invoiced")),
    ("accrued", L, ITEM, ("Accrued liabilities", "Accrued expenses")),
    ("payroll liabilities", L, Tracking.NONE, ("Payroll liabilities", "Payroll taxes payable")),
    ("sales tax", L, Tracking.NONE, ("Sales tax payable",)),
    ("unapplied cash", L, ITEM, ("Unapplied cash", "Customer receipts to apply")),
    ("deferred revenue", L, ITEM, ("Deferred revenue", "Contract liabilities")),
    ("loan", L, Tracking.NONE, ("Term loan", "Bank loan")),
    ("capital", Q, Tracking.NONE, ("Share capital", "Members' capital")),
    ("retained earnings", Q, Tracking.NONE, ("Retained earnings", "Accumulated surplus")),
    ("sales discounts", I, Tracking.NONE, ("Sales discounts", "Early-payment discounts given")),
    ("returns", I, Tracking.NONE, ("Sales returns", "Returns and allowances")),
    ("interest income", I, Tracking.NONE, ("Interest income", "Interest earned")),
    ("other income", I, Tracking.NONE, ("Other income", "Sundry income")),
    ("disposal", I, Tracking.NONE, ("Gain or loss on disposal",)),
    ("cost of sales", E, Tracking.NONE, ("Cost of sales", "Cost of goods sold")),
    ("price variance", E, Tracking.NONE, ("Purchase price variance",)),
    ("shrinkage", E, Tracking.NONE, ("Inventory shrinkage", "Stock losses")),
    ("wages", E, Tracking.NONE, ("Wages and salaries", "Payroll expense")),
    ("payroll tax", E, Tracking.NONE, ("Payroll taxes", "Employer taxes")),
    ("depreciation", E, Tracking.NONE, ("Depreciation", "Depreciation expense")),
    ("interest expense", E, Tracking.NONE, ("Interest expense",)),
    ("bank fees", E, Tracking.NONE, ("Bank charges", "Bank service fees")),
    ("merchant fees", E, Tracking.NONE, ("Card processing fees", "Merchant fees")),
    ("bad debt", E, Tracking.NONE, ("Bad debts",)),
    ("small balances", E, Tracking.NONE, ("Small-balance write-offs", "Payment differences")),
    ("rounding", E, Tracking.NONE, ("Rounding differences",)),
    ("miscellaneous", E, Tracking.NONE, ("Miscellaneous expense", "Sundry expense")),
)
_OF_CARDS: Final[tuple[tuple[str, Kind, Tracking, tuple[str, ...]], ...]] = (
    ("card clearing", A, ITEM, ("Card clearing", "Card receipts in transit", "Due from card processor")),
    ("tips", L, Tracking.NONE, ("Tips payable", "Tips owed to staff")),
)
"""What a trade keeps besides whose customers pay by card; as above."""
_LINE_NAMES: Final = {
    "rent": "Rent",
    "utilities": "Utilities",
    "hosting": "Hosting",
    "software": "Software",
    "telecom": "Telephone and internet",
    "office supplies": "Office supplies",
    "insurance": "Insurance",
    "legal": "Legal fees",
    "accounting": "Accounting and audit",
    "marketing": "Marketing",
    "cleaning": "Cleaning",
    "freight": "Freight",
    "repairs": "Repairs and maintenance",
    "travel": "Travel",
    "staffing": "Temporary staff",
    "raw materials": "Materials consumed",
    "merchandise": "Merchandise expense",
    "food": "Food supplies",
    "packaging": "Packaging",
    "equipment": "Small equipment",
    "training": "Training",
    "subscriptions": "Subscriptions",
    "fuel": "Fuel",
    "security": "Security",
    "printing": "Printing",
    "catering": "Catering bought in",
    "consulting": "Consulting fees",
    "medical supplies": "Medical supplies",
}
_FIRST: Final = {A: 1000, L: 2000, Q: 3000, I: 4000, E: 5000}


_EXTRA: Final[tuple[tuple[Kind, str], ...]] = (
    (A, "Savings account"), (A, "Employee advances"), (A, "Undeposited funds"), (A, "Goodwill"), (A, "Other receivables"),
    (A, "Trademarks"), (A, "Capitalized software"), (A, "Construction in progress"), (A, "Loan costs"),
    (A, "Sales tax recoverable"), (L, "Line of credit"), (L, "Accrued vacation"), (L, "Customer deposits"),
    (L, "Income taxes payable"), (L, "Gift cards outstanding"), (L, "Due to affiliates"), (L, "Notes payable, long-term"),
    (L, "Retirement plan payable"), (L, "Unclaimed property"), (Q, "Additional paid-in capital"), (Q, "Treasury stock"),
    (Q, "Distributions"), (I, "Rental income"), (I, "Scrap sales"), (I, "Insurance recoveries"), (I, "Finance charges earned"),
    (E, "Meals and entertainment"), (E, "Postage and delivery"), (E, "Health insurance"), (E, "Retirement plan contributions"),
    (E, "Workers' compensation"), (E, "Dues and memberships"), (E, "Donations"), (E, "Penalties and fines"),
    (E, "Property taxes"), (E, "Franchise tax"), (E, "Vehicle expense"), (E, "Uniforms"), (E, "Recruiting costs"),
    (E, "Commissions"), (E, "Bonuses"), (E, "Officer compensation"), (E, "Contract labor"), (E, "Amortization"),
    (E, "Moving expense"), (E, "Storage"), (E, "Landscaping"), (E, "Employee gifts"),
)  # fmt: skip
"""Accounts that one bookkeeper opens and another does not; the entries of a month use none of them."""
_NET_ASSETS: Final = {
    "capital": "Net assets with donor restrictions",
    "retained earnings": "Net assets without donor restrictions",
}
KEPT: Final = 800  # per mille of the accounts that a trade alone has, in any one chart


def line_role(line: str) -> str:
    """The role of the expense account that a vendor's line of business is charged to."""
    return f"line {line}"


def revenue_role(place: int) -> str:
    """The role of a trade's revenue account by its place among them, counted from 0; the first is plain ``revenue``."""
    return f"revenue {place + 1}" if place else "revenue"


def make_chart(archetype: Archetype, rng: Rng) -> Chart:
    """60 to 115 accounts (a small firm's range is 50 to 120), four or five digits, in steps that differ between
    companies; and the company's departments."""
    step = rng.choice((10, 15, 20, 25))
    scale = rng.choice((1, 10))
    none = Tracking.NONE
    rows: list[tuple[str, Kind, Tracking, str]] = []
    for number, name in enumerate(archetype.revenue):
        rows.append((name, I, none, revenue_role(number)))
    rows += [(_named(archetype, role, names, rng), kind, tracking, role) for role, kind, tracking, names in _COMMON]
    if archetype.sheet.takings.high:
        rows += [
            (_named(archetype, role, names, rng), kind, tracking, role) for role, kind, tracking, names in _OF_CARDS
        ]
    rows += [(name, E, none, line_role(line)) for line, name in _LINE_NAMES.items() if line in archetype.lines]
    rows += [(name, E, none, "") for name in archetype.special if rng.chance(KEPT)]
    for kind, name in rng.sample(_EXTRA, rng.below(len(_EXTRA) + 1)):
        rows.insert(rng.between(len(archetype.revenue), len(rows)), (name, kind, none, ""))
    next_code = {kind: first + 10 for kind, first in _FIRST.items()}
    accounts = []
    for name, kind, tracking, role in rows:
        accounts.append(Account(str(next_code[kind] * scale), name, kind, tracking, role))
        next_code[kind] += step
    return Chart.of(accounts, departments_of(archetype.name, rng.stream("departments")))


def _named(archetype: Archetype, role: str, names: tuple[str, ...], rng: Rng) -> str:
    if archetype.name == "nonprofit" and role in _NET_ASSETS:
        return _NET_ASSETS[role]
    return rng.choice(names)


def taxed_accounts(chart: Chart, archetype: Archetype) -> tuple[str, ...]:
    """The codes of the income accounts of what bears sales tax, in a state that has any."""
    return tuple([account.code for account in chart if account.role and account.name in archetype.taxed])


def with_holders(chart: Chart) -> Chart:
    """The chart with an account of what holders of the company card owe for what they bought for themselves."""
    last = max([int(account.code) for account in chart if account.kind is A])
    return Chart.of(
        (*chart, Account(str(last + 5), "Due from card holders", A, Tracking.NONE, "holders")), chart.departments
    )
