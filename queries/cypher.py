"""Free Cypher: checked, limited in rows and time, and answered by whichever engine serves."""

from collections.abc import Mapping
from threading import Event

from graph.errors import InvalidQuestion
from graph.store import Cell, GraphReader, Table
from queries.guard.check import check

MAX_ROWS = 100_000
"""More rows than this are nobody's answer; export the graph instead."""

MAX_SECONDS = 120.0
"""Longer than this nobody waits."""


def run(
    reader: GraphReader,
    cypher: str,
    parameters: Mapping[str, Cell] | None = None,
    limit: int = 1000,
    timeout_s: float = 5.0,
    stop: Event | None = None,
) -> Table:
    """Answer a reading query with at most ``limit`` rows in at most ``timeout_s`` seconds.

    Raises:
        QueryRefused: the text does something other than read, or asks for too much.
        QueryFailed: the text is no Cypher, took too long, or its answer is too large.
        InvalidQuestion: a limit is out of bounds.
        Cancelled: ``stop`` was set meanwhile.
    """
    if not 1 <= limit <= MAX_ROWS:
        msg = f"The row limit {limit} is out of bounds. Expected 1 to {MAX_ROWS}."
        raise InvalidQuestion(msg)
    if not 0 < timeout_s <= MAX_SECONDS:
        msg = (
            f"The time limit of {timeout_s:g} s is out of bounds. Expected up to {MAX_SECONDS:g}."
        )
        raise InvalidQuestion(msg)
    given = parameters or {}
    checked = check(cypher, given)
    return reader.query(checked.text, given, limit=limit, timeout_s=timeout_s, stop=stop)


def explain(
    reader: GraphReader,
    cypher: str,
    parameters: Mapping[str, Cell] | None = None,
    timeout_s: float = 5.0,
) -> tuple[str, ...]:
    """Say in the engine's own lines how it would answer a reading query; nothing is run.

    Raises:
        QueryRefused: as ``run``.
        QueryFailed: the text is no Cypher.
    """
    given = parameters or {}
    return reader.explain(check(cypher, given).text, given, timeout_s=timeout_s)
