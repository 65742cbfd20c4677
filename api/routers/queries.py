"""Cypher, read-only."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs
from api.credits import credits_now
from api.dependencies import ServingDep
from api.schemas import TableOut
from graph.store import Cell
from queries.cypher import explain, run

router = APIRouter(tags=["cypher"])


class CypherIn(BaseModel):
    """A reading query with its parameters."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=20_000)]
    parameters: Annotated[
        dict[str, str | int | float | bool | list[str | int | float | bool | None] | None],
        Field(max_length=100),
    ] = {}
    days: Annotated[
        dict[str, date],
        Field(max_length=100, description="Parameters that are days: a text is never one."),
    ] = {}
    limit: Annotated[int, Field(ge=1, le=10_000)] = 1_000

    def cells(self) -> dict[str, Cell]:
        """Give the parameters as a store takes them."""
        cells: dict[str, Cell] = {
            name: list(value) if isinstance(value, list) else value
            for name, value in self.parameters.items()
        }
        return {**cells, **self.days}


class PlanOut(BaseModel):
    """How the engine would answer, line by line."""

    plan: tuple[str, ...]


EXAMPLES = {
    "shadows": {
        "summary": "Shadow rapporteurs of a file and their groups",
        "value": {
            "query": "MATCH (m:MEP)-[r:RAPPORTEUR_FOR]->(d:Dossier {uid: $file}) "
            "MATCH (m)-[:MEMBER_OF]->(g:PoliticalGroup) "
            "RETURN m.name AS member, g.acronym AS political_group, r.role AS role "
            "ORDER BY member",
            "parameters": {"file": "ep-procedure:2025-0059"},
        },
    }
}


@router.post("/cypher")
@needs(Role.ANALYST)
async def cypher(
    request: Request,
    serving: ServingDep,
    wanted: Annotated[CypherIn, Body(openapi_examples=EXAMPLES)],
) -> TableOut:
    """Answer a reading query over the projection of this service's level.

    It is stopped when whoever asked goes away.
    """
    stop = Event()

    def answer() -> TableOut:
        reader = serving.workspace.reader()
        table = run(reader, wanted.query, wanted.cells(), limit=wanted.limit, stop=stop)
        sources = credits_now(serving.workspace, serving.settings.level)
        return TableOut.from_domain(table).crediting(sources)

    async with gone_sets(request, stop):
        return await run_in_threadpool(answer)


@router.post("/cypher/explain")
@needs(Role.ANALYST)
def explained(
    serving: ServingDep, wanted: Annotated[CypherIn, Body(openapi_examples=EXAMPLES)]
) -> PlanOut:
    """Say in the engine's own lines how it would answer a reading query; nothing is run."""
    return PlanOut(plan=explain(serving.workspace.reader(), wanted.query, wanted.cells()))


@asynccontextmanager
async def gone_sets(request: Request, stop: Event) -> AsyncIterator[None]:
    """Set an event as soon as the client is gone."""

    async def watch() -> None:
        # The body is read already; what comes next is that the client is gone.
        while (await request.receive())["type"] != "http.disconnect":
            pass
        stop.set()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
