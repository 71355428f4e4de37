"""A manufacturer: materials into parts; cost of sales is what the parts took out of stock, wages stand by themselves."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_TAKINGS, NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(180_000, 290_000, "rule: 180,000 to 300,000 in fabricated metal"),
    invoice=Span(3_800, 8_400, "judged: a batch of machined parts"),
    takings=NO_TAKINGS,
    cards=NO_TAKINGS,
    tips=NO_TIPS,
    cost_of_sales=Span(390, 490, "judged: materials at 40 to 50 % of sales"),
    payroll=Span(220, 290, "review: 12 % of office pay, and direct labor on top"),
    rent=Span(20, 45, "judged: a shop in an industrial park"),
    margin=Span(40, 110, "rule: five to ten per cent"),
    stock_days=Span(40, 80, "rule: five to nine turns a year"),
    cash_tenths=Span(7, 22, "judged"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(960, 970, 1020, 1010, 1020, 1030, 960, 980, 1030, 1040, 1010, 970),
    services=False,
    main_lines=("freight", "repairs"),
    customers=(
        "Industries", "Fabrication", "Motors", "Electronics", "Marine", "Instruments", "Machinery", "Pumps", "Controls",
        "Rail Equipment", "Hydraulics", "Robotics", "Appliances", "Power Systems", "Aerospace Parts", "Farm Equipment",
    ),
    assets=(
        AssetKind("Drill press", 3_000, 12_000, (84, 120)),
        AssetKind("Milling machine", 22_000, 88_000, (84, 120)),
        AssetKind("Air compressor", 4_500, 18_000, (84,)),
        AssetKind("Welding station", 4_000, 15_000, (60, 84)),
        AssetKind("Press brake", 24_000, 92_000, (120,)),
        AssetKind("Workbench line", 2_600, 9_500, (84,)),
        AssetKind("Forklift", 16_000, 38_000, (60, 84)),
        AssetKind("Coordinate measuring arm", 14_000, 46_000, (60, 84)),
        AssetKind("Overhead crane", 12_000, 48_000, (120,)),
        AssetKind("Dust collector", 5_000, 19_000, (84,)),
        AssetKind("Band saw", 3_500, 14_000, (84,)),
        AssetKind("Parts washer", 3_000, 11_000, (60, 84)),
    ),
)  # fmt: skip
