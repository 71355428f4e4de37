"""The review packet: complete, inert, bounded, readable offline, the same every time."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from envjudge import evidence, findings, judge, replay, selftest
from envjudge.evidence import Evidence, Exchange, Recording
from envjudge.judge import Judgement
from envjudge.report import html, snippets, text, words
from envjudge.scripts import told, want

VOID = {"meta", "br", "circle", "line", "rect", "polyline", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """Tags, attributes and texts of a page; raises on a tag that is not closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another tag"

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def within(self, *tags: str) -> list[str]:
        return [data.strip() for tag, data in self.texts if tag in tags and data.strip()]

    def values(self, name: str) -> list[str]:
        return [value for _tag, attribute, value in self.attributes if attribute == name]


def said(kind: str, request: object, answer: object, took: float = 1.5) -> Exchange:
    return evidence.exchange("ws", kind, json.dumps(request), json.dumps(answer), took)


def observed(observation: object, reward: float | None = None, done: bool = False) -> dict[str, object]:
    return {"type": "observation", "data": {"observation": observation, "reward": reward, "done": done}}


def asked(target: str, answer: object) -> Exchange:
    return evidence.exchange("http", "http", target, json.dumps(answer), 2.0, 200)


def episode(seed: int, actions: list[str], rewards: list[float], shown: str, end: int | None = None) -> tuple[Exchange, ...]:
    """A session: reset, then the actions with their rewards; done at step `end` (the last one by default)."""
    reset = said("reset", {"type": "reset", "data": {"seed": seed}}, observed({"question": shown}))
    return (reset, *(said("step", {"type": "step", "data": {"answer": action}}, observed({"question": shown}, reward, number >= (end or len(actions))))
                     for number, (action, reward) in enumerate(zip(actions, rewards, strict=True), 1)))


def heard(shown: str = "What is 2 + 3?", name: str = "quiz", action: str = "5") -> Evidence:
    """Evidence of a small environment that pays after the end; the texts are the subject's."""
    schema = {"action": {"type": "object", "properties": {"answer": {"type": "string", "description": shown}}, "required": ["answer"]},
              "observation": {"type": "object", "properties": {"question": {"type": "string", "description": shown}}}}
    surface = [("metadata", asked("GET /metadata", {"name": name, "description": shown, "version": "1"})), ("schema", asked("GET /schema", schema)),
               ("health", asked("GET /health", {"status": shown})), ("tools/step", said("step", {}, observed({"tools": [{"name": name, "description": shown}]}))),
               ("tasks/num/train", asked("POST /quiz/num_tasks", {"num_tasks": 40}))]
    recordings = [Recording("surface", label, "both", (exchange,)) for label, exchange in surface]
    for round_name in ("find", "confirm"):
        for seed in range(6):
            recordings += [Recording("walks", f"null/{seed}", round_name, episode(seed, ["", ""], [0.0, 0.0], shown)),
                           Recording("walks", f"uniform/{seed}", round_name, episode(seed, [action, "9"], [0.5 * (seed % 2), 0.0], shown)),
                           Recording("seeds", f"one/fresh{seed}", round_name, episode(1, [action], [0.0], f"{shown} {seed % 2}"))]
        recordings.append(Recording("after_done", "on/0", round_name, episode(3, [action] * 6, [0.5, 0.5, 1.0, 1.0, 1.0, 0.0], shown, end=2)))
        recordings.append(Recording("leaks", f"screen/state|{name}|answer|{{}}", round_name, episode(4, [action], [1.0], shown)))
        recordings.append(Recording("leaks", f"replay/state|{name}|answer|{{}}", round_name,
                                    tuple(each for trial in range(12) for each in episode(trial, [action], [float(trial % 2 == 0)], shown)),
                                    json.dumps([{"control": bool(trial % 2), "heard": 2 * trial, "played": 2 * trial + 1} for trial in range(12)])))
        recordings.append(Recording("leaks", "floor", round_name, episode(5, [""], [0.0], shown)))
    manifest = json.dumps({"manifest": {"name": name, "app": shown}})
    return Evidence("http://127.0.0.1:8000", "openenv-ws", "quick", tuple(recordings), (("walks", shown),), manifest)


