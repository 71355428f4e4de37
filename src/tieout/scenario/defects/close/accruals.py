"""Accruals: E29 not reversed, E36 wages, E42 services received and not billed."""

from datetime import timedelta

from tieout.documents.casefile import Vendor
from tieout.documents.schedules import Contract, PayrollRegister
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.ledger.money import ratio
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import service_contract, with_letter
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    bill_of,
    made_instead,
    one_of,
    rebooked,
    recurring_entries,
    right_entries,
    unordered,
    with_documents,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.overheads import accruable_size, service_vendors
from tieout.scenario.simulate.payroll import EMPLOYER, GROSS
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world import World


def accrual_not_reversed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E29: an accrual of the month before was not reversed; its bill or pay run is in the books too."""
    accrued = world.company.chart.role("accrued")
    reversals = [
        (entry, line)
        for entry in right_entries(world)
        for line in entry.lines
        if line.account == accrued and line.amount > 0 and line.document not in world.used
    ]
    entry, line = one_of(reversals, rng)
    defect = Defect(
        "E29",
        f"The accrual of {world.money(line.amount)} for {line.item} was not reversed.",
        line.amount,
        entries=(entry,),
        evidence=((line.document, line.document),),
    )
    return world.with_books(drop=(entry,)).using(line.document), defect


def wages_by_calendar_days(world: World, rng: Rng) -> tuple[World, Defect]:
    """E36: wages at month-end were accrued by calendar days, or for the whole pay run."""
    unpaid = [
        (register, entry)
        for register, entry in recurring_entries(world, PayrollRegister)
        if register.pay_to > world.last
    ]
    register, entry = one_of(unpaid, rng)
    rows = dict(register.rows)
    days = (world.last - register.pay_from).days + 1, (register.pay_to - register.pay_from).days + 1
    share = (1, 1) if rng.chance(300) else days
    wages, tax = ratio(rows[GROSS], *share), ratio(rows[EMPLOYER], *share)
    right_wages, right_tax, owed = entry.lines
    if wages == right_wages.amount:
        raise NoCandidateError("calendar days and working days give the same share")
    lines = (
        Line(right_wages.account, wages, register.id),
        Line(right_tax.account, tax, register.id),
        Line(owed.account, -wages - tax, register.id, "", register.id),
    )
    wrong = rebooked(entry, f"{entry.id}~E36", lines)
    defect = Defect(
        "E36",
        f"Wages of {register.id} were accrued at {world.money(wages)} instead of {world.money(right_wages.amount)}.",
        abs(wages - right_wages.amount),
        entries=(entry, wrong),
        evidence=((register.id, world.money(rows[GROSS])), (register.id, world.money(rows[EMPLOYER]))),
    )
    return made_instead(world, entry, wrong).using(register.id), defect


def bill_of_next_month(world: World, rng: Rng) -> tuple[World, Defect]:
    """E42: a bill dated after month-end charges service of the month, wholly or in part: accrued by days."""
    company, period = world.company, world.period
    day = weekday_between(period.next.first, period.next.first + timedelta(days=8), rng)
    amount = accruable_size(company, rng)
    first, last = period.first, period.last
    if rng.chance(500):
        first, last = last - timedelta(days=rng.between(9, 20)), last + timedelta(days=rng.between(1, day.day))
        amount += company.limits.accrual * 3 // 2
    share = ratio(amount, (period.last - first).days + 1, (last - first).days + 1)
    if share < company.limits.accrual:
        raise NoCandidateError("the share of the month is below the accrual threshold")
    vendor = one_of(unordered(world).with_room(day, amount), rng)
    bill = bill_of(world, rng, vendor, day, amount, first, last)
    return _unbilled(world, rng, bill, vendor, share, ((bill.id, world.money(amount)),))


def new_service(world: World, rng: Rng) -> tuple[World, Defect]:
    """E42: a service began with the month, and nothing is billed before the quarter is over; only the contract says that
    it begins now and no later, or that it is billed by the quarter and not by the month."""
    company = world.company
    vendor = one_of(service_vendors(company), rng)
    fee = accruable_size(company, rng)
    contract, said = service_contract(
        world, rng, vendor, fee, ("begins", "begins later") if rng.chance(300) else ("quarterly", "monthly")
    )
    evidence = (contract.id, said.said["fee"]), (contract.id, said.point)
    spoiled, defect = _unbilled(world, rng, contract, vendor, fee, evidence)
    return with_letter(spoiled, contract, said.meaning), defect


def _unbilled(
    world: World,
    rng: Rng,
    document: SupplierBill | Contract,
    vendor: Vendor,
    amount: int,
    evidence: tuple[tuple[str, str], ...],
) -> tuple[World, Defect]:
    accrued = world.company.chart.role("accrued")
    right = Entry(
        f"{document.id}~E42",
        world.last,
        world.company.vocabulary.memo(rng, "accrual", vendor.name, document.id),
        (vendor.charge(amount, document.id), Line(accrued, -amount, document.id, "", document.id)),
    )
    defect = Defect(
        "E42",
        f"{world.money(amount)} of service under {document.id} was received and not accrued.",
        amount,
        entries=(right,),
        evidence=evidence,
    )
    return with_documents(world, document).with_truth(add=(right,)).using(document.id), defect
