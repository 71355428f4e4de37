"""Documents as text: nothing is lost, no pattern reads them all, and every process writes the same."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.samples import BILL, PAPERS, SAMPLES, STATEMENT, name_of

from tieout.documents.bank import BankLine, BankStatement
from tieout.documents.cards import CardLine, CardStatement
from tieout.documents.casefile import Document
from tieout.documents.letters import Policy
from tieout.documents.papers import SHELVES, Papers
from tieout.documents.render import laid_out, render_document
from tieout.documents.rendering.bank import SHOWN_LINES
from tieout.documents.rendering.layout import LAYOUTS, composed
from tieout.documents.rendering.stationery import DATE_SPELLINGS, percent, spelled
from tieout.documents.trade import CreditMemo, Remittance, SalesInvoice
from tieout.ledger.money import render
from tieout.ledger.periods import Period

KINDS = get_args(Document)
MONEY_FIELDS = frozenset(
    "amount unit_price unit_cost opening closing cost salvage accumulated proceeds total amortised instalment principal interest balance purchases cost_of_sales gross tips fees refunds chargebacks reserve tax".split()
)
WORDS = st.text(alphabet="abcdefghij klmnopqrstuvwxyz", min_size=3, max_size=20).map(
    lambda text: f"x{' '.join(text.split())}x"
)
IDS = st.from_regex(r"[A-Z]{2,4}-[0-9]{4}", fullmatch=True)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
AMOUNTS = st.integers(1, 99_999_999)
COUNTS = st.integers(1, 9_999)


def values(kind: type, name: str) -> st.SearchStrategy[object]:
    """A strategy for one field, by its name where the type says too little."""
    special: dict[str, st.SearchStrategy[object]] = {
        "lines/SalesInvoice": st.lists(st.tuples(WORDS, AMOUNTS), min_size=1, max_size=5).map(tuple),
        "lines/Remittance": st.lists(st.tuples(IDS, AMOUNTS, st.integers(0, 99_999)), max_size=5).map(tuple),
        "balances": st.lists(st.tuples(IDS, WORDS, AMOUNTS | AMOUNTS.map(int.__neg__)), max_size=4).map(tuple),
        "discount_percent": st.integers(0, 5),
        "discount_days": st.integers(1, 30),
        "order_line": st.integers(0, 9),
    }
    for key in (f"{name}/{kind.__name__}", name):
        if key in special:
            return special[key]
    annotation = str(next(field.type for field in fields(kind) if field.name == name))
    inner = re.fullmatch(r"tuple\[(?:tieout\.documents\.\w+\.)?(\w+), \.\.\.\]", annotation)
    if inner:
        module = sys.modules[kind.__module__]
        return st.lists(records(getattr(module, inner[1])), min_size=1, max_size=4).map(tuple)
    for pattern, strategy in (
        (r"datetime.date \| None", st.none() | DAYS),
        (r"class 'datetime.date'", DAYS),
        (r"class 'bool'", st.booleans()),
        (r"class 'int'", AMOUNTS if name in MONEY_FIELDS else COUNTS),
        (r"class 'str'", IDS if name in {"id", "party", "order", "account", "item", "applies_to"} else WORDS),
        (r"Period", st.builds(Period, st.integers(2020, 2030), st.integers(1, 12))),
        (r"tuple\[tuple\[str, str\]", st.lists(st.tuples(WORDS, WORDS), max_size=4).map(tuple)),
        (r"tuple\[tuple\[str, int\]", st.lists(st.tuples(IDS, AMOUNTS), max_size=4).map(tuple)),
    ):
        if re.search(pattern, annotation):
            return strategy
    raise AssertionError(f"no strategy for {kind.__name__}.{name}: {annotation}")


def records(kind: type) -> st.SearchStrategy[Document]:
    """Random records of one dataclass, however unlikely their combinations."""
    if kind is BankStatement:
        return statements(st.integers(0, SHOWN_LINES))
    fitting = {field.name: values(kind, field.name) for field in fields(kind) if field.init}
    if kind is CardStatement:
        return st.builds(_footing, **fitting)
    return st.builds(kind, **fitting)


def _footing(opening: int, lines: tuple[CardLine, ...], closing: int, **rest: Any) -> CardStatement:
    """A card's statement that closes with what its lines come to, whatever ``closing`` was drawn."""
    del closing
    return CardStatement(opening=opening, lines=lines, closing=opening + sum(line.amount for line in lines), **rest)


