"""Everything as communities, and communities too large for a map as overviews of their parts."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.access import Role, needs
from api.ask import one
from api.dependencies import AsOf, ServingDep, ViewDep
from api.map_ask import MapAsk, choice_of
from api.map_files import MAP_FILES
from api.remarks import remarks
from api.routers.maps import MAP_RESPONSES, Deep, Filters
from api.scene_files import scene_file
from api.schemas_overview import OverviewOut, StationOut
from api.wiring import View
from viz.map_overview import Overview, OverviewQuestion, overview, way_of
from viz.overview_scene import scene_of_overview, spots_of

router = APIRouter(tags=["maps"])

_Inside = Annotated[
    str | None,
    Query(max_length=300, description="The parts of the community of this one, not of all."),
]


def _asked(filters: Filters, inside: _Inside = None) -> MapAsk:
    return replace(filters, inside=inside or None)


OverviewAsked = Annotated[MapAsk, Depends(_asked)]


@router.get("/maps/overview")
@needs(Role.VIEWER)
def maps_overview(
    serving: ServingDep, view: ViewDep, ask: OverviewAsked, as_of: AsOf = None
) -> OverviewOut:
    """Give everything at once, or a community's parts: one place each, with the ties between.

    Filters count what is shown of each and leave nothing out.
    """
    return OverviewOut.of(_made(view, ask, serving.day(as_of)), view.graph)


@router.get("/maps/overview/files/{form}", response_class=Response, responses=MAP_RESPONSES)
@needs(Role.VIEWER)
def maps_overview_file(
    serving: ServingDep,
    view: ViewDep,
    ask: OverviewAsked,
    form: Annotated[str, Path(max_length=20, examples=["svg"])],
    fade: Annotated[bool, Query(description="Fade what filters leave out, not hide it.")] = False,
    as_of: AsOf = None,
) -> Response:
    """Give the overview as html, svg, pdf, gexf, graphml, xlsx or csv, with its filters."""
    made = _made(view, ask, serving.day(as_of))
    names = {
        member: view.graph.entities[member].name
        for place in made.places
        for member in place.members
    }
    scene = scene_of_overview(made, names, fade=fade)
    written = scene_file(scene, spots_of(made), form, today=serving.today)
    kind = MAP_FILES[form]
    return Response(
        written,
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="overview.{kind.suffix}"'},
    )


@router.get("/maps/way")
@needs(Role.VIEWER)
def maps_way(
    serving: ServingDep,
    view: ViewDep,
    inside: Annotated[str, Query(min_length=1, max_length=300, examples=["DROI"])],
    deep: Deep = 1,
    as_of: AsOf = None,
) -> tuple[StationOut, ...]:
    """Name the communities that lead to one, the largest first."""
    question = OverviewQuestion(serving.day(as_of), one(view, inside), deep)
    return tuple(StationOut.from_domain(each) for each in way_of(view.rosters, question))


def _made(view: View, ask: MapAsk, day: date) -> Overview:
    inside = one(view, ask.inside) if ask.inside else None
    question = OverviewQuestion(day, inside, ask.deep)
    made = overview(view.snapshot, view.rosters, question, choice_of(ask))
    return replace(made, notes=remarks(view, day))
