"""The null agent: closes at once and does nothing else."""

from tieout.agents.protocol import Agent, Play, call
from tieout.tools.messages import View


def make(task_id: str, seed: int) -> Agent:
    """The agent, the same for every task."""

    def play(opening: View) -> Play:
        yield call("close_period", confirm=True)

    return play
