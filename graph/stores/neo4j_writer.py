"""Writing one projection into a Neo4j database, in bulk.

Rows that look alike go together, thousands a transaction. While the server writes one batch, the
next is made. Ends of ties are found by a constraint on ``uid`` that stands before the first node.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from graph.errors import StoreError
from graph.store import Cell, NodeRow, TieRow
from graph.stores.neo4j_link import Link
from graph.stores.neo4j_pack import CELL, ROW, pack, quoted

_BATCH = 10_000  # rows a transaction; twice as many were not faster, and take the server's memory
_SPLIT = f"UNWIND split($rows, '{ROW}') AS line WITH split(line, '{CELL}') AS r "

_Form = tuple[str, ...]  # labels of a node; relation and labels of both ends of a tie
_Statement = Callable[[_Form, str], str]


class Neo4jWriter:
    """Writes one projection, batch by batch; rows are not kept."""

    def __init__(self, link: Link) -> None:
        """Use ``Neo4jStore.create``."""
        self._link = link
        self._kinds: dict[str, str] = {}  # by uid: the label under which it is found
        self._labels: set[str] = set()
        self._found_by: set[str] = set()  # labels with a constraint on uid
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
            if row.uid in self._kinds:
                msg = f"Two nodes have the uid {row.uid!r}; a uid names one node."
                raise StoreError(msg)
            kind = self._kinds[row.uid] = row.labels[0]
            self._find_by(kind)
            self._labels.update(row.labels)
            self._put(row.labels, (row.uid,), row.properties, _node)
            self.nodes += 1
        self._flush(_node)
        return self.nodes - before

    def write_ties(self, rows: Iterable[TieRow]) -> int:
        """Write relationships in bulk and say how many."""
        before = self.ties
        for row in rows:
            form = (row.relation.value, self._kind(row, row.subject), self._kind(row, row.object))
            self._put(form, (row.subject, row.object, row.uid), row.properties, _tie)
            self.ties += 1
        self._flush(_tie)
        return self.ties - before

    def finish(self, labels: Sequence[str]) -> None:
        """Build the indexes on ``uid`` and ``name`` of each label that is in use."""
        wanted = [
            (label, name)
            for label in sorted(self._labels.intersection(labels))
            for name in ("uid", "name")
            if name == "name" or label not in self._found_by  # a constraint is an index
        ]
        self._link.change_schema(
            [f"CREATE INDEX FOR (n:{quoted(label)}) ON (n.{name})" for label, name in wanted]
        )
        self._link.rows("CALL db.awaitIndexes(3600)")

    def close(self) -> None:
        """Wait for what is on its way; nothing further is sent."""
        self._sender.shutdown(wait=True, cancel_futures=True)

    def _find_by(self, label: str) -> None:
        if label not in self._found_by:
            text = f"CREATE CONSTRAINT FOR (n:{quoted(label)}) REQUIRE n.uid IS UNIQUE"
            self._link.change_schema([text])
            self._found_by.add(label)

    def _kind(self, row: TieRow, uid: str) -> str:
        kind = self._kinds.get(uid)
        if kind is None:
            msg = f"Tie {row.uid} names {uid!r}, which was not written as a node."
            raise StoreError(msg)
        return kind

    def _put(
        self,
        form: _Form,
        keys: tuple[str, ...],
        properties: Mapping[str, Cell],
        statement: _Statement,
    ) -> None:
        batch = self._waiting.get(form)
        if batch is None:
            batch = self._waiting[form] = _Batch()
        batch.keys.append(keys)
        batch.contents.append(properties)
        if len(batch.keys) >= _BATCH:
            self._send(form, self._waiting.pop(form), statement)

    def _flush(self, statement: _Statement) -> None:
        for form in sorted(self._waiting):
            self._send(form, self._waiting[form], statement)
        self._waiting.clear()
        self._await(0)

    def _send(self, form: _Form, batch: "_Batch", statement: _Statement) -> None:
        packed = pack(batch.keys, batch.contents)
        text = _SPLIT + statement(form, packed.properties)
        self._await(1)
        self._sent.append(self._sender.submit(self._link.write, text, **packed.parameters))

    def _await(self, most: int) -> None:
        """Wait until at most so many batches are on their way; their errors come up here."""
        while len(self._sent) > most:
            self._sent.pop(0).result()


class _Batch:
    """Rows that wait to be sent together."""

    def __init__(self) -> None:
        self.keys: list[tuple[str, ...]] = []
        self.contents: list[Mapping[str, Cell]] = []


def _node(form: _Form, properties: str) -> str:
    return f"CREATE (n:{':'.join(map(quoted, form))} {properties})"


def _tie(form: _Form, properties: str) -> str:
    relation, start, end = map(quoted, form)
    return (
        f"MATCH (a:{start} {{uid: r[0]}}) MATCH (b:{end} {{uid: r[1]}}) "
        f"CREATE (a)-[:{relation} {properties}]->(b)"
    )
