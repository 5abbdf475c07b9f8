"""The lexical index: BM25 over the terms of `knowledge.tokens`, kept by tantivy.

The terms are cut here and joined by spaces; tantivy only splits at the spaces, so the index and the queries can never
disagree about what a term is. The only file that imports tantivy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from knowledge.fingerprints import clause_digest
from knowledge.tokens import TERMS_VERSION, character_ngrams
from knowledge.types import Clause

FIELD_WEIGHTS: Mapping[str, float] = {"clause": 1.0, "questions": 1.0}
"""What a term counts in a clause's heading path and text, and in its everyday questions. Not tuned yet."""

_TOKENIZER = "terms"
_WRITER_BYTES = 15_000_000  # the least that tantivy takes; 50 documents need a fraction of it


class KeywordIndex:
    """A tantivy index in a directory of its own. Searches may run in several threads; one thread at a time updates."""

    settings: Mapping[str, str] = {
        "engine": "tantivy",
        "terms": str(TERMS_VERSION),
        "fields": ",".join(FIELD_WEIGHTS),
    }

    def __init__(self, directory: Path) -> None:
        """Open the index in `directory`, making an empty one if there is none. Raises ValueError if damaged."""
        import tantivy

        self._tantivy = tantivy
        self._schema = _schema(tantivy)
        self._index = tantivy.Index(self._schema, path=str(directory), reuse=True)
        whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TOKENIZER, whitespace)
        self._index.reload()

    def records(self) -> int:
        """How many clauses the index holds."""
        return int(self._index.searcher().num_docs)

    def digests(self, doc_ids: Collection[str] | None = None) -> dict[str, str]:
        """Clause id → digest of what the index holds, of some documents or of all."""
        make = self._tantivy.Query
        if doc_ids is None:
            query = make.all_query()
        else:
            query = make.boolean_query([(self._tantivy.Occur.Should, self._term("doc_id", name)) for name in doc_ids])
        searcher = self._index.searcher()
        found = searcher.search(query, limit=max(1, searcher.num_docs)).hits
        documents = [searcher.doc(address) for _, address in found]
        return {document["clause_id"][0]: document["digest"][0] for document in documents}

    def update(self, removed: Collection[str], clauses: Sequence[Clause]) -> None:
        """Drop the removed clause ids, then add these clauses, in one step; a clause that changes is named in both."""
        writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)
        for clause_id in removed:
            writer.delete_documents_by_term("clause_id", clause_id)
        for clause in clauses:
            writer.add_document(self._tantivy.Document(**_fields(clause)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """The k best (clause id, BM25 score) for a question in plain words, best first; only scores above zero.

        The question is cut into terms, any of which may match: nothing in it is read as query syntax.
        """
        terms = dict.fromkeys(character_ngrams(query))
        if not terms or k < 1:
            return []
        occur, make = self._tantivy.Occur.Should, self._tantivy.Query
        parts = [
            (occur, make.boost_query(self._term(field, term), weight))
            for field, weight in FIELD_WEIGHTS.items()
            for term in terms
        ]
        searcher = self._index.searcher()
        hits = searcher.search(make.boolean_query(parts), limit=k, count=False).hits
        found = [(str(searcher.doc(address)["clause_id"][0]), float(score)) for score, address in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def close(self) -> None:
        """Nothing is held open; here so that both indexes are handled alike."""

    def _term(self, field: str, value: str) -> Any:  # noqa: ANN401  # tantivy ships no types
        return self._tantivy.Query.term_query(self._schema, field, value, index_option="freq")


def _schema(tantivy: Any) -> Any:  # noqa: ANN401
    builder = tantivy.SchemaBuilder()
    for name in ("clause_id", "doc_id", "digest"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELD_WEIGHTS:
        builder.add_text_field(name, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


def _fields(clause: Clause) -> dict[str, str]:
    return {
        "clause_id": clause.clause_id,
        "doc_id": clause.doc_id,
        "digest": clause_digest(clause),
        "clause": _terms(*clause.heading_path, clause.text),
        "questions": _terms(*clause.questions),
    }


def _terms(*texts: str) -> str:
    return " ".join(term for text in texts for term in character_ngrams(text))
