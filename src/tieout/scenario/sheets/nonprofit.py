"""A nonprofit: grants, dues and fees pay for people and programs; the year should end a little above nothing."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_STOCK, NO_TAKINGS, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(85_000, 140_000, "judged: salaries at half of income"),
    invoice=Span(1_900, 4_600, "judged: grant installments, sponsorships, fees"),
    takings=NO_TAKINGS,
    cards=NO_TAKINGS,
    tips=NO_TIPS,
    cost_of_sales=NO_STOCK,
    payroll=Span(440, 580, "review: 40 to 60 %"),
    rent=Span(30, 70, "judged"),
    margin=Span(-10, 80, "rule: a surplus of a few per cent feeds the reserve"),
    stock_days=NO_STOCK,
    cash_tenths=Span(20, 60, "rule: two to six months of operating reserve"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(960, 930, 950, 970, 990, 1000, 950, 940, 1010, 1050, 1090, 1160),
    services=True,
    main_lines=("consulting", "marketing", "catering"),
    customers=(
        "Foundation", "Family Fund", "Trust", "Schools", "Holdings", "Community Council", "Rotary Chapter", "Credit Union",
        "Arts Board", "Health Fund", "Alumni Fund", "Parks Authority", "Charitable Trust", "Industries", "Insurance Group",
        "Housing Authority",
    ),
    assets=(
        AssetKind("Passenger van", 26_000, 48_000, (60, 84)),
        AssetKind("Meeting room furniture", 2_600, 11_000, (84,)),
        AssetKind("Playground structure", 8_000, 32_000, (120,)),
        AssetKind("Classroom projector set", 2_600, 7_500, (48, 60)),
        AssetKind("Donor database server", 2_800, 9_000, (48, 60)),
        AssetKind("Stage and sound system", 4_000, 18_000, (60, 84)),
        AssetKind("Kitchen for the center", 6_000, 26_000, (84, 120)),
        AssetKind("Computer lab", 5_000, 18_000, (36, 48)),
        AssetKind("Exhibit cases", 2_800, 12_000, (84,)),
        AssetKind("Building improvements", 12_000, 70_000, (120,)),
        AssetKind("Copier", 3_000, 10_000, (48, 60)),
        AssetKind("Tent and trailer", 3_500, 13_000, (60,)),
    ),
)  # fmt: skip