def judged(**texts: str) -> Judgement:
    return judge.judge(heard(**texts))


@pytest.fixture(scope="module")
def plain() -> Reader:
    return Reader(html.page(judged()))


def test_the_headings_are_those_of_a_review(plain: Reader) -> None:
    """Golden outline: what a reviewer finds, in this order."""
    assert plain.within("h1", "h2") == [
        "quiz", "What the environment is", "Findings", "The agents", "Transcripts", "Determinism and leaks", "All checks",
        "Your review: utility and novelty"]
    assert [title for title in plain.within("h3") if title in {
        "Ladder and score distributions", "Reward over steps", "Played on after the end", "Agents by task", "What the scores tell", "Best", "Typical", "Worst",
        "What should be the same and was not", "Leaks: what was taken and played", "How long answers took", "Not established"}] == [
        "Ladder and score distributions", "Reward over steps", "Played on after the end", "Agents by task", "What the scores tell", "Best", "Typical", "Worst",
        "What should be the same and was not", "Leaks: what was taken and played", "How long answers took", "Not established"]


def test_the_score_card_says_how_much_was_established(plain: Reader) -> None:
    """A report full of skips does not look like a pass."""
    judgement = judged()
    assert f"{judgement.established} of {words.asked(judgement)}" in plain.within("strong")
    assert {"quick", "v1", judgement.evidence.digest} <= set(plain.within("dd"))
    assert judgement.verdict == "fail"


def test_every_fault_is_a_card_with_its_script_three_times(plain: Reader) -> None:
    """Grammar, command, and Python: whoever reads can play it."""
    faults = {each.check: each for each in judged().findings if each.status in {"fail", "warn", "error"}}
    assert "exploit.step_after_done" in faults
    assert {f"finding-{check.replace('.', '-').replace('_', '-')}" for check in faults} <= set(plain.values("id"))
    scripted = sum(each.replay is not None for each in faults.values())
    code = plain.within("code")
    assert scripted
    assert sum(each.startswith("envjudge replay ") for each in code) == scripted
    assert sum("replay: 1" in each and "steps:" in each for each in code) == scripted
    assert sum("from websockets.sync.client import connect" in each for each in code) == scripted


def test_the_python_program_shows_the_fault(tmp_path: Path) -> None:
    """What is copied from the page runs as it stands, without a warning, and measures what is expected."""
    script = replay.parse({"replay": 1, "title": "pay after the end, told by \u202e", "steps": [
        {"http": "GET /health", "expect": [{"path": "$status", "is": 200}]},
        {"ws": {"type": "reset", "data": {"seed": 3}}},
        {"ws": {"type": "step", "data": {"answer": {"$answer": 1, "path": "data.observation.question", "format": "<{}>"}}}, "times": 4,
         "expect": [{"sum": "data.reward", "above": 0.2}, {"path": "$text", "contains": "asked"}]},
        {"ws": {"type": "hang-up"}}]})
    with selftest.hall() as url:
        program = snippets.snippets(script, "", f"{url}/paymaster", 20_000)
        (tmp_path / "replay.py").write_text(program.python, encoding="ascii")
        run = subprocess.run([sys.executable, "-W", "error", str(tmp_path / "replay.py")], capture_output=True, text=True, check=False, timeout=60)
    assert (program.complete, run.stderr, run.returncode) == (True, "", 0)
    assert "measured: 200 | expected: is 200" in run.stdout
    assert "measured: 0.3 | expected: above 0.2" in run.stdout


