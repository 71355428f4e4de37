"""The tasks that every contract is held to: each family, each level, TIEOUT_EPISODES months (20; the soak takes 1,000)."""

import os

import pytest

from tieout.tasks.family import LEVELS, Task
from tieout.tasks.registry import FAMILIES, make_task

EPISODES = int(os.environ.get("TIEOUT_EPISODES", "20"))
KINDS = [(family.name, level) for family in FAMILIES for level in LEVELS]


@pytest.fixture(params=KINDS, ids=[f"{family}-L{level}" for family, level in KINDS])
def months(request: pytest.FixtureRequest) -> list[Task]:
    """Months of one family and level: of test as far as it reaches, then of train."""
    family, level = request.param
    return [
        make_task(family, level, "test", index) if index < 50 else make_task(family, level, "train", index - 50)
        for index in range(EPISODES)
    ]
