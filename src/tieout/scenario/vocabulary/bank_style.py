"""How banks mutilate a counterpart's name."""

from tieout.scenario.seeds import Rng

_NOT_IN_NAMES = b".,'&"
_FORMS = frozenset(["INC", "LLC", "CO", "CORP", "LTD", "GROUP", "ENTERPRISES", "PARTNERS", "LLP"])
_VOWELS = str.maketrans("", "", "AEIOU")


def as_printed(rng: Rng, name: str) -> str:
    """``Marlbrook Freight Co.`` as ``MARLBROOK FREIGHT``, ``MARLBROOK FRE``, ``MARLBROOK FRGHT`` … or as it is."""
    manner = rng.below(8)
    if manner == 0:
        return name
    words = name.upper().encode().translate(None, _NOT_IN_NAMES).decode().split()  # by bytes, a third of the time
    if manner < 3:
        return " ".join(words)
    core = [word for word in words if word not in _FORMS] or words
    if manner < 5:
        return " ".join(core)
    if manner == 5:
        return " ".join(core)[: rng.between(11, 18)].rstrip()
    if manner == 6:
        return " ".join([core[0], *(word[:1] + word[1:].translate(_VOWELS) for word in core[1:])])
    return core[0] if len(core[0]) > 3 else " ".join(core[:2])
