"""What was asked for and the cited sentences do not say."""

import pytest

from bot.types import Detail, GapDetail, RegionReading
from bot.unstated import unstated
from tests.bot.invented import make_ranked, make_understanding

SOURCE = make_ranked("ship-plan:2.2.4")
SAID = "样机试制投入按15%给予后补助"


def gaps(text, asks=(Detail.CONTENT,), said=SAID, **fields):
    return unstated(make_understanding(text, asks, **fields), SOURCE, said, said)


def test_a_law_whose_text_is_missing_is_named():
    (gap,) = gaps("海商法和样机试制后补助是什么关系", absent_laws=("海商法",))
    assert gap.detail is GapDetail.OTHER
    assert "《海商法》" in gap.text


@pytest.mark.parametrize("text", ["样机试制那100万奖励找谁领", "样机试制补20%的办法在哪看", "税率降到8%的新规怎么执行"])
def test_a_figure_that_a_question_takes_for_granted_and_no_clause_has_is_named(text):
    (gap,) = gaps(text)
    assert gap.detail is GapDetail.AMOUNT


@pytest.mark.parametrize(
    "text",
    [
        "样机试制补15%怎么申请",  # the clause has it
        "拿了50万补助要不要单独记账",  # the enterprise's own
        "样机投入300万怎么算",
        "样机试制补20%对吗",  # asked, not taken for granted
    ],
)
def test_other_figures_are_not(text):
    assert gaps(text) == ()


def test_a_place_elsewhere_has_rules_of_its_own_that_are_missing():
    elsewhere = {"region": RegionReading.ELSEWHERE, "region_name": "临海"}
    assert "临海" in gaps("我们那边样机试制补多少点", **elsewhere)[0].text
    assert gaps("我们在临海,样机试制按什么比例", **elsewhere) == ()


def test_what_is_missing_is_named_once():
    found = gaps("样机试制的网址链接发我,官网地址")
    assert len(found) == len(set(found)) == 1
