"""What customers pay: the true books follow what papers say, and no month asks for what its desk does not tell."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from tests.scenario.arrivals import only_the_books_differ
from tests.scenario.months import weight_of_reading

from tieout.documents.bank import BankLine
from tieout.documents.letters import Email
from tieout.documents.trade import Remittance, SalesInvoice
from tieout.episode import scenario_of
from tieout.ledger.entries import Entry
from tieout.ledger.money import parse, ratio
from tieout.scenario.defects.candidates import NoCandidateError
from tieout.scenario.defects.receipts.arrivals import arrived, innocent
from tieout.scenario.defects.receipts.by_the_rules import in_full
from tieout.scenario.letters.meaning import Meaning, Stance, Topic
from tieout.scenario.reveal import Scenario
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.customer_groups import PARENT, stem_of, with_groups
from tieout.tasks.cash_application import FAMILY, PLANS
from tieout.tasks.month_end_close import true_month
from tieout.tasks.registry import make_task

MONTHS = 12
WITH_LETTERS = (3, 4)


def months(level: int, split: str = "test") -> Iterator[Scenario]:
    for index in range(MONTHS):
        yield scenario_of(make_task(FAMILY.name, level, split, index))


def announced(scenario: Scenario) -> Iterator[tuple[Remittance, Meaning, BankLine, Entry]]:
    """The payments of which a message says what they are for: advice, meaning, bank line and true entry."""
    case, key = scenario.case, scenario.key
    by_line = {entry.lines[0].document: entry for entry in key.journal}
    lines = {line.amount: line for line, _ in case.bank_lines.values()}
    for name, meaning in key.meanings:
        advice = case.by_id[name]
        if meaning.topic is Topic.PURPOSE and isinstance(advice, Remittance):
            line = lines[advice.amount]
            yield advice, meaning, line, by_line[line.id]


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_money_goes_where_the_payer_says_and_nowhere_else(level: int) -> None:
    """Toward invoices where the message says so, however it names them, all of it; else all of it is unapplied."""
    seen: dict[bool, int] = {True: 0, False: 0}
    for scenario in months(level):
        chart = scenario.case.books.chart
        for advice, meaning, line, entry in announced(scenario):
            on = {leg.account for leg in entry.lines[1:]}
            wanted = "receivables" if meaning.changes_books else "unapplied cash"
            assert on == {chart.role(wanted)}, advice.id
            assert -sum(leg.amount for leg in entry.lines[1:]) == line.amount == advice.amount
            if not meaning.changes_books:
                assert [leg.item for leg in entry.lines[1:]] == [line.id]
            seen[meaning.changes_books] += 1
    assert min(seen.values()) > MONTHS


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_a_parent_pays_for_a_customer_of_its_name(level: int) -> None:
    """The invoice is of another customer, whom the message calls a subsidiary."""
    found = 0
    for scenario in months(level):
        names = {customer.id: customer.name for customer in scenario.case.customers}
        for advice, meaning, _, entry in announced(scenario):
            others = {leg.party for leg in entry.lines if leg.party} - {advice.party}
            for other in others if meaning.changes_books else ():
                assert names[advice.party].endswith(PARENT)
                assert names[other].split(" ")[0] == names[advice.party].split(" ")[0]
                assert names[other] in dict(meaning.facts)["invoices"]
                found += 1
    assert found > MONTHS / 2


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_a_deduction_is_credited_if_the_credit_desk_grants_it(level: int) -> None:
    """By the message that counts, and never below the write-off limit: such claims are not put to it."""
    seen: dict[bool, int] = {True: 0, False: 0}
    for scenario in months(level):
        case, key = scenario.case, scenario.key
        returns, limit = case.books.chart.role("returns"), case.policy.value("receipts", "write-off limit")
        credited = {
            (leg.amount, other.party)
            for entry in key.journal
            for leg in entry.lines
            if leg.account == returns
            for other in entry.lines
            if other.party
        }
        for name, meaning in key.meanings:
            mail = case.by_id[name]
            if meaning.topic is not Topic.DEDUCTION or meaning.stance is Stance.SUPERSEDED:
                continue
            assert isinstance(mail, Email)
            figure = dict(meaning.facts)["amount"].replace("$", "").replace(",", "").removesuffix(" dollars")
            amount = parse(figure, case.books.currency)
            assert amount > parse(limit, case.books.currency)
            assert ((amount, mail.party) in credited) == meaning.changes_books, mail
            seen[meaning.changes_books] += 1
    assert min(seen.values()) > MONTHS


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_nothing_is_applied_beyond_what_an_invoice_asks(level: int) -> None:
    """In the true books no invoice that is on the desk stands in credit, whoever paid it and however often."""
    for scenario in months(level):
        books = scenario.key.books
        receivables = books.chart.role("receivables")
        for item, left in books.residuals.items():
            if item.account == receivables and isinstance(scenario.case.by_id.get(item.item), SalesInvoice):
                assert left >= 0, item


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_discount_is_granted_for_money_in_time_alone(level: int) -> None:
    """True entries with a discount have it in full, within the days of the invoice's terms."""
    granted = 0
    for scenario in months(level):
        case = scenario.case
        discounts = case.books.chart.role("sales discounts")
        for entry in scenario.key.journal:
            taken = entry.on(discounts)
            if not taken or entry.date < case.period.first:
                continue
            (invoice,) = [case.by_id[leg.item] for leg in entry.lines if leg.party]
            assert isinstance(invoice, SalesInvoice)
            assert taken == ratio(invoice.amount, invoice.discount_percent, 100)
            assert entry.date <= invoice.date + timedelta(days=invoice.discount_days)
            granted += 1
    assert granted


@pytest.mark.parametrize("level", WITH_LETTERS)
def test_half_of_what_is_wrong_hangs_on_messages(level: int) -> None:
    """By the weight of findings, over some months: those whose evidence is a message that somebody has to read."""
    assert weight_of_reading(FAMILY, months(level, "train")) > 0.5


def test_groups_share_a_name_and_no_two_customers_have_the_same() -> None:
    """As many parents as asked for, each with two customers of its stem at least; names and addresses stay unique."""
    plan = PLANS[3]
    for index in range(MONTHS):
        company = true_month(make_task("month_end_close", 4, "train", index)).company
        changed = with_groups(company, *plan.groups, Rng("groups", index))
        parents = [customer for customer in changed.customers if customer.name.endswith(PARENT)]
        assert len(parents) == plan.groups[0]
        for parent in parents:
            assert sum(stem_of(customer) == stem_of(parent) for customer in changed.customers) >= 3
        assert len({customer.name for customer in changed.customers}) == len(company.customers)
        assert [customer.id for customer in changed.customers] == [customer.id for customer in company.customers]


def test_the_same_arrival_waits_is_misbooked_or_is_right() -> None:
    """Whichever it is, bank line, papers and the true entry are the same; what differs is what the bookkeeper did."""
    world = true_month(make_task("month_end_close", 4, "train", 1))
    arrival = in_full(world, Rng("arrival"))
    assert len(innocent(arrival).documents) == len(world.documents) + 1
    only_the_books_differ(world, arrival, "E65", "E65")


def test_what_another_movement_came_to_cannot_arrive_again() -> None:
    """Amounts tell lines apart: an arrival of a taken amount is refused."""
    world = true_month(make_task("month_end_close", 2, "train", 1))
    taken = next(movement.line.amount for movement in world.movements if movement.line.amount > 0)
    with pytest.raises(NoCandidateError):
        arrived(world, Rng("again"), world.company.customers[0], world.last, taken)
