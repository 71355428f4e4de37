"""What a search was made of is worth a line at the end: how many desks the adversary tried."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A line per search, also from the workers of a parallel run."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "desks tried" and report.when == "call":
                    terminalreporter.write_line(f"{value} desks tried: {report.nodeid.partition('::')[2]}")
