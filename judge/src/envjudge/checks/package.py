"""Phase 1 and the white-box part of phase 3: what the files of a package directory say. The facts come from `package.gather`."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

from envjudge import known, likeness, suspicions, values
from envjudge.evidence import Evidence
from envjudge.findings import Check, Finding, found, inapplicable, passed, skipped
from envjudge.replay import Script
from envjudge.scripts import told, want

_NO_PACKAGE = "the subject is no package directory", "name the directory of the package instead of its address"
_NEEDED = ("server/app.py", "models.py", "client.py", "README.md", "pyproject.toml", "__init__.py")


def _facts(evidence: Evidence) -> dict[str, object]:
    return values.mapping(evidence.fact("package"))


def _of_package(judge: Callable[[dict[str, object]], Finding]) -> Callable[[Evidence], Finding]:
    """A check of the package's facts as one of the evidence; it does not apply to anything else."""
    def judged(evidence: Evidence) -> Finding:
        facts = _facts(evidence)
        finding = judge(facts) if facts else inapplicable(*_NO_PACKAGE)
        return replace(finding, channel="source") if finding.status in {"fail", "warn"} else finding
    judged.__doc__ = judge.__doc__
    return judged


def _texts(value: object) -> list[str]:
    return [str(each) for each in values.items(value)]


def manifest(facts: dict[str, object]) -> Finding:
    """openenv.yaml is there, parses, and says what OpenEnv's tools need, as they need it."""
    import jsonschema

    if values.at(facts, "manifest", "present") is not True:
        return found("fail", "there is no openenv.yaml", "write one; `openenv init` makes a skeleton", about=("missing",))
    error = values.at(facts, "manifest", "error")
    value = values.at(facts, "manifest", "value")
    if error or not isinstance(value, dict):
        return found("fail", f"openenv.yaml does not parse: {error or 'it is no mapping'}", "mend the YAML", about=("parse",))
    schema = json.loads(files("envjudge").joinpath("policies", "manifest.schema.json").read_text(encoding="utf-8"))
    wrong = [f"{values.show_path(tuple(each.absolute_path)) or 'the manifest'}: {each.message}"
             for each in jsonschema.Draft202012Validator(schema).iter_errors(value)]
    declares = "validation" in value
    upstream = _texts(values.at(facts, "manifest", "upstream")) if declares else []
    if wrong or upstream:
        return found("fail", f"openenv.yaml: {'; '.join((wrong or upstream)[:3])[:300]}", "see the manifest's rules in OpenEnv's documentation",
                     about=tuple((wrong or upstream)[:3]), errors=len(wrong or upstream))
    if values.at(facts, "app", "written") and values.at(facts, "app", "found") is not True:
        return found("warn", f"app: {values.at(facts, 'app', 'written')} names no module that is there", "name the module of the application, as server.app:app",
                     about=("app",))
    if not declares:
        return found("warn", "openenv.yaml has no validation: block, so `openenv validate` fails and nothing is declared that could be held to",
                     "declare reward range, resources, capabilities, types", about=("validation",))
    return passed("the manifest is valid", upstream=values.at(facts, "manifest", "upstream") is not None)


def layout(facts: dict[str, object]) -> Finding:
    """The files that OpenEnv's tools expect are where they expect them."""
    present = set(_texts(facts.get("files")))
    missing = [name for name in _NEEDED if name not in present]
    if values.at(facts, "dockerfile", "present") is not True:
        missing.append("Dockerfile (at the root or in server/)")
    if "pyproject.toml" in present:
        server = str(values.at(facts, "project", "server") or "")
        if not server.endswith(":main"):
            missing.append("[project.scripts] server = \"…:main\"")
        if not any(re.match(r"openenv\b", name) for name in _texts(values.at(facts, "project", "dependencies"))):
            missing.append("the dependency openenv")
    if "server/app.py" in present and not (values.at(facts, "app", "main") is True and values.at(facts, "app", "guard") is True):
        missing.append("main() in server/app.py, called under __main__")
    if missing:
        return found("warn", f"missing: {', '.join(missing)}", "`openenv init` shows the layout that `openenv push` and `build` work with",
                     about=tuple(missing), missing=len(missing))
    return passed("the layout is OpenEnv's")


