"""A leak that is planted is found, and where there is none the figures say so."""

import random
from dataclasses import replace

import pytest
from benchmarks.reading.letters import Letter
from benchmarks.reading.sampling import Sample
from benchmarks.reading.study import Told, by_surface, by_words, telling
from benchmarks.reading.surface import Row

WORDS = "the asset was sold kept repaired moved last week by our own people after all as agreed and noted".split()
FAMILY = "month_end_close"


def letters(seed: int, leak: str = "", count: int = 600) -> list[Letter]:
    """Random words. A leak is a word, or a length, that only papers which matter have."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        matters = draw.random() < 0.5
        said = draw.choices(WORDS, k=14 + 8 * (leak == "length" and matters))
        if leak == "word" and matters:
            said[draw.randrange(len(said))] = "definitely"
        text = f"FA-{draw.randrange(1000, 9999)} {' '.join(said)} on 2024-03-{draw.randrange(10, 28)}."
        found.append(
            Letter(
                f"m{number // 6}",
                FAMILY,
                3 + number % 2,
                f"MSG-{number}",
                "e-mail",
                "letter",
                "asset",
                text,
                matters,
                0.5,
                1,
                9,
            )
        )
    return found


def rows(seed: int, leak: bool, count: int = 1500) -> list[Row]:
    """Rows of a table of which one in five is planted; a leak is an amount that ends in zeros more often."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        planted = draw.random() < 0.2
        features = {
            "position in the list": draw.random(),
            "weekday": draw.randrange(5),
            "zeros at the end of the amount": draw.randrange(3) + 2 * (leak and planted),
            "shape of the memo": draw.choice(("paid name_", "name_ id_bill", "to name_")),
        }
        found.append(Row(f"m{number // 10}", FAMILY, 3, "bills that wait", "ordered", planted, "E03", features))
    return found


def told(leak: bool) -> Told:
    """The one table of the rows."""
    [found] = by_surface(Sample((), tuple(rows(1, leak))), Sample((), tuple(rows(2, leak))))
    return found


def test_a_word_that_gives_letters_away_is_found_and_named() -> None:
    """Both by the model that is trained on train letters and by the one that is trained on test letters."""
    study = by_words(letters(1, "word"), letters(2, "word"))
    assert study.told["letter", FAMILY, 0].value > 0.95
    assert study.own["letter", FAMILY, 0].value > 0.95
    [leak] = study.leaks
    gram, yes, no = leak.words[0]
    assert (gram, no) == ("definitely", 0)
    assert yes == study.told["letter", FAMILY, 0].positives
    assert study.believed(replace(letters(3)[0], text="It was definitely sold."))


def test_letters_without_a_leak_are_guessed_like_a_coin() -> None:
    """Same words, same frequency."""
    study = by_words(letters(1), letters(2))
    for told_of in (study.told, study.own):
        figure = told_of["letter", FAMILY, 0]
        assert figure.low < 0.5 < figure.high
        assert figure.value == pytest.approx(0.5, abs=0.06)


def test_the_length_of_a_letter_is_a_leak_of_the_surface() -> None:
    """Length alone tells, without a word."""
    plain, long = (
        by_surface(Sample(tuple(letters(1, leak))), Sample(tuple(letters(2, leak))))[0].plain.value
        for leak in ("", "length")
    )
    assert plain == pytest.approx(0.5, abs=0.07)
    assert long > 0.95


def test_a_feature_that_gives_rows_away_is_found_and_named() -> None:
    """The strongest feature is the planted one, and of rows without a leak nothing is told."""
    leaking, clean = told(True), told(False)
    assert leaking.plain.value > 0.9
    assert leaking.strongest[0][0] == "zeros at the end of the amount"
    assert clean.plain.low < 0.5 < clean.plain.high
    assert clean.plain.high < 0.6


def test_ids_dates_and_amounts_count_by_their_kind_alone() -> None:
    """A letter is not told by which asset it is about."""
    grams = {gram for gram, _, _ in telling(letters(1, count=60), 10**6)}
    assert {"id_fa", "date_"} <= grams
    assert not any(any(sign.isdigit() for sign in gram) for gram in grams)


def test_a_word_may_mean_one_thing_on_one_kind_of_paper_and_the_opposite_on_another() -> None:
    """Anybody sees what kind of paper it is, so each kind has a model of its own."""
    papers = []
    for one in letters(1, "word", 2400):
        told = "definitely" in one.text
        papers.append(replace(one, kind="notice", matters=not told) if len(papers) % 2 else replace(one, matters=told))
    study = by_words(papers[:1600], papers[1600:])
    assert study.told["letter", FAMILY, 0].value > 0.9
