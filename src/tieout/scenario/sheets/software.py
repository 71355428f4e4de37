"""A software house: people are the cost, customers pay for subscriptions, nothing lies in stock."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_STOCK, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(140_000, 230_000, "rule: 125,000 to 250,000 at private software firms"),
    invoice=Span(2_400, 5_600, "judged: monthly and quarterly plans of business customers"),
    takings=Span(60, 180, "judged: small customers subscribe on the website"),
    cards=Span(1000, 1000, "judged: nobody pays for a website in cash"),
    tips=NO_TIPS,
    cost_of_sales=NO_STOCK,
    payroll=Span(420, 560, "review: 40 to 60 %"),
    rent=Span(20, 50, "judged: half the desks are at home"),
    margin=Span(-20, 160, "rule: growth is bought, the better ones earn 15 %"),
    stock_days=NO_STOCK,
    cash_tenths=Span(25, 90, "rule: runway of a quarter to three"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(990, 980, 1000, 990, 990, 1010, 980, 980, 1010, 1020, 1020, 1030),
    services=True,
    main_lines=("marketing", "consulting", "staffing"),
    customers=(
        "Stores", "Industries", "Hotels", "Holdings", "Distributors", "Schools", "Dental", "Builders", "Electronics",
        "Pharmacies", "Fitness", "Media", "Ventures", "Insurance Agency", "Property Management", "Staffing",
    ),
    assets=(
        AssetKind("Server rack", 4_500, 16_000, (48, 60)),
        AssetKind("Storage array", 5_000, 24_000, (48, 60)),
        AssetKind("Developer workstation", 2_600, 5_200, (36, 48)),
        AssetKind("Video conference system", 3_000, 9_000, (48, 60)),
        AssetKind("Core network switch", 3_000, 12_000, (48, 60)),
        AssetKind("Firewall appliance", 2_600, 9_500, (36, 48)),
        AssetKind("Office furniture suite", 3_500, 18_000, (60, 84)),
        AssetKind("Test device lab", 2_800, 9_000, (36,)),
        AssetKind("Backup appliance", 3_200, 14_000, (48, 60)),
        AssetKind("Office fit-out", 12_000, 60_000, (84, 120)),
        AssetKind("Uninterruptible power supply", 2_600, 9_000, (60,)),
        AssetKind("Phone system", 2_600, 8_000, (60,)),
    ),
)  # fmt: skip
