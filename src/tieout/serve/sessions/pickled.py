"""Tasks and scenarios as bytes between the server and its own workers. Nothing that a client sent is ever unpickled."""

import copyreg
import pickle
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from tieout.scenario.reveal import Scenario
from tieout.tasks.family import Task
from tieout.tasks.registry import family_of

LENGTH: Final = 8  # bytes of a message's length, before the message


def packed(message: bytes) -> bytes:
    """A message with its length before it."""
    return len(message).to_bytes(LENGTH) + message


def task_bytes(task: Task) -> bytes:
    """A task for a worker."""
    return pickle.dumps(task, pickle.HIGHEST_PROTOCOL)


def task_of(message: bytes) -> Task:
    """The task that a server asks for."""
    task = pickle.loads(message)  # noqa: S301  # from the server's own pipe
    assert isinstance(task, Task)
    return task


def scenario_bytes(task: Task) -> bytes:
    """The month of a task, made here and now."""
    return pickle.dumps(family_of(task.family).build(task), pickle.HIGHEST_PROTOCOL)


def scenario_of_bytes(message: bytes) -> Scenario:
    """The month that a worker made."""
    scenario = pickle.loads(message)  # noqa: S301  # from a worker of ours
    assert isinstance(scenario, Scenario)
    return scenario


def _proxy(content: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


def _reduced(proxy: MappingProxyType[Any, Any]) -> tuple[Any, ...]:
    return _proxy, (dict(proxy),)


copyreg.pickle(MappingProxyType, _reduced)  # pickle does not know read-only mappings
