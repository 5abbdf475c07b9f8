"""Answers about a document as such, cited from its opening."""

from dataclasses import replace
from datetime import date

import pytest

from bot.about_document import compose_about_document
from bot.details import asked_details
from bot.types import AnswerStatus, Evidence, GapDetail
from bot.verify import is_verbatim, verify
from knowledge.types import Clause, Validity
from tests.bot.invented import TODAY, make_ranked, make_understanding

OPENING = make_ranked("ship-plan:0")


def draft_for(text, source=OPENING):
    understanding = make_understanding(text, asked_details(text))
    return compose_about_document(understanding, Evidence((source,), (), (), 1.0))


def said(text, source=OPENING):
    return "".join(sentence.text for sentence in draft_for(text, source).sentences)


def with_metadata(**fields):
    return replace(OPENING, metadata=replace(OPENING.metadata, **fields))


@pytest.mark.parametrize(
    ("text", "fact", "quoted"),
    [
        ("方案的文号是多少", "文号是示海字〔2024〕7号", "示海字〔2024〕7号"),
        ("方案是哪个部门印发的", "由示范省海洋产业厅印发", "示范省海洋产业厅"),
        ("方案是什么时候印发的", "落款日期是2024年3月8日", "2024年3月8日"),
        ("方案的有效期到哪年", "到2026年12月31日为止", "示范省海洋装备创新行动方案\n(2024-2026年)"),
        (
            "方案的全称",
            "文件全称是《示范省海洋装备创新行动方案(2024-2026年)》",
            "示范省海洋装备创新行动方案\n(2024-2026年)",
        ),
    ],
)
def test_each_fact_rests_on_the_line_that_shows_it(text, fact, quoted):
    draft = draft_for(text)
    assert draft.status is AnswerStatus.ANSWERED
    assert fact in said(text)
    assert [quote.text for quote in draft.quotes] == [quoted]


@pytest.mark.parametrize(
    "text", ["方案的文号是多少,谁印发的,什么时候印发的", "方案的全称和文号", "这个方案还有效吗,有没有后续文件接替"]
)
def test_every_sentence_of_such_an_answer_is_marked_and_verifies(text):
    draft = draft_for(text)
    verified = verify(draft, question=text, profile={}, today=TODAY)
    assert verified.rejections == ()
    assert verified.draft.status is draft.status
    assert all(is_verbatim(quote) for quote in draft.quotes)
    assert any(sentence.markers for sentence in draft.sentences)


@pytest.mark.parametrize(
    ("validity", "words"),
    [
        (Validity.IN_FORCE, "有效期内"),
        (Validity.NOT_YET, "还没有开始施行"),
        (Validity.PERIOD_ENDED, "已经结束"),
        (Validity.EXPIRED, "到期失效"),
        (Validity.SUPERSEDED, "替代"),
        (Validity.UNKNOWN, "没有核实"),
    ],
)
def test_the_standing_is_that_of_the_day_asked_about(validity, words):
    assert words in said("这个方案还有效吗", replace(OPENING, validity=validity))


def test_a_successor_that_nobody_knows_is_a_gap():
    draft = draft_for("这个方案有没有后续文件接替")
    assert draft.status is AnswerStatus.PARTIAL
    assert [gap.detail for gap in draft.gaps] == [GapDetail.OTHER]
    assert draft.gaps[0].text in draft.sentences[-1].text


def test_a_fact_that_the_opening_does_not_print_rests_on_the_title():
    draft = draft_for("方案是哪个部门印发的", with_metadata(issuer="海洋委员会"))
    assert [quote.text for quote in draft.quotes] == ["示范省海洋装备创新行动方案\n(2024-2026年)"]


def test_without_a_printed_title_it_rests_on_the_first_line():
    text = "各市:\n现将方案印发给你们。"
    clause = Clause("ship-plan", "0", "正文前", (), text, 40, 40 + len(text))
    (quote,) = draft_for("方案的文号是多少", replace(OPENING, clause=clause)).quotes
    assert (quote.text, quote.start, quote.end) == ("各市:", 40, 43)
    assert is_verbatim(quote)


def test_what_is_not_known_of_a_document_is_not_said():
    unknown = with_metadata(issuer=None, doc_no=None, issued=None, effective_to=None, effective_from=None, region=None)
    for text in ("方案是哪个部门印发的", "方案的文号是多少", "方案什么时候印发的", "方案的有效期到哪年"):
        assert "None" not in said(text, unknown)
        assert "示范省海洋装备创新行动方案" in said(text, unknown)


def test_a_period_without_a_first_day_is_said_by_its_last():
    assert "的规划期到2026年12月31日为止" in said("方案的规划期是哪几年", with_metadata(effective_from=None))


def test_a_period_names_its_years():
    assert "是2024-2026年" in said("方案的规划期是哪几年", with_metadata(effective_from=date(2024, 3, 8)))
