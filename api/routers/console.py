"""What a place to write Cypher in needs: the words to complete, the named texts, the drawing."""

from threading import Event
from typing import Annotated

from fastapi import APIRouter, Body, Request
from fastapi.concurrency import run_in_threadpool

from api.access import Role, needs
from api.dependencies import Serving, ServingDep
from api.routers.queries import EXAMPLES, CypherIn, gone_sets
from api.schemas import ActorOut, TableOut
from api.schemas_console import (
    DrawnAnswerOut,
    DrawnOut,
    LinkOut,
    NamedCypherOut,
    PlacedOut,
    WordsOut,
)
from graph.model import Property
from graph.store import GraphReader, Table
from queries.catalogue import catalogue
from queries.cypher import run
from queries.guard_names import FUNCTIONS, KEYWORDS, PROCEDURES
from viz.layout import place
from viz.scene import Scene
from viz.table_scene import of_table

router = APIRouter(tags=["cypher"])

MOST_WORDS = 5_000
_WRITTEN = (
    "uid name kind classification level invented aliases role valid_from valid_to end_kind "
    "sources records as_of evidence_day disagreement"
)
PROPERTIES = frozenset(_WRITTEN.split()) | {one.value for one in Property}
"""What the projection writes; what the engines list of it differs, so it is not asked for."""


@router.get("/cypher/words")
@needs(Role.ANALYST)
def words(serving: ServingDep) -> WordsOut:
    """List what can stand in a query: labels, relations and properties, functions, keywords."""
    reader = serving.workspace.reader()
    return WordsOut(
        labels=_listed(reader, "db.labels"),
        relations=_listed(reader, "db.relationshipTypes"),
        properties=tuple(sorted(PROPERTIES)),
        functions=tuple(sorted(FUNCTIONS)),
        procedures=PROCEDURES,
        keywords=tuple(sorted(KEYWORDS)),
    )


@router.get("/cypher/named")
@needs(Role.ANALYST)
def named() -> tuple[NamedCypherOut, ...]:
    """List the named questions in Cypher with their texts, to be read and changed."""
    return tuple(NamedCypherOut.from_domain(query) for query in catalogue())


@router.post("/cypher/drawn")
@needs(Role.ANALYST)
async def drawn(
    request: Request,
    serving: ServingDep,
    wanted: Annotated[CypherIn, Body(openapi_examples=EXAMPLES)],
) -> DrawnAnswerOut:
    """Answer a reading query, and draw the nodes and relations that stand in its rows.

    It is stopped when whoever asked goes away.
    """
    stop = Event()

    def answer() -> DrawnAnswerOut:
        table = run(
            serving.workspace.reader(),
            wanted.query,
            wanted.cells(),
            limit=wanted.limit,
            stop=stop,
        )
        return _with_drawing(serving, table)

    async with gone_sets(request, stop):
        return await run_in_threadpool(answer)


def _with_drawing(serving: Serving, table: Table) -> DrawnAnswerOut:
    graph = serving.workspace.view().graph
    scene = of_table(graph, table.rows, as_of=serving.today)
    return DrawnAnswerOut(table=TableOut.from_domain(table), drawing=_drawn(scene))


def _drawn(scene: Scene) -> DrawnOut:
    places = place(scene)
    return DrawnOut(
        as_of=scene.as_of,
        nodes=tuple(
            PlacedOut(actor=ActorOut.from_domain(node), x=places[node.id][0], y=places[node.id][1])
            for node in scene.nodes
        ),
        links=tuple(LinkOut.from_domain(link) for link in scene.links),
        notes=scene.notes,
        attribution=scene.attribution,
        left_out=scene.left_out,
    )


def _listed(reader: GraphReader, procedure: str) -> tuple[str, ...]:
    table = run(reader, f"CALL {procedure}()", limit=MOST_WORDS)
    return tuple(sorted(str(row[0]) for row in table.rows))
