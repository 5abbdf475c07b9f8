"""Amounts under the verdicts of the checker: when there is one, when only for reference, and when none."""

from datetime import date
from decimal import Decimal

import pytest

from bot.eligibility.determination import Eligibility
from bot.eligibility.errors import BenefitNotFound, PolicyNotFound
from bot.eligibility.estimate import estimate
from bot.eligibility.estimate_types import Amount, AmountKind
from knowledge.shipped import shipped_documents
from tests.bot.eligibility.factories import DAY, divisions, profile_of, rule_book, shipped

SMALL = {"industry_restricted": False, "headcount": 20, "total_assets": 1_000_000}
IN_2025 = date(2025, 6, 1)


def ask(benefit, as_of=DAY, **given):
    return estimate(shipped(), benefit, profile_of(given, as_of), as_of)


def codes(found):
    return [notice.code for notice in found.notices]


def missing(found):
    return [field.name for field in found.missing]


def exactly(number):
    return Amount(Decimal(str(number)), Decimal(str(number)))


def test_where_all_conditions_hold_the_amount_is_given_with_formula_and_steps():
    found = ask("small-cit/b1", taxable_income=3_000_000, **SMALL)
    assert found.amount == exactly(150_000) and found.if_in_force is None
    assert (found.amount_of, found.kind) == ("应纳税额", AmountKind.EXACT)
    assert found.formula == "应纳税额 = 应纳税所得额 × 25% × 20%"
    assert found.steps == ("应纳税额 = 3000000元 × 25% × 20% = 150000元",)
    assert found.inputs == {"taxable_income": Decimal(3_000_000)}
    assert missing(found) == codes(found) == []


def test_one_condition_that_fails_leaves_no_amount_and_is_named():
    found = ask("small-cit/b1", taxable_income=3_000_000.01, **SMALL)
    assert found.amount is found.if_in_force is None and found.steps == found.assumptions == ()
    assert codes(found) == ["not_met"] and "不超过 300 万元" in found.notices[0].text
    assert missing(found) == []


def test_a_member_of_an_any_group_that_fails_is_not_what_excludes():
    found = ask("six-taxes/b1", six_taxes_due=100, vat_type="一般纳税人", entity_type="公司")
    assert found.amount == exactly(50)
    excluded = ask("six-taxes/b1", six_taxes_due=100, vat_type="一般纳税人", entity_type="公司", headcount=301)
    assert codes(excluded) == ["not_met"] and "增值税小规模纳税人" in excluded.notices[0].text


def test_what_people_must_judge_is_assumed():
    found = ask("cash-award-50/b1", cash_award=200)
    assert found.amount == exactly(100) and missing(found) == []
    assert "非营利性研究开发机构" in found.assumptions[0] and found.assumptions[0].endswith("（不能由数据判断）")


def test_facts_that_are_missing_for_the_conditions_are_asked_for_beside_the_amount():
    found = ask("rd-plus/b1", rd_expense=100)
    assert found.amount == exactly(100)
    assert missing(found) == ["tax_collection", "rd_negative_industry"]
    assert found.assumptions[0] == "居民企业且查账征收;核定征收不能享受（没有给出相应的数据）"


def test_an_input_that_is_missing_leaves_no_amount_and_is_asked_for_first():
    found = ask("small-cit/b1", headcount=20)
    assert found.amount is None and missing(found)[0] == "taxable_income" and codes(found) == []
    assert found.formula is not None and found.steps == found.assumptions == ()


def test_only_facts_that_bear_on_the_benefit_are_asked_for():
    found = ask("vat-small-2023/b1", IN_2025, vat_period_sales=500_000, vat_type="小规模纳税人")
    assert found.amount == exactly(5_000) and missing(found) == []


@pytest.mark.parametrize(
    ("benefit", "as_of", "given", "code"),
    [
        ("sd-xyd-2023/b1", DAY, {"rd_expense": 100, "reg_region": "济南市"}, "period_ended"),
        ("soft-vat/b1", DAY, {"soft_sales": 1, "soft_output_vat": 2, "soft_input_vat": 0}, "held"),
        ("ic-vat-15/b1", date(2026, 1, 1), {"input_vat": 100}, "held"),
        ("vat-small-2026/b2", DAY, {"vat_period_sales": 100_000}, "source_unverified"),
        ("small-cit/b1", date(2028, 1, 1), {"taxable_income": 100}, "expired"),
        ("small-cit/b1", date(2022, 12, 31), {"taxable_income": 100}, "not_yet"),
        ("vat-small-2023/b1", DAY, {"vat_period_sales": 100_000}, "superseded"),
        ("vc-angel/b1", date(2028, 1, 1), {"investment_amount": 100}, "expired"),
    ],
)
def test_a_day_or_a_status_in_doubt_gives_an_amount_for_reference_only(benefit, as_of, given, code):
    found = ask(benefit, as_of, **given)
    assert found.amount is None and found.if_in_force is not None and found.steps
    assert code in codes(found) and "只供参考" in found.notices[0].text


def test_the_last_day_of_a_period_is_no_doubt():
    assert ask("small-cit/b1", date(2027, 12, 31), taxable_income=100).amount == exactly(5)
    assert ask("vc-angel/b1", date(2027, 12, 31), investment_amount=100).amount == exactly(70)


