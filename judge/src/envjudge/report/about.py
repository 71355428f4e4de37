"""What the environment says about itself: name, actions, observations, tasks, reward range. Pure; every text bounded."""

import re
from collections import Counter
from dataclasses import dataclass

from envjudge import compare, known, schemas, turns, values
from envjudge.actions import input_schema
from envjudge.evidence import Evidence
from envjudge.report.text import bounded, figure, line, plural

MOST_TOOLS, MOST_FIELDS, MOST_SPLITS = 40, 40, 12
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a schema."""

    name: str
    kind: str
    required: bool
    means: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool with its arguments."""

    name: str
    means: str
    arguments: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Diversity:
    """First observations over seeds: how many were heard, how many differ, words in all and distinct ones."""

    heard: int
    distinct: int
    words: int
    vocabulary: int


@dataclass(frozen=True, slots=True)
class About:
    """What a reviewer has to know before anything else. `left_out` counts tools and fields that found no room."""

    name: str
    description: str
    version: str
    adapter: str
    manifest: tuple[tuple[str, str], ...]
    tools: tuple[Tool, ...]
    action: tuple[Field, ...]
    observation: tuple[Field, ...]
    left_out: int
    splits: tuple[tuple[str, str], ...]
    challenge_tasks: int
    diversity: Diversity
    rewards: str
    declared: bool
    first: object
    readme: str
    headings: tuple[str, ...]
    packaged: str
    common_words: tuple[str, ...]


def about(evidence: Evidence) -> About:
    """Read from /metadata, the manifest, the schemas, the tool list, the Task API, and the resets that were heard."""
    recording = evidence.one("surface", "metadata")
    metadata = values.mapping(recording.exchanges[-1].value if recording is not None and recording.exchanges else None)
    manifest = evidence.fact("manifest")
    tools = known.tools(evidence)
    action, observation = fields(known.schema(evidence, "action")), fields(known.schema(evidence, "observation"))
    low, high, declared = known.reward_range(evidence)
    firsts = _firsts(evidence)
    readme = metadata.get("readme_content")
    readme = readme if isinstance(readme, str) else ""
    description = _text(metadata.get("description")) or _text(values.at(manifest, "description"))
    return About(
        bounded(_text(metadata.get("name")) or _text(values.at(manifest, "name")) or evidence.subject, 200),
        bounded(description, 3000), bounded(_text(metadata.get("version")) or _text(values.at(manifest, "version")), 60),
        bounded(evidence.adapter, 60),
        tuple((bounded(str(key), 80), line(inner, 400)) for key, inner in list(values.mapping(manifest).items())[:24]),
        tuple(Tool(line(_text(values.at(tool, "name")), 120), bounded(_text(values.at(tool, "description")), 600),
                   fields(input_schema(values.mapping(tool)))[:12]) for tool in tools[:MOST_TOOLS]),
        action[:MOST_FIELDS], observation[:MOST_FIELDS],
        max(0, len(tools) - MOST_TOOLS) + max(0, len(action) - MOST_FIELDS) + max(0, len(observation) - MOST_FIELDS),
        _splits(evidence), _challenge_tasks(evidence), _diversity(firsts), f"{figure(low)} to {figure(high)}", declared,
        firsts[0] if firsts else values.ABSENT, readme, _headings(readme), _packaged(evidence), _common(f"{description} {readme}"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value in (None, values.ABSENT) else values.canonical(value)


def fields(schema: object) -> tuple[Field, ...]:
    """The fields of a schema of objects."""
    node = schemas.resolved(schema, schema)
    required = {str(name) for name in values.items(node.get("required"))}
    return tuple(_field(name, inner, schema, name in required) for name, inner in values.mapping(node.get("properties")).items())


def _field(name: str, inner: object, root: object, required: bool) -> Field:
    node = schemas.resolved(inner, root)
    listed = schemas.choices(inner, root)
    kinds = node.get("type")
    kind = "one of " + ", ".join(values.canonical(each) for each in listed) if listed else (
        " or ".join(map(str, kinds)) if isinstance(kinds, list) else _text(kinds) or "any")
    return Field(line(str(name), 100), bounded(kind, 200), required, bounded(_text(node.get("description")), 300))


def _splits(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    found = []
    for recording in evidence.of("surface", "tasks/num")[:MOST_SPLITS]:
        count = values.at(recording.exchanges[-1].value, "num_tasks") if recording.exchanges else values.ABSENT
        found.append((bounded(recording.label.removeprefix("tasks/num/"), 80), "not told" if count is values.ABSENT else figure(count)))
    return tuple(found)


def _challenge_tasks(evidence: Evidence) -> int:
    recording = evidence.one("surface", "tasks/challenge")
    if recording is None or not recording.exchanges or recording.exchanges[-1].status != 200:
        return 0
    value = recording.exchanges[-1].value
    return len(values.items(value) or values.items(values.at(value, "tasks")) or values.mapping(values.at(value, "tasks")))


def _firsts(evidence: Evidence) -> list[object]:
    """The first observation of each of many seeds, else of whatever was reset."""
    for probe, label in (("seeds", "many"), ("walks", "")):
        read = [turns.read(exchange) for recording in evidence.of(probe, label) for exchange in recording.of_kind("reset")[:1]]
        if any(turn.ok for turn in read):
            return [turn.observation for turn in read if turn.ok]
    return []


def _diversity(firsts: list[object]) -> Diversity:
    words = [word.lower() for first in firsts for _path, leaf in values.leaves(first) if isinstance(leaf, str)
             for word in _WORD.findall(leaf[:20_000])]
    return Diversity(len(firsts), len({values.digest(compare.stable(first)) for first in firsts}), len(words), len(set(words)))


def _packaged(evidence: Evidence) -> str:
    files = evidence.fact("package", "files")
    if not isinstance(files, list):
        return "the package was not seen"
    return "the package has a README.md" if "README.md" in files else "the package has no README.md"


def _headings(readme: str) -> tuple[str, ...]:
    return tuple(bounded(each[1].strip(), 100) for each in re.finditer(r"^#{1,3}[ \t]+(.+)$", readme[:200_000], re.MULTILINE))[:30]


def _common(text: str) -> tuple[str, ...]:
    """The words by which to search for environments of the same kind: frequent, long ones first."""
    counted = Counter(word.lower() for word in _WORD.findall(text[:50_000]) if len(word) > 4)
    return tuple(bounded(word, 40) for word, _count in sorted(counted.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))[:12])


def tasks_told(found: About) -> str:
    """Tasks in one sentence."""
    if found.splits:
        return "Task API: " + ", ".join(f"{name} {count}" for name, count in found.splits)
    if found.challenge_tasks:
        return f"/tasks lists {plural(found.challenge_tasks, 'task')}"
    if found.diversity.heard:
        return f"no Task API; {plural(found.diversity.heard, 'seed')} gave {plural(found.diversity.distinct, 'distinct first observation')}"
    return "none found"
