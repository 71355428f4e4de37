"""The wheel that people install holds what it needs and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from a copy of the tracked files, so that the working tree stays as it is."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/")):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-qq",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        out,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_the_whole_package(wheel: zipfile.ZipFile) -> None:
    """Every module that git knows under src is in the wheel, and so are the type marker and the manifest."""
    tracked = subprocess.run(["git", "ls-files", "src"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    wanted = {name.removeprefix("src/") for name in tracked.split() if (ROOT / name).is_file()}
    assert wanted | {"tieout/openenv.yaml"} <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """No tests, no scripts, no stray top-level package: ``tieout`` and the metadata."""
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"tieout", "openenv_tieout"}
    assert not [name for name in wheel.namelist() if "test" in name.lower()]


def test_the_manifest_in_the_wheel_is_the_one_at_the_root(wheel: zipfile.ZipFile) -> None:
    """There is one manifest; the build copies it."""
    assert wheel.read("tieout/openenv.yaml") == (ROOT / "openenv.yaml").read_bytes()


def test_the_metadata_says_what_openenv_looks_for(wheel: zipfile.ZipFile) -> None:
    """Name, licence, readme, dependency and the two commands; no test requirement leaks into the metadata."""
    (name,) = [name for name in wheel.namelist() if name.endswith("METADATA")]
    metadata = wheel.read(name).decode()
    assert "Name: openenv-tieout" in metadata
    assert "License-Expression: BSD-3-Clause" in metadata
    assert "Requires-Dist: openenv<0.11,>=0.10" in metadata
    assert "# Tieout" in metadata
    assert "beancount" not in metadata.split("\n\n")[0]
    (name,) = [name for name in wheel.namelist() if name.endswith("entry_points.txt")]
    commands = wheel.read(name).decode()
    assert "tieout = tieout.cli:main" in commands
    assert "server = tieout.serve.app:main" in commands