def test_the_program_of_a_script_for_two_servers_asks_for_both_and_shows_the_fault(tmp_path: Path) -> None:
    """With one address it says what is missing; with two, it speaks with both."""
    reset = {"type": "reset", "data": {"seed": 3}}
    script = replay.parse({"replay": 1, "title": "another process, another task", "steps": [
        {"ws": reset}, {"ws": reset, "server": "second", "expect": [{"path": "data.observation.question", "isnt": {
            "$answer": 0, "path": "data.observation.question"}}]}]})
    with selftest.hall() as first, selftest.hall(selftest.THERE) as second:
        program = snippets.snippets(script, "", "package", 20_000)
        (tmp_path / "replay.py").write_text(program.python, encoding="ascii")
        call = [sys.executable, "-W", "error", str(tmp_path / "replay.py"), f"{first}/hashed"]
        alone = subprocess.run(call, capture_output=True, text=True, check=False, timeout=60)
        both = subprocess.run([*call, f"{second}/hashed"], capture_output=True, text=True, check=True, timeout=60)
    assert program.two_servers
    assert (alone.returncode, "name the addresses of two servers" in alone.stderr) == (1, True)
    told = next(line for line in both.stdout.splitlines() if "measured" in line)
    measured, _, expected = told.removeprefix("    measured: ").partition(" | expected: isnt ")
    assert measured.startswith("What is ")
    assert measured != expected


def test_every_skip_says_how_to_enable_it(plain: Reader) -> None:
    """What was not made is listed with its remedy, and never as passed."""
    cells = plain.within("td")
    for each in judged().findings:
        if each.status == "skip" and each.applies:
            assert each.summary in cells
            assert each.remedy in cells


def test_what_was_paid_after_the_end_is_drawn(plain: Reader) -> None:
    """The line `done`, and the gain behind it."""
    assert "done" in plain.within("text")
    assert any("3 after it" in each for each in plain.within("desc"))


def test_the_page_says_what_the_scores_tell(plain: Reader) -> None:
    """Components of variance with their reliability, pass@k, and the chance of a training signal."""
    assert "shares-title" in plain.values("id")
    assert {"pass@1", "pass^2", "P(signal)", "Discrimination"} <= set(plain.within("th"))
    assert "0 of 12" in plain.within("td")


def test_leaks_are_counted_with_their_control(plain: Reader) -> None:
    """Wins in both rounds against none of the control: that makes it a leak."""
    assert {"12 of 12", "0 of 12"} <= set(plain.within("td"))


def test_paths_that_differ_are_named(plain: Reader) -> None:
    """One seed gave two texts: the path says where."""
    assert "observation.question" in plain.within("code")


def test_the_page_needs_nothing_from_outside(plain: Reader) -> None:
    """Readable offline: no address is loaded, every link leads into the page itself."""
    ids = plain.values("id")
    assert len(ids) == len(set(ids))
    assert all(each.startswith("#") and each[1:] in ids for each in plain.values("href"))
    assert not plain.values("src")
    assert not any("url(" in each or "@import" in each for each in plain.within("style"))
    assert all(each in ids for name in ("aria-labelledby", "for") for given in plain.values(name) for each in given.split())


def test_tables_and_plots_can_be_read_aloud(plain: Reader) -> None:
    """Captions, header cells, titles and descriptions, landmarks, a label for every field to write in."""
    count = Counter(tag for tag, _attributes in plain.tags)
    assert count["table"] == count["caption"] == count["thead"]
    assert count["svg"] == count["title"] - 1 == count["desc"]
    assert count["main"] == count["nav"] == count["h1"] == 1
    assert count["textarea"] == count["label"] == 10


def test_equal_evidence_gives_equal_bytes() -> None:
    """A page can be compared with the one of yesterday."""
    assert html.page(judged()) == html.page(judged())


HOSTILE = ("</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "{{ 7*7 }}{% for x in y %}", "</textarea></pre>--><b>", "\" onload='x'",
           "]]>&lt;", "\x00\x1b[31m\u202e\ufeff", "\ud800", "javascript:alert(1)", "%s {0} {p}")


