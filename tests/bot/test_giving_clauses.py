"""No detail is denied that another article of the same document gives."""

import pytest

from bot.types import AnswerStatus, Question
from tests.bot.invented import TODAY, cited, make_pipeline, make_turn
from tests.bot.rebate_rules import KNOWN

PIPELINE = make_pipeline(KNOWN)
TALK = make_turn("渔网更新补助比例是多少", "net-rebate:2")


def ask(text, *history):
    return PIPELINE.answer(Question(text, TODAY, history=history))


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("渔网更新补助什么时候申请", "6"),
        ("渔网更新补助去哪里申请", "6"),
        ("渔网更新补助要什么材料", "7"),
        ("渔网更新补助有什么条件", "5"),
        ("渔网更新补助上限是多少", "3"),
        ("渔网更新补助审核要多久", "8"),
        ("渔网更新骗补怎么处罚", "9"),
        ("渔网更新补助比例", "2"),
    ],
)
def test_the_article_that_gives_it_is_cited_and_answers(text, article):
    answer = ask(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == [f"net-rebate:{article}"]


@pytest.mark.parametrize(("text", "article"), [("什么时候申请", "6"), ("找谁", "6"), ("要什么材料", "7")])
def test_after_an_answer_a_bare_question_is_about_its_document(text, article):
    answer = ask(text, TALK)
    assert (answer.status, cited(answer)) == (AnswerStatus.ANSWERED, [f"net-rebate:{article}"])


@pytest.mark.parametrize("text", ["渔网更新补助公示几天", "渔网更新补助联系电话"])
def test_what_the_whole_document_lacks_is_denied(text):
    answer = ask(text)
    assert answer.status is AnswerStatus.PARTIAL and answer.gaps


def test_the_amount_of_another_subject_is_not_given():
    answer = ask("渔网更新修船厂补助比例是多少")
    assert "net-rebate:4" not in cited(answer)


def test_all_items_of_a_list_of_conditions_are_said():
    assert "近两年无违法记录" in ask("渔网更新补助有什么条件").text


def test_what_the_document_gives_is_not_named_as_missing_beside_an_answer():
    assert [gap.text for gap in ask("渔网更新补助比例是多少").gaps] == []


def test_an_article_asked_for_by_number_is_not_replaced():
    assert cited(ask("渔网更新补助办法第二条什么时候申请")) == ["net-rebate:2"]
