"""What source code of an environment gives reason to suspect, by rule, with file and line. Pure: nothing is imported or run.

A suspicion is no proof. Checks that read these warn; what can be shown over the wire fails elsewhere. A line on which the
author has marked a security rule as considered (`# nosec`, `# noqa: S102`) is left out.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

RULES: dict[str, str] = {
    "calls": "eval, exec, pickle, yaml.load, os.system or a shell",
    "sandbox": "agent code is run in the process that grades",
    "default": "an exception is answered by credit",
    "outside": "grading reads the environment, the clock or the network",
    "seeding": "the process-wide random generator is seeded",
    "clamp": "scores are clamped away from 0 and 1",
    "state": "the state has a field for the answer",
    "seed": "reset takes a seed and does not use it",
    "verdict": "a verdict is read from a file",
}
_GRADES = re.compile(r"(grade|grading|grader|score|scoring|reward|verif|evaluat)", re.IGNORECASE)
_ANSWERS = re.compile(r"^_?(correct_|right_|true_)?(answer|truth|ground_truth|expected(_\w+)?|solution|gold|secret(_\w+)?|target_word|answer_key|hidden_\w+)s?$")
_VERDICT = re.compile(r"(^|/)(reward|score|verdict|grade)\.(txt|json)$")
_CALLS = {"eval", "exec", "pickle.load", "pickle.loads", "os.system", "os.popen", "marshal.loads", "yaml.unsafe_load", "dill.loads", "cloudpickle.loads"}
_OUTSIDE = {"os.getenv", "os.environ.get", "time.time", "datetime.now", "datetime.datetime.now", "datetime.utcnow", "date.today",
            "datetime.date.today", "requests.get", "requests.post", "httpx.get", "httpx.post", "urllib.request.urlopen"}
_SEEDING = {"random.seed", "np.random.seed", "numpy.random.seed", "torch.manual_seed"}
_SANDBOX = {"LocalPythonExecutor", "PythonInterpreter", "InteractiveInterpreter"}
_CONSIDERED = re.compile(r"#\s*(nosec\b|noqa:.*\bS\d{3}\b)")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A rule, where, and the source line (at most 160 characters)."""

    rule: str
    file: str
    line: int
    text: str


def suspicions(file: str, source: str) -> tuple[Suspicion, ...]:
    """Everything suspicious in one file, in the order of its lines; nothing where it does not parse."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    lines = source.splitlines()
    found = {(rule, node.lineno) for rule, node in _all(tree) if not _CONSIDERED.search(lines[node.lineno - 1])}
    return tuple(Suspicion(rule, file, line, lines[line - 1].strip()[:160]) for rule, line in sorted(found, key=lambda each: (each[1], each[0])))


def _all(tree: ast.Module) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _called(node)
        elif isinstance(node, ast.ClassDef):
            yield from _declared(node)
        elif isinstance(node, _Function) and _GRADES.search(node.name):
            yield from _graded(node)


def _called(node: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    name = _name(node.func)
    last = name.rpartition(".")[2]
    shell = any(each.arg == "shell" and isinstance(each.value, ast.Constant) and each.value.value is True for each in node.keywords)
    if name in _CALLS or shell or (name == "yaml.load" and not any("Safe" in ast.dump(each) for each in (*node.args[1:], *node.keywords))):
        yield "calls", node
    if last in _SANDBOX:
        yield "sandbox", node
    if _clamps(node):
        yield "clamp", node
    texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if last in {"open", "Path", "read_text", "load"} and any(_VERDICT.search(text) for text in texts):
        writes = len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and "r" not in str(node.args[1].value)
        if not writes:
            yield "verdict", node


def _clamps(node: ast.Call) -> bool:
    """`max(0.001, min(0.999, x))` in either order, and numpy's clip; bounds within a tenth of 0 and 1."""
    if _name(node.func).rpartition(".")[2] not in {"max", "min", "clip"}:
        return False
    numbers = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, float)]
    return any(0 < number <= 0.1 for number in numbers) and any(0.9 <= number < 1 for number in numbers)


def _declared(node: ast.ClassDef) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    if node.name.endswith("State"):
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _ANSWERS.match(field.target.id):
                yield "state", field
    methods = {each.name: each for each in node.body if isinstance(each, _Function)}
    reset = methods.get("reset")
    if reset is None or not {"step", "step_async"} & set(methods):
        return
    arguments = (*reset.args.args, *reset.args.kwonlyargs)
    used = {each.id for each in ast.walk(reset) if isinstance(each, ast.Name)}
    if any(each.arg == "seed" for each in arguments) and "seed" not in used and "locals" not in used:
        yield "seed", reset
    for method in methods.values():
        for each in ast.walk(method):
            if isinstance(each, ast.Call) and _name(each.func) in _SEEDING:
                yield "seeding", each


def _graded(node: _Function) -> Iterator[tuple[str, ast.expr | ast.stmt]]:
    for each in ast.walk(node):
        if isinstance(each, ast.ExceptHandler):
            for inner in ast.walk(each):
                if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Constant) and _credit(inner.value.value):
                    yield "default", inner
        elif (isinstance(each, ast.Call) and _name(each.func) in _OUTSIDE) or (isinstance(each, ast.Subscript) and _name(each.value) == "os.environ"):
            yield "outside", each


def _credit(value: object) -> bool:
    return value is True or (isinstance(value, int | float) and not isinstance(value, bool) and value > 0)


def _name(node: ast.expr) -> str:
    """The dotted name of an expression, empty if it is none."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
