"""Many subjects in one file, for a league or for `run --all`.

    subjects:
      - name: catch                    # how reports call it; any text, each once
        subject: envs/openspiel_env    # an address, a directory (relative to this file), image:NAME, or module:Class
        env: {OPENSPIEL_GAME: catch}   # variables that it is started with
        reset: {difficulty: easy}      # arguments of every reset, beside the seed
        container: false               # build and run it as a container
        notes: free text
"""

from dataclasses import dataclass
from pathlib import Path

import yaml

from envjudge import subject, values
from envjudge.servers import NotASubject
from envjudge.subject import Subject

_KEYS = {"name", "subject", "env", "reset", "container", "notes"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the file; `reset` is JSON text of the arguments of every reset."""

    name: str
    subject: Subject
    reset: str = "{}"
    notes: str = ""


def load(path: Path) -> tuple[Entry, ...]:
    """The subjects of a file, in its order. Raises NotASubject, with the entry at fault, when it is not such a file."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise NotASubject(f"{path} cannot be read: {error}") from error
    listed = values.items(values.at(document, "subjects"))
    if not listed:
        raise NotASubject(f"{path} has no list `subjects:`")
    entries = tuple(_entry(path, number, values.mapping(each)) for number, each in enumerate(listed, start=1))
    twice = {each.name for each in entries if sum(other.name == each.name for other in entries) > 1}
    if twice:
        raise NotASubject(f"{path}: named twice: {', '.join(sorted(twice))}")
    return entries


def _entry(path: Path, number: int, entry: dict[str, object]) -> Entry:
    where = f"{path}, subject {number}"
    unknown = set(entry) - _KEYS
    if unknown or not isinstance(entry.get("subject"), str):
        raise NotASubject(f"{where}: " + (f"unknown {', '.join(map(str, sorted(unknown, key=str)))}; known are {', '.join(sorted(_KEYS))}"
                                          if unknown else "`subject:` is missing"))
    for key in ("env", "reset"):
        if not isinstance(entry.get(key, {}), dict):
            raise NotASubject(f"{where}: `{key}:` is a mapping")
    text = str(entry["subject"])
    beside = path.parent / text
    environment = {str(name): _written(value) for name, value in values.mapping(entry.get("env")).items()}
    try:
        meant = subject.named(str(beside) if beside.is_dir() else text, environment, bool(entry.get("container", False)))
    except NotASubject as error:
        raise NotASubject(f"{where}: {error}") from error
    return Entry(str(entry.get("name", text)), meant, values.canonical(entry.get("reset", {})), str(entry.get("notes", "")))


def _written(value: object) -> str:
    return value if isinstance(value, str) else values.canonical(value)
