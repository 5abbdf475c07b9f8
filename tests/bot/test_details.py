"""What kind of fact a question asks for, in everyday wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import (
    asked_details,
    asks_of_document,
    asks_standing,
    asks_structure,
    asks_whole_document,
    without_asking,
)
from bot.types import Detail

D = Detail


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("造一条样船给多少钱", D.AMOUNT),
        ("试制投入补百分之几", D.AMOUNT),
        ("试验场奖励几万", D.AMOUNT),
        ("一家船厂最多能拿多少", D.CAP),
        ("试制补助封顶吗", D.CAP),
        ("作业许可啥时候开始申报", D.DEADLINE),
        ("潜水许可几号前交", D.DEADLINE),
        ("样船补助去哪儿申请", D.CHANNEL),
        ("潜水许可怎么申请", D.CHANNEL),
        ("办潜水证要准备哪些材料", D.CHANNEL),
        ("潜水员需要满足什么条件", D.CONDITION),
        ("什么样的船厂才能拿", D.CONDITION),
        ("潜水证要办多久", D.DURATION),
        ("入选船厂的名单", D.NAMES),
        ("方案什么时候印发的", D.DATE),
        ("要建多少个试验场", D.COUNT),
        ("扬帆行动有哪些内容", D.LIST),
        ("筑港是什么意思", D.DEFINITION),
        ("船厂能不能申请", D.YES_NO),
        ("方案的文号", D.METADATA),
        ("哪个部门印发的", D.METADATA),
    ],
)
def test_everyday_wording_is_heard(text, detail):
    assert detail in asked_details(text)


def test_a_question_that_asks_nothing_special_asks_for_content():
    assert asked_details("海上试验场") == {Detail.CONTENT}
    assert asked_details("") == {Detail.CONTENT}


@pytest.mark.parametrize("text", ["航海人才能享受什么支持", "青年人才可以申请什么项目"])
def test_talent_that_can_is_not_only_then_can(text):
    assert Detail.CONDITION not in asked_details(text)


@pytest.mark.parametrize("text", ["什么人才能申请潜水许可", "满三年才能申请吗"])
def test_who_only_then_can_asks_for_the_condition(text):
    assert Detail.CONDITION in asked_details(text)


def test_a_count_of_things_is_no_amount_of_money():
    assert Detail.AMOUNT not in asked_details("支持多少个试验场")
    assert Detail.AMOUNT in asked_details("补助多少个试验场,补多少钱")


def test_a_question_about_the_document_is_told_from_one_about_applying():
    for text in ("这份方案是谁印发的", "方案的有效期到哪年"):
        assert asks_of_document(text, asked_details(text))
    for text in ("潜水许可几号前交", "试验场补多少"):
        assert not asks_of_document(text, asked_details(text))


def test_standing_needs_a_document():
    assert asks_standing("这个方案还有效吗")
    assert not asks_standing("潜水证还有效吗")


def test_structure_and_the_whole_document_are_told_apart():
    assert asks_structure("重点任务有哪几条") and not asks_whole_document("重点任务有哪几条")
    assert asks_whole_document("全文分成哪几部分")
    assert not asks_structure("试制投入补多少") and not asks_structure("需要哪些条件")


@pytest.mark.parametrize("text", ["潜水许可截止到几号", "潜水许可的联系电话", "潜水许可要多久", "潜水许可有封顶吗"])
def test_the_subject_stays_when_the_asking_goes(text):
    assert "潜水许可" in without_asking(text)
    assert not any(word in without_asking(text) for word in ("截止", "电话", "多久", "封顶"))


@given(st.text(max_size=100))
def test_any_text_is_read(text):
    details = asked_details(text)
    assert details
    assert Detail.CONTENT not in details or len(details) == 1
    without_asking(text)
