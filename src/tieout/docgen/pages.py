"""Which pages there are."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from tieout.docgen import error_codes, gallery, refusals, tools, treatments
from tieout.docgen.realism import page as realism

PAGES: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "error-codes.md": error_codes.page,
        "gallery.md": gallery.page,
        "realism.md": realism.page,
        "refusals.md": refusals.page,
        "tools.md": tools.page,
        "treatments.md": treatments.page,
    }
)
