"""Roll out: one agent, one episode, one transcript."""

from dataclasses import dataclass

from tieout.agents.play import Agent
from tieout.episode import advance, begin
from tieout.tasks.family import Task
from tieout.tools.calls import ToolCall, View


@dataclass(frozen=True, slots=True)
class Transcript:
    """Every call with the view that it got. ``score`` is the terminal score, ``reward_sum`` what the steps paid."""

    task: Task
    agent: str
    opening: View
    turns: tuple[tuple[ToolCall, View], ...]

    @property
    def done(self) -> bool:
        return bool(self.turns) and self.turns[-1][1].done

    @property
    def reward_sum(self) -> float:
        return sum(view.reward for _, view in self.turns)

    @property
    def explanation(self) -> dict[str, object]:
        """The explained score of the terminal view; empty where the episode did not end."""
        return dict(self.turns[-1][1].explanation or {}) if self.turns else {}

    @property
    def score(self) -> float:
        return float(self.explanation.get("score", 0.0))  # type: ignore[arg-type]


def run(agent: Agent, task: Task, name: str = "", reward_mode: str = "terminal") -> Transcript:
    """Play a task in process. An agent that stops early has the period closed for it: the close is graded as it stands."""
    episode, view = begin(task, reward_mode)
    opening = view
    turns: list[tuple[ToolCall, View]] = []
    play = agent(opening)
    try:
        call = next(play)
        while True:
            episode, view = advance(episode, call)
            turns.append((call, view))
            if view.done:
                break
            call = play.send(view)
    except StopIteration:
        call = ToolCall("close_period", {})
        episode, view = advance(episode, call)
        turns.append((call, view))
    finally:
        play.close()
    return Transcript(task, name, opening, tuple(turns))
