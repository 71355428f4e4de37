"""The script: bank by papers, bills by orders and receipts, the recurring entries of the month, workpapers."""

from tieout.agents.protocol import Agent, Play, call, fields, file_balance
from tieout.agents.rulebot.close import reverse_accruals
from tieout.agents.rulebot.pay import right_runs
from tieout.agents.script.bank.agencies import follow_agencies
from tieout.agents.script.bank.cards import clear_payouts, settle_charges
from tieout.agents.script.bank.reconciling import reconcile_all
from tieout.agents.script.close.contracts import follow_contracts
from tieout.agents.script.close.correspondence import follow_letters
from tieout.agents.script.close.cutoff import cut_off
from tieout.agents.script.close.disposals import dispose
from tieout.agents.script.close.revenue import defer
from tieout.agents.script.close.schedules import recurring
from tieout.agents.script.desk import look
from tieout.agents.script.purchases.bills import settle_bills
from tieout.tools.messages import View


def make(task_id: str, seed: int) -> Agent:
    """The agent, the same for every task."""

    def play(opening: View) -> Play:
        desk = yield from look(opening)
        yield from clear_payouts(desk)
        yield from reconcile_all(desk)
        if desk.value("payroll", "wages"):
            papers = [(sheet.id, sheet.text) for sheet in desk.of_kind("payroll register")]
            yield from right_runs(papers, desk.banks, desk.values, desk.last_day, desk.currency)
        if desk.value("agencies", "prepaids"):
            yield from follow_agencies(desk)
        yield from settle_charges(desk)
        if desk.value("accruals", "accrued"):
            yield from reverse_accruals(desk.values, desk.last_day)
            yield from cut_off(desk)
        yield from recurring(desk)
        yield from settle_bills(desk)
        if desk.value("accruals", "accrued"):
            yield from follow_letters(desk)
            yield from follow_contracts(desk)
            yield from dispose(desk)
            yield from defer(desk)
        for account in fields(opening)["workpapers asked for"].split(", "):
            if account != "none" and account not in desk.banks:
                yield from file_balance(account)
        yield call("close_period", confirm=True)

    return play
