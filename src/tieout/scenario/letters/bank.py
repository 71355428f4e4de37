"""The wording bank: what sentences letters are made of, read from TOML and checked before anything is drawn from it.

A bank is a set of files. ``turns_*.toml`` say by what turn one outcome stands and another falls; ``topic_*.toml`` what
the outcomes of a topic are; ``facts.toml`` how days, sums and things are put. Every text is tagged with the splits that
may show it. Months of the split ``private`` draw on what is tagged so, and where nothing is, on what test has.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from tieout.scenario.letters.checks import CHECKS, check
from tieout.scenario.letters.sheets import (
    FORMS,
    PRIVATE,
    SPLITS,
    Entry,
    entries,
    parsed,
    tagged,
    texts_of,
    topic_sheets,
)
from tieout.scenario.letters.template import Template


@dataclass(frozen=True, slots=True)
class Wording:
    """One outcome in words. ``to`` and ``ing`` are None where the outcome is a claim and no deed."""

    did: Template
    to: Template | None
    ing: Template | None

    def form(self, name: str) -> Template | None:
        """``did``, ``to`` or ``ing``."""
        return {"did": self.did, "to": self.to, "ing": self.ing}[name]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may have come about, and the wordings of it that a split shows."""

    name: str
    changes: bool
    facts: tuple[str, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """Everything that a split can say on a topic. ``turns`` are the texts by turn, in a fixed order."""

    topic: str
    voices: tuple[str, ...]
    facts: tuple[str, ...]
    subjects: tuple[str, ...]
    openings: tuple[Template, ...]
    outcomes: Mapping[str, Outcome]
    this: tuple[str, ...]
    that: tuple[str, ...]
    turns: tuple[tuple[str, tuple[Template, ...]], ...]
    greetings: tuple[str, ...]
    closings: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What one split can say. ``roles`` are (junior, senior) speakers by voice, ``choices``, ``supplies`` and ``rates``
    texts by relation, ``named`` what one of two checks is called by relation, ``dated`` what a check is called by its day;
    ``reservations`` announce that a second letter may come, ``replacing`` begins it."""

    split: str
    topics: Mapping[str, TopicWords]
    roles: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    days: tuple[Template, ...]
    money: tuple[Template, ...]
    shares: tuple[Template, ...]
    things: tuple[Template, ...]
    choices: Mapping[str, tuple[Template, ...]]
    supplies: Mapping[str, tuple[Template, ...]]
    rates: Mapping[str, tuple[Template, ...]]
    named: Mapping[str, tuple[str, ...]]
    dated: tuple[Template, ...]
    reservations: tuple[str, ...]
    replacing: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordingBank:
    """A checked bank; :meth:`words` gives the share of a split. The same files give the same object, also in another
    process: a bank is pickled as its files."""

    _files: tuple[tuple[str, str], ...] = field(repr=False)
    _shares: Mapping[str, Words] = field(repr=False)

    @staticmethod
    def read(files: Mapping[str, str]) -> "WordingBank":
        """The bank of these TOML texts by file name; WordingsError where it cannot be used."""
        return _read(tuple(sorted(files.items())))

    def __reduce__(self) -> tuple[Callable[..., "WordingBank"], tuple[object, ...]]:
        return _read, (self._files,)

    def words(self, split: str) -> Words:
        """What ``split`` can say; KeyError where there is no such split."""
        return self._shares[split]


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, str], ...]) -> WordingBank:
    sheets = {name: parsed(name, text) for name, text in files}
    check(sheets)
    return WordingBank(files, MappingProxyType({split: _share(sheets, split) for split in (*SPLITS, PRIVATE)}))


def _templates(texts: tuple[str, ...]) -> tuple[Template, ...]:
    return tuple([Template.of(text) for text in texts])


def _share(sheets: Mapping[str, Entry], split: str) -> Words:
    topics = {sheet["topic"]: _topic(sheets, name, sheet, split) for name, sheet in topic_sheets(sheets).items()}
    voices = {entry["voice"] for _, entry in entries(sheets, "roles")}
    return Words(
        split=split,
        topics=MappingProxyType(topics),
        roles=MappingProxyType({voice: _roles(sheets, split, voice) for voice in sorted(voices)}),
        days=_templates(texts_of(sheets, split, "day")),
        money=_templates(texts_of(sheets, split, "money")),
        shares=_templates(texts_of(sheets, split, "share")),
        things=_templates(texts_of(sheets, split, "thing")),
        choices=_by_relation(sheets, split, "choice"),
        supplies=_by_relation(sheets, split, "supply"),
        rates=_by_relation(sheets, split, "rate"),
        named=MappingProxyType({name: texts_of(sheets, split, "named", relation=name) for name in CHECKS}),
        dated=_templates(texts_of(sheets, split, "dated")),
        reservations=texts_of(sheets, split, "reservation"),
        replacing=texts_of(sheets, split, "replacing"),
    )


def _by_relation(sheets: Mapping[str, Entry], split: str, group: str) -> Mapping[str, tuple[Template, ...]]:
    relations = sorted({entry["relation"] for _, entry in entries(sheets, group)})
    return MappingProxyType({name: _templates(texts_of(sheets, split, group, relation=name)) for name in relations})


def _roles(sheets: Mapping[str, Entry], split: str, voice: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    junior = texts_of(sheets, split, "roles", "junior", voice=voice)
    return junior, texts_of(sheets, split, "roles", "senior", voice=voice)


def _topic(sheets: Mapping[str, Entry], name: str, sheet: Entry, split: str) -> TopicWords:
    own = {name: sheet}
    register = sheet["register"]
    outcomes = {
        outcome: Outcome(outcome, row["changes"], tuple(row["facts"]), _wordings(own, split, outcome))
        for outcome, row in sheet["outcomes"].items()
    }
    return TopicWords(
        topic=sheet["topic"],
        voices=tuple(sheet["voices"]),
        facts=tuple(sheet["opening_facts"]),
        subjects=texts_of(own, split, "subject"),
        openings=_templates(texts_of(own, split, "opening")),
        outcomes=MappingProxyType(outcomes),
        this=texts_of(own, split, "pair", "this"),
        that=texts_of(own, split, "pair", "that"),
        turns=_turns(sheets, sheet, split),
        greetings=texts_of(sheets, split, "greeting", register=register),
        closings=texts_of(sheets, split, "closing", register=register),
    )


def _wordings(own: Mapping[str, Entry], split: str, outcome: str) -> tuple[Wording, ...]:
    found = []
    for entry in tagged(list(entries(own, "outcome", name=outcome)), split):
        for row in entry["wordings"]:
            to, ing = (Template.of(row[form]) if form in row else None for form in FORMS[1:])
            found.append(Wording(Template.of(row["did"]), to, ing))
    return tuple(found)


def _turns(sheets: Mapping[str, Entry], sheet: Entry, split: str) -> tuple[tuple[str, tuple[Template, ...]], ...]:
    """The turns of the topic's register that suit its kind."""
    by_turn: dict[str, list[Template]] = {}
    for entry in tagged(list(entries(sheets, "turn", register=sheet["register"])), split):
        if entry.get("kind", sheet["kind"]) == sheet["kind"]:
            by_turn.setdefault(entry["turn"], []).extend(_templates(tuple(entry["texts"])))
    return tuple([(turn, tuple(texts)) for turn, texts in sorted(by_turn.items())])
