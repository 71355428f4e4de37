"""The judge judged: every specimen through every check, whether only its own fires, and whether each replay shows its fault."""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from envjudge import baseline, collect, judge, player, scripted, servers, surroundings, values, ways
from envjudge.agents.llm import Endpoint
from envjudge.checks.registry import CHECKS
from envjudge.evidence import Evidence
from envjudge.meter import Meter
from envjudge.package import gather, shapes
from envjudge.servers import Command
from envjudge.specimens import solver
from envjudge.specimens.catalogue import SPECIMENS, Specimen
from envjudge.specimens.packages import Package
from envjudge.transport import Wire
from envjudge.twins import Twin

SECONDS = 300.0
"""At most, per specimen: far more than any needs, so that counts decide and not the speed of the machine."""
AT_ONCE = 4
"""Specimens examined at the same time; they mostly wait for the network."""


@dataclass(frozen=True, slots=True)
class Result:
    """What fired on a specimen: `missed` is its own check if that did not, `strange` what should not have, `unshown` the
    findings whose replay script, played again, did not show the fault."""

    specimen: Specimen
    fired: tuple[str, ...]
    unshown: tuple[str, ...]
    judgement: judge.Judgement

    @property
    def missed(self) -> bool:
        return bool(self.specimen.check) and self.specimen.check not in self.fired

    @property
    def strange(self) -> tuple[str, ...]:
        return tuple(check for check in self.fired if check != self.specimen.check and check not in self.specimen.also)

    @property
    def ok(self) -> bool:
        return not self.missed and not self.strange and not self.unshown


HERE = {surroundings.HASH_SEED: "0", surroundings.ZONE: "UTC"}
THERE = surroundings.other(HERE, timedelta(), datetime(2026, 1, 1, tzinfo=UTC))


@contextmanager
def hall(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address at which all specimens are served, each below its name; with those variables, else those that are usual."""
    here = Path(__file__).resolve().parent.parent
    program = (sys.executable, "-m", "envjudge.specimens.serve", "--port", "{port}")
    with servers.serving((Command(program, here, (here,)),), 20.0, HERE if environment is None else environment) as url:
        yield url


def examined(specimen: Specimen, url: str, second: str, model: Endpoint | None = None) -> Result:
    """One specimen of a hall and of a `second` one through every check (with a model, if one is given), and every replay script of
    a finding played again. Of a package specimen the files are judged, by the checks that ask no server."""
    if specimen.package is not None:
        return _read(specimen, specimen.package)
    with Wire(f"{url}/{specimen.name}", 10.0) as wire, Wire(f"{second}/{specimen.name}", 10.0) as beside:
        evidence = collect.begin(wire, specimen.name, "quick", values.canonical(specimen.made.manifest()),
                                 values.canonical(specimen.made.declared())).with_fact("kind", "image")
        judgement = judge.examine(wire, evidence, seconds=SECONDS, model=model, twin=Twin(HERE, THERE, beside.url))
        unshown = tuple(each.check for each in judgement.findings
                        if each.replay is not None and not player.play(each.replay, wire, beside).shown)
    return Result(specimen, _fired(judgement), unshown, judgement)


def _read(specimen: Specimen, package: Package) -> Result:
    with package.written() as directory:
        facts = {"kind": "package", "package": gather(directory)} | values.mapping(values.parse_json(package.facts))
        if package.against is not None:
            with package.against.written() as other:
                facts["against"] = {"other": shapes(other)}
        if specimen.check == "" or any(name == "inference.py" for name, _text in package.changes):
            facts["baseline"] = baseline.facts(directory, "", 60.0)
        if specimen.check in {"", "semantic.resource_envelope"}:
            with Meter() as meter, servers.serving(ways.commands_of(directory), 20.0, watch=meter.watch):
                facts |= {"manifest": ways.manifest_of(directory), "resources": meter.reading()}
        evidence = Evidence(specimen.name, "openenv-ws", "quick", facts=values.canonical(facts))
        judgement = judge.judge(evidence, tuple(check for check in CHECKS if not check.probes))
    return Result(specimen, _fired(judgement), (), judgement)


def _fired(judgement: judge.Judgement) -> tuple[str, ...]:
    return tuple(each.check for each in judgement.findings if each.status in {"fail", "warn", "error"})


def run(names: frozenset[str] = frozenset(), tell: Callable[[Result], None] = lambda _result: None) -> tuple[Result, ...]:
    """All specimens, or those named, several at a time; told and returned in the order of the catalogue. Without the client library
    of `envjudge[model]` no model plays, and specimens of checks that need one are left out."""
    library = importlib.util.find_spec("openai") is not None
    chosen = [each for each in SPECIMENS if (not names or each.name in names) and (library or not (each.model and each.check))]
    results = []
    # Ctrl-C: the hall goes first, and whoever still asks hears nothing
    with scripted.endpoint(solver.solve) as stand, ThreadPoolExecutor(AT_ONCE) as pool, hall() as url, hall(THERE) as second:
        model = Endpoint(stand.url, "scripted") if library else None
        for result in pool.map(lambda each: examined(each, url, second, model if each.model else None), chosen):
            results.append(result)
            tell(result)
    return tuple(results)
