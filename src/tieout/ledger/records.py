"""Frozen records that months are made of by the thousand."""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Kind = TypeVar("Kind", bound=type[Any])


def quickly_made(kind: Kind) -> Kind:
    """Decorates a frozen dataclass with slots whose fields have plain defaults, if any.

    The ``__init__`` that such a class comes with writes each field by ``object.__setattr__``, which looks the field up
    first. This one writes through the slot's own setter, which takes half the time. Nothing else changes: the record
    is as frozen as it was.
    """
    parameters, body = ["self"], []
    known: dict[str, Any] = {}
    for one in fields(kind):
        if one.default_factory is not MISSING or not one.init:
            raise TypeError(f"{kind.__name__}.{one.name} takes more than an assignment")
        known[f"_set_{one.name}"] = kind.__dict__[one.name].__set__
        body.append(f"    _set_{one.name}(self, {one.name})")
        parameters.append(one.name)
        if one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            parameters[-1] += f"=_default_{one.name}"
    if hasattr(kind, "__post_init__"):
        body.append("    self.__post_init__()")
    made: dict[str, Any] = {}
    source = "\n".join((f"def __init__({', '.join(parameters)}):", *body))
    exec(source, known, made)  # noqa: S102 - as dataclasses do it: the text is made of the names of fields
    init = made["__init__"]
    init.__annotations__, init.__qualname__ = dict(kind.__init__.__annotations__), kind.__init__.__qualname__
    kind.__init__ = init
    return kind
