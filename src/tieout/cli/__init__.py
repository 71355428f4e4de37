"""The command line: ``tieout list | show | play | export | evaluate``."""

from tieout.cli.commands import main

__all__ = ["main"]
