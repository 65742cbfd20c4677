"""Wire types of the place to write Cypher in."""

from api.schemas import TableOut, Wire
from api.schemas_picture import DrawnOut
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


class DrawnAnswerOut(Wire):
    """Rows of a Cypher answer, and what of them can be drawn."""

    table: TableOut
    drawing: DrawnOut
