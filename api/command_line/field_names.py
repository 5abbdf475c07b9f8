"""What people read for the fields of a document's metadata, and may type in their place."""

from __future__ import annotations

from typing import Any

FIELD_NAMES = {
    "title": "标题",
    "doc_no": "文号",
    "issuer": "发布机关",
    "level": "层级",
    "region": "地区",
    "issued": "成文日期",
    "effective_from": "施行",
    "effective_to": "到期",
    "supersedes": "废止或替代",
    "aliases": "又名",
    "source": "来源",
}
"""Every field that can be set by hand, in the order in which they are shown."""


def shown(value: Any) -> str:  # noqa: ANN401  # whatever a metadata field holds
    """The value of a field as a person reads it."""
    if isinstance(value, list):
        return "；".join(item["title"] if isinstance(item, dict) else str(item) for item in value) or "—"
    return str(value) if value else "—"
