"""Hashes that tell whether two copies of a document, a clause or a whole knowledge base say the same. sha256, hex."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from knowledge.digests import basis_to_mapping
from knowledge.metadata import metadata_to_mapping
from knowledge.types import Clause, Document


def content_hash(document: Document) -> str:
    """Hash of all that the catalogue stores of a document: metadata, text, clauses and their questions."""
    clauses = [
        [clause.path, clause.label, clause.heading_path, clause.text, clause.start, clause.end, clause.questions]
        # Only digests have these; without them the hash stays what earlier versions wrote.
        + ([clause.joins, basis_to_mapping(clause.basis)] if clause.basis else [])
        for clause in document.clauses
    ]
    return _hash([metadata_to_mapping(document.metadata), document.text, clauses])


def clause_digest(clause: Clause) -> str:
    """Hash of what the indexes see of a clause: heading path, text, questions."""
    return _hash([clause.heading_path, clause.text, clause.questions])


def clause_digests(clauses: Iterable[Clause]) -> dict[str, str]:
    """Clause id → `clause_digest`."""
    return {clause.clause_id: clause_digest(clause) for clause in clauses}


def truth_hash(digests: Mapping[str, str]) -> str:
    """Hash of a whole set of clauses, by id and digest; the order does not matter."""
    return _hash(sorted(digests.items()))


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
