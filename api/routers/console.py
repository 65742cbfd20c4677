"""What a place to write Cypher in needs: the words to complete, the named texts, the drawing."""

from dataclasses import replace
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.access import Role, needs
from api.dependencies import Serving, ServingDep
from api.map_files import MAP_FILES
from api.routers.maps import MAP_RESPONSES
from api.routers.queries import EXAMPLES, CypherIn, gone_sets
from api.scene_files import scene_file
from api.schemas import TableOut
from api.schemas_console import DrawnAnswerOut, NamedCypherOut, WordsOut
from api.schemas_picture import DrawnOut
from graph.model import Property
from graph.store import GraphReader, Table
from queries.catalogue import catalogue
from queries.cypher import run
from queries.guard.names import FUNCTIONS, KEYWORDS, PROCEDURES
from viz.layout import place
from viz.scene import Scene
from viz.table_scene import of_table

router = APIRouter(tags=["cypher"])

MOST_WORDS = 5_000
LONGEST_QUERY = 2_000
"""Letters of a query that a file of its drawing repeats."""

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
        table = _asked(serving, wanted, stop)
        scene = _scene(serving, table)
        drawing = DrawnOut.of(scene, place(scene))
        return DrawnAnswerOut(table=TableOut.from_domain(table), drawing=drawing)

    async with gone_sets(request, stop):
        return await run_in_threadpool(answer)


@router.post("/cypher/drawn/files/{form}", response_class=Response, responses=MAP_RESPONSES)
@needs(Role.ANALYST)
async def drawn_file(
    request: Request,
    serving: ServingDep,
    wanted: Annotated[CypherIn, Body(openapi_examples=EXAMPLES)],
    form: Annotated[str, Path(max_length=20, examples=["svg"])],
) -> Response:
    """Give the drawing of an answer as html, svg, pdf, gexf, graphml, xlsx or csv.

    The query stands in its notes. It is stopped when whoever asked goes away.
    """
    stop = Event()

    def answer() -> bytes:
        scene = _scene(serving, _asked(serving, wanted, stop))
        query = " ".join(wanted.query.split())[:LONGEST_QUERY]
        scene = replace(scene, notes=(f"Query: {query}", *scene.notes))
        return scene_file(scene, place(scene), form, today=serving.today)

    async with gone_sets(request, stop):
        written = await run_in_threadpool(answer)
    kind = MAP_FILES[form]
    return Response(
        written,
        media_type=kind.media_type,
        headers={"Content-Disposition": f'attachment; filename="answer.{kind.suffix}"'},
    )


def _asked(serving: Serving, wanted: CypherIn, stop: Event) -> Table:
    reader = serving.workspace.reader()
    return run(reader, wanted.query, wanted.cells(), limit=wanted.limit, stop=stop)


def _scene(serving: Serving, table: Table) -> Scene:
    return of_table(serving.workspace.view().graph, table.rows, as_of=serving.today)


def _listed(reader: GraphReader, procedure: str) -> tuple[str, ...]:
    table = run(reader, f"CALL {procedure}()", limit=MOST_WORDS)
    return tuple(sorted(str(row[0]) for row in table.rows))
