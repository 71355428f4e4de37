"""Words on contracts, registers and schedules."""

from typing import Final

CONTRACT: Final = """
number    | Contract no.; Agreement no.; Contract; File no. | Agmt. #; Instrument; Deed no.; Doc. ref.
date      | Date; Dated; Date of agreement; Signed on | Entered into; Made; Executed; Concluded on
with      | With; Counterparty; Other party; Party | Concluded with; Second side; Across from us; Partner
term      | Term; Clause; Item; Key terms | Heads of agreement; What was agreed; Point; Covenant
says      | Agreed; Value; Provision; As agreed | Settled as; So; Reads; Stands at
"""

FIXED_ASSET_REGISTER: Final = """
title     | FIXED-ASSET REGISTER; FIXED ASSET LISTING; ASSET REGISTER; PROPERTY AND EQUIPMENT REGISTER | EQUIPMENT HELD; CAPITAL GOODS LIST; LONG-LIVED ASSETS; PLANT RECORD
date      | As of; At; Register date; As at month-end | Stands on; Cut on; State at; Run dt.
currency  | Amounts in; Currency; All figures in; Reported in | Curr.; Stated in; Figures are; Denominated
asset     | Asset; Asset ID; Asset no.; Tag | FA #; Plate; Unit; Key
name      | Name; Description; Asset name; Details | What it is; Particulars; Called; Kind
acquired  | Acquired; In service; Purchase date; Date acquired | Bought; Placed; Acq. dt.; First used
cost      | Cost; Original cost; Cost basis; Acquisition cost | Basis; Price paid; Gross value; Laid out
salvage   | Salvage; Salvage value; Residual; Residual value | SV; End value; Scrap value; Final worth
life      | Life; Useful life; Life in months; Depreciable life | Yrs./mos.; Lasts; Spread over; Write-off time
accumulated | Accumulated; Accum. depr.; Accumulated depreciation; Depreciation to date | A/D; Taken to date; Written off so far; Worn off
disposal  | Disposal; Disposed; Date and proceeds of disposal; Retired | Left us; Sold or scrapped; Parted with; Out
"""

PREPAID_SCHEDULE: Final = """
title     | PREPAID EXPENSES; PREPAID SCHEDULE; SCHEDULE OF PREPAID EXPENSES; PREPAID EXPENSE ROLL | PAID AHEAD; COVER NOT YET USED; DEFERRED CHARGES; ADVANCES TO SPREAD
date      | As of; At; Schedule date; Prepared at | Stands on; Cut on; State at; Run dt.
currency  | Amounts in; Currency; All figures in; Reported in | Curr.; Stated in; Figures are; Denominated
item      | Item; Prepaid no.; Ref; Schedule item | PP #; Key; Row; Tag
party     | Vendor; Party; Payee; Supplier | Firm; Provider; Paid to; With
text      | Description; Details; Nature; Expense | What it is; Particulars; Matter; Purpose
account   | Expense account; Account; Charge to; G/L account | GL; Coded to; Book under; Falls on
department | Department; Dept.; Cost center; Expensed to dept. | Org. unit; Dept. code; Bearer of cost; Borne by
total     | Total; Amount paid; Original amount; Prepaid amount | Laid out; Gross; Sum at first; Whole
start     | Start; Start date; Begins; From | Runs since; Eff.; Opens; First day
months    | Months; Term (months); Term; No. of months | Mos.; Spread over; Number of parts; Runs for (months)
amortized | Amortized; Amortized to date; Expensed to date; Released | Used up; Taken to date; Written off so far; Consumed
"""

