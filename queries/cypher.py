"""Free Cypher: checked, limited in rows and time, and answered by whichever engine serves."""

from collections.abc import Iterator, Mapping
from threading import Event

from graph.errors import InvalidQuestion
from graph.store import Cell, GraphReader, Table
from queries.guard.check import check

MAX_ROWS = 100_000
"""More rows than this are nobody's answer; export the graph instead."""

MAX_SECONDS = 120.0
"""Longer than this nobody waits."""

_LEAST, _MOST = -(2**63), 2**63 - 1


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
        InvalidQuestion: a limit is out of bounds, or a parameter is a number that no engine holds.
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
    given = _held(parameters)
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
        InvalidQuestion: a parameter is a number that no engine holds.
    """
    given = _held(parameters)
    return reader.explain(check(cypher, given).text, given, timeout_s=timeout_s)


def _held(parameters: Mapping[str, Cell] | None) -> Mapping[str, Cell]:
    """Give parameters that every engine can hold: their whole numbers have 64 bits."""
    for name, cell in (parameters or {}).items():
        for value in _single(cell):
            if isinstance(value, int) and not _LEAST <= value <= _MOST:
                msg = (
                    f"The parameter {name} holds a whole number beyond 64 bits. Expected "
                    f"{_LEAST} to {_MOST}."
                )
                raise InvalidQuestion(msg)
    return parameters or {}


def _single(cell: Cell) -> Iterator[Cell]:
    """Give the values in a value, however deep: what is nested too deep is refused later."""
    left = [cell]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            left += one.values()
        else:
            yield one
