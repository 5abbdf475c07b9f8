"""What changed between two versions of a document, clause by clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.enumerators import match_enumerator
from knowledge.types import Clause, Document


@dataclass(frozen=True, slots=True)
class Differences:
    """Clauses that came, went, have other words under the same path (before, after), or the same words under another
    path, because something before them came or went (before, after). Each in the order of its document."""

    added: tuple[Clause, ...]
    gone: tuple[Clause, ...]
    changed: tuple[tuple[Clause, Clause], ...]
    renumbered: tuple[tuple[Clause, Clause], ...]


def differences(before: Document, after: Document) -> Differences:
    """How the clauses of `after` differ from those of `before`."""
    old, new = _by_path(before.clauses), _by_path(after.clauses)
    same = {path for path in old.keys() & new.keys() if old[path].text == new[path].text}
    moved = _moved([old[path] for path in old if path not in same], [new[path] for path in new if path not in same])
    came_from = {there.path for _, there in moved}
    went_to = {here.path for here, _ in moved}
    left = [clause for path, clause in old.items() if path not in same | went_to]
    come = [clause for path, clause in new.items() if path not in same | came_from]
    both = {clause.path for clause in left} & {clause.path for clause in come}
    return Differences(
        added=tuple(clause for clause in come if clause.path not in both),
        gone=tuple(clause for clause in left if clause.path not in both),
        changed=tuple((old[clause.path], clause) for clause in come if clause.path in both),
        renumbered=tuple(moved),
    )


def _by_path(clauses: Iterable[Clause]) -> Mapping[str, Clause]:
    return {clause.path: clause for clause in clauses}


def _moved(left: Iterable[Clause], come: Iterable[Clause]) -> list[tuple[Clause, Clause]]:
    """Pairs of the same words under different paths; words that stand there several times are paired in order."""
    by_words: dict[str, list[Clause]] = {}
    for clause in left:
        by_words.setdefault(wording(clause), []).append(clause)
    moved = []
    for clause in come:
        candidates = by_words.get(wording(clause))
        if candidates:
            moved.append((candidates.pop(0), clause))
    return [(here, there) for here, there in moved if here.path != there.path]


def wording(clause: Clause) -> str:
    """A clause's text without its own enumerator."""
    mark = match_enumerator(clause.text, 0)
    return clause.text[mark.end if mark else 0 :].strip()
