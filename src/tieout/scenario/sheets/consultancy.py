"""A consultancy: it sells hours, and its cost goes home every evening."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_STOCK, NO_TAKINGS, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(140_000, 230_000, "rule: two to three times the salary"),
    invoice=Span(3_000, 6_800, "judged: fifteen to forty hours of advice"),
    takings=NO_TAKINGS,
    cards=NO_TAKINGS,
    tips=NO_TIPS,
    cost_of_sales=NO_STOCK,
    payroll=Span(460, 590, "review: 40 to 60 %"),
    rent=Span(25, 60, "judged: an office downtown"),
    margin=Span(60, 180, "rule: ten to twenty per cent before partners' bonuses"),
    stock_days=NO_STOCK,
    cash_tenths=Span(12, 40, "judged"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(960, 990, 1030, 1020, 1020, 1010, 950, 930, 1020, 1050, 1040, 980),
    services=True,
    main_lines=("staffing", "travel"),
    customers=(
        "Industries", "Hotels", "Holdings", "Distributors", "Schools", "Builders", "Motors", "Electronics", "Pharmacies",
        "Textiles", "Media", "Instruments", "Ventures", "Credit Union", "Hospital Group", "Utilities Authority",
    ),
    assets=(
        AssetKind("Office furniture suite", 3_500, 18_000, (60, 84)),
        AssetKind("Executive workstation", 2_600, 5_000, (36, 48)),
        AssetKind("Conference room system", 3_500, 14_000, (48, 60)),
        AssetKind("Color copier", 4_000, 14_000, (48, 60)),
        AssetKind("File server", 3_200, 11_000, (48, 60)),
        AssetKind("Company car", 24_000, 46_000, (60,)),
        AssetKind("Office fit-out", 10_000, 55_000, (84, 120)),
        AssetKind("Phone system", 2_600, 8_500, (60,)),
        AssetKind("Workshop room equipment", 2_600, 9_500, (60,)),
        AssetKind("Network cabinet", 2_600, 9_000, (48, 60)),
        AssetKind("Survey tablet set", 2_600, 7_500, (36,)),
        AssetKind("Reception furniture", 2_600, 9_000, (84,)),
    ),
)  # fmt: skip
