"""The close policy of a company: it settles every choice that accountants could differ on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tieout.documents.letters import Policy, PolicyTopic
from tieout.documents.rendering.stationery import percent
from tieout.ledger.accounts import Chart
from tieout.ledger.money import render
from tieout.scenario.archetypes import Archetype
from tieout.scenario.chart import taxed_accounts
from tieout.scenario.sales_tax import SalesTax
from tieout.scenario.seeds import Rng


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of a policy. Amounts in minor units, tolerances in per cent, ages in days.

    Ranges follow common practice for small companies (accounting reference §2.1): price tolerance 2–5 %, quantity
    exact, small-balance write-offs of a few units, accrual skip under a few hundred, capitalization from 1,000.
    """

    price_tolerance: int
    write_off: int
    approval: int
    accrual: int
    capitalise: int
    prepaid: int
    stale_days: int
    asset_life_months: int
    count: int

    @classmethod
    def draw(cls, rng: Rng) -> "Limits":
        return cls(
            price_tolerance=rng.between(2, 5),
            write_off=rng.choice((500, 1000, 1500, 2000)),
            approval=rng.choice((300_000, 400_000, 500_000)),
            accrual=rng.choice((20_000, 25_000, 50_000)),
            capitalise=rng.choice((100_000, 200_000, 250_000)),
            prepaid=rng.choice((60_000, 90_000, 120_000)),
            stale_days=rng.choice((120, 150, 180)),
            asset_life_months=rng.choice((36, 48, 60)),
            count=rng.choice((5_000, 7_500, 10_000)),
        )