def test_in_doubt_a_condition_that_fails_leaves_nothing_for_reference():
    found = ask("vat-small-2026/b1", vat_period="月", vat_period_sales=100_000, vat_type="小规模纳税人")
    assert found.amount is found.if_in_force is None
    assert codes(found) == ["source_unverified"] and "因此不给出数额" in found.notices[0].text
    below = ask("vat-small-2026/b1", vat_period="月", vat_period_sales=99_999.99, vat_type="小规模纳税人")
    assert below.if_in_force == exactly(0)


def test_in_doubt_conditions_are_assumed_not_asked_for():
    found = ask("vat-small-2026/b2", vat_period_sales=100_000)
    assert missing(found) == [] and any("是小规模纳税人" in line for line in found.assumptions)


def test_a_place_that_is_not_given_is_asked_for_on_every_day_and_assumed():
    for as_of in (IN_2025, DAY):
        found = ask("sd-xyd-2023/b1", as_of, rd_expense=100)
        assert missing(found) == ["reg_region"] and found.assumptions[0] == "注册地在山东省"


def test_a_place_elsewhere_is_not_met_on_every_day():
    for as_of in (IN_2025, DAY):
        found = ask("sd-xyd-2023/b1", as_of, rd_expense=100, reg_region="北京市")
        assert found.amount is found.if_in_force is None and "not_met" in codes(found)
        assert "注册地不在山东省" in found.notices[-1].text


def test_a_ceiling_is_no_entitlement_and_a_floor_no_end():
    ceiling = ask("sd-xyd-2023/b1", IN_2025, rd_expense=100, reg_region="济南市")
    assert ceiling.amount == Amount(Decimal(0), Decimal(5)) and codes(ceiling) == ["ceiling"]
    assert ask("transfer-law/b1", transfer_net_income=100).amount == Amount(Decimal(50), None)


def test_a_benefit_that_is_not_under_estimates_has_no_amount():
    found = ask("startup-loan/b1", taxable_income=1)
    assert found.amount is found.if_in_force is found.amount_of is found.kind is found.formula is None
    assert "no_amount" in codes(found) and found.inputs == {} and missing(found) == []
    assert found.citations[0].clause_id == "startup-loan:b1"


def test_a_year_past_the_schedule_has_no_amount_and_nothing_to_ask():
    found = ask("ic-soft-cit/b1", taxable_income=100, profit_year=6)
    assert found.amount is None and codes(found) == ["no_amount"] and missing(found) == []


def test_of_groups_of_which_one_is_enough_both_are_named_in_one_assumption():
    found = ask("ic-soft-cit/b1", taxable_income=100, profit_year=3, bachelor_ratio=0.5)
    assert found.amount == exactly(12.5)
    assert found.assumptions[0].startswith("以下各组中有一组成立：软件企业条件（")
    assert "待核：集成电路设计企业条件" in found.assumptions[0]
    design = ask("ic-soft-cit/b1", taxable_income=100, profit_year=3, bachelor_ratio=0.39)
    assert design.assumptions[0] == "待核：集成电路设计企业条件（不能由数据判断）"


def test_of_conditions_of_which_one_is_enough_all_stand_in_one_assumption():
    assert any(line.startswith("以下至少有一项成立：") for line in ask("hnte-tax/b1", taxable_income=1).assumptions)


def test_what_was_derived_is_said():
    found = ask("ic-soft-cit/b1", taxable_income=1, profit_year=1, rd_expense=7, revenue=100)
    assert codes(found) == ["derived_fact"]


def test_a_policy_without_conditions_to_check_says_so():
    assert any("没有可以逐项核对的条件" in line for line in ask("cit-law/b1", taxable_income=1).assumptions)


def test_an_unknown_benefit_is_named_whole():
    with pytest.raises(BenefitNotFound, match="rd-plus/b99"):
        ask("rd-plus/b99")
    with pytest.raises(PolicyNotFound, match="nothing/b1"):
        ask("nothing/b1")


def test_every_benefit_of_every_policy_can_be_asked_about_on_every_day():
    for policy_id, rule in rule_book().rules.items():
        for benefit in rule.benefits:
            for as_of in (date(2000, 1, 1), IN_2025, DAY, date(2035, 12, 31)):
                found = ask(f"{policy_id}/{benefit.id}", as_of)
                assert found.amount is found.if_in_force is None
                assert found.citations and (found.notices or found.missing)


def test_the_citation_is_the_clause_word_for_word():
    documents = {document.doc_id: document for document in shipped_documents()}
    for key in rule_book().estimates:
        for citation in ask(key).citations:
            document = documents[citation.doc_id]
            assert document.text[citation.start : citation.end] == citation.quote
            assert citation.version == document.version


def test_a_rule_whose_document_is_gone_is_not_estimated():
    without = [document for document in shipped_documents() if document.doc_id != "rd-plus"]
    eligibility = Eligibility(rule_book(), without, divisions())
    with pytest.raises(PolicyNotFound):
        estimate(eligibility, "rd-plus/b1", profile_of({}), DAY)
