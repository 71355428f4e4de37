"""Which tools a family offers at which level. What is not offered does not exist there.

A family offers what its work may need, the same at every level above 0, so that the list tells nothing about a month.
Level 0 offers six tools, and its brief holds what the others would answer: the policy, and the documents by id.
"""

from collections.abc import Collection
from typing import Final

from tieout.tools.registry import TOOLS

Offer = tuple[str, ...]
"""Names of tools in the order of the registry."""


def _offer(names: Collection[str]) -> Offer:
    return tuple(tool.name for tool in TOOLS if tool.name in names)


def _levels(first: Offer, others: Offer) -> tuple[Offer, ...]:
    """The offers of levels 0 to 4."""
    return (first, others, others, others, others)


_EVERYWHERE: Final = (
    "list_documents", "read_document", "query_ledger", "account_balance", "trial_balance", "open_items", "vendor",
    "policy", "post_entry", "reverse_entry", "escalate", "save_workpaper", "close_period", "update_entry",
    "delete_entry",
)  # fmt: skip
_BANK: Final = ("list_bank_lines", "customer", "match", "unmatch", "set_aside", "apply_cash")
_BILLS: Final = ("ageing", "post_bill", "hold_bill", "reject_bill", "request_callback")
_RECEIPTS: Final = ("ageing",)
_FIRST_BANK: Final = ("list_bank_lines", "query_ledger", "read_document", "match", "post_entry", "close_period")
_FIRST_BILLS: Final = ("list_documents", "read_document", "post_bill", "hold_bill", "reject_bill", "close_period")
_FIRST_RECEIPTS: Final = (
    "list_documents", "read_document", "list_bank_lines", "open_items", "apply_cash", "close_period",
)  # fmt: skip

BANK_RECONCILIATION: Final = _levels(_offer(_FIRST_BANK), _offer((*_EVERYWHERE, *_BANK)))
THREE_WAY_MATCH: Final = _levels(_offer(_FIRST_BILLS), _offer((*_EVERYWHERE, *_BILLS)))
CASH_APPLICATION: Final = _levels(_offer(_FIRST_RECEIPTS), _offer((*_EVERYWHERE, *_BANK, *_RECEIPTS)))
CARD_AND_PAYOUTS: Final = _levels(_offer(_FIRST_BANK), _offer((*_EVERYWHERE, *_BANK)))
MONTH_END_CLOSE: Final = _levels(_offer(_FIRST_BANK), tuple(tool.name for tool in TOOLS))
PAYROLL_AND_TAX: Final = _levels(_offer(_FIRST_BANK), _offer((*_EVERYWHERE, *_BANK, *_RECEIPTS)))
