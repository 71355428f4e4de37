"""Words on what passes between us and a vendor."""

from typing import Final

SUPPLIER_BILL: Final = """
title     | INVOICE; BILL; VENDOR INVOICE; INVOICE FOR GOODS AND SERVICES | STATEMENT OF CHARGES; REQUEST FOR PAYMENT; BILLING STATEMENT; ADVICE OF CHARGES
to        | Bill to; Sold to; Customer; Invoice to | Client; Charged to; Account of; Attn. accounts payable
number    | Invoice no.; Bill number; Invoice number; Document no. | Inv. #; Billing ref.; Charge ticket; Doc. ref.
date      | Invoice date; Date; Bill date; Issued on | Inv. dt.; Billed on; Dated; Drawn up
due       | Due date; Due; Payment due; Pay by | Net by; Not later than; Pay no later than; Falls due
order     | Your order; Purchase order; P.O. number; Order no. | Cust. P.O.; PO ref.; Against your P.O.; Your authorization
period    | Service period; For services; Period covered; Billing period | Services rendered; Svc. dates; Covering; Work performed
line      | #; Line; No.; Pos. | Ln.; Seq.; Row; Itm.
item      | Description; Item; Goods or service; Details | Particulars; Product or service; Article; Material
quantity  | Qty; Quantity; Units; Count | Pcs.; No. of units; Billed qty.; How many
price     | Unit price; Price; Price each; Rate | Each; $ per unit; Per unit; Unit rate
amount    | Amount; Line total; Extended; Ext. price | Ext.; Net amount; Charge; Value
net       | Subtotal; Before tax; Net of tax; Sum before tax | Sum of lines; Untaxed sum; Total less levy; Sub-total
tax       | Sales tax; Tax; State and local tax | Tax charged; Plus tax; State levy
total     | Total due; Amount due; Invoice total; Balance due | Please remit; Grand total; Net payable; Total charges
remit     | Remit to account; Bank account; Pay to account; ACH payments to | Wire to; Our bank details; Credit acct.; Funds to
terms     | Terms; Payment terms; Terms of payment | Conditions; Credit terms; Settlement
remit at  | Remit to; Mail checks to; Remittance address | Lockbox; Send checks to; Payments by mail
ship to   | Ship to; Deliver to; Delivery address | Consignee; Shipped to; Drop at
"""

PURCHASE_ORDER: Final = """
title     | PURCHASE ORDER; ORDER; P.O.; PURCHASE ORDER FORM | REQUISITION TO VENDOR; BUYING RELEASE; PROCUREMENT ORDER; WE ORDER
to        | Vendor; Supplier; To vendor; Order to | Addressed to; Source; Seller; Firm
number    | P.O. number; Order no.; Purchase order no.; Our order | PO #; Release no.; Buying ref.; Quote this no.
date      | Order date; Date; Issued; Date of order | PO dt.; Placed; Raised; Made out
ship      | Ship date; Required by; Deliver by; Ship by | Need-by dt.; Wanted on; Due in; Expected with us
approved  | Approved by; Authorized by; Approval; Approved | Released by; Go-ahead from; Cleared by; Signed off
line      | Line; Item no.; Ln; # | Ln.; Seq.; Row; Itm.
item      | Description; Item; Goods or service; Article | Particulars; Product or service; Wanted; Material
quantity  | Qty; Quantity; Qty ordered; Units | Pcs.; No. of units; Order qty.; How many
unit      | Unit; UOM; U/M | Measure; Sold by; Pack
price     | Unit price; Price; Unit cost; Price each | Each; $ per unit; Agreed price; Unit rate
amount    | Amount; Value; Line total; Extended | Ext.; Net amount; Sum of line; Comes to
account   | Account; Charge to; G/L account; Acct | GL; Coded to; Budget code; Book under
department | Department; Dept.; Cost center; Ordered for | Org. unit; Dept. code; Bearer of cost; Ordered on behalf of
tax       | Sales tax; Tax; State and local tax | Tax charged; With tax; State levy
total     | Order total; Total; P.O. total; Total order value | Grand total; Commitment; Not to exceed; Total of lines
ship to   | Ship to; Deliver to; Delivery address | Consignee; Bring to; Unload at
"""

GOODS_RECEIPT: Final = """
title     | RECEIVING REPORT; GOODS RECEIPT; RECEIVING SLIP; DELIVERY RECORD | DOCK SHEET; ARRIVALS; COUNT ON DELIVERY; INBOUND TALLY
to        | Vendor; Supplier; Received from; Shipped by | Sender; Brought by; Origin; Consignor
number    | Receipt no.; Receiving no.; Report no.; Slip no. | GRN; Dock no.; Tally no.; Sheet no.
date      | Date received; Received; Receipt date; Date | Came in; Arrived; Rcvd. dt.; Unloaded
order     | P.O. number; Order; Purchase order; Order no. | PO ref.; Called for by; Against our P.O.; Released under
received  | Received by; Checked by; Receiver; Counted by | Dock clerk; Taken over by; Signed; Tallied by
line      | Order line; P.O. line; Line; Line of order | PO ln.; Row of P.O.; Seq.; Ln.
item      | Description; Item; Goods or service; Article | Particulars; Contents; Product or service; Material
quantity  | Qty received; Received qty; Quantity; Qty | Pcs.; Rcvd.; Count; No. of units
unit      | Unit; UOM; U/M | Measure; Counted in; Pack
department | Department; Dept.; Cost center; Received for | Org. unit; Dept. code; Bearer of cost; Taken in for
"""
