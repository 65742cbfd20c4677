"""Routes: how do we reach somebody."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api import pictures
from api.access import Role, needs
from api.ask import RouteAsk, ask_routes
from api.ask_targets import targets_of
from api.dependencies import AsOf, ServingDep, ViewDep
from api.schemas import RouteAnswerOut
from api.schemas_board import TargetsOut

router = APIRouter(tags=["routes"])

Name = Annotated[str, Field(min_length=1, max_length=300)]
MOST_NAMED = 4
Names = Annotated[list[str], Query(min_length=1, max_length=200, examples=[["2025/0059"]])]
Groups = Annotated[
    list[str] | None,
    Query(max_length=20, description="Only those of these political groups.", examples=[["S&D"]]),
]
Moment = Annotated[
    str,
    Field(max_length=40, description="As known at the end of a day, or at a moment (UTC)."),
]


class RouteIn(BaseModel):
    """Whom to reach, from whom, how."""

    model_config = ConfigDict(extra="forbid")

    to: Annotated[list[Name], Field(min_length=1, max_length=200)]
    sources: Annotated[list[Name], Field(max_length=100)] = []
    k: Annotated[int, Field(ge=1, le=200)] = 3
    max_hops: Annotated[
        int | None, Field(ge=1, le=6, description="Steps at most; null: any number.")
    ] = 4
    avoid: Annotated[list[Name], Field(max_length=200)] = []
    via: Annotated[
        list[Name],
        Field(max_length=200, description="A route must pass one of these; none: it need not."),
    ] = []
    channels: Annotated[list[Name], Field(max_length=20)] = []
    relations: Annotated[list[Name], Field(max_length=20)] = []
    min_confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    invented: bool = True
    senior: bool = False
    countries: Annotated[list[Name], Field(max_length=50)] = []
    consented: bool = False
    languages: Annotated[list[Name], Field(max_length=50)] = []
    each: bool = False
    ready: Annotated[dict[Name, Annotated[float, Field(ge=0, le=1)]], Field(max_length=100)] = {}
    kinds: Annotated[list[Name], Field(max_length=30)] = []
    load: Annotated[
        int | None, Field(ge=1, description="Routes through one go-between at most.")
    ] = None
    as_of: date | None = None
    known_at: Moment | None = None


EXAMPLES = {
    "file": {
        "summary": "The shadow rapporteurs of a file, from our office",
        "value": {"to": ["2025/0059"], "k": 3, "max_hops": 4},
    },
    "person": {
        "summary": "One person, from two of ours, without a go-between",
        "value": {"to": ["ep-person:197490"], "sources": ["ECRE", "IRCT"], "avoid": ["OMCT"]},
    },
}


@router.post("/routes")
@needs(Role.VIEWER)
def routes(
    serving: ServingDep, wanted: Annotated[RouteIn, Body(openapi_examples=EXAMPLES)]
) -> RouteAnswerOut:
    """Give the best routes, each step explained; or what was searched and would help."""
    answer = ask_routes(
        serving.view(wanted.known_at),
        ask_of(wanted),
        office=serving.settings.office,
        as_of=serving.day(wanted.as_of),
    )
    return RouteAnswerOut.from_domain(answer)


@router.get("/routes/targets")
@needs(Role.VIEWER)
def route_targets(
    serving: ServingDep, view: ViewDep, to: Names, group: Groups = None, as_of: AsOf = None
) -> TargetsOut:
    """Say whom names stand for: a file for its (shadow) rapporteurs, a post for its holder."""
    return TargetsOut.from_domain(targets_of(view, to, group or (), serving.day(as_of)))


@router.post("/routes/picture", response_class=HTMLResponse)
@needs(Role.VIEWER)
def routes_picture(
    serving: ServingDep, wanted: Annotated[RouteIn, Body(openapi_examples=EXAMPLES)]
) -> HTMLResponse:
    """Draw the best routes as one page to keep, which asks nobody for anything."""
    view = serving.view(wanted.known_at)
    answer = ask_routes(
        view, ask_of(wanted), office=serving.settings.office, as_of=serving.day(wanted.as_of)
    )
    title = f"How to reach {', '.join(one.name for one in answer.targets[:MOST_NAMED])}"
    return HTMLResponse(
        pictures.of_route_answer(view, answer, today=serving.today, title=title),
        headers={"Content-Disposition": 'attachment; filename="routes.html"'},
    )


def ask_of(wanted: RouteIn) -> RouteAsk:
    """Turn the request into the question that both doors share."""
    return RouteAsk(
        to=tuple(wanted.to),
        sources=tuple(wanted.sources),
        k=wanted.k,
        max_hops=wanted.max_hops,
        avoid=tuple(wanted.avoid),
        via=tuple(wanted.via),
        channels=tuple(wanted.channels),
        relations=tuple(wanted.relations),
        min_confidence=wanted.min_confidence,
        invented=wanted.invented,
        senior=wanted.senior,
        countries=tuple(wanted.countries),
        consented=wanted.consented,
        languages=tuple(wanted.languages),
        each=wanted.each,
        ready=wanted.ready,
        kinds=tuple(wanted.kinds),
        load=wanted.load,
    )
