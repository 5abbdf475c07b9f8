"""Whether a turn inside a conversation is about something else."""

import pytest

from bot.new_subject import opens_subject
from bot.types import Detail
from tests.bot.invented import make_corpus, make_ranked, make_reader, make_understanding

CORPUS, READER = make_corpus(), make_reader()
OF_TALK, ELSEWHERE = make_ranked("ship-plan:2.1.1"), make_ranked("lighthouse-law:2")


def opens(text, *ranked, talked_of="ship-plan:2.1.1"):
    understanding = make_understanding(text, frozenset({Detail.CONTENT}), clause_ids=(talked_of,), is_follow_up=True)
    return opens_subject(understanding, ranked, CORPUS, READER)


def test_words_of_another_subject_that_another_document_answers_open_it():
    assert opens("灯塔设备折旧年限", ELSEWHERE, OF_TALK)
    assert not opens("船厂样机试制投入后补助", OF_TALK, ELSEWHERE)


def test_few_words_do_not():
    assert not opens("几年", ELSEWHERE)


@pytest.mark.parametrize("text", ["它的灯塔设备折旧年限呢", "第二条里灯塔设备折旧年限", "打错了,是灯塔设备折旧年限"])
def test_nor_does_what_points_back(text):
    assert not opens(text, ELSEWHERE)


def test_many_words_that_the_document_talked_of_has_not_open_a_subject_that_nothing_answers():
    assert opens("货车年检去哪里排队盖章", OF_TALK)
    assert not opens("船厂牵头制定标准样机试制投入", OF_TALK)


def test_what_is_asked_in_passing_goes_on_only_where_the_document_talked_of_has_the_words():
    assert opens("顺便问下灯塔", OF_TALK)
    assert not opens("顺便问下样机试制", OF_TALK)


def test_nothing_is_judged_where_the_talk_rests_on_no_document_that_is_there():
    assert not opens("灯塔设备折旧年限", ELSEWHERE, talked_of="gone:1")
