"""Puts ``openenv.yaml``, which lives at the root where OpenEnv's tools look for it, into the built package as well."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

MANIFEST = "openenv.yaml"


class WithManifest(build_py):
    """The ordinary build and one file more, so that an installed Tieout describes itself."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode and Path(MANIFEST).is_file():
            self.copy_file(MANIFEST, str(Path(self.build_lib) / "tieout" / MANIFEST))


setup(cmdclass={"build_py": WithManifest})
