"""The split that only its operator can make."""

import pickle
import re

import pytest

from tieout.episode import scenario_of
from tieout.scenario.archetypes import ARCHETYPES
from tieout.tasks.family import PRIVATE, SPLITS
from tieout.tasks.private import VARIABLE, SecretError, commitment, private_from, private_of
from tieout.tasks.registry import (
    FAMILIES,
    PRIVATE_SIZE,
    NoSecretError,
    TaskError,
    index_of,
    make_task,
    num_tasks,
    parse_task,
    task_at,
)

SECRET = "0123456789abcdef0123456789abcdef"
KEYS = private_of(SECRET)
OTHER = private_of(SECRET[::-1])


def test_equal_secrets_make_equal_months_and_others_make_others() -> None:
    """A month is a function of secret and index: ids, seeds and what is planted are the same, or all different."""
    for index in (0, 5, 11):
        one, two, other = (task_at(PRIVATE, index, keys) for keys in (KEYS, private_of(SECRET), OTHER))
        assert one == two and one.id == two.id != other.id and one.labels == two.labels != other.labels
        scenario_of.cache_clear()
        made = scenario_of(one)
        scenario_of.cache_clear()
        again = scenario_of(two)
        assert made is not again and made == again
        assert made.case.documents != scenario_of(other).case.documents


def test_ids_and_seeds_stay_what_they_are() -> None:
    """What a secret gives is fixed to the byte: plays of a season can be checked after it."""
    task = make_task("three_way_match", 2, PRIVATE, 1, KEYS)
    assert (task.family, task.level, task.index) == ("three_way_match", 2, 1)
    assert task.id == "private/98da2bffd2299547bf75f960"
    assert commitment(SECRET) == "9ad3a606b0ff51da04d831e2a1d3405b12318ce575a65e8d89df4443a573b95c"


def test_an_id_is_opaque_and_leads_back_to_its_month() -> None:
    """Hundreds of different ids that name no family, level or index; each is resolved with its secret alone."""
    tasks = [task_at(PRIVATE, index, KEYS) for index in range(PRIVATE_SIZE)]
    assert len({task.id for task in tasks}) == num_tasks(PRIVATE, KEYS) == PRIVATE_SIZE
    assert all(re.fullmatch(r"private/[0-9a-f]{24}", task.id) for task in tasks)
    assert [parse_task(task.id, KEYS) for task in tasks] == tasks
    assert [index_of(task) for task in tasks] == list(range(PRIVATE_SIZE))
    assert all(make_task(task.family, task.level, PRIVATE, task.index, KEYS) == task for task in tasks[:24])
    with pytest.raises(TaskError, match="belongs to one secret"):
        parse_task(tasks[0].id, OTHER)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: num_tasks(PRIVATE),
        lambda: task_at(PRIVATE, 0),
        lambda: make_task(FAMILIES[0].name, 1, PRIVATE, 0),
        lambda: parse_task("private/04b2a1a5d57d1a5e2b16bf5f"),
    ],
)
def test_without_the_secret_it_is_refused(ask) -> None:
    """Value, rule and remedy, wherever one asks."""
    with pytest.raises(NoSecretError, match=f"'private' is not open here.*operator's secret.*Set {VARIABLE}"):
        ask()


def test_no_id_in_the_public_form_leads_to_it() -> None:
    """The public form of an id names no private month, with or without the secret."""
    for keys in (None, KEYS):
        with pytest.raises(TaskError, match="name no family"):
            parse_task("bank_reconciliation.v2/private/L1/0", keys)


def test_private_months_are_like_those_of_test_and_share_none_with_them() -> None:
    """Same words and archetypes, one clean month in each ten; no company, document or seed of another split."""
    tasks = [make_task("bank_reconciliation", 1, PRIVATE, index, KEYS) for index in range(20)]
    assert {task.vocabulary for task in tasks} == {"test"}
    assert sum(task.clean for task in tasks[:10]) == sum(task.clean for task in tasks[10:]) == 1
    public = [make_task("bank_reconciliation", 1, split, index) for split in SPLITS for index in range(20)]
    assert not {task.labels for task in tasks} & {task.labels for task in public}
    names = {scenario_of(task).case.company for task in tasks}
    assert not names & {scenario_of(task).case.company for task in public} and len(names) > 15
    assert len(ARCHETYPES) > 6
    places = {
        tuple(make_task("bank_reconciliation", 1, PRIVATE, index, keys).clean for index in range(30))
        for keys in (KEYS, OTHER, private_of("x" * 32), private_of("y" * 32))
    }
    assert len(places) > 1, "which months are clean would be known without the secret"


def test_nothing_that_is_printed_shows_the_secret() -> None:
    """Neither the keys nor a task show secret, key or seed; keys survive the way to a worker process."""
    task = task_at(PRIVATE, 3, KEYS)
    seed = KEYS.seed(task.family, task.version, task.level)
    for shown in (repr(KEYS), str(KEYS), repr(task), task.id, repr([KEYS, task])):
        assert SECRET not in shown and seed not in shown and repr(KEYS._key)[2:-1] not in shown
    assert pickle.loads(pickle.dumps(KEYS)) == KEYS


@pytest.mark.parametrize("secret", ["x", "x" * 31, "x" * 31 + " ", "x" * 40 + "\n", "é" * 40, "\x7f" * 40])
def test_an_unfit_secret_is_refused_and_not_repeated(secret: str) -> None:
    """Too short to be hashed in public, or not what an environment variable carries unchanged."""
    with pytest.raises(SecretError, match=f"{VARIABLE} has .*tieout secret new") as refused:
        private_from({VARIABLE: secret})
    assert secret not in str(refused.value) or len(secret) == 1


def test_an_empty_variable_is_no_secret() -> None:
    """Unset or empty: the split is closed."""
    assert private_from({}) is None and private_from({VARIABLE: ""}) is None
    assert private_from({VARIABLE: SECRET}) == KEYS


@pytest.mark.parametrize(
    "task_id",
    [
        "bank_reconciliation.v2/test/L\u0663/\u0663",
        "bank_reconciliation.v2/test/L3/003",
        "bank_reconciliation.v2/test/L03/3",
        "bank_reconciliation.v2/test/L3/\u00b3",
        "bank_reconciliation.v2/test/L3/3\n",
        "bank_reconciliation.v2/test/L3/3/",
        "bank_reconciliation.v\u0662/test/L3/3",
        "bank_reconciliation.v02/test/L3/3",
        "bank_reconciliation.v2/test/L3/" + "9" * 5000,
        "bank_reconciliation.v2/test/L3/+3",
        "BANK_RECONCILIATION.v2/test/L3/3",
        "private/",
        "",
    ],
)
def test_an_id_has_one_spelling(task_id: str) -> None:
    """Digits of other scripts, leading zeros and trailing matter are another text, not another way to say it."""
    assert parse_task("bank_reconciliation.v2/test/L3/3").id == "bank_reconciliation.v2/test/L3/3"
    with pytest.raises(TaskError):
        parse_task(task_id, KEYS)
