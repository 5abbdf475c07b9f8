"""Examples for the reference of the API. They are real: tests hold the quotes to the shipped action plan."""

from __future__ import annotations

from typing import Any

from api.eligibility_examples import RESPONSE as ELIGIBILITY_RESPONSE
from api.estimate_examples import RESPONSE as ESTIMATE_RESPONSE

_PLAN = {
    "doc_id": "sd-xyd-2023",
    "title": "山东省新一代信息技术创新能力提升行动计划(2023-2025年)",
    "doc_no": "鲁科字〔2023〕4号",
}
_STANDING = {"source_kind": "original", "validity": "period_ended", "effective_to": "2025-12-31"}
_VERSION = "79a80687820e8ddd86fb6b5ee1df6246009108d62a0da7b5bfb8af3c1e4ab637"
_HEADINGS = ["重点任务", "壮大科技创新主体,开展“强企”行动", "壮大科技型企业队伍"]
_CLAUSE_TEXT = (
    "6.壮大科技型企业队伍。强化信息领域科技型企业梯次培育,支持骨干企业建设专业化孵化载体,"
    "推动信息领域科技型中小企业、高新技术企业量质双升。全面落实研发费用加计扣除等政策,"
    "对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助。"
)
_CLAUSE: dict[str, Any] = {
    "clause_id": "sd-xyd-2023:2.3.6",
    "label": "二、(三)6.",
    "heading_path": _HEADINGS,
    "text": _CLAUSE_TEXT,
    "start": 1473,
    "end": 1605,
}
_ANSWER_ID = "0f8fad5bd9cb469fa16570867728950e"
_SESSION_ID = "7c9e6679742540de944be07fc1f90ae7"

ASK_RESPONSE: dict[str, Any] = {
    "answer_id": _ANSWER_ID,
    "session_id": _SESSION_ID,
    "status": "answered",
    "answer": "对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助。[1]",
    "citations": [
        {
            "marker": 1,
            "clause_id": "sd-xyd-2023:2.3.6",
            **_PLAN,
            "label": "二、(三)6.",
            "heading_path": _HEADINGS,
            "quote": "对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助",
            "start": 1558,
            "end": 1604,
            **_STANDING,
            "version": _VERSION,
        }
    ],
    "related": [],
    "gaps": [{"detail": "cap", "text": "文件没有规定单个企业的补助上限"}],
    "notices": [{"code": "period_ended", "text": "该行动计划的实施期到2025年12月31日止。"}],
    "follow_ups": ["高新技术企业有什么支持？"],
    "missing": [],
    "engine": "extractive",
    "model": None,
    "took_ms": 12,
}
_DOCUMENT: dict[str, Any] = {
    **_PLAN,
    **_STANDING,
    "version": _VERSION,
    "issuer": "山东省科学技术厅",
    "level": "省",
    "region": "山东省",
    "issued": "2023-01-05",
    "effective_from": "2023-01-05",
    "supersedes": [],
    "superseded_by": None,
    "topics": ["研发补助", "平台", "人才"],
    "source": "山东省科学技术厅印发,此件公开发布",
    "summarises": None,
    "state": "current",
    "removed_at": None,
}
_LOADED_AT = "2026-11-24T01:30:00Z"
_HISTORY: dict[str, Any] = {
    "versions": [{"version": _VERSION, "loaded_at": _LOADED_AT, "is_current": True}],
    "flags": [],
    "by_hand": [],
    "events": [{"kind": "added", "version": _VERSION, "at": _LOADED_AT, "file": None, "changes": []}],
}
_NOTICE_ID = "ren-cai-gong-yu-guan-li-ban-fa"
_NOTICE_TITLE = "人才公寓管理办法"
_NEW_VERSION, _OLD_VERSION = "8f1c" + "0" * 60, "3a9e" + "0" * 60
_DIFFERENCES: dict[str, Any] = {
    "doc_id": _NOTICE_ID,
    "title": _NOTICE_TITLE,
    "from": _OLD_VERSION,
    "to": _NEW_VERSION,
    "added": [],
    "gone": [],
    "changed": [
        {
            "clause_id": f"{_NOTICE_ID}:2",
            "label": "第二条",
            "before": "第二条 租住期限最长三年。",
            "after": "第二条 租住期限最长五年。",
        }
    ],
    "renumbered": [{"from_clause_id": f"{_NOTICE_ID}:3", "to_clause_id": f"{_NOTICE_ID}:4", "label": "第四条"}],
}
_LOAD: dict[str, Any] = {
    "file": "人才公寓管理办法.docx",
    "doc_id": _NOTICE_ID,
    "status": "preview",
    "clauses": 2,
    "version": _NEW_VERSION,
    "error": None,
    "title": _NOTICE_TITLE,
    "change": "updated",
    "replaces": _OLD_VERSION,
    "flags": [],
    "metadata": {"title": _NOTICE_TITLE, "effective_from": "2026-01-01", "effective_to": "2028-12-31"},
    "computed": {"effective_to": "按施行日期2026-01-01和“有效期3年”推算"},
    "by_hand": {},
    "notices": [],
    "tree": [
        {"clause_id": f"{_NOTICE_ID}:1", "label": "第一条", "text": "为支持科技人才安居，制定本办法。"},
        {"clause_id": f"{_NOTICE_ID}:2", "label": "第二条", "text": "租住期限最长五年。"},
    ],
}
_CORRECTION: dict[str, Any] = {
    "doc_id": _NOTICE_ID,
    "title": _NOTICE_TITLE,
    "version": _NEW_VERSION,
    "status": "corrected",
    "changes": [
        {"field": "region", "text": "无 → 济南市"},
        {"field": "effective_from", "text": "2026-01-01 → 2024-01-01"},
    ],
    "metadata": {"title": _NOTICE_TITLE, "region": "济南市", "effective_from": "2024-01-01"},
    "by_hand": ["region", "effective_from"],
    "notices": [],
}
_REMOVAL = {
    "doc_id": _NOTICE_ID,
    "title": _NOTICE_TITLE,
    "version": _NEW_VERSION,
    "status": "removed",
    "notices": [],
}
_TURN: dict[str, Any] = {
    "answer_id": _ANSWER_ID,
    "question": "我们是做芯片设计的，研发投入政府能补多少？",
    "status": "complete",
    "response": ASK_RESPONSE,
    "asked_at": "2026-11-24T01:30:00Z",
}
_OK = {"status": "ok"}

