"""SPARQL over a graph's triples: SELECT and ASK, local only, limited in time and rows."""

import time
from datetime import date, datetime
from typing import Any  # rdflib's algebra and triples are wider than any type of ours

from rdflib import Graph, Literal
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from graph.errors import QueryFailed, QueryRefused
from graph.rdf.terms import PREFIXES
from graph.store import Cell, Table

_OUTSIDE = {"ServiceGraphPattern": "SERVICE", "DatasetClause": "FROM"}


def select(triples: Graph, query: str, *, limit: int = 1000, timeout_s: float = 10.0) -> Table:
    """Answer a SELECT or ASK.

    Raises:
        QueryRefused: the text is no such query, or names SERVICE, FROM or FROM NAMED.
        QueryFailed: it took too long, or fails while it runs.
    """
    prepared = prepare(query)
    limited = _Limited(triples, timeout_s)
    try:
        found = limited.query(prepared)
        if found.type == "ASK":
            return Table(("answer",), ((bool(found.askAnswer),),))
        rows: list[tuple[Cell, ...]] = []
        for row in found:
            rows.append(tuple(_cell(cell) for cell in row))  # type: ignore[union-attr]  # a SELECT
            if len(rows) > limit:
                break
    except QueryFailed:
        raise
    except Exception as error:  # functions of the query may raise anything
        msg = f"The query fails: {_first_line(error)}"
        raise QueryFailed(msg) from error
    columns = tuple(str(name) for name in found.vars or ())
    return Table(columns, tuple(rows[:limit]), truncated=len(rows) > limit)


def prepare(query: str) -> Query:
    """Read a query, before any triple is made.

    Raises:
        QueryRefused: as ``select``.
    """
    try:
        prepared = prepareQuery(query, initNs=dict(PREFIXES))
    except Exception as error:  # the grammar raises its tool's own exceptions
        msg = f"This is no SPARQL query: {_first_line(error)}. Ask SELECT or ASK."
        raise QueryRefused(msg) from error
    _refuse_outside(prepared.algebra)
    return prepared


class _Limited(Graph):
    """A view of a graph that stops giving triples when the time is up."""

    def __init__(self, graph: Graph, seconds: float) -> None:
        super().__init__(store=graph.store, identifier=graph.identifier)
        self._seconds, self._until = seconds, time.monotonic() + seconds

    def triples(self, triple: Any) -> Any:  # the base has one overload a kind of pattern
        """Give triples while there is time."""
        for found in super().triples(triple):
            if time.monotonic() > self._until:
                msg = (
                    f"The query took longer than {self._seconds:g} seconds and was given up. "
                    "Ask for less: name types, bind more."
                )
                raise QueryFailed(msg)
            yield found


def _refuse_outside(part: object) -> None:
    """Refuse whatever would look outside of this graph."""
    if isinstance(part, CompValue):
        if part.name in ("ConstructQuery", "DescribeQuery"):
            msg = "Only SELECT and ASK are answered; export the graph for its triples."
            raise QueryRefused(msg)
        if part.name in _OUTSIDE or dict.get(part, "datasetClause"):
            msg = f"{_OUTSIDE.get(part.name, 'FROM')} is not allowed: only this graph is asked."
            raise QueryRefused(msg)
        for value in part.values():
            _refuse_outside(value)
    elif isinstance(part, list | tuple | set):
        for value in part:
            _refuse_outside(value)


def _cell(found: object) -> Cell:
    if found is None:
        return None
    value = found.toPython() if isinstance(found, Literal) else str(found)
    if isinstance(value, datetime) or not isinstance(value, bool | int | float | str | date):
        return str(value)
    return value


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
