from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.manifest import (
    index_in_use,
    manifest_of,
    new_directory,
    read_manifest,
    remove_directory,
    superseded_directories,
    write_manifest,
)

MANIFEST = manifest_of({"engine": "tantivy"}, {"plan:1": "aa", "plan:2": "bb"}, 2)


def test_a_manifest_is_read_back_as_written(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    assert read_manifest(tmp_path) == MANIFEST


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"settings": {}}', '{"unknown": 1}'])
def test_an_unreadable_manifest_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    assert read_manifest(tmp_path) is None


def test_the_order_of_the_clauses_does_not_matter_but_their_content_does() -> None:
    assert manifest_of({"engine": "tantivy"}, {"plan:2": "bb", "plan:1": "aa"}, 2) == MANIFEST
    assert manifest_of({"engine": "tantivy"}, {"plan:1": "aa", "plan:2": "bc"}, 2) != MANIFEST
    assert manifest_of({"engine": "other"}, {"plan:1": "aa", "plan:2": "bb"}, 2) != MANIFEST


def test_the_newest_finished_directory_is_the_index_in_use(tmp_path: Path) -> None:
    assert index_in_use(tmp_path, "keyword") is None
    first, second, unfinished = (new_directory(tmp_path, "keyword") for _ in range(3))
    for directory in (first, second):
        write_manifest(directory, MANIFEST)
    write_manifest(new_directory(tmp_path, "vector"), MANIFEST)
    assert index_in_use(tmp_path, "keyword") == second
    assert superseded_directories(tmp_path, "keyword", second) == [first, unfinished]
    remove_directory(second)
    assert index_in_use(tmp_path, "keyword") == first


def test_directories_are_ordered_by_number_beyond_four_digits(tmp_path: Path) -> None:
    for name in ("keyword-9999", "keyword-10000"):
        (tmp_path / name).mkdir()
        write_manifest(tmp_path / name, MANIFEST)
    assert index_in_use(tmp_path, "keyword") == tmp_path / "keyword-10000"
    assert new_directory(tmp_path, "keyword").name == "keyword-10001"
