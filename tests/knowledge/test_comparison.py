from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.comparison import compare_versions
from knowledge.errors import DocumentNotFound, NoEarlierVersion
from tests.knowledge.factories import make_document

FIRST, SECOND, THIRD = (make_document("rules", [f"第{edition}版。", "不变。"]) for edition in "一二三")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(f"sqlite:///{tmp_path / 'parkbot.db'}") as catalogue:
        for document in (FIRST, SECOND, THIRD):
            catalogue.put(document)
        yield catalogue


def test_the_current_version_is_compared_with_the_one_before(catalogue: Catalogue) -> None:
    compared = compare_versions(catalogue, "rules", None, None)
    assert (compared.before, compared.after) == (SECOND, THIRD)
    assert [after.text for _, after in compared.differences.changed] == ["第三版。"]


def test_any_two_versions_can_be_compared(catalogue: Catalogue) -> None:
    compared = compare_versions(catalogue, "rules", THIRD.version, FIRST.version)
    assert (compared.before, compared.after) == (THIRD, FIRST)
    earlier = compare_versions(catalogue, "rules", None, SECOND.version)
    assert (earlier.before, earlier.after) == (FIRST, SECOND)


def test_a_version_is_named_by_its_first_characters(catalogue: Catalogue) -> None:
    compared = compare_versions(catalogue, "rules", FIRST.version[:12], SECOND.version[:12])
    assert (compared.before, compared.after) == (FIRST, SECOND)


def test_a_text_that_came_back_is_compared_with_what_it_replaced(catalogue: Catalogue) -> None:
    catalogue.put(FIRST)
    compared = compare_versions(catalogue, "rules", None, None)
    assert (compared.before, compared.after) == (THIRD, FIRST)


def test_a_removed_document_is_compared_in_its_last_version(catalogue: Catalogue) -> None:
    catalogue.remove("rules")
    assert compare_versions(catalogue, "rules", None, None).after == THIRD


def test_what_is_not_there_cannot_be_compared(catalogue: Catalogue) -> None:
    with pytest.raises(NoEarlierVersion, match="rules"):
        compare_versions(catalogue, "rules", None, FIRST.version)
    for doc_id, earlier, later in (("nobody", None, None), ("rules", "0" * 64, None), ("rules", None, "0" * 64)):
        with pytest.raises(DocumentNotFound):
            compare_versions(catalogue, doc_id, earlier, later)