@st.composite
def statements(draw: st.DrawFn, sizes: st.SearchStrategy[int]) -> BankStatement:
    size = draw(sizes)
    lines = tuple(
        BankLine(f"BL-{number:04d}", draw(DAYS), draw(AMOUNTS) - 50_000_000, draw(WORDS), draw(IDS))
        for number in range(size)
    )
    opening = draw(AMOUNTS)
    closing = opening + sum(line.amount for line in lines)
    return BankStatement(
        draw(IDS),
        draw(DAYS),
        draw(IDS),
        draw(IDS),
        draw(IDS),
        draw(values(BankStatement, "period")),
        opening,
        closing,
        lines,
    )


DOCUMENTS = st.one_of([records(kind) for kind in KINDS])


def facts(value: object, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """(field, accepted spellings) of everything that a record states; what is absent states nothing."""
    if value is None or value == "" or isinstance(value, bool):
        return
    if is_dataclass(value) and not isinstance(value, Period):
        for field in fields(value):
            skipped = (field.name == "proceeds" and getattr(value, "disposed", None) is None) or (
                field.name == "discount_days" and not getattr(value, "discount_percent", 0)
            )
            optional = field.name in {"service_from", "service_to"} and None in (
                getattr(value, "service_from", None),
                getattr(value, "service_to", None),
            )
            unprinted = field.name == "order_line" and "unit_price" in {one.name for one in fields(value)}
            if field.name == "untaxed":
                yield "taxed", (render(value.price - value.untaxed, "USD"),)
            elif field.name == "tax_rate":
                yield field.name, (percent(value.tax_rate),)
            elif not skipped and not optional and not unprinted:
                yield from facts(getattr(value, field.name), field.name)
    elif isinstance(value, tuple):
        for part in value:
            if isinstance(part, int) and name in {"lines", "pays", "receipts", "released", "rows", "balances"}:
                yield from facts(abs(part) if name == "balances" else part, "amount")
            else:
                yield from facts(part, name)
    elif isinstance(value, date):
        yield name, tuple(spelled(value, spelling) for spelling in range(DATE_SPELLINGS))
    elif isinstance(value, int):
        if name in MONEY_FIELDS:
            yield name, (render(value, "USD"),) if value else ("",)
        else:
            yield name, (str(value),) if value else ("",)
    else:
        yield name, (str(value),)


def stands_in(text: str, spelling: str) -> bool:
    """Whole, not as a part of a longer number or word."""
    return not spelling or re.search(rf"(?<![\w.]){re.escape(spelling)}(?![\w])(?!\.\d)", text) is not None


def in_every_layout(document: Document) -> Iterator[str]:
    """The document's text in each layout of its kind on both shelves; the policy has one."""
    if isinstance(document, Policy):
        yield render_document(document, PAPERS)
        return
    for shelf in SHELVES:
        for number in range(LAYOUTS):
            yield laid_out(document, PAPERS, composed(document.kind, shelf, number))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_fact_stands_in_the_text(kind: type) -> None:
    """In each layout of its kind, each structured field of a document can be read from its text."""

    @given(records(kind))
    @settings(max_examples=8, deadline=None)
    def check(document: Document) -> None:
        stated = list(facts(document))
        for text in in_every_layout(document):
            for name, spellings in stated:
                assert any(stands_in(text, spelling) for spelling in spellings), (name, spellings, text)

    check()


@given(records(SalesInvoice))
def test_totals_stand_in_the_text(document: SalesInvoice) -> None:
    """A document that has a total shows it, with the currency."""
    text = render_document(document, Papers("EUR"))
    assert stands_in(text, render(document.amount, "EUR")) and "EUR" in text


@given(records(CreditMemo))
def test_a_credit_memo_says_whose_credit_it_is(document: CreditMemo) -> None:
    """Turning the direction of a credit changes its text."""
    other = replace(document, issued=not document.issued)
    assert all(one != two for one, two in zip(in_every_layout(document), in_every_layout(other), strict=True))


@given(statements(st.integers(1, 3)), st.integers(SHOWN_LINES + 1, 300))
def test_a_long_statement_shows_totals_and_names_the_tool(short: BankStatement, size: int) -> None:
    """Lines of a long statement are left to the tool that lists them; balances and counts stay."""
    lines = tuple(replace(short.lines[0], id=f"LINE-{number:04d}") for number in range(size))
    document = replace(short, lines=lines, closing=short.opening + size * short.lines[0].amount)
    text = render_document(document, PAPERS)
    assert len(text) < 800 and "list_bank_lines" in text and f"{len(document.lines)} lines" in text
    assert stands_in(text, render(document.opening, "USD")) and stands_in(text, render(document.closing, "USD"))
    assert not any(line.id in text for line in lines)


@given(DOCUMENTS)
def test_texts_are_compact_and_tidy(document: Document) -> None:
    """No document fills a page of the tools, none has blank lines or ragged ends of its own making."""
    for text in in_every_layout(document):
        assert 20 < len(text) < 5_000
        assert all(line and line == line.rstrip() for line in text.split("\n")), text


def test_a_crowded_register_still_fits_on_a_page() -> None:
    """Forty rows of every register stay below 10 KB."""
    for sample in SAMPLES:
        for name in ("assets", "prepaids", "rows", "receipts", "pays"):
            if rows := getattr(sample, name, ()):
                crowded = replace(sample, **{name: (rows * 40)[:40]})
                assert all(len(text.encode()) < 10_000 for text in in_every_layout(crowded))


@given(DAYS, DAYS, st.integers(0, DATE_SPELLINGS - 1), st.integers(0, DATE_SPELLINGS - 1))
def test_dates_cannot_be_misread(one: date, other: date, first: int, second: int) -> None:
    """Two days are never spelled alike, in whatever spellings."""
    assert one == other or spelled(one, first) != spelled(other, second)


def test_other_currencies_have_their_own_decimals() -> None:
    """Yen have no cents."""
    assert "JPY" in render_document(STATEMENT, Papers("JPY")) and "1204455" in render_document(STATEMENT, Papers("JPY"))


@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_golden(sample: Document) -> None:
    """The text of each sample is the recorded one. After a wanted change: TIEOUT_GOLDEN=write."""
    path = Path(__file__).parents[1] / "golden" / "documents" / f"{name_of(sample)}.txt"
    text = render_document(sample, PAPERS) + "\n"
    if os.environ.get("TIEOUT_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_golden_is_left_over() -> None:
    """Every recorded text belongs to a sample, and the samples cover every kind of document."""
    folder = Path(__file__).parents[1] / "golden" / "documents"
    assert {path.stem for path in folder.iterdir()} == {name_of(sample) for sample in SAMPLES}
    assert {type(sample) for sample in SAMPLES} == set(KINDS)
    assert any(isinstance(sample, Remittance) and not sample.lines for sample in SAMPLES)


def test_the_same_text_under_every_hash_seed() -> None:
    """Another process with another hash seed writes the same texts."""
    script = (
        "from tests.documents.samples import SAMPLES; from tests.documents.test_render import in_every_layout; "
        "print([list(in_every_layout(sample)) for sample in SAMPLES])"
    )
    root = Path(__file__).parents[2]
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "424242")
    }
    assert seen == {f"{[list(in_every_layout(sample)) for sample in SAMPLES]}\n"}
    assert render_document(BILL, PAPERS) == render_document(replace(BILL, date=BILL.date + timedelta(0)), PAPERS)
