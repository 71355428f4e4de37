"""Books as a Beancount 3 file.

- ``tolerance_multiplier "0"``: without it Beancount accepts a balance that is a cent off.
- Every month in which an account moved ends in a ``balance`` assertion, dated the day after the month because
  Beancount's balances are those at the start of the day.
- Account names have fixed roots and parts of ASCII letters, digits and hyphens; code and name stand unchanged in the
  metadata of ``open``. Documents are links, and stand unchanged in the metadata of the postings that cite them.
- The ``fava-option`` line makes Fava show income, liabilities and equity as positive figures.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from tieout.formats.account_names import account_names
from tieout.ledger.accounts import Account, Chart
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.ledger.periods import Period

_LAST_YEAR: Final = 2099  # dates end there in Beancount's grammar


def write_beancount(books: Books, title: str) -> str:
    """The journal in order of date. ValueError where an entry is dated after 2099, which Beancount cannot read."""
    names = names_of(books.chart)
    entries = sorted(books.entries, key=lambda entry: entry.date)
    if entries and entries[-1].date.year > _LAST_YEAR:
        raise ValueError(f"entry {entries[-1].id} is dated after {_LAST_YEAR}, where Beancount's calendar ends")
    opened = min([books.closed_through.next.first, *(entry.date for entry in entries[:1])]).isoformat()
    parts = [
        f'option "title" {_quoted(title)}',
        f'option "operating_currency" "{books.currency}"',
        'option "tolerance_multiplier" "0"',
        f'{opened} custom "fava-option" "invert-income-liabilities-equity" "true"',
        "",
        *(_open(account, names[account.code], opened, books.currency) for account in books.chart),
        "",
        *(_transaction(entry, names, books.currency) for entry in entries),
        "",
        *_assertions(books, names),
    ]
    return "\n".join(parts) + "\n"


def names_of(chart: Chart) -> dict[str, str]:
    """Account code to the name under which Beancount knows the account."""
    return account_names(chart, _component)


def _open(account: Account, name: str, opened: str, currency: str) -> str:
    metadata = f"  number: {_quoted(account.code)}\n  name: {_quoted(account.name)}"
    return f"{opened} open {name} {currency}\n{metadata}"


def _transaction(entry: Entry, names: dict[str, str], currency: str) -> str:
    parties = {line.party for line in entry.lines if line.party}
    payee = f"{_quoted(parties.pop())} " if len(parties) == 1 else ""
    links = sorted({_link(line.document) for line in entry.lines})
    head = " ".join((f"{entry.date.isoformat()} * {payee}{_quoted(entry.memo)}", *(f"^{link}" for link in links)))
    metadata = [f"  je: {_quoted(entry.id)}"]
    if entry.reverses:
        metadata.append(f"  reverses: {_quoted(entry.reverses)}")
    return "\n".join((head, *metadata, *(_posting(line, names, currency) for line in entry.lines)))


def _posting(line: Line, names: dict[str, str], currency: str) -> str:
    text = (
        f"  {names[line.account]}  {render(line.amount, currency)} {currency}\n    document: {_quoted(line.document)}"
    )
    if line.party:
        text += f"\n    party: {_quoted(line.party)}"
    if line.item:
        text += f"\n    item: {_quoted(line.item)}"
    if line.department:
        text += f"\n    department: {_quoted(line.department)}"
    return text


def _assertions(books: Books, names: dict[str, str]) -> Iterator[str]:
    standing: dict[str, int] = {}
    for (code, month), movement in sorted(books.balances.items(), key=lambda item: (item[0][1], item[0][0])):
        standing[code] = standing.get(code, 0) + movement
        day = (Period.at(month).last + timedelta(days=1)).isoformat()
        yield f"{day} balance {names[code]}  {render(standing[code], books.currency)} {books.currency}"


def _component(account: Account) -> str:
    """Letters, digits and hyphens, beginning with a capital or a digit."""
    plain = unicodedata.normalize("NFKD", f"{account.code} {account.name}").encode("ascii", "ignore").decode()
    text = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")
    return text[:1].upper() + text[1:] or "Account"


def _link(document: str) -> str:
    return re.sub(r"[^A-Za-z0-9_/.-]", "-", document)


def _quoted(text: str) -> str:
    """A string literal. Control characters become blanks: they carry nothing that a reader of a ledger could see."""
    visible = "".join(" " if unicodedata.category(letter) in ("Cc", "Cs") else letter for letter in text)
    return '"' + visible.replace("\\", "\\\\").replace('"', '\\"') + '"'
