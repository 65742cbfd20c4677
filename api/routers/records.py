"""What the page of a record shows beside the entity: people, statements, places."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query

from api import records
from api.access import Role, needs
from api.dependencies import AsOf, ServingDep, ViewDep
from api.schemas_records import PlaceOut, RosterOut, SaidOut
from graph.model import Classification

router = APIRouter(tags=["entities"])

Named = Annotated[str, Query(min_length=1, max_length=300, examples=["2025/0059"])]
Piece = Annotated[str | None, Query(max_length=1000, examples=["starter-files"])]


@router.get("/rosters")
@needs(Role.VIEWER)
def rosters(serving: ServingDep, view: ViewDep, of: Named, as_of: AsOf = None) -> RosterOut:
    """Say who sits in a body, reports on a file or represents a country on a day, by group."""
    return records.roster(view, of, serving.day(as_of))


@router.get("/statements")
@needs(Role.VIEWER)
def statements(
    serving: ServingDep,
    view: ViewDep,
    of: Named,
    source: Piece = None,
    record: Annotated[str | None, Query(max_length=1000)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> tuple[SaidOut, ...]:
    """List what sources say of somebody or something, each with its page and level."""
    found = (
        one
        for one in records.said(serving.workspace, view, of)
        if source in (None, one.source) and record in (None, one.record)
    )
    return tuple(islice(found, limit))


@router.get("/places")
@needs(Role.VIEWER)
def places(
    serving: ServingDep,
    view: ViewDep,
    classification: Classification = Classification.CENTRE,
    of: Annotated[
        str | None,
        Query(min_length=1, max_length=300, description="Only this network and its members."),
    ] = None,
    as_of: AsOf = None,
) -> tuple[PlaceOut, ...]:
    """Say where organisations of a sort are, for a map of them."""
    return records.places(view, serving.day(as_of), classification, of)
