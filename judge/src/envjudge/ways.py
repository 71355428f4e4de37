"""The ways in which a package directory may be started, likeliest first, read off its files without running any of them.

Directories in the wild differ: `app:` as written may not import (relative imports want a package around it), the package may
lie in src/ or in a repository's envs/, the directory may be called otherwise than the package, the manifest may be missing.
"""

import ast
import re
import sys
import tomllib
from pathlib import Path

import yaml

from envjudge import values
from envjudge.servers import Command, NotASubject

USUAL_APPS = ("server.app:app", "app:app", "main:app", "server:app", "server.main:app", "src.app:app", "app.main:app")
"""Where an application usually is when no manifest says so."""


def manifest_of(directory: Path) -> dict[str, object]:
    """The manifest of a package directory, empty where there is none or it does not parse (the gate has a check for that)."""
    try:
        return values.mapping(yaml.safe_load((directory / "openenv.yaml").read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return {}


def package_name(directory: Path) -> str:
    """The name under which the directory's own modules import each other: as its pyproject.toml maps it, else as it is
    called, else as the manifest names it; empty if none of them is a name."""
    try:
        project = tomllib.loads((directory / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        project = {}
    mapped = values.mapping(values.at(project, "tool", "setuptools", "package-dir"))
    names = [name for name, place in mapped.items() if place == "." and name]
    for name in (*names, directory.name, str(manifest_of(directory).get("name", "")).replace("-", "_")):
        if re.fullmatch(r"[A-Za-z_]\w*", name):
            return name
    return ""


def commands_of(directory: Path) -> tuple[Command, ...]:
    """How the directory may be served. Raises NotASubject when it holds neither a manifest nor an application."""
    directory = directory.resolve()
    written = str(manifest_of(directory).get("app") or "")
    roots = (directory, directory / "src")
    apps = [written] if re.fullmatch(r"[\w.]+:\w+", written) else []
    if not any(file_of(directory, app) for app in apps):
        apps += [app for app in USUAL_APPS if app not in apps and any(_offers(root, app) for root in roots)]
    if not apps and not (directory / "openenv.yaml").is_file():
        raise NotASubject(f"{directory} has neither an openenv.yaml nor an application (looked for {', '.join(USUAL_APPS)}); "
                          "name a package directory, an address, image:NAME, or module:Class")
    return tuple(command for app in apps or ["server.app:app"] for command in _ways(directory, app))


def _ways(directory: Path, app: str) -> tuple[Command, ...]:
    python = directory / ".venv" / "bin" / "python"
    server = (str(python) if python.is_file() else sys.executable, str(Path(__file__).with_name("serve_app.py")), app, "--port", "{port}")
    above = _ancestor_with(directory, app)
    paths = (directory, directory / "src", directory.parent, *((above,) if above else ()))
    plain = Command(server, directory, paths)
    found = [plain]
    name = package_name(directory)
    file = _file(directory, app)
    if name and file and not app.startswith(f"{name}."):
        inside = Command((server[0], server[1], f"{name}.{app}", "--port", "{port}", "--package", f"{name}={directory}"),
                         directory, (directory.parent, directory, directory / "src"))
        found = [inside, plain] if _needs_package(file, app) else [plain, inside]
    sources = next((each / "src" for each in directory.parents[:3] if (each / "src").is_dir() and (each / "pyproject.toml").is_file()), None)
    if sources:  # what the repository itself would import; tried last, for it may shadow what is installed
        found.append(Command(found[0].program, directory, (*found[0].search_path, sources)))
    return tuple(found)


def file_of(directory: Path, app: str) -> Path | None:
    """The file of an application's module in the directory, in its src/, or above it."""
    roots = (directory, directory / "src", *directory.parents[:4])
    return next((found for root in roots if (found := _file(root, app))), None)


def _file(root: Path, app: str) -> Path | None:
    stem = root.joinpath(*app.partition(":")[0].split("."))
    return next((each for each in (stem.with_suffix(".py"), stem / "__init__.py") if each.is_file()), None)


def _ancestor_with(directory: Path, app: str) -> Path | None:
    """The directory above from which the module can be imported as written (`envs.x.server.app` from the repository)."""
    return next((each for each in directory.parents[:4] if _file(each, app)), None)


def _offers(root: Path, app: str) -> bool:
    """Whether there is such a module and it seems to have that name in it."""
    file = _file(root, app)
    return file is not None and re.search(rf"\b{app.partition(':')[2]}\b\s*[:=(]|import .*\b{app.partition(':')[2]}\b", _text(file)) is not None


def _needs_package(file: Path, app: str) -> bool:
    """Whether the module, or one beside it, imports from above its own top level outside any `try`."""
    depth = app.partition(":")[0].count(".") + 1
    return any(isinstance(node, ast.ImportFrom) and node.level >= depth
               for each in sorted(file.parent.glob("*.py"))[:100] for node in _statements(each))


def _statements(file: Path) -> list[ast.stmt]:
    try:
        return ast.parse(_text(file)).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
