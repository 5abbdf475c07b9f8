"""Conversations: nothing asked is lost, and follow-ups see what was said before."""

import json
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import HISTORY_TURNS, ConversationStore, Rating, TurnStatus
from bot.errors import AnswerNotFound, ConversationNotFound, ConversationsUnavailable
from bot.response import response_of
from bot.types import AnswerStatus
from tests.conftest import process_environment
from tests.factories import make_answer, make_citation


@pytest.fixture
def store(tmp_path):
    with ConversationStore(f"sqlite:///{tmp_path}/conversations.db") as opened:
        yield opened


def answer_turn(store, session_id, question, **fields):
    answer_id = store.begin(session_id, question)
    answer = make_answer(**fields)
    response = response_of(answer, answer_id=answer_id, session_id=session_id)
    store.complete(answer_id, topic=answer.topic, response=response)
    return answer_id, response


def test_a_complete_turn_is_kept_word_for_word(store):
    before = datetime.now(UTC)
    answer_id, response = answer_turn(store, "s", "补助有多少？🙂")
    (turn,) = store.turns("s")
    assert (turn.answer_id, turn.question, turn.status) == (answer_id, "补助有多少？🙂", TurnStatus.COMPLETE)
    assert turn.response == response
    assert before <= turn.asked_at <= before + timedelta(minutes=1)


def test_a_turn_without_an_answer_reads_as_interrupted(store):
    answer_id = store.begin("s", "问到一半")
    (turn,) = store.turns("s")
    assert (turn.answer_id, turn.status, turn.response) == (answer_id, TurnStatus.INTERRUPTED, {})


def test_turns_come_in_the_order_in_which_they_were_asked(store):
    for number in range(20):
        store.begin("s", str(number))
        store.begin("other", "x")
    assert [turn.question for turn in store.turns("s")] == [str(number) for number in range(20)]


def test_follow_ups_see_the_last_answered_turns_only(store):
    for number in range(HISTORY_TURNS + 2):
        answer_turn(store, "s", f"第{number}问", topic=f"主题{number}")
    store.begin("s", "没有答完")
    history = store.history("s")
    assert [turn.question for turn in history] == [f"第{number}问" for number in range(2, HISTORY_TURNS + 2)]
    assert history[-1].topic == f"主题{HISTORY_TURNS + 1}"


def test_history_names_the_cited_clauses_once_and_best_first(store):
    cited = (make_citation(clause_id="b:1"), make_citation(marker=2, clause_id="a:1"), make_citation(clause_id="b:1"))
    answer_turn(store, "s", "问", citations=cited, status=AnswerStatus.PARTIAL)
    (turn,) = store.history("s")
    assert (turn.clause_ids, turn.status) == (("b:1", "a:1"), AnswerStatus.PARTIAL)


def test_a_new_conversation_has_no_history_and_cannot_be_read(store):
    assert store.history("new") == ()
    with pytest.raises(ConversationNotFound, match="new"):
        store.turns("new")


def test_conversations_do_not_see_each_other(store):
    answer_turn(store, "mine", "我的")
    answer_turn(store, "yours", "你的")
    assert [turn.question for turn in store.history("mine")] == ["我的"]


def test_a_second_rating_replaces_the_first(store, tmp_path):
    answer_id, _ = answer_turn(store, "s", "问")
    store.rate(answer_id, Rating.UP, None)
    store.rate(answer_id, Rating.DOWN, "不对")
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        assert database.execute("SELECT answer_id, rating, comment FROM feedback").fetchall() == [
            (answer_id, "down", "不对")
        ]
    database.close()


def test_an_answer_that_does_not_exist_cannot_be_rated(store):
    with pytest.raises(AnswerNotFound):
        store.rate("unknown", Rating.UP, None)


def test_what_is_kept_survives_a_restart(tmp_path):
    url = f"sqlite:///{tmp_path}/conversations.db"
    with ConversationStore(url) as first:
        answer_turn(first, "s", "问")
    with ConversationStore(url) as second:
        assert len(second.turns("s")) == 1


def test_a_question_survives_a_kill_before_its_answer(tmp_path):
    program = (
        "import os, sys; from bot.conversation import ConversationStore;"
        "ConversationStore(sys.argv[1]).begin('s', '被打断的问题'); os.kill(os.getpid(), 9)"
    )
    url = f"sqlite:///{tmp_path}/conversations.db"
    killed = subprocess.run([sys.executable, "-c", program, url], env=process_environment(tmp_path), timeout=30)
    assert killed.returncode == -9
    with ConversationStore(url) as store:
        (turn,) = store.turns("s")
    assert (turn.question, turn.status) == ("被打断的问题", TurnStatus.INTERRUPTED)


def test_many_threads_may_ask_at_once(store):
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda number: answer_turn(store, f"s{number % 4}", str(number))[0], range(80)))
    assert len(set(ids)) == 80
    assert sorted(len(store.turns(f"s{number}")) for number in range(4)) == [20] * 4


def test_sqlite_writes_ahead_so_that_readers_never_wait(store, tmp_path):
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()


def test_a_database_that_cannot_be_opened_is_named_without_a_trace(tmp_path):
    with pytest.raises(ConversationsUnavailable, match="PARKBOT_DATABASE_URL"):
        ConversationStore(f"sqlite:///{tmp_path}/missing/conversations.db")


def test_a_damaged_database_is_named(tmp_path):
    (tmp_path / "conversations.db").write_bytes(b"not a database at all, but long enough to be read" * 100)
    with pytest.raises(ConversationsUnavailable):
        ConversationStore(f"sqlite:///{tmp_path}/conversations.db")


def test_a_failure_does_not_repeat_the_question(store, tmp_path):
    with sqlite3.connect(tmp_path / "conversations.db") as database:
        database.execute("DROP TABLE conversation_turns")
    database.close()
    with pytest.raises(ConversationsUnavailable) as caught:
        store.begin("s", "不可外传的问题")
    assert "不可外传" not in str(caught.value)


def test_the_response_is_json_with_every_field_of_the_contract():
    response = response_of(make_answer(), answer_id="a", session_id="s")
    assert list(json.loads(json.dumps(response))) == [
        "answer_id",
        "session_id",
        "status",
        "answer",
        "citations",
        "related",
        "gaps",
        "notices",
        "follow_ups",
        "missing",
        "engine",
        "model",
        "took_ms",
    ]
