"""What an operator sets, by environment variables that are read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tieout.private_keys import private_of_operator
from tieout.serve.wire.access import Access
from tieout.tasks.private import Private

MAX_SESSIONS: Final = 1024
IDLE_SECONDS: Final = 3600  # longer than any turn of a language model: openenv closes the desk of a living session
MOST_WORKERS: Final = 2  # unless the operator says otherwise
MAX_PORT: Final = 65535
HELP: Final = """\
environment variables:
  TIEOUT_HOST, TIEOUT_PORT   defaults of --host and --port
  TIEOUT_MAX_SESSIONS        sessions at once (1024); more are answered 503
  TIEOUT_SESSION_TIMEOUT     seconds that a session may stand idle (3600)
  TIEOUT_WORKERS             processes that make months (2, or 1 on one processor); 0 makes them in the server
  TIEOUT_MEMORY_MB           memory of the server at which no session is begun any more; unset, the container's limit
  TIEOUT_TOKEN               asked for as a bearer token on every route but /health and /ready; unset, nothing is
  TIEOUT_ORIGINS             web pages of other hosts that may connect, comma separated, or *
  TIEOUT_SPLIT_SECRET        opens the split "private" (docs/private-split.md)
  TIEOUT_WORDINGS            folder of wordings for that split
  TIEOUT_ORACLE=1            resets may ask for a solved desk; for those who check the grader
  ENABLE_WEB_INTERFACE=true  pages for people at /web
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """An operator's settings. ``memory`` in bytes; None where the container or the system decides."""

    max_sessions: int
    idle_seconds: int
    workers: int
    memory: int | None
    access: Access
    oracle: bool
    private: Private | None

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> "Settings":
        """ValueError names the variable that does not make sense, and never repeats a secret. Only "1" opens the oracle: a value
        meant as "no" must not."""
        memory = whole(variables, "TIEOUT_MEMORY_MB", 0)
        return cls(
            whole(variables, "TIEOUT_MAX_SESSIONS", MAX_SESSIONS),
            whole(variables, "TIEOUT_SESSION_TIMEOUT", IDLE_SECONDS),
            whole(variables, "TIEOUT_WORKERS", min(MOST_WORKERS, os.cpu_count() or 1), least=0),
            memory * 1024 * 1024 or None,
            Access.of(variables),
            variables.get("TIEOUT_ORACLE") == "1",
            private_of_operator(variables),
        )


def whole(variables: Mapping[str, str], name: str, default: int, least: int = 1, most: int | None = None) -> int:
    """The whole number in a variable, or ``default`` where it is unset or empty. ValueError where it is something else."""
    text = variables.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and least <= int(text) <= (most or int(text))):
        reach = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise ValueError(f"{name} is {text!r}; it takes a whole number {reach}.")
    return int(text)
