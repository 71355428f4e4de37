#!/usr/bin/env bash
# make-venv.sh PYTHON DIR: a virtual environment with exactly what the lock files name, and Tieout and
# envjudge themselves from this tree.
set -euo pipefail
python="$1" venv="$2"
if [ -z "$python" ] || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "setup: Python 3.11 or newer is needed, found '${python:-none}'. Say which: make setup PYTHON=/path/to/python3.11" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
  echo "setup: $python cannot make virtual environments. On Debian: apt-get install python3-venv" >&2
  exit 1
fi
echo "setup: $venv (about a minute the first time)"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r tests/requirements.lock
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable . --editable ./judge
