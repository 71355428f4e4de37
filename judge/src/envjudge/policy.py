"""What a finding means for the verdict: severity is versioned data, checks have no say in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from envjudge.findings import Finding

Verdict = Literal["pass", "warn", "fail", "not established"]


@dataclass(frozen=True, slots=True)
class Policy:
    """`severity` by check: a failed check of severity warn only warns. Without the checks in `required`, or with fewer than
    `least` of the checks made, nothing is established."""

    version: str
    severity: tuple[tuple[str, str], ...]
    required: tuple[str, ...]
    least: float

    def severity_of(self, check: str) -> str:
        return dict(self.severity).get(check, "fail")


def load(version: str = "v1") -> Policy:
    """A policy that ships with the judge. Raises FileNotFoundError for any other."""
    data = json.loads(files("envjudge").joinpath("policies", f"{version}.json").read_text(encoding="utf-8"))
    return Policy(data["policy"], tuple(data["severity"].items()), tuple(data["must_be_established"]), data["least_established_share"])


def weigh(findings: Iterable[Finding], policy: Policy) -> Verdict:
    """The verdict on all findings together. A report full of skips is never a pass."""
    given = tuple(each for each in findings if each.applies)
    if any(each.status == "fail" and policy.severity_of(each.check) == "fail" for each in given):
        return "fail"
    made = {each.check for each in given if each.status in {"pass", "warn", "fail"}}
    asked = {each.check for each in given}
    if not given or len(made) < policy.least * len(given) or any(check in asked and check not in made for check in policy.required):
        return "not established"
    return "warn" if any(each.status in {"warn", "fail", "error"} for each in given) else "pass"
