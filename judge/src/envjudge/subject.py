"""What is to be judged: an address, a package directory, or `module:Class`; opened as an address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from envjudge import servers, transport, values


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as named. `kind` is url, package, or class; `manifest` is JSON text of its openenv.yaml, if it has one."""

    name: str
    kind: str
    manifest: str = "null"


def named(text: str) -> Subject:
    """The subject that a word on the command line means. Raises NotASubject."""
    if re.match(r"https?://", text):
        return Subject(transport.checked_url(text), "url")
    directory = Path(text)
    if directory.is_dir():
        return Subject(str(directory.resolve()), "package", values.canonical(servers.manifest_of(directory)))
    if re.fullmatch(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*", text):
        return Subject(text, "class")
    raise servers.NotASubject(f"{text!r} is neither an address, nor a directory, nor module:Class")


@contextmanager
def opened(subject: Subject) -> Iterator[str]:
    """The address at which the subject answers; what we started is stopped on leaving. Raises NotASubject."""
    if subject.kind == "url":
        if not transport.wait_until_up(subject.name, 30.0):
            raise servers.NotASubject(f"nothing answers at {subject.name}")
        yield subject.name
        return
    commands = (servers.commands_of(Path(subject.name)) if subject.kind == "package"
                else (servers.command_of_class(subject.name),))
    with servers.serving(commands) as url:
        yield url
