"""The secret of the split ``private``, for its operator and for those who check him afterwards."""

import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from tieout import __version__
from tieout.tasks.private import VARIABLE, SecretError, commitment
from tieout.tasks.registry import FAMILIES

FORMAT: Final = "tieout-split-secret-1"
app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Make, commit to, reveal and check the secret of the private split.",
)


@app.command()
def new() -> None:
    """Print a new secret. Keep it in a file that only you can read; this is the one place where it is made."""
    typer.echo(secrets.token_hex(32))


@app.command()
def commit() -> None:
    """Print the hash of the secret, to be published before the first play."""
    typer.echo(_commitment(_secret()))


@app.command()
def reveal() -> None:
    """Print the SECRET ITSELF with what others need to check it: for after the last play, never before."""
    secret = _secret()
    committed = _commitment(secret)
    revealed = {
        "format": FORMAT,
        "secret": secret,
        "commitment": committed,
        "tieout": __version__,
        "families": {family.name: family.version for family in FAMILIES},
    }
    typer.echo(json.dumps(revealed, indent=1))


@app.command()
def check(
    revealed: Annotated[
        Path | None, typer.Argument(help="What reveal printed. Default: the secret in the environment.")
    ] = None,
    commitment: Annotated[str, typer.Option(help="The hash that was published beforehand.")] = "",
) -> None:
    """Check a revealed secret against the hash that was published. Ends with status 1 where it is another secret."""
    if not commitment:
        _fail("--commitment is missing. Give the hash that was published before the plays.")
    said = _read(revealed) if revealed is not None else {"secret": _secret()}
    if not hmac.compare_digest(_commitment(said["secret"]).encode(), commitment.strip().lower().encode()):
        typer.echo(f"This is NOT the secret behind the commitment {commitment.strip()}.")
        raise typer.Exit(1)
    typer.echo("This is the secret that was committed to.")
    ours = {family.name: family.version for family in FAMILIES}
    if said.get("families", ours) != ours:
        typer.echo(
            f"Its months were made by Tieout {said.get('tieout', '?')} with other versions of the families; "
            "make them again with that release."
        )
    else:
        typer.echo(f"Set {VARIABLE} to it, and list, show, score and explain work on every task of the split.")


def _secret() -> str:
    secret = os.environ.get(VARIABLE, "")
    if not secret:
        _fail(f"{VARIABLE} is not set. Set it to the secret; make one with: tieout secret new")
    return secret


def _commitment(secret: str) -> str:
    try:
        return commitment(secret)
    except SecretError as error:
        _fail(str(error))


def _read(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        _fail(f"{path} cannot be read: {error.strerror}. Name a file.")
    except ValueError:
        said = None
    if not isinstance(said, dict) or said.get("format") != FORMAT or not isinstance(said.get("secret"), str):
        _fail(f"{path} is not what `tieout secret reveal` prints. Name a file with its output.")
    return said


def _fail(message: str) -> NoReturn:
    typer.echo(f"tieout: {message}", err=True)
    raise typer.Exit(2)
