"""What a package declares to be tried on it: its oracle and its canaries. Reads files of the package, bounded; runs none.

The manifest's `validation.capabilities` names an oracle (`form: injected_state | script`, `location:`) and `canaries:`. A file
of trajectories holds one mapping per line (or one list, JSON or YAML): `{id, reset: {…}, actions: […], expect_max: …}`. What lies
beside the declared location and reads as trajectories counts as recorded public actions of the oracle.
"""

import json
from pathlib import Path

import yaml

from envjudge import values
from envjudge.subject import Subject

LARGEST = 8 << 20
"""Bytes of one declared file."""
MOST = 64
"""Trajectories kept of one declaration."""
LONGEST = 2000
"""Actions of one trajectory; a longer one is left out, for part of an episode shows nothing."""
_ENDINGS = {".json", ".jsonl", ".yaml", ".yml"}


def of(subject: Subject) -> str:
    """JSON text of what the subject declares; `null` for what is no package directory."""
    if subject.kind != "package":
        return "null"
    return values.canonical(read(Path(subject.name), values.parse_json(subject.manifest)))


def read(directory: Path, manifest: object) -> dict[str, object]:
    """`{oracle, state, canaries, trouble}`: trajectories of the oracle, the text of its injected state (or null), canary
    trajectories, and why something declared could not be read."""
    capabilities = values.at(manifest, "validation", "capabilities")
    location = values.at(capabilities, "oracle", "location")
    form = values.at(capabilities, "oracle", "form")
    canaries = values.at(capabilities, "canaries")
    trouble: list[str] = []
    oracle: list[dict[str, object]] = []
    state: object = None
    if isinstance(location, str):
        place = _inside(directory, location, trouble)
        if place is not None:
            beside = [each for each in sorted(place.parent.iterdir()) if each != place and each.suffix in _ENDINGS] if (
                place.parent != directory.resolve()) else []
            oracle = [each for file in (place, *beside) for each in trajectories(file)]
            if form == "injected_state" and not trajectories(place):
                state = _text(place)
        if form == "script" and not oracle:
            trouble.append(f"{location} is a script: the judge runs no code of a subject; record its public actions beside it")
    shipped: list[dict[str, object]] = []
    if isinstance(canaries, str):
        place = _inside(directory, canaries, trouble)
        shipped = trajectories(place) if place is not None else []
        if place is not None and not shipped:
            trouble.append(f"{canaries} holds no trajectories")
    return {"oracle": oracle[:MOST], "state": state, "canaries": shipped[:MOST], "trouble": trouble}


def trajectories(file: Path) -> list[dict[str, object]]:
    """The trajectories in a file, empty if it is something else."""
    text = _text(file)
    if text is None:
        return []
    try:
        if file.suffix == ".jsonl":
            document: object = [json.loads(line) for line in text.splitlines() if line.strip()]
        else:
            document = yaml.safe_load(text) if file.suffix in {".yaml", ".yml"} else json.loads(text)
    except (ValueError, RecursionError, yaml.YAMLError):
        return []
    listed = values.items(document) or values.items(values.at(document, "trajectories")) or [document]
    return [each for each in (_trajectory(number, entry) for number, entry in enumerate(listed)) if each is not None]


def _trajectory(number: int, entry: object) -> dict[str, object] | None:
    actions = values.items(values.at(entry, "actions"))
    reset = values.mapping(values.at(entry, "reset"))
    if not actions or len(actions) > LONGEST:
        return None
    named = values.at(entry, "id")
    found: dict[str, object] = {"id": named if isinstance(named, str) else str(number), "actions": actions,
                                "reset": {name: value for name, value in reset.items() if name != "episode_id"}}
    most = values.number(values.at(entry, "expect_max"))
    return found if most is None else found | {"expect_max": most}


def _inside(directory: Path, written: str, trouble: list[str]) -> Path | None:
    place = (directory / written).resolve()
    if place.is_file() and place.is_relative_to(directory.resolve()):
        return place
    trouble.append(f"{written} is declared, and is no file of the package")
    return None


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8") if file.is_file() and file.stat().st_size <= LARGEST else None
    except (OSError, UnicodeDecodeError):
        return None
