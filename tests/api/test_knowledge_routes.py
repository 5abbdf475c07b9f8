"""GET /v1/search, /v1/documents and /v1/clauses: what the knowledge base holds, to the character."""

import pytest

from tests.api.conftest import assert_problem

PLAN = "sd-xyd-2023"


@pytest.fixture(scope="module")
def plan(client):
    return client.get(f"/v1/documents/{PLAN}").json()


def test_the_documents_are_listed_with_what_they_say_of_themselves(client):
    (document,) = [item for item in client.get("/v1/documents").json()["documents"] if item["doc_id"] == PLAN]
    assert (document["doc_no"], document["level"], document["issued"]) == ("鲁科字〔2023〕4号", "省", "2023-01-05")
    assert (document["effective_to"], document["source_kind"]) == ("2025-12-31", "original")
    assert set(document) == {
        "doc_id", "version", "title", "doc_no", "issuer", "level", "region", "issued", "effective_from",
        "effective_to", "validity", "supersedes", "superseded_by", "topics", "source_kind", "source", "summarises",
        "state", "removed_at",
    }  # fmt: skip


def test_every_clause_is_where_its_offsets_say(plan):
    assert plan["clauses"]
    for clause in plan["clauses"]:
        assert plan["text"][clause["start"] : clause["end"]] == clause["text"]


def test_a_version_is_asked_for_by_its_hash(client, plan):
    again = client.get(f"/v1/documents/{PLAN}", params={"version": plan["version"]})
    assert again.json() == plan
    assert_problem(client.get(f"/v1/documents/{PLAN}", params={"version": "0" * 64}), 404, "document_not_found")
    assert_problem(client.get(f"/v1/documents/{PLAN}", params={"version": "0" * 65}), 422, "invalid_request")


def test_an_unknown_document_is_not_found(client):
    assert_problem(client.get("/v1/documents/nothing"), 404, "document_not_found")


def test_every_clause_is_found_by_its_id(client, plan):
    for clause in plan["clauses"]:
        found = client.get(f"/v1/clauses/{clause['clause_id']}").json()
        assert {name: found[name] for name in clause} == clause
        assert (found["address"], found["doc_id"]) == (clause["clause_id"], PLAN)


def test_an_escaped_clause_id_is_the_same(client):
    assert client.get("/v1/clauses/sd-xyd-2023%3A2.3.6").json()["label"] == "二、(三)6."


@pytest.mark.parametrize(
    "clause_id",
    [
        "sd-xyd-2023",
        "sd-xyd-2023:",
        ":2.3.6",
        "sd-xyd-2023:9.9",
        "sd-xyd-2023:2.3.6.1",
        "x:1",
        "%00",
        "%E4%B8",
        "..%3A1",
    ],
)
def test_an_unknown_clause_is_not_found(client, clause_id):
    assert_problem(client.get(f"/v1/clauses/{clause_id}"), 404, "clause_not_found")


def test_a_search_gives_clauses_with_scores_best_first(client):
    hits = client.get("/v1/search", params={"q": "集成电路研发投入补助", "k": 5}).json()["hits"]
    assert len(hits) == 5
    assert hits[0]["clause_id"] == "sd-xyd-2023:2.3.6"
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)


def test_a_search_gives_ten_clauses_unless_told(client):
    assert len(client.get("/v1/search", params={"q": "企业"}).json()["hits"]) == 10


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "invalid_request"),
        ({"q": ""}, "blank_question"),
        ({"q": "  "}, "blank_question"),
        ({"q": "补" * 2_001}, "question_too_long"),
        ({"q": "补助", "k": 0}, "invalid_request"),
        ({"q": "补助", "k": 51}, "invalid_request"),
        ({"q": "补助", "k": "三"}, "invalid_request"),
    ],
)
def test_a_search_that_cannot_be_made_is_refused(client, params, code):
    assert_problem(client.get("/v1/search", params=params), 422, code)
