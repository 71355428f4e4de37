"""Companies: a name, a chart, vendors, customers, and a policy, drawn for one task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from tieout.documents.casefile import Customer, Vendor
from tieout.documents.letters import Policy
from tieout.ledger.accounts import Chart
from tieout.scenario.archetypes import Archetype, any_trade, archetype_for
from tieout.scenario.chart import line_role, make_chart, taxed_accounts
from tieout.scenario.letters.bank import WordingBank
from tieout.scenario.policy import Limits, make_policy
from tieout.scenario.sales_tax import SalesTax, sales_tax_at, state_of
from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import Sizes, Volume, draw_sizes
from tieout.scenario.vocabulary import Vocabulary
from tieout.scenario.vocabulary.buying import GOODS
from tieout.scenario.vocabulary.company_words import article_of
from tieout.scenario.vocabulary.fitting import HEAD_OFFICE, NEARBY, TERMS, USUAL_TERMS, departments_for
from tieout.scenario.vocabulary.prices import AGREED_RANGE, Price

LEAST_VENDORS: Final = 6
NEEDED: Final = ("rent", "utilities")
IN_STATE: Final = 500  # per mille of other customers and vendors
AT_HOME: Final = ("restaurant", "nonprofit", "clinic")
"""Trades whose customers come from around the corner."""

TAXED_SERVICES: Final = frozenset(("telecom", "security", "cleaning", "software"))
"""Lines of business whose monthly service bears sales tax; most services do not (judged: a good third of the states tax
these)."""


@dataclass(frozen=True, slots=True)
class Company:
    """``lines`` gives each vendor's line of business, parallel to ``vendors``, ``trades`` the word of it in its name, by
    vendor; ``sizes`` what its months come to; ``sales_tax`` is that of its place, None in a state that has none."""

    archetype: Archetype
    vocabulary: Vocabulary
    name: str
    address: str
    currency: str
    chart: Chart
    limits: Limits
    policy: Policy
    vendors: tuple[Vendor, ...]
    lines: tuple[str, ...]
    trades: Mapping[str, str]
    customers: tuple[Customer, ...]
    sizes: Sizes
    sales_tax: SalesTax | None
    _vendors: Mapping[str, tuple[Vendor, str]] = field(init=False, repr=False, compare=False)
    _customers: Mapping[str, Customer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = zip(self.vendors, self.lines, strict=True)
        object.__setattr__(self, "_vendors", {vendor.id: (vendor, line) for vendor, line in pairs})
        object.__setattr__(self, "_customers", {customer.id: customer for customer in self.customers})

    @property
    def state(self) -> str:
        """In which it sits, by two letters."""
        return state_of(self.address)

    @property
    def taxed_accounts(self) -> tuple[str, ...]:
        """The income accounts of what it sells with sales tax; none in a state that has none."""
        if self.sales_tax is None:
            return ()
        return taxed_accounts(self.chart, self.archetype)

    def tax_of(self, vendor_id: str) -> SalesTax | None:
        """The tax that a vendor adds to its bills for a month's service; None where such a service bears none."""
        return self.sales_tax if self.line_of(vendor_id) in TAXED_SERVICES else None

    def rate_on(self, line: str) -> int:
        """The rate of sales tax on goods of a line of business that the company uses itself; 0 for what is no goods."""
        return self.sales_tax.rate if self.sales_tax is not None and line in GOODS else 0

    def goods(self, rng: Rng, vendor: Vendor, amount: int = 0) -> str:
        """What the company gets from a vendor on file without an order, for the vendor's usual department, as far as may
        be at ``amount``."""
        names = [one.name for one in self.chart.departments if one.code == vendor.department]
        line, trade = self.line_of(vendor.id), self.trades.get(vendor.id, "")
        return self.vocabulary.goods(rng, line, self.archetype.name, trade, names[0] if names else "", amount)

    def article(self, rng: Rng, vendor: Vendor) -> tuple[str, Price]:
        """What it orders from a vendor, with the price of one and how many at most; see the vocabulary."""
        line, trade = self.line_of(vendor.id), self.trades.get(vendor.id, "")
        return self.vocabulary.article(rng, line, self.archetype.name, trade)

    def departments_for(self, vendor_id: str, described: str) -> tuple[str, ...]:
        """The codes of the departments that have a use for what a vendor supplies under this description; at least one."""
        return fitting(self.chart, self.line_of(vendor_id), article_of(described))

    def monthly_charges(self) -> dict[str, tuple[int, int]]:
        """The least and the most that a vendor charges for a month's service, in minor units, by vendor; those whose
        line of business charges otherwise are left out."""
        return {
            vendor.id: (AGREED_RANGE[line][0] * 100, AGREED_RANGE[line][1] * 100)
            for vendor, line in zip(self.vendors, self.lines, strict=True)
            if line in AGREED_RANGE
        }

    def vendors_of(self, *lines: str) -> tuple[Vendor, ...]:
        """The vendors in these lines of business."""
        return tuple(vendor for vendor, line in zip(self.vendors, self.lines, strict=True) if line in lines)

    def line_of(self, vendor_id: str) -> str:
        """A vendor's line of business; KeyError where there is no such vendor."""
        return self._vendors[vendor_id][1]

    def vendor(self, vendor_id: str) -> Vendor:
        """A vendor by id; KeyError where there is none."""
        return self._vendors[vendor_id][0]

    def customer(self, customer_id: str) -> Customer:
        """A customer by id; KeyError where there is none."""
        return self._customers[customer_id]


