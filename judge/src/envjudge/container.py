"""Packages and images as containers, through the docker command: 2 CPUs, 8 GB, no network, read-only root, /tmp in memory.

With `--network none` no port can be reached, and an internal network publishes none. What works, and is done here: each
container has an internal network of its own (no route out, no names resolved), and is spoken to at its own address on that
bridge. That needs Docker on this Linux machine, not in a virtual machine beside it. From inside, only what listens on all
addresses of the host can be reached.

Containers and networks carry a label with our process id. The keeper removes them when we end in any way; those of processes
that are gone are swept before the next start.
"""

import contextlib
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event

from envjudge import evidence, servers, values, ways
from envjudge.servers import Command, NotASubject
from envjudge.transport import Wire

BUILD_SECONDS = 600.0
STARTUP_SECONDS = 60.0
USUAL_PORTS = (8000, 7860)
OWNER = "envjudge.owner"
LIMITS = ("--cpus", "2", "--memory", "8g", "--pids-limit", "512", "--read-only", "--tmpfs", "/tmp:exec,mode=1777",
          "--cap-drop", "ALL", "--security-opt", "no-new-privileges")


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a build: seconds, bytes of the image, its user ("" is root), the end of the log, why it failed."""

    image: str
    seconds: float
    size: int = 0
    user: str = ""
    log: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """An image, the variables that its server is started with, and the port that it was told."""

    name: str
    environment: tuple[tuple[str, str], ...] = ()
    port: int | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A container that answers: its address, its internal network, and our address there."""

    url: str
    network: str
    host: str


def docker(*arguments: str, seconds: float = 30.0) -> tuple[int, str]:
    """Exit code and all that docker said; code 127 when there is no docker, 124 when it took too long."""
    try:
        done = subprocess.run(("docker", *arguments), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=seconds, check=False)
    except FileNotFoundError:
        return 127, "there is no docker command"
    except subprocess.TimeoutExpired as late:
        return 124, (late.stdout or b"").decode(errors="replace")
    return done.returncode, done.stdout.decode(errors="replace")


def unavailable() -> str:
    """Why no container can be run; empty if one can."""
    code, said = docker("version", "--format", "{{.Server.Version}}", seconds=10.0)
    return "" if code == 0 else said.strip().splitlines()[-1] if said.strip() else "docker does not answer"


def dockerfile_of(directory: Path) -> Path | None:
    """The Dockerfile of a package: as its manifest says, else at the root, else in server/."""
    said = values.at(ways.manifest_of(directory), "validation", "execution", "dockerfile")
    places = [directory / said] if isinstance(said, str) else []
    places += [directory / "Dockerfile", directory / "server" / "Dockerfile"]
    return next((place for place in places if place.is_file() and directory.resolve() in place.resolve().parents), None)


def attempt(directory: Path, seconds: float = BUILD_SECONDS) -> Built:
    """Build a package's image and say how that went."""
    file = dockerfile_of(directory)
    if file is None:
        return Built("", 0.0, fault="no Dockerfile at the root or in server/")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "id"
        code, log = docker("build", "--iidfile", str(kept), "--force-rm", "--label", "envjudge=1", "-f", str(file), str(directory), seconds=seconds)
        took = time.monotonic() - began
        image = kept.read_text(encoding="utf-8").strip() if code == 0 and kept.is_file() else ""
    tail = log[-2000:]
    if not image:
        why = f"not built within {seconds:.0f} s" if code == 124 else next(
            (line for line in reversed(log.splitlines()) if line.strip()), f"exit {code}")
        return Built("", took, log=tail, fault=why[:400])
    said = values.at(values.parse_json(docker("image", "inspect", image)[1]), 0)
    size = values.number(values.at(said, "Size"))
    return Built(image, took, int(size or 0), str(values.at(said, "Config", "User") or ""), tail)


def facts(directory: Path, environment: Mapping[str, str] | None = None, port: int | None = None) -> dict[str, object]:
    """What is known of the package as a container: built, its size and user, when it answered; `unavailable` says why not."""
    why = unavailable()
    if why:
        return {"unavailable": why}
    built = attempt(directory)
    known: dict[str, object] = {name: value for name, value in asdict(built).items() if name != "log"}
    known |= {"log": evidence.redact(built.log[-600:]), "dockerfile": dockerfile_of(directory) is not None, "healthy": None, "silence": ""}
    if built.image:
        began = time.monotonic()
        try:
            with running(built.image, environment, port):
                known["healthy"] = round(time.monotonic() - began, 2)
        except NotASubject as error:
            known["silence"] = evidence.redact(str(error))[:400]
    return known


def build(directory: Path) -> Built:
    """The image of a package. Raises NotASubject when it does not build."""
    why = unavailable()
    built = Built("", 0.0, fault=why) if why else attempt(directory)
    if built.fault:
        raise NotASubject(f"{directory} as a container: {built.fault}\n{built.log[-600:]}".rstrip())
    return built


def _ports(image: str, told: int | None) -> tuple[int, ...]:
    exposed = values.mapping(values.at(values.parse_json(docker("image", "inspect", image)[1]), 0, "Config", "ExposedPorts"))
    found = [told] if told else []
    found += [int(name.partition("/")[0]) for name in exposed if name.endswith("/tcp")]
    return tuple(dict.fromkeys([*found, *USUAL_PORTS]))


