from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.errors import DataDirectoryDamaged
from knowledge.fingerprints import clause_digests
from knowledge.index_kinds import IndexKind, keyword_kind, vector_kind
from knowledge.index_upkeep import clear_superseded, ready_index, rebuilt_index
from knowledge.manifest import index_in_use
from tests.knowledge.factories import LOANS, PLAN, HashingEncoder, make_document

CLAUSES = PLAN.clauses + LOANS.clauses
NEWER_LOANS = make_document("loans", ["贷款贴息比例另行规定。"], [], LOANS.metadata)


@pytest.fixture(params=["keyword", "vector"])
def kind(request: pytest.FixtureRequest) -> IndexKind:
    """Either index, catching up in place whatever its size."""
    kind = keyword_kind() if request.param == "keyword" else vector_kind(HashingEncoder(), None)
    return replace(kind, catch_up_from=0)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(f"sqlite:///{tmp_path / 'parkbot.db'}") as catalogue:
        catalogue.put(PLAN)
        catalogue.put(LOANS)
        yield catalogue


def ready(kind: IndexKind, root: Path, catalogue: Catalogue) -> list[str]:
    """Ready the index for what the catalogue holds, check that it holds that and nothing else; the steps it took."""
    taken: list[str] = []
    clauses = [clause for document in catalogue.documents() for clause in document.clauses]
    index = ready_index(kind, root, catalogue, clauses, taken.append)
    assert index.digests() == clause_digests(clauses)
    assert catalogue.pending(kind.name) == ()
    index.close()
    return taken


def test_an_index_is_made_once_and_then_opened(kind: IndexKind, catalogue: Catalogue, tmp_path: Path) -> None:
    assert f"{kind.name}: in use" in ready(kind, tmp_path, catalogue)
    assert ready(kind, tmp_path, catalogue) == []


def test_pending_changes_are_made_in_place(kind: IndexKind, catalogue: Catalogue, tmp_path: Path) -> None:
    ready(kind, tmp_path, catalogue)
    catalogue.put(NEWER_LOANS)
    catalogue.remove("plan")
    assert ready(kind, tmp_path, catalogue) == [f"{kind.name}: caught up", f"{kind.name}: settled"]
    assert ready(kind, tmp_path, catalogue) == []


def test_only_changed_clauses_are_encoded_again(catalogue: Catalogue, tmp_path: Path) -> None:
    class Counting(HashingEncoder):
        texts = 0

        def encode(self, texts: object) -> object:  # type: ignore[override]
            self.texts += len(texts)  # type: ignore[arg-type]
            return super().encode(texts)  # type: ignore[arg-type]

    encoder = Counting()
    kind = vector_kind(encoder, None)
    ready(kind, tmp_path, catalogue)
    encoder.texts = 0
    first, *others = PLAN.clauses
    catalogue.put(replace(PLAN, clauses=(replace(first, questions=("新的问题",)), *others)))
    ready(kind, tmp_path, catalogue)
    assert encoder.texts == 2


def test_a_small_keyword_index_is_made_anew_so_that_it_ranks_without_a_past(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    ready(keyword_kind(), tmp_path, catalogue)
    catalogue.put(NEWER_LOANS)
    assert "keyword: in use" in ready(keyword_kind(), tmp_path, catalogue)


def test_work_done_but_not_settled_is_done_again(kind: IndexKind, catalogue: Catalogue, tmp_path: Path) -> None:
    ready(kind, tmp_path, catalogue)
    catalogue.put(LOANS)
    assert ready(kind, tmp_path, catalogue) == [f"{kind.name}: caught up", f"{kind.name}: settled"]


def alter_settings(kind: IndexKind, _directory: Path) -> IndexKind:
    return replace(kind, settings={**kind.settings, "terms": "999"})


def remove_index(kind: IndexKind, directory: Path) -> IndexKind:
    shutil.rmtree(directory)
    return kind


def empty_every_file(kind: IndexKind, directory: Path) -> IndexKind:
    for path in directory.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(b"")
    return kind


def scramble_every_file(kind: IndexKind, directory: Path) -> IndexKind:
    for path in directory.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(b"\xff" * 5000)
    return kind


def remove_every_file_but_the_manifest(kind: IndexKind, directory: Path) -> IndexKind:
    for path in directory.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.unlink()
    return kind


def damage_manifest(kind: IndexKind, directory: Path) -> IndexKind:
    (directory / "manifest.json").write_text("{", encoding="utf-8")
    return kind


def lose_a_clause(kind: IndexKind, directory: Path) -> IndexKind:
    index = kind.open(directory)
    index.update(["plan:1"], ())
    index.close()
    return kind


@pytest.mark.parametrize(
    "harm",
    [
        alter_settings,
        remove_index,
        empty_every_file,
        scramble_every_file,
        remove_every_file_but_the_manifest,
        damage_manifest,
        lose_a_clause,
    ],
)
def test_an_index_that_does_not_fit_or_is_damaged_is_made_anew(
    kind: IndexKind, catalogue: Catalogue, tmp_path: Path, harm: Callable[[IndexKind, Path], IndexKind]
) -> None:
    ready(kind, tmp_path, catalogue)
    directory = index_in_use(tmp_path, kind.name)
    assert directory is not None
    kind = harm(kind, directory)
    assert f"{kind.name}: in use" in ready(kind, tmp_path, catalogue)
    clear_superseded(kind, tmp_path)
    assert len(list(tmp_path.glob(f"{kind.name}-*"))) == 1
    assert ready(kind, tmp_path, catalogue) == []


def test_an_index_of_another_state_of_the_catalogue_is_made_anew(
    kind: IndexKind, catalogue: Catalogue, tmp_path: Path
) -> None:
    ready(kind, tmp_path, catalogue)
    catalogue.put(NEWER_LOANS)
    catalogue.settle(kind.name)  # as when an older copy of the index was put back
    assert f"{kind.name}: in use" in ready(kind, tmp_path, catalogue)


def test_an_index_that_cannot_be_written_says_so(kind: IndexKind, tmp_path: Path) -> None:
    (tmp_path / "indexes").write_text("")
    with pytest.raises(DataDirectoryDamaged, match="indexes"):
        rebuilt_index(kind, tmp_path / "indexes", CLAUSES, lambda step: None)


def test_nothing_is_cleared_while_no_index_is_in_use(kind: IndexKind, tmp_path: Path) -> None:
    (tmp_path / f"{kind.name}-0001").mkdir()
    clear_superseded(kind, tmp_path)
    assert (tmp_path / f"{kind.name}-0001").exists()
