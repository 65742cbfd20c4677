"""Cypher, read-only."""

from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field

from api.access import Role, needs
from api.dependencies import ServingDep
from api.schemas import TableOut
from graph.store import Cell
from queries.cypher import run

router = APIRouter(tags=["cypher"])


class CypherIn(BaseModel):
    """A reading query with its parameters."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, max_length=20_000)]
    parameters: Annotated[
        dict[str, str | int | float | bool | list[str] | None], Field(max_length=100)
    ] = {}
    limit: Annotated[int, Field(ge=1, le=10_000)] = 1_000


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
def cypher(
    serving: ServingDep, wanted: Annotated[CypherIn, Body(openapi_examples=EXAMPLES)]
) -> TableOut:
    """Answer a reading query over the projection of this service's level."""
    parameters: dict[str, Cell] = {
        name: list(value) if isinstance(value, list) else value
        for name, value in wanted.parameters.items()
    }
    table = run(serving.workspace.reader(), wanted.query, parameters, limit=wanted.limit)
    return TableOut.from_domain(table)
