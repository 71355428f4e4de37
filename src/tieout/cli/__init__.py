"""The command line: ``tieout list | show | play | export | evaluate | explain | score | secret``."""

from tieout.cli.commands import main

__all__ = ["main"]
