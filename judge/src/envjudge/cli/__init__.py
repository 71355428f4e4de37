"""The command line: `envjudge run | recheck | replay | list | selftest`. Nothing heavy is imported before a command runs."""

from envjudge.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the `envjudge` command."""
    app(prog_name="envjudge")
