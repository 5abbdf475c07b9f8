"""End to end over the shipped action plan: real indexes, real model, real documents."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pipeline import Pipeline
from bot.types import AnswerStatus, GapDetail, Question
from knowledge.embeddings import load_encoder
from knowledge.knowledge_base import open_knowledge_base
from knowledge.shipped import shipped_documents
from tests.bot.contract import assert_keeps_the_contract
from tests.bot.invented import AFTER_THE_PLAN, cited, codes, first_line

HEADLINE = "我们是做芯片设计的,研发投入政府能补多少?"


@pytest.fixture(scope="module")
def documents():
    return tuple(shipped_documents())


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory, documents):
    directory = tmp_path_factory.mktemp("knowledge")
    with open_knowledge_base(directory, encoder=load_encoder(None), documents=documents) as knowledge_base:
        yield Pipeline(knowledge_base.snapshot)


@pytest.fixture(scope="module")
def ask_shipped(pipeline, documents):
    """`ask` over the shipped documents, without arguments that hypothesis would print whole."""
    return lambda text: ask(pipeline, documents, text)


@pytest.fixture(scope="module")
def plan_text(documents):
    return next(document.text for document in documents if document.doc_id == "sd-xyd-2023")


def ask(pipeline, documents, text, **fields):
    question = Question(text, fields.pop("today", AFTER_THE_PLAN), **fields)
    answer = pipeline.answer(question)
    assert_keeps_the_contract(answer, question, documents)
    return answer


@pytest.mark.parametrize("text", [HEADLINE, HEADLINE.replace(",", "\uff0c").replace("?", "\uff1f")])
def test_the_headline_question_gives_what_the_contract_says(pipeline, documents, text):
    answer = ask(pipeline, documents, text)
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == ["sd-xyd-2023:2.3.6"]
    (sentence,) = [part for part in re.split("。", answer.text) if "[1]" in part]
    assert "符合条件的" in sentence and "10%" in sentence
    assert not re.search(r"(?<![0-9])5%", answer.text)
    assert [gap.detail for gap in answer.gaps] == [GapDetail.CAP, GapDetail.DEADLINE, GapDetail.CHANNEL]
    assert codes(answer) == {"period_ended"}
    assert answer.engine == "extractive" and answer.model is None


@pytest.mark.parametrize(
    ("text", "clause_id", "words"),
    [
        ("研发投入800万的芯片公司,后补助算下来是多少", "sd-xyd-2023:2.3.6", "800万元×10%=80万元"),
        ("省里打算每年启动多少项重大基础研究项目", "sd-xyd-2023:2.1.1", "不少于10项"),
        ("省级重点实验室到2025年计划新建多少家", "sd-xyd-2023:2.4.7", "力争新建10家以上"),
        ("开放式大学科技园谁可以建", "sd-xyd-2023:2.5.12", "有条件的高新区"),
    ],
)
def test_the_clause_that_answers_is_cited_with_the_words_that_bind_it(pipeline, documents, text, clause_id, words):
    answer = ask(pipeline, documents, text)
    assert clause_id in cited(answer)
    assert words in first_line(answer)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("研发后补助的申报截止是哪一天", AnswerStatus.PARTIAL),
        ("研发后补助要准备哪些材料", AnswerStatus.PARTIAL),
        ("园区的停车位怎么租", AnswerStatus.NO_ANSWER),
        ("写一首关于海的诗", AnswerStatus.OUT_OF_SCOPE),
        ("辛苦了,谢谢", AnswerStatus.GREETING),
    ],
)
def test_the_status_is_what_the_documents_allow(pipeline, documents, text, status):
    assert ask(pipeline, documents, text).status is status


def test_facts_about_the_document_are_cited_from_its_opening(pipeline, documents):
    answer = ask(pipeline, documents, "这份行动计划的文号是多少,由哪个部门印发")
    assert set(cited(answer)) == {"sd-xyd-2023:0"}
    assert "鲁科字〔2023〕4号" in first_line(answer) and "山东省科学技术厅" in first_line(answer)


def test_the_seven_actions_are_all_listed(pipeline, documents):
    answer = ask(pipeline, documents, "行动计划里的七大行动都有哪些")
    assert cited(answer) == [f"sd-xyd-2023:2.{number}" for number in range(1, 8)]


def test_another_province_gets_no_answer_from_the_plan(pipeline, documents):
    answer = ask(pipeline, documents, "公司在杭州,芯片研发投入补多少")
    assert answer.status is AnswerStatus.NO_ANSWER
    assert "other_region" in codes(answer)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    share=st.floats(0, 1, exclude_max=True),
    length=st.integers(1, 60),
    ending=st.sampled_from(["", "吗", "是多少", "有上限吗", "投入120万元能补多少", "什么时候截止"]),
)
def test_any_stretch_of_the_plan_as_a_question_keeps_the_contract(ask_shipped, plan_text, share, length, ending):
    start = int(share * len(plan_text))
    ask_shipped(plan_text[start : start + length] + ending)
