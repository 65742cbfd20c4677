"""Sources and licences of the map: what every answer's header ``Link`` (license) points to."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse

from api.access import Role, needs
from api.credits import Credit, credit_lines, credits_at
from api.dependencies import ViewDep

router = APIRouter(tags=["sources"])


@router.get(
    "/credits",
    response_model=tuple[Credit, ...],
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
@needs(Role.VIEWER)
def listed(
    view: ViewDep, text: Annotated[bool, Query(description="As a text to put beside.")] = False
) -> object:
    """Name publisher, title and licence of every source behind the answers of a level."""
    found = credits_at(view)
    return PlainTextResponse(credit_lines(found)) if text else found
