"""What the documents do not give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.details import asked_details
from bot.gaps import Gaps, find_gaps, told
from bot.types import Gap, GapDetail
from tests.bot.invented import clause_of, make_understanding

RATE = "样机试制投入按15%给予后补助"
FUND = "对绩效评价优秀的海上试验场给予支持"
G = GapDetail


def gaps_of(text, said, clause_text=None, has_result=False):
    return find_gaps(make_understanding(text, asked_details(text)), said, clause_text or said, has_result=has_result)


def details(gaps):
    return [gap.detail for gap in gaps]


def test_a_rate_leaves_the_cap_the_deadline_and_the_channel_open():
    gaps = gaps_of("样机试制能补多少", RATE)
    assert (details(gaps.asked), details(gaps.further)) == ([], [G.CAP, G.DEADLINE, G.CHANNEL])


def test_support_without_an_amount_leaves_the_amount_open():
    assert details(gaps_of("海上试验场有什么支持", FUND).further) == [G.AMOUNT, G.DEADLINE, G.CHANNEL]


def test_what_was_asked_for_is_not_named_again_as_a_further_gap():
    gaps = gaps_of("样机试制什么时候截止申报", RATE)
    assert details(gaps.asked) == [G.DEADLINE]
    assert details(gaps.all) == [G.DEADLINE, G.CAP, G.CHANNEL]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("补助上限是多少", "样机试制给予不超过50万元的后补助"),
        ("什么时候截止申请", "申请材料于9月30日前提交"),
        ("去哪里申请", "向港口主管部门提交申请材料"),
        ("需要什么条件", "申请人应当具备三年从业经历"),
        ("要多久", "许可在20个工作日内办结"),
        ("守护人是什么意思", "守护人,是指维护灯塔的人员"),
        ("能补多少钱", RATE),
    ],
)
def test_what_is_said_is_no_gap(text, said):
    assert gaps_of(text, said).asked == ()


def test_a_detail_elsewhere_in_the_clause_is_no_gap():
    clause = clause_of("ship-plan:2.2.4").text
    assert gaps_of("潜水作业去哪里申请", "规范潜水作业", clause).asked == ()


def test_eligible_enterprises_name_a_condition_without_giving_it():
    assert details(gaps_of("需要什么条件", "对符合条件的企业给予支持").asked) == [G.CONDITION]


def test_a_rate_answers_how_much_at_most_but_not_a_cap_in_so_many_words():
    assert gaps_of("样机试制最多能补多少", RATE).asked == ()
    assert details(gaps_of("样机试制补助上限是多少", RATE).asked) == [G.CAP]


def test_the_gaps_are_told_in_one_sentence_what_was_asked_for_first():
    gaps = gaps_of("样机试制什么时候截止申报", RATE)
    sentence = told(gaps, RATE)
    assert sentence.startswith(gaps.asked[0].text) and sentence.endswith("。")
    assert sentence.count("。") == 1


def test_away_from_money_only_what_was_asked_for_is_told():
    assert told(gaps_of("海上试验场有什么支持", FUND), FUND) is None
    assert told(Gaps((), ()), RATE) is None


@given(
    st.text(alphabet="样机试制补助上限多少条件截止申请去哪几号吗名单意思银行?", max_size=20),
    st.sampled_from([RATE, FUND, "举办航海日活动", "应当具备条件"]),
    st.booleans(),
)
def test_gaps_stand_once_and_what_was_asked_for_is_told(text, said, has_result):
    gaps = gaps_of(text, said, has_result=has_result)
    assert len(set(gaps.all)) == len(gaps.all)
    assert all(isinstance(gap, Gap) and gap.text for gap in gaps.all)
    assert not gaps.asked or told(gaps, said).startswith(gaps.asked[0].text)
