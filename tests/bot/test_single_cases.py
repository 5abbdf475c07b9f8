"""Questions about one enterprise, person or application."""

import re

import pytest

from bot.single_cases import is_single_case, office_for


@pytest.mark.parametrize(
    "text",
    [
        "我们的航标补助申请批了没",
        "公司的造船贷款到账了吗",
        "我上个月的备案审到哪一步了",
        "材料怎么还没受理",
        "帮忙看看通过了没",
        "名单里有没有我们",
        "我们账上留抵还剩多少",
        "身份证尾号1234,看看批了没",
        "查一下远洋智能科技有限公司的信用等级",
        "隔壁公司去年拿了多少补助",
        "我同学公司评上瞪羚没有",
        "王工是不是灯塔学者",
        "张总的手机号给我",
        "把参赛企业的通讯录发我",
    ],
)
def test_a_single_case_is_recognised(text):
    assert is_single_case(text)


@pytest.mark.parametrize(
    "text",
    [
        "航标补助申请要准备什么",
        "我们公司能申请造船贷款吗",
        "补助多久能到账",
        "示范工程放在哪些领域做",
        "其他公司也能申请吗",
        "合同登记了没有备案行不行",
        "被拖欠货款怎么投诉",
        "总经理学历有要求吗",
        "我们是远洋科技有限公司,能享受小微优惠吗",
        "技术人员工作多久算数",
    ],
)
def test_a_question_about_the_rule_is_none(text):
    assert not is_single_case(text)


def test_the_office_follows_the_subject_and_bears_no_number():
    offices = {office_for(text) for text in ("退税到账没", "贷款批了没", "高企过了没", "小巨人过了没", "停车证批了没")}
    assert len(offices) == 5
    assert not any(re.search(r"\d", office) for office in offices)
