"""Schedules: E30 prepaids, E32 depreciation and disposals, E37 the loan installment."""

from dataclasses import replace
from datetime import date

from tieout.documents.bank import BankLine
from tieout.documents.casefile import Vendor
from tieout.documents.schedules import Asset, AssetRegister, LoanStatement, Prepaid, PrepaidSchedule
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.correspondence import Mail, about_asset, about_prepaid, day_of, with_mail
from tieout.scenario.defects.candidates import (
    NoCandidateError,
    bill_of,
    documents_of,
    due_entries,
    free_amount,
    made_instead,
    new_lines,
    one_of,
    rebooked,
    recurring_entries,
    right_entries,
    unordered,
    with_documents,
)
from tieout.scenario.seeds import Rng
from tieout.scenario.simulate.schedules import amortisation_of, depreciation_lines, share_of
from tieout.scenario.weekdays import weekday_between
from tieout.scenario.world import Movement, World


def prepaid_expensed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E30: a bill for several months was charged in full. Truly a prepaid, of which this month takes its share."""
    company, chart = world.company, world.company.chart
    months = rng.choice((3, 6, 12))
    amount = rng.between(company.limits.prepaid, company.limits.approval - 1)
    vendor, bill = for_months(world, rng, amount, months)
    day = bill.date
    prepaid = chart.role("prepaids")
    payable = Line(chart.role("payables"), -amount, bill.id, vendor.id, bill.id)
    memo = company.vocabulary.memo(rng, "purchase", vendor.name, bill.number)
    wrong = Entry(f"{bill.id}~E30w", day, memo, (vendor.charge(amount, bill.id), payable))
    right = Entry(f"{bill.id}~E30", day, memo, (Line(prepaid, amount, bill.id, "", bill.id), payable))
    share = share_of(amount, months, 0)
    charged = Entry(
        f"{bill.id}~E30s",
        world.last,
        company.vocabulary.memo(rng, "prepaid", vendor.name, bill.id),
        (vendor.charge(share, bill.id), Line(prepaid, -share, bill.id, "", bill.id)),
    )
    defect = Defect(
        "E30",
        f"Bill {bill.id} of {world.money(amount)} for {months} months was charged in full.",
        amount,
        entries=(wrong, right, charged),
        evidence=((bill.id, world.money(amount)),),
    )
    spoiled = with_documents(world, bill).with_books(add=(wrong,)).with_truth(add=(right, charged))
    return spoiled.using(bill.id), defect


def for_months(world: World, rng: Rng, amount: int, months: int) -> tuple[Vendor, SupplierBill]:
    """A bill of the month for cover or access over so many months, and its vendor, who asks as much for a single one at
    the least."""
    company, period, day = world.company, world.period, weekday_between(world.period.first, world.last, rng)
    least = {vendor: low for vendor, (low, _) in company.monthly_charges().items()}
    sellers = [one for one in company.vendors_of("insurance", "software", "subscriptions") if amount >= least[one.id]]
    if not sellers:
        raise NoCandidateError("no vendor has cover or access at this price")
    vendor = one_of(unordered(world, tuple(sellers)).with_room(day, amount), rng)
    end = period.shift(months - 1).last
    return vendor, bill_of(world, rng, vendor, day, amount, period.first, end)


def prepaid_cancelled(world: World, rng: Rng) -> tuple[World, Defect]:
    """E30: a prepaid agreement ended without refund; what was left after this month's share is charged too."""
    row = one_of(endable(world), rng)
    left = row.total - row.amortised - amortisation_of(row, world.period)
    mail = about_prepaid(world, rng, row, ("ended", "runs on"))
    letter, said = mail.email, mail.said
    charged = Entry(
        f"{letter.id}~E30",
        world.last,
        world.company.vocabulary.memo(rng, "prepaid", world.company.vendor(row.party).name, row.item),
        (
            Line(row.account, left, letter.id, "", "", row.department),
            Line(world.company.chart.role("prepaids"), -left, letter.id, "", row.item),
        ),
    )
    defect = Defect(
        "E30",
        f"Prepaid {row.item} ended; the remaining {world.money(left)} is lost.",
        left,
        entries=(charged,),
        evidence=((letter.id, row.item), (letter.id, said.point)),
    )
    return with_mail(world, mail).with_truth(add=(charged,)).using(letter.id, row.item), defect


