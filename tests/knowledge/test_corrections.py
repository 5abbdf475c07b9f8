"""Metadata set by hand: what changes, what counts as set by hand, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.corrections import SETTABLE, changes_between, corrected, with_values
from knowledge.errors import InvalidCorrection
from knowledge.extraction.extraction import extract_metadata
from knowledge.fingerprints import content_hash
from knowledge.metadata import metadata_to_mapping
from knowledge.types import Document, DocumentReference, Level, Metadata
from tests.knowledge.ingestion.files import RULES

FOUND = Metadata("rule", "办法", "望科发〔2024〕3号", "望河区科技局", Level.DISTRICT, "望河区", date(2024, 2, 20))


def test_a_value_takes_the_place_of_what_was_found_and_counts_as_set_by_hand() -> None:
    made = corrected(FOUND, {"effective_from": "2024-03-01", "region": "济南市", "doc_no": None})
    assert made == replace(
        FOUND,
        effective_from=date(2024, 3, 1),
        region="济南市",
        doc_no=None,
        by_hand=("doc_no", "region", "effective_from"),
    )


def test_a_value_that_stands_there_already_changes_nothing() -> None:
    assert corrected(FOUND, {"region": "望河区", "aliases": [], "effective_to": None}) == FOUND


def test_what_was_set_by_hand_before_stays_so() -> None:
    once = corrected(FOUND, {"region": "济南市"})
    assert corrected(once, {"issuer": "科技局"}).by_hand == ("issuer", "region")
    assert corrected(once, {"region": "望河区"}).by_hand == ("region",)


@given(st.dictionaries(st.sampled_from(("region", "doc_no", "source")), st.none() | st.sampled_from(("甲", "乙"))))
def test_the_changes_are_those_fields_that_differ(values: dict[str, object]) -> None:
    made = corrected(FOUND, values)
    told = {flag.code for flag in changes_between(FOUND, made, values)}
    before, after = metadata_to_mapping(FOUND), metadata_to_mapping(made)
    assert told == {name for name in SETTABLE if before[name] != after[name]} == set(made.by_hand)


def test_changes_are_told_with_the_values_before_and_after() -> None:
    values: dict[str, object] = {"issued": None, "supersedes": [{"title": "甲办法"}, {"title": "乙办法"}]}
    flags = changes_between(FOUND, corrected(FOUND, values), values)
    assert [(flag.code, flag.text) for flag in flags] == [
        ("issued", "2024-02-20 → 无"),
        ("supersedes", "无 → 甲办法；乙办法"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"doc_id": "other"},
        {"by_hand": ["title"]},
        {"title": None},
        {"level": None},
        {"level": "镇"},
        {"issued": "2024-02-30"},
        {"effective_from": "2024-03-01", "effective_to": "2024-02-01"},
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(InvalidCorrection):
        corrected(FOUND, values)


def test_a_hash_without_values_set_by_hand_is_what_earlier_versions_wrote() -> None:
    assert "by_hand" not in metadata_to_mapping(FOUND)
    plain, by_hand = (Document(each, "文", ()) for each in (FOUND, replace(FOUND, by_hand=("region",))))
    assert content_hash(plain) != content_hash(by_hand)


def test_what_was_read_gives_way_with_its_place_and_its_explanation() -> None:
    found = extract_metadata(RULES)
    assert "effective_to" in found.computed
    made = with_values(found, {"effective_to": "2030-12-31", "supersedes": [{"title": "旧办法"}]})
    assert made.effective_to == date(2030, 12, 31) and made.supersedes == (DocumentReference("旧办法"),)
    assert "effective_to" not in made.computed and "effective_to" not in made.spans
    assert made.to_metadata("x").by_hand == ("effective_to", "supersedes")
    assert with_values(found, {}) is found


def test_a_doubt_is_settled_by_the_value_that_a_person_gives() -> None:
    found = extract_metadata("第一条 甲。\n第二条 乙。", title_hint="扫描件")
    assert [flag.code for flag in found.flags] == ["no_title"]
    assert with_values(found, {"title": "办法"}).flags == ()
    assert with_values(found, {"region": "济南市"}).flags == found.flags


def test_an_end_that_was_reckoned_from_the_day_in_the_text_is_in_doubt_once_another_day_is_set() -> None:
    found = extract_metadata(RULES)
    (flag,) = with_values(found, {"effective_from": "2024-04-01"}).flags
    assert flag.code == "contradictory_dates" and "2029-02-28" in flag.text
    assert with_values(found, {"effective_from": "2024-04-01", "effective_to": "2029-03-31"}).flags == ()
    assert with_values(found, {"effective_from": "2024-03-01"}).flags == ()
