"""What the year brought before the month: income and expenses to date, the capital, and with it the retained earnings
that the year began with, which the opening entry leaves to balance."""

from collections.abc import Iterable, Mapping
from typing import Final

from tieout.documents.schedules import AssetRegister, LoanStatement
from tieout.ledger.accounts import Kind
from tieout.ledger.periods import Period
from tieout.scenario.chart import line_role
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.sales import invoiced_accounts
from tieout.scenario.simulate.schedules import depreciation_of
from tieout.scenario.sizes import EMPLOYER_TAX
from tieout.scenario.vocabulary.buying import OVERHEADS
from tieout.scenario.world_builder import WorldBuilder

NOISE: Final = (980, 1020)
"""Per mille: no month is the plan."""
OCCASIONAL: Final = (
    ("returns", 80, 600, 800), ("sales discounts", 60, 350, 700), ("other income", -200, -30, 350), ("bad debt", 60, 300, 300),
    ("interest income", -120, -20, 700), ("bank fees", 25, 70, 1000), ("small balances", 3, 20, 600), ("miscellaneous", 10, 80, 500),
)  # fmt: skip
"""(role, lowest, highest share of revenue to date in hundredths of a per mille, chance in per mille that there was any)"""
OF_STOCK: Final = (("price variance", -150, 300, 800), ("shrinkage", 150, 600, 450))
"""As above, of the cost of sales to date."""
CARD_FEES: Final = (2_400, 3_400)  # as above, of what is sold by card: what processors keep, of tips too
OWN_COSTS: Final[dict[str, tuple[int, int]]] = {
    "App store fees": (60, 420), "Recruiting": (90, 700), "Research tools": (30, 180), "Customer credits": (40, 320),
    "Warehouse supplies": (80, 380), "Customs duty": (120, 900), "Forklift hire": (60, 340), "Breakage": (30, 190),
    "Trade fairs": (60, 480), "Linen and laundry": (300, 900), "Kitchen smallwares": (180, 620), "Licenses and permits": (40, 260),
    "Delivery commissions": (150, 900), "Subcontractors": (400, 2_600), "Research data": (60, 420), "Conferences": (80, 560),
    "Professional dues": (30, 210), "Tooling": (200, 1_100), "Shop supplies": (180, 780), "Scrap": (60, 420),
    "Quality testing": (60, 380), "Waste disposal": (50, 290), "Program materials": (300, 1_800), "Volunteer expenses": (40, 320),
    "Outreach events": (120, 900), "Scholarships": (300, 2_200), "Tolls": (180, 820), "Tires": (220, 950),
    "Vehicle leasing": (300, 1_900), "Driver allowances": (200, 1_100), "Cargo claims": (40, 420), "Laboratory fees": (250, 1_400),
    "Medical waste": (60, 260), "Malpractice cover": (300, 1_300), "Meals and entertainment": (40, 260),
    "Health insurance": (500, 1_600), "Retirement plan contributions": (200, 900), "Workers' compensation": (120, 640),
    "Officer compensation": (400, 1_500), "Bonuses": (150, 1_100), "Commissions": (200, 1_300), "Contract labor": (200, 1_400),
    "Penalties and fines": (2, 25), "Employee gifts": (5, 45), "Uniforms": (15, 140), "Dues and memberships": (10, 90),
    "Donations": (10, 110), "Property taxes": (60, 520), "Franchise tax": (15, 120), "Landscaping": (12, 90),
    "Moving expense": (5, 140),
}  # fmt: skip
"""As above, of revenue to date: what an expense account that only some companies have comes to."""
ANY_OWN: Final = (20, 240)
OWN_USED: Final = 350  # per mille of such accounts have seen anything this year


def year_to_date(builder: WorldBuilder, rng: Rng, so_far: Mapping[str, int] | None = None) -> None:
    """Bring forward the capital and the profit and loss of the months from January to the one before: what each account
    has moved ``so_far``, debits positive, where that is known. To be called when everything else of the earlier months is
    written."""
    builder.opening(builder.code("capital"), -builder.company.sizes.capital)
    if builder.period.month == 1:
        return
    sums = dict(so_far) if so_far else _planned(builder, rng)
    for code, amount in _booked_apart(builder).items():
        if so_far or code in sums:
            sums[code] = sums.get(code, 0) - amount
    for code, amount in sums.items():
        builder.opening(code, amount)


