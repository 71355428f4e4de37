"""The league: rows, ranks, forms, and a real one over specimens that is stopped and goes on."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from envjudge import league, selftest, subjects
from envjudge.cli import league as leagues
from envjudge.league import Row, Rung
from envjudge.specimens import copies

GOOD = Row("good", "pass", (("gate", "pass"), ("agents", "pass"), ("audit", "pass")), established=9, asked=10,
           rungs=(Rung("null", 0.0, 0.0, 0.0, 8, 8, 0.0, 0.0, 0.3), Rung("oracle", 1.0, 1.0, 1.0, 8, 8, 1.0, 0.7, 1.0)))
BAD = Row("bad <b>", "fail", (("gate", "fail"), ("agents", "fail"), ("audit", "pass")), ("does not start or reset",), ("runtime.startup",), 8, 10)
THIN = Row("thin", "not established", established=2, asked=10)


def test_the_best_come_first_and_what_was_not_judged_last() -> None:
    rows = [league.unjudged("gone", "no answer"), BAD, THIN, GOOD]
    assert [each.name for each in league.ranked(rows)] == ["good", "thin", "bad <b>", "gone"]


def test_csv_has_a_line_per_subject_and_the_ladder_in_columns() -> None:
    lines = list(csv.DictReader(io.StringIO(league.csv_text([BAD, GOOD]))))
    assert [(each["rank"], each["name"], each["gate"]) for each in lines] == [("1", "good", "pass"), ("2", "bad <b>", "fail")]
    assert lines[0]["oracle_mean"] == "1.0"
    assert lines[0]["model_mean"] == ""
    assert lines[1]["disqualified"] == "does not start or reset"


def test_the_page_is_whole_and_takes_no_markup_from_names() -> None:
    text = league.page([GOOD, BAD], "quick")
    assert "bad &lt;b&gt;" in text
    assert "<b>" not in text
    assert "<svg" in text
    assert "http" not in text


def test_the_page_links_to_the_packet_of_each_judged_subject() -> None:
    text = league.page([GOOD, BAD, league.unjudged("gone", "no answer")], "quick")
    assert re.findall(r'href="([^"]*)"', text) == ["good/index.html", f"{league.folder('bad <b>')}/index.html"]
    assert "gone" in text


def test_near_copies_are_told_in_every_form_that_people_read() -> None:
    pair = (("good", "bad <b>", 0.875),)
    assert json.loads(league.json_text([GOOD, BAD], "quick", pair))["near_copies"] == [{"subjects": ["good", "bad <b>"], "likeness": 0.875}]
    assert "good and bad &lt;b&gt;: 88%" in league.page([GOOD, BAD], "quick", pair)
    assert "Near copies" not in league.page([GOOD, BAD], "quick")


def test_packages_are_compared_with_each_other_and_none_with_itself(tmp_path: Path) -> None:
    places = []
    for given in (copies.RENAMED, copies.RENAMED.against, copies.OWN):
        with (given or copies.OWN).written() as directory:
            places.append(shutil.copytree(directory, tmp_path / str(len(places))))
    file = tmp_path / "subjects.yaml"
    file.write_text("subjects:\n" + "".join(f"- {{name: {name}, subject: '{place}'}}\n" for name, place in
                                            (("one", places[0]), ("again", places[0]), ("two", places[1]), ("own", places[2]))), encoding="utf-8")
    assert leagues.near_copies(subjects.load(file)) == (("one", "two", 1.0),)


def test_folders_are_names_and_never_two_alike() -> None:
    assert league.folder("grid_world-1") == "grid_world-1"
    assert len({league.folder(name) for name in ("a b", "a/b", "a.b", "../..")}) == 4
    assert all("/" not in league.folder(name) and ".." not in league.folder(name) for name in ("../..", "a/b", ""))


@pytest.fixture(scope="module")
def hall() -> Iterator[str]:
    with selftest.hall() as url:
        yield url


def started(file: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name not in {"API_BASE_URL", "MODEL_NAME"}}
    return subprocess.Popen([sys.executable, "-m", "envjudge", "league", str(file), "--out", str(out), *more], text=True, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env=environment | {"PYTHONPATH": "src"}, start_new_session=True)


def test_a_league_that_is_stopped_goes_on_where_it_was(hall: str, tmp_path: Path) -> None:
    """Ctrl-C after the first subject: its judgement is kept, and the second call judges only the others."""
    file, out = tmp_path / "subjects.yaml", tmp_path / "out"
    file.write_text(f"subjects:\n- {{name: sums, subject: '{hall}/sums'}}\n- {{name: blind one, subject: '{hall}/blind'}}\n",
                    encoding="utf-8")
    first = started(file, out, "--workers", "1")
    until = time.monotonic() + 120
    while not (out / "sums" / "done.json").is_file() and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(first.pid, signal.SIGINT)
    said = first.communicate(timeout=60)[1]
    assert first.returncode == 130, said
    assert [each["name"] for each in json.loads((out / "leaderboard.json").read_text())["subjects"]] == ["sums"]
    second = started(file, out, "--json")
    board, said = second.communicate(timeout=120)
    assert second.returncode == 0, said
    assert "1 of 2 are judged already" in said
    ranked = json.loads(board)["subjects"]
    assert [(each["name"], each["verdict"]) for each in ranked] == [("sums", "pass"), ("blind one", "fail")]
    assert "the grader always returns the same score" in ranked[1]["disqualified"]
    assert {rung["agent"] for rung in ranked[0]["rungs"]} >= {"null", "uniform"}
    packets = re.findall(r'href="([^"]*)"', (out / "league.html").read_text(encoding="utf-8"))
    assert len(packets) == 2
    assert all((out / packet).is_file() for packet in packets)
    assert (out / "leaderboard.csv").is_file()
