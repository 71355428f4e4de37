"""The notebook in which a world is simulated: mutable while the streams write into it, frozen into a World at the end."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Final

from tieout.documents.bank import BankLine
from tieout.documents.casefile import Callback, Document, Vendor
from tieout.documents.closing import Disposition
from tieout.documents.letters import Notice
from tieout.ledger.entries import Entry, Line
from tieout.ledger.periods import Period
from tieout.scenario.company import Company
from tieout.scenario.letters.meaning import Meaning
from tieout.scenario.portions import Portions, portions_of
from tieout.scenario.seeds import Rng
from tieout.scenario.weekdays import days_within, weekday_near
from tieout.scenario.world import OPENING, Account, Movement, World

LEAST_LEFT: Final = 5  # a bank account never falls below a fifth of what it would have opened with
EQUAL: Final = 45
"""Per mille of cash movements that have the amount of another: with it, 5 to 10 % of a statement's lines are not alone."""
FEW: Final = 5  # parties: with fewer, no two lines of a statement are alike
REDRAWS: Final = 20  # how often an amount is drawn anew before the next free one is taken


class WorldBuilder:
    """Collects what happens. Streams call it; nothing keeps it after :meth:`freeze`."""

    def __init__(self, company: Company, period: Period, rng: Rng) -> None:
        self.company = company
        self.period = period
        self.words = company.vocabulary
        self.first, self.last = period.first, period.last
        self._ids = rng.stream("ids")
        self._sums = rng.stream("sums")
        self._portions: dict[str, Portions] = {}
        self._taken: set[str] = {company.policy.id}
        self._amounts: dict[str, set[int]] = {}
        self._opening: list[tuple[str, int, str, str]] = []
        self._keys = 0
        self._shared: dict[tuple[str, str], dict[str, int]] = {}
        self._numbers: dict[str, set[str]] = {}
        self.accounts: list[Account] = []
        self.truth: list[Entry] = []
        self.books: list[Entry] = []
        self.history: list[Entry] = []
        self.documents: list[Document] = []
        self.movements: list[Movement] = []
        self.timing: list[tuple[str, str, int]] = []
        self.settled: list[Disposition] = []
        self.workpapers: list[str] = []
        self.to_settle: list[str] = []
        self.callbacks: list[Callback] = []
        self.meanings: list[tuple[str, Meaning]] = []
        self.late: list[tuple[str, date]] = []

    def code(self, role: str) -> str:
        return self.company.chart.role(role)

    def day(self, rng: Rng, first: int = 1, last: int = 31, *, busy: int = 1) -> date:
        """A business day of the month between its ``first`` and ``last`` (cut to the month), each as likely as another
        but for the last ones of the month, which are ``busy`` times as likely."""
        days = days_within(self.period.year, self.period.month, first, last, busy)
        if not days:
            return weekday_near(self.first.replace(day=first), self.first, self.last)
        return self.first.replace(day=rng.choice(days))

    def new_id(self, prefix: str, digits: int = 5) -> str:
        """An id that says nothing: the prefix of its kind and random digits. That of a paper of our own is provisional; see
        :mod:`tieout.scenario.numbering`."""
        taken, draw = self._taken, self._ids.digits
        while (value := f"{prefix}-{draw(digits)}") in taken:
            pass
        taken.add(value)
        return value

    def bill_number(self, rng: Rng, vendor: Vendor, day: date) -> str:
        """The vendor's own number of a bill of that day, another one for each bill."""
        taken = self._numbers.setdefault(vendor.id, set())
        number = self.words.doc_number(rng, vendor.name, day, taken)
        taken.add(number)
        return number

    def key(self) -> str:
        self._keys += 1
        return f"k{self._keys}"

    def amount(self, kind: str, rng: Rng) -> int:
        """What the month's next paper of ``kind`` comes to, in minor units; the kinds are those of the company's budgets."""
        return self._portions_of(kind).take(rng)

    def like(self, kind: str, rng: Rng) -> int:
        """What a paper of ``kind`` comes to that the month's budget does not count: one of an earlier month."""
        return self._portions_of(kind).beside(rng)

    def _portions_of(self, kind: str) -> Portions:
        portions = self._portions.get(kind)
        if portions is None:
            company = self.company
            season, month = company.archetype.sheet.season, self.period.month
            portions = portions_of(company.sizes, season, month, kind, self._sums.stream(kind))
            self._portions[kind] = portions
        return portions

    def unused_amount(self, account: str, draw: Callable[[], int]) -> int:
        """An amount whose absolute value no other movement of the bank account has: matching by amount is unique."""
        used = self._amounts.setdefault(account, set())
        amount, left = draw(), REDRAWS
        while amount in used or amount == 0:
            amount = draw() if left > 0 else amount + 1
            left -= 1
        used.add(amount)
        return amount

    def shared_amount(self, account: str, kind: str, party: str, amount: int, rng: Rng) -> int:
        """``amount``, or now and then what another party's movement of that ``kind`` came to: the names that the bank
        prints tell two lines of one amount apart."""
        seen = self._shared.setdefault((account, kind), {})
        others = [other for other, amount_of in seen.items() if other != party and amount_of]
        if len(seen) >= FEW and others and rng.chance(EQUAL):
            other = rng.choice(others)
            amount, seen[other] = seen[other], 0  # two of one amount, not three
        elif party not in seen:
            seen[party] = amount
        return amount

    def claim(self, account: str, amount: int) -> bool:
        """Reserve an amount for a movement of the bank account; False where another has it."""
        used = self._amounts.setdefault(account, set())
        if amount in used:
            return False
        used.add(amount)
        return True

    def entry(self, day: date, memo: str, *lines: Line, booked: bool = True) -> Entry:
        """An entry of the true books; the bookkeeper has made it too unless ``booked`` is false."""
        entry = Entry(self.key(), day, memo, lines)
        self.truth.append(entry)
        if booked:
            self.books.append(entry)
        return entry

    def earlier(self, day: date, memo: str, *lines: Line) -> Entry:
        """An entry of a closed month that is still of interest on its own (an outstanding check, an accrual)."""
        entry = Entry(self.key(), day, memo, lines)
        self.history.append(entry)
        return entry

    def opening(self, code: str, amount: int, party: str = "", item: str = "") -> None:
        """Part of the opening balance: debit positive."""
        if amount:
            self._opening.append((code, amount, party, item))

    def _brought(self) -> list[tuple[tuple[str, str, str], int]]:
        """The opening balance, an item in one line: two lines of one invoice would tell what a payment to come is for."""
        items: dict[tuple[str, str, str], int] = {}
        others: list[tuple[tuple[str, str, str], int]] = []
        for code, amount, party, item in self._opening:
            if item:
                items[code, party, item] = items.get((code, party, item), 0) + amount
            else:
                others.append(((code, party, item), amount))
        return [*others, *((key, amount) for key, amount in items.items() if amount)]

    def bank_account(self, role: str, opening: int, rng: Rng) -> str:
        """A bank account with the statement's opening balance, or more where the month would overdraw it; gives its code
        and asks for its workpaper. Its last four digits, after which statements are named, are those of no other."""
        code = self.code(role)
        taken = {account.number[-4:] for account in self.accounts}
        number = self.words.bank_account(rng)
        while number[-4:] in taken:
            number = self.words.bank_account(rng)
        self.accounts.append(Account(code, number, self.words.bank(rng), opening))
        self.workpapers.append(code)
        return code

    def bank_line(
        self,
        account: str,
        day: date,
        amount: int,
        description: str,
        reference: str,
        cleared: tuple[tuple[str, int], ...] = (),
        group: str = "",
    ) -> BankLine:
        """A statement line; ``cleared`` as in Movement."""
        return self._printed(Movement(account, self._line(day, amount, description, reference), cleared, group))

    def own_line(self, account: str, day: date, amount: int, description: str, reference: str) -> BankLine:
        """A statement line that is settled by an entry which cites the line itself."""
        line = self._line(day, amount, description, reference)
        return self._printed(Movement(account, line, ((line.id, amount),)))

    def _line(self, day: date, amount: int, description: str, reference: str) -> BankLine:
        """A line as the bank prints it: on a business day of the month."""
        when = weekday_near(day, self.first, self.last)
        return BankLine(self.new_id("BL"), when, amount, description, reference)

    def _printed(self, movement: Movement) -> BankLine:
        self.movements.append(movement)
        return movement.line

    def _fund(self, retained: int) -> None:
        """Open each bank account with enough for its month: no day ends below a part of the opening balance."""
        funded = []
        for account in self.accounts:
            moved = [
                (movement.line.date, movement.line.amount)
                for movement in self.movements
                if movement.account == account.code
            ]
            balance = lowest = 0
            for _, amount in sorted(moved):
                balance += amount
                lowest = min(lowest, balance)
            least = account.opening // LEAST_LEFT - lowest
            wanted = account.opening
            if retained and account is self.accounts[0]:
                others = sum([other.opening for other in self.accounts[1:]])
                wanted = retained - others - sum([amount for _, amount, _, _ in self._opening])
            opening = max(wanted, least)
            funded.append(Account(account.code, account.number, account.bank, opening))
            self.opening(account.code, opening)
        self.accounts = funded

    def freeze(self, retained: int = 0) -> World:
        """The world, with everything before it gathered in one opening entry that retained earnings balance. Where they are
        to be what was ``retained``, the main bank account opens with what that leaves, as far as the month allows."""
        self._fund(retained)
        if self._opening:
            brought = self.new_id("TB", 4)
            last = self.period.previous.last
            self.documents.append(
                Notice(
                    brought,
                    last,
                    "",
                    f"Closing trial balance {self.period.previous}",
                    "Reviewed and signed by the controller. The month is closed at these balances, open items included.",
                )
            )
            lines = [Line(code, amount, brought, party, item) for (code, party, item), amount in self._brought()]
            total = sum(line.amount for line in lines)
            if total:
                lines.append(Line(self.code("retained earnings"), -total, brought))
            self.history.append(Entry(self.key(), last, OPENING, tuple(lines)))
        return World(
            company=self.company,
            period=self.period,
            accounts=tuple(self.accounts),
            truth=tuple(self.truth),
            books=tuple(self.books),
            history=tuple(self.history),
            documents=tuple(self.documents),
            movements=tuple(self.movements),
            settled=tuple(self.settled),
            timing=tuple(self.timing),
            workpapers=tuple(self.workpapers),
            to_settle=tuple(self.to_settle),
            callbacks=tuple(self.callbacks),
            meanings=tuple(self.meanings),
            late=tuple(self.late),
        )


def later(day: date, days: int) -> date:
    """``day`` and so many days."""
    return day + _span(days)


@cache
def _span(days: int) -> timedelta:
    """There are few spans, and to make one takes as long as to add it."""
    return timedelta(days=days)
