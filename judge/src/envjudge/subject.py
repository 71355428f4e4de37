"""What is to be judged: an address, a package directory, an image, or `module:Class`; opened as an address."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from envjudge import container, servers, surroundings, transport, values, ways


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as named. `kind` is url, package, image or class; `manifest` is JSON text of its openenv.yaml, if it has one;
    `environment` are variables that it is started with; `contained` says that a package is built and run as a container."""

    name: str
    kind: str
    manifest: str = "null"
    environment: tuple[tuple[str, str], ...] = ()
    contained: bool = False

    @property
    def directory(self) -> Path | None:
        """The package directory, of a package."""
        return Path(self.name) if self.kind == "package" else None


def named(text: str, environment: Mapping[str, str] | None = None, contained: bool = False) -> Subject:
    """The subject that a word on the command line means. Raises NotASubject."""
    given = tuple((environment or {}).items())
    if re.match(r"https?://", text):
        try:
            return Subject(transport.checked_url(text), "url")
        except ValueError as error:
            raise servers.NotASubject(str(error)) from error
    if text.startswith("image:"):
        return Subject(text.removeprefix("image:"), "image", environment=given, contained=True)
    directory = Path(text)
    if directory.is_dir():
        manifest = values.canonical(ways.manifest_of(directory))
        if not contained:
            ways.commands_of(directory)
        return Subject(str(directory.resolve()), "package", manifest, given, contained)
    if re.fullmatch(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*", text):
        return Subject(text, "class", environment=given)
    raise servers.NotASubject(f"{text!r} is neither an address, nor a directory, nor image:NAME, nor module:Class")


def port_of(subject: Subject) -> int | None:
    """The port that the manifest names."""
    port = values.number(values.at(values.parse_json(subject.manifest), "port"))
    return int(port) if port else None


def startable(subject: Subject) -> Subject:
    """The subject as it can be started any number of times: of a package that is to be contained, its image. Raises NotASubject."""
    if not (subject.contained and subject.kind == "package"):
        return subject
    return replace(subject, name=container.build(Path(subject.name)).image, kind="image")


def image_of(ready: Subject, known: Mapping[str, object]) -> container.Image | None:
    """The image that is judged, or that was built beside and answered (by what is `known` of the container)."""
    built = ready.name if ready.contained else str(known["image"]) if known.get("healthy") is not None else ""
    variables = tuple(surroundings.usual(dict(ready.environment), {}).items())
    return container.Image(built, variables, port_of(ready)) if built else None


@contextmanager
def opened(subject: Subject, watch: servers.Watch = lambda _root, _itself: None, unwanted: Event | None = None) -> Iterator[str]:
    """The address at which the subject answers; what we started is stopped on leaving, and `watch` is told of it. Raises
    NotASubject, also when it became `unwanted` before it answered."""
    environment = surroundings.usual(dict(subject.environment), {} if subject.contained else os.environ)
    if subject.kind == "url":
        if not transport.wait_until_up(subject.name, 30.0):
            raise servers.NotASubject(f"nothing answers at {subject.name}")
        yield subject.name
    elif subject.contained:
        with container.running(startable(subject).name, environment, port_of(subject), watch=watch, unwanted=unwanted) as server:
            yield server.url
    else:
        commands = ways.commands_of(Path(subject.name)) if subject.kind == "package" else (servers.command_of_class(subject.name),)
        with servers.serving(commands, environment=environment, watch=watch, unwanted=unwanted) as url:
            yield url
