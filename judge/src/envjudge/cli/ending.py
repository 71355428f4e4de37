"""How a command ends: the exit codes, and what is said when it ends badly."""

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import typer

PASS, FAIL, NOT_A_SUBJECT, OUR_FAULT, STOPPED = 0, 1, 2, 3, 130
CODES = ("Exit codes: 0 pass (or warnings only, unless --strict); 1 fail, or not established; 2 not a subject, or a mistake in the call; "
         "3 our own fault; 130 stopped by Ctrl-C.")


class Mistake(Exception):
    """The call cannot be obeyed; the text names the value, the rule, and the remedy. Exit code 2."""


def say(text: str) -> None:
    """A line for the user, beside the report: on standard error."""
    typer.echo(f"envjudge: {text}", err=True)


@contextmanager
def told() -> Iterator[None]:
    """Whatever goes wrong inside becomes one clear message and an exit code."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except KeyboardInterrupt as error:
        say("stopped; everything that was started is stopped too")
        raise typer.Exit(STOPPED) from error
    except Exception as error:
        from envjudge.servers import NotASubject
        if isinstance(error, Mistake | NotASubject):
            say(str(error))
            raise typer.Exit(NOT_A_SUBJECT) from error
        traceback.print_exc(file=sys.stderr)  # ours by definition: the subject's faults arrive as answers, never as exceptions
        say(f"our own fault: {type(error).__name__}: {error}. Please report this with the lines above")
        raise typer.Exit(OUR_FAULT) from error
