"""``make reading``: measure how much reading decides, and write docs/reading.md.

Takes a few minutes. Exit status 1 where a target is missed, so that ``make soak`` fails then.
"""

import argparse
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.reading.layouts import read_in_test
from benchmarks.reading.page import page_of
from benchmarks.reading.sampling import all_of, tasks_of
from benchmarks.reading.study import by_surface, by_words, ceilings, under_masks
from benchmarks.reading.targets import Results, verdicts

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Measure, write, and print the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "reading.md", help="file to write")
    parser.add_argument("--train", type=int, default=360, help="train months per family and level for letters")
    parser.add_argument("--rows", type=int, default=200, help="of them, months for rows")
    parser.add_argument("--test", type=int, default=250, help="test months per family and level")
    parser.add_argument("--played", type=int, default=50, help="test months per family and level that are played")
    parser.add_argument("--parsed", type=int, default=3, help="months per family and level whose papers are parsed")
    parser.add_argument("--workers", type=int, default=2, help="processes that make months")
    options = parser.parse_args()
    sizes = {name: getattr(options, name) for name in ("train", "rows", "test", "played", "parsed")}
    results = measured(sizes, options.workers)
    options.out.write_text(page_of(results, sizes, datetime.now(UTC).date().isoformat(), commit()), encoding="utf-8")
    found = verdicts(results)
    for one in found:
        print(
            f"{'met   ' if one.met else 'MISSED'} {one.measure}, {one.what}: {one.figure.value:.3f} (target {one.target})"
        )
    raise SystemExit(not all(one.met for one in found))


def measured(sizes: dict[str, int], workers: int) -> Results:
    """All measures, with ``sizes`` months per family and level."""
    rows = min(sizes["rows"], sizes["train"])
    began = time.monotonic()

    def say(what: str) -> None:
        print(f"reading: {what}, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)

    say("making train months")
    train = all_of(tasks_of("train", 0, rows), workers)
    more = all_of(tasks_of("train", rows, sizes["train"] - rows), workers, rows=False)
    say("making test months")
    test = all_of(tasks_of("test", 0, sizes["test"]), workers)
    say("learning from words")
    words = by_words(train.letters + more.letters, test.letters)
    say("learning from surfaces")
    surface = tuple(by_surface(train, test))
    played = tasks_of("test", 0, sizes["played"])
    say("playing under masks")
    scores = under_masks(played)
    say("playing to the ceiling")
    ceiling = ceilings(played, words.believed)
    say("parsing papers")
    parsed = read_in_test(tasks_of("train", 0, sizes["parsed"]), tasks_of("test", 0, sizes["parsed"]))
    return Results(scores, words, surface, ceiling, parsed)


def commit() -> str:
    """The commit that is measured, with a mark where the tree has changes."""
    run = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    return run.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
