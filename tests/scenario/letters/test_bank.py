"""The wording bank: the packaged one is complete, and each fault that a bank can have is refused by name."""

import re
from itertools import combinations

import pytest

from tieout.scenario.letters.bank import WordingBank, Words
from tieout.scenario.letters.meaning import EFFECTIVE, PLAIN, Stance, Topic
from tieout.scenario.letters.package_data import files, packaged
from tieout.scenario.letters.sheets import SPLITS, WordingsError
from tieout.scenario.letters.turns import STANCES

SHARED = {""}  # what train and test may both say: nothing


def constructions(words: Words) -> set[str]:
    """Every text of a split, with its slots."""
    found: set[str] = {*words.reservations, *words.replacing}
    for sheet in words.topics.values():
        found |= {*sheet.greetings, *sheet.closings, *sheet.this, *sheet.that}
        found |= {"{}".join(template.parts[::2]) for template in sheet.openings}
        for _, templates in sheet.turns:
            found |= {"{}".join(template.parts[::2]) for template in templates}
        for outcome in sheet.outcomes.values():
            found |= {"{}".join(wording.did.parts[::2]) for wording in outcome.wordings}
    return found


def runs(text: str, length: int) -> set[str]:
    """The runs of so many words in a text, slots left out."""
    found: set[str] = set()
    for piece in text.split("{}"):
        words = re.findall(r"[a-z']+", piece.lower())
        found |= {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}
    return found


def planted(name: str, old: str, new: str) -> dict[str, str]:
    """The packaged files with one fault."""
    texts = dict(files())
    assert old in texts[name], f"{name} has no {old!r}"
    texts[name] = texts[name].replace(old, new, 1)
    return texts


@pytest.mark.parametrize(("one", "other"), list(combinations(("train", "test"), 2)))
def test_splits_share_no_construction(one: str, other: str) -> None:
    """Test shows no sentence that train has shown; validation shows those of train."""
    shared = constructions(packaged().words(one)) & constructions(packaged().words(other))
    assert shared <= SHARED
    assert constructions(packaged().words("validation")) == constructions(packaged().words("train"))


def test_splits_share_hardly_any_phrase() -> None:
    """Of the runs of five words in test's sentences, train has at most one in fifty."""
    five = {
        split: set().union(*(runs(text, 5) for text in constructions(packaged().words(split))))
        for split in ("train", "test")
    }
    assert len(five["test"] & five["train"]) <= len(five["test"]) / 50, five["test"] & five["train"]


@pytest.mark.parametrize("split", [*SPLITS, "private"])
def test_every_topic_has_its_turns_in_every_split(split: str) -> None:
    """Each topic is told by at least four turns, and each stance is one of some turn."""
    topics = packaged().words(split).topics
    assert set(topics) == {topic.value for topic in Topic} - {topic.value for topic in PLAIN}
    for sheet in topics.values():
        assert len(sheet.turns) >= 4, sheet.topic
    told = {turn for sheet in topics.values() for turn, _ in sheet.turns}
    assert told == set(STANCES)
    assert {stance for pair in STANCES.values() for stance in pair} == set(Stance) - {Stance.ASKS_NOTHING}


def test_each_turn_has_a_stance_for_and_one_against() -> None:
    """The first of a pair changes the books, the second does not."""
    assert all((first in EFFECTIVE, second in EFFECTIVE) == (True, False) for first, second in STANCES.values())


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("topic_asset.toml", "on {day}", "on {daay}", "{day}, each once"),
        ("topic_asset.toml", "This is about {unit}.", "This is about it.", "{unit}, each once"),
        ("topic_asset.toml", "hauled off to the scrap yard on {day}", "hauled off", "{day}, each once"),
        ("topic_asset.toml", 'topic = "asset disposed"', 'topic = "asset lost"', "This is no topic"),
        ("topic_asset.toml", 'voices = ["workshop"]', 'voices = ["ghost"]', "This is no voice"),
        ("topic_asset.toml", 'splits = ["test"]', 'splits = ["exam"]', "This is no split"),
        ("topic_credit.toml", "changes = true", "changes = false", "outcomes that change the books"),
        ("topic_credit.toml", 'facts = ["other"]', 'facts = ["invoice"]', "repeats a fact of the opening"),
        ("turns_letter.toml", "{Stands.did}", "{Stand.did}", "This is no slot of a turn"),
        ("turns_letter.toml", "and {stands.did}.", "and so it was.", "the outcome that stands exactly once"),
        ("turns_letter.toml", 'turn = "corrected"', 'turn = "denied"', "This is no turn"),
        (
            "turns_letter.toml",
            'splits = ["test"]\nkind = "action"',
            'splits = ["train"]\nkind = "action"',
            "every stance",
        ),
        ("turns_notice.toml", "{falls.did}", "{falls.to}", "neither infinitive nor gerund"),
        ("turns_notice.toml", "[[turn]]", "[[turns]]", "no group of a wording bank"),
        ("facts.toml", '["{iso}"', '["{date}"', "This is no slot of a day"),
        ("facts.toml", 'relation = "older"', 'relation = "taller"', "This is no relation"),
        ("facts.toml", "[[money]]", "[[money", "A file of wordings is TOML"),
    ],
)
def test_a_planted_fault_is_refused_with_value_rule_and_remedy(name: str, old: str, new: str, said: str) -> None:
    """The message names the file, quotes what is wrong, and says what to do."""
    with pytest.raises(WordingsError, match=re.escape(said)) as refused:
        WordingBank.read(planted(name, old, new))
    text = str(refused.value)
    assert text.startswith("Wordings, ")
    assert text.count(". ") >= 2, text


def test_a_missing_topic_is_refused() -> None:
    """An operator's bank stands in for files, it takes none away."""
    texts = {name: text for name, text in files().items() if name != "topic_coding.toml"}
    with pytest.raises(WordingsError, match="Every topic has a sheet"):
        WordingBank.read(texts)


def test_a_private_wording_is_shown_in_private_alone() -> None:
    """What is tagged private takes the place of test's texts of its group there, and appears nowhere else."""
    own = files()["topic_asset.toml"] + '\n[[opening]]\nsplits = ["private"]\ntexts = ["Sotto voce, {unit}."]\n'
    bank = WordingBank.read({**files(), "topic_asset.toml": own})
    said = {split: bank.words(split).topics[Topic.ASSET].openings for split in (*SPLITS, "private")}
    assert [template.parts[0] for template in said["private"]] == ["Sotto voce, "]
    assert all("Sotto voce, " not in {t.parts[0] for t in said[split]} for split in SPLITS)
