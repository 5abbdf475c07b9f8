"""The knowledge base as a LangChain retriever, for chains and agents that others build. Imported only where used."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from bot.retrieve import KnowledgeSource
from knowledge.types import Hit


class ClauseRetriever(BaseRetriever):
    """Finds clauses for a query: `page_content` is the clause verbatim, `metadata` says where it stands.

    `k` clauses are returned, best first; it may also be given with one call, `retriever.invoke(query, k=5)`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    knowledge: KnowledgeSource
    k: int = 4

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return [self._document(hit) for hit in self.knowledge.search(query, k or self.k)]

    def _document(self, hit: Hit) -> Document:
        clause = self.knowledge.clause(hit.clause_id).clause
        metadata = {
            "clause_id": clause.clause_id,
            "doc_id": clause.doc_id,
            "label": clause.label,
            "heading_path": list(clause.heading_path),
            "start": clause.start,
            "end": clause.end,
            "score": hit.score,
        }
        return Document(id=clause.clause_id, page_content=clause.text, metadata=metadata)