@pytest.fixture(scope="module")
def structure(plain: Reader) -> list[tuple[str, tuple[str, ...]]]:
    return plain.tags


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))  # a page takes a second: nothing is shrunk
@given(st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE))
@example("".join(HOSTILE[:-3]))
@example(HOSTILE[7])
def test_what_the_subject_sends_stays_text(structure: list[tuple[str, tuple[str, ...]]], planted: str) -> None:
    """Whatever stands in observations, actions, names and descriptions: the page has the same tags and attributes as always."""
    subject = f"a{planted}a"
    judgement = judged(shown=subject, name=subject, action=subject)
    whole = html.page(judgement)
    reader = Reader(whole)
    assert [each for each in reader.tags if each[0] in {"script", "style", "iframe", "img", "object", "link"}] == [("style", ()), ("script", ())]
    assert {tag for tag, _attributes in reader.tags} <= {tag for tag, _attributes in structure} | {"em"}
    assert not any(name.startswith("on") or name in {"src", "style", "srcdoc"} for _tag, name, _value in reader.attributes)
    whole.encode()


@pytest.mark.parametrize("planted", ["<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}"])
def test_planted_markup_arrives_as_it_was_written(planted: str) -> None:
    """Escaped once, not lost, not evaluated: in names, observations, actions, and the texts of checks."""
    judgement = judged(shown=planted, name=planted, action=planted)
    first = judgement.findings[0]
    judgement = replace(judgement, findings=(replace(first, status="warn", summary=planted, measured=((planted, planted),)), *judgement.findings[1:]))
    reader = Reader(html.page(judgement))
    assert planted in reader.within("h1")
    assert any(planted in each for each in reader.within("pre"))
    assert any(planted in each for each in reader.within("h3"))
    assert not any("49" in each for each in reader.within("h1", "pre"))


def test_control_characters_are_made_visible() -> None:
    """A terminal sequence or a reversed text cannot hide in a page."""
    whole = html.page(judged(shown="a\x1b[31mb\u202ec\x00d", name="x"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\ufeff]", whole)
    assert "␛[31mb⟨U+202E⟩c␀d" in whole


@given(st.text(max_size=400), st.integers(20, 200))
def test_bounded_text_keeps_its_bound_and_says_what_was_cut(written: str, limit: int) -> None:
    """The bound is of bytes on the page; what is cut is counted."""
    shown = text.bounded(written, limit)
    assert text.size_of(shown) <= limit + 60
    assert shown == text.visible(written) or f"[cut: {len(written):,} characters in all]" in shown


@pytest.mark.parametrize("sign", ["\"", "\u202e"])
def test_no_evidence_makes_a_page_of_two_megabytes(sign: str) -> None:
    """Huge observations are cut with their length said."""
    long = sign * 4_000
    judgement = judged(shown=long, name=long[:500], action=long)
    assert len(html.page(judgement).encode()) < html.LARGEST
    script = told(long, judgement.evidence.recordings[6].exchanges * 9, want("data.reward", "above", 0))
    every = tuple(findings.Finding(f"made.up{number}", "fail", long, ((long, long),) * 40, script, "reward", long) for number in range(60))
    whole = html.page(replace(judgement, findings=every))
    assert len(whole.encode()) < html.LARGEST
    assert "characters in all]" in whole


def test_no_evidence_at_all_is_a_page_too() -> None:
    """Nothing heard: every section says so."""
    reader = Reader(html.page(judge.judge(Evidence("nowhere", "openenv-ws", "quick"))))
    assert reader.within("h1") == ["nowhere"]
    assert "No agent played an episode." in reader.within("p")


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (0.30000000000000004, "0.3"), (-1.5, "−1.5"), (12345.6, "12,346"), (1e-7, "1.00e-07"),
                                               (True, "true"), ("x", "x"), (float("nan"), "NaN")])
def test_figures_are_rounded_for_people(number: object, shown: str) -> None:
    """Three digits are enough."""
    assert text.figure(number) == shown


def test_the_page_forbids_itself_all_but_its_own_style_and_script(plain: Reader) -> None:
    """Should escaping ever fail, the browser still runs nothing: the policy names both by their digests."""
    policy = next(value for value in plain.values("content") if "default-src" in value)
    for kind in ("style", "script"):
        given = base64.b64encode(hashlib.sha256("".join(data for tag, data in plain.texts if tag == kind).encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{given}'" in policy
    assert "default-src 'none'" in policy