def _planned(builder: WorldBuilder, rng: Rng) -> dict[str, int]:
    """By account, debits positive, the year from January to the month before."""
    company = builder.company
    sizes, chart, sheet = company.sizes, company.chart, company.archetype.sheet
    past = builder.period.month - 1

    def about(amount: int) -> int:
        return amount * rng.between(*NOISE) // 1000

    season = sum(sheet.season[:past])
    revenue = about(sizes.revenue * season // 1000)
    takings = revenue * sizes.takings // sizes.revenue
    sums: dict[str, int] = {chart.role("revenue"): -takings} if takings else {}
    invoiced = invoiced_accounts(company)
    _spread(sums, [code for (_, code), _ in invoiced], takings - revenue, [share for _, share in invoiced])
    wages = about(sizes.gross_wages * past)
    sums[chart.role("wages")] = wages
    sums[chart.role("payroll tax")] = wages * EMPLOYER_TAX // 1000
    lines = [line for line in dict.fromkeys(company.archetype.lines) if line not in company.archetype.stock]
    _spread(
        sums,
        [chart.role(line_role(line)) for line in lines],
        sizes.overheads * past,
        [OVERHEADS[line] * (3 if line in sheet.main_lines else 1) * rng.between(60_000, 140_000) for line in lines],
    )
    rent = chart.role(line_role("rent"))
    sums[rent] = sums.get(rent, 0) + sizes.rent * past
    for account in chart:
        if account.kind is Kind.EXPENSE and not account.role and rng.chance(OWN_USED):
            sums[account.code] = _part(revenue, *OWN_COSTS.get(account.name, ANY_OWN), rng)
    cost = revenue * sizes.cost_of_sales_share // 1000
    if cost:
        sums[chart.role("cost of sales")] = about(cost)
    if takings:
        by_card = takings * sizes.card_takings // sizes.takings
        sums[chart.role("merchant fees")] = _part(by_card, *CARD_FEES, rng)
    for base, shares in ((revenue, OCCASIONAL), (cost, OF_STOCK)):
        for role, low, high, chance in shares:
            if base and rng.chance(chance):
                sums[chart.role(role)] = _part(base, low, high, rng)
    sums[chart.role("rounding")] = rng.between(-90, 140)
    _from_papers(builder, sums, past)
    return sums


def _from_papers(builder: WorldBuilder, sums: dict[str, int], past: int) -> None:
    """What the register and the lender's statement imply for the months before."""
    months = [Period(builder.period.year, month) for month in range(1, past + 1)]
    for paper in builder.documents:
        if isinstance(paper, AssetRegister):
            charged = sum([depreciation_of(asset, month) for asset in paper.assets for month in months])
            sums[builder.code("depreciation")] = charged
        elif isinstance(paper, LoanStatement):
            repaid = paper.principal * (past - 1) // 2  # on average over the months, the loan was larger by as much
            rate = builder.company.sizes.loan_rate
            sums[builder.code("interest expense")] = (paper.balance + paper.principal + repaid) * rate * past // 120_000


def _spread(sums: dict[str, int], codes: list[str], total: int, weights: Iterable[int]) -> None:
    """Add ``total`` to the accounts by weight."""
    pairs = list(zip(codes, weights, strict=False))
    whole = sum([weight for _, weight in pairs])
    for code, weight in pairs:
        sums[code] = sums.get(code, 0) + total * weight // whole


def _part(base: int, low: int, high: int, rng: Rng) -> int:
    """A part of ``base`` from ``low`` to ``high`` hundredths of a per mille, at no step: two accounts are equal, or one a
    multiple of another, by chance alone."""
    return base * rng.between(low * 10_000, high * 10_000) // 1_000_000_000


def _booked_apart(builder: WorldBuilder) -> dict[str, int]:
    """What entries of earlier months that stand by themselves in the history have put on income and expense accounts."""
    chart, year = builder.company.chart, builder.period.year
    apart: dict[str, int] = {}
    for line in [line for entry in builder.history if entry.date.year == year for line in entry.lines]:
        if chart[line.account].kind in (Kind.INCOME, Kind.EXPENSE):
            apart[line.account] = apart.get(line.account, 0) + line.amount
    return apart
