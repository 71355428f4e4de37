"""E-mails, notices and the close policy."""

from tieout.documents.letters import Email, Notice, Policy, PolicyTopic
from tieout.documents.rendering.stationery import Stationery, page


def email(document: Email, paper: Stationery) -> str:
    """A message with its headers; ``party`` is only who it claims to come from."""
    claimed = f"; filed under {document.party}" if document.party else ""
    headers = paper.layout(
        (
            (
                f"From: {document.sender}",
                f"To: {document.recipient}",
                f"Date: {paper.day(document.date)}",
                f"Subject: {document.subject}",
            ),
            (
                f"Subject: {document.subject}",
                f"Sent: {paper.day(document.date)}",
                f"From: {document.sender}  To: {document.recipient}",
            ),
        )
    )
    return page(*headers, f"Message {document.id}{claimed}", "---", document.body)


def notice(document: Notice, paper: Stationery) -> str:
    """A printed notice."""
    stamp = paper.stamp(document.id, document.party)
    if paper.layout((True, False)):
        return page(document.title, paper.day(document.date), document.body, stamp)
    return page(stamp, f"{document.title}, {paper.day(document.date)}", document.body)


def policy(document: Policy, paper: Stationery) -> str:
    """The close policy: one paragraph for each topic, with the values that it sets."""
    since = f"{document.id}, in force since {paper.day(document.date)}" + (
        f", {document.party}" if document.party else ""
    )
    return page("CLOSE POLICY", since, *(_topic(topic) for topic in document.topics))


def _topic(topic: PolicyTopic) -> str:
    values = "; ".join(f"{name}: {value}" for name, value in topic.values)
    return f"* {topic.topic}. {topic.text}" + (f" [{values}]" if values else "")
