"""Facts about a package directory, read off its files: bounded, nothing of it imported or run. The checks judge them.

Code is read where the served application can reach it by imports; where these cannot be followed, everywhere but in tests.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import yaml

from envjudge import container, evidence, likeness, suspicions, values, ways

MOST_FILES = 4000
LARGEST = 1 << 19
"""Bytes of one file that is read."""
UPSTREAM_SECONDS = 60.0
LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "requirements.lock", "server/uv.lock", "Pipfile.lock")
UNREAD = {".git", "__pycache__", ".venv", "venv", "node_modules", ".worktrees", "outputs", "build", "dist", ".mypy_cache", ".ruff_cache"}
_NOT_SERVED = {"tests", "test", "examples", "docs", "benchmarks", "scripts"}
_ANSWER_FILES = re.compile(r"(^|/)(answers?|answer_key|solutions?|gold|ground_truth|labels)\.(json|jsonl|csv|txt|ya?ml|parquet)$", re.IGNORECASE)
_TOKENS = (
    ("Hugging Face token", r"\bhf_[A-Za-z0-9]{30,}\b"), ("API key", r"\bsk-[A-Za-z0-9_-]{32,}"), ("GitHub token", r"\bgh[pousr]_[A-Za-z0-9]{36,}\b"),
    ("AWS key", r"\bAKIA[0-9A-Z]{16}\b"), ("Google key", r"\bAIza[0-9A-Za-z_-]{35}\b"), ("Slack token", r"\bxox[baprs]-[A-Za-z0-9-]{20,}"),
    ("private key", r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----"),
)
_TIMED = re.compile(r"\bsession_timeout\s*=\s*(?!None\b|\s)")
"""Where an application says after how many idle seconds a session is ended."""
_TEXT = {".py", ".toml", ".yaml", ".yml", ".json", ".md", ".txt", ".cfg", ".ini", ".sh", ".env", ".js", ".ts", ""}


def gather(directory: Path, thorough: bool = False) -> dict[str, object]:
    """The facts. `thorough` also asks OpenEnv's own manifest parser, in a child, which takes seconds."""
    directory = directory.resolve()
    files = sorted(_files(directory))
    served = [name for name in _served(directory, files) if name.endswith(".py")]
    found = [asdict(each) | {"text": evidence.redact(each.text)} for name in served for each in suspicions.suspicions(name, _read(directory / name))]
    return {
        "files": files[:MOST_FILES],
        "manifest": _manifest(directory, thorough),
        "project": _project(directory),
        "requirements": _requirements(directory, files),
        "dockerfile": _dockerfile(directory),
        "app": _app(directory),
        "secrets": list(_secrets(directory, files)),
        "suspicions": found[:200],
        "shapes": _shapes(directory, served),
        "answer_files": [name for name in files if _ANSWER_FILES.search(name) and not _NOT_SERVED & set(Path(name).parts)][:20],
        "baseline": _baseline(directory),
        "reset": _reset_arguments(directory, served),
        "idle_timeout": any(_TIMED.search(_read(directory / name)) for name in served),
    }


def shapes(directory: Path) -> list[int]:
    """What `likeness.alike` compares of the code that a directory serves."""
    directory = directory.resolve()
    return _shapes(directory, _served(directory, sorted(_files(directory))))


def _shapes(directory: Path, served: list[str]) -> list[int]:
    return likeness.sketch(_read(directory / name) for name in served if name.endswith(".py"))


def _files(directory: Path) -> Iterator[str]:
    count = 0
    for folder, below, names in os.walk(directory):
        below[:] = sorted(each for each in below if each not in UNREAD and not each.endswith(".egg-info"))
        for name in sorted(names):
            count += 1
            if count > MOST_FILES:
                return
            yield (Path(folder) / name).relative_to(directory).as_posix()


def _read(file: Path) -> str:
    try:
        return "" if file.is_symlink() or file.stat().st_size > LARGEST else file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _manifest(directory: Path, thorough: bool) -> dict[str, object]:
    text = _read(directory / "openenv.yaml")
    try:
        value, error = yaml.safe_load(text), ""
    except yaml.YAMLError as raised:
        value, error = None, " ".join(str(raised).split())[:300]
    given = values.parse_json(values.canonical(value))
    upstream = _upstream(directory) if thorough and text else {}
    return {"present": (directory / "openenv.yaml").is_file(), "value": given, "error": error, "upstream": upstream.get("errors"),
            "normalized": upstream.get("manifest")}


