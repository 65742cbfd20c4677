"""Reading Cypher over a projection: guarded, limited in rows and time."""

from collections.abc import Mapping

from graph.errors import InvalidQuestion
from graph.store import Cell, GraphReader, Table
from queries.guard import check

ROW_LIMIT = 1_000
MOST_ROWS = 10_000
TIMEOUT_S = 5.0


def run(
    reader: GraphReader,
    cypher: str,
    parameters: Mapping[str, Cell] | None = None,
    *,
    limit: int = ROW_LIMIT,
    timeout_s: float = TIMEOUT_S,
) -> Table:
    """Answer a reading query.

    Raises:
        QueryRefused: the text does more than read.
        QueryFailed: it is no Cypher, or took longer than ``timeout_s`` seconds.
        InvalidQuestion: a limit out of range.
    """
    if not 1 <= limit <= MOST_ROWS:
        msg = f"The row limit is {limit}. Expected 1 to {MOST_ROWS}."
        raise InvalidQuestion(msg)
    check(cypher)
    return reader.query(cypher, dict(parameters or {}), limit=limit, timeout_s=timeout_s)
