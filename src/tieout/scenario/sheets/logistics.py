"""A haulier with a warehouse: drivers, fuel, and trucks that a bank has paid for."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_STOCK, NO_TAKINGS, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(135_000, 210_000, "rule: about 150,000 a truck and driver"),
    invoice=Span(1_500, 3_600, "judged: a load or two, or a month of storage"),
    takings=NO_TAKINGS,
    cards=NO_TAKINGS,
    tips=NO_TIPS,
    cost_of_sales=NO_STOCK,
    payroll=Span(310, 400, "review: 30 to 40 %"),
    rent=Span(30, 70, "judged: yard and warehouse"),
    margin=Span(30, 110, "rule: operating ratio of 90 to 97 %"),
    stock_days=NO_STOCK,
    cash_tenths=Span(7, 20, "judged"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(920, 910, 980, 990, 1020, 1020, 990, 1010, 1040, 1070, 1050, 1000),
    services=True,
    main_lines=("fuel", "freight"),
    customers=(
        "Distributors", "Farms", "Electronics", "Textiles", "Stores", "Markets", "Industries", "Fabrication", "Pharmacies",
        "Furniture", "Beverages", "Paper Mills", "Auto Parts", "Outfitters", "Chemicals", "Grain Cooperative",
    ),
    assets=(
        AssetKind("Tractor unit", 85_000, 150_000, (60, 84)),
        AssetKind("Dry van trailer", 28_000, 48_000, (84, 120)),
        AssetKind("Box truck", 42_000, 82_000, (60, 84)),
        AssetKind("Forklift", 16_000, 38_000, (60, 84)),
        AssetKind("Yard tractor", 45_000, 95_000, (84,)),
        AssetKind("Pallet rack section", 3_000, 14_000, (84, 120)),
        AssetKind("Telematics units", 3_000, 12_000, (36, 48)),
        AssetKind("Dock leveler", 4_500, 11_000, (120,)),
        AssetKind("Cargo van", 30_000, 52_000, (60,)),
        AssetKind("Diesel tank and pump", 6_000, 22_000, (84,)),
    ),
)  # fmt: skip
