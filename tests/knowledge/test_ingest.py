from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.ingest import synchronise
from tests.knowledge.factories import LOANS, PLAN, make_document

NEWER_PLAN = make_document("plan", ["研发投入按最高8%给予后补助。"], (), PLAN.metadata)
LOADED_PLAN = make_document("plan", ["研发投入按最高9%给予后补助。"], (), PLAN.metadata)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(f"sqlite:///{tmp_path / 'parkbot.db'}") as catalogue:
        yield catalogue


def steps(catalogue: Catalogue, *documents: object) -> list[str]:
    taken: list[str] = []
    synchronise(catalogue, documents, taken.append)  # type: ignore[arg-type]
    return taken


def test_the_shipped_documents_are_stored_once(catalogue: Catalogue) -> None:
    assert len(steps(catalogue, PLAN, LOANS)) == 2
    assert steps(catalogue, PLAN, LOANS) == []
    assert catalogue.documents() == (LOANS, PLAN)


def test_only_what_changed_in_the_shipped_files_is_written(catalogue: Catalogue) -> None:
    steps(catalogue, PLAN, LOANS)
    assert steps(catalogue, NEWER_PLAN, LOANS) == ["catalogue: plan stored"]
    assert catalogue.documents() == (LOANS, NEWER_PLAN)


def test_changed_questions_and_metadata_count_as_changes(catalogue: Catalogue) -> None:
    steps(catalogue, PLAN)
    other_questions = replace(PLAN, clauses=tuple(replace(clause, questions=()) for clause in PLAN.clauses))
    assert steps(catalogue, other_questions) == ["catalogue: plan stored"]
    other_metadata = replace(other_questions, metadata=replace(PLAN.metadata, topics=("研发",)))
    assert steps(catalogue, other_metadata) == ["catalogue: plan stored"]
    assert catalogue.documents() == (other_metadata,)


def test_a_document_that_no_longer_ships_is_removed(catalogue: Catalogue) -> None:
    steps(catalogue, PLAN, LOANS)
    assert steps(catalogue, PLAN) == ["catalogue: loans removed"]
    assert steps(catalogue, PLAN) == []
    assert catalogue.documents() == (PLAN,)


def test_a_shipped_document_that_was_removed_stays_removed_until_it_ships_anew(catalogue: Catalogue) -> None:
    steps(catalogue, PLAN)
    catalogue.remove("plan")
    assert steps(catalogue, PLAN) == []
    assert catalogue.documents() == ()
    steps(catalogue, NEWER_PLAN)
    assert catalogue.documents() == (NEWER_PLAN,)


def test_a_version_loaded_over_a_shipped_one_stays(catalogue: Catalogue) -> None:
    steps(catalogue, PLAN, LOANS)
    catalogue.put(LOADED_PLAN)
    assert steps(catalogue, PLAN, LOANS) == []
    assert steps(catalogue, LOANS) == []
    assert catalogue.documents() == (LOANS, LOADED_PLAN)


def test_a_document_that_never_shipped_is_left_alone(catalogue: Catalogue) -> None:
    catalogue.put(LOANS)
    steps(catalogue, PLAN)
    assert catalogue.documents() == (LOANS, PLAN)
