"""Reads the tables of words. A row is ``field | words; in use; openly | words; held; back``: what a layout of one shelf
calls a field, no layout of the other does. A row that breaks that, or offers fewer than two words, is a ValueError when
the program starts."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tieout.documents.papers import SHELVES
from tieout.documents.rendering.words import bank, cards, letters, purchases, sales, schedules

Words = Mapping[str, tuple[str, ...]]


def parsed(table: str) -> Mapping[str, Words]:
    """Per shelf, the words for each field. ValueError names the row that is not as the module says."""
    shelves: dict[str, dict[str, tuple[str, ...]]] = {shelf: {} for shelf in SHELVES}
    for row in filter(None, table.split("\n")):
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) != 1 + len(SHELVES):
            raise ValueError(f"a row of words has a field and {len(SHELVES)} cells: {row!r}")
        offered = [tuple(word.strip() for word in cell.split(";")) for cell in cells[1:]]
        known = [{word.casefold() for word in words} for words in offered]
        if any(len(words) < 2 or "" in words for words in known) or known[0] & known[1]:
            raise ValueError(f"a field has two words or more on each shelf, and none on both: {row!r}")
        for shelf, words in zip(SHELVES, offered, strict=True):
            shelves[shelf][cells[0]] = words
    return MappingProxyType({shelf: MappingProxyType(words) for shelf, words in shelves.items()})


WORDS: Final[Mapping[str, Mapping[str, Words]]] = MappingProxyType(
    {
        "bank statement": parsed(bank.BANK_STATEMENT),
        "card receipt": parsed(cards.CARD_RECEIPT),
        "card statement": parsed(cards.CARD_STATEMENT),
        "contract": parsed(schedules.CONTRACT),
        "credit memo": parsed(sales.CREDIT_MEMO),
        "deposit slip": parsed(bank.DEPOSIT_SLIP),
        "e-mail": parsed(letters.E_MAIL),
        "exemption certificate": parsed(sales.EXEMPTION_CERTIFICATE),
        "fixed-asset register": parsed(schedules.FIXED_ASSET_REGISTER),
        "goods receipt": parsed(purchases.GOODS_RECEIPT),
        "loan statement": parsed(schedules.LOAN_STATEMENT),
        "notice": parsed(letters.NOTICE),
        "payment voucher": parsed(bank.PAYMENT_VOUCHER),
        "payout report": parsed(cards.PAYOUT_REPORT),
        "payroll register": parsed(schedules.PAYROLL_REGISTER),
        "prepaid schedule": parsed(schedules.PREPAID_SCHEDULE),
        "purchase order": parsed(purchases.PURCHASE_ORDER),
        "remittance advice": parsed(sales.REMITTANCE_ADVICE),
        "sales invoice": parsed(sales.SALES_INVOICE),
        "standing agreement": parsed(schedules.CONTRACT),
        "stock count": parsed(schedules.STOCK_COUNT),
        "stock roll-forward": parsed(schedules.STOCK_ROLL_FORWARD),
        "supplier bill": parsed(purchases.SUPPLIER_BILL),
    }
)
"""Kind of document to shelf to field to words."""
