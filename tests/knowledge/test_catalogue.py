from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from knowledge import tables
from knowledge.catalogue import Catalogue
from knowledge.errors import DatabaseUnavailable, DataDirectoryDamaged, DocumentNotFound
from knowledge.tables import SCHEMA_VERSION
from tests.knowledge.factories import LOANS, PLAN, make_document

NEWER_PLAN = make_document("plan", ["研发投入按最高8%给予后补助。"], [["现在补多少"]], PLAN.metadata)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "parkbot.db"


@pytest.fixture
def catalogue(file: Path) -> Iterator[Catalogue]:
    with Catalogue(f"sqlite:///{file}") as catalogue:
        yield catalogue


def test_documents_come_back_as_they_went_in(catalogue: Catalogue, file: Path) -> None:
    catalogue.put(PLAN)
    catalogue.put(LOANS)
    assert catalogue.documents() == (LOANS, PLAN)
    with Catalogue(f"sqlite:///{file}") as reopened:
        assert reopened.documents() == (LOANS, PLAN)


def test_a_new_version_takes_the_place_of_the_old_one_which_stays_readable(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    catalogue.put(NEWER_PLAN)
    assert catalogue.documents() == (NEWER_PLAN,)
    assert catalogue.document("plan", PLAN.version) == PLAN
    assert [(record.version, record.is_current) for record in catalogue.versions("plan")] == [
        (NEWER_PLAN.version, True),
        (PLAN.version, False),
    ]


def test_a_text_that_comes_back_is_the_current_version_again(catalogue: Catalogue) -> None:
    for document in (PLAN, NEWER_PLAN, PLAN):
        catalogue.put(document)
    assert catalogue.documents() == (PLAN,)
    assert len(catalogue.versions("plan")) == 2


def test_other_questions_or_metadata_under_the_same_text_replace_the_stored_ones(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    first, *others = PLAN.clauses
    changed = replace(
        PLAN,
        metadata=replace(PLAN.metadata, issuer="省科技厅"),
        clauses=(replace(first, questions=("只有一个问题",)), *others),
    )
    catalogue.put(changed)
    assert catalogue.documents() == (changed,)
    assert len(catalogue.versions("plan")) == 1


def test_a_removed_document_is_no_longer_current_but_its_versions_stay(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    catalogue.remove("plan")
    assert catalogue.documents() == ()
    assert catalogue.document("plan", PLAN.version) == PLAN
    assert [record.is_current for record in catalogue.versions("plan")] == [False]
    with pytest.raises(DocumentNotFound):
        catalogue.remove("plan")


def test_what_is_not_there_is_not_found(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    with pytest.raises(DocumentNotFound):
        catalogue.document("plan", "0" * 64)
    with pytest.raises(DocumentNotFound):
        catalogue.versions("loans")


def test_every_change_leaves_work_for_both_indexes_until_each_settles(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    catalogue.put(PLAN)
    catalogue.put(LOANS)
    catalogue.settle("keyword")
    assert (catalogue.pending("keyword"), catalogue.pending("vector")) == ((), ("loans", "plan"))
    catalogue.remove("plan")
    assert catalogue.pending("keyword") == ("plan",)


def test_a_change_that_fails_half_way_leaves_the_document_as_it_was(catalogue: Catalogue) -> None:
    catalogue.put(PLAN)
    catalogue.settle("keyword")
    twice = replace(NEWER_PLAN, clauses=NEWER_PLAN.clauses * 2)
    with pytest.raises(DataDirectoryDamaged):
        catalogue.put(twice)
    assert catalogue.documents() == (PLAN,)
    assert catalogue.pending("keyword") == ()


def test_sqlite_keeps_a_write_ahead_log(catalogue: Catalogue, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_text_outside_the_basic_plane_keeps_its_offsets(catalogue: Catalogue) -> None:
    document = make_document("rare", ["𠮷野家不适用😀本条。", "第二条"])
    catalogue.put(document)
    assert catalogue.documents() == (document,)


def test_a_catalogue_of_a_newer_parkbot_is_refused_and_left_alone(catalogue: Catalogue, file: Path) -> None:
    catalogue.put(PLAN)
    catalogue.close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE schema_version SET version = ?", (SCHEMA_VERSION + 1,))
    before = file.read_bytes()
    with pytest.raises(DataDirectoryDamaged, match="升级"):
        Catalogue(f"sqlite:///{file}")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_by_name_and_left_alone(file: Path) -> None:
    file.write_bytes(b"not a database" * 1000)
    with pytest.raises(DataDirectoryDamaged) as refusal:
        Catalogue(f"sqlite:///{file}")
    assert str(file) in str(refusal.value)
    assert "备份" in str(refusal.value)
    assert file.read_bytes() == b"not a database" * 1000


def test_damaged_pages_are_refused(catalogue: Catalogue, file: Path) -> None:
    for number in range(50):
        catalogue.put(make_document(f"rule-{number}", ["条文" * 300]))
    catalogue.close()
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    file.write_bytes(content)
    with pytest.raises(DataDirectoryDamaged, match=r"parkbot\.db"), Catalogue(f"sqlite:///{file}") as damaged:
        damaged.documents()


def test_a_text_altered_behind_our_back_is_refused(catalogue: Catalogue, file: Path) -> None:
    catalogue.put(PLAN)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE clauses SET text = replace(text, '5%', '50%')")
    with pytest.raises(DataDirectoryDamaged, match="plan"):
        catalogue.documents()


def test_metadata_that_cannot_be_read_is_refused(catalogue: Catalogue, file: Path) -> None:
    catalogue.put(PLAN)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE versions SET metadata = '{'")
    with pytest.raises(DataDirectoryDamaged, match="plan"):
        catalogue.documents()


def test_an_empty_database_is_refused_where_one_must_exist(file: Path) -> None:
    with pytest.raises(DataDirectoryDamaged, match="空"):
        Catalogue(f"sqlite:///{file}", must_exist=True)


@pytest.mark.parametrize("url", ["not a url", "nosuchdatabase://host/name", "oracle://host/name"])
def test_a_database_that_cannot_be_spoken_to_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnavailable):
        Catalogue(url)


def test_the_tables_can_be_made_in_postgresql() -> None:
    for table in tables.schema.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
