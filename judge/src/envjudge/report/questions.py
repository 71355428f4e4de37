"""What a reviewer must answer and no measurement can: each question with the evidence at hand. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from envjudge.report.about import About, tasks_told
from envjudge.report.play import Rung
from envjudge.report.text import bounded, figure, plural


@dataclass(frozen=True, slots=True)
class Question:
    """A question, why it is asked, and what is known that bears on it."""

    id: str
    asks: str
    why: str
    evidence: tuple[str, ...]


def questions(found: About, rungs: Sequence[Rung], best: float | None, open_points: Sequence[tuple[str, str, str]]) -> tuple[Question, ...]:
    """The questions on utility and novelty. `open_points` are (title, status, summary) of what failed or was not established."""
    faults = [f"{status}: {title} – {bounded(summary, 240)}" for title, status, summary in open_points if status in {"fail", "warn"}]
    skipped = [f"{title} – {bounded(summary, 240)}" for title, status, summary in open_points if status == "skip"]
    verbs = [f"tool {tool.name}: {bounded(tool.means, 160) or 'no description'}" for tool in found.tools[:12]] or [
        f"field {field.name} ({field.kind}): {field.means or 'no description'}" for field in found.action[:12]]
    many = found.diversity
    variety = [tasks_told(found)]
    if many.heard:
        variety += [f"{many.distinct} of {plural(many.heard, 'first observation')} differ",
                    f"{plural(many.vocabulary, 'distinct word')} in {many.words:,}: type–token ratio {figure(many.vocabulary / many.words)}"
                    if many.words else "first observations hold no words"]
    refused = [f"{each.name}: {each.refused* 100:.0f} % of its actions were refused, mean return {figure(each.row.mean)}" for each in rungs]
    description = found.description or "the environment gives no description"
    return (
        Question("task", "Is this work that somebody does in the real world?", "A toy can be sound and still be of no use.",
                 (f"description: {bounded(description, 500)}", *verbs[:6])),
        Question("buyer", "Who would pay for an agent that is good at it, and for what?", "Utility is measured by whose time it saves.",
                 (f"description: {bounded(description, 300)}", f"best return heard: {figure(best) if best is not None else 'none'}; reward range "
                  f"{found.rewards} ({'declared' if found.declared else 'not declared'})")),
        Question("actions", "Is the action space that of the job?", "Skill should carry over to the tools that people use.",
                 tuple(verbs) or ("no actions are published",)),
        Question("diversity", "Are the tasks diverse, or one task with other numbers?", "What can be memorised is not learnt.", tuple(variety)),
        Question("difficulty", "Does the difficulty come from the task, or from the interface?",
                 "Agents should not fail for a misspelt field.", tuple(refused) or ("no agent played",)),
        Question("shortcut", "What would a shortcut look like, and is it closed?", "What pays without work is what training finds first.",
                 tuple(faults[:12]) or ("no check found one; look at the best transcript: was it work?",)),
        Question("open", "What did the judge not establish, and does it matter here?", "A check that was not made is not passed.",
                 tuple(skipped[:16]) or ("every check was made",)),
        Question("novelty", "Which known environments come nearest, and what is new?", "The judge knows no environment by name; search for these words.",
                 (f"words to search for: {', '.join(found.common_words)}" if found.common_words else "no words to search for",)),
        Question("readme", "Is the README complete: purpose, actions, observations, tasks, rewards, set-up, baseline scores?",
                 "A stranger must be able to use it.",
                 (found.packaged, *((f"served at /metadata: {plural(len(found.readme), 'character')}",
                                     f"headings: {', '.join(found.headings) or 'none'}") if found.readme else ("no README is served at /metadata",)))),
        Question("verdict", "Would you train on it? Your verdict in three sentences.", "The judge says whether scores can be trusted, not whether they are worth having.",
                 ()),
    )
