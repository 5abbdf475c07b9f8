"""One policy by the order of judgement: place, day and status, conditions, benefits."""

from datetime import date

import pytest

from knowledge.types import DocumentReference, Level, Status
from tests.bot.eligibility.factories import benefit, condition, judge, judge_invented

OVER = {"conditions": [condition("c1", "headcount", ">=", 10)]}
IN_JINAN = {"level": Level.CITY, "region": "济南市"}


def outline(result):
    return (str(result.verdict), [str(reason) for reason in result.reasons])


def missing(result):
    return [field.name for field in result.missing]


def verdicts(result):
    return {item.condition.id: str(item.verdict) for item in result.conditions}


# ---------------------------------------------------------------- region


@pytest.mark.parametrize("as_of", [date(2019, 1, 1), date(2026, 11, 24), date(2035, 1, 1)])
@pytest.mark.parametrize("status", list(Status))
def test_outside_is_not_met_whatever_the_day_and_status(as_of, status):
    metadata = IN_JINAN | {"status": status, "effective_to": date(2030, 1, 1)}
    result = judge_invented(OVER, as_of, metadata=metadata, reg_region="青岛市", headcount=10)
    assert result.verdict == "not_met" and "outside_region" in result.reasons
    assert missing(result) == [] and result.next_field is None
    assert {str(item.verdict) for item in result.benefits} == {"not_met"}


@pytest.mark.parametrize("place", [None, "山东省", "火星", "市中区"])
@pytest.mark.parametrize("as_of", [date(2019, 1, 1), date(2026, 11, 24)])
def test_a_place_that_is_not_known_closely_is_asked_for_on_every_day(place, as_of):
    result = judge_invented(OVER, as_of, metadata=IN_JINAN, reg_region=place, headcount=10)
    assert result.verdict == "unknown" and "missing_facts" in result.reasons
    assert missing(result) == ["reg_region"] and result.next_field.name == "reg_region"


def test_a_national_rule_asks_for_no_place():
    assert outline(judge_invented(OVER, headcount=10)) == ("met", [])


def test_a_city_with_its_own_budget_is_told_to_ask_there():
    codes = {
        place: [item.code for item in judge("sd-bizenv", reg_region=place).notices]
        for place in ("青岛西海岸新区", "济南市")
    }
    assert codes == {"青岛西海岸新区": ["own_city_rules"], "济南市": []}
    assert judge("small-cit", reg_region="青岛市").notices == ()


# ---------------------------------------------------------------- day and status


@pytest.mark.parametrize(
    ("metadata", "as_of", "reasons"),
    [
        ({"effective_from": date(2026, 11, 25)}, date(2026, 11, 24), ["not_yet"]),
        ({"effective_to": date(2026, 11, 23)}, date(2026, 11, 24), ["expired"]),
        ({"effective_to": date(2026, 11, 23), "status": Status.PLAN_ENDED}, date(2026, 11, 24), ["period_ended"]),
        (
            {"effective_to": date(2026, 11, 23), "superseded_by": DocumentReference("新办法")},
            date(2026, 11, 24),
            ["superseded"],
        ),
        ({"status": Status.LIKELY_SUPERSEDED}, date(2026, 11, 24), ["superseded"]),
        ({"status": Status.HOLD_2026}, date(2026, 1, 1), ["held"]),
        ({"status": Status.HOLD_2026, "effective_to": date(2025, 12, 31)}, date(2026, 1, 1), ["expired", "held"]),
        ({"status": Status.VERIFY_SOURCE}, date(2026, 11, 24), ["source_unverified"]),
    ],
)
def test_day_and_status_leave_it_open_with_a_notice_while_conditions_are_still_shown(metadata, as_of, reasons):
    result = judge_invented(OVER, as_of, metadata=metadata, headcount=10)
    assert outline(result) == ("unknown", reasons) and result.is_in_doubt
    assert [notice.code for notice in result.notices] == reasons
    assert all("若原文如此" in notice.text for notice in result.notices)
    assert verdicts(result) == {"c1": "met"} and missing(result) == []
    (given,) = result.benefits
    assert (str(given.verdict), str(given.if_in_force)) == ("unknown", "met")


@pytest.mark.parametrize(
    "metadata",
    [
        {"effective_from": date(2026, 11, 24)},
        {"effective_to": date(2026, 11, 24)},
        {"effective_from": None},
        {"status": Status.SUPERSEDED, "effective_to": date(2026, 11, 24)},
        {"status": Status.PLAN_ENDED, "effective_to": date(2026, 12, 31)},
        {"status": Status.PARTIAL_HOLD_2026},
        {"status": Status.ACTIVE_CHECK},
    ],
)
def test_other_policies_are_judged_as_usual_inside_their_period(metadata):
    assert outline(judge_invented(OVER, metadata=metadata, headcount=10)) == ("met", [])


