"""The one module of the core that reads files: the wording bank that comes with the package, as it lies there.

It reads nothing but the package's own data, which is as fixed as its code; the import rules name this exception.
"""

import importlib.resources
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tieout.scenario.letters.bank import WordingBank


@cache
def files() -> Mapping[str, str]:
    """The TOML texts of the package's bank by file name."""
    folder = importlib.resources.files(__package__) / "wordings"
    found = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}
    return MappingProxyType(dict(sorted(found.items())))


@cache
def packaged() -> WordingBank:
    """The bank of the package, read and checked once."""
    return WordingBank.read(files())
