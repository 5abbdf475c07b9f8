"""GET /v1/conversations and POST /v1/feedback."""

from datetime import datetime

import pytest

from tests.api.conftest import assert_problem


def test_a_conversation_is_given_back_as_it_was(faked):
    first = faked.post("/v1/ask", json={"question": "第一问"}).json()
    second = faked.post("/v1/ask", json={"question": "第二问", "session_id": first["session_id"]}).json()
    conversation = faked.get(f"/v1/conversations/{first['session_id']}").json()
    assert conversation["session_id"] == first["session_id"]
    assert [turn["question"] for turn in conversation["turns"]] == ["第一问", "第二问"]
    assert [turn["response"] for turn in conversation["turns"]] == [first, second]
    assert all(turn["status"] == "complete" for turn in conversation["turns"])
    assert datetime.fromisoformat(conversation["turns"][0]["asked_at"]).tzinfo is not None


def test_a_turn_that_broke_is_interrupted(faked, pipeline):
    pipeline.error = RuntimeError("broken")
    faked.post("/v1/ask", json={"question": "问", "session_id": "broken"})
    (turn,) = faked.get("/v1/conversations/broken").json()["turns"]
    assert (turn["question"], turn["status"], turn["response"]) == ("问", "interrupted", {})


def test_an_unknown_conversation_is_not_found(faked):
    assert_problem(faked.get("/v1/conversations/unknown"), 404, "conversation_not_found")


@pytest.mark.parametrize("rating", ["up", "down"])
def test_an_answer_is_rated(faked, rating):
    answer_id = faked.post("/v1/ask", json={"question": "问"}).json()["answer_id"]
    body = {"answer_id": answer_id, "rating": rating, "comment": "好"}
    response = faked.post("/v1/feedback", json=body)
    assert (response.status_code, response.json()) == (200, body)
    assert faked.post("/v1/feedback", json={"answer_id": answer_id, "rating": rating}).json()["comment"] is None


def test_an_unknown_answer_cannot_be_rated(faked):
    assert_problem(faked.post("/v1/feedback", json={"answer_id": "x", "rating": "up"}), 404, "answer_not_found")


def test_a_rating_without_a_comment_may_say_so(faked):
    answer_id = faked.post("/v1/ask", json={"question": "问"}).json()["answer_id"]
    body = {"answer_id": answer_id, "rating": "up", "comment": None}
    assert faked.post("/v1/feedback", json=body).json() == body


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"rating": "meh"}, "rating"), ({"answer_id": "a b"}, "answer_id"), ({"comment": "好" * 2_001}, "comment")],
)
def test_a_rating_that_is_not_one_is_refused(faked, fields, field):
    body = {"answer_id": "x", "rating": "up", **fields}
    problem = assert_problem(faked.post("/v1/feedback", json=body), 422, "invalid_request")
    assert [error["field"] for error in problem["errors"]] == [field]