def _upstream(directory: Path) -> dict[str, object]:
    """What OpenEnv's own parser says: a list of errors and the manifest in its form, nothing where it cannot be asked."""
    parser = Path(__file__).with_name("upstream_manifest.py")
    try:
        done = subprocess.run((sys.executable, str(parser), str(directory)), stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=UPSTREAM_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return {}
    return values.mapping(values.parse_json(done.stdout.decode(errors="replace")))


def _project(directory: Path) -> dict[str, object]:
    text = _read(directory / "pyproject.toml")
    try:
        value = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return {"present": True, "error": str(error)[:200]}
    project = values.mapping(value.get("project"))
    return {"present": bool(text), "server": values.at(project, "scripts", "server") or "",
            "dependencies": [str(each) for each in values.items(project.get("dependencies"))][:200]}


def _requirements(directory: Path, files: list[str]) -> dict[str, object]:
    named = [name for name in files if re.search(r"(^|/)requirements[\w.-]*\.(txt|lock)$", name) and name.count("/") <= 1]
    lines = [line.strip() for name in named for line in _read(directory / name).splitlines()]
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    return {"locks": [name for name in files if name in LOCKS], "files": named, "loose": [line for line in wanted if "==" not in line][:40],
            "pinned": sum("==" in line for line in wanted)}


def _dockerfile(directory: Path) -> dict[str, object]:
    file = container.dockerfile_of(directory)
    if file is None:
        return {"present": False}
    joined = re.sub(r"\\\s*\n", " ", _read(file))
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]
    return {"present": True, "path": file.resolve().relative_to(directory).as_posix(), "lines": [line[:400] for line in lines[:200]]}


def _app(directory: Path) -> dict[str, object]:
    """Whether the application of the manifest is there, and whether server/app.py can be started as OpenEnv's tools do it."""
    written = str(ways.manifest_of(directory).get("app") or "")
    text = _read(directory / "server" / "app.py")
    return {"written": written, "found": ways.file_of(directory, written) is not None if written else False,
            "main": "def main(" in text, "guard": "__main__" in text and "main(" in text.partition("__main__")[2]}


def _baseline(directory: Path) -> dict[str, object]:
    text = _read(directory / "inference.py")
    return {"present": (directory / "inference.py").is_file(), "names": [name for name in ("API_BASE_URL", "MODEL_NAME", "HF_TOKEN") if name in text]}


def _reset_arguments(directory: Path, served: list[str]) -> list[str]:
    """The names of what the served functions called `reset` take."""
    found: set[str] = set()
    for name in served:
        try:
            tree = ast.parse(_read(directory / name))
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in {"reset", "reset_async"}:
                found |= {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
    return sorted(found - {"self", "cls", "seed", "episode_id"})[:40]


def _secrets(directory: Path, files: list[str]) -> Iterator[dict[str, object]]:
    count = 0
    for name in files:
        if Path(name).suffix not in _TEXT or Path(name).name in LOCKS:
            continue
        for number, line in enumerate(_read(directory / name).splitlines(), start=1):
            for kind, pattern in _TOKENS:
                hit = re.search(pattern, line)
                if hit and len(set(hit[0])) > 8 and count < 20:  # one letter over and over stands for a token in examples
                    count += 1
                    yield {"kind": kind, "file": name, "line": number}


def _served(directory: Path, files: list[str]) -> list[str]:
    """The files that the application can reach by imports; all but tests where it cannot be found."""
    start = ways.file_of(directory, str(ways.manifest_of(directory).get("app") or "server.app:app"))
    every = [name for name in files if name.endswith(".py") and not _NOT_SERVED & set(Path(name).parts)]
    if start is None or directory not in start.parents:
        return every[:400]
    waiting, reached = [start], {start}
    known = {directory / name for name in every}
    while waiting and len(reached) < 400:
        file = waiting.pop()
        for other in _imported(directory, file):
            if other in known and other not in reached:
                reached.add(other)
                waiting.append(other)
    return sorted(each.relative_to(directory).as_posix() for each in reached)


def _imported(directory: Path, file: Path) -> Iterator[Path]:
    try:
        tree = ast.parse(_read(file))
    except (SyntaxError, ValueError, RecursionError):
        return
    roots = (directory, directory / "src", directory.parent, file.parent)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield from _places(roots, each.name)
        elif isinstance(node, ast.ImportFrom):
            above = file.parents[node.level - 1:node.level] if node.level else roots
            for name in (node.module or "", *(f"{node.module or ''}.{each.name}".strip(".") for each in node.names)):
                yield from _places(tuple(above), name)


def _places(roots: tuple[Path, ...], module: str) -> Iterator[Path]:
    for root in roots:
        place = root.joinpath(*module.split(".")) if module else root
        for each in (place.with_suffix(".py"), place / "__init__.py"):
            if each.is_file():
                yield each.resolve()

