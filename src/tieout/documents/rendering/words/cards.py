"""Words on papers of cards."""

from typing import Final

PAYOUT_REPORT: Final = """
title       | PAYOUT REPORT; SETTLEMENT REPORT; MERCHANT PAYOUT; CARD SETTLEMENT SUMMARY | WHAT WE PAID YOU; FUNDING ADVICE; ACQUIRER'S SHEET; MERCHANT FUNDING NOTE
to          | Merchant; Account holder; Merchant name; Paid to | In favor of; Shop; Funded party; Store
number      | Payout no.; Payout ID; Report no.; Settlement no. | Funding #; Batch no.; Sheet no.; Kept as
date        | Report date; Date; Date of report; Issued on | Drawn up; Printed; Cut on; Dated
sold        | Sales period; Transactions from; For sales of; Period | Swipes of; Cards run; Tickets of; Taken over
paid        | Payout date; Paid on; Arrives on; Deposit date | Money moves; Funds out; Sent to bank; Wired
gross       | Gross sales; Gross amount; Card payments; Total charged | Run up; Swiped in all; Cards, before anything; Taken in
tips        | Of which tips; Tips included; Gratuities included; Thereof tips | Left for the staff therein; Service money in it; Thereof gratuity; Staff's part of it
tax         | Of which sales tax; Sales tax included; Taxes collected; Thereof sales tax | The state's part of it; Tax money in it; Thereof tax; Tax swiped along
fees        | Processing fees; Fees; Fees charged; Discount and fees | Kept for our service; Our cut; Rate and items; Acquirer's charge
refunds     | Refunds; Refunds to customers; Returns refunded; Less refunds | Handed back; Credits to cards; Put back on cards; Given back
chargebacks | Chargebacks; Disputes; Disputed payments; Chargebacks (net) | Pulled by issuers; Contested; Claims of cardholders; Reversed by banks
reserve     | Reserve held; Held in reserve; Rolling reserve; Reserve withheld | Kept against claims; Set aside by us; Held for now; Security kept
report      | Earlier payout; From payout; Reserve of payout; Earlier report | Out of funding; Kept then under; Of batch; Of sheet
released    | Reserve released; Released; Release; Reserve paid | Let go; Given free; Freed; No longer kept
net         | Net payout; Amount paid; Payout; Net amount paid | Funded; Comes to your bank; Left for you; What you get
"""

CARD_STATEMENT: Final = """
title    | CARD STATEMENT; CREDIT CARD STATEMENT; BUSINESS CARD STATEMENT; CORPORATE CARD ACCOUNT | WHAT THE CARDS SPENT; CARD CYCLE; CARDMEMBER'S SHEET; PLASTIC, THIS CYCLE
to       | Account holder; Company; Account name; Billed to | In the name of; Cardmember firm; Titled to; Obligor
number   | Account number; Card account; Account no.; Card number | Acct. #; Plastic #; Held under; Member #
date     | Statement date; Closing date; Date; Date of statement | Cycle cut; Printed; Drawn up; Closed on
account  | G/L account; Our account; In our books; Books account | GL; Carried by us under; Ledger code; Books
opening  | Previous balance; Opening balance; Balance forward; Last balance | Owed before; Start bal.; Bal. last cycle; Stood at first
line     | Line; Item; Ref; Line ID | Seq.; Row; Posting; Entry
when     | Date; Posted; Transaction date; Date of charge | Day; Post dt.; Swiped; Eff.
merchant | Merchant; Description; Where; Payee | Particulars; Shop; At; Who took it
holder   | Cardholder; Card holder; Employee; Used by | Carried by; Hand; Bearer; Swiped by
amount   | Amount; Charge; Amount (+/-); Transaction amount | Sum; Up or down; Change; Ran to
closing  | New balance; Closing balance; Balance due; Statement balance | Owed now; End bal.; Bal. this cycle; Left to pay
"""

CARD_RECEIPT: Final = """
title  | RECEIPT; SALES RECEIPT; CUSTOMER RECEIPT; CASH REGISTER RECEIPT | THANKS FOR STOPPING IN; TILL SLIP; CUSTOMER COPY; REGISTER TAPE
number | Filed; Receipt no.; Our receipt; Receipt | Slip; Kept as; Tape; Pasted as
date   | Date; Date of sale; Purchased on; Sold on | Day; Rung up; Dated; At the till on
holder | Paid by card of; Cardholder; Card of; Card holder | Carried by; Swiped by; Bearer; Hand
what   | Item; Description; Article; Purchase | Thing; Rung; What went; Goods
price  | Price; Amount; Item total; Charge | Sum; Each line; Costs; Rings at
total  | Total; Total paid; Amount charged; Card total | All in; Run to; Swiped for; On the card
"""
