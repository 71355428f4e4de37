"""What a wording bank must fulfil: every slot is known and filled, every stance is there in every split."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tieout.scenario.letters.meaning import PLAIN, Topic, Voice
from tieout.scenario.letters.sheets import FORMS, PRIVATE, SPLITS, Entry, entries, refuse, tagged, topic_sheets
from tieout.scenario.letters.template import Template
from tieout.scenario.letters.turns import STANCES

_TOPIC_KEYS: Final = ("register", "kind", "voices", "opening_facts", "outcomes")
_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "turn": ("turn", "texts"),
    "greeting": ("texts",),
    "closing": ("texts",),
    "reservation": ("texts",),
    "replacing": ("texts",),
    "roles": ("voice", "junior", "senior"),
    "day": ("texts",),
    "money": ("texts",),
    "share": ("texts",),
    "thing": ("texts",),
    "choice": ("relation", "texts"),
    "supply": ("relation", "texts"),
    "rate": ("relation", "texts"),
    "named": ("relation", "texts"),
    "dated": ("texts",),
    "subject": ("texts",),
    "opening": ("texts",),
    "pair": ("this", "that"),
    "outcome": ("name", "wordings"),
}
_PLAIN_KEYS: Final = ("topic", "register", "kind", "voices", "opening_facts", "outcomes")
_SLOTS: Final[Mapping[str, frozenset[str]]] = {
    "day": frozenset(("iso", "month", "number", "ordinal", "weekday", "anchor")),
    "money": frozenset(("plain", "grouped")),
    "share": frozenset(("share",)),
    "thing": frozenset(("name", "id")),
    "dated": frozenset(("day",)),
}
_AROUND: Final = frozenset(("junior", "senior", "this", "that"))
CHECKS: Final = ("larger check", "smaller check", "earlier check", "later check")
RELATIONS: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "choice": dict.fromkeys(
        ("older", "newer", "dearer", "cheaper", "larger", "smaller"), frozenset(("first", "second"))
    ),
    "named": dict.fromkeys(CHECKS, frozenset()),
    "supply": {
        "order by id": frozenset(("id",)),
        "order by day": frozenset(("day",)),
        "order by goods": frozenset(("goods",)),
        "goods by id": frozenset(("goods", "id")),
        "goods by day": frozenset(("goods", "day")),
        "goods alone": frozenset(("goods",)),
    },
    "rate": dict.fromkeys(("each", "above", "below"), frozenset(("value",))),
}
"""By group and relation, what a text of it names."""


def check(sheets: Mapping[str, Entry]) -> None:
    """WordingsError at the first fault: shape, tags, slots, then what is missing."""
    for name, sheet in sheets.items():
        _shape(name, sheet)
    for name, sheet in sheets.items():
        _turn_texts(name, sheet)
        _fact_texts(name, sheet)
    known = {sheet["topic"] for sheet in topic_sheets(sheets).values()}
    for topic in Topic:
        if topic not in PLAIN and topic not in known:
            raise refuse("all files", topic.value, "Every topic has a sheet.", "Add a file for it.")
    for name, sheet in topic_sheets(sheets).items():
        _topic(name, sheet)
        for split in SPLITS:
            _complete(sheets, name, sheet, split)
    for split in SPLITS:
        _facts_complete(sheets, split)


def _shape(name: str, sheet: Entry) -> None:
    for key in sheet:
        if key not in _GROUPS and key not in _PLAIN_KEYS:
            raise refuse(name, key, "This is no group of a wording bank.", f"Use one of: {', '.join(sorted(_GROUPS))}.")
    if "topic" in sheet:
        _needs(name, sheet, _TOPIC_KEYS)
        _one_of(name, sheet["topic"], [topic.value for topic in Topic], "topic")
        for voice in sheet["voices"]:
            _one_of(name, voice, [voice.value for voice in Voice], "voice")
        _one_of(name, sheet["kind"], ("action", "claim"), "kind")
    for group, keys in _GROUPS.items():
        for entry in sheet.get(group, ()):
            _needs(name, entry, ("splits", *keys))
            for split in entry["splits"]:
                _one_of(name, split, (*SPLITS, PRIVATE), "split")
    for entry in sheet.get("turn", ()):
        _needs(name, sheet, ("register",))
        _one_of(name, entry["turn"], STANCES, "turn")
    for group, relations in RELATIONS.items():
        for entry in sheet.get(group, ()):
            _one_of(name, entry["relation"], relations, f"relation of a {group}")
            for text in entry["texts"]:
                _exactly(name, text, set(relations[entry["relation"]]))


def _needs(name: str, entry: Entry, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in entry:
            shown = dict(list(entry.items())[:3])
            raise refuse(name, shown, f"It lacks {key!r}, which every entry of its group has.", "Add it.")


def _one_of(name: str, value: Any, allowed: Iterable[str], what: str) -> None:
    if value not in allowed:
        raise refuse(name, value, f"This is no {what}.", f"Use one of: {', '.join(allowed)}.")


def _turn_texts(name: str, sheet: Entry) -> None:
    """Each names both outcomes once, and nothing that is not known."""
    for group in ("greeting", "closing", "reservation", "replacing", "named"):
        for entry in sheet.get(group, ()):
            for text in entry["texts"]:
                _exactly(name, text, set())
    outcomes = {f"{side}.{form}" for side in ("stands", "falls") for form in FORMS}
    for entry in sheet.get("turn", ()):
        for text in entry["texts"]:
            slots = Template.of(text).slots
            for slot in slots:
                _one_of(name, slot, (*sorted(outcomes), *sorted(_AROUND)), "slot of a turn")
            for side in ("stands", "falls"):
                if sum(slot.startswith(f"{side}.") for slot in slots) != 1:
                    raise refuse(name, text, f"A turn names the outcome that {side} exactly once.", "Rewrite it so.")
            if entry.get("kind") != "action" and any(slot.endswith((".to", ".ing")) for slot in slots):
                raise refuse(
                    name, text, "A claim has neither infinitive nor gerund.", 'Use .did, or tag it kind = "action".'
                )


def _fact_texts(name: str, sheet: Entry) -> None:
    for group, allowed in _SLOTS.items():
        for entry in sheet.get(group, ()):
            for text in entry["texts"]:
                slots = Template.of(text).slots
                for slot in slots:
                    _one_of(name, slot, sorted(allowed), f"slot of a {group}")
                if not slots:
                    raise refuse(name, text, f"A {group} states its fact.", f"Use {{{min(allowed)}}}.")


def _topic(name: str, sheet: Entry) -> None:
    """Openings have the topic's facts, every form of an outcome its own; no fact stands in both."""
    opening = set(sheet["opening_facts"])
    for entry in sheet.get("opening", ()):
        for text in entry["texts"]:
            _exactly(name, text, opening)
    for entry in sheet.get("subject", ()):
        for text in entry["texts"]:
            _exactly(name, text, set())
    for outcome, row in sheet["outcomes"].items():
        _needs(name, row, ("changes", "facts"))
        if opening & set(row["facts"]):
            raise refuse(name, outcome, "It repeats a fact of the opening.", "State each fact once.")
    if {row["changes"] for row in sheet["outcomes"].values()} != {True, False}:
        raise refuse(
            name,
            sheet["topic"],
            "A topic has outcomes that change the books and outcomes that do not.",
            "Add the missing one.",
        )
    for entry in sheet.get("outcome", ()):
        _one_of(name, entry["name"], sheet["outcomes"], "outcome of this topic")
        for wording in entry["wordings"]:
            _needs(name, wording, FORMS if sheet["kind"] == "action" else FORMS[:1])
            for form, text in wording.items():
                _one_of(name, form, FORMS, "form")
                _exactly(name, text, set(sheet["outcomes"][entry["name"]]["facts"]))


