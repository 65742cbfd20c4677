"""Entities, search, sources and health."""

from typing import Annotated

from fastapi import APIRouter, Query

from api import state
from api.dependencies import ServingDep, ViewDep
from api.schemas import ActorOut, EntityOut, Health, HitOut, SourceOut
from graph.model import Classification, Kind
from queries.search import actor_ref

router = APIRouter()


@router.get("/health", tags=["service"])
def health(serving: ServingDep) -> Health:
    """Say that the service answers, and how much it holds at its level."""
    states = serving.workspace.ledger.source_states(serving.settings.level)
    return Health(
        status="ok",
        level=serving.settings.level.label,
        sources=len(states),
        statements=sum(item.statements for item in states),
    )


@router.get("/sources", tags=["service"])
def sources(serving: ServingDep) -> tuple[SourceOut, ...]:
    """List sources with counts, age and licence."""
    return state.sources(serving.workspace.ledger, serving.settings.level, serving.today)


@router.get("/search", tags=["entities"])
def search(
    view: ViewDep,
    q: Annotated[str, Query(min_length=1, max_length=200, examples=["libe", "2025/0059"])],
    kind: Annotated[list[Kind] | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> tuple[HitOut, ...]:
    """Find people, bodies, files and countries; misspellings are forgiven."""
    return tuple(HitOut.from_domain(hit) for hit in view.index.search(q, limit, kind))


@router.get("/entities", tags=["entities"])
def entities(
    view: ViewDep,
    kind: Kind | None = None,
    classification: Classification | None = None,
    after: Annotated[str, Query(description="The last id of the page before.")] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> tuple[ActorOut, ...]:
    """List entities in order of id, a page at a time."""
    found = (
        entity
        for identifier, entity in view.graph.entities.items()
        if identifier > after
        and (kind is None or entity.kind is kind)
        and (classification is None or classification in entity.classifications)
    )
    return tuple(ActorOut.from_domain(actor_ref(one)) for one, _ in zip(found, range(limit)))  # noqa: B905 - the shorter ends it


@router.get("/entities/{identifier:path}", tags=["entities"])
def entity(view: ViewDep, identifier: str) -> EntityOut:
    """Show one entity, by identifier or name, with facts, ties and evidence."""
    return state.entity(view, identifier)
