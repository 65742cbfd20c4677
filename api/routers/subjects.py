"""Somebody's rights in their data, over HTTP: for admins who see every level, and nobody else.

What is kept of a person lies at every level, so whoever looks or erases must see all of them. The
audit holds the route and a keyed hash, neither the person nor the answer.
"""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Path, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs
from api.dependencies import Serving, ServingDep
from api.subject_page import POLICY, page_of
from api.subject_rights import Correction, RestrictionOut, correct, lift, restrict
from api.subjects import (
    ErasureOut,
    SubjectOut,
    confirmation_of,
    erase,
    plan_erasure,
    subject_export,
)
from api.wiring import Workspace
from graph.errors import QueryRefused
from graph.levels import Level

router = APIRouter(tags=["subjects"])

LONGEST = 300
Person = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST,
        description="A person, by identifier or name.",
        examples=["ep-person:197463"],
    ),
]
Text = Annotated[str, Field(max_length=LONGEST)]
Reason = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        description="Why: it is kept for ever and must not name the person.",
    ),
]


class ErasureIn(BaseModel):
    """The order to erase, with the confirmation that the plan gave."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reason: Reason
    confirmation: Annotated[str, Field(min_length=8, max_length=64)]


class ErasurePlanOut(BaseModel):
    """What would go; ``confirmation`` stands for exactly this and is sent back to do it."""

    plan: ErasureOut
    confirmation: str


class RestrictionIn(BaseModel):
    """The order to leave somebody out of every answer."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reason: Reason


class CorrectionIn(BaseModel):
    """What is right, as the office knows: of a property or of a tie."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    property: Text = ""
    value: Text = ""
    relation: Text = ""
    object: Text = ""
    role: Text = ""
    valid_from: Text = ""
    valid_to: Text = ""
    action: Literal["assert", "deny"] = "assert"
    source: Annotated[str, Field(max_length=LONGEST, description="How the office knows.")] = ""
    as_of: date | None = None
    level: Annotated[str, Field(pattern="^(public|network|office|protected)$")] = "office"


class CorrectedOut(BaseModel):
    """A correction that was recorded; ``is_new`` off: the same stood there already."""

    subject: str
    record: str
    level: str
    is_new: bool


ERASURE_EXAMPLES = {
    "request": {
        "summary": "A request, with the confirmation of GET on the same address",
        "value": {"reason": "request of 4 March", "confirmation": "0123456789abcdef"},
    }
}
RESTRICTION_EXAMPLES = {
    "objection": {"summary": "An objection", "value": {"reason": "objection of 4 March"}}
}
CORRECTION_EXAMPLES = {
    "name": {
        "summary": "A name is spelt otherwise",
        "value": {"property": "name", "value": "Another Name", "source": "a letter of 4 March"},
    }
}


def _whole(serving: Serving) -> Workspace:
    """Give the workspace of somebody who sees every level.

    Raises:
        QueryRefused: whoever asks does not.
    """
    if serving.settings.level is not Level.PROTECTED:
        msg = (
            "What is kept of a person lies at every level: this needs level protected, and you "
            f"ask at level {serving.settings.level.label}."
        )
        raise QueryRefused(msg)
    return serving.workspace


@router.get(
    "/subjects/{person}/export",
    response_model=SubjectOut,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
@needs(Role.ADMIN)
def export(
    serving: ServingDep,
    person: Person,
    page: Annotated[bool, Query(description="As a page to read.")] = False,
) -> object:
    """Give everything kept of a person: closed, restricted and protected statements too."""
    found = subject_export(_whole(serving), person, serving.clock())
    if not page:
        return found
    return HTMLResponse(page_of(found), headers={"Content-Security-Policy": POLICY})


@router.get("/subjects/{person}/erasure")
@needs(Role.ADMIN)
def planned(serving: ServingDep, person: Person) -> ErasurePlanOut:
    """Say what erasing a person would take out; nothing is changed."""
    workspace = _whole(serving)
    plan = plan_erasure(workspace, person)
    return ErasurePlanOut(plan=plan, confirmation=confirmation_of(workspace, person))


@router.post("/subjects/{person}/erasure")
@needs(Role.ADMIN)
def erased(
    serving: ServingDep,
    person: Person,
    given: Annotated[ErasureIn, Body(openapi_examples=ERASURE_EXAMPLES)],
) -> ErasureOut:
    """Erase a person for good; ``still_held`` names servers that could not be emptied yet."""
    return erase(
        _whole(serving), person, given.reason, serving.clock(), confirmation=given.confirmation
    )


@router.put("/subjects/{person}/restriction")
@needs(Role.ADMIN)
def restricted(
    serving: ServingDep,
    person: Person,
    given: Annotated[RestrictionIn, Body(openapi_examples=RESTRICTION_EXAMPLES)],
) -> RestrictionOut:
    """Keep a person, and leave them out of every answer, picture and export."""
    return restrict(_whole(serving), person, given.reason, serving.clock())


@router.delete("/subjects/{person}/restriction")
@needs(Role.ADMIN)
def lifted(
    serving: ServingDep,
    person: Person,
    reason: Annotated[str, Query(min_length=1, max_length=LONGEST, examples=["settled"])],
) -> RestrictionOut:
    """Let a person be used again."""
    return lift(_whole(serving), person, reason, serving.clock())


@router.post(
    "/subjects/{person}/corrections",
    status_code=201,
    responses={200: {"description": "The same stood there already", "model": CorrectedOut}},
)
@needs(Role.ADMIN)
def corrected(
    serving: ServingDep,
    person: Person,
    response: Response,
    given: Annotated[CorrectionIn, Body(openapi_examples=CORRECTION_EXAMPLES)],
) -> CorrectedOut:
    """Record the office's word on a person: it wins over every source, and no load undoes it."""
    cells = {
        "property": given.property,
        "value": given.value,
        "relation": given.relation,
        "object": given.object,
        "role": given.role,
        "valid_from": given.valid_from,
        "valid_to": given.valid_to,
        "action": given.action,
        "source": given.source,
        "as_of": given.as_of.isoformat() if given.as_of else "",
        "level": given.level,
    }
    made = correct(_whole(serving), person, Correction(cells), serving.clock())
    response.status_code = 201 if made.is_new else 200
    return CorrectedOut(
        subject=made.subject, record=made.record, level=made.level.label, is_new=made.is_new
    )