def test_a_held_policy_is_judged_as_usual_before_2026():
    result = judge_invented(OVER, date(2025, 12, 31), metadata={"status": Status.HOLD_2026}, headcount=10)
    assert outline(result) == ("met", [])


def test_in_doubt_a_failed_condition_is_said_but_decides_nothing():
    result = judge_invented(OVER, metadata={"status": Status.VERIFY_SOURCE}, headcount=9)
    assert outline(result) == ("unknown", ["source_unverified", "condition_failed"])


def test_nothing_is_asked_for_while_the_day_decides():
    result = judge_invented(OVER, metadata={"status": Status.VERIFY_SOURCE})
    assert missing(result) == [] and result.next_field is None
    assert result.progress.missing == 1


# ---------------------------------------------------------------- conditions

MANUAL = condition("c2", manual=True)


def test_one_definite_failure_decides_also_beside_what_people_must_judge():
    result = judge_invented({"conditions": [*OVER["conditions"], MANUAL]}, headcount=9)
    assert outline(result) == ("not_met", ["condition_failed"])


def test_what_people_must_judge_leaves_it_open():
    result = judge_invented({"conditions": [*OVER["conditions"], MANUAL]}, headcount=10)
    assert outline(result) == ("unknown", ["manual_conditions"])
    assert (result.progress.met, result.progress.manual) == (1, 1)


def test_a_self_assessed_score_decides_nothing():
    rule = {"conditions": [condition("c1", "innovation_score", ">", 70, manual=True)]}
    result = judge_invented(rule, innovation_score=60)
    assert outline(result) == ("unknown", ["manual_conditions"]) and missing(result) == []


def test_an_uncertain_condition_decides_nothing_and_asks_for_nothing():
    result = judge_invented({"conditions": [condition("c1", "headcount", ">=", 10, confidence="C")]}, headcount=9)
    assert outline(result) == ("unknown", ["manual_conditions"]) and result.progress.manual == 1


def test_after_its_last_day_a_condition_decides_nothing():
    rule = {"conditions": [condition("c1", "headcount", ">=", 10, valid_to="2026-11-23")]}
    result = judge_invented(rule, headcount=9)
    assert outline(result) == ("unknown", ["expired"]) and result.progress.manual == 1
    assert outline(judge_invented(rule, date(2026, 11, 23), headcount=9)) == ("not_met", ["condition_failed"])


BY_SIZE = {
    "conditions": [
        condition("c1", "rd_ratio_3y", ">=", 0.05, when=[{"field": "revenue", "op": "<=", "value": 100}]),
        condition("c2", "rd_ratio_3y", ">=", 0.03, when=[{"field": "revenue", "op": ">", "value": 100}]),
    ]
}


def test_a_condition_counts_only_where_its_when_holds():
    result = judge_invented(BY_SIZE, revenue=101, rd_ratio_3y=0.04)
    assert verdicts(result) == {"c1": "not_applicable", "c2": "met"} and result.verdict == "met"
    assert result.progress.met == 1


def test_an_open_when_leaves_it_open_even_where_every_branch_would_come_out_alike():
    result = judge_invented(BY_SIZE, rd_ratio_3y=0.9)
    assert verdicts(result) == {"c1": "unknown", "c2": "unknown"}
    assert (result.verdict, missing(result), result.progress.missing) == ("unknown", ["revenue"], 2)
    assert missing(judge_invented(BY_SIZE)) == ["revenue", "rd_ratio_3y"]


def test_classifications_and_conditions_for_individuals_do_not_count():
    rule = {
        "conditions": [
            *OVER["conditions"],
            condition("c2", manual=True, classification=True),
            condition("c3", manual=True, individuals=True),
        ]
    }
    result = judge_invented(rule, headcount=10)
    assert verdicts(result) == {"c1": "met", "c2": "not_applicable", "c3": "not_applicable"}
    assert outline(result) == ("met", [])


@pytest.mark.parametrize(
    "conditions",
    [
        [],
        [condition("c1", manual=True, classification=True)],
        [condition("c1", manual=True, individuals=True)],
        [condition("c1", "headcount", ">=", 1, when=[{"field": "hnte_valid", "op": "==", "value": True}])],
    ],
)
def test_without_a_condition_that_applies_it_is_never_met(conditions):
    result = judge_invented({"conditions": conditions}, headcount=10, hnte_valid=False)
    assert outline(result) == ("unknown", ["no_testable_condition"])
    assert result.progress.met == result.progress.missing == 0


# ---------------------------------------------------------------- groups


