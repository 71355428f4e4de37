"""A wholesaler: buys by the pallet, sells on account, lives on a thin margin and a full warehouse."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_TAKINGS, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(330_000, 620_000, "rule: 300,000 to 700,000 in durable-goods wholesale"),
    invoice=Span(4_200, 8_800, "judged: a few pallets of housewares"),
    takings=NO_TAKINGS,
    cards=NO_TAKINGS,
    tips=NO_TIPS,
    cost_of_sales=Span(690, 760, "review: gross margin 20 to 30 %"),
    payroll=Span(80, 130, "review: 8 to 15 %"),
    rent=Span(15, 35, "judged: warehouse space at 1.5 to 3.5 % of sales"),
    margin=Span(15, 55, "rule: two to five cents of the dollar"),
    stock_days=Span(45, 85, "rule: four to eight turns a year"),
    cash_tenths=Span(6, 18, "judged"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(900, 910, 980, 990, 1000, 980, 960, 990, 1030, 1070, 1120, 1070),
    services=False,
    main_lines=("freight",),
    customers=(
        "Stores", "Markets", "Outfitters", "Hardware", "Homes", "Gifts", "Garden Center", "Pharmacies", "Hotels",
        "Department Stores", "Housewares", "Variety", "Supply", "Camping", "Kitchenware", "Discount",
    ),
    assets=(
        AssetKind("Pallet rack section", 3_000, 14_000, (84, 120)),
        AssetKind("Forklift", 16_000, 38_000, (60, 84)),
        AssetKind("Forklift battery", 3_500, 8_500, (48, 60)),
        AssetKind("Conveyor section", 4_000, 18_000, (84, 120)),
        AssetKind("Delivery van", 28_000, 52_000, (60,)),
        AssetKind("Dock leveler", 4_500, 11_000, (120,)),
        AssetKind("Stretch wrapper", 4_000, 13_000, (60, 84)),
        AssetKind("Floor scale", 2_600, 6_500, (60, 84)),
        AssetKind("Warehouse scanner set", 3_000, 12_000, (36, 48)),
        AssetKind("Electric pallet truck", 3_200, 7_500, (60,)),
        AssetKind("Box truck", 42_000, 78_000, (60, 84)),
        AssetKind("Showroom fixtures", 5_000, 26_000, (84,)),
    ),
)  # fmt: skip
