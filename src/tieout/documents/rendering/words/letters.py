"""Words on messages and notices."""

from typing import Final

E_MAIL: Final = """
from      | From; Sender; From (e-mail); Message from | Written by; Author; Came from; By
to        | To; Recipient; Sent to; Addressed to | Went to; Reader; For; Mailbox
date      | Date; Sent; Date sent; Received | Dated; Written; On; Arrived
subject   | Subject; Re; Subject line; Topic | About; Concerning; Headed; Matter
number    | Message no.; Message; Message-ID; Mail no. | Kept as; Item; Piece; Entry
filed     | Filed under; Party on file; File; Account file | Put with; Folder; Drawer; Tray
"""

NOTICE: Final = """
date      | Date; Dated; Issued; Notice date | Put out; Written; Drawn up; Day
account   | Account; G/L account; Acct no.; Code | Number; Ledger code; Key; Mark
name      | Account name; Name; Description; Title | What it is; Called; Heading; Kept for
debit     | Debit; Debits; Debit balance; Dr | Left side; Left; On the left; Left column
credit    | Credit; Credits; Credit balance; Cr | Right side; Right; On the right; Right column
debits    | Total debits; Debits total; Sum of debits; Total Dr | Left side in all; Left adds up to; All on the left; Left together
credits   | Total credits; Credits total; Sum of credits; Total Cr | Right side in all; Right adds up to; All on the right; Right together
"""
