"""Phrases of statements and ledgers. ``{c}`` is the counterpart, ``{r}`` the reference; both may be empty.

A bank names its lines in its own terse way; whether a line has something wrong with it must not show in the phrase,
so the kinds say what moved the money and nothing more, and a planted error draws from the same lists.
"""

from typing import Final

BANK_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "transfer in": (
        "ACH CREDIT {c} {r}", "WIRE IN {c} {r}", "INCOMING TRANSFER {c} {r}", "CCD CREDIT {c} {r}", "{c} {r} CR",
        "ELEC PMT RCVD {c}", "CREDIT TRF {r} {c}", "ACH CR {c}",
    ),
    "transfer out": (
        "ACH DEBIT {c} {r}", "WIRE OUT {c} {r}", "OUTGOING TRANSFER {c} {r}", "BILL PAY {c} {r}", "ONLINE PMT {c}",
        "VENDOR PMT {c} {r}", "{c} {r} DR", "ACH DR {c}",
    ),
    "check": ("CHECK {r}", "CHECK #{r}", "CHK {r}", "CHECK PAID {r}", "INCLEARING CHECK {r}", "DRAFT {r}"),
    "card payout": (
        "MERCHANT SVCS DEP {c} {r}", "BANKCARD DEP {c}", "CARD SETTLEMENT {c} {r}", "{c} PAYOUT {r}", "POS SETTLE {c} {r}",
        "MERCH DEP {r}",
    ),
    "deposit": ("DEPOSIT", "DEPOSIT {r}", "BRANCH DEPOSIT {r}", "COUNTER CREDIT {r}", "REMOTE DEPOSIT {r}", "DEP {r}"),
    "fee": (
        "SERVICE CHARGE {r}", "MONTHLY MAINTENANCE FEE", "ACCOUNT ANALYSIS FEE", "WIRE FEE {r}", "MAINT CHG",
        "BANK CHARGES {r}", "TRANSACTION FEE {r}", "ACH ORIGINATION FEE",
    ),
    "interest": ("INTEREST PAID", "INTEREST CREDIT", "INT EARNED {r}", "CR INTEREST", "INTEREST PAYMENT {r}", "INT PD"),
    "returned payment": (
        "RETURNED ITEM {c} {r}", "NSF RETURN {c} {r}", "DEPOSITED ITEM RETURNED {r}", "CHECK RETURNED NSF {r}",
        "RTD ITEM CHARGEBACK {r} {c}", "RETURN UNPAID {c} {r}",
    ),
    "return fee": (
        "RETURNED ITEM FEE {r}", "DEPOSITED ITEM RETURN CHG {r}", "NSF RETURN CHARGE {r}", "RTD DEP ITEM FEE {r}",
        "RETURN FEE {r}", "CHARGE RETURNED CHECK {r}",
    ),
    "direct debit": (
        "DIRECT DEBIT {c} {r}", "PREAUTH DEBIT {c} {r}", "AUTOPAY {c}", "RECURRING DEBIT {c} {r}", "PPD DEBIT {c}", "DD {c} {r}",
    ),
    "own transfer": (
        "XFER BETWEEN ACCTS {r}", "INTERNAL TRANSFER {r}", "BOOK TRANSFER {c} {r}", "ACCT TRANSFER {c}", "FUNDS TRANSFER {r}",
        "ONLINE XFER {c} {r}",
    ),
    "loan": (
        "LOAN PAYMENT {c} {r}", "LN PMT {r}", "TERM LOAN {c} {r}", "LOAN AUTODEBIT {r}", "NOTE PAYMENT {c} {r}", "LOAN {r}",
    ),
    "tax deposit": (
        "IRS USATAXPYMT {r}", "EFTPS TAX PAYMENT {r}", "USATAXPYMT IRS {r}", "FED TAX DEPOSIT {r}", "IRS EFT {r}", "TAX PYMT {r}",
    ),
    "state tax": (
        "{c} DEPT OF REVENUE {r}", "{c} DOR TAX PYMT {r}", "{c} STATE WITHHOLDING {r}", "{c} TAXATION EFT {r}", "{c} STATE TAX {r}",
        "STATE OF {c} TAX PMT {r}",
    ),
    "state unemployment": (
        "{c} UNEMPLOYMENT TAX {r}", "{c} WORKFORCE AGENCY {r}", "{c} EMPLOYMENT SECURITY {r}", "{c} UI TAX PYMT {r}",
        "STATE OF {c} UI {r}", "{c} LABOR DEPT UI {r}",
    ),
    "sales tax": (
        "{c} SALES TAX {r}", "{c} TAX PMT {r}", "ACH DEBIT {c} TAX {r}", "STATE TAX PYMT {r}", "{c} WEB TAX {r}", "STATE REVENUE {r}",
    ),
    "payroll": (
        "PAYROLL {r}", "PAYROLL ACH BATCH {r}", "PPD PAYROLL {c}", "SALARY BATCH {r}", "NET PAY {r}", "PAYROLL {c} {r}",
    ),
    "bank error": (
        "MISC ENTRY {c} {r}", "MISC POSTING {c} {r}", "TELLER ENTRY {r}", "ITEM POSTED {c} {r}", "MEMO ENTRY {r}", "SUNDRY {c} {r}",
    ),
}  # fmt: skip

