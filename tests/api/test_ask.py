"""POST /v1/ask: the shape of the answer, and what counts as a question."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.types import AnswerStatus
from tests.api.conftest import assert_problem
from tests.factories import make_answer

HEADLINE = "我们是做芯片设计的,研发投入政府能补多少?"


def ask(client, question="补助有多少？", **fields):
    return client.post("/v1/ask", json={"question": question, **fields})


def test_the_headline_question_is_answered_with_its_clause_word_for_word(client):
    response = ask(client, HEADLINE).json()
    assert response["status"] == "answered"
    (citation,) = response["citations"]
    assert citation["clause_id"] == "sd-xyd-2023:2.3.6"
    text = client.get("/v1/documents/sd-xyd-2023").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "10%" in response["answer"] and "符合条件的" in response["answer"]


def test_every_field_of_the_contract_is_there_even_when_there_is_nothing_to_say(faked, pipeline):
    pipeline._answer = make_answer(
        status=AnswerStatus.NO_ANSWER, citations=(), related=(), gaps=(), notices=(), follow_ups=(), missing=()
    )
    response = ask(faked).json()
    assert set(response) == {
        "answer_id", "session_id", "status", "answer", "citations", "related", "gaps", "notices", "follow_ups",
        "missing", "engine", "model", "took_ms",
    }  # fmt: skip
    assert response["citations"] == response["gaps"] == []
    assert response["model"] is None


def test_a_citation_has_every_field_of_the_contract(faked):
    response = ask(faked).json()
    for citation in response["citations"] + response["related"]:
        assert set(citation) == {
            "marker", "clause_id", "doc_id", "title", "doc_no", "label", "heading_path", "quote", "start", "end",
            "source_kind", "validity", "effective_to", "version",
        }  # fmt: skip
    assert response["citations"][0]["effective_to"] == "2026-12-31"


def test_what_is_said_beside_the_question_reaches_the_pipeline(faked, pipeline):
    fields = {
        "as_of": "2025-06-30",
        "region": " 济南 ",
        "top_k": 20,
        "profile": {"revenue": 1.5, "listed": False, "x": None, "l": ["a", 1]},
    }
    assert ask(faked, **fields).status_code == 200
    (question,) = pipeline.asked
    assert (question.as_of.isoformat(), question.top_k) == ("2025-06-30", 20)
    assert question.region.strip() == "济南"
    assert question.profile == fields["profile"]


def test_null_and_blank_optional_fields_are_as_if_not_given(faked, pipeline):
    assert ask(faked, session_id=None, as_of=None, region="  ", profile=None).status_code == 200
    assert (pipeline.asked[0].as_of, pipeline.asked[0].region) == (None, None)


def test_a_session_goes_on(faked, pipeline):
    session_id = ask(faked, "第一问").json()["session_id"]
    assert ask(faked, "第二问", session_id=session_id).json()["session_id"] == session_id
    assert [turn.question for turn in pipeline.asked[1].history] == ["第一问"]


def test_a_client_may_name_its_own_session(faked):
    assert ask(faked, session_id="mini-program:42").json()["session_id"] == "mini-program:42"


def test_the_trace_is_given_only_when_asked_for(faked):
    question = {"question": "补助有多少？"}
    assert "trace" not in faked.post("/v1/ask", json=question).json()
    traced = faked.post("/v1/ask?trace=true", json=question).json()
    assert traced["trace"] == [{"stage": "understand", "took_ms": 0.5, "found": {"intent": "policy"}}]


def test_the_real_trace_is_json_too(client):
    response = client.post("/v1/ask?trace=true", json={"question": HEADLINE})
    assert response.status_code == 200
    assert response.json()["trace"][0]["stage"] == "understand"


@pytest.mark.parametrize("question", ["", "   ", "\n\t ", "\u3000", "\x00\x07", "\u200b\ufeff", "\u202e", "\u200d"])
def test_a_question_without_content_is_blank(faked, question):
    problem = assert_problem(ask(faked, question), 422, "blank_question")
    assert problem["errors"] == [{"field": "question", "message": "没有内容"}]


def test_two_thousand_characters_are_a_question_and_one_more_is_too_long(faked, pipeline):
    assert ask(faked, " " + "a" * 2_000 + "\n").status_code == 200
    assert ask(faked, "🙂" * 2_000).status_code == 200
    assert_problem(ask(faked, "补" * 2_001), 422, "question_too_long")
    assert len(pipeline.asked) == 2


def test_the_real_pipeline_takes_one_letter_two_thousand_times(client):
    assert ask(client, "啊" * 2_000).status_code == 200


@pytest.mark.parametrize("question", ["🙂", "👨‍👩‍👧‍👦补助", "?", "1", "𠮷野", "ﷺ", "é"])
def test_odd_but_valid_text_is_answered(client, question):
    assert ask(client, question).status_code == 200


def test_control_characters_are_taken_out_and_line_ends_kept(faked, pipeline):
    ask(faked, "第一行\r\n第\x00二\x1b行\u202e\ufeff")
    assert pipeline.asked[0].text == "第一行\n第二行"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"question": None}, "question"),
        ({"question": 5}, "question"),
        ({"question": ["补助"]}, "question"),
        ({"session_id": ""}, "session_id"),
        ({"session_id": "a b"}, "session_id"),
        ({"session_id": "../x"}, "session_id"),
        ({"session_id": "x" * 129}, "session_id"),
        ({"session_id": "x\n"}, "session_id"),
        ({"as_of": "1999-12-31"}, "as_of"),
        ({"as_of": "2036-01-01"}, "as_of"),
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"as_of": "2025-1-1"}, "as_of"),
        ({"as_of": "2025-01-01T00:00:00"}, "as_of"),
        ({"as_of": 1735689600}, "as_of"),
        ({"region": "济" * 51}, "region"),
        ({"region": 370100}, "region"),
        ({"top_k": 0}, "top_k"),
        ({"top_k": 21}, "top_k"),
        ({"top_k": "3"}, "top_k"),
        ({"top_k": 3.5}, "top_k"),
        ({"top_k": True}, "top_k"),
        ({"profile": []}, "profile"),
        ({"profile": {"x" * 65: 1}}, "profile"),
        ({"profile": {str(number): 1 for number in range(101)}}, "profile"),
        ({"profile": {"x": {"y": 1}}}, "profile"),
        ({"profile": {"x": 10**16}}, "profile"),
        ({"quesiton": "错字"}, "quesiton"),
    ],
)
def test_a_field_that_is_not_as_it_should_be_is_named(faked, fields, field):
    problem = assert_problem(faked.post("/v1/ask", json={"question": "补助", **fields}), 422, "invalid_request")
    assert problem["errors"] and all(error["field"].startswith(field) for error in problem["errors"])
    assert all(error["message"] for error in problem["errors"])


@pytest.mark.parametrize("day", ["2000-01-01", "2035-12-31", "2024-02-29"])
def test_the_first_and_the_last_day_are_in_range(faked, day):
    assert ask(faked, as_of=day).status_code == 200


def test_the_missing_question_is_named(faked):
    problem = assert_problem(faked.post("/v1/ask", json={}), 422, "invalid_request")
    assert problem["errors"] == [{"field": "question", "message": "缺少这个字段"}]


def test_what_was_sent_is_never_sent_back(faked):
    response = faked.post("/v1/ask", json={"question": "机密" * 2_000, "as_of": "秘密日期", "region": 12345678})
    assert not any(word in response.text for word in ("机密", "秘密", "12345678"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(question=st.text(max_size=60))
def test_any_text_is_answered_or_blank(faked, question):
    response = ask(faked, question)
    assert response.status_code == 200 or response.json()["code"] == "blank_question"


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(question=st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_the_real_pipeline_never_breaks_on_odd_text(client, question):
    assert ask(client, question).status_code in (200, 422)
