"""One hand-made document of each kind; goldens and layout tests are made from these."""

from dataclasses import replace
from datetime import date

from tieout.documents.bank import BankLine, BankStatement, DepositSlip, PaymentVoucher
from tieout.documents.cards import CardLine, CardReceipt, CardStatement, PayoutReport
from tieout.documents.casefile import Document
from tieout.documents.letters import Email, Notice, Policy, PolicyTopic
from tieout.documents.papers import Firm, Papers
from tieout.documents.schedules import (
    Asset,
    AssetRegister,
    Contract,
    CountRow,
    LoanStatement,
    PayrollRegister,
    Prepaid,
    PrepaidSchedule,
    StandingAgreement,
    StockCount,
    StockRollForward,
)
from tieout.documents.trade import (
    BillLine,
    CreditMemo,
    ExemptionCertificate,
    GoodsReceipt,
    OrderLine,
    PurchaseOrder,
    ReceiptLine,
    Remittance,
    SalesInvoice,
    SupplierBill,
)
from tieout.ledger.periods import Period

MARCH = Period(2024, 3)
THE_14TH = date(2024, 3, 14)

BILL = SupplierBill(
    id="BILL-0077",
    date=THE_14TH,
    party="V-0012",
    name="Marlbrook Carton Co.",
    number="MC/2291",
    due=date(2024, 4, 13),
    order="PO-0031",
    lines=(BillLine(1, "Corrugated boxes, large", 120, 415, 2), BillLine(2, "Freight surcharge", 1, 4_663)),
    remit_to="4471-208813",
    service_from=date(2024, 3, 1),
    service_to=date(2024, 3, 31),
    note="Thank you for your order.",
    address="44 Foundry Street, Alden, OH 00417",
    tax=3_944,
    tax_rate=7_250,
)
STATEMENT = BankStatement(
    id="STMT-8136-2024-03",
    date=date(2024, 3, 31),
    party="",
    account="1010",
    number="447 120 8136",
    period=MARCH,
    opening=1_204_455,
    closing=1_204_455 + 250_000 - 3_500,
    lines=(
        BankLine("BL-0001", date(2024, 3, 4), 250_000, "ACH CREDIT FALMERE STORES", "INV-0210"),
        BankLine("BL-0002", date(2024, 3, 29), -3_500, "SERVICE CHARGE", ""),
    ),
    bank="Ormdale National Bank",
)
REMITTANCE = Remittance(
    id="REM-0019",
    date=THE_14TH,
    party="C-0008",
    amount=343_000,
    reference="TRC 77120",
    lines=(("INV-0210", 245_000, 5_000), ("INV-0214", 98_000, 0)),
)

