"""The company whose month a task is."""

from collections.abc import Callable
from typing import Final

from tieout.ledger.periods import Period
from tieout.scenario.archetypes import Archetype, any_trade
from tieout.scenario.company import Company, make_company
from tieout.scenario.seeds import Rng
from tieout.scenario.sizes import Volume
from tieout.tasks.family import Task

POLICY_AGE: Final = 8  # months since the policy was issued


def draw_company(
    task: Task,
    period: Period,
    rng: Rng,
    vendors: int,
    customers: int,
    volume: Volume,
    trade: Callable[[Archetype], bool] = any_trade,
) -> Company:
    """A company in the words of the task's split; ``period`` dates its policy and nothing else, ``trade`` says which
    archetypes will do."""
    issued = period.shift(-POLICY_AGE).first
    return make_company(task.vocabulary, rng, issued, vendors, customers, volume, task.wordings, trade)
