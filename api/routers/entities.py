"""Entities, search, sources and health."""

from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from api import state
from api.access import Role, needs
from api.ask import several
from api.dependencies import AsOf, ServingDep, ViewDep
from api.pages import Page, linked
from api.schemas import ActorOut, EntityOut, Health, HitOut, NeighbourhoodOut, SourceOut
from graph.model import Classification, Kind
from queries.finding.search import actor_ref

router = APIRouter()


@router.get("/health", tags=["service"])
@needs(Role.VIEWER)
def health(serving: ServingDep) -> Health:
    """Say that the service answers, and how much it holds at its level."""
    states = serving.workspace.ledger.source_states(serving.settings.level)
    return Health(
        status="ok",
        level=serving.settings.level.label,
        today=serving.today,
        sources=len(states),
        statements=sum(item.statements for item in states),
    )


@router.get("/sources", tags=["service"])
@needs(Role.VIEWER)
def sources(serving: ServingDep) -> tuple[SourceOut, ...]:
    """List sources with counts, age and licence."""
    return state.sources(serving.workspace.ledger, serving.settings.level, serving.today)


@router.get("/search", tags=["entities"])
@needs(Role.VIEWER)
def search(
    view: ViewDep,
    q: Annotated[str, Query(min_length=1, max_length=200, examples=["libe", "2025/0059"])],
    kind: Annotated[list[Kind] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    versions: bool = True,
) -> tuple[HitOut, ...]:
    """Find people, bodies, files and countries; misspellings are forgiven.

    The last word may be unfinished. With ``versions=false``, the version of a body for one term
    is left out where the body itself is found.
    """
    hits = view.index.search(q, limit, kind, versions=versions)
    return tuple(HitOut.from_domain(hit) for hit in hits)


@router.get("/entities", tags=["entities"])
@needs(Role.VIEWER)
def entities(
    request: Request,
    response: Response,
    view: ViewDep,
    kind: Kind | None = None,
    classification: Classification | None = None,
    after: Page = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> tuple[ActorOut, ...]:
    """List entities in order of id, a page at a time; the header Link has the next."""
    fitting = (
        entity
        for entity in view.graph.lookup.after(after)
        if (kind is None or entity.kind is kind)
        and (classification is None or classification in entity.classifications)
    )
    found = list(islice(fitting, limit + 1))
    linked(request, response, [one.id for one in found], limit)
    return tuple(ActorOut.from_domain(actor_ref(one)) for one in found[:limit])


@router.get("/neighbourhoods", tags=["entities"])
@needs(Role.VIEWER)
def neighbourhoods(
    serving: ServingDep,
    view: ViewDep,
    of: Annotated[
        list[Annotated[str, Query(min_length=1, max_length=300)]],
        Query(min_length=1, max_length=50, examples=[["DROI"]]),
    ],
    steps: Annotated[int, Query(ge=1, le=3)] = 1,
    most: Annotated[int, Query(ge=2, le=2000)] = 150,
    as_of: AsOf = None,
) -> NeighbourhoodOut:
    """Give what surrounds somebody on a day: the table twin of /picture/around."""
    day = serving.day(as_of)
    return state.surroundings(view, several(view, of, day), day, steps=steps, most=most)


@router.get("/entities/{identifier:path}", tags=["entities"])
@needs(Role.VIEWER)
def entity(
    view: ViewDep,
    identifier: Annotated[str, Path(max_length=300, examples=["country:FRA"])],
    ties: Annotated[int, Query(ge=0, le=2000, description="How many ties at most.")] = 200,
) -> EntityOut:
    """Show one entity, by identifier or name, with facts, ties and evidence."""
    return state.entity(view, identifier, limit=ties)
