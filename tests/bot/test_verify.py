"""What leaves the verifier: verbatim quotes, supported sentences, markers in order."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from bot.types import AnswerStatus, Gap, GapDetail, Sentence, SentenceKind
from knowledge.types import DocumentReference
from tests.bot.drafts import GOALS, ITEM_6, check, clause_sentence, make_draft, make_quote, refusal

TRUE = "符合条件的集成电路领域企业,研发投入按10%给予后补助。"
CEILING = "符合条件的企业,研发投入按最高5%给予后补助。"


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        (TRUE, ITEM_6),
        (CEILING, ITEM_6),
        ("符合条件的集成电路企业研发投入按百分之十给予后补助", ITEM_6),
        ("支持骨干企业建设专业化孵化载体", ITEM_6),
        ("国家级创新平台达到10家左右", GOALS),
        ("重点实验室、技术创新中心等省级创新平台达到200家左右。", GOALS),
        ("省级创新平台达到200家左右", GOALS),
        ("力争信息领域科技型企业群体达到1万家以上", GOALS),
        ("资金规模为0.5亿元。", "资金规模为5000万元。"),
        ("到2025年,新建10家以上实验室", "到2025年底,新建10家以上实验室。"),
    ],
)
def test_a_sentence_that_keeps_subject_and_qualifiers_passes(sentence: str, clause: str) -> None:
    assert refusal(sentence, clause) is None


@pytest.mark.parametrize(
    ("sentence", "clause", "rule"),
    [
        ("一般企业10%", ITEM_6, "subject_changed"),
        ("集成电路企业最高5%", ITEM_6, "subject_changed"),
        ("集成电路领域企业,研发投入按最高5%给予后补助", ITEM_6, "subject_changed"),
        ("集成电路领域企业研发投入按10%给予后补助", ITEM_6, "condition_dropped"),
        ("其中集成电路领域企业研发投入按10%给予后补助", ITEM_6, "condition_dropped"),
        ("对符合条件的企业研发投入按5%给予后补助", ITEM_6, "bound_changed"),
        ("对符合条件的企业研发投入按10%给予后补助", ITEM_6, "subject_widened"),
        ("符合条件的集成电路领域企业,研发投入按最高10%给予后补助", ITEM_6, "bound_changed"),
        ("符合条件的集成电路领域企业,研发投入按20%给予后补助", ITEM_6, "figure_not_quoted"),
        ("国家级创新平台200家左右", GOALS, "subject_changed"),
        ("省级重点实验室达到200家左右", GOALS, "subject_changed"),
        ("国家级创新平台达到10家", GOALS, "bound_changed"),
        ("信息领域科技型企业群体达到万家以上", GOALS, "mark_dropped"),
        ("骨干企业建设专业化孵化载体", ITEM_6, "polarity_changed"),
        ("给予骨干企业建设专业化孵化载体", ITEM_6, "polarity_changed"),
        ("不支持骨干企业建设专业化孵化载体", ITEM_6, "polarity_changed"),
        ("房地产企业可以建设专业化孵化载体", ITEM_6, "content_not_quoted"),
        ("鼓励高校联合企业建设现代产业学院", "鼓励企业联合高校建设现代产业学院。", "words_misplaced"),
        ("按照第八条,支持骨干企业建设专业化孵化载体", ITEM_6, "reference_unknown"),
    ],
)
def test_a_sentence_that_changes_what_the_clause_says_is_cut(sentence: str, clause: str, rule: str) -> None:
    rejection = refusal(sentence, clause)
    assert rejection is not None
    assert rejection.rule == rule


def test_the_outer_condition_counts_even_when_the_quote_leaves_it_out() -> None:
    part = "其中集成电路领域企业研发投入按10%给予后补助。"
    draft = make_draft(
        clause_sentence("集成电路领域企业研发投入按10%给予后补助。"), quotes=(make_quote(ITEM_6, part=part),)
    )
    assert [rejection.rule for rejection in check(draft).rejections] == ["condition_dropped"]


@pytest.mark.parametrize("change", [{"text": "支持高校"}, {"start": 0}, {"end": 10_000}, {"start": 130, "end": 120}])
def test_a_broken_quote_takes_its_sentences_with_it(change: dict[str, object]) -> None:
    broken = replace(make_quote(ITEM_6), **change)
    draft = make_draft(
        clause_sentence(CEILING),
        clause_sentence("国家级创新平台达到10家左右", 2),
        quotes=(broken, make_quote(GOALS, 2)),
    )
    verified = check(draft)
    assert [rejection.rule for rejection in verified.rejections] == ["quote_broken"]
    assert [sentence.markers for sentence in verified.draft.sentences] == [(1,)]
    assert [(quote.marker, quote.text) for quote in verified.draft.quotes] == [(1, GOALS)]


def test_a_marker_without_a_quote_is_cut() -> None:
    verified = check(make_draft(clause_sentence(CEILING, 1, 4), quotes=(make_quote(ITEM_6),)))
    assert verified.draft.sentences == ()
    assert [rejection.rule for rejection in verified.rejections] == ["quote_broken"]


def test_a_clause_sentence_needs_a_marker() -> None:
    verified = check(make_draft(Sentence(CEILING, SentenceKind.CLAUSE), quotes=(make_quote(ITEM_6),)))
    assert [rejection.rule for rejection in verified.rejections] == ["no_marker"]


def test_markers_are_numbered_as_they_appear_and_unused_quotes_dropped() -> None:
    draft = make_draft(
        clause_sentence("国家级创新平台达到10家左右[7]", 7),
        clause_sentence(CEILING, 3),
        quotes=(make_quote(ITEM_6, 3), make_quote("无关的条款。", 5), make_quote(GOALS, 7)),
    )
    verified = check(draft).draft
    assert [(sentence.text[-3:], sentence.markers) for sentence in verified.sentences] == [
        ("[1]", (1,)),
        ("补助。", (2,)),
    ]
    assert [(quote.marker, quote.text) for quote in verified.quotes] == [(1, GOALS), (2, ITEM_6)]


def test_without_a_supported_sentence_an_answer_comes_back_empty_with_its_gaps() -> None:
    gap = Gap(GapDetail.CAP, "文件没有规定上限")
    draft = replace(
        make_draft(
            Sentence("您好。", SentenceKind.FRAME), clause_sentence("一般企业10%"), quotes=(make_quote(ITEM_6),)
        ),
        gaps=(gap,),
    )
    verified = check(draft).draft
    assert (verified.sentences, verified.quotes, verified.gaps) == ((), (), (gap,))


def test_a_refusal_keeps_its_own_words() -> None:
    draft = make_draft(Sentence("知识库里没有这方面的政策。", SentenceKind.FRAME), status=AnswerStatus.NO_ANSWER)
    assert check(draft).draft == draft


def frame_refusal(
    text: str, question: str = "", profile: dict[str, object] | None = None, **metadata: object
) -> str | None:
    quotes = (make_quote(ITEM_6, **metadata),)
    draft = make_draft(clause_sentence(CEILING), Sentence(text, SentenceKind.FRAME), quotes=quotes)
    rejections = check(draft, question, profile).rejections
    return rejections[0].rule if rejections else None


@pytest.mark.parametrize(
    "text",
    [
        "依据《行动计划》(鲁科字〔2023〕4号)二、(三)6.:",
        "该文件于2023年1月5日印发,实施期到2025年12月31日。",
        "今天是2026年11月25日。",
        "1. 可以对照的条款如下:",
        "以上共1项。",
        "您提到研发投入200万元。",
        "原文件已被《新办法》(鲁科字〔2026〕9号)替代。",
    ],
)
def test_our_own_words_may_name_metadata_today_and_the_users_figures(text: str) -> None:
    successor = DocumentReference("新办法", "鲁科字〔2026〕9号")
    assert frame_refusal(text, "研发投入二百万", effective_to=date(2025, 12, 31), superseded_by=successor) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("最多可以拿到50万元。", "figure_not_own"),
        ("补助比例是10%。", "figure_not_own"),
        ("以上共9项。", "figure_not_own"),
        ("文件于2024年1月5日印发。", "figure_not_own"),
        ("依据鲁科字〔2023〕5号。", "reference_unknown"),
        ("依据第六条。", "reference_unknown"),
    ],
)
def test_our_own_words_may_not_bring_in_a_fact(text: str, rule: str) -> None:
    assert frame_refusal(text) == rule


def test_a_number_of_the_profile_is_the_users_own() -> None:
    assert (
        frame_refusal("贵公司研发费用为300万元,研发占比6%。", profile={"rd_expense": 3_000_000, "rd_ratio_1y": 0.06})
        is None
    )
    assert frame_refusal("贵公司研发费用为300万元。", profile={"hnte_valid": True}) == "figure_not_own"


def computed_refusal(text: str, question: str = "我们研发投入200万元") -> str | None:
    draft = make_draft(
        clause_sentence(CEILING), Sentence(text, SentenceKind.COMPUTED, (1,)), quotes=(make_quote(ITEM_6),)
    )
    rejections = check(draft, question).rejections
    return rejections[0].rule if rejections else None


@pytest.mark.parametrize(
    "text",
    [
        "符合条件的集成电路领域企业研发投入测算为200万元×10%=20万元。",
        "符合条件的企业研发投入按最高比例测算不超过200万元×5%=10万元。",
        "如符合条件,集成电路领域企业研发投入200万元按10%测算:200万元×10%=20万元。",
        "符合条件的集成电路领域企业研发投入扣除补助后为200万元×(1-10%)=180万元。",
    ],
)
def test_a_right_computation_under_its_conditions_passes(text: str) -> None:
    assert computed_refusal(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("符合条件的集成电路领域企业研发投入测算为200万元×10%=30万元。", "wrong_result"),
        ("符合条件的集成电路领域企业研发投入测算为200万元×10%=20元。", "wrong_result"),
        ("符合条件的集成电路领域企业研发投入测算为20万元。", "no_formula"),
        ("符合条件的集成电路领域企业研发投入测算为300万元×10%=30万元。", "figure_not_quoted"),
        ("符合条件的集成电路领域企业研发投入测算为200万元×20%=40万元。", "figure_not_quoted"),
        ("符合条件的企业研发投入测算为200万元×5%=10万元。", "bound_changed"),
        ("集成电路领域企业研发投入测算为200万元×10%=20万元。", "condition_dropped"),
        ("符合条件的企业研发投入测算为200万元×10%=20万元。", "subject_widened"),
        ("符合条件的集成电路企业研发投入按最高比例测算不超过200万元×5%=10万元。", "subject_changed"),
    ],
)
def test_a_wrong_or_unconditional_computation_is_cut(text: str, rule: str) -> None:
    assert computed_refusal(text) == rule


def test_a_draft_is_verified_in_three_milliseconds() -> None:
    quotes = (make_quote(ITEM_6), make_quote(GOALS, 2), make_quote("支持企业牵头制定国际标准。", 3))
    sentences = [
        clause_sentence(TRUE),
        clause_sentence(CEILING),
        clause_sentence("国家级创新平台达到10家左右。", 2),
        clause_sentence("省级创新平台达到200家左右。", 2),
        clause_sentence("支持企业牵头制定国际标准。", 3),
        Sentence("以下是依据。", SentenceKind.FRAME),
    ]
    draft = make_draft(*sentences, quotes=quotes)
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        verified = check(draft)
        best = min(best, time.perf_counter() - start)
    assert len(verified.draft.sentences) == 6
    assert best < 0.003