def make_policy(
    chart: Chart,
    currency: str,
    limits: Limits,
    issued: date,
    rng: Rng,
    trade: Archetype,
    sold: Mapping[str, tuple[str, ...]],
    tax: SalesTax | None,
) -> Policy:
    """The policy document. Its values name accounts by code, so that nobody has to guess; ``sold`` are the articles that
    are invoiced, by the name of their account."""

    def money(minor: int) -> str:
        return render(minor, currency)

    def accounts(*roles: str) -> tuple[tuple[str, str], ...]:
        return tuple((role, chart.role(role)) for role in roles)

    topics = (
        PolicyTopic(
            "citation",
            "Every line cites one outside document. What only the bank statement shows (fees, interest, returned "
            "payments, transfers between own accounts) and every receipt that is booked from the statement cites the "
            "bank line. A payment cites its payment voucher. A correction cites the document that the corrected "
            "posting cites. Bills, invoices and credit memos cite themselves, accruals the receipt, register, contract "
            "or bill that proves them. A reclassification that a letter on the desk supports stands.",
        ),
        PolicyTopic(
            "letters",
            "A letter, a notice or a clause changes the books by what it says is in force. What was only planned, "
            "offered or proposed, what hung on a condition that was not met, and what befell a thing or a payment of "
            "somebody else changes nothing. Where two voices contradict each other, these decide: the facilities or "
            "operations manager on equipment and stock, the owner or head of a department on the other side on its own "
            "payments, agreements and the checks that it holds, the controller on coding, the credit manager on customers' "
            "deductions, the head of purchasing on orders, whoever is in charge of receiving on deliveries, the bank's "
            "operations on the bank's lines; not trainees, helpers, drivers, tellers or visitors. "
            "Of two messages on one matter the later decides, and a correction takes the place of what "
            "it corrects.",
        ),
        PolicyTopic(
            "dating",
            "Entries are dated in the month to close. There the errors of a closed month are corrected, its bills that "
            "were never booked are posted, and what was entered into it after its trial balance was signed is reversed. "
            "What was only entered late stands. "
            "A posting that stands in the month after by mistake is reversed with the date that it bears. An accrual "
            "of the month to close may be reversed line by line on the first of the month after; that is next month's "
            "business, and nothing asks for it. What was received and not invoiced is not so reversed. Nothing else is "
            "dated in the month after.",
        ),
        PolicyTopic(
            "bank",
            "Book the bank's fees and interest. Reverse a customer's returned payment against the invoice that it "
            "had paid; the bank's charge for it is a bank fee and is not recharged. Money moved between our own "
            "accounts goes through cash in transit. Outstanding payments and deposits in transit are timing items: "
            "list them, book nothing. The bank's own errors are listed by bank line and never booked. A check that "
            "is outstanding at month-end and older than the stale age is voided: debit bank, credit payables for the "
            "bill that it had paid; it is no timing item then. So is a younger check that its payee has given up, by a "
            "letter on the desk. A receipt that was booked from an advice for which no money was sent is reversed.",
            (
                *accounts("bank fees", "interest income", "cash in transit", "receivables", "payables"),
                ("stale age in days", str(limits.stale_days)),
            ),
        ),
        PolicyTopic(
            "purchasing",
            "A bill is compared line by line with its order and with what was received by month-end, in one unit of "
            "measure. An order number in a bill's note counts like one in its head; what a receipt's note says was "
            "refused or not rendered counts as not received. Billed price within the tolerance of the order price: "
            "post the line at the order price to the order's account and department and the difference to purchase price variance. "
            "Beyond the tolerance: hold the whole bill for price. Billed quantity above the quantity received: if "
            "something was received, post the received part and leave the rest unposted; if nothing was received, "
            "hold the bill as not received. A bill from a vendor on file without an order goes to the vendor's usual "
            "account; above the approval limit it is held for having no order, unless a contract on file provides for "
            "the charge. A bill is posted in the month of its date; one dated after month-end is next month's work: "
            "nothing is decided on it. What the owner bought for private use is charged to the owner's account. A "
            "later bill for a supply that was billed before is rejected as duplicate, under whatever number or vendor "
            "record it comes; bills without an order that differ in number and amount are different supplies. A bill "
            "that stands in payables against these rules is reversed and then treated as they say. What was received "
            "in the month and is not in payables at its end, held bills included, is accrued at the order price: "
            "debit the order's account, credit received not invoiced, party the vendor, item the receipt, citing the "
            "receipt. What was accrued so in an earlier "
            "month stands until its bill comes; the bill then debits received not invoiced, same party and item, in "
            "place of the order's account. What is ordered as a fixed asset is kept under the order as its item. "
            "Bills cover the receipts of an order from the earliest on.",
            (
                *accounts("payables", "grni", "price variance", "fixed assets", "owner"),
                ("price tolerance percent", str(limits.price_tolerance)),
                ("approval limit", money(limits.approval)),
            ),
        ),
        PolicyTopic(
            "agreements",
            "What is in force by a letter on an order, or by a note on a receipt, takes the place of what the other papers "
            "say. A price that both sides settled on is the price of the order, for its bill and for its accrual; a price "
            "list holds for the orders that it says, by the date of the order. What went back to the vendor, or was not "
            "taken, counts as not received; where that is all of an order, its bill is held as not received. What came "
            "without a receipt, after the count, or beyond the order and was kept, counts as received, and goods taken "
            "instead of others count as those that were ordered. Where a vendor declares one of two bills for an order "
            "void, be it the earlier, that one is rejected as duplicate and the other treated like any bill.",
        ),
        PolicyTopic(
            "departments",
            "An expense names its department: what was ordered, the one on the order's line; whatever else goes to a "
            "vendor's usual account (bills without an order, accruals, shares of prepaids, refunds), the vendor's usual one. "
            "A reclassification takes the department along. Price variance names none, nor does anything else unless another topic says so. Departments: "
            + ", ".join(f"{department.code} {department.name}" for department in chart.departments)
            + ".",
        ),
        PolicyTopic(
            "fraud",
            "A request to change a vendor's bank details, and a bill that asks for payment to an account that is not "
            "on file, is checked by calling the number on file, never a number in the message. The call is made about "
            "the message, or about the bill where there is none. If the vendor confirms, the bill is treated like any "
            "other; if not, hold the bill for bank details and escalate the request as bank details. A bill from a "
            "vendor who is not on file is held and escalated as unknown vendor. Bills of one vendor whose dates lie "
            "within one span of seven days, without an order, each below the approval limit and together above it, "
            "are held and escalated as split order, every one of them. Posting a bill of these three kinds is a "
            "breach. Nobody is called and nothing is escalated but for what this policy names.",
            (("approval limit", money(limits.approval)),),
        ),
        PolicyTopic(
            "receipts",
            "Apply a receipt to the invoices that the remittance, or a letter on the money, names, else to the invoice "
            "whose open amount it equals. A discount counts only if the remittance claims it in the full percentage of the terms and the "
            "money arrived within the discount days after the invoice date. Any other shortfall up to the write-off "
            "limit per invoice goes to small-balance write-offs; a larger one stays open on the invoice, and so does a discount taken too late. What exceeds "
            "the invoices, what nobody can identify, and what came for a sale that was not made goes to unapplied cash, "
            "item the bank line. A credit memo to a customer goes to returns against the invoice that it names. A credit "
            "on an invoice stays there until the customer asks to set it off against another; that cites the letter.",
            (
                *accounts("receivables", "sales discounts", "small balances", "unapplied cash", "returns"),
                ("write-off limit", money(limits.write_off)),
            ),
        ),
        PolicyTopic(
            "deductions",
            "What a customer takes off for a claim, above the write-off limit, is ours to decide. Granted, it goes to "
            "returns against the invoice, in the receipt's entry; refused, withdrawn, or not decided upon, it stays open "
            "on the invoice. Money goes to what the payer says that it is for, whoever's invoice that is: a "
            "parent company may pay for another customer. What is to be held for later orders, what is paid on an invoice "
            "that was paid before, and what is due to another company of our group stands in unapplied cash, item the "
            "bank line, until it is paid back or applied; it is neither income nor a credit on an invoice. Customers "
            "whose names resemble each other are different customers.",
            (*accounts("returns", "unapplied cash"),),
        ),
        PolicyTopic(
            "accruals",
            "Services received by month-end and not in payables then are accrued by service date, in proportion of "
            "days where the span crosses the month's end, if the month's share reaches the accrual threshold: debit "
            "the vendor's usual account, credit accrued liabilities, item the document that proves it (next month's "
            "bill, or the contract where no bill has come). Accruals of the month before are reversed in full, citing "
            "the same document. Gross wages and employer taxes earned and unpaid at month-end are accrued by working "
            "days (Monday to Friday) of the pay span, item the payroll register. Amounts are rounded half up.",
            (*accounts("accrued", "wages", "payroll tax"), ("accrual threshold", money(limits.accrual))),
        ),
        PolicyTopic(
            "prepaids",
            "A bill without an order for more than one month's service is a prepaid from the prepaid limit on: debit "
            "prepaid expenses, item the bill, and charge each month its equal share, the current month included, to "
            "the vendor's usual account, citing the prepaid schedule for what the schedule lists, else the bill. "
            "Shares are rounded half up, the last one takes the rest. If the agreement ends without refund, what is "
            "left after the month's share is charged too, citing the letter.",
            (*accounts("prepaids"), ("prepaid limit", money(limits.prepaid))),
        ),
        PolicyTopic(
            "fixed assets",
            "Equipment bought without an order, from the capitalization limit for one piece on, is an asset, item the "
            "bill, without salvage value; below it is an expense of the vendor's usual account. What was ordered is "
            "charged as the order says. Depreciation is cost less salvage, straight-line by months, from the month "
            "after acquisition to the month before disposal, rounded half up with the rest in the last month, cited "
            "to the register, item the asset. When an asset is sold or scrapped, its cost and accumulated "
            "depreciation leave and the book value goes to gain or loss on disposal, all citing the letter; proceeds "
            "go to the same account, citing the bank line.",
            (
                *accounts("fixed assets", "accumulated", "depreciation", "disposal"),
                ("capitalization limit", money(limits.capitalise)),
                ("asset life in months", str(limits.asset_life_months)),
            ),
        ),
        PolicyTopic(
            "revenue",
            "Revenue belongs to the month of service or delivery. What is invoiced for later goes to deferred "
            "revenue, item the invoice, or, for customers who paid ahead under a contract, item the contract. Each "
            "month of service, the current month included, releases its equal share to the revenue account that the "
            "contract names or the invoice was booked to, citing the same document; shares are rounded half up, the "
            "last one takes the rest. While a service is suspended nothing is released. An invoice is booked to the account "
            f"of its articles, with the delivery and labor that come with them: {_price_list(chart, sold)}.",
            accounts("deferred revenue", "revenue"),
        ),
        PolicyTopic(
            "loans",
            "An installment is split into repayment and interest as the lender's statement says, which it cites.",
            accounts("loan", "interest expense"),
        ),
        PolicyTopic(
            "suspense",
            "Suspense is emptied: each item is cleared to where a letter on the desk says, both lines citing the "
            "letter; a vendor's refund goes to the vendor's usual account. An item that nothing explains stays, and "
            "the document under which it stands is escalated as unsupported entry. Nothing is ever written off to "
            "rounding, miscellaneous, other income or equity to make a difference disappear; such an entry is "
            "reversed. What a bank line shows and the other side's paper explains (a fee of an authority, a windfall, cents "
            "of a tax deposit) stands there rightly.",
            accounts("suspense"),
        ),
        PolicyTopic(
            "workpapers",
            "A bank account's workpaper gives the statement's closing balance, lists each timing item with its signed "
            "amount (as booked, or as on the statement for the bank's errors), and leaves 0.00 unexplained. Any other "
            "account's workpaper gives the ledger's closing balance after all corrections, credit balances negative, and "
            "what it is made of: opening, debits and credits of the month, or the open items, parties or ageing buckets.",
        ),
    )
    return Policy(
        f"POL-{rng.digits(4)}",
        issued,
        "",
        (*topics[:-1], *_of_trade(trade, limits, accounts, money), *_sales_tax(chart, trade, tax), topics[-1]),
    )


