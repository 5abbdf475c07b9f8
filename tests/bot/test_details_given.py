"""What a detail looks like where a question asks for it and where an article gives it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detail_shapes import Sought
from bot.details import asked_details
from bot.details_given import gives, sought_details, states, typed_sentences

S = Sought
MONTHS, DAYS = st.integers(1, 12), st.integers(1, 28)
DATES = st.builds("{}月{}日".format, MONTHS, DAYS)
LENGTHS = st.builds("{}{}".format, st.integers(2, 60), st.sampled_from(["个工作日", "日", "个月"]))
MONEY = st.builds("{}万元".format, st.integers(1, 900))
BODIES = st.sampled_from(["区科技局", "高新区管委会", "县投资促进中心", "所在街道经济发展办公室", "市政务服务大厅窗口"])
SITES = st.sampled_from(["惠企服务平台", "“某某人社”微信公众号", "科技云平台", "爱山东APP", "项目申报系统"])


def sought(text: str) -> set[Sought]:
    return set(sought_details(text, asked_details(text)))


@given(
    DATES,
    DATES,
    st.sampled_from(
        [
            "每年{0}至{1}申报。",
            "申报时间为{0}到{1}。",
            "企业应于每年{0}前提交申请。",
            "申请截止日期为每年{0}。",
            "受理窗口期:{0}至{1}。",
            "每年集中申报一次,截至{1}。",
        ]
    ),
)
def test_a_period_or_last_day_for_applications_is_a_deadline(first, last, pattern):
    assert states(pattern.format(first, last), S.DEADLINE)


@given(
    LENGTHS,
    st.sampled_from(
        [
            "取得认定后{}内申请奖励。",
            "项目投产后{}内由企业提出奖励申请。",
            "自取得批件之日起{}内申报。",
        ]
    ),
)
def test_a_time_within_which_to_apply_is_a_deadline(length, pattern):
    assert states(pattern.format(length), S.DEADLINE)


@given(
    DATES,
    LENGTHS,
    st.sampled_from(
        [
            "本办法自2026年{0}起施行,有效期至2028年{0}。",
            "自受理之日起{1}内完成审核。",
            "公示{1}。",
            "骗取资金的,{1}内取消申报资格。",
        ]
    ),
)
def test_other_days_and_times_are_no_deadline(day, length, pattern):
    assert not gives(pattern.format(day, length), S.DEADLINE)


@given(
    BODIES,
    st.sampled_from(
        [
            "向{}提出申请。",
            "申请材料报{}。",
            "将纸质材料送至{}。",
            "企业向{}提交书面材料。",
            "{}负责受理企业的申请。",
        ]
    ),
)
def test_a_body_that_takes_applications_is_a_place(body, pattern):
    assert states(pattern.format(body), S.PLACE)


@given(SITES, st.sampled_from(["登录{}提交申请。", "通过{}在线申请。", "申报资料上传至{}。"]))
def test_a_site_where_applications_go_is_a_place(site, pattern):
    assert states(pattern.format(site), S.PLACE)


def test_where_results_are_put_up_is_no_place_to_apply():
    assert not gives("评审结果在省厅网站公示5个工作日。", S.PLACE)


@given(
    MONEY,
    st.sampled_from(
        [
            "单个企业每年最高{}。",
            "年度补助总额不超过{}。",
            "每年奖励金额以{}为限。",
            "补助上限为{}。",
        ]
    ),
)
def test_a_bound_on_money_is_a_cap_and_an_amount(money, pattern):
    text = pattern.format(money)
    assert states(text, S.CAP) and gives(text, S.AMOUNT)


@given(MONEY, st.integers(1, 60))
def test_money_without_a_bound_or_that_of_a_condition_is_no_cap(money, share):
    assert not gives(f"给予{money}奖励,按投入的{share}%补助。", S.CAP)
    assert not gives(f"净资产不超过{money}的企业。", S.CAP)


@given(LENGTHS)
def test_each_stage_has_its_own_time(length):
    texts = {
        S.REVIEW_TIME: f"自受理之日起{length}内办结。",
        S.PAYMENT_TIME: f"公示无异议的,{length}内拨付到位。",
        S.NOTICE_TIME: f"结果公示{length}。",
        S.SPAN: f"补贴期限最长{length}。",
    }
    for stage, text in texts.items():
        assert {other for other in texts if states(text, other)} == {stage}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申请时提供购置合同、发票和付款凭证。", S.MATERIALS),
        ("所需材料包括:审计报告。", S.MATERIALS),
        ("科教科,电话:0531-84235555。", S.CONTACT),
        ("申报单位须为在本区注册的独立法人。", S.CONDITION),
        ("同一事项按就高不重复原则执行。", S.COMBINING),
        ("骗取资金的,追回已拨付资金。", S.PENALTY),
        ("有下列情形之一的,不予支持。", S.EXCLUSION),
    ],
)
def test_an_article_gives_its_detail(text, expected):
    assert states(text, expected)


def test_who_gets_a_benefit_implies_a_condition_without_stating_one():
    text = "对取得适航证的企业,给予100万元奖励。"
    assert gives(text, S.CONDITION) and not states(text, S.CONDITION)
    assert not gives("对符合条件的企业研发投入按10%给予后补助。", S.CONDITION)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("什么时候申请", {S.DEADLINE}),
        ("多久内申请", {S.DEADLINE}),
        ("找谁", {S.PLACE}),
        ("要什么材料", {S.MATERIALS}),
        ("材料交到哪", {S.PLACE}),
        ("申请材料什么时候截止提交", {S.DEADLINE}),
        ("联系电话多少", {S.CONTACT}),
        ("多久到账", {S.PAYMENT_TIME}),
        ("公示几天", {S.NOTICE_TIME}),
        ("能住几年", {S.SPAN}),
        ("补助比例是多少", {S.AMOUNT}),
        ("这个政策讲什么", set()),
    ],
)
def test_what_a_question_seeks(text, expected):
    assert sought(text) - {S.AMOUNT} == expected - {S.AMOUNT}
    assert S.AMOUNT in sought(text) or S.AMOUNT not in expected


def test_figures_become_letters_of_their_kind():
    assert typed_sentences("每年6月1日至6月30日申报,最高５０万元。") == ("每年<D>至<D>申报,最高<M>",)


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    for each in Sought:
        assert gives(text, each) in {True, False}
