"""Where the README is found: at the root of a checkout, else in the metadata of the installed distribution."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

DISTRIBUTION = "openenv-tieout"


@cache
def readme() -> str | None:
    """The README's text without its front matter; None where Tieout is neither checked out nor installed."""
    text = _checked_out() or _installed()
    return _without_front_matter(text) if text else None


def _checked_out() -> str:
    root = Path(__file__).resolve().parents[3]
    beside = root / "README.md"
    return beside.read_text(encoding="utf-8") if beside.is_file() and (root / "openenv.yaml").is_file() else ""


def _installed() -> str:
    try:
        payload = metadata(DISTRIBUTION).get_payload()  # type: ignore[attr-defined]  # typeshed knows the mapping alone
    except PackageNotFoundError:
        return ""
    return str(payload or "")


def _without_front_matter(text: str) -> str:
    if text.startswith("---\n") and "\n---\n" in text[4:]:
        return text[4:].partition("\n---\n")[2].lstrip("\n")
    return text
