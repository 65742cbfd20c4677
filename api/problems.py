"""Problem details (RFC 9457) as responses."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from fastapi import Response

from api.schemas import Problem

PROBLEM_JSON = "application/problem+json"


def problem(
    status: int,
    title: str,
    detail: str,
    nearest: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Make one problem response."""
    body = Problem(
        type="about:blank", title=title, status=status, detail=detail, nearest=list(nearest)
    )
    # A lone surrogate, as JSON may carry one, cannot be sent: it is written as a question mark.
    text = body.model_dump_json(ensure_ascii=True)
    asked = {"WWW-Authenticate": 'Bearer realm="corridors"'} if status == 401 else {}
    return Response(text, status, {**asked, **(headers or {})}, media_type=PROBLEM_JSON)


def titled(status: int) -> str:
    """Give the usual title of a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Failed"