def pinning(facts: dict[str, object]) -> Finding:
    """What is installed next month is what is installed today."""
    requirements = values.mapping(facts.get("requirements"))
    loose = _texts(requirements.get("loose"))
    if values.items(requirements.get("locks")) or (requirements.get("pinned") and not loose):
        return passed("dependencies are pinned", by=", ".join(_texts(requirements.get("locks")) or _texts(requirements.get("files"))))
    asked = loose or _texts(values.at(facts, "project", "dependencies"))
    if not asked:
        return skipped("no dependencies are declared", "declare them in pyproject.toml")
    return found("fail", f"{len(asked)} dependencies are not pinned and there is no lock file: {', '.join(asked[:4])}", "commit uv.lock, or pin with ==",
                 about=tuple(asked[:8]), loose=len(asked))


def secrets(facts: dict[str, object]) -> Finding:
    """No credential is shipped."""
    hits = [values.mapping(each) for each in values.items(facts.get("secrets"))]
    if not hits:
        return passed("no credential found", files=len(values.items(facts.get("files"))))
    places = tuple(f"{each['file']}:{each['line']}" for each in hits)
    return found("fail", f"{hits[0]['kind']} in {', '.join(places[:4])}", "revoke it, remove it from the history, read it from the environment",
                 about=places, hits=len(hits))


def image_hygiene(facts: dict[str, object]) -> Finding:
    """The Dockerfile names its base exactly, does not run as root, and holds no credential."""
    if values.at(facts, "dockerfile", "present") is not True:
        return skipped("there is no Dockerfile", "add one at the root or in server/")
    lines = _texts(values.at(facts, "dockerfile", "lines"))
    stages = {words[3].lower() for line in lines if (words := line.split())[0].upper() == "FROM" and len(words) > 3}
    preset = dict(words[1].partition("=")[::2] for line in lines if (words := line.split())[0].upper() == "ARG" and len(words) > 1)
    users = [line.split()[1] for line in lines if line.upper().startswith("USER ") and len(line.split()) > 1]
    told: list[str] = []
    for line in lines:
        words = line.split()
        if words[0].upper() == "FROM" and len(words) > 1:
            written = next((word for word in words[1:] if not word.startswith("--")), "")
            base = re.sub(r"\$\{?(\w+)\}?", lambda name: preset.get(name[1]) or name[0], written).strip("\"'")
            tag = base.rpartition("/")[2]
            if base.lower() not in stages and base != "scratch" and "$" not in base and ("@" not in tag) and (":" not in tag or tag.endswith(":latest")):
                told.append(f"the base {base} is not named exactly")
        if words[0].upper() in {"ENV", "ARG"} and re.search(r"(TOKEN|API_KEY|SECRET|PASSWORD)\w*[= ]+[\"']?[^\s\"'$]{8,}", line):
            told.append(f"a credential in {words[0].upper()}")
    if not users or users[-1].partition(":")[0] in {"root", "0"}:
        told.append("it runs as root")
    if told:
        return found("warn", f"{values.at(facts, 'dockerfile', 'path')}: {'; '.join(told)}", "name a tag or digest, add a USER, take credentials from the environment",
                     about=tuple(told), faults=len(told))
    return passed("exact base, own user, no credential")


def shipped_answers(facts: dict[str, object]) -> Finding:
    """No file of answers lies where an agent's tools may find it."""
    names = _texts(facts.get("answer_files"))
    if not names:
        return passed("no file is named like an answer key")
    return found("warn", f"shipped with the environment: {', '.join(names[:4])}", "keep answers out of the image, or out of reach of the agent's tools",
                 about=tuple(names), files=len(names))


def near_copy(evidence: Evidence) -> Finding:
    """The code that is served is no near copy of that of a package that the reviewer names."""
    named = values.mapping(evidence.fact("against"))
    if not _facts(evidence):
        return inapplicable(*_NO_PACKAGE)
    if not named:
        return inapplicable("no other package was named to compare with", "name one: --against DIR (envjudge league compares all with all)")
    own = _shapes(evidence.fact("package", "shapes"))
    others = {name: _shapes(shapes) for name, shapes in named.items() if values.items(shapes)}
    if not own or not others:
        return skipped("there is too little code of its own to compare" if not own else "there is too little code in the packages named",
                       f"only functions of at least {likeness.LEAST_NODES} syntax nodes are compared: judge it by eye")
    indexes = {name: likeness.alike(own, shapes) for name, shapes in others.items()}
    nearest = max(indexes, key=lambda name: (indexes[name], name))
    copied = tuple(sorted(name for name, index in indexes.items() if index >= likeness.COPY))
    if copied:
        return found("warn", f"the code that is served is a near copy of {', '.join(copied)}: {indexes[nearest]:.0%} of the shapes of their functions are the same",
                     "say whose work it is, or show what is new in it; a reviewer decides", channel="source", about=copied,
                     likeness=round(indexes[nearest], 3))
    return passed("no near copy of a package that was named", nearest=nearest, likeness=round(indexes[nearest], 3))


