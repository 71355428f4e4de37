"""Nothing that only the answer key knows reaches the other side of the socket before the end, or the log ever."""

import contextlib
import json
import re

import pytest

from tieout.episode import scenario_of
from tieout.tasks.registry import FAMILIES, make_task
from tieout.tools.registry import TOOLS

CODES = re.compile(r"\b[EF]\d\d\b")


class AlmostSpent(Exception):
    """One more step would end the month."""


def everything(session) -> None:
    """Reads whatever the tools show, page after page, and provokes refusals, as far as the budget reaches."""
    with contextlib.suppress(AlmostSpent):
        read_all(session)


def read_all(session) -> None:
    session.list_tools()
    opening = session.frames[0]
    banks = json.loads(opening)["data"]["observation"]["result"]["fields"]["bank accounts"].split(", ")

    def call(tool: str, **arguments: object) -> dict[str, object]:
        observation = session.call(tool, **arguments)["observation"]
        if observation["progress"]["steps_left"] < 3:
            raise AlmostSpent
        return observation

    def pages(tool: str, **arguments: object) -> list[dict[str, object]]:
        rows, page = [], 1
        while page:
            answer = call(tool, **arguments, page=page)["result"]
            if answer is None:
                return rows
            rows += [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
            page = answer["page"]["next"]
        return rows

    for tool in TOOLS:
        if tool.name != "close_period":
            call(tool.name, nonsense="x")
    for bank in banks:
        call("save_workpaper", account=bank, balance="0.00", unexplained="1.00")
        pages("list_bank_lines", account=bank, status="all")
    documents = pages("list_documents")
    for document in documents[::3]:
        call("read_document", documents=[document["document"]])
    pages("query_ledger")
    pages("trial_balance")


@pytest.mark.parametrize("level", [1, 3])
@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_no_token_of_the_key_in_any_frame(server, family: str, level: int) -> None:
    """No error code, no description of a planted error, no internal name of a true entry; nor in the schemas."""
    task = make_task(family, level, "train", 7)
    scenario = scenario_of(task)
    with server.session() as session:
        session.reset(task_id=task.id)
        everything(session)
        frames = "\n".join(session.frames)
    key = scenario.key
    on_desk = {entry.id for entry in scenario.case.books.entries}
    hidden = {defect.summary for defect in key.defects} | {entry.id for entry in key.books.entries} - on_desk
    assert hidden, "a month without an answer proves nothing"
    assert not [token for token in hidden if token in frames]
    assert not CODES.findall(frames)
    published = json.dumps([server.get("/schema"), server.get("/state")])
    assert not CODES.findall(published) and not [token for token in hidden if token in published]


def test_reading_pays_nothing(server) -> None:
    """No reward, no score, no metadata moves before the end, whatever is done right or wrong."""
    with server.session() as session:
        session.reset(task_id="bank_reconciliation.v2/train/L1/7")
        everything(session)
        answers = [json.loads(frame)["data"] for frame in session.frames if '"observation"' in frame]
    assert {answer["reward"] for answer in answers} == {0.0}
    assert not any("metadata" in answer or answer["observation"]["metadata"] for answer in answers)


def test_the_log_stays_empty(start) -> None:
    """A server that plays, refuses and grades writes nothing to its log."""
    with start() as served, served.session() as session:
        session.reset(task_id="bank_reconciliation.v2/train/L1/7")
        everything(session)
        session.call("close_period", confirm=True)
    assert served.process.stderr.read() == ""
