"""Words on messages and notices."""

from typing import Final

E_MAIL: Final = """
from      | From; Sender; From (e-mail); Message from | Written by; Author; Came from; Originator
to        | To; Recipient; Sent to; Addressed to | Reader; Went to; Inbox of; For
date      | Date; Sent; Date sent; Received | Dated; Written; Arrived; Stamped on
subject   | Subject; Re; Subject line; Topic | About; Concerning; Headed; In the matter of
number    | Message no.; Message; Message-ID; Mail no. | Item; Kept as; Piece; Mail #
quote     | Original message; Earlier message; Message quoted; Begin quote | Previous mail; What was written before; From the thread; Older mail
filed     | Filed under; Party on file; File; Account file | Folder; Put with; Drawer; Correspondent
"""

NOTICE: Final = """
date      | Date; Dated; Issued; Notice date | Put out; Written; Drawn up; Day
account   | Account; G/L account; Acct no.; Code | GL; Ledger code; Key; Acct. #
name      | Account name; Name; Description; Title | Heading; Kept for; Caption; Called
debit     | Debit; Debits; Debit balance; Dr | Left side; Left; Dr. column; On the left
credit    | Credit; Credits; Credit balance; Cr | Right side; Right; Cr. column; On the right
debits    | Total debits; Debits total; Sum of debits; Total Dr | Left column adds up to; All on the left; Footing, Dr.; Left in all
credits   | Total credits; Credits total; Sum of credits; Total Cr | Right column adds up to; All on the right; Footing, Cr.; Right in all
"""
