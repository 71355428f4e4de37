"""Evidence: what was sent and what came back, to the letter. Frozen, bounded, saved compressed, without credentials. Pure
but for `save` and `load`.

Checks see nothing else. Recordings have a round: "find" is where a check may first see a fault, "confirm" are fresh
sessions with other seeds, on which it must show again.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from envjudge import values

FORMAT = 1
LONGEST_ANSWER = 1 << 20
"""Characters of one answer that are kept; the rest is counted only."""
LONGEST_REQUEST = 1 << 14
"""Characters of one request that are kept: hostile input is large and regular."""

_SECRETS = re.compile(
    r"(?P<lead>(?:authorization|api[_-]?key|x-[a-z-]*token|hf_token|password|secret_key)[\"']?\s*[:=]\s*[\"']?(?:bearer\s+)?)"
    r"(?P<value>[^\s\"',}]{6,})|\b(?:hf_|sk-|ghp_|gho_)[A-Za-z0-9_-]{16,}", re.IGNORECASE)


_SIGNS = ("authorization", "api_key", "api-key", "apikey", "token", "password", "secret_key", "hf_", "sk-", "ghp_", "gho_")
"""What every credential has in it or before it, in small letters: most texts need no closer look."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One message and its answer.

    `kind` is what the message asks for (reset, step, state, mcp, http, raw); `status` is HTTP's; `fault` says why no answer
    came (timeout, closed, refused) and is empty otherwise; `took_ms` is wall time in milliseconds; `size` the length of the
    whole answer in characters.
    """

    channel: str
    kind: str
    request: str
    answer: str | None
    took_ms: float
    status: int | None = None
    fault: str = ""
    size: int = 0

    @property
    def value(self) -> object:
        """The answer as a JSON value, ABSENT if it is none (or was cut)."""
        return values.ABSENT if self.answer is None else values.parse_json(self.answer)

    @property
    def sent(self) -> object:
        """The body of the request as a JSON value."""
        return values.parse_json(self.request.partition("\n")[2] if self.channel == "http" else self.request)


@dataclass(frozen=True, slots=True)
class Recording:
    """One session: which probe opened it, under which label, in which round, and all that was said."""

    probe: str
    label: str
    round: str
    exchanges: tuple[Exchange, ...]
    note: str = ""

    def of_kind(self, *kinds: str) -> tuple[Exchange, ...]:
        return tuple(exchange for exchange in self.exchanges if exchange.kind in kinds)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All recordings about one subject; `facts` is JSON text of what is known without asking (manifest, adapter, budget)."""

    subject: str
    adapter: str
    budget: str
    recordings: tuple[Recording, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    facts: str = "{}"

    def round(self, name: str) -> "Evidence":
        """The same evidence with the recordings and notes of one round. The surface (schemas, tools) is the same in each."""
        return replace(self, recordings=tuple(r for r in self.recordings if r.round in {name, "both"}),
                       notes=tuple(each for each in self.notes if each[1].endswith(f"in round {name}") or " in round " not in each[1]))

    def of(self, probe: str, label: str = "") -> tuple[Recording, ...]:
        """The recordings of a probe whose label is this one or starts with it and a slash."""
        return tuple(r for r in self.recordings
                     if r.probe == probe and (not label or r.label == label or r.label.startswith(label + "/")))

    def one(self, probe: str, label: str) -> Recording | None:
        return next(iter(self.of(probe, label)), None)

    def note(self, probe: str) -> str:
        """Why a probe was cut short or left out; empty if it ran to its end."""
        return dict(self.notes).get(probe, "")

    def fact(self, *path: str | int) -> object:
        return values.at(_facts(self.facts), *path)

    def with_fact(self, name: str, value: object) -> "Evidence":
        """The same evidence with one more fact."""
        return replace(self, facts=values.canonical(values.mapping(values.parse_json(self.facts)) | {name: value}))

    def exchanges(self) -> Iterator[tuple[Recording, Exchange]]:
        for recording in self.recordings:
            for exchange in recording.exchanges:
                yield recording, exchange

    @property
    def digest(self) -> str:
        """Stands for what was said, not for how long it took."""
        said = [[r.probe, r.label, r.round, [[e.request, e.answer, e.status, e.fault] for e in r.exchanges]]
                for r in self.recordings]
        return hashlib.blake2b(values.canonical(said).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@lru_cache(maxsize=4)
def _facts(text: str) -> object:
    return values.parse_json(text)


def redact(text: str) -> str:
    """The text with what looks like a credential blotted out."""
    small = text.lower()
    if not any(sign in small for sign in _SIGNS):
        return text
    return _SECRETS.sub(lambda found: (found["lead"] or "") + "[redacted]", text)


def exchange(channel: str, kind: str, request: str, answer: str | None, took_ms: float,
             status: int | None = None, fault: str = "") -> Exchange:
    """An exchange as it is kept: bounded and redacted."""
    kept = None if answer is None else redact(answer[:LONGEST_ANSWER])
    return Exchange(channel, kind, redact(request[:LONGEST_REQUEST]), kept, round(took_ms, 3), status, fault,
                    len(answer or ""))


def dump(evidence: Evidence) -> bytes:
    """Compressed JSON; equal evidence gives equal bytes."""
    text = json.dumps({"evidence": FORMAT, **asdict(evidence)}, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


def parse(data: bytes) -> Evidence:
    """The inverse of `dump`. Raises ValueError when the data is something else."""
    try:
        document = json.loads(gzip.decompress(data))
        if document.pop("evidence") != FORMAT:
            raise ValueError("evidence of another version")
        recordings = tuple(
            Recording(**(entry | {"exchanges": tuple(Exchange(**each) for each in entry["exchanges"])}))
            for entry in document.pop("recordings"))
        notes = tuple((str(probe), str(text)) for probe, text in document.pop("notes"))
        return Evidence(recordings=recordings, notes=notes, **document)
    except (OSError, EOFError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not saved evidence: {error}") from error


def save(evidence: Evidence, path: Path) -> None:
    path.write_bytes(dump(evidence))


def load(path: Path) -> Evidence:
    return parse(path.read_bytes())
