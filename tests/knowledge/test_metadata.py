from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import InvalidDocument
from knowledge.metadata import metadata_from_mapping, metadata_to_mapping
from knowledge.types import DocumentReference, Level, Metadata, SourceKind, Status

TEXT = st.text(min_size=1).filter(str.strip)
OPTIONAL = st.none() | TEXT
REFERENCES = st.builds(DocumentReference, TEXT, OPTIONAL, OPTIONAL)


@given(
    st.builds(
        Metadata,
        doc_id=TEXT,
        title=TEXT,
        doc_no=OPTIONAL,
        issuer=OPTIONAL,
        level=st.sampled_from(Level),
        region=OPTIONAL,
        issued=st.none() | st.dates(),
        effective_from=st.none() | st.dates(max_value=date(2020, 1, 1)),
        effective_to=st.none() | st.dates(min_value=date(2020, 1, 1)),
        status=st.sampled_from(Status),
        supersedes=st.lists(REFERENCES).map(tuple),
        superseded_by=st.none() | REFERENCES,
        topics=st.lists(TEXT).map(tuple),
        aliases=st.lists(TEXT).map(tuple),
        source_kind=st.sampled_from(SourceKind),
        source=OPTIONAL,
        summarises=OPTIONAL,
        by_hand=st.lists(TEXT).map(tuple),
    )
)
def test_metadata_survives_the_way_through_json(metadata: Metadata) -> None:
    assert metadata_from_mapping(json.loads(json.dumps(metadata_to_mapping(metadata))), "file") == metadata


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"titel": "办法"}, "titel"),
        ({"title": None}, "title"),
        ({"title": "  "}, "title"),
        ({"doc_id": 5}, "doc_id"),
        ({"level": "镇"}, "level"),
        ({"status": "gone"}, "status"),
        ({"source_kind": "copy"}, "source_kind"),
        ({"issued": "2023-02-30"}, "issued"),
        ({"issued": "20230105"}, "issued"),
        ({"issued": 2023}, "issued"),
        ({"effective_to": "2022-12-31"}, "effective_to"),
        ({"topics": "平台"}, "topics"),
        ({"topics": [""]}, "topics"),
        ({"supersedes": [{"doc_no": "1号"}]}, "supersedes"),
        ({"supersedes": {"title": "旧办法"}}, "supersedes"),
        ({"superseded_by": {"title": "新办法", "no": "1号"}}, "superseded_by"),
    ],
)
def test_a_wrong_field_is_refused_by_file_and_name(change: dict[str, object], named: str) -> None:
    mapping = {"doc_id": "rule", "title": "办法", "effective_from": "2023-01-05"} | change
    with pytest.raises(InvalidDocument) as refusal:
        metadata_from_mapping(mapping, "rule/document.yaml")
    assert "rule/document.yaml" in str(refusal.value)
    assert named in str(refusal.value)


def test_what_is_no_mapping_is_refused() -> None:
    with pytest.raises(InvalidDocument):
        metadata_from_mapping(["doc_id"], "rule/document.yaml")
