"""What a run is asked to do: the command line and the environment variables."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from tieout.agents.registry import AGENTS
from tieout.inference.endpoint import Model
from tieout.inference.report import Prices
from tieout.inference.sessions import ContainerLimits
from tieout.private_keys import WORDINGS, private_of_operator
from tieout.scenario.letters.sheets import WordingsError
from tieout.tasks.family import LEVELS, PRIVATE, SPLITS, Task
from tieout.tasks.private import VARIABLE, Private, SecretError
from tieout.tasks.registry import FAMILIES, TaskError, make_task, parse_task

DEFAULT_URL: Final = "https://router.huggingface.co/v1"
BUDGET_MINUTES: Final = 18.0
LLM: Final = "llm"
_EPILOG: Final = f"""\
environment variables
  API_BASE_URL   the model's OpenAI-compatible endpoint (default {DEFAULT_URL})
  MODEL_NAME     the model to ask (needed, unless --agent names a scripted one)
  HF_TOKEN       the endpoint's key; API_KEY is read where HF_TOKEN is not set
  {VARIABLE}   the operator's secret, for --split {PRIVATE}
  {WORDINGS}       a folder of wordings for its letters

standard output carries one [START], [STEP] or [END] line per event, episode by episode, then a table;
messages go to standard error. Exit status: 0 the run is complete or its time was up, 1 the endpoint is dead or
an episode failed, 2 something is missing or mistaken in the call, 130 interrupted (what was finished is kept).

examples
  MODEL_NAME=vendor/model HF_TOKEN=... python inference.py --json scores.json
  python inference.py --agent rulebot
  python inference.py --family bank_reconciliation --levels 1 --episodes 5 --url http://127.0.0.1:8000
