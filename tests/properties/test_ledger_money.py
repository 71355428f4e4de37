"""Money: text and minor units say the same, and the one rounding rule is the merchants' one."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.properties.strategies import money

from tieout.ledger.money import EXPONENTS, Money, MoneyError, exponent, parse, ratio, render

currencies = st.sampled_from([code for code, _ in EXPONENTS])


@given(money(), currencies)
def test_what_is_rendered_is_read_back(minor: int, currency: str) -> None:
    """Every amount of up to twelve digits survives the way through text."""
    assert parse(render(minor, currency), currency) == minor


@given(money(), currencies)
def test_rendering_agrees_with_decimal(minor: int, currency: str) -> None:
    """The text is the exact decimal number, with as many decimals as the currency has."""
    text = render(minor, currency)
    assert Decimal(text) == Decimal(minor).scaleb(-exponent(currency))
    assert len(text.partition(".")[2]) == exponent(currency)


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1250.00", "USD", 125_000),
        ("1250", "USD", 125_000),
        ("1250.5", "EUR", 125_050),
        ("-0.01", "USD", -1),
        ("-0.00", "USD", 0),
        ("007", "JPY", 7),
        ("1.005", "BHD", 1_005),
        ("-12.3456", "CLF", -123_456),
        ("999999999999.99", "USD", 99_999_999_999_999),
    ],
)
def test_hand_checked_amounts(text: str, currency: str, minor: int) -> None:
    """A round trip cannot see a mistake made both ways; these were worked out by hand."""
    assert parse(text, currency) == minor


@pytest.mark.parametrize(
    "text",
    ["", " ", "1,250.00", "+1", "1e3", "1.", ".5", "1.005", "--1", "1 ", "$1", "NaN", "inf", "0x10", "1_000", "١", "1٫5",
     "1234567890123", "1.00\n", "−1"],
)  # fmt: skip
def test_what_is_not_plain_money_is_refused(text: str) -> None:
    """Signs, separators, exponents, other digits and a decimal too many are errors that quote what was given."""
    with pytest.raises(MoneyError) as refused:
        parse(text, "USD")
    assert repr(text) in str(refused.value)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**6), 10**6), st.integers(1, 10**6), st.sampled_from([1, -1]))
def test_rounding_is_half_up_away_from_zero(amount: int, numerator: int, denominator: int, sign: int) -> None:
    """The same as decimal arithmetic with its half-up rule, whatever the signs."""
    exact = Decimal(amount * numerator * sign) / Decimal(denominator)
    tie = (2 * amount * numerator) % denominator == 0 and (amount * numerator) % denominator
    rounded = ratio(amount, numerator, sign * denominator)
    if tie:
        assert abs(rounded) * 2 * denominator == abs(2 * amount * numerator) + denominator
    else:
        assert rounded == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.integers(-(10**9), 10**9), st.integers(-(10**6), 10**6), st.integers(1, 10**6))
def test_rounding_knows_no_side(amount: int, numerator: int, denominator: int) -> None:
    """A debit and the same credit are rounded to the same figure."""
    assert ratio(-amount, numerator, denominator) == -ratio(amount, numerator, denominator)


@pytest.mark.parametrize(
    ("amount", "numerator", "denominator", "rounded"),
    [(1, 1, 2, 1), (-1, 1, 2, -1), (3, 1, 2, 2), (5, 1, 2, 3), (1, 1, 3, 0), (2, 1, 3, 1), (-2, 1, 3, -1),
     (10_000, 825, 10_000, 825), (1_234, 825, 10_000, 102), (25, 10, 100, 3), (1, 1, -2, -1)],
)  # fmt: skip
def test_hand_checked_rounding(amount: int, numerator: int, denominator: int, rounded: int) -> None:
    """Half a cent becomes a cent, half a cent owed becomes a cent owed, 8.25 % of 12.34 is 1.02."""
    assert ratio(amount, numerator, denominator) == rounded


def test_iso_4217_exponents() -> None:
    """Minor units as the standard lists them (2026-01-01): two digits but for these."""
    none = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
    three = "BHD IQD JOD KWD LYD OMR TND".split()
    four = "CLF UYW".split()
    expected = dict.fromkeys(none, 0) | dict.fromkeys(three, 3) | dict.fromkeys(four, 4)
    assert {code: digits for code, digits in EXPONENTS if digits != 2} == expected
    assert len(dict(EXPONENTS)) == len(EXPONENTS)
    assert {"USD", "EUR", "GBP", "CHF", "INR", "IRR", "MGA", "HUF"} <= {code for code, _ in EXPONENTS}


@pytest.mark.parametrize("code", ["usd", "US", "XAU", "DEM", "", "€", "BTC"])
def test_a_currency_that_does_not_exist_is_refused(code: str) -> None:
    """Neither metals nor former currencies nor inventions are money here."""
    with pytest.raises(MoneyError):
        exponent(code)
    with pytest.raises(MoneyError):
        Money(1, code)


@pytest.mark.parametrize("minor", [1.0, True, "1", Decimal(1), None])
def test_money_counts_in_whole_numbers(minor: object) -> None:
    """No float, no bool, no text, no Decimal."""
    with pytest.raises(MoneyError):
        Money(minor, "USD")


@given(money(), money())
def test_money_of_two_currencies_is_never_added(one: int, other: int) -> None:
    """Same currency adds up; two currencies do not mix."""
    assert Money(one, "USD") + Money(other, "USD") - Money(other, "USD") == Money(one, "USD")
    with pytest.raises(MoneyError):
        Money(one, "USD") + Money(other, "EUR")
