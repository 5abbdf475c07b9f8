"""POST, PATCH and DELETE /v1/admin/documents: documents come, are corrected and go while the service answers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.routing import APIRoute
from pydantic import Json

from api.bodies import JsonRoute, MultipartRoute
from api.dependencies import AssistantNeeded
from api.document_schemas import CorrectionResult, LoadResult, Removal
from api.presenting_documents import present_correction, present_removal, present_restoration
from api.presenting_loads import present_load
from api.problems import ADMIN_OPERATION, ANY_BODY, REFUSED_FILE, ProblemRaised, declared
from api.requests import Acceptable, MetadataValues
from knowledge.corrections import NOTHING_SET

router = APIRouter(route_class=MultipartRoute, prefix="/v1/admin", tags=["管理"])


@router.post(
    "/documents",
    summary="载入一份文件",
    responses=declared(*ADMIN_OPERATION, "unsupported_media_type", "invalid_request", *REFUSED_FILE),
)
def load_document(
    assistant: AssistantNeeded,
    file: Annotated[UploadFile, File(description="文件：txt、md、html、docx、pdf 等，最大 50 MB")],
    doc_id: Annotated[str | None, Form(max_length=200, description="文件编号，默认由标题得出")] = None,
    confirm: Annotated[bool, Form(description="true 载入；false 只预览，什么也不改变")] = False,
    metadata: Annotated[
        Json[MetadataValues] | None, Form(description='人工设置的基本信息，JSON 对象，如 {"region": "济南市"}')
    ] = None,
    replace_clean: Annotated[bool, Form(description="true 允许有疑问的文字（如模糊的扫描件）替换没有疑问的")] = False,
    accept: Annotated[
        list[Acceptable] | None,
        Form(description="仍要载入：draft 征求意见稿，duplicate 已有的文件，not_policy 不像政策文件"),
    ] = None,
) -> LoadResult:
    """Show what a file would become, or load it. A file that is refused is a problem with the reason."""
    values = metadata.values() if metadata else NOTHING_SET
    with assistant.knowledge_base.reading:
        named = (file.filename or "", file.file.read())
        result = present_load(
            assistant,
            named,
            doc_id or None,
            confirm=confirm,
            values=values,
            replace_clean=replace_clean,
            accepted=frozenset(accept or ()),
        )
    if result.error is not None and result.status == "refused":
        raise ProblemRaised(result.error.code, result.error.detail)
    return result


def correct_document(doc_id: str, request: MetadataValues, assistant: AssistantNeeded) -> CorrectionResult:
    """Set metadata by hand; validity and answers follow at once."""
    return present_correction(assistant, doc_id, request.values())


router.add_api_route(
    "/documents/{doc_id}",
    correct_document,
    methods=["PATCH"],
    summary="更正一份文件的基本信息",
    responses=declared(*ADMIN_OPERATION, *ANY_BODY, "document_not_found", "invalid_correction"),
    route_class_override=JsonRoute,  # the decorators have no such argument
)


@router.delete(
    "/documents/{doc_id}",
    summary="移除一份文件",
    responses=declared(*ADMIN_OPERATION, "document_not_found"),
)
def remove_document(doc_id: str, assistant: AssistantNeeded) -> Removal:
    """Take a document out of the knowledge base; its versions stay readable."""
    return present_removal(assistant, doc_id)


def restore_document(doc_id: str, assistant: AssistantNeeded) -> Removal:
    """Bring a removed document back in its last version, shipped or loaded."""
    return present_restoration(assistant, doc_id)


router.add_api_route(
    "/documents/{doc_id}/restore",
    restore_document,
    methods=["POST"],
    summary="恢复一份已移除的文件",
    responses=declared(*ADMIN_OPERATION, "document_not_found"),
    route_class_override=APIRoute,
)
