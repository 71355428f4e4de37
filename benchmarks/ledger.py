"""How long posting and a trial balance take, from 100 to 100,000 entries, beside Ledger and bean-check.

``python benchmarks/ledger.py`` prints JSON. All are timed in turn within every round, in processor seconds, so that
a busy machine is busy for all of them; the figure of a size is the median of its rounds.

What is compared: for us, posting entries in one batch and the trial balance of the last month, in process, and the same
with building the entries included (which is where each is found to balance), once with Python's garbage collector
off, as the server has it while it makes a month, and once with it on; for the others, a process that reads the same
transactions from a file without comments and checks or balances them. They parse text and we do not. What a process costs before the first transaction is taken out: the figure per
transaction is (time of the largest size - time of the smallest) / (difference in transactions). bean-check stops at
10,000 transactions: it grows linearly, and would need a minute for 100,000.
"""

import argparse
import gc
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tieout.formats import beancount, journal
from tieout.ledger.accounts import Account, Chart, Kind, Tracking
from tieout.ledger.balances import trial_balance
from tieout.ledger.books import Books
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import render
from tieout.ledger.periods import Period

OURS = "tieout"
BUILDING = "tieout, building included"
BEAN_LIMIT = 10_000
SIZES = (100, 1_000, 10_000, 100_000)
TARGETS = {"ledger": 3.0, "bean-check": 20.0}
KINDS = (Kind.ASSET, Kind.LIABILITY, Kind.EQUITY, Kind.INCOME, Kind.EXPENSE)
CHART = Chart.of(
    [
        *(Account(f"{1000 + 10 * n}", f"Account {n}", KINDS[n % 5]) for n in range(80)),
        Account("2900", "Payables", Kind.LIABILITY, Tracking.PARTY_ITEM, "payables"),
    ]
)
START = Period(2023, 12)
LAST = Period(2024, 12)
Raw = tuple[str, date, str, tuple[tuple[str, int, str, str, str], ...]]


def transactions(count: int) -> list[Raw]:
    """A year of bills: two to four lines each, one of them on payables; plain values, nothing built yet."""
    rng = Random(count)
    codes = [account.code for account in CHART if account.tracking is Tracking.NONE]
    made = []
    for number in range(count):
        amounts = [rng.randint(100, 500_000) for _ in range(rng.choice((1, 1, 2, 3)))]
        document = f"B-{number}"
        lines = [(rng.choice(codes), amount, document, "", "") for amount in amounts]
        lines.append(("2900", -sum(amounts), document, f"V-{number % 90}", document))
        made.append(
            (f"JE-{number}", LAST.first.replace(month=1) + timedelta(number * 366 // count), "Bill", tuple(lines))
        )
    return made


def built(made: list[Raw]) -> list[Entry]:
    """The entries: each is checked to balance while it is built."""
    return [Entry(name, day, memo, tuple([Line(*line) for line in lines])) for name, day, memo, lines in made]


def posted(entries: list[Entry]) -> None:
    """Post in one batch, and draw up the trial balance of the last month."""
    books = Books(CHART, "USD", START).post(*entries)
    assert isinstance(books, Books)
    assert trial_balance(books, LAST).difference == 0


def timed_here(work: Callable[[], object], *, collecting: bool) -> float:
    """Processor seconds of ``work``, with or without the garbage collector."""
    gc.collect()
    if not collecting:
        gc.disable()
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def process(*command: str) -> float:
    """Processor seconds of a process that must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain_texts(made: list[Raw]) -> tuple[str, str]:
    """The same transactions for Ledger and for Beancount, without a word more than they need."""
    names, bean_names = journal.names_of(CHART), beancount.names_of(CHART)
    ledger = ["commodity USD\n    format 1000.00 USD"]
    bean = ['option "operating_currency" "USD"']
    bean += [f"{START.first} open {name} USD" for name in bean_names.values()]
    for name, day, memo, lines in made:
        ledger.append(f"\n{day} * ({name}) {memo}")
        bean.append(f'\n{day} * "{memo}"')
        for account, amount, *_ in lines:
            ledger.append(f"    {names[account]}  {render(amount, 'USD')} USD")
            bean.append(f"  {bean_names[account]}  {render(amount, 'USD')} USD")
    return "\n".join(ledger) + "\n", "\n".join(bean) + "\n"


def found(name: str) -> str:
    """Path of a program beside this Python or on the path."""
    beside = Path(sys.executable).parent / name
    path = str(beside) if beside.exists() else shutil.which(name)
    if path is None:
        raise SystemExit(f"{name} is not installed; make test says how to get it")
    return path


def measure(size: int, rounds: int, folder: Path) -> dict[str, float]:
    """Median seconds of each contestant over ``rounds`` rounds, all taking part in each."""
    made = transactions(size)
    ledger_text, bean_text = plain_texts(made)
    (folder / "plain.ledger").write_text(ledger_text, encoding="utf-8")
    (folder / "plain.beancount").write_text(bean_text, encoding="utf-8")
    ledger = (found("ledger"), "--args-only", "-f", str(folder / "plain.ledger"), "balance")
    bean = (found("bean-check"), "--no-cache", str(folder / "plain.beancount"))
    entries = built(made)
    contestants: dict[str, Callable[[], float]] = {
        OURS: lambda: timed_here(lambda: posted(entries), collecting=True),
        BUILDING: lambda: timed_here(lambda: posted(built(made)), collecting=False),
        f"{BUILDING}, collector on": lambda: timed_here(lambda: posted(built(made)), collecting=True),
        "ledger": lambda: process(*ledger),
    }
    if size <= BEAN_LIMIT:
        contestants["bean-check"] = lambda: process(*bean)
    timed: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, run in contestants.items():
            timed[name].append(run())
    return {name: statistics.median(seconds) for name, seconds in timed.items()}


def per_transaction(seconds: dict[int, dict[str, float]], name: str) -> float:
    """Microseconds a transaction, from the smallest to the largest size that ``name`` took part in."""
    sizes = [size for size, row in seconds.items() if name in row]
    small, large = min(sizes), max(sizes)
    return (seconds[large][name] - seconds[small][name]) / (large - small) * 1e6


def main() -> None:
    """Measure every size and print the figures with their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of entries")
    parser.add_argument("--rounds", type=int, default=5, help="rounds for each size")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seconds = {size: measure(size, arguments.rounds, Path(folder)) for size in sorted(arguments.sizes)}
    each = {name: per_transaction(seconds, name) for name in seconds[min(seconds)]}
    ratios = {name: each[name] / each[OURS] for name in TARGETS}
    report = {
        "benchmark": "ledger",
        "python": platform.python_version(),
        "rounds": arguments.rounds,
        "cpu_seconds": {
            str(size): {name: round(value, 5) for name, value in row.items()} for size, row in seconds.items()
        },
        "tieout_us_per_entry": {str(size): round(row[OURS] / size * 1e6, 2) for size, row in seconds.items()},
        "us_per_transaction": {name: round(value, 2) for name, value in each.items()},
        "ratios": {name: round(value, 2) for name, value in ratios.items()},
        "ratios_building_included": {name: round(each[name] / each[BUILDING], 2) for name in TARGETS},
        "targets": TARGETS,
        "met": {name: ratios[name] >= target for name, target in TARGETS.items()},
        "note": "Ledger and bean-check parse text as well; we are handed entries, or values where building is included.",
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
