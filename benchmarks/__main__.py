"""``make bench``: run every benchmark, one after the other, and write docs/benchmarks.md with its plots.

Each runs in a process of its own, so that none meets the garbage of another. Takes about six minutes.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.report import TEMPLATE, ledger_series, page_of, rows_of, wire_bars
from benchmarks.svg import bars, log_log

HERE = Path(__file__).resolve().parent
NAMES = ("scenario", "tools", "ledger", "wire")


def measure(name: str) -> dict:
    """What one benchmark prints. SystemExit with its messages where it fails."""
    print(f"bench: {name} …", file=sys.stderr, flush=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, str(HERE / f"{name}.py")]
    run = subprocess.run(command, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"bench: {name} failed\n{run.stderr[-2000:]}")
    return json.loads(run.stdout)


def main() -> None:
    """Measure, write, and print the table; exit status 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, default=HERE.parent / "docs", help="folder to write to")
    parser.add_argument("--json", type=Path, help="write the raw figures to this file")
    options = parser.parse_args()
    figures = {name: measure(name) for name in NAMES}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    (options.docs / "benchmarks.md").write_text(page_of(figures), encoding="utf-8")
    plot = log_log("Posting and trial balance", "transactions", "seconds", ledger_series(figures["ledger"]))
    (options.docs / "benchmarks-ledger.svg").write_text(plot, encoding="utf-8")
    plot = bars("Steps a second against the template, by sessions", wire_bars(figures["wire"]), TEMPLATE)
    (options.docs / "benchmarks-wire.svg").write_text(plot, encoding="utf-8")
    for what, value, target, met in rows_of(figures):
        print(f"{'met   ' if met else 'MISSED'} {what}: {value} (target {target})")
    raise SystemExit(not all(met for *_, met in rows_of(figures)))


if __name__ == "__main__":
    main()
