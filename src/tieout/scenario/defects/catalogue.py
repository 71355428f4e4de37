"""The catalogue of defects: what the planner can draw, and what each error code means."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from tieout.scenario.answer_key import Defect
from tieout.scenario.defects.bank import (
    amounts,
    batches,
    double_import,
    omissions,
    statement_only,
    transfers,
    uncashed,
    unclear_receipts,
)
from tieout.scenario.defects.candidates import NoCandidateError, Plant
from tieout.scenario.defects.close import (
    accruals,
    by_letter,
    coding,
    company_card,
    counts,
    cutoff,
    misapplied,
    payouts,
    payroll,
    receivables,
    sales_tax,
    schedules,
    suspense,
)
from tieout.scenario.defects.purchasing import (
    bank_details,
    by_delivery,
    by_price,
    duplicates,
    fraud,
    grni,
    misposted,
    three_way_match,
)
from tieout.scenario.defects.receipts import by_the_rules, deductions, purposes
from tieout.scenario.seeds import Rng
from tieout.scenario.world import World

BANK_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "transposition": amounts.transposition,
        "slide": amounts.slide,
        "sign flip": amounts.sign_flip,
        "double import": double_import.double_import,
        "omitted payment": omissions.omitted_payment,
        "omitted receipt": omissions.omitted_receipt,
        "batched deposit": batches.batched_deposit,
        "instalments": batches.instalments,
        "bank fee": statement_only.bank_fee,
        "bank interest": statement_only.bank_interest,
        "returned payment": statement_only.returned_payment,
        "returned of two": unclear_receipts.returned_of_two,
        "unnamed receipt": unclear_receipts.unnamed_receipt,
        "repeated advice": unclear_receipts.repeated_advice,
        "stale check": uncashed.stale_check,
        "check given up": uncashed.check_given_up,
        "bank error": statement_only.bank_error,
        "explained charge": statement_only.explained_charge,
        "own transfer": transfers.own_transfer,
    }
)

PURCHASE_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "price within tolerance": three_way_match.price_within,
        "price beyond tolerance": three_way_match.price_beyond,
        "short delivery": three_way_match.short_delivery,
        "refused goods": three_way_match.refused_goods,
        "other unit": three_way_match.other_unit,
        "not received": three_way_match.not_received,
        "no order": three_way_match.no_order,
        "duplicate": duplicates.duplicate,
        "duplicate vendor": duplicates.duplicate_vendor,
        "not invoiced": grni.not_invoiced,
        "rest not invoiced": grni.rest_not_invoiced,
        "accrual left standing": grni.accrual_left_standing,
        "transposed bill": misposted.transposed_bill,
        "wrong account": misposted.wrong_account,
        "wrong department": misposted.wrong_department,
        "posted twice": duplicates.posted_twice,
        "posted beyond price": misposted.posted_beyond_price,
        "posted beyond quantity": misposted.posted_beyond_quantity,
        "posted, not received": misposted.posted_not_received,
        "forged change": bank_details.forged_change,
        "genuine change": bank_details.genuine_change,
        "unknown vendor": fraud.unknown_vendor,
        "split order": fraud.split_order,
        "price agreed": by_price.departing(by_price.about_price, True),
        "price not agreed": by_price.departing(by_price.about_price, False),
        "price of the list": by_price.departing(by_price.about_list, True),
        "price not of the list": by_price.departing(by_price.about_list, False),
        "lower price agreed": by_price.agreeing(by_price.about_price),
        "lower price of the list": by_price.agreeing(by_price.about_list),
        "goods taken back": by_delivery.goods_taken_back,
        "order called off": by_delivery.order_called_off,
        "delivery confirmed": by_delivery.without_receipt(True),
        "delivery not confirmed": by_delivery.without_receipt(False),
        "substitute taken": by_delivery.substitute(True),
        "substitute returned": by_delivery.substitute(False),
        "rest brought": by_delivery.short_count(True),
        "rest owed": by_delivery.short_count(False),
        "surplus kept": by_delivery.surplus(True),
        "surplus sent back": by_delivery.surplus(False),
        "bill replaced": duplicates.two_bills(True),
        "second bill void": duplicates.two_bills(False),
    }
)

CLOSE_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "unidentified receipt": receivables.unidentified_receipt,
        "credit applied": by_letter.credit_applied,
        "bill recoded": by_letter.bill_recoded,
        "short-pay": receivables.short_pay,
        "discount": receivables.discount,
        "overpayment": receivables.overpayment,
        "credit memo": receivables.credit_memo,
        "wrong invoice": misapplied.wrong_invoice,
        "wrong customer": misapplied.wrong_customer,
        "bill transposed": coding.bill_transposed,
        "bill posted twice": coding.bill_posted_twice,
        "bill miscoded": coding.wrong_account,
        "department miscoded": coding.wrong_department,
        "equipment expensed": coding.equipment_expensed,
        "private item": coding.private_item,
        "bill posted ahead": cutoff.bill_posted_ahead,
        "early bill posted": cutoff.early_bill_posted,
        "invoiced ahead": cutoff.invoiced_ahead,
        "release while suspended": cutoff.release_while_suspended,
        "accrual not reversed": accruals.accrual_not_reversed,
        "wages by calendar days": accruals.wages_by_calendar_days,
        "bill of next month": accruals.bill_of_next_month,
        "new service": accruals.new_service,
        "prepaid expensed": schedules.prepaid_expensed,
        "prepaid cancelled": schedules.prepaid_cancelled,
        "copied depreciation": schedules.copied_depreciation,
        "asset scrapped": schedules.asset_scrapped,
        "asset sold": schedules.asset_sold,
        "loan in one account": schedules.loan_in_one_account,
        "card charge unbooked": company_card.charge_unbooked,
        "payout as revenue": payouts.net_as_revenue,
        "earlier payout as revenue": payouts.earlier_sales_again,
        "fees left open": payouts.fees_left_open,
        "refunds as fees": payouts.refunds_as_fees,
        "card sales under way": payouts.sales_under_way,
        "tips as revenue": payouts.tips_as_revenue,
        "count difference": counts.count_difference,
        "tax in revenue": sales_tax.tax_in_revenue,
        "tax at another rate": sales_tax.tax_at_another_rate,
        "takings with tax": sales_tax.takings_with_tax,
        "sold untaxed": sales_tax.sold_untaxed,
        "tax off the bill": sales_tax.tax_off_the_bill,
        "employer share left out": payroll.employer_share_left_out,
        "net pay as wages": payroll.net_pay_as_wages,
        "deposit expensed": payroll.deposit_expensed,
        "remittance expensed": payroll.remittance_expensed,
        "plug": suspense.plug,
        "suspense explained": suspense.suspense_explained,
        "suspense unexplained": suspense.suspense_unexplained,
    }
)

RECEIPT_DEFECTS: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "deduction waiting": deductions.deduction_waiting,
        "deduction misread": deductions.deduction_misread,
        "purpose waiting": purposes.purpose_waiting,
        "purpose misread": purposes.purpose_misread,
        "parent waiting": purposes.parent_waiting,
        "parent misread": purposes.parent_misread,
        "taken for income": by_the_rules.taken_for_income,
        "discount too late": by_the_rules.discount_too_late,
        "written off beyond": by_the_rules.written_off_beyond,
        "paid again": by_the_rules.paid_again,
        "credited again": by_the_rules.credited_again,
        "booked on namesake": by_the_rules.booked_on_namesake,
    }
)


def plant_all(
    world: World, names: Iterable[str], catalogue: Mapping[str, Plant], rng: Rng
) -> tuple[World, tuple[Defect, ...]]:
    """Plant the named defects one after the other; one that finds no candidate is left out."""
    defects = []
    for number, name in enumerate(names):
        try:
            world, defect = catalogue[name](world, rng.stream("defect", number, name))
        except NoCandidateError:
            continue
        defects.append(defect)
    return world, tuple(defects)