@contextmanager
def network() -> Iterator[tuple[str, str]]:
    """An internal network: (its name, the host's address on it)."""
    name = f"envjudge-{uuid.uuid4().hex[:12]}"
    code, said = docker("network", "create", "--internal", "--label", f"{OWNER}={os.getpid()}", name)
    if code:
        raise NotASubject(f"no network for the container: {said.strip()}")
    try:
        inspected = values.parse_json(docker("network", "inspect", name)[1])
        yield name, str(values.at(inspected, 0, "IPAM", "Config", 0, "Gateway"))
    finally:
        docker("network", "rm", name)


def run_command(image: str, name: str, joined: str, environment: Mapping[str, str], program: tuple[str, ...] = ()) -> Command:
    """The command that runs an image (or a `program` in it) under our limits, and the one that removes what it leaves. The
    network goes with the last container on it."""
    variables = [part for key, value in environment.items() for part in ("--env", f"{key}={value}")]
    instead = ("--entrypoint", program[0]) if program else ()
    return Command(("docker", "run", "--rm", "--name", name, "--label", f"{OWNER}={os.getpid()}", "--network", joined, *LIMITS,
                    *variables, *instead, image, *program[1:]), Path.cwd(),
                   afterwards=("sh", "-c", f"docker rm --force {name}; docker network rm {joined}"))


@contextmanager
def running(image: str, environment: Mapping[str, str] | None = None, port: int | None = None,
            seconds: float = STARTUP_SECONDS, watch: servers.Watch = lambda _root, _itself: None, unwanted: Event | None = None) -> Iterator[Server]:
    """A container of the image that answers; removed on leaving. Raises NotASubject with its last words. `watch` is told its
    first process, where that runs on this machine. Once `unwanted` is set, it is not waited for any more."""
    why = unavailable()
    if why:
        raise NotASubject(f"image {image}: {why}")
    sweep()
    if docker("image", "inspect", image)[0]:
        raise NotASubject(f"there is no image {image} here; build or pull it first")
    ports = _ports(image, port)
    with network() as (joined, host), tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        name = joined
        surroundings = {"ENABLE_WEB_INTERFACE": "false", "PYTHONDONTWRITEBYTECODE": "1"} | dict(environment or {})
        child = servers.start(run_command(image, name, joined, surroundings), log.fileno())
        try:
            until = time.monotonic() + seconds
            while child.poll() is None and time.monotonic() < until and not (unwanted is not None and unwanted.is_set()):
                url = _answering(name, ports)
                if url:
                    process = first_process(name)
                    if process:
                        watch(process, True)
                    yield Server(url, joined, host)
                    return
                time.sleep(0.1)
            raise NotASubject(f"container of {image}: " + (servers.last_words(log.fileno(), 6) or
                              f"no answer on ports {', '.join(map(str, ports))} within {seconds:.0f} s"))
        finally:
            servers.stop(child)


def _answering(name: str, ports: tuple[int, ...]) -> str:
    """Where the container answers. Its address is looked up before each question and after the answer: once it has ended
    the network is gone, and the address may be anybody's."""
    for port in ports:
        address = _address(name)
        if not address:
            return ""
        with Wire(f"http://{address}:{port}", 2.0) as wire:
            if wire.request("GET", "/health").status is not None and _address(name) == address:
                return wire.url
    return ""


def _address(name: str) -> str:
    """The address of a container that runs; else empty."""
    form = "{{if .State.Running}}{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}{{end}}"
    code, said = docker("inspect", "--format", form, name)
    return "" if code else said.strip()


def first_process(name: str) -> int:
    """The container's first process as this machine numbers it; 0 where the number means nothing here."""
    said = docker("inspect", "--format", "{{.State.Pid}} {{.Id}}", name)[1].split()
    with contextlib.suppress(OSError, ValueError, IndexError):
        if said[1] in Path(f"/proc/{int(said[0])}/cgroup").read_text(encoding="utf-8"):
            return int(said[0])
    return 0


def directory_in(image: str, file: str) -> str:
    """The directory of an image in which a file of the package's root lies: where it works, or the usual places; else empty."""
    look = f'for at in "$PWD" "$PWD/env" /app/env /app; do if [ -f "$at/{file}" ]; then echo "$at"; exit; fi; done; exit 1'
    code, said = docker("run", "--rm", "--label", f"{OWNER}={os.getpid()}", "--network", "none", *LIMITS, "--entrypoint", "sh", image, "-c", look)
    return "" if code else said.strip().splitlines()[-1]


def sweep() -> None:
    """Remove containers and networks of judges that are no more."""
    for listing, removal in ((("ps", "--all"), ("rm", "--force")), (("network", "ls"), ("network", "rm"))):
        said = docker(*listing, "--filter", f"label={OWNER}", "--format", '{{.ID}} {{.Label "' + OWNER + '"}}')[1]
        for line in said.splitlines():
            identifier, _, owner = line.partition(" ")
            if owner.isdigit() and not _alive(int(owner)):
                docker(*removal, identifier)


def _alive(process: int) -> bool:
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
