"""Run inside the image: licences, leftovers and rights. Prints what it found; exit status 1 where something is wrong."""

import os
import re
import sys
from importlib.metadata import distributions
from pathlib import Path

GPL = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
BUILD_TOOLS = {"pip", "setuptools", "wheel", "pytest", "hypothesis", "beancount", "beanquery"}

wrong: list[str] = []
installed = [found for found in distributions() if str(found.locate_file("")).startswith(sys.prefix)]
for found in installed:
    name = found.metadata["Name"]
    said = [found.metadata.get("License-Expression") or found.metadata.get("License", "")[:80]]
    said += [line for line in found.metadata.get_all("Classifier", []) if line.startswith("License")]
    if any(GPL.search(line) for line in said):
        wrong.append(f"{name} is under the GPL: {said}")
    if name.lower() in BUILD_TOOLS:
        wrong.append(f"{name} does not belong in the image")
if os.getuid() == 0:
    wrong.append("the image runs as root")
if os.access(sys.prefix, os.W_OK) or os.access("/app", os.W_OK):
    wrong.append("the program may change its own files")
wrong += [f"/app holds {name}" for name in (".git", "tests", ".venv", ".env") if Path("/app", name).exists()]
print(f"{len(installed)} distributions, uid {os.getuid()}")
for line in wrong:
    print("WRONG:", line)
sys.exit(bool(wrong))
