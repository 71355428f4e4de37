"""What a sheet holds. A share is in per mille of a month's revenue unless it says otherwise.

Sources are named with each figure: "review" is the accounting review's table of real ratios (trade press and payroll
bureaus), "rule" a rule of thumb of the trade that any lender would know, "judged" our own judgement where neither helps.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``, both included, and where the figures come from."""

    low: int
    high: int
    source: str

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class AssetKind:
    """A thing that the trade capitalizes: cost in whole units of currency, useful lives in months."""

    name: str
    low: int
    high: int
    lives: tuple[int, ...] = (60,)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A trade in figures.

    ``revenue_per_head`` is whole units a year, ``invoice`` the median sales invoice in whole units. ``cost_of_sales``
    (zero where nothing is kept in stock), ``payroll`` (gross wages with employer taxes), ``rent`` and ``margin`` (what
    remains of revenue, before the odd event) are shares of revenue; ``takings`` is the share that customers pay over the
    counter, ``cards`` what of it is paid by card, ``tips`` what they add for the staff, in per mille of what is sold by
    card. ``stock_days`` is the stock in days of cost of sales, ``cash_tenths`` the money at the bank in tenths of a
    month's cost. ``loan_rate`` is in hundredths of a per cent a year, ``loan_months`` what is left of the term.
    ``season`` is each month's revenue in per mille of the average month. ``services`` says whether sales can state a
    span of service; ``main_lines`` are the lines of business that get most orders besides those for stock;
    ``customers`` are the kinds of customers that get invoices.
    """

    revenue_per_head: Span
    invoice: Span
    takings: Span
    cards: Span
    tips: Span
    cost_of_sales: Span
    payroll: Span
    rent: Span
    margin: Span
    stock_days: Span
    cash_tenths: Span
    loan_rate: Span
    loan_months: Span
    season: tuple[int, ...]
    services: bool
    main_lines: tuple[str, ...]
    customers: tuple[str, ...]
    assets: tuple[AssetKind, ...]


NO_STOCK = Span(0, 0, "nothing is kept in stock")
NO_TAKINGS = Span(0, 0, "every sale is invoiced")
NO_TIPS = Span(0, 0, "nobody tips here")
TERM_LOAN = Span(550, 1150, "rule: prime plus one to three points, 2021 to 2025")
TERM_LEFT = Span(14, 66, "judged: equipment loans of five to seven years, some way in")
