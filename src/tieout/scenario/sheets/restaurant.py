"""A restaurant: most of the money comes over the counter, food and wages take two thirds of it."""

from typing import Final

from tieout.scenario.sheets.sheet import TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(58_000, 88_000, "rule: 55,000 to 90,000 a year and head, part-timers counted"),
    invoice=Span(650, 1_500, "judged: a corporate lunch to a wedding dinner"),
    takings=Span(720, 840, "judged: guests pay at the table"),
    cards=Span(780, 900, "rule: cash is ten to twenty per cent of what guests pay"),
    tips=Span(95, 155, "rule: fifteen to twenty per cent of a check where one is left"),
    cost_of_sales=Span(280, 340, "rule: food cost of 28 to 35 %"),
    payroll=Span(300, 370, "review: 30 to 40 %"),
    rent=Span(55, 90, "rule: six to ten per cent of sales"),
    margin=Span(20, 90, "rule: three to five per cent, better in a good house"),
    stock_days=Span(8, 16, "rule: food turns every week or two"),
    cash_tenths=Span(6, 16, "judged: under two months of cost"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(900, 920, 980, 990, 1040, 1050, 1010, 1000, 970, 1000, 1010, 1130),
    services=True,
    main_lines=("staffing", "marketing", "repairs"),
    customers=(
        "Holdings", "Schools", "Media", "Law Group", "Theater", "Foundation", "Event Planning", "Weddings", "Industries",
        "Realty", "University Club", "Productions", "Medical Group", "Insurance Agency", "Ventures", "Conference Center",
    ),
    assets=(
        AssetKind("Convection oven", 5_500, 16_000, (60, 84)),
        AssetKind("Walk-in cooler", 8_000, 24_000, (84, 120)),
        AssetKind("Range and hood", 6_000, 22_000, (84,)),
        AssetKind("Dishwashing machine", 5_000, 17_000, (60, 84)),
        AssetKind("Dining room furniture", 6_000, 32_000, (60, 84)),
        AssetKind("Espresso machine", 4_500, 15_000, (60,)),
        AssetKind("Freezer chest", 2_600, 7_500, (60, 84)),
        AssetKind("Point-of-sale terminals", 3_000, 11_000, (36, 48)),
        AssetKind("Ice machine", 2_800, 7_500, (60,)),
        AssetKind("Dining room fit-out", 24_000, 95_000, (120,)),
        AssetKind("Patio heaters and awning", 3_500, 14_000, (60,)),
        AssetKind("Catering van", 26_000, 46_000, (60,)),
    ),
)  # fmt: skip