LEDGER_PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "sale": ("Invoice {r} {c}", "Sale to {c}, {r}", "{c} {r}", "Billing {c} {r}", "Revenue {r} - {c}"),
    "receipt": ("Receipt {c} {r}", "Payment received from {c}", "{c} paid {r}", "Cash in {c} {r}", "Customer payment {r}"),
    "purchase": ("Bill {r} {c}", "{c} bill {r}", "Purchase from {c}, {r}", "AP {c} {r}", "{r} - {c}"),
    "payment": ("Payment to {c} {r}", "Paid {c}", "{c} {r}", "Vendor payment {r}", "AP payment {c} {r}"),
    "tax deposit": ("Payroll taxes {c}", "Tax deposit {c} {r}", "Withholdings remitted {c}", "Payroll tax deposit {r}"),
    "takings": ("Takings banked {r}", "Takings {r}", "Cash takings {r}", "Counter sales banked {r}"),
    "card sales": ("Card sales {r}", "Cards {c} {r}", "Sales by card {r}", "{c} card sales", "Card takings {r}"),
    "payout": ("Payout {c} {r}", "Card payout {r}", "{c} payout", "Processor deposit {r}", "Cards paid out {c} {r}"),
    "tips": ("Tips paid {r}", "Tips to staff {r}", "Tip payout {r}", "Gratuities paid out {r}"),
    "sales tax": ("Sales tax {c} {r}", "Sales tax remitted {r}", "Sales tax of the month before {r}", "{c} {r}"),
    "cost of sales": ("Cost of sales {r}", "Goods sold {r}", "Cost of goods sold {r}", "Stock issued {r}"),
    "payroll": ("Payroll {r}", "Salaries and wages {r}", "Pay run {r}", "Payroll posting {r}", "Wages {r}"),
    "rent": ("Rent {c} {r}", "{c} rent", "Premises, {c}", "Monthly rent {r}", "Lease charge {c} {r}"),
    "accrual": ("Accrual {c} {r}", "Accrued expense {c}", "Month-end accrual {r}", "To accrue {c} {r}", "Accrue {c}"),
    "depreciation": (
        "Depreciation {r}", "Monthly depreciation {r}", "Depreciation charge", "Depr. {r}", "Fixed assets, depreciation {r}",
    ),
    "prepaid": ("Prepaid {c} {r}", "Amortize prepaid {r}", "Prepaid release {c}", "{c} prepaid, {r}", "Prepaid expense {r}"),
    "adjustment": ("Adjustment {c} {r}", "Adjusting entry {r}", "To adjust {c}", "Adj. {r} {c}", "Month-end adjustment {r}"),
    "transfer": ("Transfer {r}", "Transfer between accounts {r}", "Bank transfer {c} {r}", "Funds moved {r}", "Internal transfer"),
    "loan": ("Loan installment {r}", "Loan {c} {r}", "{c} loan payment", "Debt service {r}", "Loan payment {c} {r}"),
    "deposit": ("Deposit {r}", "Bank deposit {r}", "Takings banked {r}", "Deposit of receipts {r}", "Cash and checks banked"),
}  # fmt: skip
