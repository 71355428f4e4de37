"""Records that are quickly made are records like any other."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from inspect import signature
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.ledger.records import quickly_made, unchecked


@quickly_made
@dataclass(frozen=True, slots=True)
class Quick:
    a: int
    b: str = "x"

    def __post_init__(self) -> None:
        if self.a == 13:
            raise ValueError(self.a)


@dataclass(frozen=True, slots=True)
class Plain:
    a: int
    b: str = "x"


@given(st.integers().filter(lambda number: number != 13), st.text())
def test_equal_to_the_plain_record_but_for_its_speed(a: int, b: str) -> None:
    """Same fields, defaults, text, hash; by position and by name; equal only to its own kind."""
    for quick, plain in ((Quick(a, b), Plain(a, b)), (Quick(b=b, a=a), Plain(b=b, a=a)), (Quick(a), Plain(a))):
        assert repr(quick).removeprefix("Quick") == repr(plain).removeprefix("Plain")
        assert hash(quick) == hash(plain)
        assert (quick == replace(quick), quick == plain) == (True, False)


def test_it_is_frozen_and_its_hook_runs() -> None:
    """Nothing sets a field later, and a check behind ``__init__`` still refuses."""
    with pytest.raises(FrozenInstanceError):
        Quick(1).a = 2
    with pytest.raises(ValueError, match="13"):
        Quick(13)
    with pytest.raises(TypeError):
        Quick()


def test_it_is_made_like_the_plain_record() -> None:
    """Parameters with their types and defaults; a traceback names the class, as it would name the plain one."""
    assert signature(Quick).parameters == signature(Plain).parameters
    assert get_type_hints(Quick.__new__) == {"a": int, "b": str, "return": Quick}
    assert Quick.__new__.__qualname__ == "Quick.__new__"


def test_it_is_copied_and_pickled_as_a_whole() -> None:
    """A twin is equal, of the same kind, and as frozen; a record made without its checks is one like any other."""
    for twin in (copy.copy(Quick(1)), copy.deepcopy(Quick(1)), pickle.loads(pickle.dumps(Quick(1)))):
        assert twin == Quick(1)
        assert type(twin) is Quick
    assert unchecked(Quick)(Quick, 13).a == 13
    with pytest.raises(FrozenInstanceError):
        unchecked(Quick)(Quick, 13).a = 1


def test_a_field_that_takes_more_than_an_assignment_is_turned_down() -> None:
    """A default that is made anew for each record would be shared."""

    @dataclass(frozen=True, slots=True)
    class Listed:
        a: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Listed\.a"):
        quickly_made(Listed)