def _price_list(chart: Chart, sold: Mapping[str, tuple[str, ...]]) -> str:
    """Each account of invoices with its articles."""
    return "; ".join(
        f"{account.code} {account.name} for {', '.join(sold[account.name])}"
        for account in chart
        if account.name in sold
    )


def _of_trade(
    trade: Archetype,
    limits: Limits,
    accounts: Callable[..., tuple[tuple[str, str], ...]],
    money: Callable[[int], str],
) -> list[PolicyTopic]:
    """Payroll taxes, and what only some trades need: stock, and what is paid over the counter."""
    topics = [
        PolicyTopic(
            "payroll",
            "A pay run is booked from its register; what was withheld and the employer taxes go to payroll liabilities and "
            "are remitted in the middle of the next month, to the Internal Revenue Service and to the state, citing the bank "
            "line.",
            accounts("wages", "payroll tax", "payroll liabilities"),
        )
    ]
    if trade.stock:
        topics.append(
            PolicyTopic(
                "inventory",
                "On the last day of the month cost of sales takes from inventory what the stock roll-forward shows as sold, "
                "citing it; counts are not in it. A count that differs from the records by no more than the count tolerance, per item at cost, "
                "is left alone. Beyond it the warehouse looks again: what it confirms is short goes from inventory to "
                "inventory shrinkage on the last day, citing the count; what is there after all does not.",
                (*accounts("inventory", "cost of sales", "shrinkage"), ("count tolerance", money(limits.count))),
            )
        )
    if trade.sheet.takings.high:
        topics.append(
            PolicyTopic(
                "takings",
                "What is paid over the counter in cash is revenue when the bank shows it, citing the bank line. What is "
                "paid by card is revenue of the days that the processor's payout report covers: card clearing, item the "
                "report, is debited with the gross, revenue credited with it less the sales tax and the tips that the "
                "report states; tips are owed to the staff (tips). When the money comes, the net goes to the bank, the "
                "fees, those for disputes included, to merchant fees, refunds and chargebacks in full to returns, and "
                "card clearing is credited with the gross, or with what of it is not held back: a reserve stays there "
                "under its report until a later report releases it. What comes after month-end stays on card clearing. "
                "All of this cites the report; tips paid to the staff cite the bank line.",
                accounts("revenue", "card clearing", "merchant fees", "returns", "tips"),
            )
        )
    return topics