def _shapes(value: object) -> list[int]:
    return [each for each in values.items(value) if isinstance(each, int)]


def _suspected(*rules: str) -> Callable[[Evidence], Finding]:
    def judge(facts: dict[str, object]) -> Finding:
        """The code that is served gives no reason for one suspicion."""
        hits = [values.mapping(each) for each in values.items(facts.get("suspicions")) if values.at(each, "rule") in rules]
        if not hits:
            return passed("nothing of the kind in the code that is served")
        first = hits[0]
        places = tuple(f"{each['file']}:{each['line']}" for each in hits)
        return found("warn", f"{suspicions.RULES[str(first['rule'])]}: {', '.join(places[:4])}: {first['text']}",
                     "look at these lines; mend them, or mark what has been considered", about=places, places=len(places))
    return _of_package(judge)


def tools_declared(evidence: Evidence) -> Finding:
    """The tools that the manifest declares are the tools that are listed."""
    declared = values.at(evidence.fact("manifest"), "validation", "capabilities", "declared_tools")
    heard = evidence.of("surface", "tools")
    if evidence.note("surface"):
        return skipped("the tools were not all asked for", "give it more time: --budget standard")
    if not isinstance(declared, list) or not declared:
        return inapplicable("the manifest declares no tools", "declare validation.capabilities.declared_tools")
    listed = {str(values.at(tool, "name")) for tool in known.tools(evidence)}
    if not listed and (evidence.note("surface") or not heard):
        return skipped("the tools were not asked for", "give it more time: --budget standard")
    if not listed:
        return found("fail", f"{len(declared)} tools are declared and none is listed", "list them by list_tools",
                     told("no tools are listed", heard[0].exchanges) if heard else None, "tool", about=("none",))
    wanted = {str(each) for each in declared}
    unlike = sorted(wanted - listed), sorted(listed - wanted)
    if wanted != listed:
        return found("fail", "; ".join(f"{what}: {', '.join(names[:6])}" for what, names in
                                       (("declared and not listed", unlike[0]), ("listed and not declared", unlike[1])) if names),
                     "make manifest and server agree", _listing(evidence, unlike[0], unlike[1]), "tool", about=(*unlike[0], *unlike[1]))
    return passed("declared and listed tools agree", tools=len(listed))


def _listing(evidence: Evidence, absent: list[str], extra: list[str]) -> Script | None:
    """The list of tools as it was answered, in which an extra name stands, or a declared one does not."""
    recording = next((r for r in evidence.of("surface", "tools") if '"tools"' in (r.exchanges[-1].answer or "")), None)
    if recording is None:
        return None
    text = recording.exchanges[-1].answer or ""
    name = next((f'"{each}"' for each in extra if f'"{each}"' in text), "")
    return told(f"declared, and not listed: {', '.join(absent[:6])}" if absent else "listed, and not declared", recording.exchanges,
                want("$text", "contains", name or '"tools"'))


def tasks_declared(evidence: Evidence) -> Finding:
    """The tasks that the manifest declares per split are the tasks that are counted."""
    declared = values.at(evidence.fact("manifest"), "validation", "capabilities", "declared_task_count")
    if not isinstance(declared, dict) or not declared:
        return inapplicable("the manifest declares no numbers of tasks", "declare validation.capabilities.declared_task_count")
    if evidence.note("surface"):
        return skipped("the Task API was not asked to the end", "give it more time: --budget standard")
    counted = {r.label.removeprefix("tasks/num/"): values.number(values.at(r.exchanges[-1].value, "num_tasks"))
               for r in evidence.of("surface", "tasks/num")}
    if evidence.note("surface") or evidence.one("surface", "tasks/challenge") is None:
        return skipped("the tasks were not counted", "give it more time: --budget standard")
    if not counted:
        return found("fail", "numbers of tasks are declared and the Task API counts none", "implement list_splits and num_tasks",
                     _counting(evidence, ""), "protocol", about=("none",))
    unlike = tuple(split for split in sorted({*declared, *counted}) if values.number(declared.get(split)) != counted.get(split))
    if unlike:
        return found("fail", "; ".join(f"{split}: declared {declared.get(split, 'nothing')}, counted {counted.get(split, 'nothing')}" for split in unlike[:4]),
                     "make manifest and Task API agree", _counting(evidence, unlike[0]), "protocol", about=unlike)
    return passed("declared and counted tasks agree", splits=len(declared))


