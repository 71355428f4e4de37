"""Amounts that stand on a statement more than once, and what tells such lines apart."""

from collections import defaultdict

from tests.scenario.months import months_of

from tieout.documents.bank import BankLine, BankStatement, PaymentVoucher
from tieout.documents.trade import Remittance
from tieout.scenario.reveal import Scenario

FAMILIES = ("bank_reconciliation", "month_end_close")


def alike(statement: BankStatement) -> list[list[BankLine]]:
    """The lines of each amount that stands more than once, money in and out apart."""
    found: dict[int, list[BankLine]] = defaultdict(list)
    for line in statement.lines:
        found[line.amount].append(line)
    return [lines for lines in found.values() if len(lines) > 1]


def payer(scenario: Scenario, line: BankLine) -> str:
    """Who stands behind a line by the documents that clear it; for what the bank alone shows, the line itself."""
    (movement,) = [one for one in scenario.key.cleared if one.line.id == line.id]
    documents = [scenario.case.by_id.get(name) for name, _ in movement.cleared]
    parties = [paper.party for paper in documents if isinstance(paper, PaymentVoucher | Remittance)]
    return "".join(parties) or line.id


def test_one_line_in_twenty_to_ten_shares_its_amount() -> None:
    """A matcher that looks at amounts alone has two candidates there, and some lines are alike in all that is printed."""
    lines = shared = same = 0
    for family in FAMILIES:
        for scenario in months_of(family):
            for statement in scenario.case.statements:
                lines += len(statement.lines)
                for group in alike(statement):
                    shared += len(group)
                    printed = [(line.date, line.description, line.reference) for line in group]
                    same += len(printed) - len(set(printed))
    assert 0.04 < shared / lines < 0.11
    assert same > 10


def test_what_clears_a_line_is_decided_by_more_than_its_amount() -> None:
    """Lines of one amount belong to different parties, whose names or numbers the bank prints, or each is cited by the
    entry that books it: no two are interchangeable."""
    groups = 0
    for family in FAMILIES:
        for scenario in months_of(family):
            settled = {movement.line.id for movement in scenario.key.cleared}
            for statement in scenario.case.statements:
                for group in alike(statement):
                    known = [line for line in group if line.id in settled]
                    printed = [
                        (payer(scenario, line), line.description if payer(scenario, line) != line.id else line.id)
                        for line in known
                    ]
                    assert len(set(printed)) == len(known), group
                    groups += 1
    assert groups > 50
