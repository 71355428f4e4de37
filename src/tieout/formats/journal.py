"""Books as a plain-text journal, in the dialect of hledger or of Ledger.

Each month in which accounts moved ends in a transaction of zeros that asserts every moved account's balance.
What the formats would take for their own punctuation (``;`` and ``|``, in comments also colons, commas and brackets)
and what nobody can see is written ``%3B``: a percent sign and two hex digits for each UTF-8 byte, as in web addresses.

hledger must be told account types and that the point is the decimal mark; Ledger knows neither directive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tieout.formats.account_names import account_names
from tieout.ledger.accounts import Account, Chart, Kind
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import exponent, render
from tieout.ledger.periods import Period

_TYPES: Final = {Kind.ASSET: "A", Kind.LIABILITY: "L", Kind.EQUITY: "E", Kind.INCOME: "R", Kind.EXPENSE: "X"}
_CASH: Final = frozenset({"bank", "second bank", "third bank", "petty cash", "cash in transit"})
_UNSEEN: Final = r"[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2060\u3000\ufeff\ud800-\udfff]"
_EDGES: Final = r"^ | $| (?= )|%(?=[0-9A-F]{2})"
_TEXT: Final = re.compile(rf"[;|]|{_UNSEEN}|{_EDGES}")
_VALUE: Final = re.compile(rf"[;|:,()\[\]]|{_UNSEEN}|{_EDGES}")
_NOT_IN_A_NAME: Final = re.compile(r"[^\w&.,'/-]+")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the programs write differently. ``typed``: account types and the decimal mark are declared."""

    name: str
    typed: bool


HLEDGER: Final = Dialect("hledger", typed=True)
LEDGER: Final = Dialect("ledger", typed=False)


def write_hledger(books: Books, title: str) -> str:
    """A journal for hledger."""
    return write_journal(books, title, HLEDGER)


def write_ledger(books: Books, title: str) -> str:
    """A journal for Ledger."""
    return write_journal(books, title, LEDGER)


def write_journal(books: Books, title: str, dialect: Dialect) -> str:
    """The journal in order of date, with the month's assertions after its last transaction."""
    names = names_of(books.chart)
    months: dict[int, list[str]] = {}
    for entry in sorted(books.entries, key=lambda entry: entry.date):
        months.setdefault(entry.period.index, []).append(_transaction(entry, names, books.currency))
    for month, assertion in _assertions(books, names):
        months[month].append(assertion)
    parts = [f"; {_text(title)}", *_declarations(books, names, dialect)]
    for month in sorted(months):
        parts += months[month]
    return "\n".join(parts) + "\n"


def names_of(chart: Chart) -> dict[str, str]:
    """Account code to the name under which both programs know the account."""
    return account_names(chart, _component)


def _declarations(books: Books, names: dict[str, str], dialect: Dialect) -> Iterator[str]:
    currency = books.currency
    digits = exponent(currency)
    sample = "1000" + ("." + "0" * digits if digits else "")
    if dialect.typed:
        yield "decimal-mark ."
        yield f"commodity {sample}{'' if digits else '.'} {currency}"
        for account in books.chart:
            kind = "C" if account.role in _CASH else _TYPES[account.kind]
            yield f"account {names[account.code]}  ; type:{kind}"
    else:
        yield f"commodity {currency}\n    format {sample} {currency}"
        yield from (f"tag {tag}" for tag in ("document", "party", "item", "department", "reverses"))
        yield from (f"account {names[account.code]}" for account in books.chart)


def _transaction(entry: Entry, names: dict[str, str], currency: str) -> str:
    parties = {line.party for line in entry.lines if line.party}
    payee = f"{_text(parties.pop())} | " if len(parties) == 1 else "| "
    head = f"\n{entry.date.isoformat()} * ({_value(entry.id)}) {payee}{_text(entry.memo)}".rstrip()
    if entry.reverses:
        head += f"\n    ; reverses: {_value(entry.reverses)}"
    return "\n".join((head, *(_posting(line, names, currency) for line in entry.lines)))


def _posting(line: Line, names: dict[str, str], currency: str) -> str:
    text = f"    {names[line.account]}  {render(line.amount, currency)} {currency}"
    kept = (("document", line.document), ("party", line.party), ("item", line.item), ("department", line.department))
    return text + "".join(f"\n    ; {name}: {_value(value)}" for name, value in kept if value)


def _assertions(books: Books, names: dict[str, str]) -> Iterator[tuple[int, str]]:
    """(month, transaction that asserts the balance of each account that moved in it)."""
    standing: dict[str, int] = {}
    months: dict[int, list[str]] = {}
    for (code, month), movement in sorted(books.balances.items(), key=lambda item: (item[0][1], item[0][0])):
        standing[code] = standing.get(code, 0) + movement
        zero, balance = render(0, books.currency), render(standing[code], books.currency)
        months.setdefault(month, []).append(f"    {names[code]}  {zero} {books.currency} = {balance} {books.currency}")
    for month, lines in months.items():
        period = Period.at(month)
        yield month, "\n".join((f"\n{period.last.isoformat()} * (CHECK-{period}) | balances of {period}", *lines))


def _component(account: Account) -> str:
    """Words with single blanks between them; punctuation that either program could take for its own becomes a blank."""
    return _NOT_IN_A_NAME.sub(" ", f"{account.code} {account.name}").strip() or "Account"


def _text(text: str) -> str:
    return _TEXT.sub(_in_hex, text)


def _value(text: str) -> str:
    return _VALUE.sub(_in_hex, text)


def _in_hex(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
