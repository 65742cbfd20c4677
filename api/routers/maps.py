"""Maps: places, lines and ties with their communities, and the same view as a file."""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Query, Response

from api.access import Role, needs
from api.ask import one
from api.dependencies import AsOf, ServingDep, ViewDep
from api.gzipped import json_answer
from api.map_ask import MapAsk, ask_map
from api.map_files import MAP_FILES, map_file
from api.schemas_maps import BeyondOut, MapOut
from viz.map_cut import around
from viz.map_model import MOST_PLACES

router = APIRouter(tags=["maps"])

_Name = Annotated[str, Query(min_length=1, max_length=300)]
_Word = Annotated[str, Query(min_length=1, max_length=100)]
_Names = Annotated[list[_Name] | None, Query(max_length=200)]
_Words = Annotated[list[_Word] | None, Query(max_length=100)]
Deep = Annotated[int, Query(ge=1, le=20, description="How many divisions lead to that community.")]


def _filters(
    deep: Deep = 1,
    kind: Annotated[_Words, Query(description="Show these classifications or kinds only.")] = None,
    group: _Words = None,
    country: Annotated[_Words, Query(description="Such as country:FRA.")] = None,
    relation: _Words = None,
    tie_level: Annotated[_Words, Query(description="Ties of these levels only.")] = None,
    band: Annotated[
        _Words, Query(description="strong, medium, weak, cold, or none: carries no request.")
    ] = None,
    evidence_from: Annotated[
        date | None, Query(description="Ties whose newest evidence is of this day or later.")
    ] = None,
) -> MapAsk:
    """Read what maps and the overview alike are asked with."""
    return MapAsk(
        deep=deep,
        kinds=tuple(kind or ()),
        groups=tuple(group or ()),
        countries=tuple(country or ()),
        relations=tuple(relation or ()),
        levels=tuple(tie_level or ()),
        bands=tuple(band or ()),
        evidence_from=evidence_from,
    )


Filters = Annotated[MapAsk, Depends(_filters)]


def _asked(
    filters: Filters,
    of: Annotated[
        list[_Name] | None, Query(max_length=50, description="Whom it is of.", examples=[["DROI"]])
    ] = None,
    inside: Annotated[
        str | None,
        Query(max_length=300, description="The whole community of this one, instead of `of`."),
    ] = None,
    steps: Annotated[int, Query(ge=0, le=3)] = 1,
    most: Annotated[int, Query(ge=2, le=MOST_PLACES)] = 300,
    since: Annotated[
        date | None,
        Query(alias="from", description="An earlier day: what appeared and vanished since."),
    ] = None,
    opened: Annotated[
        list[_Name] | None,
        Query(
            alias="open",
            max_length=200,
            description="Neighbours of these too, in this order; of some relations only if they "
            "stand behind: DROI|MEMBER_OF.",
        ),
    ] = None,
    shut: Annotated[_Names, Query(description="What hangs on these alone is left out.")] = None,
    still: Annotated[
        bool, Query(description="Places worked out over all days, the same on each.")
    ] = False,
    pin: Annotated[
        list[_Name] | None, Query(max_length=500, description="Places chosen by hand: id@x,y.")
    ] = None,
) -> MapAsk:
    return replace(
        filters,
        of=tuple(of or ()),
        inside=inside or None,
        steps=steps,
        most=most,
        since=since,
        opened=tuple(opened or ()),
        shut=tuple(shut or ()),
        still=still,
        pins=tuple(pin or ()),
    )


MapAsked = Annotated[MapAsk, Depends(_asked)]


@router.get("/maps", response_model=MapOut)
@needs(Role.VIEWER)
def maps(
    serving: ServingDep,
    view: ViewDep,
    ask: MapAsked,
    as_of: AsOf = None,
    accept_encoding: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Response:
    """Give what surrounds somebody, placed: filters mark what is shown and leave nothing out.

    Sent by gzip where the asker takes it.
    """
    return json_answer(MapOut.of(ask_map(view, ask, serving.day(as_of))), accept_encoding)


@router.get("/maps/beyond")
@needs(Role.VIEWER)
def maps_beyond(
    serving: ServingDep,
    view: ViewDep,
    ask: MapAsked,
    at: Annotated[str, Query(min_length=1, max_length=300, examples=["DROI"])],
    as_of: AsOf = None,
) -> tuple[BeyondOut, ...]:
    """Count, by relation, where one could go from a place of a map that is not on it yet."""
    day = serving.day(as_of)
    made = ask_map(view, ask, day)
    counts = around(view.rosters, one(view, at), day, [place.id for place in made.places])
    return tuple(
        BeyondOut(
            relation=relation,
            word=relation.value.replace("_", " ").lower(),
            total=total,
            beyond=beyond,
        )
        for relation, (total, beyond) in counts.items()
    )


MAP_RESPONSES: dict[int | str, dict[str, object]] = {
    200: {
        "description": "The view as a file, with its sources and licences",
        "content": {
            form.media_type: {"schema": {"type": "string"}} for form in MAP_FILES.values()
        },
    }
}


@router.get("/maps/files/{form}", response_class=Response, responses=MAP_RESPONSES)
@needs(Role.VIEWER)
def maps_file(
    serving: ServingDep,
    view: ViewDep,
    ask: MapAsked,
    form: Annotated[str, Path(max_length=20, examples=["svg"])],
    fade: Annotated[bool, Query(description="Fade what filters leave out, not hide it.")] = False,
    as_of: AsOf = None,
) -> Response:
    """Give a map as html, svg, pdf, gexf, graphml, xlsx or csv: with its filters and pins."""
    made = ask_map(view, ask, serving.day(as_of))
    written = map_file(view, made, form, today=serving.today, fade=fade)
    kind = MAP_FILES[form]
    return Response(
        written,
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="map.{kind.suffix}"'},
    )
