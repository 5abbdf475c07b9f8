"""GET /docs: the reference of the API as one plain page, without a script and without anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter()

_STYLE = (
    "body{font:16px/1.7 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "pre{background:#f5f6f8;padding:1rem;overflow:auto;font-size:14px;line-height:1.45}"
    "h2{margin-top:2.5rem;border-top:1px solid #ddd;padding-top:1rem}code{color:#8a2846}"
    "table{border-collapse:collapse}td{padding:.2rem 1rem .2rem 0;vertical-align:top}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'"


@router.get("/docs", include_in_schema=False)
async def reference(request: Request) -> HTMLResponse:
    """Show every operation with its parameters, errors and an example."""
    schema = request.app.openapi()
    page = "".join(_page(schema))
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


def _page(schema: dict[str, Any]) -> Iterator[str]:
    info = schema["info"]
    yield f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>parkbot 接口</title><style>{_STYLE}</style>'
    yield f"<h1>parkbot {html.escape(info['version'])} 接口</h1><p>{html.escape(info['description'])}</p>"
    yield '<p>机器可读的说明：<a href="/openapi.json">/openapi.json</a></p>'
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield from _operation(method, path, operation, schema)
    yield "</html>"


def _operation(method: str, path: str, operation: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    yield f"<h2>{html.escape(operation['summary'])} <code>{method.upper()} {html.escape(path)}</code></h2>"
    yield "<table>"
    for parameter in operation.get("parameters", ()):
        note = parameter.get("description", "必填" if parameter["required"] else "")
        yield f"<tr><td><code>{html.escape(parameter['name'])}</code><td>{html.escape(note)}</tr>"
    yield "</table>"
    body = operation.get("requestBody")
    if body:
        yield from _body(body["content"], schema["components"]["schemas"])
    yield f"<p>回应</p>{_code(operation['responses']['200']['content']['application/json']['example'])}"
    yield f"<p>可能的错误：{'、'.join(_codes(operation))}</p>"


def _body(content: dict[str, Any], schemas: dict[str, Any]) -> Iterator[str]:
    """An example of a JSON body, or the fields of a form."""
    (media_type, described), *_ = content.items()
    body = schemas[described["schema"]["$ref"].rpartition("/")[2]]
    if media_type == "application/json":
        yield f"<p>请求</p>{_code(body['examples'][0])}<table>"
        for name, field in body["properties"].items():
            yield f"<tr><td><code>{html.escape(name)}</code><td>{html.escape(field.get('description', ''))}</tr>"
        yield "</table>"
        return
    yield f"<p>请求（{html.escape(media_type)}）</p><table>"
    for name, field in body["properties"].items():
        yield f"<tr><td><code>{html.escape(name)}</code><td>{html.escape(field['description'])}</tr>"
    yield "</table>"
    words = " \\\n  ".join(f"-F '{name}={value}'" for name, value in described["example"].items())
    yield f"<pre>{html.escape(words)}</pre>"


def _codes(operation: dict[str, Any]) -> Iterator[str]:
    for status, response in operation["responses"].items():
        for code in response["content"].get("application/problem+json", {}).get("examples", ()):
            yield f"{status} <code>{code}</code>"


def _code(value: object) -> str:
    return f"<pre>{html.escape(json.dumps(value, ensure_ascii=False, indent=2))}</pre>"
