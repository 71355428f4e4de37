"""Serve an application of a package directory: `serve_app.py MODULE:NAME --port N [--package NAME=DIRECTORY]`.

Runs in the child, as a file, under the Python of the subject, and imports nothing of ours. `--package` makes a directory
importable under the name that its own imports ask for, whatever the directory is called.
"""

import argparse
import importlib.util
import sys
import types
from pathlib import Path


def register(name: str, directory: Path) -> None:
    """Make the directory importable as the package `name`. Its `__init__.py`, if it has one, is run."""
    init = directory / "__init__.py"
    spec = importlib.util.spec_from_file_location(name, init, submodule_search_locations=[str(directory)]) if init.is_file() else None
    if spec is None or spec.loader is None:
        package = types.ModuleType(name)
        package.__path__ = [str(directory)]
        sys.modules[name] = package
        return
    sys.modules[name] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)


def main() -> None:
    """Start the server and stay."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("app")
    arguments.add_argument("--port", type=int, required=True)
    arguments.add_argument("--package")
    given = arguments.parse_args()
    sys.path[0] = str(Path.cwd())  # not our own directory
    if given.package:
        name, _, directory = given.package.partition("=")
        register(name, Path(directory))

    import uvicorn

    uvicorn.run(given.app, host="127.0.0.1", port=given.port, log_level="warning", workers=1)


if __name__ == "__main__":
    main()
