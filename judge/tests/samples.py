"""One small judgement with every kind of finding in it, always the same."""

from dataclasses import replace

from envjudge import evidence, policy, replay, values
from envjudge.evidence import Evidence, Recording
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.judge import Judgement

SCRIPT = replay.parse({"replay": 1, "title": "a wrong answer is told the right one — \u202ehostile\u202c", "steps": [
    {"ws": {"type": "reset", "data": {"seed": 7}}},
    {"ws": {"type": "step", "data": {"answer": "x"}}, "times": 2},
    {"ws": {"type": "step", "data": {"answer": {"$answer": 1, "path": "data.observation.correct"}}},
     "expect": [{"path": "data.reward", "above": 0.5}, {"sum": "data.reward", "above": 0.9, "since": 1}]},
    {"http": "POST /reset", "body": {"episode_id": "\U0001f600"}, "session": "b", "expect": [{"path": "$status", "is": 200}]},
    {"ws": "no JSON: \x00\ud800"},
]})

FINDINGS: tuple[tuple[str, Finding], ...] = (
    ("runtime.startup", passed("healthy, and resets with an observation", seconds=0.25)),
    ("spec.forbidden_refused", replace(found("fail", "2 of 9 forbidden actions are taken", "validate actions against the schema",
                                             SCRIPT, "protocol", ("answer",), taken=2, of=9), confirmed=(1, 1))),
    ("tasks.bounds", skipped("no Task API", "implement list_splits, num_tasks and get_task")),
    ("spec.tool_descriptions", inapplicable("the subject lists no tools", "nothing to do for typed actions")),
    ("robust.inputs", Finding("", "error", "the judge failed: KeyError: 'x' at line 3", remedy="please report this")),
    ("semantic.floor_gap", found("warn", "doing nothing earns 0.6 (unconfirmed: not asked again)", "pay for results", mean=0.6)),
    ("exploit.feedback_leak", replace(found("fail", "the answer is told: <b>`|\x1b[31m@you\n]]>", "keep the answer out of feedback",
                                            SCRIPT, "observation", ("data.observation.correct",), reward=1.0, spread=float("inf")),
                                      confirmed=(1, 1))),
    ("runtime.oracle_containment", replace(found("fail", "state holds the answer", "keep it out of State", SCRIPT, "state", reward=1.0),
                                           confirmed=(1, 1))),
)


def heard() -> Evidence:
    """Two recordings and a note."""
    schema = evidence.exchange("http", "http", "GET /schema", '{"action": {"type": "object"}}', 1.5, 200)
    reset = evidence.exchange("ws", "reset", '{"type": "reset", "data": {}}', '{"type": "observation", "data": {}}', 2.25)
    facts = {"kind": "url", "manifest": None, "started": ["--url", "http://127.0.0.1:8000"]}
    return Evidence("http://127.0.0.1:8000", "openenv-ws", "quick",
                    (Recording("surface", "schema", "both", (schema,)), Recording("walks", "null/0", "find", (reset,))),
                    (("leaks", "cut short after 3.0 s in round find"),), values.canonical(facts))


def judgement(*findings: tuple[str, Finding]) -> Judgement:
    """A judgement with these findings, or with one of every kind."""
    given = tuple(replace(finding, check=check) for check, finding in findings or FINDINGS)
    rules = policy.load()
    return Judgement(heard(), given, rules, policy.weigh(given, rules))
