"""E-mails, notices and the close policy."""

from typing import Final

from tieout.documents.letters import Email, Notice, Policy, PolicyTopic
from tieout.documents.papers import Papers
from tieout.documents.rendering.sheet import Grid, Sheet
from tieout.documents.rendering.stationery import Stationery

QUOTED: Final = ">"


def email(document: Email, paper: Stationery, papers: Papers) -> Sheet:
    """A message with its headers; ``party`` is only who it claims to come from."""
    del papers  # a message has no letterhead
    return Sheet(
        id=document.id,
        party="",
        facts=(
            ("from", document.sender),
            ("to", document.recipient),
            ("date", paper.day(document.date)),
            ("subject", document.subject),
            ("filed", document.party),
        ),
        body=("---", _quoting(document.body, paper)),
    )


def _quoting(body: str, paper: Stationery) -> str:
    """The body word for word, with the mail program's line above each run of quoted lines."""
    lines: list[str] = []
    for line in body.split("\n"):
        if line.startswith(QUOTED) and not (lines and lines[-1].startswith(QUOTED)):
            lines.append(f"----- {paper.word('quote')} -----")
        lines.append(line)
    return "\n".join(lines)


def notice(document: Notice, paper: Stationery, papers: Papers) -> Sheet:
    """A printed notice; a trial balance has an amount for each account, debits before credits."""
    del papers  # whoever printed it names himself in it
    rows = [
        (code, name, paper.money(amount) if amount > 0 else "", paper.money(-amount) if amount < 0 else "")
        for code, name, amount in document.balances
    ]
    debit = sum([amount for _, _, amount in document.balances if amount > 0])
    credit = -sum([amount for _, _, amount in document.balances if amount < 0])
    return Sheet(
        id=document.id,
        party=document.party,
        title=document.title,
        facts=(("date", paper.day(document.date)),),
        grid=Grid(("account", "name", "debit", "credit"), tuple(rows), fixed=True),
        totals=(("debits", paper.sum(debit)), ("credits", paper.sum(credit))) if rows else (),
        body=(document.body,),
    )


def policy(document: Policy, since: str) -> str:
    """The close policy: one paragraph for each topic, with the values that it sets."""
    heading = f"{document.id}, in force since {since}" + (f", {document.party}" if document.party else "")
    return "\n".join(["CLOSE POLICY", heading, *(_topic(topic) for topic in document.topics)])


def _topic(topic: PolicyTopic) -> str:
    values = "; ".join(f"{name}: {value}" for name, value in topic.values)
    return f"* {topic.topic}. {topic.text}" + (f" [{values}]" if values else "")
