"""The calculators: figures reckoned by hand at and around each limit, and what holds of every one of them."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.eligibility.calculators import METHODS
from bot.eligibility.inputs import Inputs, find_inputs
from bot.eligibility.reckoning import reckon
from bot.eligibility.types import FieldType
from bot.eligibility.worked import EXACT
from bot.formulas import formulas, is_correct
from tests.bot.eligibility.factories import rule_book

ESTIMATES = rule_book().estimates
FIELDS = rule_book().fields
FALLING = {
    "amortization_years", "soft_sales", "soft_input_vat", "equity_cost", "equity_taxes", "tech_transfer_cost",
    "tech_transfer_taxes", "profit_year",
}  # fmt: skip
"""The inputs of which more means a smaller amount; the year of a tax holiday is for tests of its own."""
TRANSFER = ("tech_transfer_revenue", "tech_transfer_cost", "tech_transfer_taxes")


def amounts(benefit, **given):
    """Both ends of an amount as numbers."""
    reckoned = reckon(ESTIMATES[benefit], find_inputs(ESTIMATES[benefit], decimals(given)))
    if reckoned is None or reckoned.amount is None:
        return None
    low, high = reckoned.amount.low, reckoned.amount.high
    return float(low), None if high is None else float(high)


def amount(benefit, **given):
    low, high = amounts(benefit, **given)
    assert low == high
    return low


def steps(benefit, **given):
    return reckon(ESTIMATES[benefit], find_inputs(ESTIMATES[benefit], decimals(given))).steps


def decimals(given):
    return {name: value if isinstance(value, str) else Decimal(str(value)) for name, value in given.items()}


@pytest.mark.parametrize(
    ("benefit", "given", "expected"),
    [
        ("cit-law/b1", {"taxable_income": 1234567.89}, 308641.97),
        ("cit-reg/b1", {"tech_transfer_income": 5000000}, 0),
        ("cit-reg/b1", {"tech_transfer_income": 5000000.02}, 0.01),
        ("cit-reg/b2", {"disabled_wages": 80000}, 80000),
        ("cit-reg/b3", {"investment_amount": 1000000}, 700000),
        ("cit-reg/b5", {"special_equipment_cost": 333333}, 33333.3),
        ("hnte-tax/b1", {"taxable_income": 4000000}, 600000),
        ("rd-plus/b1", {"rd_expense": 3000000}, 3000000),
        ("rd-plus/b2", {"intangible_cost": 1000000, "amortization_years": 10}, 200000),
        ("rd-plus/b2", {"intangible_cost": 100, "amortization_years": 3}, 66.67),
        ("rd-plus/b3", {"rd_five_items": 900000, "rd_other_cost": 100000}, 100000),
        ("rd-plus/b3", {"rd_five_items": 900000, "rd_other_cost": 100000.01}, 100000),
        ("rd-plus/b3", {"rd_five_items": 900000, "rd_other_cost": 99999.99}, 99999.99),
        ("rd-plus/b4", {"rd_entrusted_domestic": 500000}, 400000),
        ("rd-plus/b5", {"rd_entrusted_overseas": 1000000, "rd_domestic_expense": 1200000}, 800000),
        ("rd-plus/b5", {"rd_entrusted_overseas": 1000000, "rd_domestic_expense": 1000000}, 666666.67),
        ("rd-plus-ic/b1", {"rd_expense": 1000000}, 1200000),
        ("basic-rd/b1", {"basic_research_donation": 50000}, 50000),
        ("small-cit/b1", {"taxable_income": 3000000}, 150000),
        ("six-taxes/b1", {"six_taxes_due": 1000.01}, 500.01),
        ("vat-small-2026/b1", {"vat_period": "月", "vat_period_sales": 99999.99}, 0),
        ("vat-small-2026/b2", {"vat_period_sales": 100000}, 1000),
        ("vat-small-2026/b2", {"gross_receipts": 101000}, 1000),
        ("vat-small-2023/b1", {"gross_receipts": 100000}, 990.1),
        ("vat-small-2023/b2", {"vat_period": "季", "vat_period_sales": 300000}, 0),
        ("soft-vat/b1", {"soft_sales": 1000000, "soft_output_vat": 130000, "soft_input_vat": 20000}, 80000),
        ("soft-vat/b1", {"soft_sales": 1000000, "soft_output_vat": 130000, "soft_input_vat": 100000}, 0),
        ("soft-vat/b1", {"soft_sales": 0, "soft_output_vat": 1, "soft_input_vat": 2}, 0),
        ("ic-vat-15/b1", {"input_vat": 100000}, 15000),
        ("advmfg-vat-5/b1", {"input_vat": 100000}, 5000),
        ("vc-angel/b1", {"investment_amount": 3000000}, 2100000),
        ("tech-transfer-cit/b1", {"tech_transfer_income": 7000000}, 1000000),
        ("tech-transfer-cit/b1", dict(zip(TRANSFER, (9000000, 1500000, 500000), strict=True)), 1000000),
        ("tech-transfer-cit/b1", dict(zip(TRANSFER, (1, 2, 3), strict=True)), 0),
        ("tech-transfer-cit/b2", {"tech_transfer_income": 7000000}, 250000),
        ("equip-500w/b1", {"unit_price": 5000000}, 5000000),
        ("equity-defer/b1", {"equity_transfer_income": 100, "equity_cost": 30, "equity_taxes": 20}, 10),
        ("equity-defer/b1", {"equity_transfer_income": 100, "equity_cost": 90, "equity_taxes": 20}, 0),
        ("cash-award-50/b1", {"cash_award": 100001}, 50000.5),
        ("sme-pay/b4", {"overdue_amount": 1000000, "overdue_days": 100}, 50000),
        ("sme-pay/b4", {"overdue_amount": 365000, "overdue_days": 1, "agreed_rate": 0.05, "lpr_1y": 0.03}, 50),
        ("sme-pay/b4", {"overdue_amount": 365000, "overdue_days": 1, "agreed_rate": 0.02, "lpr_1y": 0.03}, 30),
        ("sme-pay/b4", {"overdue_amount": 1000000, "overdue_days": 100, "lpr_1y": 0.9}, 50000),
        ("patent-fee/b1", {"patent_fee_standard": 900}, 135),
        ("patent-fee/b2", {"patent_fee_standard": 900}, 270),
        ("ic-soft-cit/b1", {"taxable_income": 1000, "profit_year": 2}, 0),
        ("ic-soft-cit/b1", {"taxable_income": 1000, "profit_year": 3}, 125),
        ("ic-soft-cit/b1", {"taxable_income": 1000, "profit_year": 5}, 125),
        ("ic-soft-cit/b2", {"taxable_income": 1000, "profit_year": 5}, 0),
        ("ic-soft-cit/b2", {"taxable_income": 1000, "profit_year": 6}, 100),
        ("ic-soft-cit/b2", {"taxable_income": 1000, "profit_year": 60}, 100),
    ],
)
def test_an_exact_amount_is_what_comes_out_by_hand(benefit, given, expected):
    assert amount(benefit, **given) == expected


@pytest.mark.parametrize(
    ("benefit", "given", "expected"),
    [
        ("sd-xyd-2023/b1", {"rd_expense": 2000000}, (0, 100000)),
        ("sd-xyd-2023/b2", {"rd_expense": 2000000}, (0, 200000)),
        ("transfer-law/b1", {"transfer_net_income": 300000}, (150000, None)),
        ("sd-transfer/b1", {"transfer_net_income": 300000}, (210000, None)),
        ("inventor-reward/b1", {"invention_patents": 2, "utility_patents": 1, "design_patents": 3}, (14000, None)),
    ],
)
def test_a_ceiling_starts_from_nothing_and_a_floor_has_no_end(benefit, given, expected):
    assert amounts(benefit, **given) == expected


def test_every_method_is_used_and_every_benefit_is_reckoned_here():
    tested = {
        mark.args[1][row][0]
        for test in (
            test_an_exact_amount_is_what_comes_out_by_hand,
            test_a_ceiling_starts_from_nothing_and_a_floor_has_no_end,
        )
        for mark in test.pytestmark
        for row in range(len(mark.args[1]))
    }
    assert tested == set(ESTIMATES)
    assert {type(rule.calculator) for rule in ESTIMATES.values()} == set(METHODS.values())


def test_after_the_last_stage_of_a_tax_holiday_there_is_no_amount():
    reckoned = reckon(ESTIMATES["ic-soft-cit/b1"], Inputs(decimals({"taxable_income": 1, "profit_year": 6}), ()))
    assert reckoned.amount is None and "第 6 年" in reckoned.refusal


def test_a_loss_counts_as_nothing_and_the_steps_say_so():
    assert amount("cit-law/b1", taxable_income=-1) == 0
    assert steps("cit-law/b1", taxable_income=-1)[0] == "亏损按 0 计算"


def test_the_amount_is_rounded_half_up_once_at_the_end():
    assert amount("cit-law/b1", taxable_income=0.02) == 0.01
    assert amount("patent-fee/b1", patent_fee_standard=0.1) == 0.02
    assert amount("vat-small-2026/b2", gross_receipts=0.5) == 0
    assert amount("vat-small-2026/b2", gross_receipts=0.51) == 0.01


def test_tax_is_saved_only_at_a_rate_that_was_given():
    assert not any("少缴" in line for line in steps("rd-plus/b1", rd_expense=100))
    assert steps("rd-plus/b1", rd_expense=100, tax_rate=0.15)[-1] == "少缴企业所得税 = 加计扣除额 × 15% = 15元"
    assert "少缴" in steps("equip-500w/b1", unit_price=100, tax_rate=0.25)[-1]
    assert steps("hnte-tax/b1", taxable_income=100)[-1] == "比按 25% 计算少缴 = 100元 × (25% - 15%) = 10元"


@pytest.mark.parametrize("number", ["1e16", "1e308", "1e-16", "1e-300"])
def test_numbers_beyond_any_enterprise_give_no_amount_and_no_error(number):
    inputs = Inputs({"intangible_cost": Decimal(100), "amortization_years": Decimal(number)}, ())
    assert reckon(ESTIMATES["rd-plus/b2"], inputs).amount is None
    inputs = Inputs({"overdue_amount": Decimal(10) ** 13, "overdue_days": Decimal("1e12")}, ())
    assert reckon(ESTIMATES["sme-pay/b4"], inputs).amount is None


NUMBERS = {
    "元": st.decimals(0, Decimal(10) ** 13, places=2),
    "小数": st.decimals(0, 1, places=4),
    "件": st.integers(0, 10_000).map(Decimal),
    "天": st.integers(0, 36_500).map(Decimal),
    "年": st.integers(1, 5).map(Decimal),
}


def values_of(names):
    return st.fixed_dictionaries({name: value_of(FIELDS[name]) for name in names})


def value_of(field):
    return NUMBERS[field.unit] if field.type is FieldType.NUMBER else st.sampled_from(field.values)


def complete(rule):
    """Profiles with all that a benefit's amount needs, in each of the ways there are."""
    ways = [values_of(rule.inputs)]
    if rule.instead:
        ways.append(values_of(rule.instead))
    if rule.goes_with:
        ways.append(values_of((*rule.inputs, *rule.optional)))
    return st.one_of(ways)


