"""Healthy environments by the thousand, judged in process: how often a threshold is passed by chance.

`python -m envjudge.simulate 1300 heard.jsonl > docs/false-positives.md` writes the page. What was heard is kept in the file,
environment by environment: broken off, the same command goes on from there, unless the sources have changed since.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from envjudge import collect, judge, scripted, stats, values
from envjudge.agents.llm import Endpoint
from envjudge.checks.registry import CHECKS
from envjudge.findings import Finding
from envjudge.replay import Answer
from envjudge.specimens import serve, varied
from envjudge.specimens.base import Quiz
from envjudge.transport import Line, Wire

HIGHEST_RATE = 0.01
"""Of healthy environments that a check may fail."""
MEASURED = (
    "tasks.enumerated", "semantic.floor_gap", "semantic.constant_grader", "statistical.monotone_order", "semantic.oracle_max", "score.variance",
    "score.monotone", "statistical.adversarial_floor", "statistical.reward_reachability", "statistical.headroom",
    "statistical.variance_bound", "statistical.difficulty_separation", "tasks.graders_range", "exploit.repeat_action", "exploit.two_cycle",
    "exploit.constant_answer", "exploit.majority_answer", "semantic.canary_floor", "semantic.vacuous_component", "exploit.identity_policy",
    "exploit.attempt_limit", "exploit.length_bias", "exploit.answer_swap", "exploit.judge_injection", "exploit.master_keys", "exploit.feedback_leak",
    "runtime.oracle_containment", "semantic.no_solution_leakage", "exploit.error_leak", "exploit.schema_leak", "exploit.task_leak",
    "exploit.reset_control", "runtime.seed_control", "runtime.seed_neighbours", "runtime.unseeded_resets", "runtime.episode_determinism",
    "exploit.memorisation",
)
"""The checks that decide by a count or a mean."""
_COUNTS = ("tried", "compared", "tiers_compared")
"""Figures that say of a pass how much was looked at."""

Statuses = Sequence[tuple[str, str]]
Heard = dict[str, dict[str, list[int]]]
"""For each measured check, by status, the numbers of the environments on which it gave that status."""


class _Line(Line):
    """A connection to an environment in this process."""

    def __init__(self, subject: type[Quiz]) -> None:
        super().__init__("in process")
        self.subject = subject()

    def send(self, frame: str) -> Answer:
        answer = serve.framed(self.subject, frame)
        return Answer(None, fault="closed 1011") if answer is None else Answer(serve.written(answer))


class Near(Wire):
    """The wire to an environment in this process: no network, no waiting."""

    def __init__(self, subject: type[Quiz]) -> None:
        super().__init__("http://127.0.0.1")
        self.subject = subject

    def line(self, path: str = "/ws") -> Line:
        return _Line(self.subject)

    def request(self, method: str, target: str, body: str | None = None, patience: float | None = None) -> Answer:
        status, answer = serve.spoken(self.subject, method, target, (body or "").encode())
        return Answer(serve.written(answer), status)


@contextmanager
def _thinking(subject: type[varied.Varied]) -> Iterator[Endpoint | None]:
    """Where the environment's simulated model answers, none if it has none."""
    if not subject.SKILLS or not issubclass(subject, varied.Pages):
        yield None
        return
    with scripted.endpoint(varied.thinking(subject)) as stand:
        yield Endpoint(stand.url, "simulated")


def judged(number: int) -> Statuses:
    """(check, status) of every measured check on the environment of that number, after both rounds. A pass of what was never
    looked at is a skip."""
    subject = varied.made(number)
    checks = tuple(check for check in CHECKS if check.id in MEASURED)
    with _thinking(subject) as model, Near(subject) as wire:
        begun = collect.begin(wire, f"healthy {number}", subject.BUDGET, values.canonical(subject.manifest()), values.canonical(subject.declared()))
        findings = judge.examine(wire, begun, checks, seconds=600.0, model=model).findings
    return tuple((each.check, "skip" if _empty(each) else each.status) for each in findings)


def _empty(finding: Finding) -> bool:
    return finding.status == "pass" and any(name in _COUNTS and not figure for name, figure in finding.measured)


def statuses(numbers: Iterable[int], kept: Path | None = None, processes: int | None = None) -> Heard:
    """What the checks say on those environments; what the file holds of it already is not asked again."""
    numbers, version = tuple(numbers), _version()
    known = {number: result for number, result in _read(kept, version) if number in numbers}
    missing = [number for number in numbers if number not in known]
    with ProcessPoolExecutor(processes) as pool:
        for number, result in zip(missing, pool.map(judged, missing, chunksize=4), strict=True):
            known[number] = result
            if kept is not None:
                with kept.open("a", encoding="utf-8") as file:
                    file.write(json.dumps([version, number, result]) + "\n")
    heard: Heard = {check: {} for check in MEASURED}
    for number in numbers:
        for check, status in known[number]:
            heard[check].setdefault(status, []).append(number)
    return heard


def _version() -> str:
    """Digest of our sources: what other sources said is no answer."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    return hashlib.blake2b(b"".join(file.read_bytes() for file in files), digest_size=8).hexdigest()


def _read(kept: Path | None, version: str) -> Iterator[tuple[int, Statuses]]:
    for line in kept.read_text(encoding="utf-8").splitlines() if kept is not None and kept.exists() else ():
        entry = values.items(values.parse_json(line))  # the last line may be half written
        if len(entry) == 3 and entry[0] == version and isinstance(entry[1], int):
            yield entry[1], tuple((str(values.at(each, 0)), str(values.at(each, 1))) for each in values.items(entry[2]))


def page(many: int, heard: Mapping[str, Mapping[str, Sequence[int]]]) -> str:
    """The page of docs: the rates on the first so many environments, from what `statuses` heard of them."""
    lines = [
        "# False positives", "",
        f"Each check that decides by a count or a mean was run, in both rounds, on {many:,} simulated healthy environments. Each is made from",
        "its number (`envjudge.specimens.varied` says what is healthy, and what varies), so that each row can be made again. A fail is a",
        "false positive: at most 1 % are allowed. *Made* is how often the check had enough to go by; *at most* is the upper end of Wilson's",
        "95 % interval of the rate among those.", "",
        "| Check | Made | Failed | At most | Warned | At most | Failed on |", "|---|---:|---:|---:|---:|---:|---|"]
    for check, by_status in heard.items():
        failed, warned = by_status.get("fail", []), by_status.get("warn", [])
        asked = many - len(by_status.get("skip", []))
        ends = [f"{100 * stats.wilson(len(each), asked)[1]:.1f} %" for each in (failed, warned)]
        lines.append(f"| `{check}` | {asked} | {len(failed)} | {ends[0]} | {len(warned)} | {ends[1]} | {', '.join(map(str, failed))} |")
    return "\n".join((*lines, ""))


def main() -> None:
    """Judge, and print the page."""
    arguments = argparse.ArgumentParser(prog="python -m envjudge.simulate", description="Write docs/false-positives.md.")
    arguments.add_argument("many", type=int, help="environments")
    arguments.add_argument("kept", type=Path, help="file of what was heard, to go on from")
    arguments.add_argument("--processes", type=int, help="how many at a time; as many as there are processors")
    given = arguments.parse_args()
    print(page(given.many, statuses(range(given.many), given.kept, given.processes)), end="")


if __name__ == "__main__":
    main()