PAYROLL_REGISTER: Final = """
title     | PAYROLL REGISTER; PAY RUN; PAYROLL SUMMARY; PAYROLL JOURNAL | WAGES OF A RUN; EARNINGS SHEET; SALARIES AND WITHHOLDINGS; PAY SHEET
number    | Register no.; Run no.; Payroll no.; Register | Batch; Sheet no.; Doc. ref.; Kept as
worked    | Pay period; Period worked; Period; For the period | PPE; Time worked; Earned over; Days covered
date      | Pay date; Check date; Payment date; Paid on | Money goes; Settlement dt.; Handed out; Reaches people
by        | Provider; Payroll service; Processed by; Prepared by | Bureau; Agent; Run at; Done for us by
currency  | Amounts in; Currency; All figures in; Reported in | Curr.; Stated in; Figures are; Denominated
name      | Payroll; Description; Item; Line | Component; Part; Kind; What
amount    | Amount; Total; This run; Current | Sum; Comes to; Batch total; Money
department | Department; Dept.; Cost center; Home department | Org. unit; Dept. code; Bearer of cost; Team
"""

LOAN_STATEMENT: Final = """
title     | LOAN STATEMENT; LOAN BILLING STATEMENT; LOAN PAYMENT NOTICE; NOTE STATEMENT | BORROWER'S SHEET; DEBT SERVICE ADVICE; ADVICE ON YOUR BORROWING; LENDING RECORD
number    | Statement no.; Notice no.; Statement; Loan notice | Advice no.; Sheet no.; Doc. ref.; Kept as
date      | Payment date; Date; Due date; Effective date | Collected; Eff.; Drawn on; Dated
rate      | Interest rate; Annual rate; Rate; Rate per annum | APR; Priced at; Coupon; Cost per year
opening   | Beginning principal; Principal before payment; Previous principal; Opening principal | Owed before; Prior bal.; Debt until then; Carried in
installment | Payment amount; Installment; Total payment; Amount paid | P&I; Drawn in all; Sum collected; Debt service
principal | Principal; Applied to principal; Principal portion; Principal paid | Lowers the debt; Prin.; Repayment; Off the debt
interest  | Interest; Applied to interest; Interest portion; Interest paid | Cost of money; Int.; Finance charge; Charge for time
balance   | Principal balance; Remaining principal; Balance after payment; Outstanding principal | Still owed; Prin. left; Still outstanding; Remains
term      | Term; Maturity; Final payment; Loan term | Runs until; Matures; Ends; Closes
"""

STOCK_ROLL_FORWARD: Final = """
title     | STOCK ROLL-FORWARD; INVENTORY ROLL-FORWARD; INVENTORY MOVEMENT; STOCK LEDGER SUMMARY | WHAT THE SHELVES HOLD; GOODS IN AND OUT; STOREKEEPER'S SHEET; Our goods this month
number    | Report no.; Report; Summary no.; Roll-forward | Sheet; Kept as; Paper; Filed under
date      | Month ended; As of; Date; Period end | Drawn up; Up to; Counted to; Until
opening   | Opening stock; Beginning inventory; Inventory at start; Inventory, beginning | Lay there before; On the shelves at first; Had; At the outset
purchases | Purchases; Receipts at cost; Goods received; Additions | Came in; Taken in; Bought; Put on the shelves
cost      | Cost of sales; Cost of goods sold; Issued for sales; Issues at cost | Went out; Sold, at what it cost; Left the shelves; Taken by customers
closing   | Closing stock; Ending inventory; Inventory at month-end; Inventory, ending | Lies there now; On the shelves at last; Have; At the end
"""

STOCK_COUNT: Final = """
title     | STOCK COUNT; COUNT SHEET; INVENTORY COUNT; CYCLE COUNT | WHAT WE FOUND ON THE SHELVES; TALLY OF GOODS; HANDS-ON CHECK; Counting list
number    | Count no.; Sheet no.; Count; Count sheet | Tally; Kept as; Paper; List
date      | Counted on; Date; Count date; As of | Walked on; Done on; Day of counting; Looked at
currency  | Amounts in; Currency; All figures in; Reported in | Curr.; Stated in; Figures are; Denominated
item      | Item; SKU; Item no.; Stock no. | Code; Key; Tag; Label
name      | Description; Name; Article; Details | What it is; Goods; Called; Kind
cost      | Unit cost; Cost; Cost each; Standard cost | Apiece; Price of one; Carried at; One costs
recorded  | On record; Book quantity; Per records; System quantity | Should be; By the cards; Expected; Kept as there
counted   | Counted; Count; Quantity counted; Physical count | Found; Seen; Were there; Actual
"""
