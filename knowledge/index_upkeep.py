"""Keeping a derived index as the catalogue says: opened if it is whole, caught up or made anew if not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from knowledge.catalogue import Catalogue
from knowledge.disk import disk_full
from knowledge.errors import DataDirectoryDamaged
from knowledge.fingerprints import clause_digest, clause_digests
from knowledge.index_kinds import Index, IndexKind
from knowledge.manifest import (
    index_in_use,
    manifest_of,
    new_directory,
    read_manifest,
    remove_directory,
    superseded_directories,
    write_manifest,
)
from knowledge.types import Clause

BATCH = 1000
"""Clauses put into a new index at once: bounds memory, and tells progress now and then with a slow encoder."""

Progress = Callable[[str], None]
"""Told after each step of a write, in a few English words; for logs, and for tests that stop half-way."""


def ready_index(
    kind: IndexKind, root: Path, catalogue: Catalogue, clauses: Sequence[Clause], progress: Progress
) -> Index:
    """The index that holds exactly `clauses`, the catalogue's current ones.

    Changes that the catalogue says are pending are made in place. An index that is missing, damaged, small (see
    `IndexKind`), of other settings or not what the catalogue holds is made anew beside the old one.
    """
    pending = catalogue.pending(kind.name)
    index = _usable(kind, root, pending, clauses, progress)
    if index is None:
        index = rebuilt_index(kind, root, clauses, progress)
    if pending:
        catalogue.settle(kind.name)
        progress(f"{kind.name}: settled")
    return index


def caught_up(
    kind: IndexKind, index: Index, root: Path, catalogue: Catalogue, clauses: Sequence[Clause], progress: Progress
) -> Index:
    """The open `index` with the changes that the catalogue says are pending; a small one is made anew (`IndexKind`).

    `clauses` are the catalogue's current ones. If this fails the changes stay pending. Raises KnowledgeError, OSError
    or ValueError.
    """
    pending = catalogue.pending(kind.name)
    if not pending:
        return index
    directory = index_in_use(root, kind.name)
    if directory is None or len(clauses) < kind.catch_up_from:
        index = rebuilt_index(kind, root, clauses, progress)
    else:
        _catch_up(index, pending, clauses)
        progress(f"{kind.name}: caught up")
        write_manifest(directory, manifest_of(kind.settings, clause_digests(clauses), index.records()))
    catalogue.settle(kind.name)
    progress(f"{kind.name}: settled")
    return index


def rebuilt_index(kind: IndexKind, root: Path, clauses: Sequence[Clause], progress: Progress) -> Index:
    """A new index of these clauses, in use from now on.

    Raises DiskFull or DataDirectoryDamaged if it cannot be written.
    """
    try:
        directory = new_directory(root, kind.name)
        progress(f"{kind.name}: new directory")
        index = kind.open(directory)
        for start in range(0, len(clauses), BATCH):
            index.update((), clauses[start : start + BATCH])
            progress(f"{kind.name}: {min(start + BATCH, len(clauses))} of {len(clauses)} clauses")
        write_manifest(directory, manifest_of(kind.settings, clause_digests(clauses), index.records()))
    except (OSError, ValueError) as error:  # tantivy says ValueError, also where the disk is full
        raise disk_full(root, error) or DataDirectoryDamaged(
            f"索引目录 {root} 无法写入（{error}）。请检查磁盘空间和权限后重新启动。"
        ) from error
    progress(f"{kind.name}: in use")
    return index


def clear_superseded(kind: IndexKind, root: Path) -> None:
    """Remove every directory of this kind but the one in use. Called at start, when nobody reads the old ones."""
    in_use = index_in_use(root, kind.name)
    for directory in superseded_directories(root, kind.name, in_use) if in_use else ():
        kind.drop(directory)
        remove_directory(directory)


def _usable(
    kind: IndexKind, root: Path, pending: Sequence[str], clauses: Sequence[Clause], progress: Progress
) -> Index | None:
    """The index in use after catching up, or None if it has to be made anew."""
    if pending and len(clauses) < kind.catch_up_from:
        return None
    directory = index_in_use(root, kind.name)
    manifest = read_manifest(directory) if directory else None
    if directory is None or manifest is None or manifest.settings != kind.settings:
        return None
    try:
        index = kind.open(directory)
    except Exception:  # whatever a damaged file makes a library say: a derived index can always be made anew
        return None
    try:
        if pending:
            _catch_up(index, pending, clauses)
            progress(f"{kind.name}: caught up")
            write_manifest(directory, manifest_of(kind.settings, index.digests(), index.records()))
        if read_manifest(directory) == manifest_of(kind.settings, clause_digests(clauses), index.records()):
            return index
    except Exception:  # noqa: S110  # as above
        pass
    index.close()
    return None


def _catch_up(index: Index, pending: Sequence[str], clauses: Sequence[Clause]) -> None:
    """Bring the pending documents' clauses up to date, leaving alone those that have not changed."""
    changing = frozenset(pending)
    wanted = {clause.clause_id: clause for clause in clauses if clause.doc_id in changing}
    held = index.digests(changing)
    fresh = [clause for key, clause in wanted.items() if held.get(key) != clause_digest(clause)]
    removed = (held.keys() - wanted.keys()) | (held.keys() & {clause.clause_id for clause in fresh})
    index.update(sorted(removed), fresh)
