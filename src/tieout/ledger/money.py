"""Money: an integer count of minor units and a currency. No float ever; one rounding rule, half up.

"Half up" rounds a tie away from zero: 0.5 cents become 1, -0.5 cents become -1 (the commercial rule).
Minor-unit exponents are ISO 4217's (list of 2026-01-01); every currency that is not named has two digits.
"""

import re
from dataclasses import dataclass
from typing import Final

_NO_MINOR_UNIT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND".split()
_FOUR_DIGITS = "CLF UYW".split()
_TWO_DIGITS = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY "
    "COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
    "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR "
    "MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWG"
).split()
EXPONENTS: Final[tuple[tuple[str, int], ...]] = tuple(
    sorted(
        [(code, 0) for code in _NO_MINOR_UNIT]
        + [(code, 2) for code in _TWO_DIGITS]
        + [(code, 3) for code in _THREE_DIGITS]
        + [(code, 4) for code in _FOUR_DIGITS]
    )
)
_EXPONENT = dict(EXPONENTS)
_PLAIN = re.compile(r"-?([0-9]{1,12})(?:\.([0-9]+))?")


class MoneyError(ValueError):
    """Text or currency that is not money; the message names the value and the accepted form."""


def exponent(currency: str) -> int:
    """Digits after the decimal point in ``currency``; raises MoneyError where ISO 4217 has no such code."""
    try:
        return _EXPONENT[currency]
    except KeyError:
        raise MoneyError(f"{currency!r} is not an ISO 4217 currency code") from None


def parse(text: str, currency: str) -> int:
    """Minor units of a plain decimal string: ``"1250.00"`` is 125000 in USD.

    Accepts an optional minus sign, up to twelve digits, and at most the currency's decimals.
    Thousands separators, signs like ``+``, exponents and blanks are errors (MoneyError).
    """
    digits = exponent(currency)
    match = _PLAIN.fullmatch(text)
    if match is None:
        raise MoneyError(f"{text!r} is not a plain decimal amount such as {render(125000, currency)!r}")
    whole, fraction = match.groups("")
    if len(fraction) > digits:
        raise MoneyError(f"{text!r} has more than {digits} decimals, {currency} has no smaller unit")
    minor = int(whole + fraction.ljust(digits, "0"))
    return -minor if text[0] == "-" else minor


def render(minor: int, currency: str) -> str:
    """``125000`` in USD is ``"1250.00"``: the same spelling that :func:`parse` reads."""
    digits = _EXPONENT[currency]
    if digits == 2:
        return f"-{-minor // 100}.{-minor % 100:02d}" if minor < 0 else f"{minor // 100}.{minor % 100:02d}"
    if digits == 0:
        return str(minor)
    scale = 10**digits
    return f"{'-' if minor < 0 else ''}{abs(minor) // scale}.{abs(minor) % scale:0{digits}d}"


def ratio(amount: int, numerator: int, denominator: int) -> int:
    """``amount * numerator / denominator`` rounded half up (ties away from zero): the only rounding there is."""
    product = amount * numerator
    if denominator < 0:
        product, denominator = -product, -denominator
    if product >= 0:
        return (2 * product + denominator) // (2 * denominator)
    return -((-2 * product + denominator) // (2 * denominator))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount with its currency, for the edges; inside one set of books amounts are bare minor units."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise MoneyError(f"money counts minor units in an int, not {type(self.minor).__name__}")
        exponent(self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MoneyError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + -other

    def __str__(self) -> str:
        return f"{render(self.minor, self.currency)} {self.currency}"