def grouped(op, **more):
    members = [
        condition(name, field, "==", True, group="g1")
        for name, field in (("c1", "hnte_valid"), ("c2", "techsme_valid"))
    ]
    return {"conditions": members, "groups": {"g1": {"op": op}}, **more}


def test_of_an_any_group_one_is_enough_and_then_nothing_more_is_asked():
    result = judge_invented(grouped("any"), hnte_valid=True)
    assert outline(result) == ("met", []) and missing(result) == [] and result.progress.missing == 1
    assert outline(judge_invented(grouped("any"), hnte_valid=False)) == ("unknown", ["missing_facts"])
    assert outline(judge_invented(grouped("any"), hnte_valid=False, techsme_valid=False))[0] == "not_met"


def test_of_an_all_group_each_is_needed():
    assert judge_invented(grouped("all"), hnte_valid=True).verdict == "unknown"
    assert judge_invented(grouped("all"), hnte_valid=False).verdict == "not_met"


TWO_PATHS = {
    "conditions": [
        condition("c1", "resident_cn", "==", True),
        condition("c2", "headcount", ">=", 10, group="a"),
        condition("c3", "revenue", ">=", 10, group="a"),
        condition("c4", "hnte_valid", "==", True, group="b"),
    ],
    "groups": {"a": {"op": "all"}, "b": {"op": "any"}},
    "combine": "any",
}


def test_where_groups_are_combined_one_of_them_is_enough_beside_the_common_conditions():
    assert judge_invented(TWO_PATHS, resident_cn=True, hnte_valid=True).verdict == "met"
    assert judge_invented(TWO_PATHS, resident_cn=True, headcount=10, revenue=10).verdict == "met"
    assert judge_invented(TWO_PATHS, resident_cn=True, headcount=9, hnte_valid=False).verdict == "not_met"
    assert judge_invented(TWO_PATHS, resident_cn=False, hnte_valid=True).verdict == "not_met"


def test_a_group_that_is_decided_or_whose_combination_is_asks_for_nothing():
    assert missing(judge_invented(TWO_PATHS, hnte_valid=True)) == ["resident_cn"]
    assert missing(judge_invented(TWO_PATHS, headcount=9)) == ["resident_cn", "hnte_valid"]


def test_a_group_whose_members_do_not_apply_does_not_count():
    rule = grouped("any")
    for member in rule["conditions"]:
        member["individuals"] = True
    rule["conditions"].append(condition("c3", "headcount", ">=", 10))
    assert judge_invented(rule, headcount=10).verdict == "met"


# ---------------------------------------------------------------- benefits

TWO_BENEFITS = {
    "conditions": [
        condition("c1", "headcount", ">=", 10),
        condition("c2", "revenue", "<=", 5, benefits=["b1"]),
        condition("c3", "revenue", ">", 5, benefits=["b2"]),
    ],
    "benefits": [benefit("b1"), benefit("b2")],
}


def benefits(result):
    return {item.benefit.id: str(item.verdict) for item in result.benefits}


def test_a_policy_is_met_by_any_of_its_benefits():
    result = judge_invented(TWO_BENEFITS, headcount=10, revenue=6)
    assert (benefits(result), result.verdict) == ({"b1": "not_met", "b2": "met"}, "met")
    assert benefits(judge_invented(TWO_BENEFITS, headcount=9)) == {"b1": "not_met", "b2": "not_met"}


def test_a_benefit_that_is_decided_asks_for_nothing():
    rule = {
        **TWO_BENEFITS,
        "conditions": [*TWO_BENEFITS["conditions"], condition("c4", "unit_price", ">", 1, benefits=["b2"])],
    }
    assert missing(judge_invented(rule, headcount=10, revenue=5)) == []
    assert missing(judge_invented(rule, headcount=10, revenue=6)) == ["unit_price"]
    assert missing(judge_invented(rule, headcount=9)) == []


def test_a_benefit_without_conditions_is_open_though_another_fails():
    rule = {
        "conditions": [condition("c1", "headcount", ">=", 10, benefits=["b1"])],
        "benefits": [benefit("b1"), benefit("b2")],
    }
    result = judge_invented(rule, headcount=9)
    assert benefits(result) == {"b1": "not_met", "b2": "unknown"}
    assert outline(result) == ("unknown", ["no_testable_condition"])


def test_an_uncertain_benefit_is_open_unless_a_condition_fails():
    rule = {**OVER, "benefits": [benefit(confidence="C")]}
    assert outline(judge_invented(rule, headcount=10)) == ("unknown", ["manual_conditions"])
    assert outline(judge_invented(rule, headcount=9)) == ("not_met", ["condition_failed"])


