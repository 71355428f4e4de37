#!/usr/bin/env bash
# Resolves pyproject.toml again, with hashes and without the address of any index: requirements.lock is what the image
# runs, tests/requirements.lock the same and what judges it. uv.lock is for OpenEnv's tools; it names an index, so git
# ignores it.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m venv "$work/uv"
"$work/uv/bin/python" -m pip install -qq --disable-pip-version-check uv
compile() { "$work/uv/bin/uv" pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml "$@"; }
compile --group build --output-file requirements.lock
compile --group test --constraints requirements.lock --output-file tests/requirements.lock
"$work/uv/bin/uv" lock --quiet --python "$PWD/.venv/bin/python"
wc -l requirements.lock tests/requirements.lock uv.lock
