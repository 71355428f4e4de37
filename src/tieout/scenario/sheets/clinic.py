"""A clinic: insurers and employers get invoices, patients pay at the desk; supplies come out of a stock room."""

from typing import Final

from tieout.scenario.sheets.sheet import NO_TIPS, TERM_LEFT, TERM_LOAN, AssetKind, Sheet, Span

SHEET: Final = Sheet(
    revenue_per_head=Span(110_000, 175_000, "judged: wages at two fifths of income"),
    invoice=Span(1_700, 4_000, "judged: a batch of claims, or a day of screenings"),
    takings=Span(150, 300, "judged: copayments and self-payers"),
    cards=Span(820, 940, "judged: few patients pay in cash"),
    tips=NO_TIPS,
    cost_of_sales=Span(55, 100, "rule: medical supplies at five to ten per cent"),
    payroll=Span(380, 470, "review: about 41 %"),
    rent=Span(45, 85, "rule: five to eight per cent"),
    margin=Span(60, 170, "judged: before what the physicians draw"),
    stock_days=Span(25, 50, "judged: a month of supplies"),
    cash_tenths=Span(8, 25, "judged"),
    loan_rate=TERM_LOAN,
    loan_months=TERM_LEFT,
    season=(1030, 1000, 1020, 990, 990, 980, 950, 960, 1000, 1040, 1020, 1020),
    services=True,
    main_lines=("staffing",),
    customers=(
        "Health Plan", "Mutual Health", "Benefit Fund", "Medical Insurance", "Health Cooperative", "Employees' Trust",
        "County Health Fund", "Workers' Compensation Fund", "School District", "Transit Authority", "Care Network",
        "Preferred Health",
    ),
    assets=(
        AssetKind("Examination table", 2_600, 7_500, (84, 120)),
        AssetKind("Ultrasound unit", 18_000, 62_000, (60, 84)),
        AssetKind("Electrocardiograph", 2_800, 8_000, (60, 84)),
        AssetKind("Autoclave", 3_000, 9_500, (60, 84)),
        AssetKind("Digital X-ray room", 55_000, 120_000, (84, 120)),
        AssetKind("Waiting room furniture", 2_600, 10_000, (84,)),
        AssetKind("Laboratory analyzer", 14_000, 48_000, (60, 84)),
        AssetKind("Vaccine refrigerator", 2_600, 9_000, (84,)),
        AssetKind("Records server", 3_000, 10_000, (48, 60)),
        AssetKind("Treatment room fit-out", 14_000, 70_000, (120,)),
    ),
)  # fmt: skip
