"""What may not be stated as a fact: said to be open, without the figures in doubt."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import find_figures
from bot.in_doubt import compose_in_doubt
from bot.types import AnswerStatus, Evidence, GapDetail, SentenceKind
from bot.verify import verify
from knowledge.shipped import shipped_documents
from knowledge.validity import clear_until
from tests.bot.invented import TODAY, make_corpus, make_understanding
from tests.bot.invented_digests import DIGESTS, fact, found, make_digest

ASKED = make_understanding("航标维护补多少")


def draft_of(clause_id, documents=DIGESTS):
    corpus = make_corpus(documents)
    return compose_in_doubt(ASKED, Evidence((found(corpus, clause_id),), (), (), 0.8), corpus)


def held(text):
    return make_digest({"doc_id": "held", "title": "暂停规则"}, fact("b1", "标准", text, clear_until="2025-12-31"))


def test_a_rule_known_up_to_a_day_is_said_to_be_so_and_quoted_without_its_figures():
    draft = draft_of("beacon:b1")
    (sentence,), (quote,) = draft.sentences, draft.quotes
    assert "《航标维护补贴规则》" in sentence.text and "2025年12月31日" in sentence.text
    assert (sentence.kind, sentence.markers) == (SentenceKind.FRAME, (1,))
    assert quote.text == "由港口主管部门按季拨付给维护单位"
    assert "3万" not in sentence.text
    assert draft.status is AnswerStatus.PARTIAL
    assert [gap.detail for gap in draft.gaps] == [GapDetail.OTHER]


def test_an_uncertain_fact_says_itself_what_is_open():
    draft = draft_of("pilot:t1")
    assert [(sentence.text, sentence.kind) for sentence in draft.sentences] == [
        ("引航员津贴2026年以后是否延续没有核实，以主管部门通知为准。", SentenceKind.CLAUSE)
    ]
    assert draft.quotes[0].text == draft.sentences[0].text


def test_the_uncertain_fact_of_a_document_speaks_before_the_one_that_was_known():
    draft = draft_of("pilot:b1")
    assert [quote.source.clause.path for quote in draft.quotes] == ["t1", "b1"]
    assert [quote.marker for quote in draft.quotes] == [1, 2]
    assert "2000" not in "".join(sentence.text for sentence in draft.sentences)
    assert "2000" not in draft.quotes[1].text


def test_such_a_draft_verifies_whole():
    for clause_id in ("beacon:b1", "pilot:b1", "pilot:t1"):
        draft = draft_of(clause_id)
        verified = verify(draft, question=ASKED.text, profile={}, today=TODAY)
        assert verified.rejections == ()
        assert verified.draft.sentences == draft.sentences


PIECES = st.lists(
    st.sampled_from(["航标维护", "每座", "3万元", "按季拨付", "，", "。", "（不含灯塔）", "；", "最高8%", "："]),
    min_size=1,
    max_size=12,
)


@given(PIECES.map("".join).filter(lambda text: text.strip("，。；：")))
def test_no_quote_of_a_rule_in_doubt_has_a_figure_and_all_are_verbatim(text):
    document = held(text)
    for quote in draft_of("held:b1", (document,)).quotes:
        assert not find_figures(quote.text)
        assert document.text[quote.start : quote.end] == quote.text
        assert quote.text == quote.text.strip(" ，。；：")


def test_a_stretch_within_a_sentence_is_quoted_where_every_sentence_has_a_figure():
    (quote,) = draft_of("held:b1", (held("航标维护每座每年补贴3万元。"),)).quotes
    assert quote.text == "航标维护每座每年补贴"


@pytest.mark.parametrize("day", [TODAY, date(2030, 1, 1)])
def test_every_shipped_fact_that_falls_into_doubt_can_be_cited_without_a_figure(day):
    documents = shipped_documents()
    corpus = make_corpus(documents)
    understanding = replace(ASKED, as_of=day)
    for document in documents:
        for clause in document.clauses:
            source = corpus.ranked(clause, understanding, 1.0, 1.0)
            if source.in_doubt and not source.is_uncertain:
                draft = compose_in_doubt(understanding, Evidence((source,), (), (), 1.0), corpus)
                own = [quote for quote in draft.quotes if quote.source is source]
                assert own and not find_figures(own[0].text), clause.clause_id
                assert clear_until(document.metadata, clause) is not None
