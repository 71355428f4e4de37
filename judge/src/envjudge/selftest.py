"""The judge judged: every specimen through every check, and whether only its own fires."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from envjudge import collect, judge, servers
from envjudge.servers import Command
from envjudge.specimens.catalogue import SPECIMENS, Specimen
from envjudge.transport import Wire

SECONDS = 20.0
"""At most, per specimen."""


@dataclass(frozen=True, slots=True)
class Result:
    """What fired on a specimen: `missed` is its own check if that did not, `strange` what should not have."""

    specimen: Specimen
    fired: tuple[str, ...]
    judgement: judge.Judgement

    @property
    def missed(self) -> bool:
        return bool(self.specimen.check) and self.specimen.check not in self.fired

    @property
    def strange(self) -> tuple[str, ...]:
        return tuple(check for check in self.fired if check != self.specimen.check and check not in self.specimen.also)

    @property
    def ok(self) -> bool:
        return not self.missed and not self.strange


@contextmanager
def hall() -> Iterator[str]:
    """The address at which all specimens are served, each below its name."""
    here = Path(__file__).resolve().parent.parent
    program = (sys.executable, "-m", "envjudge.specimens.serve", "--port", "{port}")
    with servers.serving((Command(program, here, (here,)),), 20.0) as url:
        yield url


def examined(specimen: Specimen, url: str) -> Result:
    """One specimen through every check."""
    with Wire(f"{url}/{specimen.name}", 10.0) as wire:
        evidence = collect.begin(wire, specimen.name, "quick")
        judgement = judge.examine(wire, evidence, seconds=SECONDS)
    fired = tuple(each.check for each in judgement.findings if each.status in {"fail", "warn", "error"})
    return Result(specimen, fired, judgement)


def run(names: frozenset[str] = frozenset(), tell: Callable[[Result], None] = lambda _result: None) -> tuple[Result, ...]:
    """All specimens, or those named."""
    results = []
    with hall() as url:
        for specimen in SPECIMENS:
            if not names or specimen.name in names:
                results.append(examined(specimen, url))
                tell(results[-1])
    return tuple(results)
