"""Words on bank papers and on what we keep of payments and deposits."""

from typing import Final

BANK_STATEMENT: Final = """
title     | STATEMENT OF ACCOUNT; BANK STATEMENT; ACCOUNT STATEMENT; CHECKING ACCOUNT STATEMENT | ACCOUNT ACTIVITY; DEPOSITOR'S RECORD; LEDGER OF DEPOSITS; MONTHLY ACTIVITY SHEET
to        | Account holder; Account name; Customer; Prepared for | In the name of; Depositor; Titled to; Relationship
number    | Account number; Account no.; Account; Acct no. | Acct. #; DDA; Ledger sheet; Held under
period    | Statement period; Period; For the period; Month | Cycle; Activity of; Runs over; Covering
date      | Statement date; Date of statement; Date; Prepared on | Cycle cut; Printed; Drawn up; Closed on
account   | G/L account; Our account; In our books; Books account | GL; Carried by us under; Ledger code; Books
opening   | Beginning balance; Opening balance; Previous balance; Balance at start | Brought in; Start bal.; Bal. last cycle; Stood at first
credits   | Deposits and credits; Total credits; Credits; Total deposits | Money in; Cr. total; Added; Paid to you
debits    | Withdrawals and debits; Total debits; Debits; Total withdrawals | Money out; Dr. total; Subtracted; Paid for you
closing   | Ending balance; Closing balance; New balance; Balance at end | Stands at; End bal.; Bal. this cycle; Left now
line      | Line; Item; Ref; Line ID | Seq.; Row; Posting; Entry
when      | Date; Posted; Posting date; Value date | Day; Post dt.; Took effect; Eff.
text      | Description; Transaction; Details; Activity | Particulars; Wording; Narrative; Memo
amount    | Amount; Debit/Credit; Amount (+/-); Transaction amount | Sum; In or out; Change; Moved
reference | Reference; Ref. no.; Check/ref.; Trace | Tag; Bears; Sign; Chk. #
balance   | Balance; Running balance; Balance after; Ledger balance | Bal.; Then stood at; Left after; New bal.
"""

PAYMENT_VOUCHER: Final = """
title     | PAYMENT VOUCHER; DISBURSEMENT VOUCHER; CHECK REQUEST AND VOUCHER; PAYMENT RECORD | MONEY OUT; DISBURSEMENT DETAIL; OUTGOING PAYMENT; WE PAID
number    | Voucher no.; Voucher; Payment no.; Record no. | Pmt. #; Slip no.; Doc. ref.; Kept as
payee     | Pay to; Payee; Paid to; Pay to the order of | In favor of; Recipient; Beneficiary; Went to
how       | Method; Paid by; Payment method; Form of payment | Instrument; Sent as; By means of; Went by
date      | Payment date; Date; Date paid; Paid on | Pmt. dt.; Dated; Released; Went out
account   | Bank account; From account; Drawn on; Paid from | GL cash; Out of; Taken from; Cash code
document  | Document; Bill; Invoice paid; Pays | Settles; What it pays; Doc. ref.; Inv. #
paid      | Amount; Paid; Applied; Amount paid | Net; Share; Settled for; Goes to it
total     | Amount; Total paid; Check amount; Payment total | Grand total; Sum sent; Disbursed; Face amount
"""

DEPOSIT_SLIP: Final = """
title     | DEPOSIT SLIP; DEPOSIT TICKET; BANK DEPOSIT; DEPOSIT RECORD | BANK BAG; TAKEN TO THE TELLER; CASH RECEIPTS BANKED; LODGED WITH THE BANK
number    | Deposit no.; Ticket no.; Slip no.; Deposit | Dep. #; Bag no.; Doc. ref.; Kept as
date      | Deposit date; Date; Deposited on; Date of deposit | Dep. dt.; Dated; Handed in; Brought on
account   | To account; Bank account; Deposited to; Account | GL cash; Went into; Put with; Cash code
receipt   | Receipt; Source; Item; Remittance | What for; Taken under; From; Backup
paid      | Amount; Check amount; Item amount; Deposit amount | Net; Share; Comes to; Face amount
total     | Total deposit; Deposit total; Total; Net deposit | Grand total; Bag holds; Counted; Sum of items
"""
