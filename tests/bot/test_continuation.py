"""How a turn hangs together with the ones before it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.continuation import Talk, bare, changes_subject, corrects, passes_on, points_back, talk_before
from bot.types import AnswerStatus
from tests.bot.invented import make_reader, make_turn

READER = make_reader()
TRIALS = make_turn("样机试制投入能补多少", "ship-plan:2.1.1", "ship-plan:2.1.2")
LIGHTHOUSE = make_turn("灯塔设备折旧几年", "lighthouse-law:2")
THANKS = make_turn("谢谢")
ANY_TEXT = st.text(alphabet="那它第一二个条回到刚才前面对了打错不是呢,。?灯塔样机5万", max_size=30) | st.text(
    max_size=30
)


def turn_of(text, *history):
    talk = talk_before(text, history, READER)
    return talk.turn if talk else None


def test_a_turn_may_go_on_with_the_last_one_that_cited_something():
    assert turn_of("上限呢", LIGHTHOUSE, TRIALS, THANKS) is TRIALS
    assert turn_of("上限呢", THANKS) is None
    assert turn_of("上限呢") is None


def test_a_turn_that_says_it_changes_the_subject_goes_on_with_nothing():
    assert changes_subject("换个话题,灯塔设备怎么折旧")
    assert turn_of("换个话题,灯塔设备怎么折旧", TRIALS) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("回到样机试制,上限呢", TRIALS),
        ("刚才问的样机试制有上限吗", TRIALS),
        ("还是说灯塔,折旧能加快吗", LIGHTHOUSE),
        ("最开始问的那个有上限吗", TRIALS),
        ("第一个问题里,上限是多少", TRIALS),
        ("第2个问题里,有没有例外", LIGHTHOUSE),
        ("还是上一个的上一个,有上限吗", TRIALS),
        ("上一个问题,有例外吗", LIGHTHOUSE),
    ],
)
def test_a_turn_goes_back_to_an_earlier_one_by_its_words_or_its_place(text, meant):
    assert turn_of(text, TRIALS, LIGHTHOUSE) is meant


def test_a_bare_statement_goes_on_only_right_behind_an_answer():
    assert turn_of("我们是做深海探测的", TRIALS) is TRIALS
    assert turn_of("我们是做深海探测的", TRIALS, THANKS) is None


def test_a_question_behind_a_bare_statement_stands_alone():
    """The statement is kept as circumstances; it is no subject to go on with."""
    statement = replace(make_turn("我们是做深海探测的"), status=AnswerStatus.CLARIFY)
    assert turn_of("样机试制能补多少", statement) is None


def test_what_was_asked_on_the_way_is_known_latest_first():
    second = replace(make_turn("那深海探测的呢", "ship-plan:2.1.1"), topic=f"{TRIALS.topic} 那深海探测的呢")
    talk = talk_before("上限呢", (LIGHTHOUSE, TRIALS, second), READER)
    assert talk.said == ("那深海探测的呢", TRIALS.topic)
    assert talk.with_topic("上限呢") == f"{TRIALS.topic} 那深海探测的呢 上限呢"


def test_a_long_talk_keeps_what_opened_it_and_the_last_question():
    talk = Talk(TRIALS, ("第四问", "第三问", "第二问", "第一问"))
    assert talk.with_topic("第五问") == "第一问 第四问 第五问"


@pytest.mark.parametrize(
    "text", ["它有上限吗", "第二条再说说", "深海探测的呢", "打错了,是300万", "回到灯塔", "后面那条讲什么"]
)
def test_some_turns_cannot_stand_alone(text):
    assert points_back(text)


@pytest.mark.parametrize("text", ["灯塔设备怎么折旧", "这些年灯塔多吗"])
def test_other_turns_can(text):
    assert points_back(text) is (text.startswith("这些"))


@pytest.mark.parametrize(
    "text", ["打错了,营收是1800万", "更正一下,是灯塔", "不对不对,是3亿", "重新数了下是25人", "哦不,我是船厂"]
)
def test_a_correction_is_heard(text):
    assert corrects(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("打错了,营收是1800万", "营收是1800万"),
        ("说错了,不是灯塔,是样机", "样机"),
        ("不是灯塔,是样机", "样机"),
        ("回到灯塔,折旧几年", "灯塔,折旧几年"),
        ("对了,灯塔折旧几年", "灯塔折旧几年"),
        ("换个话题吧", "换个话题吧"),
        ("不是灯塔就不能报吗", "不是灯塔就不能报吗"),
    ],
)
def test_what_only_hangs_a_turn_on_to_the_talk_is_left_out(text, rest):
    assert bare(text) == rest


def test_what_is_said_in_passing_is_heard():
    assert passes_on("顺便问下灯塔折旧") and passes_on("对了,灯塔折旧") and not passes_on("灯塔折旧")


@given(ANY_TEXT)
def test_no_text_is_too_odd_to_be_read(text):
    talk = talk_before(text, (TRIALS, LIGHTHOUSE), READER)
    assert talk is None or talk.turn in (TRIALS, LIGHTHOUSE)
    assert bool(bare(text)) == bool(text)
