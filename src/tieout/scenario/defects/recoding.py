"""A paper of which the controller moves a part to another account or leaves it where it is: as an error and as none."""

from collections.abc import Sequence
from dataclasses import dataclass

from tieout.documents.cards import CardReceipt
from tieout.documents.trade import SupplierBill
from tieout.ledger.entries import Entry, Line
from tieout.scenario.answer_key import Defect
from tieout.scenario.chart import line_role
from tieout.scenario.correspondence import Mail, about_coding, part_of, with_mail
from tieout.scenario.letters.compose import Fact
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

_LINE = line_role("")


@dataclass(frozen=True, slots=True)
class Recoding:
    """What could be moved: ``amount`` of the ``charge`` of a ``paper``, ``put`` as a letter puts it, to the account
    ``target``."""

    paper: SupplierBill | CardReceipt
    charge: Line
    amount: int
    put: Fact
    target: str


def recoding(
    world: World, rng: Rng, paper: SupplierBill | CardReceipt, charge: Line, likely: Sequence[str] = ()
) -> Recoding:
    """A part of a paper, and one of the ``likely`` accounts for it, or any other expense account of what is bought."""
    amount, put = part_of(world, rng, paper.amount)
    others = [
        account.code
        for account in world.company.chart
        if account.code != charge.account and account.role.startswith(_LINE)
    ]
    return Recoding(paper, charge, amount, put, rng.choice(likely or others))


def not_moved(world: World, rng: Rng, found: Recoding) -> tuple[World, Defect]:
    """The controller moves it, and nobody has."""
    mail, entry = _asked(world, rng, found)
    letter, paper = mail.email, found.paper
    defect = Defect(
        "E07",
        f"{world.money(found.amount)} of {paper.id} was not moved to {found.target}, as {letter.id} asks.",
        found.amount,
        entries=(entry,),
        evidence=((letter.id, paper.id), (letter.id, found.target), (letter.id, mail.said.point)),
    )
    return with_mail(world, mail).with_truth(add=(entry,)).using(letter.id, paper.id), defect


def moved(world: World, rng: Rng, found: Recoding) -> World:
    """What the controller moves is moved in the books."""
    mail, entry = _asked(world, rng, found)
    done = with_mail(world, mail).with_books(add=(entry,)).with_truth(add=(entry,))
    return done.using(mail.email.id, found.paper.id)


def left(world: World, rng: Rng, found: Recoding) -> World:
    """It stays on the account that it was charged to."""
    mail = about_coding(world, rng, found.paper, found.put, found.target, ("stays", "moved"))
    return with_mail(world, mail).using(mail.email.id, found.paper.id)


def _asked(world: World, rng: Rng, found: Recoding) -> tuple[Mail, Entry]:
    """The controller's letter and the entry that does what it asks."""
    mail = about_coding(world, rng, found.paper, found.put, found.target, ("moved", "stays"))
    letter, charge = mail.email, found.charge
    seller = found.paper.name if isinstance(found.paper, SupplierBill) else found.paper.merchant
    entry = Entry(
        f"{letter.id}~E07",
        letter.date,
        world.company.vocabulary.memo(rng, "adjustment", seller, found.paper.id),
        (
            Line(found.target, found.amount, letter.id, "", "", charge.department),
            Line(charge.account, -found.amount, letter.id, "", "", charge.department),
        ),
    )
    return mail, entry
