"""One movement at the bank, as it reaches a month: open, booked wrongly, or booked rightly."""

from tieout.scenario.defects.receipts.arrivals import Arrival, innocent, misbooked, waiting
from tieout.scenario.world import World


def only_the_books_differ(before: World, arrival: Arrival, open_code: str, wrong_code: str) -> None:
    """Assert that whichever it is, papers and the true entry are the same; what differs is what the bookkeeper did."""
    asked, wrong, right = waiting(arrival, open_code)[0], misbooked(arrival, wrong_code)[0], innocent(arrival)
    assert asked.documents == wrong.documents == right.documents != before.documents
    assert [some.truth[-1].lines for some in (asked, wrong, right)] == [arrival.right] * 3
    assert asked.books == before.books
    assert wrong.books[-1].lines == arrival.wrong != arrival.right
    assert right.books[-1] is right.truth[-1]
