"""How a hurried bookkeeper gets an account wrong: likely mistakes, for errors to plant and for their innocent likes."""

from tieout.documents.casefile import Vendor
from tieout.ledger.entries import Line
from tieout.scenario.chart import line_role
from tieout.scenario.company import Company
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.buying import CONFUSED


def mistaken(company: Company, vendor: Vendor, charge: Line, rng: Rng) -> Line:
    """How a charge is booked to the wrong account: to the vendor's usual one, as always, where it belongs elsewhere; else
    to an expense account of like things, or of the same things where they go on stock. Sundries, where the company keeps
    none of these."""
    if charge.account != vendor.account:
        return vendor.charge(charge.amount, charge.document)
    return confused(company, company.line_of(vendor.id), charge, rng)


def confused(company: Company, line: str, charge: Line, rng: Rng) -> Line:
    """The charge, for something of a line of business, on another account of such things or of like ones; on sundries
    where the company keeps none."""
    found = kindred(company, line, charge.account) or [company.chart.role("miscellaneous")]
    return Line(rng.choice(found), charge.amount, charge.document, "", "", charge.department)


def kindred(company: Company, line: str, account: str) -> list[str]:
    """The expense accounts, other than ``account``, of a line of business and of like things; there may be none."""
    codes = [company.chart.find_role(line_role(each)) for each in (line, *CONFUSED[line])]
    return [code for code in codes if code and code != account]
