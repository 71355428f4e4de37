"""Challenge-style servers: the list of tasks, the grader, the baseline."""

from envjudge import known, values
from envjudge.evidence import Evidence, Exchange
from envjudge.findings import Finding, found, inapplicable, passed, skipped
from envjudge.scores import scores_in
from envjudge.scripts import told, want

_NOT = "the subject is no challenge-style server", "only for servers with /tasks, /grader and /baseline and no WebSocket"


def tasks_listed(evidence: Evidence) -> Finding:
    """/tasks lists three or more tasks, and what can be done in them is said."""
    if evidence.adapter != "challenge":
        return inapplicable(*_NOT)
    recording = evidence.one("surface", "tasks/challenge")
    tasks = known.challenge_tasks(evidence)
    if recording is None:
        return skipped("the tasks were not asked for", "give it more time: --budget standard")
    heard = recording.exchanges[-1]
    distinct = {values.canonical(task) for task in tasks}
    if len(distinct) < 3:
        return found("fail", f"GET /tasks lists {len(distinct)} task{'s'[:len(distinct) != 1]}; three are asked for", "list three or more tasks",
                     told("too few tasks", [heard], want("$status", "is", 200)), "protocol", about=("count",), tasks=len(distinct))
    bare = [task for task in tasks if not any(key in values.mapping(task) for key in ("action_schema", "actions", "action"))]
    if bare and "action_schema" not in values.mapping(heard.value):
        return found("warn", f"{len(bare)} of {len(tasks)} tasks say nothing of their actions", "give each task an action_schema",
                     told("a task without action schema", [heard], want("$status", "is", 200)), "protocol", about=("schema",), tasks=len(tasks))
    return passed(f"{len(distinct)} tasks with their actions", tasks=len(distinct))


def grader_varies(evidence: Evidence) -> Finding:
    """Every score of the grader is a number from 0 to 1, and not all play is given the same."""
    if evidence.adapter != "challenge":
        return inapplicable(*_NOT)
    asked = [(r, r.of_kind("grader")[-1]) for r in evidence.of("challenge", "graded") if r.of_kind("grader")]
    if not asked:
        return skipped("the grader was not asked", "list tasks at /tasks, and give it more time: --budget standard")
    given: list[tuple[float, Exchange]] = []
    for recording, heard in asked:
        scores = scores_in(heard.value) if heard.status == 200 else ()
        if not scores:
            return found("fail", f"/grader answers {heard.status or heard.fault} without a score", "answer {\"score\": x}",
                         told("the grader gives no score", recording.exchanges, want("$status", "is", heard.status)), "protocol", about=("none",))
        for path, score in scores:
            number = values.number(score)
            if number is None or not -1e-9 <= number <= 1 + 1e-9:
                return found("fail", f"/grader gives {values.canonical(score)[:60]}; scores are numbers from 0 to 1", "clamp nothing, normalise",
                             told("a score outside 0 to 1", recording.exchanges, want(path, "is", score)), "reward", about=("range",))
            given.append((number, heard))
    played = {values.canonical([e.request for e in r.of_kind("step")]) for r, _heard in asked}
    alike = len({round(score, 9) for score, _heard in given}) == 1
    if alike and given[0][0] == 0:
        return skipped("no play of ours earned anything, so the grader gave 0 to all", "declare an oracle, or give it more time: --budget deep")
    if alike and len(given) >= 4 and len(played) >= 3:
        recording = next((r for r, _heard in asked if r.label.endswith("/uniform")), asked[0][0])
        path = scores_in(asked[0][1].value)[0][0]
        return found("fail", f"/grader gave {given[0][0]:g} to all {len(given)} different plays of {len({r.label.split('/')[1] for r, _h in asked})} tasks",
                     "grade what was done", told("the grader gives the same to all", recording.exchanges, want(path, "is", given[0][0])),
                     "reward", about=("constant",), plays=len(given))
    return passed("scores lie in 0 to 1 and differ", plays=len(given), distinct=len({score for score, _heard in given}))


def baseline_repeats(evidence: Evidence) -> Finding:
    """/baseline answers with scores, and with the same ones when asked again."""
    if evidence.adapter != "challenge":
        return inapplicable(*_NOT)
    heard = [r.exchanges[-1] for r in evidence.of("challenge", "baseline")]
    if len(heard) < 2 or any(each.fault == "timeout" for each in heard):
        return skipped("/baseline was not answered twice in time", "give it more time: --budget standard; set the variables of its model with --env")
    first, second = (scores_in(each.value) if each.status == 200 else () for each in heard[:2])
    if not first:
        return found("fail", f"/baseline answers {heard[0].status or heard[0].fault} without scores", "answer {\"scores\": {task: x}}",
                     told("the baseline gives no scores", heard[:1], want("$status", "is", heard[0].status)), "protocol", about=("none",))
    unlike = [path for (path, score), (_path, other) in zip(first, second, strict=False)
              if abs((values.number(score) or 0.0) - (values.number(other) or 0.0)) > 0.02]
    if unlike or len(first) != len(second):
        path = unlike[0] if unlike else first[0][0]
        before = values.at(heard[0].value, *values.parse_path(path))
        return found("fail", f"/baseline gives other scores when asked again: {', '.join(unlike[:4])}", "seed the baseline, temperature 0",
                     told("the baseline does not reproduce", heard[:2], want(path, "isnt", before)), "reward", about=("unlike",))
    return passed("the baseline gives the same scores twice", scores=len(first))
