"""The whole graph as a file for other tools."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel

from api.access import Role, needs
from api.dependencies import ServingDep
from api.exports import FORMS, exported, form_of
from api.jobs import Result
from api.routers.jobs import STARTED, started
from api.schemas_jobs import JobOut
from graph.redaction import Part, parse_parts
from loaders.base import Progress

router = APIRouter(tags=["exports"])

PARTS = tuple(part.value for part in Part)

FormName = Annotated[str, Path(max_length=20, examples=["turtle"], description="See /exports.")]
Redact = Annotated[
    str,
    Query(
        max_length=100,
        pattern="^[a-z, ]*$",
        description=f"What to leave out: all, or some of {', '.join(PARTS)}, with commas between.",
        examples=["all"],
    ),
]
Keep = Annotated[
    str,
    Query(
        max_length=100,
        pattern="^[a-z, ]*$",
        description="What stays though all is left out.",
        examples=["positions"],
    ),
]
_FILES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The file, with the sources and licences of what is in it",
        "content": {form.media_type: {"schema": {"type": "string"}} for form in FORMS.values()},
    }
}


class FormOut(BaseModel):
    """One form of export."""

    name: str
    suffix: str
    media_type: str


@router.get("/exports")
@needs(Role.ANALYST)
def listed() -> list[FormOut]:
    """List the forms in which the graph can be had."""
    return [
        FormOut(name=form.name, suffix=form.suffix, media_type=form.media_type)
        for form in FORMS.values()
    ]


@router.get("/exports/{form}", response_class=Response, responses=_FILES)
@needs(Role.ANALYST)
def export(serving: ServingDep, form: FormName, redact: Redact = "", keep: Keep = "") -> Response:
    """Give the whole graph of a level as a file; a big one is better asked for as a job."""
    made = exported(serving.workspace, form_of(form), parse_parts(redact, keep))
    return Response(
        made.content,
        media_type=made.media_type,
        headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
    )


@router.post("/jobs/exports/{form}", status_code=202, responses=STARTED)
@needs(Role.ANALYST)
def export_job(
    serving: ServingDep,
    response: Response,
    form: FormName,
    redact: Redact = "",
    keep: Keep = "",
) -> JobOut:
    """Start writing the whole graph of a level to a file."""
    chosen, parts = form_of(form), parse_parts(redact, keep)

    def work(progress: Progress) -> Result:
        progress(0, 2, "reading")
        serving.view()
        progress(1, 2, f"writing {form}")
        return exported(serving.workspace, chosen, parts)

    return started(serving, response, f"export {form}", work)
