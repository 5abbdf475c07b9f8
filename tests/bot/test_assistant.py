"""The assistant: asking keeps the question first, then the answer."""

from datetime import date

import pytest

from bot.assistant import Assistant
from bot.conversation import ConversationStore, TurnStatus
from tests.fakes import FakePipeline


@pytest.fixture
def conversations(tmp_path):
    with ConversationStore(f"sqlite:///{tmp_path}/conversations.db") as store:
        yield store


def make_assistant(conversations, pipeline):
    return Assistant(None, conversations, pipeline.answer, None, today=lambda: date(2026, 11, 24))


def test_a_question_goes_on_with_all_that_was_said_beside_it(conversations):
    pipeline = FakePipeline()
    make_assistant(conversations, pipeline).ask(
        "问", as_of=date(2025, 1, 1), region="济南", profile={"employees": 12}, top_k=5
    )
    (question,) = pipeline.asked
    assert (question.text, question.today, question.as_of) == ("问", date(2026, 11, 24), date(2025, 1, 1))
    assert (question.region, question.profile, question.top_k) == ("济南", {"employees": 12}, 5)
    assert question.history == ()


def test_the_next_question_of_a_conversation_sees_the_one_before(conversations):
    pipeline = FakePipeline()
    assistant = make_assistant(conversations, pipeline)
    session_id = assistant.ask("第一问").response["session_id"]
    assistant.ask("第二问", session_id=session_id)
    assert [turn.question for turn in pipeline.asked[1].history] == ["第一问"]


def test_without_a_session_each_question_opens_its_own(conversations):
    assistant = make_assistant(conversations, FakePipeline())
    first, second = assistant.ask("问").response, assistant.ask("问").response
    assert first["session_id"] != second["session_id"]
    assert first["answer_id"] != second["answer_id"]


def test_the_reply_is_what_the_conversation_keeps(conversations):
    reply = make_assistant(conversations, FakePipeline()).ask("问", session_id="s")
    (turn,) = conversations.turns("s")
    assert turn.response == reply.response


def test_a_question_that_breaks_the_pipeline_stays_as_interrupted(conversations):
    assistant = make_assistant(conversations, FakePipeline(error=RuntimeError("broken")))
    with pytest.raises(RuntimeError):
        assistant.ask("问", session_id="s")
    (turn,) = conversations.turns("s")
    assert (turn.question, turn.status) == ("问", TurnStatus.INTERRUPTED)