RESPONSES: dict[str, dict[str, Any]] = {
    "POST /v1/ask": ASK_RESPONSE,
    "GET /v1/search": {"hits": [{**_CLAUSE, "score": 0.92, **_PLAN, **_STANDING}]},
    "GET /v1/documents": {"documents": [_DOCUMENT]},
    "GET /v1/documents/{doc_id}": {**_DOCUMENT, "text": "……（全文）", "clauses": [_CLAUSE], **_HISTORY},
    "GET /v1/documents/{doc_id}/diff": _DIFFERENCES,
    "POST /v1/admin/documents": _LOAD,
    "PATCH /v1/admin/documents/{doc_id}": _CORRECTION,
    "DELETE /v1/admin/documents/{doc_id}": _REMOVAL,
    "POST /v1/admin/documents/{doc_id}/restore": _REMOVAL | {"status": "restored"},
    "GET /v1/clauses/{clause_id}": {**_CLAUSE, "address": "sd-xyd-2023:2.3.6", **_PLAN, **_STANDING},
    "POST /v1/eligibility": ELIGIBILITY_RESPONSE,
    "POST /v1/estimate": ESTIMATE_RESPONSE,
    "POST /v1/feedback": {"answer_id": _ANSWER_ID, "rating": "up", "comment": "说得清楚"},
    "GET /v1/conversations/{session_id}": {"session_id": _SESSION_ID, "turns": [_TURN]},
    "GET /healthz": _OK,
    "GET /readyz": _OK,
}
"""Method and path → what the service answers there with status 200."""

FORMS: dict[str, dict[str, Any]] = {
    "POST /v1/admin/documents": {
        "file": "@人才公寓管理办法.docx",
        "confirm": "false",
        "metadata": '{"effective_from": "2026-01-01", "region": "济南市"}',
    }
}
"""Method and path → the fields of a form that the service takes there, as curl's `-F` names them."""
