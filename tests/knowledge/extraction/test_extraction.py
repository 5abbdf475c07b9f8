"""Whole notices, what each says of itself, and that no text at all breaks the reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.extraction import ExtractedMetadata, extract_metadata
from knowledge.shipped import SHIPPED_DOCUMENTS, read_document
from knowledge.types import Level, Status


@dataclass(frozen=True)
class Notice:
    name: str
    text: str
    expected: dict[str, object]


NOTICES = [
    Notice(item["name"], item["text"], item["expected"])
    for item in yaml.safe_load(Path(__file__).with_name("notices.yaml").read_text(encoding="utf-8"))
]


def as_expected(found: ExtractedMetadata) -> dict[str, object]:
    plain = {
        name: getattr(found, name) and str(getattr(found, name))
        for name in (
            "title",
            "doc_no",
            "issuer",
            "level",
            "region",
            "issued",
            "effective_from",
            "effective_to",
            "source",
        )
    }
    lists = {
        "supersedes": [[reference.title, reference.doc_no] for reference in found.supersedes],
        "aliases": list(found.aliases),
        "computed": sorted(found.computed),
        "flags": [flag.code for flag in found.flags],
    }
    return {key: value for key, value in (plain | lists | {"is_plan": found.is_plan}).items() if value}


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.name)
def test_a_notice_is_read_as_a_person_would_read_it(notice: Notice) -> None:
    assert as_expected(extract_metadata(notice.text)) == notice.expected


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.name)
def test_every_span_lies_in_the_text_and_holds_words(notice: Notice) -> None:
    for start, end in extract_metadata(notice.text).spans.values():
        assert 0 <= start < end <= len(notice.text)
        assert notice.text[start:end].strip()


def test_the_action_plan_gives_the_metadata_that_it_ships_with() -> None:
    shipped = read_document(SHIPPED_DOCUMENTS / "sd-xyd-2023")
    found = extract_metadata(shipped.text).to_metadata("sd-xyd-2023")
    for name in ("title", "doc_no", "issuer", "level", "region", "issued", "effective_from", "effective_to", "status"):
        assert getattr(found, name) == getattr(shipped.metadata, name), name


def test_a_rule_of_unknown_issuer_counts_for_the_park_alone() -> None:
    metadata = extract_metadata("入园企业须知\n请按月交纳物业费。").to_metadata("notice")
    assert metadata.level is Level.PARK
    assert metadata.status is Status.ACTIVE


def test_the_file_name_serves_where_the_text_has_no_title() -> None:
    found = extract_metadata("没有题目的一段文字。第二句话。", title_hint="创新券办法")
    assert found.title == "创新券办法"
    assert [flag.code for flag in found.flags] == ["no_title"]


def test_a_text_without_a_single_word_still_has_a_name() -> None:
    assert extract_metadata(" \n").title == "无标题文件"


@given(
    st.text(
        alphabet="《》()（）〔〕年月日号第自起施行有效期至废止一二三1234567890令公告关于印发的通知。,:：\n |附件齐川市",
        max_size=300,
    )
)
def test_no_text_breaks_the_reading(text: str) -> None:
    found = extract_metadata(text)
    assert found.title.strip()
    assert not (found.effective_from and found.effective_to and found.effective_to < found.effective_from)


@given(st.sampled_from(NOTICES), st.integers(0, 2000))
def test_a_notice_cut_off_anywhere_is_read_too(notice: Notice, length: int) -> None:
    assert extract_metadata(notice.text[:length]).title
