"""A close policy of fewer words: the topics that a family needs, and for level 0 each of them in a few sentences.

Values (account codes, limits) are always those of the company's own policy.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from tieout.documents.letters import PolicyTopic
from tieout.scenario.company import Company


@dataclass(frozen=True, slots=True)
class Summary:
    """A topic in few words, and the names of the values that these words use."""

    text: str
    values: tuple[str, ...] = ()


SUMMARIES: Final[Mapping[str, Summary]] = MappingProxyType(
    {
        "citation": Summary(
            "Every line cites one outside document: what only the statement shows, and a missing receipt, the bank line; "
            "a payment its voucher; a correction what the wrong posting cites."
        ),
        "bank": Summary(
            "The statement is right. Book its fees and interest. A missing receipt credits receivables, party and item "
            "(the invoice) as its remittance says; a missing payment debits payables, party and item (the bill) as its "
            "voucher says. Correct a wrong amount by the difference. Undo what is booked twice by its mirror image, and "
            "match the two. What the bank shows only next month stays open.",
            ("bank fees", "interest income", "receivables", "payables"),
        ),
        "receipts": Summary(
            "Apply each receipt to the invoices that its remittance names, else to the one invoice whose open amount it "
            "equals. A discount counts only if the remittance claims it as the invoice's terms grant it and the money "
            "came within the discount days after the invoice's date; one taken too late stays open on the invoice. Any "
            "other shortfall up to the write-off limit is written off, a larger one stays open. What exceeds the "
            "invoices, and what nobody can identify, is unapplied cash, item the bank line.",
            ("receivables", "sales discounts", "small balances", "unapplied cash", "write-off limit"),
        ),
        "takings": Summary(
            "A report's gross is debited to card clearing, item the report; less tax it is revenue. When paid, the net goes "
            "to bank, fees to merchant fees, refunds and chargebacks to returns; card clearing is credited with gross less "
            "reserve, and with a reserve released, item its report. Cite the report, for payments the voucher, for bank "
            "fees the bank line, for corrections what they correct.",
            ("revenue", "card clearing", "merchant fees", "returns"),
        ),
        "purchasing": Summary(
            "Compare each bill line by line with its order and with what was received by month-end. Post what agrees "
            "to the order's accounts and departments. Price within the tolerance: order price to the order's account, the "
            "difference to purchase price variance. Price beyond it: hold the bill for price. More billed than received: post "
            "the received part; if nothing came, hold the bill as not received. A later bill for the same supply is "
            "rejected as duplicate, under whatever number it comes.",
            ("payables", "price variance", "price tolerance percent"),
        ),
        "departments": Summary(
            "Each charge to expense names the department of the order's line. Price variance and balance-sheet accounts "
            "name none."
        ),
        "payroll": Summary(
            "A pay run cites its register: gross pay to wages, employer taxes to payroll tax; both less net pay are owed, to "
            "payroll liabilities. Deposits settle those of the month before, cents to rounding.",
            ("wages", "payroll tax", "payroll liabilities"),
        ),
        "prepaids": Summary(
            "Each month takes an equal share, rounded half up, the last the rest: debit account and department, credit "
            "prepaids and item as scheduled, citing it.",
            ("prepaids",),
        ),
    }
)


def with_topics(company: Company, topics: Collection[str]) -> Company:
    """The company with only these topics in its policy, in the policy's order."""
    policy = company.policy
    kept = tuple(topic for topic in policy.topics if topic.topic in topics)
    return replace(company, policy=replace(policy, topics=kept))


def in_brief(company: Company, topics: Collection[str]) -> Company:
    """The company with these topics, each as SUMMARIES has it."""
    company = with_topics(company, topics)
    policy = company.policy
    return replace(company, policy=replace(policy, topics=tuple(map(_summarised, policy.topics))))


def _summarised(topic: PolicyTopic) -> PolicyTopic:
    summary = SUMMARIES[topic.topic]
    return replace(
        topic, text=summary.text, values=tuple(value for value in topic.values if value[0] in summary.values)
    )
