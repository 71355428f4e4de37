"""The script's bank: every line is settled by its paper, booked from the statement, or listed; the books are brought to
what the papers say."""

from collections.abc import Generator

from tieout.agents.protocol import all_rows, call, fields
from tieout.agents.rulebot.bank import Rows
from tieout.agents.script.bank.pairing import Line, line_of, paired
from tieout.agents.script.bank.papers import PAID, Settlement, settlements, slips
from tieout.agents.script.bank.receipts import apply_receipt, wanted_receipt
from tieout.agents.script.bank.statement_lines import book_transfers, settle_rest
from tieout.agents.script.bank.timing import file_bank, take_back_copies, void_stale
from tieout.agents.script.booking import Legs, booked_on, bring, legs_of, match, place, post, take_back
from tieout.agents.script.desk import Calls, Desk
from tieout.tools.messages import ToolCall, View

Cash = dict[str, Rows]  # unmatched cash lines of the ledger by the document that they cite


def reconcile_all(desk: Desk) -> Calls:
    """Reconcile every bank account and file its workpaper."""
    papers, deposits = settlements(desk), slips(desk)
    closing: dict[str, str] = {}
    lines: list[Line] = []
    cash: Cash = {}
    for account in desk.banks:
        closing[account], some = yield from statement(account, desk)
        lines += some
    lines = yield from book_transfers(lines, desk)
    for account in desk.banks:
        for document, rows in (yield from open_cash(account)).items():
            cash.setdefault(document, []).extend(rows)
    cited = yield from match_cited(lines, cash, desk)
    rest = yield from without_repeats([line for line in lines if line.id not in cited], desk)
    groups = paired(rest, papers, deposits, desk)
    for some_lines, their in groups:
        yield from settle(some_lines[0].account, some_lines, their, cash, desk)
    done = {line.id for group, _ in groups for line in group}
    left = [line for line in rest if line.id not in done]
    for account in desk.banks:
        listed = yield from settle_rest(account, [line for line in left if line.account == account], papers, desk)
        yield from void_stale(account, papers, desk)
        yield from take_back_copies(account, papers, desk)
        yield from file_bank(account, closing[account], listed, papers, desk)


def statement(account: str, desk: Desk) -> Generator[ToolCall, View, tuple[str, list[Line]]]:
    """Closing balance and open lines of a statement."""
    closing = fields((yield call("list_bank_lines", account=account)))["closing balance"]
    rows = yield from all_rows("list_bank_lines", account=account)
    return closing, [line_of(row, account, desk) for row in rows]


def open_cash(account: str) -> Generator[ToolCall, View, Cash]:
    """The cash of an account that awaits matching."""
    cash: Cash = {}
    for row in (yield from all_rows("query_ledger", account=account, unmatched=True)):
        cash.setdefault(row["document"], []).append(row)
    return cash


def match_cited(lines: list[Line], cash: Cash, desk: Desk) -> Generator[ToolCall, View, set[str]]:
    """Match the lines that entries cite; a second entry on the same line is undone, and one that is wrong brought right."""
    done = set()
    for line in lines:
        rows = cash.pop(line.id, [])
        if rows:
            done.add(line.id)
            yield from clear((line,), line.id, line.amount, rows, desk)
    return done


def without_repeats(lines: list[Line], desk: Desk) -> Generator[ToolCall, View, list[Line]]:
    """Set aside what the bank's file holds twice."""
    kept: dict[tuple[str, int, str, str], Line] = {}
    left = []
    for line in lines:
        same = line.date, line.amount, line.description, line.reference
        if same in kept and "set_aside" in desk.tools and line.reference:
            view = yield call("set_aside", bank_line=line.id, duplicate_of=kept[same].id)
            if view.refusal is None:
                continue
        kept[same] = line
        left.append(line)
    return left


def settle(account: str, lines: tuple[Line, ...], papers: tuple[Settlement, ...], cash: Cash, desk: Desk) -> Calls:
    """Match lines with the entries of their papers, after booking what lacks and correcting what is wrong."""
    if len(papers) > 1:
        entries: list[str] = []
        for paper in papers:
            entries += yield from made_right(account, paper, lines[0], cash, desk)
        yield from match([line.id for line in lines], entries)
        return
    paper = papers[0]
    if paper.sheet.kind != PAID and paper.id not in cash:
        yield from apply_receipt(lines[0], paper, desk)
        return
    entries = yield from made_right(account, paper, lines[0], cash, desk)
    yield from match([line.id for line in lines], entries)


def made_right(
    account: str, paper: Settlement, line: Line, cash: Cash, desk: Desk
) -> Generator[ToolCall, View, list[str]]:
    """The entries that hold a paper's cash once they are right."""
    rows = yield from single(paper.id, paper.cash, cash.pop(paper.id, []), desk)
    entries = [f"{row['entry']}:{paper.id}" for row in rows]
    have = legs_of((yield from booked_on(paper.id)), desk) if rows else {}
    cash_gap = paper.cash - sum(desk.minor(row["amount"]) for row in rows)
    want = wanted(account, paper, have, cash_gap, desk)
    added = yield from bring(paper.id, have, want, desk, "" if rows else line.date)
    return [*entries, *([f"{added}:{paper.id}"] if added and cash_gap else [])]


def wanted(account: str, paper: Settlement, have: Legs, cash_gap: int, desk: Desk) -> Legs:
    """Where a paper's amount should stand."""
    if not paper.adds_up:
        return have
    if paper.sheet.kind != PAID:
        return wanted_receipt(account, paper, have, cash_gap, desk)
    payables, party = desk.value("bank", "payables"), paper.sheet.party or _party(have)
    if not party or not (cash_gap or not have):
        return have
    return {place(payables, party, item): -amount for item, amount in paper.items} | {place(account): paper.cash}


def _party(have: Legs) -> str:
    return next((party for _, party, _, _ in have if party), "")


def single(document: str, amount: int, rows: Rows, desk: Desk) -> Generator[ToolCall, View, Rows]:
    """The rows of a document without those that repeat another, which are undone and cleared."""
    kept: Rows = []
    for row in rows:
        repeats = [one for one in kept if one["amount"] == row["amount"] and one["entry"] != row["entry"]]
        if repeats and desk.minor(row["amount"]) == amount:
            yield from take_back(row["entry"], document, desk, "Booked twice")
        else:
            kept.append(row)
    return kept


def clear(lines: tuple[Line, ...], document: str, amount: int, rows: Rows, desk: Desk) -> Calls:
    """Match lines with the entries that cite a document; a gap between them is booked against the entry's other side."""
    rows = yield from single(document, amount, rows, desk)
    entries = [f"{row['entry']}:{document}" for row in rows]
    gap = amount - sum(desk.minor(row["amount"]) for row in rows)
    if gap:
        account = lines[0].account
        have = legs_of((yield from booked_on(document)), desk)
        others = [at for at in have if at[0] != account]
        if len(others) == 1:
            added = yield from post(document, {place(account): gap, others[0]: -gap}, desk)
            entries += [f"{added}:{document}"] if added else []
    yield from match([line.id for line in lines], entries)
