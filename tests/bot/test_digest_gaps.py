"""What a fact of a digest leaves open of a question."""

import pytest

from bot.details import asked_details
from bot.digest_gaps import gaps_of_digest
from bot.types import GapDetail
from tests.bot.invented import make_corpus, make_understanding
from tests.bot.invented_digests import fact, found, make_digest


def gaps(question, *facts):
    """The gaps that the first of the facts leaves, in a digest of them all."""
    document = make_digest({"doc_id": "rule", "title": "规则"}, *facts)
    source = found(make_corpus((document,)), document.clauses[0].clause_id)
    understanding = make_understanding(question, asked_details(question))
    return gaps_of_digest(understanding, source, source.clause.text, document)


def asked(question, *facts):
    return [gap.detail for gap in gaps(question, *facts).asked]


@pytest.mark.parametrize(
    ("path", "text", "detail"),
    [
        ("b1", "航标维护单位优先承接灯塔工程。", [GapDetail.AMOUNT]),
        ("b1", "航标维护单位按8%计算折扣。", []),
        ("b1", "航标维护按两年摊销。", []),
        ("c1", "航标维护单位须有执照。", []),
        ("c1", "规则没有规定航标维护补贴的具体金额。", [GapDetail.AMOUNT]),
        ("c1", "航标维护的金额和标准没有写明。", [GapDetail.AMOUNT]),
    ],
)
def test_an_amount_is_missing_only_from_a_benefit_without_measures_or_where_the_fact_says_so(path, text, detail):
    assert asked("航标维护补多少钱", fact(path, "甲", text)) == detail


@pytest.mark.parametrize(
    ("text", "detail"),
    [("每座减3万元。", [GapDetail.CAP]), ("每座减免，不超过3万元。", []), ("减免没有次数限制。", [])],
)
def test_a_cap_is_missing_where_no_limit_is_told(text, detail):
    assert asked("有上限吗", fact("b1", "甲", text)) == detail


def test_a_deadline_needs_a_day_or_a_span():
    assert asked("申报截止到几号", fact("p1", "甲", "向港口系统申报。")) == [GapDetail.DEADLINE]
    assert asked("申报截止到几号", fact("p1", "甲", "每年9月30日前申报。")) == []
    assert asked("申报截止到几号", fact("p1", "甲", "开工后30日内申报。")) == []


@pytest.mark.parametrize(
    ("path", "text", "detail"),
    [
        ("b1", "每座减3万元。", [GapDetail.CHANNEL]),
        ("b1", "每座减3万元，在系统里填报。", []),
        ("p1", "找港口值班室。", []),
    ],
)
def test_the_way_to_apply_is_missing_where_nothing_of_it_is_told(path, text, detail):
    assert asked("去哪里申请", fact(path, "甲", text)) == detail


@pytest.mark.parametrize(
    ("path", "text", "detail"),
    [
        ("b1", "每座减3万元。", [GapDetail.CONDITION]),
        ("b1", "限于注册三年的船队。", []),
        *((path, "注册三年的船队。", []) for path in ("c1", "d1", "s1")),
    ],
)
def test_conditions_are_missing_only_from_a_fact_that_is_none(path, text, detail):
    assert asked("申报条件是什么", fact(path, "甲", text)) == detail


@pytest.mark.parametrize("question", ["入选名单有哪家", "多久能到账"])
def test_names_and_spans_that_no_fact_gives_are_named_as_missing(question):
    assert asked(question, fact("b1", "甲", "补贴由港口发放。")) == [GapDetail.OTHER]


def test_a_span_of_time_answers_how_long_it_takes():
    assert asked("多久能到账", fact("p1", "甲", "验收后20个工作日内拨付。")) == []


def test_a_question_on_the_content_leaves_nothing_open():
    assert gaps("航标维护怎么规定的", fact("c1", "甲", "航标维护单位须有执照。")).all == ()


def test_beside_money_what_no_fact_of_the_digest_gives_is_named():
    money = fact("b1", "甲", "每座航标给予补贴3万元。")
    further = [gap.detail for gap in gaps("航标怎么补", money).further]
    assert further == [GapDetail.CAP, GapDetail.DEADLINE, GapDetail.CHANNEL]
    told = fact("p1", "乙", "每年9月30日前在港口网站申报，单个企业上限10万元。")
    assert gaps("航标怎么补", money, told).further == ()


def test_a_tax_rule_promises_no_money_to_apply_for():
    assert gaps("航标怎么补", fact("b1", "甲", "收到的航标补贴免征增值税。")).further == ()
