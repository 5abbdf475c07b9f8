"""Hashes of documents, clauses and whole knowledge bases."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.fingerprints import clause_digest, clause_digests, content_hash, truth_hash
from knowledge.metadata import metadata_to_mapping
from knowledge.types import Basis, Confidence, Document
from tests.knowledge.factories import LOANS, PLAN

BASIS = Basis(Confidence.PUBLISHED)


def changed(document: Document = PLAN, **fields: object) -> Document:
    first, *rest = document.clauses
    return replace(document, clauses=(replace(first, **fields), *rest))  # type: ignore[arg-type]


def test_an_original_has_the_hash_that_versions_without_digests_wrote() -> None:
    clauses = [
        [clause.path, clause.label, clause.heading_path, clause.text, clause.start, clause.end, clause.questions]
        for clause in PLAN.clauses
    ]
    stored = json.dumps([metadata_to_mapping(PLAN.metadata), PLAN.text, clauses], ensure_ascii=False)
    assert content_hash(PLAN) == hashlib.sha256(stored.encode()).hexdigest()


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": BASIS},
        {"basis": Basis(Confidence.UNCERTAIN)},
        {"basis": Basis(Confidence.PUBLISHED, date(2025, 12, 31))},
        {"basis": BASIS, "joins": ("b2",)},
        {"questions": ()},
        {"label": "第九条"},
    ],
)
def test_whatever_the_catalogue_stores_of_a_clause_is_in_the_hash(fields: dict[str, object]) -> None:
    others = [PLAN, changed(basis=BASIS)] if fields != {"basis": BASIS} else [PLAN]
    assert content_hash(changed(**fields)) not in {content_hash(document) for document in others}


def test_the_metadata_and_the_text_are_in_the_hash() -> None:
    retitled = replace(PLAN, metadata=replace(PLAN.metadata, title="别的"))
    hashes = {content_hash(document) for document in (PLAN, LOANS, retitled, replace(PLAN, text=PLAN.text + "。"))}
    assert len(hashes) == 4


def test_the_indexes_see_only_words_and_questions() -> None:
    clause = PLAN.clauses[0]
    assert clause_digest(replace(clause, label="别的", basis=BASIS, joins=("b2",))) == clause_digest(clause)
    for field, value in (("text", "别的"), ("questions", ("问",)), ("heading_path", ("别的",))):
        assert clause_digest(replace(clause, **{field: value})) != clause_digest(clause)  # type: ignore[arg-type]


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=6), st.randoms())
def test_the_order_of_the_clauses_does_not_matter(digests: dict[str, str], random: object) -> None:
    items = list(digests.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert truth_hash(dict(items)) == truth_hash(digests)
    assert truth_hash({**digests, "another clause": ""}) != truth_hash(digests)


def test_the_digests_are_keyed_by_clause_id() -> None:
    assert clause_digests(PLAN.clauses).keys() == {"plan:1", "plan:2", "plan:3"}
