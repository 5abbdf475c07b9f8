"""POST /v1/estimate: the shape of an estimate, and what is refused."""

import json

import pytest

from api.estimate_examples import REQUEST, RESPONSE
from evals.estimates import GOLDEN_FILE
from tests.api.conftest import assert_problem

BAD_INPUT = GOLDEN_FILE.with_name("bad_input.jsonl")


def estimate(client, benefit, as_of="2026-11-24", **profile):
    return client.post("/v1/estimate", json={"benefit": benefit, "profile": profile, "as_of": as_of})


def refusals():
    rows = map(json.loads, BAD_INPUT.read_text(encoding="utf-8").splitlines())
    return [pytest.param(row, id=row["id"]) for row in rows if row["endpoint"] == "estimate"]


def test_the_example_of_the_reference_is_what_parkbot_answers(client):
    assert client.post("/v1/estimate", json=REQUEST).json() == RESPONSE, "renew api/estimate_examples.py"


def test_an_estimate_has_the_shape_of_the_contract(client):
    response = estimate(client, "small-cit/b1", taxable_income=1000000.01).json()
    assert list(response) == [
        "benefit", "amount", "amount_of", "kind", "if_in_force", "formula", "steps", "inputs", "assumptions", "missing",
        "citations", "notices",
    ]  # fmt: skip
    assert response["amount"] == {"low": 50000, "high": 50000, "unit": "元"}
    assert response["inputs"] == {"taxable_income": 1000000.01}
    assert response["missing"][0] == {"field": "industry_restricted", "question": "是否从事国家限制或禁止的行业?"}


def test_an_amount_is_a_number_of_json_with_two_decimals_at_most(client):
    body = estimate(client, "small-cit/b1", taxable_income=1000000.3).text
    assert '"amount":{"low":50000.02,"high":50000.02,"unit":"元"}' in body


def test_a_floor_has_no_upper_end(client):
    response = estimate(client, "inventor-reward/b1", invention_patents=1, utility_patents=1, design_patents=1).json()
    assert response["amount"] == {"low": 7000, "high": None, "unit": "元"}


def test_every_citation_stands_word_for_word_in_the_version_that_it_names(client):
    cited = estimate(client, "rd-plus/b1", rd_expense=1).json()["citations"]
    assert [item["marker"] for item in cited] == list(range(1, len(cited) + 1))
    for item in cited:
        document = client.get(f"/v1/documents/{item['doc_id']}", params={"version": item["version"]}).json()
        assert document["text"][item["start"] : item["end"]] == item["quote"]


def test_a_benefit_without_an_amount_says_so(client):
    response = estimate(client, "sti-law/b1").json()
    assert response["amount"] is response["kind"] is response["amount_of"] is response["formula"] is None
    assert [notice["code"] for notice in response["notices"]] == ["no_amount"]


@pytest.mark.parametrize("benefit", ["rd-plus", "rd-plus/", "rd-plus/b99", "rd-plus/b1/b1", "/b1", ""])
def test_an_unknown_benefit_is_not_found(client, benefit):
    problem = assert_problem(estimate(client, benefit), 404, *expected_codes(benefit))
    assert benefit in problem["detail"]


def expected_codes(benefit):
    return ["benefit_not_found" if benefit.startswith("rd-plus") else "policy_not_found"]


def test_a_request_names_its_benefit_and_its_profile(client):
    for body in ({}, {"benefit": "rd-plus/b1"}, {"profile": {}}, {"benefit": 1, "profile": {}}):
        assert_problem(client.post("/v1/estimate", json=body), 422, "invalid_request")
    long = "x" * 129
    assert_problem(estimate(client, long), 422, "invalid_request")
    body = json.dumps({"benefit": "\ud800", "profile": {}})
    response = client.post("/v1/estimate", content=body, headers={"Content-Type": "application/json"})
    assert_problem(response, 422, "invalid_request")


@pytest.mark.parametrize("row", refusals())
def test_the_golden_refusals_and_their_neighbours(client, row):
    content = row["raw"] if "raw" in row else json.dumps(row["body"], ensure_ascii=False)
    response = client.post("/v1/estimate", content=content.encode(), headers={"Content-Type": "application/json"})
    assert response.status_code == row["status"], response.text
    if row["status"] == 200:
        return
    problem = assert_problem(response, row["status"], response.json()["code"])
    assert row.get("code") in {None, problem["code"]}
    said = json.dumps(problem, ensure_ascii=False)
    assert [name for name in row["fields"] if name not in said] == []