def _sales_tax(chart: Chart, trade: Archetype, tax: SalesTax | None) -> list[PolicyTopic]:
    """Sales tax on what the company buys and, where its trade bears any, on what it sells; nothing in a state without."""
    if tax is None:
        return []
    bought = (
        "Sales tax on a vendor's bill is part of what was bought: it is charged where the rest of the bill is, and counts "
        "for every limit; nothing of it is recovered. Prices that include it, by what order and bill say, are compared as they stand."
    )
    values = (("sales tax", chart.role("sales tax")), ("rate", percent(tax.rate)))
    taxed = taxed_accounts(chart, trade)
    if not taxed:
        return [PolicyTopic("sales tax", f"{bought} What we sell bears none.", values)]
    text = (
        f"What is sold under the taxed accounts is handed over in {tax.state} and bears tax at the rate below, with two "
        "exceptions: delivery and labor on lines of their own, and sales to a customer whose exemption certificate on file "
        "is valid on the invoice date, first and last day included. Tax that an invoice states goes to sales tax payable, "
        "citing the invoice; the rest is revenue. Where an invoice of the month states none though the sale bears it, the tax on the "
        "price invoiced is ours to pay: it goes from the invoice's revenue account to sales tax payable, citing the invoice, and the "
        "customer is not charged. What is paid over the counter under a taxed account includes the tax: the price is the "
        "sum divided by one plus the rate, rounded half up, the rest is tax. A credit memo takes back what tax it states. "
        f"The tax of a month is remitted to the {tax.collector} in the month after, citing the bank line. {bought}"
    )
    return [PolicyTopic("sales tax", text, (*values, ("taxed accounts", ", ".join(taxed))))]


