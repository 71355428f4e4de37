"""Words on what passes between us and a customer."""

from typing import Final

SALES_INVOICE: Final = """
title     | INVOICE; SALES INVOICE; CUSTOMER INVOICE; INVOICE TO CUSTOMER | STATEMENT OF CHARGES; BILLED TO CUSTOMER; SALES SLIP; ACCOUNT RENDERED
to        | Bill to; Customer; Sold to; Invoice to | Client; Charged to; Account of; Buyer
number    | Invoice no.; Invoice number; Invoice; No. | Inv. #; Billing ref.; Slip no.; Doc. ref.
date      | Invoice date; Date; Issued; Invoiced on | Inv. dt.; Billed on; Dated; Drawn up
due       | Due date; Due; Payment due; Net due | Net by; Not later than; Pay no later than; Falls due
terms     | Terms; Payment terms; Terms of sale | Conditions; Credit terms; Settlement
period    | Service period; Period of service; Covers; For the period | Services rendered; Svc. dates; Covering; Work performed
item      | Description; Item; Goods or service; Details | Particulars; Product or service; Article; What was sold
amount    | Amount; Line total; Extended; Price | Ext.; Net amount; Charge; Value
net       | Subtotal; Merchandise and services; Before tax; Net of tax | Sum of lines; Untaxed sum; Total less levy; Sub-total
tax       | Sales tax; Tax; State sales tax | Tax charged; Plus tax; State levy
total     | Total; Amount due; Balance due; Invoice total | Please remit; Grand total; Net payable; Total charges
"""

REMITTANCE_ADVICE: Final = """
title     | REMITTANCE ADVICE; PAYMENT ADVICE; REMITTANCE; PAYMENT REMITTANCE | WHAT WE PAID; SETTLEMENT SHEET; PAYMENT BREAKDOWN; DISBURSEMENT DETAIL
to        | To; Paid to; Payee; Vendor | In favor of; Addressed to; Beneficiary; Supplier
date      | Payment date; Date paid; Date; Paid on | Went out; Dated; Released; Settlement dt.
reference | Payment reference; Our reference; Trace no.; Reference | EFT #; Marked; Confirmation; Payment bears
invoice   | Your invoice; Invoice; Invoice no.; Document | Inv. #; Settled; What it pays; Your ref.
paid      | Paid; Amount paid; Net paid; Payment | Net; Sent; Applied; Settled for
discount  | Discount; Discount taken; Less discount; Disc. | Terms taken; Allowance; Taken off; Reduction
total     | Total paid; Payment amount; Total payment; Amount | Grand total; Sum sent; Funds transferred; EFT amount
heading   | ABOUT A PAYMENT; PAYMENT MESSAGE; MESSAGE TO RECEIVABLES | RE: OUR TRANSFER; A NOTE FROM OUR PAYABLES DESK; TO WHOM WE OWE
written   | Written; Message of; Sent by us | Note dt.; Penned; From the desk on
sum       | Sum; In question; Concerning | In figures; The figure; Re. the sum of
"""

CREDIT_MEMO: Final = """
title ours   | CREDIT MEMO TO CUSTOMER; CREDIT ISSUED TO CUSTOMER; CUSTOMER CREDIT MEMO | WE CREDIT OUR CUSTOMER; ALLOWANCE GRANTED BY US; IN THE CUSTOMER'S FAVOR
title theirs | CREDIT MEMO FROM VENDOR; CREDIT RECEIVED FROM VENDOR; VENDOR CREDIT MEMO | VENDOR CREDITS US; ALLOWANCE GRANTED TO US; IN OUR FAVOR, BY THE VENDOR
to        | Credit to; Customer; Issued to | Client; Account of; In favor of
number    | Credit memo no.; Memo no.; Credit no. | CM #; Slip no.; Doc. ref.
date      | Date; Credit date; Issued | Dated; Drawn up; Cr. dt.
applies   | Applies to; Against invoice; Original document; Credit for | Inv. #; Reduces; Belongs with; Offsets
tax       | Sales tax in it; Including sales tax; Sales tax credited; Of it sales tax | Tax given back; Tax part; Levy within; Levy returned
total     | Credit amount; Total credit; Credit; Amount credited | Allowed; Less to pay; Grand total; Reduction
reason    | Reason; Reason for credit; Explanation | On account of; Because; Remarks
"""

EXEMPTION_CERTIFICATE: Final = """
title     | EXEMPTION CERTIFICATE; SALES TAX EXEMPTION CERTIFICATE; CERTIFICATE OF EXEMPTION; TAX-EXEMPT CERTIFICATE | DECLARATION OF PURCHASER; BUYER'S STATEMENT ON TAX; PAPER OF RELIEF FROM SALES TAX; UNTAXED PURCHASES
to        | Seller; To; Issued to; Vendor | Presented to; For the files of; Supplier; Handed to
number    | Permit no.; Certificate no.; Account no.; Registration | Exempt ID; Reg. #; State file; Permit #
date      | Signed on; Date; Date signed; Issued | Dated; Made out; Executed; Given on
state     | State; Issued in; State of registration; Valid in | For deliveries in; Jurisdiction; Under the law of; Registered with
ground    | Reason; Ground; Reason for exemption; Claimed for | Because; Nature of relief; Basis of claim; Exempt as
valid     | Valid; Effective; Good for sales; In effect | Covers; Runs; Stands from; Span of cover
"""
