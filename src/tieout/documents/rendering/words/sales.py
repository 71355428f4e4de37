"""Words on what passes between us and a customer."""

from typing import Final

SALES_INVOICE: Final = """
title     | INVOICE; SALES INVOICE; CUSTOMER INVOICE; INVOICE TO CUSTOMER | OUR CHARGES; BILLED TO CUSTOMER; SALES SLIP; Account rendered
to        | Bill to; Customer; Sold to; Invoice to | Charged to; Account of; Buyer; Taken by
number    | Invoice no.; Invoice number; Invoice; No. | Our reference; Slip; Charge no.; Quote with payment
date      | Invoice date; Date; Issued; Invoiced on | Dated; Drawn up; Billed; Written
due       | Due date; Due; Payment due; Net due | Not later than; Expected by; To reach us by; Last day to pay
terms     | Terms; Payment terms; Terms of sale | Conditions; Arrangement; Credit given
period    | Service period; Period of service; Covers; For the period | Rendered; Time billed; Work done; Extending over
item      | Description; Item; Goods or service; Details | What was sold; Particulars; Supplied; Wares and services
amount    | Amount; Line total; Extended; Price | Comes to; Makes; Worth; Charge
tax       | Sales tax; Tax; State sales tax | Levy; Tax charged on top; For the state
total     | Total; Amount due; Balance due; Invoice total | In all; To be settled; Makes together; Owed to us
"""

REMITTANCE_ADVICE: Final = """
title     | REMITTANCE ADVICE; PAYMENT ADVICE; REMITTANCE; PAYMENT REMITTANCE | WHAT WE PAID; SETTLEMENT SHEET; PAYMENT BREAKDOWN; We have paid
to        | To; Paid to; Payee; Vendor | In favor of; Addressed to; For; Received by
date      | Payment date; Date paid; Date; Paid on | Went out; Dated; Released; Value day
reference | Payment reference; Our reference; Trace no.; Reference | Look for; Marked; Tag; Payment bears
invoice   | Your invoice; Invoice; Invoice no.; Document | Settled; For; What it pays; Claim
paid      | Paid; Amount paid; Net paid; Payment | Sent; Went toward it; Put to it; Money
discount  | Discount; Discount taken; Less discount; Disc. | Held back for promptness; Allowance; Taken off; Reduction
total     | Total paid; Payment amount; Total payment; Amount | In all; Sum sent; Transfer over; Makes together
"""

CREDIT_MEMO: Final = """
title ours   | CREDIT MEMO TO CUSTOMER; CREDIT ISSUED TO CUSTOMER; CUSTOMER CREDIT MEMO | WE CREDIT OUR CUSTOMER; ALLOWANCE GRANTED BY US; In the customer's favor
title theirs | CREDIT MEMO FROM VENDOR; CREDIT RECEIVED FROM VENDOR; VENDOR CREDIT MEMO | VENDOR CREDITS US; ALLOWANCE GRANTED TO US; In our favor, by the vendor
to        | Credit to; Customer; Issued to | Benefit of; Account of; Goes to
number    | Credit memo no.; Memo no.; Credit no. | Slip; Paper; Kept as
date      | Date; Credit date; Issued | Dated; Drawn up; Written
applies   | Applies to; Against invoice; Original document; Credit for | Takes from; Undoes part of; Lowers; Belongs with
total     | Credit amount; Total credit; Credit; Amount credited | In all; Less to pay; Allowed; Lowered by
reason    | Reason; Reason for credit; Explanation | On account of; Because; Why
"""