def with_topic(policy: Policy, topic: PolicyTopic) -> Policy:
    """The policy with one more topic, just before its last, which is on workpapers."""
    *topics, last = policy.topics
    return replace(policy, topics=(*topics, topic, last))


def with_agencies(policy: Policy, chart: Chart) -> Policy:
    """The policy with a topic on what letters explain of agencies' money and of pay outside the runs."""
    roles = ("payroll liabilities", "payroll tax", "prepaids")
    topic = PolicyTopic(
        "agencies",
        "What the statement shows of a tax agency beside deposits and remittances, and a paycheck outside the pay runs, goes "
        "where a letter on the desk says, citing the bank line. What an agency takes for payroll taxes due, and a paycheck "
        "in place of a voided one, settles payroll liabilities, where both are owed since the month before; what an agency "
        "keeps for later periods, and an advance on later pay, is prepaid, item the bank line. Money that an agency returns "
        "goes to payroll taxes where the rate was lowered, to payroll liabilities where it is due again. An invoice "
        "that by a customer's letter is exempt, by a certificate, permit or registration in force, counts like one with a "
        "certificate on file. Of voices that contradict each other the payroll "
        "manager decides on pay, and the supervisor of an agency's unit, or its examiner, on what it collects.",
        tuple([(role, chart.role(role)) for role in roles]),
    )
    return with_topic(policy, topic)


def with_card_letters(policy: Policy, chart: Chart) -> Policy:
    """The policy with a topic on what letters decide of cards, taken and carried."""
    topic = PolicyTopic(
        "card letters",
        "What the holder of the company card says, by a letter on the desk, was bought for private use is owed by the holder: "
        "it is charged to what holders owe, without a department, instead of to expense, citing the receipt. A chargeback "
        "that by the processor's letter was decided for us does not go to returns: it stays on card clearing, item the "
        "report that took it, until a later report pays it back; any other goes to returns, decided against us or not yet "
        "decided. What the controller moves to another account takes its department along and cites the letter. Of voices "
        "that contradict each other these decide: whoever the holder reports to on what was private, the head of disputes "
        "of the processor on chargebacks, the controller on coding.",
        (
            ("holders owe", chart.role("holders")),
            *[(role, chart.role(role)) for role in ("card clearing", "returns")],
        ),
    )
    return with_topic(policy, topic)
