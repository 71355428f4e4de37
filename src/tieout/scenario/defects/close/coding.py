"""Bills that are in the books and not as they should be: E01 transposed, E03 posted twice, E07 wrong account or
department, E31 equipment expensed, E40 the owner's private item."""

from collections import Counter
from dataclasses import replace
from typing import Final

from tieout.documents.cards import CardReceipt
from tieout.documents.casefile import Vendor
from tieout.documents.trade import BillLine, SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.company import Company
from tieout.scenario.correspondence import with_letter
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    bill_number,
    booked_bills,
    fresh_id,
    made_wrongly,
    one_of,
    rebooked,
    unordered,
    usual_bill,
    with_documents,
)
from tieout.scenario.defects.digits import lines_at, places, transposed
from tieout.scenario.letters.compose import Letter, compose
from tieout.scenario.letters.meaning import Topic
from tieout.scenario.miscoding import mistaken
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world import World
from tieout.scenario.world_builder import later

COMMON: Final = 4  # uses of an account in a month: one that is seldom used shows by itself
TRIES: Final = 12  # things that are looked at for one of the right price


def bill_transposed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits of a bill changed places in the books."""
    for _ in range(20):
        bill, entry = usual_bill(world, booked_bills(world), rng)
        at = places(bill.amount)
        if not at:
            continue
        wrong = transposed(bill.amount, rng.choice(at))
        booked = rebooked(entry, f"{entry.id}~E01", lines_at(entry, wrong))
        what = f"booked at {world.money(wrong)} instead of {world.money(bill.amount)}"
        return _spoiled(world, bill, entry, booked, "E01", what, abs(wrong - bill.amount))
    raise NoCandidateError("no bill has digits to transpose")


def bill_posted_twice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the same bill stands in payables two times."""
    bill, entry = usual_bill(world, booked_bills(world), rng)
    memo = world.company.vocabulary.memo(rng, "purchase", bill.name, bill.number)
    return entered_again(world, bill, entry, memo, f"Bill {bill.id} of {world.money(bill.amount)} was posted twice.")


def entered_again(
    world: World, paper: SupplierBill | CardReceipt, entry: Entry, memo: str, summary: str
) -> tuple[World, Defect]:
    """The world in which the entry on a paper stands in the books once more, under another memo."""
    copy = Entry(f"{entry.id}~E03", entry.date, memo, entry.lines)
    evidence = ((paper.id, world.money(paper.amount)),)
    defect = Defect("E03", summary, paper.amount, entries=(copy,), evidence=evidence)
    return world.with_books(add=(copy,)).using(paper.id), defect


