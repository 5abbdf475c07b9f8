from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.lookup import ExactLookup
from knowledge.shipped import shipped_documents
from knowledge.types import Document, Metadata
from tests.knowledge.factories import LOANS, make_document

PLAN = next(document for document in shipped_documents() if document.doc_id == "sd-xyd-2023")
LAW = make_document("tax-law", ["第一条 甲。", "第二条 乙。"], (), Metadata("", "企业所得税法", "主席令第63号"))
RULES = make_document(
    "tax-rules",
    ["第一条 甲。", "第二条 乙。", "第三条 丙:\n(一)丁;\n(二)戊。\n己。"],
    (),
    Metadata("", "企业所得税法实施条例", "国务院令第512号", aliases=("所得税条例", "ITL")),
)


def found(question: str, *documents: Document) -> list[str]:
    mentions = ExactLookup(documents or (PLAN, LAW, RULES, LOANS)).mentions(question)
    return [
        f"{mention.doc_id}:{mention.address.address}" if mention.address else mention.doc_id for mention in mentions
    ]


@pytest.mark.parametrize(
    "question",
    [
        "鲁科字〔2023〕4号讲了什么",
        "鲁科字[2023]4号",
        "鲁科字（2023）第４号文件",
        "鲁科字 2023 年 4 号",
        "山东省新一代信息技术创新能力提升行动计划(2023-2025年)还有效吗",
        "《山东省新一代信息技术创新能力提升行动计划》全文",
        "山東省新一代信息技術創新能力提升行動計劃",
        "4号文",
        "那个信息技术行动计划",
    ],
)
def test_a_document_is_named_by_number_title_and_alias_however_they_are_typed(question: str) -> None:
    assert found(question) == ["sd-xyd-2023"]


@pytest.mark.parametrize(
    "question", ["14号文", "鲁科字〔2023〕14号", "鲁科字〔2023〕41号", "行动计划", "研发补助多少", "", "12ITL"]
)
def test_what_only_resembles_a_name_names_nothing(question: str) -> None:
    assert found(question) == []


def test_the_longer_name_hides_the_shorter_one_inside_it() -> None:
    assert found("企业所得税法实施条例") == ["tax-rules"]
    assert found("企业所得税法") == ["tax-law"]
    assert found("企业所得税法和企业所得税法实施条例") == ["tax-law", "tax-rules"]
    assert found("itl怎么说") == ["tax-rules"]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("4号文第6条讲什么", "sd-xyd-2023:2.3.6"),
        ("4号文第六项", "sd-xyd-2023:2.3.6"),
        ("4号文二、(三)6.是什么", "sd-xyd-2023:2.3.6"),
        ("4号文 二（三）第6条", "sd-xyd-2023:2.3.6"),
        ("4号文的二(三)", "sd-xyd-2023:2.3"),
        ("4号文第16条", "sd-xyd-2023:2.7.16"),
        ("企业所得税法实施条例第二条", "tax-rules:2"),
        ("企业所得税法第2条", "tax-law:2"),
        ("企业所得税法实施条例第三条第二款", "tax-rules:3.2"),
        ("企业所得税法实施条例第三条第(二)项", "tax-rules:3.1.2"),
        ("企业所得税法实施条例第三条第一款第二项", "tax-rules:3.1.2"),
        ("企业所得税法实施条例第三条第九款", "tax-rules:3"),
    ],
)
def test_a_clause_is_named_by_its_label_in_a_named_document(question: str, clause: str) -> None:
    mentions = found(question)
    assert mentions == [clause, clause.partition(":")[0]]


def test_a_label_alone_counts_only_where_a_single_document_has_it() -> None:
    assert found("第三条怎么规定的", LAW, RULES) == ["tax-rules:3"]
    assert found("第二条怎么规定的", LAW, RULES) == []
    assert found("二(三)6写的什么") == ["sd-xyd-2023:2.3.6"]


@pytest.mark.parametrize("question", ["4号文第99条", "4号文第十十条", "4号文二(三)66", "4号文十二(三)6"])
def test_a_label_that_leads_nowhere_names_only_the_document(question: str) -> None:
    assert found(question) in (["sd-xyd-2023"], ["sd-xyd-2023:2.3", "sd-xyd-2023"])


def test_several_labels_are_all_found_each_once() -> None:
    assert found("企业所得税法第一条、第二条和第一条") == ["tax-law:1", "tax-law:2", "tax-law"]


def test_two_documents_with_one_number_are_both_named() -> None:
    twin = replace(LOANS, metadata=replace(LOANS.metadata, doc_no="鲁科字〔2023〕4号"))
    assert sorted(found("鲁科字〔2023〕4号", PLAN, twin)) == ["loans", "sd-xyd-2023"]


def numbered(doc_id: str, title: str, doc_no: str) -> Document:
    return make_document(doc_id, ["第一条 甲。"], (), Metadata("", title, doc_no))


def test_a_document_is_named_by_its_bare_number_where_no_other_has_it() -> None:
    lamp, pier = numbered("lamp", "灯塔办法", "海塔〔2022〕63号"), numbered("pier", "码头办法", "港〔2021〕36号")
    assert found("63号文怎么说", lamp, pier) == ["lamp"]
    assert found("海塔63号文", lamp, pier) == ["lamp"]
    assert found("163号文", lamp, pier) == found("63号公告", lamp, pier) == found("3号文", lamp, pier) == []
    twin = numbered("twin", "锚地办法", "锚〔2019〕63号")
    assert found("63号文怎么说", lamp, pier, twin) == []
    assert found("36号文和63号文", lamp, pier, twin) == ["pier"]


def test_only_a_number_behind_a_year_in_brackets_makes_a_short_name() -> None:
    assert found("63号文", LAW) == []