def make_company(
    split: str,
    rng: Rng,
    issued: date,
    vendors: int,
    customers: int,
    volume: Volume,
    wordings: WordingBank | None = None,
    trade: Callable[[Archetype], bool] = any_trade,
) -> Company:
    """A company of the split's archetypes and words, as large as a month of ``volume`` papers makes it. At least one
    vendor per line of business of the trade. ``wordings`` is an operator's own bank, for months of ``private``;
    ``trade`` says which archetypes will do."""
    words = Vocabulary.of(split) if wordings is None else Vocabulary.of(split).saying(wordings)
    archetype = archetype_for(split, rng, trade)
    chart = make_chart(archetype, rng.stream("chart"))
    limits = Limits.draw(rng.stream("limits"))
    address = words.address(rng.stream("address"))
    tax = sales_tax_at(address, rng.stream("sales tax"))
    currency = "USD"
    lines = _lines(archetype, max(vendors, LEAST_VENDORS), rng)
    taken: set[str] = set()
    trades: dict[str, str] = {}
    return Company(
        archetype,
        words,
        words.company(rng, archetype.name),
        address,
        currency,
        chart,
        limits,
        make_policy(chart, currency, limits, issued, rng, archetype, words.invoiced(archetype.name), tax),
        tuple([_vendor(words, chart, archetype, line, state_of(address), rng, taken, trades) for line in lines]),
        lines,
        MappingProxyType(trades),
        tuple([_customer(words, archetype, state_of(address), rng, taken) for _ in range(customers)]),
        draw_sizes(archetype.sheet, volume, limits.approval, rng.stream("sizes")),
        tax,
    )


def _lines(archetype: Archetype, count: int, rng: Rng) -> tuple[str, ...]:
    """The lines of business of ``count`` vendors: each of the trade once, as far as they go, and what no company of the
    trade can do without in any case."""
    needed = [*archetype.stock[:1], *NEEDED]
    others = rng.shuffled([line for line in archetype.lines if line not in needed])
    more = [rng.choice(archetype.lines) for _ in range(count - len(archetype.lines))]
    return tuple(rng.shuffled([*needed, *others, *more][:count]))


def fitting(chart: Chart, line: str, article: str = "") -> tuple[str, ...]:
    """The codes of the departments of ``chart`` that have a use for an ``article`` of a line of business, or for what it
    sells as a rule; administration where no other has."""
    names = departments_for(line, article)
    codes = tuple([one.code for one in chart.departments if one.name in names])
    return codes or tuple([one.code for one in chart.departments if one.name == HEAD_OFFICE])


def _unused(taken: set[str], draw: Callable[[], str]) -> str:
    while (value := draw()) in taken:
        pass
    taken.add(value)
    return value


def _vendor(
    words: Vocabulary,
    chart: Chart,
    archetype: Archetype,
    line: str,
    state: str,
    rng: Rng,
    taken: set[str],
    trades: dict[str, str],
) -> Vendor:
    """A vendor in a line of business; its trade is noted in ``trades``."""
    trade = words.trade(rng, line, archetype.name)
    name = _unused(taken, lambda: words.vendor(rng, line, trade))
    account = chart.role("inventory" if line in archetype.stock else line_role(line))
    number = _unused(taken, lambda: f"V-{rng.digits(4)}")
    trades[number] = trade
    return Vendor(
        id=number,
        name=name,
        address=words.address(rng, state if line in NEARBY or rng.chance(IN_STATE) else ""),
        phone=words.phone(rng),
        email=f"accounts@{words.domain(name)}",
        bank_account=words.bank_account(rng),
        terms_days=rng.choice(TERMS.get(line, USUAL_TERMS)),
        account=account,
        since=str(rng.between(2009, 2020)),
        department="" if account in chart.permanent else rng.stream("department", name).choice(fitting(chart, line)),
    )


def _customer(words: Vocabulary, archetype: Archetype, state: str, rng: Rng, taken: set[str]) -> Customer:
    name = _unused(taken, lambda: words.customer(rng, archetype.sheet.customers))
    return Customer(
        id=_unused(taken, lambda: f"C-{rng.digits(4)}"),
        name=name,
        address=words.address(rng, state if archetype.name in AT_HOME or rng.chance(IN_STATE) else ""),
        email=f"payables@{words.domain(name)}",
        terms_days=rng.choice((14, 30, 30, 30, 45)),
    )
