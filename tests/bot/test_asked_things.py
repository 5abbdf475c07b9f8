"""Things that questions ask for and documents seldom state."""

import re

import pytest
import yaml

from bot.asked_things import ASKED_THINGS_FILE, load_asked_things, unshown_things
from bot.types import GapDetail

HARBOUR = "申请航标维护的,向港口值班室提交材料,由值班室登记。"


def asked(text):
    return {thing.name for thing in load_asked_things() if thing.asks.search(text)}


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("港口系统的网址", "web_address"),
        ("航标登记咨询热线是什么号码", "contact"),
        ("值班室在几楼", "street_address"),
        ("值班室周末上班吗", "office_hours"),
        ("航标专员是谁", "person"),
        ("航标申请表模板给一份", "template"),
        ("航标备案是几号表", "form_number"),
        ("航标补助几个工作日到账", "processing_time"),
        ("今年第二批哪天截止", "calendar_day"),
        ("航标登记要交多少登记费", "fee"),
        ("码头厂房月租多少", "rent"),
        ("灯塔建成以后政府一次性奖多少", "award"),
        ("造船贷款贴息贴几个点", "interest_paid"),
        ("灯塔多少元一件", "price"),
        ("造船贷款是哪家银行", "bank"),
        ("第二批航标什么时候开始登记", "batch"),
        ("航标年费要交几块钱", "yuan"),
    ],
)
def test_each_thing_is_known_by_how_it_is_asked_for_and_is_missing_from_a_clause_without_it(question, thing):
    assert thing in asked(question)
    assert unshown_things(question, HARBOUR)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("港口系统的网址", "在港口系统(https://port.example.cn)申报"),
        ("咨询热线是什么号码", "拨打12345热线咨询"),
        ("值班室在几楼", "值班室设在海滨路8号2楼"),
        ("补助几个工作日到账", "受理后10个工作日内拨付"),
        ("今年第二批哪天截止", "第二批申报材料于9月30日前提交"),
        ("今年哪天截止", "每年9月30日前填报"),
        ("年费要交几块钱", "每年300元"),
        ("登记要交多少登记费", "航标登记不收取费用"),
        ("政府一次性奖多少", "一次性奖励10万元"),
        ("贷款贴息贴几个点", "按利息的50%给予贴息,贴息比例为50%"),
        ("贷款是哪家银行", "由农业银行经办"),
    ],
)
def test_a_clause_that_shows_the_thing_leaves_no_gap(question, said):
    assert unshown_things(question, said) == ()


@pytest.mark.parametrize(
    "question",
    [
        "灯塔研发投入能补多少点",
        "孵化器的房租能免税吗",
        "七大行动分别叫什么名字",
        "电话会议算不算研发活动",
        "注册地址能跨市吗",
    ],
)
def test_other_questions_ask_for_none_of_them(question):
    assert not asked(question) - {"award"}


def test_a_length_of_time_of_another_kind_is_no_processing_time():
    gaps = unshown_things("退税几个工作日到账", "36个月内没有骗取退税的,可以申请")
    assert [gap.detail for gap in gaps] == [GapDetail.DEADLINE]


def test_every_entry_says_why_it_is_there_and_names_its_gap_without_a_figure():
    for entry in yaml.safe_load(ASKED_THINGS_FILE.read_text(encoding="utf-8")):
        assert entry["reason"]
        assert entry["says"].startswith("文件没有")
        assert not re.search(r"\d", entry["says"])
