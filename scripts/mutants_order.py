"""A pytest plugin for `mutants.py`: the first run writes down how long each test takes, later ones begin with the quickest.

`MUTANTS_ORDER` names the file. A mutant is mostly found by a test of a millisecond; what takes seconds is left for the rest.
"""

import json
import os
from pathlib import Path

import pytest

ORDER = Path(os.environ["MUTANTS_ORDER"])
seconds: dict[str, float] = {}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if ORDER.exists():
        known = json.loads(ORDER.read_text())
        items.sort(key=lambda item: known.get(item.nodeid, 0))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    seconds[report.nodeid] = seconds.get(report.nodeid, 0) + report.duration


def pytest_sessionfinish() -> None:
    if not ORDER.exists():
        ORDER.write_text(json.dumps(seconds))