def _exactly(name: str, text: str, facts: set[str]) -> None:
    slots = Template.of(text).slots
    if sorted(slots) != sorted(facts):
        wanted = ", ".join(f"{{{fact}}}" for fact in sorted(facts)) or "no slot"
        raise refuse(name, text, f"This text has {wanted}, each once.", "Rewrite it so.")


def _complete(sheets: Mapping[str, Entry], name: str, sheet: Entry, split: str) -> None:
    """A split can say everything about the topic, by every turn that any split has for it."""
    own = {name: sheet}
    for group in ("subject", "opening"):
        if not tagged(list(entries(own, group)), split):
            raise refuse(name, split, f"Every split has a text for {group!r}.", "Tag or add one.")
    for outcome in sheet["outcomes"]:
        if not tagged(list(entries(own, "outcome", name=outcome)), split):
            raise refuse(name, split, f"Every split can say {outcome!r}.", "Tag or add a wording.")
    turns = _turns_of(sheets, sheet, split)
    for other in SPLITS:
        missing = _turns_of(sheets, sheet, other) - turns
        if missing or not turns:
            raise refuse(
                name,
                split,
                f"Every split has every stance on {sheet['topic']!r}; it lacks the turns {sorted(missing)}.",
                "Tag or add a text.",
            )
    for group in ("greeting", "closing"):
        if not tagged(list(entries(sheets, group, register=sheet["register"])), split):
            raise refuse(name, split, f"Its register has no {group} in this split.", "Tag or add one.")
    if "two units" in turns and not tagged(list(entries(own, "pair")), split):
        raise refuse(name, split, "The turn 'two units' needs a pair of names.", "Add [[pair]] with this and that.")
    if "authority" in turns and sheet["register"] == "letter":
        for voice in sheet["voices"]:
            if not tagged(list(entries(sheets, "roles", voice=voice)), split):
                raise refuse(name, voice, f"Nobody speaks for this voice in {split}.", "Add [[roles]] for it.")


def _turns_of(sheets: Mapping[str, Entry], sheet: Entry, split: str) -> set[str]:
    found = tagged(list(entries(sheets, "turn", register=sheet["register"])), split)
    return {entry["turn"] for entry in found if entry.get("kind", sheet["kind"]) == sheet["kind"]}


def _facts_complete(sheets: Mapping[str, Entry], split: str) -> None:
    for group in ("day", "money", "share", "thing", "dated", "reservation", "replacing"):
        if not tagged(list(entries(sheets, group)), split):
            raise refuse("all files", group, f"The split {split} has no text for it.", "Tag or add one.")
    for group, relations in RELATIONS.items():
        for relation in relations:
            if not tagged(list(entries(sheets, group, relation=relation)), split):
                raise refuse("all files", relation, f"The split {split} has no text for it.", "Tag or add one.")
