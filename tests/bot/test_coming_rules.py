"""Questions on what will hold some day."""

from dataclasses import replace
from datetime import date

import pytest

from bot.coming_rules import foretells, later_gap
from tests.bot.invented import make_ranked, make_understanding

TIDE = make_ranked("ship-plan:2.2.4")
ENDLESS = replace(TIDE, metadata=replace(TIDE.metadata, effective_to=None))


def gap(question, source=TIDE, said="潜水作业按规范进行"):
    return later_gap(make_understanding(question), source, said)


@pytest.mark.parametrize(
    "text",
    [
        "航标补助明年会不会延续",
        "以后补助比例会提高到20%吗",
        "灯塔税率将来会降到5%吗",
        "省里会出台新的航标条例吗",
        "到期后估计还有下一轮吧",
        "预计航标审核会变严不",
    ],
)
def test_questions_on_a_change_to_come_are_recognised(text):
    assert foretells(text)


@pytest.mark.parametrize(
    "text",
    [
        "航标补助明年还能用吗",
        "我们以后利润降到300万能享受吗",
        "人才引进来以后怎么支持",
        "公司明年打算扩大产能有补助吗",
        "现在的税率是多少",
    ],
)
def test_questions_on_rules_as_they_stand_are_not(text):
    assert not foretells(text)


def test_what_is_known_is_said_with_its_end():
    assert "2026年12月31日" in gap("潜水补助以后会延续吗").text
    assert "不能预测" in gap("潜水补助以后会延续吗", ENDLESS).text


def test_a_day_beyond_the_known_end_is_open_and_one_before_it_is_not():
    ends = replace(TIDE, metadata=replace(TIDE.metadata, effective_to=date(2028, 12, 31)))
    assert gap("2029年还能享受潜水补助吗", ends) is not None
    assert gap("28年以后还有潜水补助吗", ends) is not None
    assert gap("2028年还能享受潜水补助吗", ends) is None
    assert gap("明年还能享受潜水补助吗", ends) is None


def test_a_change_that_the_clause_itself_tells_of_is_not_foretold():
    assert gap("现有试验场以后会不会取消", said="取消重复建设的试验场") is None