RULES = st.sampled_from(sorted(ESTIMATES.values(), key=lambda rule: rule.benefit))


@given(st.data())
def test_no_amount_is_negative_or_has_more_than_two_decimals(data):
    rule = data.draw(RULES)
    found = reckon(rule, find_inputs(rule, data.draw(complete(rule))))
    assert found.amount is not None
    for end in (found.amount.low, found.amount.high):
        assert end is None or (end >= 0 and end == round(end, 2))


@given(st.data())
def test_more_never_makes_an_amount_go_the_wrong_way(data):
    rule = data.draw(RULES)
    before = data.draw(complete(rule))
    name = data.draw(st.sampled_from([key for key, value in before.items() if isinstance(value, Decimal)]))
    if name == "profit_year":
        return
    after = {**before, name: before[name] + data.draw(NUMBERS["元"])}
    first, second = (reckon(rule, find_inputs(rule, values)).amount for values in (before, after))
    if second is None:  # beyond what is reckoned
        return
    smaller, larger = (second, first) if name in FALLING else (first, second)
    assert smaller.low <= larger.low
    assert smaller.high is None or smaller.high <= larger.high


@given(st.decimals(0, 10**9, places=2))
def test_a_step_shows_a_formula_that_can_be_reckoned_again(number):
    for line in steps("rd-plus/b4", rd_entrusted_domestic=number):
        assert all(is_correct(formula) for formula in formulas(line)) and formulas(line)


@given(st.decimals(0, 10**13, places=2), st.integers(1, 50))
def test_intermediate_results_are_not_rounded(cost, years):
    """Against whole fen: 2 × cost ÷ years, half up, in integers."""
    fen = int(cost * 100)
    expected = Decimal((2 * 2 * fen + years) // (2 * years)) / 100
    inputs = Inputs({"intangible_cost": cost, "amortization_years": Decimal(years)}, ())
    with localcontext(EXACT):
        assert reckon(ESTIMATES["rd-plus/b2"], inputs).amount.low == expected
