"""The sentences of a clause, with offsets into the document."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parts import segment_with, sentences_of
from bot.types import RankedClause
from knowledge.types import Clause, Metadata, Validity
from tests.bot.invented import DOCUMENTS, clause_of, make_ranked, metadata_of

CLAUSES = [clause for document in DOCUMENTS for clause in document.clauses]


def source_of(text, start=0, headings=()):
    clause = Clause("d", "1", "1.", headings, text, start, start + len(text))
    return RankedClause(clause, Metadata("d", "办法"), Validity.IN_FORCE, 1.0, 1.0)


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.clause_id)
def test_sentences_are_verbatim_at_their_offsets(clause):
    document = next(document for document in DOCUMENTS if document.doc_id == clause.doc_id)
    parts = sentences_of(RankedClause(clause, metadata_of(clause.doc_id), Validity.IN_FORCE, 1.0, 1.0))
    assert parts
    for part in parts:
        assert document.text[part.start : part.end] == part.text
        assert clause.start <= part.start < part.end <= clause.end


@given(st.text(alphabet="灯塔设备折旧。！;\n,：（）「」1.、一 第条(", max_size=60), st.integers(0, 1000))
def test_sentences_of_any_text_are_verbatim_in_order_and_apart(text, start):
    parts = sentences_of(source_of(text, start))
    for part in parts:
        assert text[part.start - start : part.end - start] == part.text
        assert part.text.strip() and part.text == part.text.rstrip()
    assert all(before.end <= after.start for before, after in pairwise(parts))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("1.支持样机试制。鼓励船厂。", "支持样机试制"),
        ("(二)强化宣传。举办活动。", "强化宣传"),
        ("一、总体要求", "总体要求"),
        ("第二条 灯塔设备折旧。", "灯塔设备折旧"),
    ],
)
def test_the_enumerator_belongs_to_no_sentence(text, first):
    assert sentences_of(source_of(text))[0].text == first


@pytest.mark.parametrize("label", ["第七条之一 ", "第十条之二", "（三）之一 "])
def test_the_number_of_an_inserted_clause_belongs_to_its_enumerator(label):
    assert [part.text for part in sentences_of(source_of(f"{label}鼓励企业参与标准制定。"))] == ["鼓励企业参与标准制定"]


def test_a_number_inside_a_clause_is_no_enumerator():
    assert sentences_of(source_of("鼓励船厂。1.5米以上的船优先"))[1].text == "1.5米以上的船优先"


def test_the_title_is_marked():
    parts = sentences_of(make_ranked("ship-plan:2.1.2"))
    assert [part.is_title for part in parts] == [True, False, False]


def test_the_segment_that_holds_a_position_is_found():
    (_, _, part) = sentences_of(make_ranked("ship-plan:2.1.1"))
    segment = segment_with(part, part.text.index("15%"))
    assert segment.text == "其中深海探测领域企业样机试制投入按15%给予后补助"
    clause = clause_of("ship-plan:2.1.1")
    assert clause.text[segment.start - clause.start : segment.end - clause.start] == segment.text


@given(st.text(alphabet="灯塔,，:：(（)）设备《》", min_size=1, max_size=40), st.data())
def test_a_segment_lies_in_its_sentence_and_holds_the_position(text, data):
    for part in sentences_of(source_of(text)):
        position = data.draw(st.integers(0, len(part.text) - 1))
        segment = segment_with(part, position)
        assert part.start <= segment.start < segment.end <= part.end
        assert text[segment.start : segment.end] == segment.text
        if not re.fullmatch("[,，:：]", part.text[position]):
            assert segment.start <= part.start + position < segment.end