def test_after_its_last_day_a_benefit_is_open():
    rule = {**OVER, "benefits": [benefit(valid_to="2026-11-23")]}
    assert outline(judge_invented(rule, headcount=10)) == ("unknown", ["expired"])
    assert judge_invented(rule, date(2026, 11, 23), headcount=10).verdict == "met"


# ---------------------------------------------------------------- shipped policies


def test_a_reference_takes_the_other_policys_verdict_on_the_same_day():
    small = {"industry_restricted": False, "taxable_income": 3_000_000, "headcount": 300, "total_assets": 50_000_000}
    other = {"vat_type": "一般纳税人", "entity_type": "公司"}
    assert judge("six-taxes", **small, **other).verdict == "met"
    assert judge("six-taxes", **other, **small | {"headcount": 301}).verdict == "not_met"
    result = judge("six-taxes", **other, **{key: small[key] for key in small if key != "headcount"})
    assert (result.verdict, missing(result)) == ("unknown", ["headcount"])


def test_a_reference_to_classifications_is_for_people():
    result = judge("sme-pay", payer_type="机关")
    assert outline(result) == ("unknown", ["manual_conditions"])
    assert (result.progress.met, result.progress.missing, result.progress.manual) == (1, 0, 1)


def test_a_certificate_that_expires_this_year_is_for_people_to_judge():
    assert judge("loss-10y", hnte_valid=False, hnte_expired_in_year=False, techsme_valid=False).verdict == "not_met"
    assert judge("loss-10y", hnte_valid=False, hnte_expired_in_year=True, techsme_valid=False).verdict == "unknown"
    assert judge("loss-10y", techsme_valid=True).verdict == "met"


HIGH_TECH = {
    "established_days": 365, "core_ip_owned": True, "sci_staff_ratio": 0.10, "revenue": 50_000_000, "rd_ratio_3y": 0.05,
    "rd_domestic_ratio": 0.60, "hitech_income_ratio": 0.60, "major_incident_1y": False,
}  # fmt: skip


def test_a_high_tech_enterprise_that_reaches_every_figure_still_waits_for_its_experts():
    result = judge("hnte-cert", **HIGH_TECH)
    assert outline(result) == ("unknown", ["manual_conditions"])
    progress = result.progress
    assert (progress.met, progress.not_met, progress.missing, progress.manual) == (7, 0, 0, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"established_days": 364},
        {"core_ip_owned": False},
        {"sci_staff_ratio": 0.0999},
        {"rd_ratio_3y": 0.0499},
        {"revenue": 50_000_000.01, "rd_ratio_3y": 0.0399},
        {"revenue": 200_000_000, "rd_ratio_3y": 0.0399},
        {"revenue": 200_000_001, "rd_ratio_3y": 0.0299},
        {"rd_domestic_ratio": 0.5999},
        {"hitech_income_ratio": 0.5999},
        {"major_incident_1y": True},
    ],
)
def test_a_figure_just_short_is_a_definite_no(change):
    assert outline(judge("hnte-cert", **HIGH_TECH | change)) == ("not_met", ["condition_failed"])


@pytest.mark.parametrize(
    ("months", "verdict"), [(14, "met"), (13, "met"), (12, "unknown"), (11, "unknown"), (10, "not_met")]
)
def test_months_decide_as_far_as_they_can(months, verdict):
    given = {key: value for key, value in HIGH_TECH.items() if key != "established_days"}
    result = judge("hnte-cert", **given, established_months=months)
    assert verdicts(result)["c1"] == verdict
    assert missing(result) == (["established_days"] if verdict == "unknown" else [])
    assert [notice.code for notice in result.notices] == ["derived_fact"]


@pytest.mark.parametrize(("sales", "verdict"), [(99_999.99, "met"), (100_000, "not_met")])
def test_reaching_the_threshold_is_not_staying_below_it(sales, verdict):
    result = judge("vat-small-2026", vat_type="小规模纳税人", vat_period="月", vat_period_sales=sales)
    assert result.verdict == "unknown" and result.reasons == ("source_unverified",)
    assert {item.benefit.id: str(item.if_in_force) for item in result.benefits}["b1"] == verdict


def test_the_relaxed_standard_for_start_ups_ends_with_2027():
    given = {
        "tax_collection": "查账征收", "inv_headcount": 301, "inv_bachelor_ratio": 0.3, "inv_total_assets": 50_000_000,
        "inv_revenue": 50_000_000, "inv_months": 60, "inv_rd_cost_ratio": 0.2,
    }  # fmt: skip
    assert outline(judge("vc-angel", date(2027, 12, 31), **given)) == ("not_met", ["condition_failed"])
    assert outline(judge("vc-angel", date(2028, 1, 1), **given)) == ("unknown", ["expired", "manual_conditions"])
