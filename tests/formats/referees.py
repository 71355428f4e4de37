"""Three programs that other people wrote, asked for the trial balance of our exports. Run as processes only.

Beancount comes from the test environment (requirements.lock), hledger and ledger from the system's packages.
"""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tieout.formats import beancount, journal
from tieout.ledger.accounts import Chart
from tieout.ledger.books import Books
from tieout.ledger.money import Money, parse
from tieout.ledger.periods import Period

Movements = Mapping[tuple[str, int], Money]  # (account name, month's index) to what moved
_INSTALL = {
    "bean-check": "pip install beancount==3.2.3 (into the environment that runs the tests)",
    "bean-query": "pip install beanquery==0.2.0 (into the environment that runs the tests)",
    "hledger": "apt-get install hledger",
    "ledger": "apt-get install ledger",
}
_MONTHLY = "SELECT account, currency, year, month, sum(number) AS total GROUP BY account, currency, year, month"


@dataclass(frozen=True, slots=True)
class Referee:
    """A program: how our books are written for it, under which names it knows the accounts, whether it accepts a file
    (``check`` gives the complaint, or nothing), and the movement of every account and month that it finds there."""

    name: str
    suffix: str
    write: Callable[[Books, str], str]
    names_of: Callable[[Chart], dict[str, str]]
    check: Callable[[Path], str]
    movements: Callable[[Path], Movements]


def program(name: str) -> str:
    """Path of a program; without it the test fails, because a proof that was not made proves nothing."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed, and without it the ledger is not proved right: {_INSTALL[name]}")
    return found


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def _complaint(*command: str) -> str:
    ran = _run(*command)
    return (ran.stderr + ran.stdout or f"exit status {ran.returncode}") if ran.returncode else ""


def _output(*command: str) -> str:
    ran = _run(*command)
    assert ran.returncode == 0, f"{command[0]}: {ran.stderr}"
    return ran.stdout


def _money(amount: str, currency: str) -> Money:
    return Money(parse(amount.strip(), currency), currency)


def _bean_check(path: Path) -> str:
    return _complaint(program("bean-check"), "--no-cache", str(path))


def _bean_query(path: Path) -> Movements:
    text = _output(program("bean-query"), "-q", "-f", "csv", str(path), _MONTHLY)
    return {
        (row["account"], Period(int(row["year"]), int(row["month"])).index): _money(row["total"], row["currency"])
        for row in csv.DictReader(text.splitlines())
    }


def _hledger_check(path: Path) -> str:
    return _complaint(program("hledger"), "-f", str(path), "check", "--strict", "ordereddates", "uniqueleafnames")


def _hledger_movements(path: Path) -> Movements:
    text = _output(
        program("hledger"), "-f", str(path), "balance", "--monthly", "--flat", "--no-total", "--output-format", "csv"
    )
    found = {}
    for row in csv.DictReader(text.splitlines()):
        account = row.pop("account")
        for month, amount in row.items():
            if amount != "0":
                found[account, Period.parse(month).index] = _money(*amount.split(" "))
    return found


def _ledger_check(path: Path) -> str:
    return _complaint(program("ledger"), "-f", str(path), "--pedantic", "balance")


def _ledger_movements(path: Path) -> Movements:
    shape = "%(format_date(date, '%Y-%m'))|%(account)|%(quantity(amount))|%(commodity)\n"
    command = (program("ledger"), "-f", str(path), "--pedantic", "--args-only", "--no-color", "--monthly")
    rows = (row.split("|") for row in _output(*command, "register", "--format", shape).splitlines())
    return {(account, Period.parse(month).index): _money(amount, currency) for month, account, amount, currency in rows}


REFEREES: Sequence[Referee] = (
    Referee("beancount", ".beancount", beancount.write_beancount, beancount.names_of, _bean_check, _bean_query),
    Referee("hledger", ".journal", journal.write_hledger, journal.names_of, _hledger_check, _hledger_movements),
    Referee("ledger", ".ledger", journal.write_ledger, journal.names_of, _ledger_check, _ledger_movements),
)
