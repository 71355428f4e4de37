"""Words on what passes between us and a vendor."""

from typing import Final

SUPPLIER_BILL: Final = """
title     | INVOICE; BILL; VENDOR INVOICE; INVOICE FOR GOODS AND SERVICES | STATEMENT OF CHARGES; REQUEST FOR PAYMENT; BILLING MEMO; Charges to your account
to        | Bill to; Sold to; Customer; Invoice to | Charged to; Account of; For; Attention
number    | Invoice no.; Bill number; Invoice number; Document no. | Our reference; Billing ref.; Charge no.; Memo number
date      | Invoice date; Date; Bill date; Issued on | Dated; Drawn up; Billed; Written
due       | Due date; Due; Payment due; Pay by | Not later than; Expected by; To reach us by; Last day to pay
order     | Your order; Purchase order; P.O. number; Order no. | Called for by; Bought under; Your authorization; Against your
period    | Service period; For services; Period covered; Billing period | Work done; Rendered; Time billed; Extending over
line      | #; Line; No.; Pos. | Entry; Row; Seq; Nr
item      | Description; Item; Goods or service; Details | What you got; Particulars; Supplied; Wares and services
quantity  | Qty; Quantity; Units; Count | How many; Pieces; Number of; Count billed
price     | Unit price; Price; Price each; Rate | Each at; Apiece; Per one; Per piece
amount    | Amount; Line total; Extended; Ext. price | Comes to; Makes; Worth; Charge
total     | Total due; Amount due; Invoice total; Balance due | Kindly send; In all; You owe; To be settled
remit     | Remit to account; Bank account; Pay to account; ACH payments to | Our bank details; Wire to; Deposit with; Credit our account
terms     | Terms; Payment terms; Terms of payment | Credit given; Conditions; Arrangement
remit at  | Remit to; Mail checks to; Remittance address | Send checks to; Payments by mail; Lockbox
ship to   | Ship to; Deliver to; Delivery address | Dropped at; Consignee; Taken to
"""

PURCHASE_ORDER: Final = """
title     | PURCHASE ORDER; ORDER; P.O.; PURCHASE ORDER FORM | WE ORDER; REQUISITION TO VENDOR; COMMITMENT; Buying instruction
to        | Vendor; Supplier; To vendor; Order to | Addressed to; Source; From whom; Firm
number    | P.O. number; Order no.; Purchase order no.; Our order | Commitment no.; Quote this; Buying ref.; Authority
date      | Order date; Date; Issued; Date of order | Placed; Made out; Sent off; Raised
ship      | Ship date; Required by; Deliver by; Ship by | Wanted on; Needed; Expected with us; Asked for
approved  | Approved by; Authorized by; Approval; Approved | Released by; Go-ahead from; Cleared by; Signed off
line      | Line; Item no.; Ln; # | Entry; Row; Seq; Nr
item      | Description; Item; Goods or service; Article | What we want; Particulars; Wanted; Named as
quantity  | Qty; Quantity; Qty ordered; Units | How many; Pieces; Number of; Count wanted
unit      | Unit; UOM; U/M | Sold by; In; Per
price     | Unit price; Price; Unit cost; Price each | Each at; Apiece; Per one; Agreed at
amount    | Amount; Value; Line total; Extended | Comes to; Makes; Worth; Sum of it
account   | Account; Charge to; G/L account; Acct | Coded; Book under; Budget code; Falls on
department | Department; Dept.; Cost center; Ordered for | Who bears it; On behalf of; Unit charged; Burden on
total     | Order total; Total; P.O. total; Total order value | In all; We commit; Up to; Ceiling
ship to   | Ship to; Deliver to; Delivery address | Bring to; Consignee; Unload at
"""

GOODS_RECEIPT: Final = """
title     | RECEIVING REPORT; GOODS RECEIPT; RECEIVING SLIP; DELIVERY RECORD | DOCK SHEET; ARRIVALS; COUNT ON DELIVERY; What came in
to        | Vendor; Supplier; Received from; Shipped by | Sender; Brought by; Origin; Firm
number    | Receipt no.; Receiving no.; Report no.; Slip no. | Dock no.; Sheet; Tally; Our count
date      | Date received; Received; Receipt date; Date | Came in; Arrived; Taken in; Unloaded
order     | P.O. number; Order; Purchase order; Order no. | Called for by; On our; Meant for; Against
received  | Received by; Checked by; Receiver; Counted by | Hands; Signed; Taken over by; Dock clerk
line      | Order line; P.O. line; Line; Line of order | Their row; Row ordered; Entry; Seq
item      | Description; Item; Goods or service; Article | What it is; Particulars; Contents; Named as
quantity  | Qty received; Received qty; Quantity; Qty | How many; Pieces; Count; Tallied
unit      | Unit; UOM; U/M | Counted by; In; Per
department | Department; Dept.; Cost center; Received for | Who bears it; On behalf of; Unit charged; Burden on
"""
