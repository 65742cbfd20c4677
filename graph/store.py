"""What an engine must do to hold the graph for analysts: the read side and the write side apart.

Callers speak only these types; which engine stands behind them is chosen in ``api.wiring``. A
projection is written once, into an empty store, and then only read.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import Protocol

from graph.model import Kind, Relation

Cell = str | int | float | bool | date | None | list["Cell"] | dict[str, "Cell"]
"""One value of a result. Nodes and relationships arrive as maps of their own properties with
``_labels`` or ``_type`` added; paths as lists of alternating nodes and relationships."""


def key_of(cell: Cell) -> object:
    """Give a key that tells cells apart which Python takes for equal: 1, 1.0 and True."""
    return type(cell), repr(cell) if isinstance(cell, float | list | Mapping) else cell


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node to write: its id (``uid`` in Cypher), labels (kind first) and properties."""

    uid: str
    kind: Kind
    labels: tuple[str, ...]
    properties: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class TieRow:
    """A relationship to write, from ``subject`` to ``object``; both nodes are written before."""

    uid: str
    subject: str
    relation: Relation
    object: str
    properties: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer: column names in query order, one sequence of cells a row.

    ``truncated`` says that the row limit cut the answer.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truncated: bool = False


class GraphReader(Protocol):
    """The read side of a projection."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell],
        *,
        limit: int,
        timeout_s: float,
        stop: Event | None = None,
    ) -> Table:
        """Answer a reading query with at most ``limit`` rows; setting ``stop`` ends it.

        Raises:
            QueryRefused: the engine says that the text writes.
            QueryFailed: the text is no Cypher, took longer than ``timeout_s`` seconds, or its
                answer is too large.
            Cancelled: ``stop`` was set.
        """

    def explain(
        self, cypher: str, parameters: Mapping[str, Cell], *, timeout_s: float
    ) -> tuple[str, ...]:
        """Say in the engine's own lines how it would answer a query, without running it.

        Raises:
            QueryRefused: the engine says that the text writes.
            QueryFailed: the text is no Cypher.
        """

    def counts(self) -> tuple[int, int]:
        """Count nodes and relationships."""

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""


class GraphWriter(Protocol):
    """The write side, for a store that is empty when it is opened."""

    def write_nodes(self, rows: Iterable[NodeRow]) -> int:
        """Write nodes in bulk and say how many."""

    def write_ties(self, rows: Iterable[TieRow]) -> int:
        """Write relationships in bulk and say how many.

        Raises:
            StoreError: a row names a node that was not written.
        """

    def finish(self, labels: Sequence[str]) -> None:
        """Build the indexes on ``uid`` and ``name`` and make everything durable."""


class GraphStore(Protocol):
    """An engine: places where projections live, one folder or database each."""

    name: str

    def create(self, place: str) -> AbstractContextManager[GraphWriter]:
        """Open an empty place to write; leaving the block without error closes it durably.

        Raises:
            StoreError: the place exists already and is not empty.
        """

    def open(self, place: str) -> GraphReader:
        """Open a finished place to read.

        Raises:
            NothingProjected: there is nothing at the place.
            StoreBusy: another process holds it.
        """

    def drop(self, place: str) -> None:
        """Remove a place; removing what is not there does nothing."""
