"""Words on bank papers and on what we keep of payments and deposits."""

from typing import Final

BANK_STATEMENT: Final = """
title     | STATEMENT OF ACCOUNT; BANK STATEMENT; ACCOUNT STATEMENT; CHECKING ACCOUNT STATEMENT | ACCOUNT ACTIVITY; YOUR MONTH WITH US; DEPOSITOR'S RECORD; Ledger sheet of the bank
to        | Account holder; Account name; Customer; Prepared for | Belongs to; In the name of; Depositing firm; Kept for
number    | Account number; Account no.; Account; Acct no. | Depositor; Held under; Kept as; Relationship
period    | Statement period; Period; For the period; Month | Runs over; Activity of; Sheet for; Time shown
date      | Statement date; Date of statement; Date; Prepared on | Drawn up; Printed; As of; Cut on
account   | G/L account; Our account; In our books; Books account | Ledger code here; Carried by us under; Ours; Books
opening   | Beginning balance; Opening balance; Previous balance; Balance at start | Started with; Stood at first; Came over; Had before
credits   | Deposits and credits; Total credits; Credits; Total deposits | Money in; Put in; Came to you; Added
debits    | Withdrawals and debits; Total debits; Debits; Total withdrawals | Money out; Taken out; Went from you; Subtracted
closing   | Ending balance; Closing balance; New balance; Balance at end | Ended with; Stands at last; Goes over; Left now
line      | Line; Item; Ref; Line ID | Entry; Row; Posting; Mark
when      | Date; Posted; Posting date; Value date | Day; On; Took effect; Good from
text      | Description; Transaction; Details; Activity | What it was; Wording; Told by sender; Particulars
amount    | Amount; Debit/Credit; Amount (+/-); Transaction amount | Moved; Sum; In or out; Change
reference | Reference; Ref. no.; Check/ref.; Trace | Tag; Marked; Bears; Sign
balance   | Balance; Running balance; Balance after; Ledger balance | Then stood at; After it; Left; Came to
"""

PAYMENT_VOUCHER: Final = """
title     | PAYMENT VOUCHER; DISBURSEMENT VOUCHER; CHECK REQUEST AND VOUCHER; PAYMENT RECORD | MONEY OUT; WE PAID; OUTGOING PAYMENT; Paying slip
number    | Voucher no.; Voucher; Payment no.; Record no. | Slip; Our copy; Kept as; Paper
payee     | Pay to; Payee; Paid to; Pay to the order of | Went to; In favor of; Recipient; Whom we paid
how       | Method; Paid by; Payment method; Form of payment | Sent as; Way; By means of; Went by
date      | Payment date; Date; Date paid; Paid on | Dated; Went out; Released; Given on
account   | Bank account; From account; Drawn on; Paid from | Taken from; Cash of; Out of; Source code
document  | Document; Bill; Invoice paid; Pays | Settled; What it pays; For; Claim
paid      | Amount; Paid; Applied; Amount paid | Put to it; Share; Went toward it; Money
total     | Amount; Total paid; Check amount; Payment total | In all; Sum sent; Makes together; Over
"""

DEPOSIT_SLIP: Final = """
title     | DEPOSIT SLIP; DEPOSIT TICKET; BANK DEPOSIT; DEPOSIT RECORD | PUT IN THE BANK; TAKEN TO THE TELLER; BAG HANDED IN; Money banked
number    | Deposit no.; Ticket no.; Slip no.; Deposit | Bag; Our copy; Kept as; Paper
date      | Deposit date; Date; Deposited on; Date of deposit | Dated; Handed in; Brought on; Day of it
account   | To account; Bank account; Deposited to; Account | Went into; Put with; Cash of; Code
receipt   | Receipt; Source; Item; Remittance | What for; From; Paper; Taken under
paid      | Amount; Check amount; Item amount; Deposit amount | Money; Share; Comes to; Worth
total     | Total deposit; Deposit total; Total; Net deposit | In all; Bag holds; Makes together; Counted
"""
