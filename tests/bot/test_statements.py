"""What a turn says of the asking enterprise."""

import pytest

from bot.statements import about_self, asking_part, circumstances, only_circumstances
from tests.bot.invented import make_turn


@pytest.mark.parametrize(
    ("text", "only"), [("我们是做灯塔的", True), ("我们是做灯塔的,能补多少", False), ("灯塔", False)]
)
def test_a_turn_of_facts_alone_is_told_from_a_question(text, only):
    assert only_circumstances(text) is only


def test_the_part_that_asks_is_without_what_is_stated_beside_it():
    assert asking_part("我们是做灯塔的,能补多少") == "能补多少"
    assert asking_part("我们是做灯塔的") == "我们是做灯塔的"


def test_what_was_said_of_the_enterprise_is_kept_latest_first():
    history = (make_turn("我们是做灯塔的"), make_turn("谢谢"), make_turn("我们公司在东港"))
    assert circumstances(history) == "我们公司在东港 我们是做灯塔的"
    assert circumstances((make_turn("谢谢"), make_turn("\ud800"))) == ""
    assert not about_self("谢谢")
