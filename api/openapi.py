"""The description of the API (OpenAPI 3.1): roles, problems and security, the same everywhere."""

import re
from collections.abc import Sequence
from typing import Any  # a JSON document

from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.operations import Operation, operations
from api.problems import PROBLEM_JSON
from api.schemas import Problem

PROBLEMS = {
    400: "The engine could not answer",
    401: "A token is needed",
    403: "Refused: another role, a foreign name, or a query that steps outside what is allowed",
    404: "Unknown entity",
    405: "Not with this method",
    408: "The body came too slowly",
    409: "Nothing loaded yet, or the same request is under way",
    413: "Body too long",
    422: "Input cannot be used",
    429: "Too many requests: see Retry-After",
    500: "A mistake of ours",
    502: "A source cannot be read",
    503: "Busy, or away for now",
    504: "Took too long",
}
"""Every answer that is no answer, as problem details (RFC 9457)."""

_METHODS = ("get", "post", "put", "delete", "patch")
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
    "description": "The same request sent again under the same key within 24 hours is done once "
    "and answered alike.",
    "example": "8f14e45f-ceea-467f-9575-0d3f2c3a1b77",
}


def operation_id(route: APIRoute) -> str:
    """Name an operation by method and address, so that it stays when functions are renamed."""
    method = min(route.methods or ()).lower()
    words = re.sub(r"[^a-z0-9]+", "_", route.path_format.lower()).strip("_") or "start"
    return f"{method}_{words}"


def described(app: FastAPI) -> dict[str, Any]:
    """Give the description of an application's routes."""
    document = FastAPI.openapi(app)
    if "x-complete" in document:
        return document
    document["x-complete"] = True
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = Problem.model_json_schema()
    for left in ("HTTPValidationError", "ValidationError"):
        schemas.pop(left, None)
    document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    document["security"] = [{"token": []}, {}]
    known = operations(app.routes)
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                _complete(item[method], method, _of(known, path, method.upper()))
    return document


def _of(known: Sequence[Operation], path: str, method: str) -> Operation:
    bare = re.sub(r":\w+\}", "}", path)
    return next(
        one
        for one in known
        if re.sub(r":\w+\}", "}", one.template) == bare and method in one.methods
    )


def _complete(operation: dict[str, Any], method: str, known: Operation) -> None:
    operation["x-role"] = known.role.label if known.role is not None else "nobody"
    answers = operation["responses"]
    for status, text in PROBLEMS.items():
        answers[str(status)] = {
            "description": text,
            "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if method == "get":
        answers["304"] = {"description": "As the answer whose ETag was sent in If-None-Match"}
    else:
        operation.setdefault("parameters", []).append(_KEY)
