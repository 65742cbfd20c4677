"""Wire types of the place to write Cypher in."""

from datetime import date

from api.schemas import ActorOut, TableOut, Wire
from queries.catalogue import Meant


class WordsOut(Wire):
    """What can stand in a query at this level."""

    labels: tuple[str, ...]
    relations: tuple[str, ...]
    properties: tuple[str, ...]
    functions: tuple[str, ...]
    procedures: tuple[str, ...]
    keywords: tuple[str, ...]


class NamedParameterOut(Wire):
    """A parameter of a named text: what its value names."""

    name: str
    meant: Meant
    text: str
    many: bool
    required: bool


class NamedCypherOut(Wire):
    """A named question with its text; ``empty`` says why it may have no rows."""

    name: str
    title: str
    part: str
    parameters: tuple[NamedParameterOut, ...]
    columns: tuple[tuple[str, str], ...]
    cypher: str
    empty: str | None


class PlacedOut(Wire):
    """Somebody or something with its place on the drawing."""

    actor: ActorOut
    x: float
    y: float


class LinkOut(Wire):
    """A tie on the drawing."""

    id: str
    tail: str
    head: str
    label: str
    invented: bool


class DrawnOut(Wire):
    """A drawing; ``left_out`` nodes did not fit."""

    as_of: date
    nodes: tuple[PlacedOut, ...]
    links: tuple[LinkOut, ...]
    notes: tuple[str, ...]
    attribution: tuple[str, ...]
    left_out: int


class DrawnAnswerOut(Wire):
    """Rows of a Cypher answer, and what of them can be drawn."""

    table: TableOut
    drawing: DrawnOut
