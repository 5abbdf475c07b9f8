"""Reading a digest: facts one after the other, each with its article and how surely it is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.digests import basis_from_mapping, basis_to_mapping, read_digest
from knowledge.errors import InvalidDocument
from knowledge.normalise import stored_text
from knowledge.types import Basis, Confidence

WHERE = "rule/clauses.yaml"
ENTRY = {"id": "b1", "ref": "第五条", "title": "资助标准", "text": "每户资助六万元。", "confidence": "B"}
TEXTS = st.lists(st.text(alphabet="灯塔资助每户(一)\n、，。 1", min_size=1).filter(str.strip), min_size=1, max_size=9)


def entry(**changes: object) -> dict[str, object]:
    return {**ENTRY, **changes}


def read(*entries: object):  # text and clauses
    return read_digest(list(entries), doc_id="rule", where=WHERE)


def test_a_fact_becomes_a_clause_under_its_article_and_title() -> None:
    text, (clause,) = read(entry(questions=["养一户给多少", "资助几万"], joins=["b2"], clear_until="2025-12-31"))
    assert text == clause.text == "每户资助六万元。"
    assert (clause.clause_id, clause.label, clause.heading_path) == ("rule:b1", "第五条", ("资助标准",))
    assert (clause.questions, clause.joins) == (("养一户给多少", "资助几万"), ("b2",))
    assert clause.basis == Basis(Confidence.PUBLISHED, date(2025, 12, 31))


def test_what_is_optional_is_empty_where_it_is_not_given() -> None:
    _, (clause,) = read(entry(confidence="A"))
    assert (clause.questions, clause.joins, clause.basis) == ((), (), Basis(Confidence.CHECKED))


@given(TEXTS)
def test_the_clauses_of_a_digest_lie_in_its_text_in_order_without_overlap(texts: list[str]) -> None:
    text, clauses = read(*(entry(id=f"c{number}", text=each) for number, each in enumerate(texts)))
    end = 0
    for clause, given_text in zip(clauses, texts, strict=True):
        assert text[clause.start : clause.end] == clause.text == stored_text(given_text).strip()
        assert clause.start >= end
        assert not text[end : clause.start].strip()
        end = clause.end
    assert end == len(text)


def test_blanks_around_a_text_and_carriage_returns_are_not_stored() -> None:
    text, _ = read(entry(text="  甲:\r\n(一)乙。\n"))
    assert text == "甲:\n(一)乙。"


@pytest.mark.parametrize("path", ["0", "b1", "c5a", "p2", "k12", "g1", "s3", "d1", "t4"])
def test_the_ids_of_facts_are_the_paths(path: str) -> None:
    _, (clause,) = read(entry(id=path))
    assert clause.path == path


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"id": "5"}, "编号"),
        ({"id": 1}, "编号"),
        ({"id": "b１"}, "编号"),
        ({"id": "b1/../c"}, "编号"),
        ({"joins": ["第二条"]}, "编号"),
        ({"joins": "b2"}, "joins"),
        ({"joins": ["b1"]}, "重复 b1"),
        ({"ref": " "}, "ref"),
        ({"title": None}, "title"),
        ({"text": "\n"}, "text"),
        ({"text": ["甲"]}, "text"),
        ({"confidence": "D"}, "confidence"),
        ({"confidence": None}, "confidence"),
        ({"clear_until": "2025-13-01"}, "clear_until"),
        ({"clear_until": "年底"}, "clear_until"),
        ({"questions": "多少"}, "questions"),
        ({"questions": [""]}, "questions"),
        ({"questions": ["多少", "多少"]}, "重复"),
        ({"question": ["多少"]}, "可有"),
    ],
)
def test_a_slip_in_a_fact_is_refused_by_file_and_place(changes: dict[str, object], named: str) -> None:
    with pytest.raises(InvalidDocument) as refusal:
        read(entry(**changes))
    assert WHERE in str(refusal.value)
    assert named in str(refusal.value)


@pytest.mark.parametrize("missing", sorted(ENTRY))
def test_a_fact_without_one_of_its_fields_is_refused(missing: str) -> None:
    with pytest.raises(InvalidDocument, match=missing):
        read({key: value for key, value in ENTRY.items() if key != missing})


@pytest.mark.parametrize("entries", [None, [], {}, "b1", ["b1"], [None]])
def test_what_is_no_list_of_facts_is_refused(entries: object) -> None:
    with pytest.raises(InvalidDocument, match=WHERE):
        read_digest(entries, doc_id="rule", where=WHERE)


def test_no_fact_is_told_twice() -> None:
    with pytest.raises(InvalidDocument, match="重复 b2"):
        read(entry(joins=["b2"]), entry(id="b2"))
    with pytest.raises(InvalidDocument, match="重复 b1"):
        read(entry(), entry())


@given(st.builds(Basis, st.sampled_from(Confidence), st.none() | st.dates()))
def test_a_basis_is_read_back_from_its_mapping(basis: Basis) -> None:
    assert basis_from_mapping(basis_to_mapping(basis), "") == basis
