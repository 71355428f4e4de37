"""Charges of the company card that are not booked as their receipts say: E01, E03, E07; and E07 as a letter says."""

from tieout.documents.cards import CardReceipt
from tieout.documents.letters import Email
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.chart import line_role
from tieout.scenario.correspondence import about_charge_coding, part_of, with_mail
from tieout.scenario.defects.candidates import NoCandidateError, documents_of, one_of, rebooked, right_entries
from tieout.scenario.letters.compose import Fact
from tieout.scenario.seeds import Rng
from tieout.scenario.vocabulary.buying import CONFUSED
from tieout.scenario.world import World

_LINE = line_role("")


def charge_miscoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: something bought by card was charged to an account of like things."""
    receipt, entry = charged(world, rng)
    expense, owed = entry.lines
    wrong = Line(rng.choice(_alike(world, expense)), expense.amount, expense.document, "", "", expense.department)
    booked = rebooked(entry, f"{entry.id}~E07", (wrong, owed))
    what = f"charged to {wrong.account} instead of {expense.account}"
    return _spoiled(world, receipt, entry, booked, "E07", what, receipt.amount)


def charge_transposed(world: World, rng: Rng) -> tuple[World, Defect]:
    """E01: two neighbouring digits of a charge changed places in the books."""
    receipt, entry = charged(world, rng)
    digits = list(str(receipt.amount))
    places = [place for place in range(1, len(digits) - 1) if digits[place] != digits[place + 1]]
    if not places:
        raise NoCandidateError("the charge has no digits to transpose")
    place = rng.choice(places)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    wrong = int("".join(digits))
    lines = tuple([line.of(wrong if line.amount > 0 else -wrong) for line in entry.lines])
    booked = rebooked(entry, f"{entry.id}~E01", lines)
    what = f"booked at {world.money(wrong)} instead of {world.money(receipt.amount)}"
    return _spoiled(world, receipt, entry, booked, "E01", what, abs(wrong - receipt.amount))


def charge_booked_twice(world: World, rng: Rng) -> tuple[World, Defect]:
    """E03: the same receipt was booked two times."""
    receipt, entry = charged(world, rng)
    memo = world.company.vocabulary.memo(rng, "purchase", receipt.merchant, receipt.id)
    copy = Entry(f"{entry.id}~E03", entry.date, memo, entry.lines)
    defect = Defect(
        "E03",
        f"Card receipt {receipt.id} of {world.money(receipt.amount)} was booked twice.",
        receipt.amount,
        entries=(copy,),
        evidence=((receipt.id, world.money(receipt.amount)),),
    )
    return world.with_books(add=(copy,)).using(receipt.id), defect


def charge_recoded(world: World, rng: Rng) -> tuple[World, Defect]:
    """E07: the controller moves part of what was bought by card to another account, and nobody has."""
    receipt, charge, amount, put, target = _recodable(world, rng)
    mail = about_charge_coding(world, rng, receipt, put, target, ("moved", "stays"))
    letter = mail.email
    moved = _reclassified(world, rng, receipt, charge, amount, target, letter)
    defect = Defect(
        "E07",
        f"{world.money(amount)} of {receipt.id} was not moved to {target}, as {letter.id} asks.",
        amount,
        entries=(moved,),
        evidence=((letter.id, receipt.id), (letter.id, target), (letter.id, mail.said.point)),
    )
    return with_mail(world, mail).with_truth(add=(moved,)).using(letter.id, receipt.id), defect


def coding_stays(world: World, rng: Rng) -> World:
    """What was bought by card stays on the account that it was charged to."""
    receipt, _, _, put, target = _recodable(world, rng)
    mail = about_charge_coding(world, rng, receipt, put, target, ("stays", "moved"))
    return with_mail(world, mail).using(mail.email.id, receipt.id)


def coding_done(world: World, rng: Rng) -> World:
    """What the controller moves is moved in the books."""
    receipt, charge, amount, put, target = _recodable(world, rng)
    mail = about_charge_coding(world, rng, receipt, put, target, ("moved", "stays"))
    moved = _reclassified(world, rng, receipt, charge, amount, target, mail.email)
    done = with_mail(world, mail).with_books(add=(moved,)).with_truth(add=(moved,))
    return done.using(mail.email.id, receipt.id)


def charged(world: World, rng: Rng) -> tuple[CardReceipt, Entry]:
    """A receipt that nothing has touched, and its entry, rightly in the books."""
    receipts = {receipt.id: receipt for receipt in documents_of(world, CardReceipt)}
    entry = one_of([one for one in right_entries(world) if one.lines[0].document in receipts], rng)
    return receipts[entry.lines[0].document], entry


def _alike(world: World, expense: Line) -> list[str]:
    """The accounts of things that are taken for what was bought; sundries where the company keeps none of these."""
    chart = world.company.chart
    bought = chart[expense.account].role.removeprefix(_LINE)
    codes = [chart.find_role(line_role(one)) for one in CONFUSED[bought]]
    return [code for code in codes if code and code != expense.account] or [chart.role("miscellaneous")]


def _recodable(world: World, rng: Rng) -> tuple[CardReceipt, Line, int, Fact, str]:
    """A receipt, what its entry charges, a part of it, how a letter puts the part, and another account."""
    receipt, entry = charged(world, rng)
    charge = entry.lines[0]
    amount, put = part_of(world, rng, receipt.amount)
    others = [
        account.code
        for account in world.company.chart
        if account.code != charge.account and account.role.startswith(_LINE)
    ]
    return receipt, charge, amount, put, rng.choice(others)


def _reclassified(
    world: World, rng: Rng, receipt: CardReceipt, charge: Line, amount: int, target: str, letter: Email
) -> Entry:
    return Entry(
        f"{letter.id}~E07",
        letter.date,
        world.company.vocabulary.memo(rng, "adjustment", receipt.merchant, receipt.id),
        (
            Line(target, amount, letter.id, "", "", charge.department),
            Line(charge.account, -amount, letter.id, "", "", charge.department),
        ),
    )


def _spoiled(
    world: World, receipt: CardReceipt, right: Entry, wrong: Entry, code: str, what: str, stake: int
) -> tuple[World, Defect]:
    defect = Defect(
        code,
        f"Card receipt {receipt.id} was {what}.",
        stake,
        entries=(right, wrong),
        evidence=((receipt.id, world.money(receipt.amount)), (receipt.id, receipt.lines[0][0])),
    )
    return world.with_books(drop=(right,), add=(wrong,)).using(receipt.id), defect
