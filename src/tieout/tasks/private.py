"""What the operator's secret makes of the split ``private``: its seeds and its task ids.

Whoever has the source can make every month of the other splits. A month of ``private`` is seeded by an HMAC of a secret
that only the operator has, and its id is another: without the secret neither says anything about the month, nor which
family, level or index it is. :func:`commitment` can be published beforehand, the secret itself afterwards.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from tieout.scenario.letters.bank import WordingBank

VARIABLE: Final = "TIEOUT_SPLIT_SECRET"
LEAST_CHARACTERS: Final = 32  # a commitment to a shorter secret could be undone by trying
_ID_DIGITS: Final = 24


class SecretError(ValueError):
    """A text that cannot be the secret. The message never repeats it."""


@dataclass(frozen=True, slots=True)
class Private:
    """The keys that a secret gives, and an operator's own wordings. Make it with :func:`private_of`; its repr shows nothing."""

    _key: bytes = field(repr=False)
    wordings: WordingBank | None = field(default=None, repr=False)

    def saying(self, wordings: WordingBank) -> "Private":
        """The same keys, for months whose letters are written in an operator's own words."""
        return replace(self, wordings=wordings)

    def seed(self, family: str, version: int, level: int) -> str:
        """Hexadecimal: the label that seeds every month of this kind, beside its index."""
        return self._digest("seed", family, version, level)

    def task_id(self, family: str, version: int, level: int, index: int) -> str:
        """The opaque id of a month: ``private/`` and 24 hexadecimal digits."""
        return f"private/{self._digest('id', family, version, level, index)[:_ID_DIGITS]}"

    def _digest(self, *labels: str | int) -> str:
        return hmac.digest(self._key, "\x1f".join(map(str, labels)).encode(), "sha256").hex()


def checked(secret: str) -> str:
    """The secret, if it is fit to be one. SecretError where it is too short, or is not printable ASCII without spaces."""
    if not (secret.isascii() and secret.isprintable()) or " " in secret:
        raise SecretError(
            f"{VARIABLE} has characters that it may not have. A secret is printable ASCII without spaces or line ends. "
            "Make one with: tieout secret new"
        )
    if len(secret) < LEAST_CHARACTERS:
        raise SecretError(
            f"{VARIABLE} has {len(secret)} characters. A secret has at least {LEAST_CHARACTERS}, so that its published "
            "hash does not give it away. Make one with: tieout secret new"
        )
    return secret


def private_of(secret: str) -> Private:
    """The keys of a secret; SecretError as :func:`checked`."""
    return Private(hmac.digest(checked(secret).encode(), b"tieout private split", "sha256"))


def private_from(variables: Mapping[str, str]) -> Private | None:
    """The keys of the secret among an operator's variables; None where there is none. SecretError as :func:`checked`."""
    secret = variables.get(VARIABLE, "")
    return private_of(secret) if secret else None


def commitment(secret: str) -> str:
    """SHA-256 in hexadecimal, over a label and the secret: what an operator publishes before a season. SecretError as
    :func:`checked`."""
    return hashlib.sha256(b"tieout split secret\n" + checked(secret).encode()).hexdigest()
