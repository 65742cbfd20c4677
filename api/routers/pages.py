"""Pages: the start page and pictures; each asks nothing of any other server."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader

from api import pictures
from api.access import Role, needs
from api.ask import RouteAsk, ask_routes
from api.ask_assignment import AssignAsk, ask_assignment
from api.dependencies import AsOf, ServingDep, ViewDep
from api.map_ask import MapAsk, ask_map
from api.map_files import page_of
from graph.errors import NothingProjected
from graph.identifiers import procedure_reference
from graph.model import Classification

router = APIRouter(tags=["pages"])

_pages = Environment(loader=PackageLoader("api"), autoescape=True)
_START_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

Names = Annotated[list[str], Query(min_length=1, max_length=200, examples=[["2025/0059"]])]


@router.get("/plain", response_class=HTMLResponse)
@needs(Role.VIEWER)
def start(serving: ServingDep) -> HTMLResponse:
    """Show what can be asked, as forms that work without any script."""
    files: list[tuple[str, str]] = []
    try:
        view = serving.workspace.view()
    except NothingProjected as error:
        remark = str(error)
    else:
        remark = f"{len(view.graph.entities)} actors and {len(view.graph.ties)} ties are loaded."
        files = sorted(
            (procedure_reference(entity.id), entity.name)
            for entity in view.graph.lookup.classified(Classification.PROCEDURE)
            if view.rosters.rapporteurs(entity.id, serving.today)
        )
    page = _pages.get_template("start.html.j2").render(
        remark=remark, files=files, level=serving.settings.level.label
    )
    return HTMLResponse(page, headers={"Content-Security-Policy": _START_POLICY})


@router.get("/picture/routes", response_class=HTMLResponse)
@needs(Role.VIEWER)
def route_picture(
    serving: ServingDep,
    view: ViewDep,
    to: Names,
    source: Annotated[list[str] | None, Query()] = None,
    k: Annotated[int, Query(ge=1, le=20)] = 3,
    max_hops: Annotated[int, Query(ge=1, le=6)] = 4,
    as_of: AsOf = None,
) -> HTMLResponse:
    """Draw the best routes."""
    sources = tuple(name for name in source or () if name.strip())
    ask = RouteAsk(to=tuple(to), sources=sources, k=k, max_hops=max_hops)
    answer = ask_routes(view, ask, office=serving.settings.office, as_of=serving.day(as_of))
    title = f"How to reach {', '.join(to)}"
    return HTMLResponse(pictures.of_route_answer(view, answer, today=serving.today, title=title))


@router.get("/picture/assignment", response_class=HTMLResponse)
@needs(Role.VIEWER)
def assignment_picture(
    serving: ServingDep,
    view: ViewDep,
    to: Names,
    backup: bool = False,
    as_of: AsOf = None,
) -> HTMLResponse:
    """Draw who approaches whom."""
    answer = ask_assignment(view, AssignAsk(to=tuple(to), backup=backup), as_of=serving.day(as_of))
    title = f"Who approaches whom: {', '.join(to)}"
    return HTMLResponse(
        pictures.of_assignment_answer(view, answer, today=serving.today, title=title)
    )


@router.get("/picture/around", response_class=HTMLResponse)
@needs(Role.VIEWER)
def around_picture(
    serving: ServingDep,
    view: ViewDep,
    focus: Names,
    steps: Annotated[int, Query(ge=1, le=3)] = 1,
    most: Annotated[int, Query(ge=2, le=2000)] = 150,
    as_of: AsOf = None,
) -> HTMLResponse:
    """Draw what surrounds somebody; /maps/files/html also takes filters, pins and a second day."""
    ask = MapAsk(of=tuple(focus), steps=steps, most=most)
    made = ask_map(view, ask, serving.day(as_of))
    return HTMLResponse(page_of(view, made, today=serving.today))
