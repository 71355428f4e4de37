"""Accounts and the chart of accounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from operator import attrgetter
from types import MappingProxyType

from tieout.ledger.records import quickly_made


class Kind(Enum):
    """The five elements of financial statements; the value is the normal side (debit is positive)."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"

    __hash__ = object.__hash__  # an enumeration's own hashes the name, in Python

    @property
    def debit_normal(self) -> bool:
        return self in _DEBIT_NORMAL

    @property
    def permanent(self) -> bool:
        """True for balance-sheet accounts, whose balance carries into the next period."""
        return self not in _TEMPORARY


_DEBIT_NORMAL = (Kind.ASSET, Kind.EXPENSE)
_TEMPORARY = (Kind.INCOME, Kind.EXPENSE)


class Tracking(Enum):
    """What a line on the account must name besides the amount."""

    NONE = "none"
    ITEM = "item"  # an open item: asset, prepaid, deposit
    PARTY_ITEM = "party and item"  # receivables, payables: customer or vendor, and the invoice

    __hash__ = object.__hash__  # as with Kind


_DEMANDS = {Tracking.NONE: (False, False), Tracking.ITEM: (False, True), Tracking.PARTY_ITEM: (True, True)}


@quickly_made
@dataclass(frozen=True, slots=True)
class Account:
    """One account: ``code`` and ``name`` as in the chart, ``role`` names its use (``"bank"``, ``"payables"``, or "")."""

    code: str
    name: str
    kind: Kind
    tracking: Tracking = Tracking.NONE
    role: str = ""


@quickly_made
@dataclass(frozen=True, slots=True)
class Department:
    """A part of the company that income and expenses are told apart by: ``code`` as on lines, ``name`` as people say."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of accounts, in the order of codes, and the departments. Codes are unique; a second use is a ValueError."""

    accounts: tuple[Account, ...]
    departments: tuple[Department, ...] = ()
    _by_code: Mapping[str, Account] = field(init=False, repr=False, compare=False)
    _by_role: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _demands: Mapping[str, tuple[bool, bool]] = field(init=False, repr=False, compare=False)
    _permanent: frozenset[str] = field(init=False, repr=False, compare=False)
    _department_codes: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {account.code: account for account in self.accounts}
        if len(by_code) != len(self.accounts):
            raise ValueError("an account code stands twice in the chart")
        department_codes = frozenset([department.code for department in self.departments])
        if len(department_codes) != len(self.departments) or "" in department_codes:
            raise ValueError("a department's code is empty or stands twice")
        object.__setattr__(self, "_department_codes", department_codes)
        by_role = {account.role: account.code for account in reversed(self.accounts) if account.role}
        object.__setattr__(self, "_by_code", MappingProxyType(by_code))
        object.__setattr__(self, "_by_role", MappingProxyType(by_role))
        demands = {account.code: _DEMANDS[account.tracking] for account in self.accounts}
        object.__setattr__(self, "_demands", MappingProxyType(demands))
        permanent = frozenset([account.code for account in self.accounts if account.kind not in _TEMPORARY])
        object.__setattr__(self, "_permanent", permanent)

    @classmethod
    def of(cls, accounts: Iterable[Account], departments: Iterable[Department] = ()) -> "Chart":
        return cls(tuple(sorted(accounts, key=attrgetter("code"))), tuple(departments))

    def get(self, code: str) -> Account | None:
        return self._by_code.get(code)

    def role(self, role: str) -> str:
        """Code of the account with ``role`` (the first in code order); KeyError where the chart has none."""
        return self._by_role[role]

    def find_role(self, role: str) -> str:
        """Code of the account with ``role``, or empty."""
        return self._by_role.get(role, "")

    @property
    def demands(self) -> Mapping[str, tuple[bool, bool]]:
        """Code to (a line names a party, a line names an item): :class:`Tracking` in the form that posting reads."""
        return self._demands

    @property
    def permanent(self) -> frozenset[str]:
        """Codes of the balance-sheet accounts; the others start each year at zero."""
        return self._permanent

    @property
    def department_codes(self) -> frozenset[str]:
        return self._department_codes

    def keeps(self, code: str, department: str) -> bool:
        """True where a line on account ``code`` may name ``department``: one that exists, on income or expense."""
        return department in self._department_codes and code not in self._permanent

    def __getitem__(self, code: str) -> Account:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def __len__(self) -> int:
        return len(self.accounts)
