"""Which task a reset asks for. Nothing here starts anything; a request that cannot be met is a refusal.

Three ways to ask: by ``task_id``; by ``split`` and ``index``, as the Task API counts; or by ``seed``, which picks a
month by hashing among those that ``split`` (train unless given), ``family`` and ``level`` leave. The first two name
one task, and a seed beside them changes nothing: a task is the same month whatever the seed. The split ``private`` needs
the operator's keys.
"""

import os
from typing import Final

from tieout.episode import REWARD_MODES
from tieout.ledger.refusal import Refusal
from tieout.scenario.seeds import Rng
from tieout.tasks.family import LEVELS, PRIVATE, SPLITS, Task
from tieout.tasks.private import VARIABLE, Private
from tieout.tasks.registry import FAMILIES, KINDS, NoSecretError, TaskError, make_task, num_tasks, parse_task, task_at

MAX_SEED: Final = 2**64 - 1
MAX_EPISODE_ID: Final = 255
WHOLE_REMEDY: Final = "Send such a number, or leave it out."
_FAMILY_NAMES: Final = tuple(family.name for family in FAMILIES)


def choose_task(
    *,
    seed: object,
    split: object,
    index: object,
    family: object,
    level: object,
    task_id: object,
    private: Private | None = None,
) -> Task | Refusal:
    """The task that these arguments of a reset name; None stands for "not given"."""
    if split == PRIVATE and private is None:
        return _private_off("split", split)
    refusal = (
        _not_whole("seed", seed, MAX_SEED)
        or _not_one_of("split", split, SPLITS if private is None else (*SPLITS, PRIVATE))
        or _not_one_of("family", family, _FAMILY_NAMES)
        or _not_one_of("level", level, LEVELS)
    )
    if refusal is not None:
        return refusal
    given = {"family": family, "level": level}
    if task_id is not None:
        named = _named_task(task_id, private)
        if isinstance(named, Refusal):
            return named
        given["split"] = split
        if index is not None:
            indexed = _indexed_task(named.split, index, private)
            if indexed != named:
                return indexed if isinstance(indexed, Refusal) else _contradiction("index", index, named)
        return _agreeing(named, given)
    in_split = "train" if split is None else str(split)
    if index is not None:
        indexed = _indexed_task(in_split, index, private)
        return indexed if isinstance(indexed, Refusal) else _agreeing(indexed, given)
    draw = Rng("reset", in_split, seed if isinstance(seed, int) else int.from_bytes(os.urandom(16), "big"))
    drawn_family, drawn_level = draw.choice(_FAMILY_NAMES), draw.choice(LEVELS)
    return make_task(
        drawn_family if family is None else str(family),
        level if isinstance(level, int) else drawn_level,
        in_split,
        draw.below(num_tasks(in_split, private) // KINDS),
        private,
    )


def check_episode_id(episode_id: object) -> Refusal | None:
    """Why ``episode_id`` cannot be one, or None."""
    if episode_id is None or (
        isinstance(episode_id, str) and 0 < len(episode_id) <= MAX_EPISODE_ID and episode_id.isprintable()
    ):
        return None
    rule = f"An episode id is a printable string of 1 to {MAX_EPISODE_ID} characters."
    return _refusal("episode_id", episode_id, rule, "Send such a string, or leave it out.")


def check_reward_mode(mode: object) -> Refusal | None:
    """Why ``mode`` cannot be the reward mode, or None."""
    return _not_one_of("reward", mode, REWARD_MODES)


def unknown_option(name: str) -> Refusal:
    """The refusal of an argument that reset does not have."""
    return Refusal(
        "reset.unknown",
        f"reset has no argument {_shown(name)}.",
        "Only declared arguments are accepted, so that a misspelt one is not lost.",
        "Use: seed, episode_id, split, index, family, level, task_id, reward.",
    )


def _named_task(task_id: object, private: Private | None) -> Task | Refusal:
    if not isinstance(task_id, str) or len(task_id) > MAX_EPISODE_ID:
        return _refusal(
            "task_id", task_id, "A task id is a string.", "Send one such as 'bank_reconciliation.v2/test/L2/17'."
        )
    try:
        return parse_task(task_id, private)
    except NoSecretError:
        return _private_off("task_id", task_id)
    except TaskError:
        return _refusal(
            "task_id",
            task_id,
            "A task id names a family with its version, a split, a level and a month that exist.",
            "Send one such as 'bank_reconciliation.v2/test/L2/17', as the Task API lists them.",
        )


def _indexed_task(split: str, index: object, private: Private | None) -> Task | Refusal:
    most = num_tasks(split, private) - 1
    if type(index) is int and 0 <= index <= most:
        return task_at(split, index, private)
    return _refusal("index", index, _whole_rule("index", most), WHOLE_REMEDY)


def _agreeing(task: Task, given: dict[str, object]) -> Task | Refusal:
    """The task, unless an argument says something else about it."""
    for name, value in given.items():
        if value is not None and value != getattr(task, name):
            return _contradiction(name, value, task)
    return task


def _contradiction(name: str, value: object, task: Task) -> Refusal:
    return _refusal(
        name,
        value,
        f"Arguments of one reset must agree; the others name {task.id}.",
        f"Leave {name} out, or name the task by task_id alone.",
        code="reset.contradiction",
    )


def _private_off(name: str, value: object) -> Refusal:
    return Refusal(
        "reset.private_off",
        f"reset got {name}={_shown(value)}.",
        "Months of the split private are made from the operator's secret, and this server has none.",
        f"Name a task of {', '.join(SPLITS)}; as the operator, set {VARIABLE}.",
    )


def _not_whole(name: str, value: object, most: int) -> Refusal | None:
    if value is None or (type(value) is int and 0 <= value <= most):
        return None
    return _refusal(name, value, _whole_rule(name, most), WHOLE_REMEDY)


def _whole_rule(name: str, most: int) -> str:
    return f"{name} is a whole number from 0 to {most}."


def _not_one_of(name: str, value: object, allowed: tuple[object, ...]) -> Refusal | None:
    if value is None or any(type(value) is type(entry) and value == entry for entry in allowed):
        return None
    listed = ", ".join(map(str, allowed))
    return _refusal(name, value, f"{name} is one of: {listed}.", "Send one of these, or leave it out.")


def _refusal(name: str, value: object, rule: str, remedy: str, code: str = "reset.value") -> Refusal:
    return Refusal(code, f"reset got {name}={_shown(value)}.", rule, remedy)


def _shown(value: object) -> str:
    """The value as one would type it, in ASCII, cut: it came from outside and may be huge."""
    if isinstance(value, int) and value.bit_length() > 200:
        return f"a number of {value.bit_length()} bits"
    if isinstance(value, str | bytes):
        return ascii(value[:60])
    if isinstance(value, list | tuple | dict):
        return f"{'an object' if isinstance(value, dict) else 'an array'} of {len(value)} element(s)"
    return ascii(value)[:60]
