"""Write a judgement down: all reports, the evidence, and a script per finding. The one place of reports that does I/O."""

from pathlib import Path

from envjudge import evidence
from envjudge.judge import Judgement
from envjudge.report import badge, document, html, junit, markdown, sarif, words
from envjudge.report.snippets import script_text


def write(judgement: Judgement, directory: Path) -> None:
    """All files, below the directory; scripts of an earlier judgement there are removed. Raises OSError."""
    (directory / "replays").mkdir(parents=True, exist_ok=True)
    for stale in (directory / "replays").glob("*.yaml"):
        stale.unlink()
    evidence.save(judgement.evidence, directory / "evidence.json.gz")
    for name, text in texts(judgement).items():
        (directory / name).write_text(text, encoding="utf-8")


def texts(judgement: Judgement) -> dict[str, str]:
    """The text of every report by file name."""
    scripts = {words.script_name(each): script_text(each.replay) for each in judgement.findings if each.replay is not None}
    return {
        "report.json": document.text(judgement),
        "report.junit.xml": junit.text(judgement),
        "report.sarif": sarif.text(judgement),
        "summary.md": markdown.text(judgement),
        "badge.json": badge.text(judgement),
        "index.html": html.page(judgement),
        **scripts,
    }

