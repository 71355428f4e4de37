"""A log that clients cannot flood."""

import logging

from tieout.serve.wire.log_limit import IN_ALL, MINUTE, PER_KIND, LogLimit


def record(message: str, *arguments: object) -> logging.LogRecord:
    return logging.LogRecord("uvicorn.error", logging.WARNING, "x.py", 1, message, arguments, None)


def test_lines_of_one_kind_are_few_a_minute_and_the_rest_is_counted() -> None:
    """Values do not make a line another kind; after a minute the first line says how many were left out."""
    now = 0.0
    limit = LogLimit(lambda: now)
    written = sum(limit.filter(record("bad request %s", number)) for number in range(500))
    assert written == PER_KIND
    assert limit.filter(record("something else"))
    now = MINUTE
    after = record("bad request %s", 7)
    assert limit.filter(after) and f"{500 - PER_KIND} lines were left out" in after.getMessage()


def test_lines_of_all_kinds_have_a_limit_too() -> None:
    """Whoever finds many kinds of lines gets no further."""
    limit = LogLimit(lambda: 0.0)
    assert sum(limit.filter(record(f"kind {number}")) for number in range(1000)) == IN_ALL


def test_what_a_client_caused_leaves_no_traceback() -> None:
    """uvicorn logs bytes that are no UTF-8 with one."""
    line = record("Invalid UTF-8 sequence received from client.")
    line.exc_info = (ValueError, ValueError("x"), None)
    assert LogLimit(lambda: 0.0).filter(line) and line.exc_info is None
