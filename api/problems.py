"""Problem details (RFC 9457) as responses."""

from collections.abc import Sequence

from fastapi import Response

from api.schemas import Problem

PROBLEM_JSON = "application/problem+json"


def problem(status: int, title: str, detail: str, nearest: Sequence[str] = ()) -> Response:
    """Make one problem response."""
    body = Problem(
        type="about:blank", title=title, status=status, detail=detail, nearest=list(nearest)
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(body.model_dump_json(), status, headers, media_type=PROBLEM_JSON)