def endable(world: World) -> list[Prepaid]:
    """Untouched prepaids that would leave something if they ended this month."""
    return [
        row
        for schedule in documents_of(world, PrepaidSchedule)
        for row in schedule.prepaids
        if row.item not in world.used and row.total - row.amortised > amortisation_of(row, world.period) > 0
    ]


def copied_depreciation(world: World, rng: Rng) -> tuple[World, Defect]:
    """E32: last month's depreciation was booked again, though a life ended or an asset came."""
    register, entry = one_of(recurring_entries(world, AssetRegister), rng)
    chart = world.company.chart
    accounts = chart.role("depreciation"), chart.role("accumulated")
    lines = depreciation_lines(*accounts, register, world.period.previous)
    if not lines or lines == entry.lines:
        raise NoCandidateError("last month's depreciation is this month's too")
    if entry.lines != depreciation_lines(*accounts, register, world.period):
        raise NoCandidateError("an asset has left, which is another error's matter")
    wrong = rebooked(entry, f"{entry.id}~E32", lines)
    defect = Defect(
        "E32",
        f"Last month's depreciation of {world.money(lines[0].amount)} was booked instead of "
        f"{world.money(entry.lines[0].amount)}.",
        abs(lines[0].amount - entry.lines[0].amount),
        entries=(entry, wrong),
        evidence=tuple((register.id, asset.id) for asset in register.assets),
    )
    return made_instead(world, entry, wrong).using(register.id), defect


def asset_scrapped(world: World, rng: Rng) -> tuple[World, Defect]:
    """E32: an asset was scrapped, as a message says; the register still has it and nothing was booked."""
    asset, register, entry = disposable(world, rng)
    day = day_of(world, rng)
    mail = about_asset(world, rng, register, asset, ("scrapped", "stays"), {"day": day})
    return _disposed(world, rng, asset, register, entry, day, mail, 0)


def asset_sold(world: World, rng: Rng) -> tuple[World, Defect]:
    """E32: an asset was sold; the proceeds were booked as unapplied cash and the asset still stands in the books."""
    asset, register, entry = disposable(world, rng)
    chart = world.company.chart
    line = buyers_payment(world, rng, asset)
    mail = about_asset(
        world,
        rng,
        register,
        asset,
        ("sold", "kept"),
        {"day": line.date, "amount": line.amount, "reference": line.reference},
    )
    wrong = parked(world, rng, line)
    proceeds = Line(chart.role("disposal"), -line.amount, line.id)
    right = rebooked(wrong, f"{line.id}~E32", (wrong.lines[0], proceeds))
    spoiled, defect = _disposed(world, rng, asset, register, entry, line.date, mail, line.amount)
    spoiled = with_payment(spoiled, line).with_books(add=(wrong,)).with_truth(add=(right,))
    found = replace(
        defect,
        entries=(*defect.entries, right, wrong),
        bank_lines=(line.id,),
        evidence=(*defect.evidence, (line.id, line.reference)),
    )
    return spoiled, found


