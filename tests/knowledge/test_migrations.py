from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from tests.knowledge.factories import LOANS, PLAN


def make_older(file: Path, *, half_way: bool) -> None:
    """Turn a catalogue into one of version 1, or into one whose migration was killed half-way."""
    with Catalogue(f"sqlite:///{file}") as catalogue:
        catalogue.put(PLAN)
        catalogue.put(LOANS)
        catalogue.remove("loans")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE schema_version SET version = 1")
        connection.execute("DROP TABLE events")
        connection.execute("ALTER TABLE clauses DROP COLUMN basis")
        if not half_way:
            connection.execute("ALTER TABLE clauses DROP COLUMN joins")


@pytest.mark.parametrize("half_way", [False, True])
def test_a_catalogue_of_version_1_keeps_all_it_has(tmp_path: Path, half_way: bool) -> None:
    file = tmp_path / "parkbot.db"
    make_older(file, half_way=half_way)
    for _ in range(2):
        with Catalogue(f"sqlite:///{file}", must_exist=True) as catalogue:
            assert catalogue.documents() == (PLAN,)
            assert catalogue.document("loans", LOANS.version) == LOANS
            (removed,) = catalogue.removed()
            assert (removed.document, removed.removed_at) == (LOANS, None)
            assert catalogue.events("loans") == ()
    with Catalogue(f"sqlite:///{file}") as catalogue:
        catalogue.put(LOANS)
        assert [event.kind.value for event in catalogue.events("loans")] == ["restored"]
