"""What the words of a call mean: the subject, and with which variables it is started."""

import os
import re
from collections.abc import Sequence

from envjudge import evidence, subject
from envjudge.cli.ending import Mistake
from envjudge.subject import Subject

_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)


def meant(name: str, variables: Sequence[str] | None, contained: bool) -> Subject:
    """The subject of that name. A variable is NAME=VALUE, or NAME, whose value is ours. Raises Mistake and NotASubject."""
    environment = {}
    for each in variables or ():
        key, given, value = each.partition("=")
        if not re.fullmatch(r"[A-Za-z_]\w*", key):
            raise Mistake(f"--env {each!r} is not NAME=VALUE")
        if not given and key not in os.environ:
            raise Mistake(f"--env {key}: there is no such variable here; write {key}=VALUE")
        environment[key] = value if given else os.environ[key]
    found = subject.named(name, environment, contained)
    if found.kind == "url" and (environment or contained):
        raise Mistake(f"{name} is running already: --env and --container are for subjects that we start")
    return found


def options(given: Subject) -> list[str]:
    """The options that name the subject and start it alike, for reproductions; values of secrets are left out."""
    variables = [name if _SECRET.search(name) or evidence.redact(f"{name}={value}") != f"{name}={value}" else f"{name}={value}"
                 for name, value in given.environment]
    name = f"image:{given.name}" if given.kind == "image" else given.name
    return ["--url", name, *(word for each in variables for word in ("--env", each)),
            *(["--container"] if given.contained and given.kind == "package" else [])]