"""


class UsageError(ValueError):
    """Something is missing or mistaken in the call. The message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. ``model`` is None for a scripted agent; ``budget`` is in seconds."""

    agent: str
    model: Model | None
    tasks: tuple[Task, ...]
    at_once: int
    budget: float
    context_tokens: int
    seed: int
    success_at: float
    url: str
    server: bool
    image: str
    limits: ContainerLimits
    prices: Prices
    json_file: Path | None
    transcripts: Path | None = None
    private: Private | None = field(default=None, repr=False)

    @property
    def shown_model(self) -> str:
        return self.model.name if self.model is not None else self.agent


def settings_from(arguments: Sequence[str], variables: Mapping[str, str]) -> Settings:
    """The settings of a call. UsageError where it makes no sense; SystemExit from ``--help`` and unknown options."""
    chosen = _parser().parse_args(arguments)
    if sum(map(bool, (chosen.url, chosen.image, chosen.server))) > 1:
        raise UsageError("--url, --image and --server exclude one another. Give one, or none to run in this process.")
    if chosen.parallel < 1 or chosen.episodes < 1 or chosen.budget_minutes <= 0 or chosen.context_tokens < 2_000:
        raise UsageError(
            "--parallel, --episodes and --budget-minutes are above 0, --context-tokens is at least 2000. Mend the value."
        )
    try:
        private = private_of_operator(variables)
    except (SecretError, WordingsError) as error:
        raise UsageError(str(error)) from None
    return Settings(
        agent=chosen.agent,
        model=_model(chosen, variables) if chosen.agent == LLM else None,
        tasks=_tasks(chosen, private),
        at_once=chosen.parallel,
        budget=60 * chosen.budget_minutes,
        context_tokens=chosen.context_tokens,
        seed=chosen.seed,
        success_at=chosen.success_at,
        url=chosen.url,
        server=chosen.server,
        image=chosen.image,
        limits=ContainerLimits(chosen.cpus, chosen.memory),
        prices=Prices(_price("--price-in", chosen.price_in), _price("--price-out", chosen.price_out)),
        json_file=Path(chosen.json) if chosen.json else None,
        transcripts=Path(chosen.transcripts) if chosen.transcripts else None,
        private=private,
    )


def _model(chosen: argparse.Namespace, variables: Mapping[str, str]) -> Model:
    name = variables.get("MODEL_NAME", "").strip()
    if not name:
        raise UsageError(
            "MODEL_NAME is not set. Set it to the model that the endpoint is to be asked for, "
            "for instance MODEL_NAME=vendor/model, or run a scripted agent with --agent rulebot."
        )
    key = variables.get("HF_TOKEN", "").strip() or variables.get("API_KEY", "").strip()
    if not key:
        raise UsageError(
            "Neither HF_TOKEN nor API_KEY is set. Set HF_TOKEN to the endpoint's key "
            "(any word, for an endpoint that asks for none), or run a scripted agent with --agent rulebot."
        )
    url = variables.get("API_BASE_URL", "").strip() or DEFAULT_URL
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"API_BASE_URL is {url!r}. It starts with http:// or https://, for instance {DEFAULT_URL}.")
    return Model(url, key, name, chosen.seed, chosen.temperature, chosen.reply_tokens, chosen.timeout)


def _tasks(chosen: argparse.Namespace, private: Private | None) -> tuple[Task, ...]:
    """The tasks, level by level, so that a run that is cut short has seen every family."""
    try:
        if chosen.task:
            return tuple(parse_task(task_id, private) for task_id in chosen.task)
        levels = [int(level) for level in chosen.levels.split(",")]
        names = chosen.family or [family.name for family in FAMILIES]
        return tuple(
            make_task(name, level, chosen.split, index, private)
            for index in range(chosen.first, chosen.first + chosen.episodes)
            for level in levels
            for name in names
        )
    except TaskError as error:
        raise UsageError(str(error)) from None
    except ValueError:
        raise UsageError(f"--levels is {chosen.levels!r}. Write levels with commas, for instance 0,1,2.") from None


def _price(option: str, text: str) -> Decimal | None:
    if not text:
        return None
    try:
        price = Decimal(text)
    except InvalidOperation:
        price = Decimal("NaN")
    if not price.is_finite() or price < 0:
        raise UsageError(f"{option} is {text!r}. Give US dollars per million tokens, for instance 0.60.")
    return price


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="inference.py",
        description="Let a language model, or a scripted agent, close months of Tieout, and score the closes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    who = parser.add_argument_group("who plays")
    names = [LLM, *(kind.name for kind in AGENTS)]
    who.add_argument("--agent", choices=names, default=LLM, help="llm (default) asks a model; the others are scripted")
    who.add_argument("--seed", type=int, default=7, help="sent to the model (default 7)")
    who.add_argument("--temperature", type=float, default=0.0, help="sent to the model (default 0)")
    who.add_argument("--context-tokens", type=int, default=24_000, help="bound on every prompt (default 24000)")
    who.add_argument("--reply-tokens", type=int, default=4_096, help="bound on every reply (default 4096)")
    who.add_argument("--timeout", type=float, default=120.0, help="seconds that one request may take (default 120)")
    what = parser.add_argument_group("what is played")
    what.add_argument(
        "--family", action="append", choices=[family.name for family in FAMILIES], help="may be repeated; default all"
    )
    what.add_argument("--levels", default="0,1,2", help=f"of {LEVELS[0]} to {LEVELS[-1]} (default 0,1,2)")
    what.add_argument("--split", choices=(*SPLITS, PRIVATE), default="test", help="default test")
    what.add_argument("--first", type=int, default=0, help="first month of each family and level (default 0)")
    what.add_argument("--episodes", type=int, default=1, help="months per family and level (default 1)")
    what.add_argument("--task", action="append", metavar="ID", help="these tasks instead; may be repeated")
    where = parser.add_argument_group("where the environment runs (default: in this process)")
    where.add_argument("--server", action="store_true", help="start the server as a child process")
    where.add_argument("--url", default="", help="use the server at this address")
    where.add_argument("--image", default="", help="run this container image")
    where.add_argument("--cpus", default="2", help="CPUs of the container (default 2)")
    where.add_argument("--memory", default="8g", help="memory of the container (default 8g)")
    how = parser.add_argument_group("how")
    how.add_argument(
        "--budget-minutes", type=float, default=BUDGET_MINUTES, help="wall clock of the whole run (default 18)"
    )
    how.add_argument("--parallel", type=int, default=9, help="episodes at once (default 9)")
    how.add_argument(
        "--success-at", type=float, default=0.5, help="score from which a closed month is a success (default 0.5)"
    )
    how.add_argument("--price-in", default="", metavar="USD", help="per million prompt tokens, to estimate the cost")
    how.add_argument("--price-out", default="", metavar="USD", help="per million reply tokens")
    how.add_argument("--json", default="", metavar="FILE", help="write scores, tokens and cost to this file")
    how.add_argument(
        "--transcripts", default="", metavar="DIR", help="write each play into this folder, for tieout explain"
    )
    return parser
