"""A refusal: what was asked is not allowed. A value, never an exception; the state stays as it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused request.

    ``code`` is the catalogue key (``entry.unbalanced``), ``value`` what was asked, ``rule`` the rule it breaks,
    ``remedy`` what to do instead. Whole sentences: agents and people read them.
    """

    code: str
    value: str
    rule: str
    remedy: str

    @property
    def text(self) -> str:
        return f"Refused [{self.code}]: {self.value} Rule: {self.rule} Remedy: {self.remedy}"
