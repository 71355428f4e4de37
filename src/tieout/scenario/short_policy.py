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
            "Every line cites one outside document. What only the statement shows, and a receipt booked from the "
            "statement, cites the bank line; a payment its voucher; a correction what the wrong posting cites."
        ),
        "dating": Summary("Entries are dated in the month to close."),
        "bank": Summary(
            "The statement is right. Book the bank's fees and interest. A missing receipt credits receivables, party "
            "and item (the invoice) as the remittance says; a missing payment debits payables, party and item (the "
            "bill) as the voucher says. A wrong amount is corrected by the difference. An entry booked twice is undone "
            "by its mirror image, and the two are matched with each other. What the bank will show only next month "
            "stays open.",
            ("bank fees", "interest income", "receivables", "payables"),
        ),
        "purchasing": Summary(
            "Compare each bill line by line with its order and with what was received by month-end. Post what agrees "
            "to the order's accounts and departments. Price within the tolerance: order price to the order's account, the difference "
            "to purchase price variance. Price beyond it: hold the bill for price. More billed than received: post "
            "the received part; if nothing came, hold the bill as not received. A later bill for the same supply is "
            "rejected as duplicate, under whatever number it comes.",
            ("payables", "price variance", "price tolerance percent"),
        ),
        "departments": Summary(
            "Each charge to expense names the department of the order's line. Price variance and balance-sheet accounts "
            "name none."
        ),
        "prepaids": Summary(
            "Each month takes its equal share, rounded half up, the last one the rest: debit the account and "
            "department that the schedule names, credit prepaid expenses, item as the schedule says, citing the schedule. A bill for "
            "several months from the prepaid limit on is a prepaid: debit prepaid expenses, item the bill, and charge "
            "this month's share to the bill's expense account and department, citing the bill.",
            ("prepaids", "prepaid limit"),
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
