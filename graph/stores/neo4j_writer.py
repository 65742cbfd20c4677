"""Writing one projection into a Neo4j database, in bulk.

Rows that look alike go together, thousands a transaction. While the server writes one batch, the
next is made. Ends of ties are found by the ids that the server gave their nodes a moment before:
nobody else writes meanwhile. Constraints and indexes are built at the end, in one go.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any  # what the driver gives has no type of its own

from graph.errors import StoreError
from graph.store import Cell, NodeRow, TieRow
from graph.stores.neo4j_link import Link
from graph.stores.neo4j_pack import CELL, ROW, Packed, pack, quoted

_BATCH = 5_000  # rows a transaction; more were not faster, and what is open is the server's memory
_SPLIT = f"UNWIND split($rows, '{ROW}') AS line WITH split(line, '{CELL}') AS r "

_Form = tuple[str, ...]  # labels of a node; relation of a tie
_Write = Callable[[_Form, "_Batch"], None]


class Neo4jWriter:
    """Writes one projection, batch by batch; rows are not kept."""

    def __init__(self, link: Link) -> None:
        """Use ``Neo4jStore.create``."""
        self._link = link
        self._places: dict[str, str] = {}  # by uid: the end of the server's own id
        self._server = ""  # how all these ids begin
        self._kinds: set[str] = set()
        self._labels: set[str] = set()
        self._waiting: dict[_Form, _Batch] = {}
        self._sender = ThreadPoolExecutor(1, "corridors-neo4j")
        self._sent: list[Future[None]] = []
        self.nodes = 0
        self.ties = 0

    @property
    def label(self) -> str | None:
        """A label that nodes have; None without nodes."""
        return min(self._labels, default=None)

    def write_nodes(self, rows: Iterable[NodeRow]) -> int:
        """Write nodes in bulk and say how many."""
        before = self.nodes
        for row in rows:
            if row.uid in self._places:
                msg = f"Two nodes have the uid {row.uid!r}; a uid names one node."
                raise StoreError(msg)
            self._places[row.uid] = ""
            self._kinds.add(row.labels[0])
            self._labels.update(row.labels)
            self._put(row.labels, (row.uid,), row.properties, self._write_nodes)
            self.nodes += 1
        self._flush(self._write_nodes)
        return self.nodes - before

    def write_ties(self, rows: Iterable[TieRow]) -> int:
        """Write relationships in bulk and say how many."""
        before = self.ties
        for row in rows:
            keys = (self._place(row, row.subject), self._place(row, row.object), row.uid)
            self._put((row.relation.value,), keys, row.properties, self._write_ties)
            self.ties += 1
        self._flush(self._write_ties)
        return self.ties - before

    def finish(self, labels: Sequence[str]) -> None:
        """Build the indexes on ``uid`` and ``name`` of each label that is in use.

        That of a kind on ``uid`` is a constraint, which is an index too.
        """
        for label in sorted(self._labels.intersection(labels)):
            name = quoted(label)
            by_uid = (
                f"CREATE CONSTRAINT FOR (n:{name}) REQUIRE n.uid IS UNIQUE"
                if label in self._kinds
                else f"CREATE INDEX FOR (n:{name}) ON (n.uid)"
            )
            self._link.change_schema([by_uid, f"CREATE INDEX FOR (n:{name}) ON (n.name)"])
        self._link.rows("CALL db.awaitIndexes(3600)")

    def close(self) -> None:
        """Wait for what is on its way; nothing further is sent."""
        self._sender.shutdown(wait=True, cancel_futures=True)

    def _place(self, row: TieRow, uid: str) -> str:
        place = self._places.get(uid)
        if place is None:
            msg = f"Tie {row.uid} names {uid!r}, which was not written as a node."
            raise StoreError(msg)
        return place

    def _put(
        self, form: _Form, keys: tuple[str, ...], properties: Mapping[str, Cell], write: _Write
    ) -> None:
        batch = self._waiting.get(form)
        if batch is None:
            batch = self._waiting[form] = _Batch()
        batch.keys.append(keys)
        batch.contents.append(properties)
        if len(batch.keys) >= _BATCH:
            self._send(form, self._waiting.pop(form), write)

    def _flush(self, write: _Write) -> None:
        for form in sorted(self._waiting):
            self._send(form, self._waiting[form], write)
        self._waiting.clear()
        self._await(0)

    def _send(self, form: _Form, batch: "_Batch", write: _Write) -> None:
        batch.packed = pack(batch.keys, batch.contents)
        self._await(1)
        self._sent.append(self._sender.submit(write, form, batch))

    def _write_nodes(self, form: _Form, batch: "_Batch") -> None:
        labels = ":".join(map(quoted, form))
        text = f"{_SPLIT}CREATE (n:{labels} {batch.packed.properties}) RETURN elementId(n)"
        for (uid,), (made,) in zip(batch.keys, self._write(text, batch), strict=True):
            self._server, between, place = made.rpartition(":")
            self._server += between
            self._places[uid] = place

    def _write_ties(self, form: _Form, batch: "_Batch") -> None:
        text = (
            f"{_SPLIT}MATCH (a) WHERE elementId(a) = $server + r[0] "
            "MATCH (b) WHERE elementId(b) = $server + r[1] "
            f"CREATE (a)-[:{quoted(form[0])} {batch.packed.properties}]->(b)"
        )
        self._write(text, batch)

    def _write(self, text: str, batch: "_Batch") -> list[list[Any]]:
        return self._link.write(text, server=self._server, **batch.packed.parameters)

    def _await(self, most: int) -> None:
        """Wait until at most so many batches are on their way; their errors come up here."""
        while len(self._sent) > most:
            self._sent.pop(0).result()


class _Batch:
    """Rows that wait to be sent together."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, ...]] = []
        self.contents: list[Mapping[str, Cell]] = []
        self.packed = Packed({}, "{}")
