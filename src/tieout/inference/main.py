"""The command line of the baseline, from settings to exit status."""

import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import Any

from tieout.agents.llm.agent import LlmAgent, Tally
from tieout.inference.endpoint import Endpoint
from tieout.inference.outcome import Ending, Outcome
from tieout.inference.report import as_data, summary_of, table
from tieout.inference.runner import Clock, Player, Run
from tieout.inference.sessions import EnvironmentFailedError, chosen
from tieout.inference.settings import Settings, UsageError, settings_from
from tieout.rollout import made
from tieout.tasks.family import Task

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None, variables: Mapping[str, str] | None = None) -> int:
    """Run, print, and give the exit status: 0 complete, 1 failed, 2 mistaken call, 130 interrupted."""
    try:
        settings = settings_from(
            sys.argv[1:] if arguments is None else arguments, os.environ if variables is None else variables
        )
        if settings.json_file is not None:
            settings.json_file.touch()  # a mistaken path shows now, not after 18 minutes
    except UsageError as error:
        _say(f"inference.py: {error}")
        return USAGE
    except OSError as error:
        _say(f"inference.py: --json cannot be written: {error}. Name a file in a folder that exists.")
        return USAGE
    clock = Clock(settings.budget)
    endpoint = Endpoint(settings.model, clock.seconds_left, clock.pause, _say) if settings.model is not None else None
    # Also where a shell or a container started us with either signal ignored or fatal: finished episodes are kept.
    previous = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with chosen(
            settings.url, settings.image, settings.limits, server=settings.server, private=settings.private
        ) as connect:
            run = Run(
                settings.tasks,
                connect,
                _player(settings, endpoint),
                clock,
                model=settings.shown_model,
                at_once=settings.at_once,
                success_at=settings.success_at,
                write=_print,
                progress=_say,
                transcripts=settings.transcripts,
            )
            outcomes = run.play_all()
    except EnvironmentFailedError as error:
        _say(f"inference.py: {error}")
        return FAILED
    except KeyboardInterrupt:
        _say("inference.py: interrupted before the first episode")
        return INTERRUPTED
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
    _print(table(outcomes, settings.prices, asks_model=endpoint is not None))
    if endpoint is not None and (endpoint.retried or endpoint.spared):
        refused = f" The endpoint takes no {', '.join(endpoint.spared)}." if endpoint.spared else ""
        _print(f"{endpoint.retried} requests were sent again.{refused}")
    if settings.json_file is not None:
        data = as_data(outcomes, settings.prices, settings.agent, _about(settings, endpoint))
        settings.json_file.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    if run.dead:
        _say(f"inference.py: the model's endpoint is dead. {run.dead}")
    return _status(run, outcomes, settings)


def _player(settings: Settings, endpoint: Endpoint | None) -> Any:
    """How the agent of a task is made, with the tally that it keeps."""

    def make(task: Task) -> Player:
        if endpoint is None:
            return made(settings.agent, task), Tally()  # as `tieout evaluate` does
        agent = LlmAgent(endpoint, settings.context_tokens)
        return agent, agent.tally

    return make


def _about(settings: Settings, endpoint: Endpoint | None) -> dict[str, Any]:
    model = settings.model
    return {
        "env": "tieout",
        "model": settings.shown_model,
        "endpoint": model.url if model is not None else None,
        "temperature": model.temperature if model is not None else None,
        "seed": settings.seed,
        "budget_seconds": settings.budget,
        "requests_sent_again": endpoint.retried if endpoint is not None else 0,
        "refused_by_endpoint": list(endpoint.spared) if endpoint is not None else [],
    }


def _status(run: Run, outcomes: Sequence[Outcome], settings: Settings) -> int:
    if run.interrupted:
        return INTERRUPTED
    failed = any(outcome.ending is Ending.FAILED for outcome in outcomes)
    return FAILED if run.dead or failed or not summary_of(outcomes, settings.prices).graded else OK


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _print(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:  # nobody reads any more, as under `| head`: the run and its file still matter
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
