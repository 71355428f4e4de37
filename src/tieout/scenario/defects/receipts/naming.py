"""How a letter names the invoices that it is about: by number, by size, by date, by share, or as all but one."""

from tieout.documents.trade import SalesInvoice
from tieout.scenario.correspondence import one_of_two
from tieout.scenario.letters.compose import MONTHS, SHARES, put
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World


def named(world: World, rng: Rng, invoice: SalesInvoice) -> str:
    """One invoice: by its number, as the larger or smaller of two of its customer's, or by its date."""
    if rng.chance(350) and (by_date := of_day(world, rng, invoice)):
        return by_date
    theirs = _of_customer(world, invoice)
    return one_of_two(world, rng, invoice, [one for one in theirs if one.date <= invoice.date]).text


def of_day(world: World, rng: Rng, invoice: SalesInvoice) -> str:
    """An invoice by its date; empty where its customer has another of that day."""
    if sum(one.date == invoice.date for one in _of_customer(world, invoice)) > 1:
        return ""
    return f"the invoice of {put(world.company.vocabulary.wordings, rng, invoice.date)}"


def part_of_one(world: World, rng: Rng, invoice: SalesInvoice) -> tuple[int, str]:
    """A share of an invoice where it divides evenly and some other part where not: the amount, and how a letter puts it."""
    even = [parts for parts in SHARES if invoice.amount % parts == 0]
    name = named(world, rng, invoice)
    if even and rng.chance(600):
        parts = rng.choice(even)
        return invoice.amount // parts, f"{SHARES[parts]} of {name}"
    return rng.between(invoice.amount // 4, invoice.amount * 3 // 4), f"part of {name}"


def two_of_one(world: World, rng: Rng, invoices: list[SalesInvoice]) -> tuple[tuple[SalesInvoice, ...], str]:
    """Two of a customer's open invoices, each named in a way of its own."""
    some = tuple(rng.sample(invoices, 2))
    return some, f"{named(world, rng, some[0])}, and {named(world, rng, some[1])}"


def whole_months(world: World, payable: dict[str, list[SalesInvoice]]) -> list[list[SalesInvoice]]:
    """All invoices that a customer has of one month, where there are three at least and all of them are open."""
    open_ids = {invoice.id for some in payable.values() for invoice in some}
    months: dict[tuple[str, int, int], list[SalesInvoice]] = {}
    for one in world.documents:
        if isinstance(one, SalesInvoice):
            months.setdefault((one.party, one.date.year, one.date.month), []).append(one)
    return [some for some in months.values() if len(some) > 2 and all(one.id in open_ids for one in some)]


def all_but_one(world: World, rng: Rng, some: list[SalesInvoice]) -> tuple[tuple[SalesInvoice, ...], str]:
    """A customer's invoices of one month less one of them, and how a letter puts that."""
    left_out = rng.choice(some)
    rest = tuple([one for one in some if one is not left_out])
    month = f"{MONTHS[left_out.date.month - 1]} {left_out.date.year}"
    return rest, f"every invoice of {month} but {one_of_two(world, rng, left_out, some).text}"


def _of_customer(world: World, invoice: SalesInvoice) -> list[SalesInvoice]:
    return [one for one in world.documents if isinstance(one, SalesInvoice) and one.party == invoice.party]