def _counting(evidence: Evidence, split: str) -> Script | None:
    recording = evidence.one("surface", f"tasks/num/{split}") or evidence.one("surface", "tasks/splits")
    if recording is None:
        return None
    heard = recording.exchanges[-1]
    count = values.at(heard.value, "num_tasks")
    return told(f"the tasks of {split} as counted", [heard],
                want("$status", "is", heard.status) if count is values.ABSENT else want("num_tasks", "is", count))


GATE: tuple[Check, ...] = (
    Check("static.manifest", "gate", "The manifest is valid",
          "openenv.yaml parses and says what OpenEnv's tools need.",
          "The file against our schema; unless the budget is quick, also against the framework's own parser, in a child.",
          (), _of_package(manifest)),
    Check("static.structure", "gate", "Files are where tools expect them",
          "openenv push, build and the older validator find what they need.",
          "server/app.py with main, the server script, the openenv dependency, Dockerfile, README, client, models.",
          (), _of_package(layout)),
    Check("static.dependency_pinning", "gate", "Dependencies are pinned",
          "The same versions are installed next month.",
          "A lock file, or requirements with == throughout.",
          (), _of_package(pinning)),
    Check("static.secrets", "gate", "No credential is shipped",
          "No token or private key lies in the files.",
          "Seven patterns over every text file.",
          (), _of_package(secrets)),
    Check("static.image_hygiene", "gate", "The Dockerfile is clean",
          "The base is named exactly, the server is not root, no credential is built in.",
          "The lines of the Dockerfile.",
          (), _of_package(image_hygiene)),
    Check("runtime.tool_declaration_accuracy", "gate", "Declared tools are the listed ones",
          "The manifest names the tools that there are.",
          "declared_tools against list_tools.",
          ("surface",), tools_declared),
    Check("runtime.task_declaration_accuracy", "gate", "Declared tasks are the counted ones",
          "The manifest's numbers of tasks are true.",
          "declared_task_count against num_tasks per split.",
          ("surface",), tasks_declared),
)

SOURCE: tuple[Check, ...] = (
    Check("source.shipped_answers", "audit", "No answer key in the package",
          "What the agent's tools might read holds no answers.",
          "Names of files outside tests.",
          (), _of_package(shipped_answers)),
    Check("source.near_copy", "audit", "No near copy of another package",
          "Code of another environment with other names is not a new environment.",
          f"With --against: Jaccard's index of runs of {likeness.LONG} syntax nodes, names and constants blank, in functions of "
          f"{likeness.LEAST_NODES} nodes or more; {likeness.COPY} is a copy.",
          (), near_copy),
    Check("source.dangerous_calls", "audit", "No eval of what came in",
          "eval, exec, pickle, unsafe YAML and shells turn an action into code; agent code beside the grader can change it.",
          "The syntax trees of all files that the application imports.",
          (), _suspected("calls", "sandbox")),
    Check("source.default_credit", "audit", "Failing to grade is not a pass",
          "An exception while grading earns nothing.",
          "Returns of credit in exception handlers of grading functions.",
          (), _suspected("default")),
    Check("source.outside_inputs", "audit", "Grading reads nothing from outside",
          "Environment variables, clock, network and verdict files make a grade depend on what is not the answer.",
          "Calls in grading functions; files named like a verdict.",
          (), _suspected("outside", "verdict")),
    Check("source.global_seeding", "audit", "No process-wide seeding",
          "Seeding the shared generator lets one session decide another's episode.",
          "random.seed and the like in methods of the environment.",
          (), _suspected("seeding")),
    Check("source.clamped_scores", "audit", "Zero and one are not hidden",
          "A clamp to 0.001 … 0.999 hides that nothing, or all, was right.",
          "max, min and clip with such bounds.",
          (), _suspected("clamp")),
    Check("source.answer_in_state", "audit", "The state class has no field for the answer",
          "Whatever the state class declares is sent to whoever asks for the state.",
          "Field names of classes called …State.",
          (), _suspected("state")),
    Check("source.seed_unused", "audit", "reset uses its seed",
          "A seed that is taken and dropped makes episodes that cannot be repeated.",
          "The seed parameter of reset in the environment's class.",
          (), _suspected("seed")),
)
