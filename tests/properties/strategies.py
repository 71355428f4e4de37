"""Random books. One generator serves Hypothesis (which shrinks what it draws) and the referees (a seeded run)."""

from calendar import monthrange
from datetime import date
from random import Random

from hypothesis import strategies as st

from tieout.ledger.accounts import Account, Chart, Department, Kind, Tracking
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period

CURRENCIES = ("USD", "EUR", "JPY", "BHD", "CLF")  # 2, 2, 0, 3 and 4 decimals
WORDS = (
    "Rent", "March", "Müller & Söhne", "O'Hara", "Dépôt", "帳簿", "5%", "Nr. 7", "a  b", "two;semi", "pipe|pipe",
    "\"quoted\"", "back\\slash", "[2024-01-01]", "(paren)", "date:2024-99-99", ":tag:", "=1+1", "@home", "-minus",
    "+plus", "'apostrophe", "a,b", "line\nbreak", "tab\tstop", "carriage\rreturn", "%41", "{x}", "<y>", "^link", "#tag",
    "\u2028", "\u00a0", "\x00", "\x0b", "\ud800", "~", "*", "!", "$", "`", "?", "1.5 USD", "0 EUR = 3 EUR", " ", "",
)  # fmt: skip
KINDS = tuple(Kind)
TRACKINGS = (Tracking.NONE, Tracking.NONE, Tracking.ITEM, Tracking.PARTY_ITEM)


def random_text(rng: Random, words: int = 3) -> str:
    """What people and mischief write into text fields; may be empty."""
    return rng.choice((" ", "", "-")).join(rng.choice(WORDS) for _ in range(rng.randint(0, words)))


def random_name(rng: Random) -> str:
    """Like :func:`random_text`, never empty."""
    return random_text(rng) or "x"


def random_chart(rng: Random, prefix: str = "") -> Chart:
    """Three to twelve accounts, at least two of them without a sub-ledger; codes begin with ``prefix``."""
    size = rng.randint(3, 12)
    codes = [f"{prefix}{1000 + 10 * number}{rng.choice(('', '', '.5', '-A', 'ü'))}" for number in range(size)]
    accounts = [
        Account(
            code,
            random_text(rng),
            rng.choice(KINDS),
            Tracking.NONE if number < 2 else rng.choice(TRACKINGS),
            rng.choice(("", "bank", "payables")),
        )
        for number, code in enumerate(codes)
    ]
    departments = {name: Department(name, random_text(rng)) for name in ("D-1", random_name(rng))}
    return Chart.of(accounts, departments.values() if rng.randint(0, 3) else ())


def random_amount(rng: Random) -> int:
    """Minor units: mostly the size of bills, sometimes one cent, sometimes more than fits 32 bits; never zero."""
    size = rng.choice((1, 100, 100_000, 10_000_000, 9_999_999_999))
    return rng.choice((-1, 1)) * rng.randint(1, size)


def random_line(rng: Random, chart: Chart, account: Account, amount: int) -> Line:
    """A line of ``amount`` that ``account`` of the chart accepts."""
    party = rng.choice(("V-1", "V-2", random_name(rng))) if account.tracking is Tracking.PARTY_ITEM else ""
    item = rng.choice(("B-1", "B-2", random_name(rng))) if account.tracking is not Tracking.NONE else ""
    codes = ["", *chart.department_codes] if not account.kind.permanent else [""]
    document = rng.choice(("D-1", "D-2", random_name(rng)))
    return Line(account.code, amount, document, party, item, rng.choice(sorted(codes)))


def random_lines(rng: Random, chart: Chart) -> tuple[Line, ...]:
    """Two to six lines that net to zero."""
    accounts = chart.accounts
    amounts = [random_amount(rng) for _ in range(rng.randint(1, 5))]
    if not sum(amounts):
        amounts.append(1)
    amounts.append(-sum(amounts))
    return tuple(random_line(rng, chart, rng.choice(accounts), amount) for amount in amounts)


def random_day(rng: Random, first_year: int = 2022, last_year: int = 2025) -> date:
    """A day; the ends of months and years come up often, because that is where dates go wrong."""
    year, month = rng.randint(first_year, last_year), rng.randint(1, 12)
    last = monthrange(year, month)[1]
    return date(year, month, rng.choice((1, last, rng.randint(1, last))))


def random_books(rng: Random, prefix: str = "", most: int = 30) -> Books:
    """Books of up to ``most`` entries over four years, out of order as in life, some of them reversals."""
    chart = random_chart(rng, prefix)
    entries: list[Entry] = []
    undone: set[str] = set()
    for number in range(rng.randint(0, most)):
        identifier = f"{random_text(rng, 1)}{number}"
        original = rng.choice(entries) if entries and rng.randint(0, 5) == 0 else None
        if original is not None and original.id not in undone:
            undone.add(original.id)
            lines = tuple(line.negated() for line in original.lines)
            entries.append(Entry(identifier, random_day(rng), random_text(rng), lines, original.id))
        else:
            entries.append(Entry(identifier, random_day(rng), random_text(rng), random_lines(rng, chart)))
    return Books.opened(chart, rng.choice(CURRENCIES), Period(rng.randint(2021, 2026), rng.randint(1, 12)), entries)


def random_sources() -> st.SearchStrategy[Random]:
    """A source of choices that Hypothesis controls."""
    return st.randoms(use_true_random=False)


def books() -> st.SearchStrategy[Books]:
    """Random books."""
    return random_sources().map(random_books)


def money() -> st.SearchStrategy[int]:
    """Minor units that :func:`tieout.ledger.money.parse` can read in every currency."""
    return st.integers(-(10**12) + 1, 10**12 - 1)
