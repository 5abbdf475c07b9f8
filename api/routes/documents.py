"""GET /v1/documents and /v1/clauses: what the knowledge base holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AssistantNeeded
from api.presenting import present_clause, present_document, present_documents
from api.problems import ANY_OPERATION, declared
from api.schemas import ClauseResponse, DocumentDetail, DocumentsResponse

router = APIRouter(tags=["文件"])


@router.get(
    "/v1/documents",
    summary="文件目录",
    responses=declared(*ANY_OPERATION),
)
def list_documents(assistant: AssistantNeeded) -> DocumentsResponse:
    """List every document of the knowledge base."""
    return present_documents(assistant)


@router.get(
    "/v1/documents/{doc_id}",
    summary="一份文件",
    responses=declared(*ANY_OPERATION, "document_not_found", "invalid_request"),
)
def show_document(
    doc_id: str,
    assistant: AssistantNeeded,
    version: Annotated[str | None, Query(max_length=64, description="正文的 sha256，默认当前版本")] = None,
) -> DocumentDetail:
    """Give a document's metadata, whole stored text and clauses."""
    return present_document(assistant, doc_id, version)


@router.get(
    "/v1/clauses/{clause_id}",
    summary="一个条款",
    responses=declared(*ANY_OPERATION, "clause_not_found"),
)
def show_clause(clause_id: str, assistant: AssistantNeeded) -> ClauseResponse:
    """Give a clause, or the span of a 款 or 项 of an article."""
    return present_clause(assistant, clause_id)
