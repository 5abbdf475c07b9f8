"""Answers from tables: the row that is asked about, under its header; what an article leaves to an attachment."""

from __future__ import annotations

import pytest

from bot.corpus import Corpus
from bot.parts import Part
from bot.tables import LISTED_ROWS, is_row, with_rows
from bot.types import Answer, AnswerStatus, Question, RankedClause
from knowledge.types import Level, Metadata, Validity
from tests.bot.invented import DOCUMENTS, TODAY, cited, make_document, make_pipeline

METADATA = Metadata("beacons", "东港市航标奖励办法", "东海〔2026〕8号", "东港海事局", Level.CITY, "示范省东港市")
GRADES = """第一条 航标按年度考核等次给予奖励,标准按照下表执行:
考核等次 | 灯塔奖励 | 浮标奖励
优秀 | 9万元 | 4万元
良好 | 6万元 | 2万元"""
UPKEEP = """第四条 本办法由海事局解释。
附表1
海区 | 养护经费
内港 | 3万元
外港 | 8万元"""
RETIRED = """附件1
退役守护人慰问标准
守护年限 | 慰问金
十年以上 | 2万元
二十年以上 | 5万元"""
FORM = """附件2
航标奖励申请表
单位名称 |  | 联系电话 |
申请奖励金额(万元) |  | 考核等次 |"""
RULES = make_document(
    METADATA,
    [
        ("0", "正文前", (), "东港市航标奖励办法"),
        ("1", "第一条", (), GRADES),
        ("2", "第二条", (), "第二条 守护人退役的,按附件1的标准给予慰问。"),
        ("3", "第三条", (), "第三条 航标养护经费见附表1。"),
        ("5", "第五条", (), "第五条 申领航标奖励的,提交附件2和上年养护记录等材料。"),
        ("4", "第四条", (), UPKEEP),
        ("a1", "附件1", ("退役守护人慰问标准",), RETIRED),
        ("a2", "附件2", ("航标奖励申请表",), FORM),
    ],
    {},
)
KNOWN = (*DOCUMENTS, RULES)


def answered(text: str, **fields: object) -> Answer:
    answer = make_pipeline(KNOWN).answer(Question(text, TODAY, **fields))
    texts = {document.doc_id: document.text for document in KNOWN}
    assert all(texts[item.doc_id][item.start : item.end] == item.quote for item in answer.citations)
    return answer


def lines(answer: Answer) -> list[str]:
    return [line.split("[")[0] for line in answer.text.split("\n") if " | " in line]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("航标年度考核等次优秀的奖励多少钱", "优秀 | 9万元 | 4万元"),
        ("航标年度考核等次良好奖励多少", "良好 | 6万元 | 2万元"),
    ],
)
def test_the_row_that_is_asked_about_stands_under_its_header_and_no_other(text, row):
    answer = answered(text)
    assert answer.status is AnswerStatus.ANSWERED and answer.citations[0].clause_id == "beacons:1"
    assert lines(answer) == ["考核等次 | 灯塔奖励 | 浮标奖励", row]
    assert "没有规定具体的金额" not in answer.text


def test_a_question_that_names_no_row_gets_them_all():
    assert len(lines(answered("航标年度考核奖励是什么标准"))) == 3


def test_what_an_article_leaves_to_an_attachment_is_cited_beside_it():
    answer = answered("守护人退役慰问多少钱")
    assert cited(answer)[:2] == ["beacons:2", "beacons:a1"] and "二十年以上 | 5万元" in answer.text


def test_a_table_under_a_mark_of_its_own_is_found_from_the_article_that_names_it():
    assert "beacons:4" in cited(answered("航标养护经费是多少"))


def test_where_the_question_asks_something_else_the_attachment_is_worth_reading():
    answer = answered("守护人退役慰问是不是已经停了")
    assert "beacons:a1" not in cited(answer)[:1]
    assert "beacons:a1" in {item.clause_id for item in (*answer.citations, *answer.related)}


def test_with_room_for_one_clause_the_attachment_is_only_worth_reading():
    answer = answered("守护人退役慰问多少钱", top_k=1)
    assert set(cited(answer)) == {"beacons:2"} and answer.related[0].clause_id == "beacons:a1"


@pytest.mark.parametrize("text", ["航标奖励申请奖励金额是多少", "申请奖励金额多少万元", "航标奖励联系电话是多少"])
def test_a_blank_form_answers_nothing(text):
    answer = answered(text)
    assert all(item.clause_id != "beacons:a2" for item in (*answer.citations, *answer.related))


def test_an_article_on_materials_answers_and_its_form_is_worth_reading():
    answer = answered("申领航标奖励要提交哪些材料")
    assert cited(answer)[0] == "beacons:5" and "beacons:a2" not in cited(answer)
    assert answer.related[0].clause_id == "beacons:a2"


def test_a_form_is_shown_to_those_who_ask_for_it():
    answer = answered("航标奖励申请表要填什么")
    assert "beacons:a2" in {item.clause_id for item in (*answer.citations, *answer.related)}


def test_a_long_table_is_cut_and_sentences_beside_a_table_stay():
    text = "导语。\n等次 | 奖励\n" + "\n".join(f"甲{number} | 乙" for number in range(30))
    document = make_document(METADATA, [("1", "第一条", (), text)], {})
    source = RankedClause(document.clauses[0], METADATA, Validity.IN_FORCE, 1.0, 1.0)
    corpus, lead, row = Corpus.of((document,)), Part("导语", 0, 2), Part("等次 | 奖励", 4, 11)
    parts = with_rows(source, [lead, row], "什么标准", (), corpus)
    assert parts[0] == lead and len(parts) == 2 + LISTED_ROWS and all(map(is_row, parts[1:]))
    assert with_rows(source, [row], "甲29多少", (), corpus)[1].text == "甲29 | 乙"