SAMPLES: tuple[Document, ...] = (
    BILL,
    STATEMENT,
    REMITTANCE,
    PurchaseOrder(
        id="PO-0031",
        date=date(2024, 2, 27),
        party="V-0012",
        lines=(
            OrderLine(1, "Kraft bags, medium", 400, 85, "5010", "D10"),
            OrderLine(2, "Corrugated boxes, large", 120, 410, "5020"),
        ),
        approved_by="Helen Garrity",
        note="Deliver to dock 3.",
        ship_by=date(2024, 3, 7),
    ),
    GoodsReceipt(
        id="GR-0044",
        date=date(2024, 3, 8),
        party="V-0012",
        order="PO-0031",
        lines=(ReceiptLine(1, 400), ReceiptLine(2, 118)),
        received_by="Oscar Finch",
        note="Two boxes crushed, sent back with the driver.",
    ),
    SalesInvoice(
        id="INV-0210",
        date=date(2024, 2, 20),
        party="C-0008",
        due=date(2024, 3, 21),
        lines=(("Assorted housewares, case of 12", 240_000), ("Handling", 10_000)),
        discount_percent=2,
        discount_days=10,
        service_from=date(2024, 2, 1),
        service_to=date(2024, 2, 29),
        note="Order by phone.",
    ),
    CreditMemo("CM-0005", THE_14TH, "C-0008", True, "INV-0210", 12_050, "Three lamps arrived broken."),
    PaymentVoucher(
        id="PV-0102",
        date=date(2024, 3, 15),
        party="V-0012",
        payee="Marlbrook Carton Co.",
        method="check",
        number="1042",
        account="1010",
        amount=154_463,
        pays=(("BILL-0077", 54_463), ("BILL-0071", 100_000)),
        note="Mailed the same day.",
    ),
    DepositSlip("DEP-0009", THE_14TH, "", "1010", 61_000, (("REM-0020", 41_000), ("REM-0021", 20_000)), "Night safe."),
    Contract(
        id="CTR-0003",
        date=date(2023, 10, 1),
        party="V-0007",
        title="Lease of premises",
        terms=(("monthly rent", "4,200.00"), ("term", "36 months")),
        text="Rent falls due on the first of each month. From the thirteenth month it rises by three percent.",
    ),
    StandingAgreement(
        id="CTR-0004",
        date=date(2023, 11, 2),
        party="V-0007",
        title="Retainer",
        terms=(("Fee for each month", "6,500.00"), ("Billed", "each month, without an order")),
    ),
    AssetRegister(
        id="FAR-2024-03",
        date=date(2024, 3, 31),
        party="",
        assets=(
            Asset("FA-001", "Pallet jack", date(2022, 1, 10), 480_000, 48_000, 60, 180_000),
            Asset("FA-002", "Laptop computer", date(2021, 6, 2), 240_000, 0, 36, 213_333, date(2024, 3, 12), 15_000),
        ),
        note="Full month in the month of acquisition.",
    ),
    PrepaidSchedule(
        id="PRE-2024-03",
        date=date(2024, 3, 31),
        party="",
        prepaids=(Prepaid("PP-01", "V-0020", "Property insurance", "6310", 1_200_000, date(2024, 1, 1), 12, 200_000, "D20"),),
        note="Released on the last day of each month.",
    ),
    PayrollRegister(
        id="PAY-2024-06",
        date=date(2024, 3, 29),
        party="V-0030",
        pay_from=date(2024, 3, 16),
        pay_to=date(2024, 3, 31),
        rows=(("gross wages", 2_400_000), ("tax withheld", -480_000), ("net pay", 1_920_000)),
        note="Eleven people.",
    ),
    LoanStatement("LN-2024-03", date(2024, 3, 20), "V-0031", 210_000, 180_000, 30_000, 4_820_000, "Rate 7.25 %."),
    StockRollForward("SRF-2024-03", date(2024, 3, 31), "", 4_810_250, 2_204_480, 2_391_015, "Counted in January."),
    PayoutReport(
        id="SET-00031",
        date=date(2024, 3, 27),
        party="",
        processor="Ormdale Card Services",
        first=date(2024, 3, 21),
        last=date(2024, 3, 27),
        paid=date(2024, 3, 29),
        gross=1_840_250,
        tips=210_430,
        tax=104_220,
        fees=49_220,
        refunds=12_500,
        chargebacks=8_640,
        reserve=30_000,
        released=(("SET-00012", 25_000),),
        note="Reserve is held for sixty days.",
    ),
    CardStatement(
        id="CCS-0004",
        date=date(2024, 3, 31),
        party="",
        issuer="Ormdale National Bank",
        number="5100 0000 0000 7741",
        account="2050",
        opening=61_240,
        closing=8_415 + 23_990,
        lines=(
            CardLine("CL-00011", date(2024, 3, 6), 8_415, "Halford Fuel Stop", "Rita Vance"),
            CardLine("CL-00012", date(2024, 3, 18), -61_240, "Payment, thank you", ""),
            CardLine("CL-00013", date(2024, 3, 21), 23_990, "Alden Stationers", "Oscar Finch"),
        ),
    ),
    CardReceipt(
        id="RCT-00017",
        date=date(2024, 3, 21),
        party="",
        merchant="Alden Stationers",
        holder="Oscar Finch",
        lines=(("Printer paper, box", 18_990), ("Toner, black", 5_000)),
        note="For the front desk.",
    ),
    StockCount(
        "CNT-0004",
        date(2024, 3, 31),
        "",
        (
            CountRow("SKU-2231", "Carton, double wall", 340, 420, 418),
            CountRow("SKU-7714", "Pallet wrap", 1_895, 36, 36),
        ),
        "Counted by two people.",
    ),
    Email(
        id="EM-0006",
        date=THE_14TH,
        party="V-0012",
        sender="ar@marlbrookcarton.example",
        recipient="ap@falmere.example",
        subject="Invoice MC/2291",
        body="Hello,\nplease note that two boxes were credited separately.\nRegards, Rita Vance",
    ),
    Notice(
        id="TB-0001",
        date=date(2024, 2, 29),
        party="",
        title="Closing trial balance 2024-02",
        body="Reviewed and signed by the controller.",
        balances=(("1010", "Checking account", 1_204_455), ("2000", "Accounts payable", -154_463), ("3000", "Retained earnings", -1_049_992)),
    ),
    Notice("NT-0002", THE_14TH, "C-0011", "Bank advice", "Your customer's check no. 881 was returned unpaid."),
    Policy(
        id="POLICY",
        date=date(2024, 1, 1),
        party="",
        topics=(
            PolicyTopic("price tolerance", "A bill may exceed the order by the lower limit.", (("percent", "2"), ("amount", "50.00"))),
            PolicyTopic("materiality", "Accrue what reaches the limit.", (("limit", "500.00"),)),
        ),
    ),
    ExemptionCertificate(
        "EXC-0007", THE_14TH, "C-0008", "OH", "34-1180552", "Purchase for resale", THE_14TH, date(2026, 3, 31)
    ),
    replace(REMITTANCE, id="REM-0020", lines=(), text="This is for the two open bills from February, less the usual 2 %."),
)  # fmt: skip


def name_of(document: Document) -> str:
    """A file name for a sample: its kind, and what makes it a second of its kind."""
    words = document.kind.replace(" ", "-")
    if isinstance(document, Notice) and document.balances:
        return "trial-balance"
    return f"{words}-free" if isinstance(document, Remittance) and not document.lines else words


PAPERS = Papers(
    "USD",
    company="Falmere Housewares",
    address="9 Mill Road, Falmere, OH 00402",
    firms={
        "V-0012": Firm("Marlbrook Carton Co.", "44 Foundry Street, Alden, OH 00417"),
        "C-0008": Firm("Corsgrove Stores", "1180 Birch Avenue, Halford, PA 00733"),
    },
    orders={sample.id: sample for sample in SAMPLES if isinstance(sample, PurchaseOrder)},
)
"""The desk on which the samples lie."""
