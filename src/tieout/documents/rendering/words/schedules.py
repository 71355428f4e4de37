"""Words on contracts, registers and schedules."""

from typing import Final

CONTRACT: Final = """
number    | Contract no.; Agreement no.; Contract; File no. | Deed; Paper; Kept as; Instrument
date      | Date; Dated; Date of agreement; Signed on | Entered into; Made; Concluded on; Since signing
with      | With; Counterparty; Other party; Party | Concluded with; Across from us; Second side; Partner
term      | Term; Clause; Item; Key terms | What was agreed; Point; Heads of agreement; Matter
says      | Agreed; Value; Provision; As agreed | So; Settled as; Reads; Stands at
"""

FIXED_ASSET_REGISTER: Final = """
title     | FIXED-ASSET REGISTER; FIXED ASSET LISTING; ASSET REGISTER; PROPERTY AND EQUIPMENT REGISTER | WHAT WE OWN; LONG-LIVED THINGS; INVENTORY OF EQUIPMENT HELD; Plant list
date      | As of; At; Register date; As at month-end | Stands on; Looked over; State of; Held on
currency  | Amounts in; Currency; All figures in; Reported in | Counted in; Money; Figures; In terms of
asset     | Asset; Asset ID; Asset no.; Tag | Thing; Mark; Plate; Key
name      | Name; Description; Asset name; Details | What it is; Called; Kind; Matter
acquired  | Acquired; In service; Purchase date; Date acquired | Ours since; Bought; Got; First used
cost      | Cost; Original cost; Cost basis; Acquisition cost | Paid for it; Price then; Laid out; Went in at
salvage   | Salvage; Salvage value; Residual; Residual value | Worth at last; Left at the end; Scrap worth; Final worth
life      | Life; Useful life; Life in months; Depreciable life | Lasts; Spread over; Good for; Duration
accumulated | Accumulated; Accum. depr.; Accumulated depreciation; Depreciation to date | Worn off; Written off so far; Used up; Taken already
disposal  | Disposal; Disposed; Date and proceeds of disposal; Retired | Gone; Left us; Parted with; Out
"""

PREPAID_SCHEDULE: Final = """
title     | PREPAID EXPENSES; PREPAID SCHEDULE; SCHEDULE OF PREPAID EXPENSES; PREPAID EXPENSE ROLL | PAID AHEAD; COVER NOT YET USED; ADVANCES TO SPREAD; What runs on
date      | As of; At; Schedule date; Prepared at | Stands on; Looked over; State of; Drawn up
currency  | Amounts in; Currency; All figures in; Reported in | Counted in; Money; Figures; In terms of
item      | Item; Prepaid no.; Ref; Schedule item | Mark; Key; Row; Tag
party     | Vendor; Party; Payee; Supplier | Firm; Who got it; Paid to; With
text      | Description; Details; Nature; Expense | What it is; Matter; For; Particulars
account   | Expense account; Account; Charge to; G/L account | Coded; Falls on; Book under; Goes to
department | Department; Dept.; Cost center; Expensed to dept. | Who bears it; On behalf of; Unit charged; Burden on
total     | Total; Amount paid; Original amount; Prepaid amount | Laid out; Sum at first; Paid in all; Whole
start     | Start; Start date; Begins; From | Runs since; First day; Opens; As from
months    | Months; Term (months); Term; No. of months | Lasts; Spread over; Number of parts; Duration
amortized | Amortized; Amortized to date; Expensed to date; Released | Used up; Taken already; Gone so far; Worn off
"""

PAYROLL_REGISTER: Final = """
title     | PAYROLL REGISTER; PAY RUN; PAYROLL SUMMARY; PAYROLL JOURNAL | WAGES OF A RUN; WHAT WE PAID OUR PEOPLE; SHEET OF EARNINGS; Pay sheet
number    | Register no.; Run no.; Payroll no.; Register | Sheet; Kept as; Batch; Paper
worked    | Pay period; Period worked; Period; For the period | Time worked; Shifts from; Earned over; Runs over
date      | Pay date; Check date; Payment date; Paid on | Handed out; Reaches people; Money goes; Wages day
by        | Provider; Payroll service; Processed by; Prepared by | Done for us by; Bureau; Agent; Run at
currency  | Amounts in; Currency; All figures in; Reported in | Counted in; Money; Figures; In terms of
name      | Payroll; Description; Item; Line | What; Part; Kind; Matter
amount    | Amount; Total; This run; Current | Comes to; Sum; Makes; Money
department | Department; Dept.; Cost center; Home department | Who bears it; On behalf of; Unit charged; Burden on
"""

LOAN_STATEMENT: Final = """
title     | LOAN STATEMENT; LOAN BILLING STATEMENT; LOAN PAYMENT NOTICE; NOTE STATEMENT | WHAT YOU REPAID; BORROWER'S SHEET; ADVICE ON YOUR DEBT; Our lending to you
number    | Statement no.; Notice no.; Statement; Loan notice | Sheet; Kept as; Advice; Paper
date      | Payment date; Date; Due date; Effective date | Dated; Collected; Taken; Fell due
rate      | Interest rate; Annual rate; Rate; Rate per annum | Costs you; Yearly charge; Priced at; Borrowed at
opening   | Beginning principal; Principal before payment; Previous principal; Opening principal | Owed before; Stood at; Was; Until then
installment | Payment amount; Installment; Total payment; Amount paid | Drawn in all; Taken from you; You gave; Sum collected
principal | Principal; Applied to principal; Principal portion; Principal paid | Lowers the debt; Repays; Off the debt; Gives back
interest  | Interest; Applied to interest; Interest portion; Interest paid | Cost of money; Our earnings; For the use; Charge for time
balance   | Principal balance; Remaining principal; Balance after payment; Outstanding principal | Still owed; Left of the debt; Remains; Yet to repay
term      | Term; Maturity; Final payment; Loan term | Runs until; Ends; Over at; Closes
"""

STOCK_ROLL_FORWARD: Final = """
title     | STOCK ROLL-FORWARD; INVENTORY ROLL-FORWARD; INVENTORY MOVEMENT; STOCK LEDGER SUMMARY | WHAT THE SHELVES HOLD; GOODS IN AND OUT; STOREKEEPER'S SHEET; Our goods this month
number    | Report no.; Report; Summary no.; Roll-forward | Sheet; Kept as; Paper; Filed under
date      | Month ended; As of; Date; Period end | Drawn up; Up to; Counted to; Until
opening   | Opening stock; Beginning inventory; Stock brought forward; Inventory, beginning | Lay there before; On the shelves at first; Had; At the outset
purchases | Purchases; Receipts at cost; Goods received; Additions | Came in; Taken in; Bought; Put on the shelves
cost      | Cost of sales; Cost of goods sold; Issued for sales; Issues at cost | Went out; Sold, at what it cost; Left the shelves; Taken by customers
closing   | Closing stock; Ending inventory; Stock carried forward; Inventory, ending | Lies there now; On the shelves at last; Have; At the end
"""