def wrong_account(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: charged to an account that is not the vendor's usual one."""
    used = Counter(line.account for entry in world.books for line in entry.lines)
    for _ in range(TRIES):
        bill, entry = usual_bill(world, booked_bills(world), rng)
        charge, payable = entry.lines
        wrong = mistaken(world.company, world.company.vendor(bill.party), charge, rng)
        if used[wrong.account] >= COMMON:
            break
    booked = rebooked(entry, f"{entry.id}~E07", (wrong, payable))
    what = f"charged to {wrong.account} instead of {charge.account}"
    return _spoiled(world, bill, entry, booked, "E07", what, bill.amount)


def _other_departments(world: World, bill: SupplierBill, entry: Entry) -> list[str]:
    """Those that could have used what a bill charges to another; none where it names no department."""
    usual = entry.lines[0].department
    fitting = world.company.departments_for(bill.party, bill.lines[0].description) if usual else ()
    return [code for code in fitting if code != usual]


def wrong_department(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: charged to a department that has a use for it too and is not the vendor's usual one."""
    candidates = [(bill, entry) for bill, entry in booked_bills(world) if _other_departments(world, bill, entry)]
    bill, entry = usual_bill(world, candidates, rng)
    others = _other_departments(world, bill, entry)
    charge, payable = entry.lines
    usual, department = charge.department, rng.choice(others)
    booked = rebooked(entry, f"{entry.id}~E07", (replace(charge, department=department), payable))
    what = f"charged to department {department} instead of {usual}"
    return _spoiled(world, bill, entry, booked, "E07", what, bill.amount)


def private_item(world: World, rng: Rng) -> tuple[World, Defect]:
    """E40: a bill for the owner's private use, as its note says, was charged to the company."""
    bill, entry = usual_bill(world, remarkable(world), rng)
    charge, payable = entry.lines
    said = remark(world, rng, ("owner", "business"))
    owner = world.company.chart.role("owner")
    right = rebooked(entry, f"{entry.id}~E40", (Line(owner, charge.amount, charge.document), payable))
    told = replace(bill, note=said.text, service_from=None, service_to=None)
    defect = Defect(
        "E40",
        f"Bill {bill.id} of {world.money(bill.amount)} is the owner's private matter.",
        bill.amount,
        entries=(entry, right),
        evidence=((bill.id, said.point), (bill.id, world.money(bill.amount))),
    )
    spoiled = with_letter(world, told, said.meaning).with_truth(drop=(entry,), add=(right,))
    return spoiled.using(bill.id), defect


def remarkable(world: World) -> list[tuple[SupplierBill, Entry]]:
    """Booked bills of the month on which a vendor may have remarked for whom they are."""
    first = world.period.first
    return [found for found in booked_bills(world) if found[0].service_from and found[0].service_from >= first]


def remark(world: World, rng: Rng, ends: tuple[str, str]) -> Letter:
    """A vendor's note on for whom a bill is: the owner or the company."""
    return compose(world.company.vocabulary.wordings, rng, Topic.PRIVATE, *ends, {})


def equipment_expensed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E31: equipment above the capitalization limit was expensed; or, below the limit, capitalized."""
    above = rng.chance(700)
    bill, asset, expense = equipment_bought(world, rng, above)
    right, wrong = (asset, expense) if above else (expense, asset)
    wrong = rebooked(wrong, f"{bill.id}~E31w", wrong.lines)
    how = "is an asset and was expensed" if above else "is below the limit and was capitalized"
    defect = Defect(
        "E31",
        f"Bill {bill.id} of {world.money(bill.amount)} {how}.",
        bill.amount,
        entries=(right, wrong),
        evidence=((bill.id, world.money(bill.amount)), (bill.id, bill.lines[0].description)),
    )
    spoiled = with_documents(world, bill).with_truth(add=(right,)).with_books(add=(wrong,))
    return spoiled.using(bill.id), defect


def equipment_bought(world: World, rng: Rng, above: bool) -> tuple[SupplierBill, Entry, Entry]:
    """A bill of the month for one piece of equipment, above the capitalization limit or below it, and the bill booked as
    an asset and as an expense."""
    company, chart, limits = world.company, world.company.chart, world.company.limits
    low, high = (limits.capitalise, limits.approval) if above else (limits.capitalise // 4, limits.capitalise)
    amount = rng.between(low, high - 1)
    day = weekday_between(world.period.first, world.last, rng)
    vendor = one_of(unordered(world, company.vendors_of("equipment")).with_room(day, amount), rng)
    bill = SupplierBill(
        fresh_id(world, rng, "BILL"),
        day,
        vendor.id,
        vendor.name,
        bill_number(world, vendor, day, rng),
        later(day, vendor.terms_days),
        "",
        (BillLine(1, _equipment(company, vendor, amount, rng), 1, amount),),
        vendor.bank_account,
        address=vendor.address,
    )
    expense = vendor.charge(amount, bill.id)
    asset = Line(chart.role("fixed assets"), amount, bill.id, "", bill.id)
    payable = Line(chart.role("payables"), -amount, bill.id, vendor.id, bill.id)
    memo = company.vocabulary.memo(rng, "purchase", vendor.name, bill.number)
    capitalized, expensed = (Entry(f"{bill.id}~E31", day, memo, (line, payable)) for line in (asset, expense))
    return bill, capitalized, expensed


def _equipment(company: Company, vendor: Vendor, amount: int, rng: Rng) -> str:
    """A piece of equipment that costs about ``amount``: office equipment, or from its lowest price on one of the
    trade's own."""
    dear = [kind.name for kind in company.archetype.sheet.assets if kind.low * 100 <= amount <= kind.high * 100]
    if dear:
        return rng.choice(dear)
    described = company.goods(rng, vendor)
    for _ in range(TRIES):
        candidate, (low, high, _) = company.article(rng, vendor)
        if low <= amount <= high:
            return candidate
    return described


def _spoiled(
    world: World, bill: SupplierBill, right: Entry, wrong: Entry, code: str, what: str, stake: int
) -> tuple[World, Defect]:
    evidence = ((bill.id, world.money(bill.amount)),)
    return made_wrongly(world, code, f"Bill {bill.id} was {what}.", stake, right, wrong, evidence)
