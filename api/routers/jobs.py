"""Long work: started here or beside its question, watched, cancelled, fetched."""

import json
from typing import Annotated

from fastapi import APIRouter, Body, Path, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs
from api.ask_assignment import ask_assignment
from api.dependencies import Serving, ServingDep
from api.exports import FORMS
from api.jobs import Job, Result, Work
from api.problems import problem
from api.routers.coalition import ASSIGN_EXAMPLES, AssignIn, assign_ask
from api.schemas import AssignmentOut
from api.schemas_jobs import JobOut
from graph.errors import InvalidQuestion
from loaders.base import Progress

router = APIRouter(tags=["jobs"])

JobId = Annotated[str, Path(max_length=40, examples=["4f0c1d2e3a4b5c6d"])]
STARTED: dict[int | str, dict[str, object]] = {
    202: {"description": "Under way: its address is in the header Location"}
}
_JSON = "application/json"
_RESULT: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The file, or the answer",
        "content": {
            **{form.media_type: {"schema": {"type": "string"}} for form in FORMS.values()},
            _JSON: {"schema": {"type": "object"}},
        },
    }
}


class RefreshIn(BaseModel):
    """Which sources to ask; none: all that are due."""

    model_config = ConfigDict(extra="forbid")

    only: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=100)
    ] = []
    everything: Annotated[bool, Field(description="Also what is not due yet.")] = False


REFRESH_EXAMPLES = {
    "due": {"summary": "All sources that are due", "value": {}},
    "one": {"summary": "One section of sources.toml", "value": {"only": ["ep-members"]}},
}


@router.get("/jobs")
@needs(Role.VIEWER)
def listed(serving: ServingDep) -> list[JobOut]:
    """List your jobs, oldest first; an admin sees everybody's."""
    seen = serving.jobs.listed(serving.known_caller, serving.settings.level)
    return [JobOut.of(job) for job in seen]


@router.get("/jobs/{id}")
@needs(Role.VIEWER)
def job(serving: ServingDep, id: JobId) -> JobOut:
    """Say how a job stands."""
    return JobOut.of(_job(serving, id))


@router.delete("/jobs/{id}")
@needs(Role.VIEWER)
def cancel(serving: ServingDep, id: JobId) -> JobOut:
    """Stop a job that is under way, or remove one that has ended, with its result."""
    return JobOut.of(serving.jobs.cancel(id, serving.known_caller, serving.settings.level))


@router.get(
    "/jobs/{id}/result",
    response_class=Response,
    responses=_RESULT,
)
@needs(Role.VIEWER)
def result(serving: ServingDep, id: JobId) -> Response:
    """Give what a job made: a file, or an answer as JSON."""
    found = _job(serving, id)
    place = serving.jobs.result(found)
    if place is None:
        if found.problem:
            return problem(found.problem_status, "The job failed", found.problem)
        return problem(409, "No result", f"The job is {found.state}: there is no result.")
    return FileResponse(place, media_type=found.media_type, filename=found.name)


@router.post("/jobs/assignments", status_code=202, responses=STARTED)
@needs(Role.VIEWER)
def assignment(
    serving: ServingDep,
    response: Response,
    wanted: Annotated[AssignIn, Body(openapi_examples=ASSIGN_EXAMPLES)],
) -> JobOut:
    """Start a large assignment; its result is that of /assignments."""
    ask = assign_ask(wanted)
    day, known_at = serving.day(wanted.as_of), wanted.known_at

    def work(progress: Progress) -> Result:
        progress(0, 1, "sharing out")
        answer = ask_assignment(serving.view(known_at), ask, as_of=day)
        text = AssignmentOut.from_domain(answer).model_dump_json()
        return Result(text.encode(), _JSON, "assignment.json")

    return started(serving, response, "assignment", work)


@router.post("/jobs/projections", status_code=202, responses=STARTED)
@needs(Role.ANALYST)
def projection(serving: ServingDep, response: Response) -> JobOut:
    """Start building what Cypher is asked on, so that the next query need not wait for it."""

    def work(progress: Progress) -> Result:
        nodes, ties = serving.workspace.reader(progress=progress).counts()
        told = {"nodes": nodes, "ties": ties, "level": serving.settings.level.label}
        return Result(json.dumps(told).encode(), _JSON, "projection.json")

    return started(serving, response, "projection", work)


@router.post("/jobs/refreshes", status_code=202, responses=STARTED)
@needs(Role.ADMIN)
def refresh(
    serving: ServingDep,
    response: Response,
    wanted: Annotated[RefreshIn, Body(openapi_examples=REFRESH_EXAMPLES)],
) -> JobOut:
    """Start asking the sources that sources.toml names."""
    # Imported here: the network client is needed by nothing else that is served.
    from api.live import live_names
    from api.load import names
    from api.refresh_file import FILE, read_entries
    from api.refresh_report import lines
    from api.refresh_run import refresh_all

    entries = read_entries(serving.settings.home / FILE, names(), live_names())
    known = {entry.name for entry in entries}
    unknown = [name for name in wanted.only if name not in known]
    if unknown:
        msg = f"sources.toml has no section {unknown[0]!r}. It has: {', '.join(sorted(known))}."
        raise InvalidQuestion(msg)
    chosen = [entry for entry in entries if not wanted.only or entry.name in wanted.only]
    every = wanted.everything or bool(wanted.only)

    def work(progress: Progress) -> Result:
        report = refresh_all(serving.settings, chosen, every, serving.clock, progress)
        told = {"failed": bool(report.failed), "lines": list(lines(report))}
        return Result(json.dumps(told, ensure_ascii=False).encode(), _JSON, "refresh.json")

    return started(serving, response, "refresh", work)


def started(serving: Serving, response: Response, kind: str, work: Work) -> JobOut:
    """Start work for whoever asks, and say where it is watched."""
    made = serving.jobs.start(serving.known_caller, kind, serving.settings.level, work)
    response.headers["Location"] = f"/jobs/{made.id}"
    return JobOut.of(made)


def _job(serving: Serving, identifier: str) -> Job:
    return serving.jobs.get(identifier, serving.known_caller, serving.settings.level)
