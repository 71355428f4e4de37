"""Which of two papers or assets a letter means: the larger, the smaller, the older, the newer."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, TypeVar

from tieout.agents.script.letters import in_one_line

_Size = TypeVar("_Size", int, date)
_PAIR: Final = r"(?P<which>larger|smaller|older|newer|less expensive|more expensive|cheaper|whichever)? ?of ({id}) and ({id})(?P<after>[^.;,]{{0,40}})"
_GREATER: Final = ("larger", "more", "newer", "later", "more expensive", "higher")


def named_in(text: str, prefix: str, sizes: Mapping[str, _Size]) -> str:
    """The one id with the prefix that a text names, chosen by ``sizes`` where it names two; empty where there is none."""
    flat = in_one_line(text).replace(" once more", "")
    one = rf"{prefix}-\d+"
    pair = re.search(_PAIR.format(id=one), flat)
    if pair is None:
        found = re.search(rf"\b{one}\b", flat)
        return found[0] if found else ""
    names = [pair[2], pair[3]]
    if any(name not in sizes for name in names):
        return ""
    words = f"{pair['which'] or ''} {pair['after']}"
    order = sorted(names, key=lambda name: sizes[name])
    return order[1] if any(word in words for word in _GREATER) else order[0]