def buyers_payment(world: World, rng: Rng, asset: Asset) -> BankLine:
    """What somebody paid for an asset, on the statement of the first account."""
    words = world.company.vocabulary
    amount = free_amount(world, rng, asset.cost // 20, asset.cost // 2)
    (line_id,) = new_lines(world, rng, 1)
    number = rng.digits(6)
    text = words.bank_text(rng, "transfer in", words.person(rng), number)
    return BankLine(line_id, day_of(world, rng), amount, text, number)


def parked(world: World, rng: Rng, line: BankLine) -> Entry:
    """The payment as the bookkeeper booked it before he knew better: unapplied cash."""
    chart = world.company.chart
    lines = (
        Line(world.accounts[0].code, line.amount, line.id),
        Line(chart.role("unapplied cash"), -line.amount, line.id, "", line.id),
    )
    memo = world.company.vocabulary.memo(rng, "receipt", "", line.reference)
    return Entry(f"{line.id}~parked", line.date, memo, lines)


def with_payment(world: World, line: BankLine) -> World:
    """The world in which the bank shows the payment, which its own entry clears."""
    movement = Movement(world.accounts[0].code, line, ((line.id, line.amount),))
    return replace(world, movements=(*world.movements, movement)).using(line.id)


def loan_in_one_account(world: World, rng: Rng) -> tuple[World, Defect]:
    """E37: the whole installment was booked as repayment, or as interest."""
    statements = {statement.id: statement for statement in documents_of(world, LoanStatement)}
    found = [entry for entry in right_entries(world) if entry.lines[0].document in statements]
    entry = one_of(found, rng)
    principal, interest, cash = entry.lines
    statement = statements[cash.document]
    kept = principal if rng.chance(600) else interest
    wrong = rebooked(entry, f"{entry.id}~E37", (Line(kept.account, -cash.amount, cash.document), cash))
    stake = interest.amount if kept is principal else principal.amount
    defect = Defect(
        "E37",
        f"The installment of {world.money(statement.instalment)} was booked to {kept.account} alone.",
        stake,
        entries=(entry, wrong),
        evidence=(
            (statement.id, world.money(statement.principal)),
            (statement.id, world.money(statement.interest)),
        ),
    )
    return world.with_books(drop=(entry,), add=(wrong,)).using(statement.id), defect


def told(asset: Asset) -> str:
    """The mark of an asset that a letter speaks of and that stays, in ``World.used``: no second letter disposes of it."""
    return f"{asset.id} stays"


def disposable(world: World, rng: Rng) -> tuple[Asset, AssetRegister, Entry]:
    """An asset with a book value that depreciates this month."""
    candidates = []
    for register, entry in due_entries(world, AssetRegister):
        charged = {line.item for line in entry.lines}
        candidates += [
            (asset, register, entry)
            for asset in register.assets
            if asset.id in charged
            and not world.used.intersection((asset.id, told(asset)))
            and len(entry.lines) > 2
            and asset.accumulated
        ]
    return one_of(candidates, rng)


def _disposed(
    world: World,
    rng: Rng,
    asset: Asset,
    register: AssetRegister,
    entry: Entry,
    day: date,
    mail: Mail,
    proceeds: int,
) -> tuple[World, Defect]:
    """No depreciation in the month of disposal; cost and accumulated depreciation leave, citing the message."""
    chart, words = world.company.chart, world.company.vocabulary
    letter, said = mail.email, mail.said
    rest = tuple(line for line in entry.lines[1:] if line.item != asset.id)
    charge = Line(entry.lines[0].account, -sum(line.amount for line in rest), register.id)
    due = rebooked(entry, f"{entry.id}~{asset.id}", (charge, *rest))
    value = asset.cost - asset.accumulated
    left = Entry(
        f"{letter.id}~E32",
        day,
        words.memo(rng, "adjustment", asset.name, asset.id),
        (
            Line(chart.role("accumulated"), asset.accumulated, letter.id, "", asset.id),
            Line(chart.role("disposal"), value, letter.id),
            Line(chart.role("fixed assets"), -asset.cost, letter.id, "", asset.id),
        ),
    )
    how = f"sold for {world.money(proceeds)}" if proceeds else "scrapped"
    defect = Defect(
        "E32",
        f"{asset.id} with a book value of {world.money(value)} was {how} and still stands in the books.",
        value,
        entries=(left,),
        evidence=((letter.id, asset.id), (letter.id, said.point), (register.id, world.money(asset.cost))),
    )
    spoiled = with_mail(world, mail).with_truth(drop=(entry,), add=(due, left))
    return spoiled.using(letter.id, asset.id), defect
