"""The description of the API for programs: what FastAPI derives, with our errors, keys and examples put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.examples import FORMS, RESPONSES
from api.problems import MEDIA_TYPE
from api.schemas import Problem

_STOCK_ERRORS = ("HTTPValidationError", "ValidationError")
_SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the service."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _describe_problems(schema["components"]["schemas"])
        for name, operation in _operations(schema):
            # Examples are set here because get_openapi drops their nulls.
            operation["responses"]["200"]["content"]["application/json"]["example"] = RESPONSES[name]
            if name in FORMS:
                operation["requestBody"]["content"]["multipart/form-data"]["example"] = FORMS[name]
            _drop_stock_error(operation["responses"])
        schema["components"]["securitySchemes"] = _SECURITY_SCHEMES
        schema["security"] = [{}, *({name: []} for name in _SECURITY_SCHEMES)]
        app.openapi_schema = schema
    return app.openapi_schema


def _describe_problems(schemas: dict[str, Any]) -> None:
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update({**problem.pop("$defs"), "Problem": problem})
    for name in _STOCK_ERRORS:
        schemas.pop(name, None)


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation by method and path (`POST /v1/ask`)."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def _drop_stock_error(responses: dict[str, Any]) -> None:
    """FastAPI adds a 422 of its own to any operation with a parameter, also where no value can be wrong."""
    if "422" in responses and MEDIA_TYPE not in responses["422"]["content"]:
        del responses["422"]
