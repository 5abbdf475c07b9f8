"""POST /v1/eligibility: the shape of a determination, and what counts as a profile."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.eligibility_examples import REQUEST, RESPONSE
from tests.api.conftest import assert_problem

RESULT = {
    "policy_id", "title", "verdict", "validity", "reasons", "conditions", "benefits", "progress", "missing",
    "next_question", "notices",
}  # fmt: skip
CONDITION = {"id", "text", "verdict", "clause_id", "quote", "field", "op", "value", "actual"}


def judge(client, profile, **fields):
    return client.post("/v1/eligibility", json={"profile": profile, **fields})


def one(client, policy_id, as_of="2026-11-24", **profile):
    (result,) = judge(client, profile, policies=[policy_id], as_of=as_of).json()["results"]
    return result


def test_the_example_of_the_reference_is_what_parkbot_answers(client):
    assert client.post("/v1/eligibility", json=REQUEST).json() == RESPONSE, "renew api/eligibility_examples.py"


def test_every_policy_is_judged_in_the_shape_of_the_contract(client):
    response = judge(client, {}, as_of="2026-11-24").json()
    assert set(response) == {"determination_id", "rules_version", "as_of", "results"}
    assert response["as_of"] == "2026-11-24" and len(response["results"]) == 49
    for result in response["results"]:
        assert set(result) == RESULT
        assert set(result["progress"]) == {"met", "not_met", "missing", "manual"}
        for condition in result["conditions"]:
            assert set(condition) == CONDITION
        for benefit in result["benefits"]:
            assert set(benefit) == {"id", "text", "clause_id", "verdict"}
        for asked in result["missing"]:
            assert set(asked) == {"field", "question"}


def test_every_quote_stands_in_the_clause_that_is_cited(client):
    for result in judge(client, {}).json()["results"]:
        for condition in result["conditions"]:
            clause = client.get(f"/v1/clauses/{condition['clause_id']}").json()
            assert condition["quote"] in clause["text"]
        for benefit in result["benefits"]:
            assert client.get(f"/v1/clauses/{benefit['clause_id']}").status_code == 200


def test_what_is_asked_for_and_what_is_given_stand_side_by_side(client):
    conditions = {
        item["id"]: item for item in one(client, "hnte-cert", established_days=426, sci_staff_ratio=0.1)["conditions"]
    }
    days, staff = conditions["c1"], conditions["c4"]
    assert (days["field"], days["op"], days["value"], days["actual"], days["verdict"]) == (
        "established_days", ">=", 365, 426, "met",
    )  # fmt: skip
    assert (staff["value"], staff["actual"]) == (0.1, 0.1)
    assert conditions["c2"]["value"] is True and conditions["c2"]["actual"] is None
    assert conditions["c3"]["field"] is None and conditions["c3"]["op"] is None


def test_what_is_derived_is_shown_as_such_and_a_range_as_a_range(client):
    result = one(client, "hnte-cert", established_months=12)
    assert result["conditions"][0]["actual"] == {"low": 360, "high": 403}
    assert [notice["code"] for notice in result["notices"]] == ["derived_fact"]


def test_an_uncertain_condition_shows_no_number(client):
    for condition in one(client, "zjtx-2026", revenue=1)["conditions"][1:]:
        assert condition["text"].startswith("待核") and condition["verdict"] == "unknown"
        assert condition["value"] is condition["actual"] is condition["op"] is None
        assert not any(character.isdigit() for character in condition["text"])


def test_words_days_and_several_words_are_shown_as_they_are(client):
    (payer, _) = one(client, "sme-pay", payer_type="机关")["conditions"]
    assert (payer["op"], payer["value"], payer["actual"]) == ("in", ["机关", "事业单位", "大型企业"], "机关")
    bought = one(client, "equip-500w", purchase_date="2024-01-01")["conditions"][0]
    assert (bought["value"], bought["actual"], bought["verdict"]) == ("2024-01-01", "2024-01-01", "met")


def test_today_is_the_default_and_the_order_is_that_of_the_policies_named(client):
    named = ["rd-plus", "small-cit", "rd-plus", "cit-law"]
    response = judge(client, {}, policies=named).json()
    assert [result["policy_id"] for result in response["results"]] == ["rd-plus", "small-cit", "cit-law"]
    assert response["as_of"] >= "2026-01-01"
    assert judge(client, {}, policies=[]).json()["results"] == []


def test_a_profile_asks_for_nothing_but_a_profile(client):
    assert_problem(client.post("/v1/eligibility", json={}), 422, "invalid_request")
    assert_problem(judge(client, None), 422, "invalid_request")
    assert_problem(judge(client, []), 422, "invalid_request")
    assert_problem(judge(client, {}, policy="small-cit"), 422, "invalid_request")
    assert_problem(judge(client, {}, policies="small-cit"), 422, "invalid_request")
    assert_problem(judge(client, {}, as_of="2036-01-01"), 422, "invalid_request")
    assert_problem(judge(client, {}, as_of="1999-12-31"), 422, "invalid_request")
    assert judge(client, {}, as_of="2035-12-31", policies=None).status_code == 200


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ({"headcounts": 5}, "headcounts"),
        ({"headcount": "80"}, "headcount"),
        ({"headcount": True}, "headcount"),
        ({"headcount": -1}, "headcount"),
        ({"revenue": 2e13}, "revenue"),
        ({"sci_staff_ratio": 1.01}, "sci_staff_ratio"),
        ({"tax_collection": "查账"}, "tax_collection"),
        ({"purchase_date": "2036-01-01"}, "purchase_date"),
    ],
)
def test_a_wrong_value_is_named(client, profile, field):
    problem = assert_problem(judge(client, profile), 422, "invalid_profile")
    assert [error["field"] for error in problem["errors"]] == [f"profile.{field}"]
    assert field in problem["detail"]


def test_a_number_too_large_for_any_machine_is_no_number(client):
    body = '{"profile": {"headcount": 1e999}}'
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid_profile")


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_json_has_no_number_for_is_refused_by_the_name_of_its_field(client, constant):
    body = f'{{"profile": {{"taxable_income": {constant}}}}}'
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    problem = assert_problem(response, 422, "invalid_profile")
    assert [error["field"] for error in problem["errors"]] == ["profile.taxable_income"]
    body = f'{{"profile": {{}}, "as_of": {constant}, "policies": [{constant}]}}'
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid_request")


def test_contradictory_facts_are_both_named(client):
    problem = assert_problem(
        judge(client, {"hnte_valid": True, "hnte_expired_in_year": True}), 422, "contradictory_facts"
    )
    assert {error["field"] for error in problem["errors"]} == {"profile.hnte_valid", "profile.hnte_expired_in_year"}


def test_an_unknown_policy_is_not_found(client):
    problem = assert_problem(judge(client, {}, policies=["small-cit", "nothing"]), 404, "policy_not_found")
    assert "nothing" in problem["detail"]


def test_half_a_character_in_a_name_is_no_fault_of_the_service(client):
    body = json.dumps({"profile": {"\ud800": 1}, "policies": None})
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid_profile")
    body = json.dumps({"profile": {}, "policies": ["\ud800"]})
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in {404, 422}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["headcount", "revenue", "reg_region", "hnte_valid", "purchase_date", "tax_collection"]),
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    )
)
def test_whatever_the_profile_the_service_answers_in_its_own_words(client, profile):
    assert judge(client, profile, policies=["hnte-cert", "jn-bizenv"]).status_code in {200, 422}
