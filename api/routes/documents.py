"""GET /v1/documents and /v1/clauses: what the knowledge base holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import AssistantNeeded
from api.document_schemas import DocumentDetail, DocumentDifferences, DocumentsResponse
from api.presenting import present_clause
from api.presenting_documents import present_differences, present_document, present_documents
from api.problems import ANY_OPERATION, declared
from api.schemas import ClauseResponse

VersionAsked = Annotated[str | None, Query(max_length=64, description="正文的 sha256，默认当前版本")]

router = APIRouter(tags=["文件"])


@router.get(
    "/v1/documents",
    summary="文件目录",
    responses=declared(*ANY_OPERATION, "invalid_request"),
)
def list_documents(
    assistant: AssistantNeeded,
    include_removed: Annotated[bool, Query(alias="all", description="也列出已移除的文件")] = False,
) -> DocumentsResponse:
    """List every document of the knowledge base."""
    return present_documents(assistant, include_removed=include_removed)


@router.get(
    "/v1/documents/{doc_id}",
    summary="一份文件",
    responses=declared(*ANY_OPERATION, "document_not_found", "invalid_request"),
)
def show_document(
    doc_id: str,
    assistant: AssistantNeeded,
    version: VersionAsked = None,
) -> DocumentDetail:
    """Give a document's metadata, whole stored text and clauses, its versions and what happened to it."""
    return present_document(assistant, doc_id, version)


@router.get(
    "/v1/documents/{doc_id}/diff",
    summary="两个版本的差别",
    responses=declared(*ANY_OPERATION, "document_not_found", "no_earlier_version", "invalid_request"),
)
def compare_document(
    doc_id: str,
    assistant: AssistantNeeded,
    earlier: Annotated[str | None, Query(alias="from", max_length=64, description="较早的版本，默认前一版本")] = None,
    later: Annotated[str | None, Query(alias="to", max_length=64, description="较晚的版本，默认当前版本")] = None,
) -> DocumentDifferences:
    """Give the clauses that came, went or changed between two versions."""
    return present_differences(assistant, doc_id, earlier, later)


@router.get(
    "/v1/clauses/{clause_id}",
    summary="一个条款",
    responses=declared(*ANY_OPERATION, "clause_not_found"),
)
def show_clause(clause_id: str, assistant: AssistantNeeded) -> ClauseResponse:
    """Give a clause, or the span of a 款 or 项 of an article."""
    return present_clause(assistant, clause_id)
