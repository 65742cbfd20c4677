"""Writing one projection into the embedded engine, in bulk.

While the engine writes one chunk of ties, on a thread of its own, the next is made here: the
engine leaves Python free meanwhile. Rows are not kept.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any  # a Java object has no type that Python could check

from graph.errors import StoreError
from graph.store import NodeRow, TieRow
from graph.stores.jvm_rows import Chunk

if TYPE_CHECKING:
    from graph.stores.arcadedb import Engine

_ROWS = 5_000  # rows of a chunk; four times as many were not faster


class ArcadeWriter:
    """Writes one projection through the engine's batch interface, its log off."""

    def __init__(self, engine: "Engine", database: Any) -> None:
        """Use ``ArcadeStore.create``."""
        self._engine = engine
        self._database = database
        self._ids = engine.new_list()  # the engine's record ids, in the order of writing
        self._places: dict[str, int] = {}  # by uid: the place in that list
        self._relations: set[str] = set()  # those that have a type
        self._batch: Any = None
        self._sender = ThreadPoolExecutor(1, "corridors-arcadedb")  # a batch belongs to a thread
        self._sent: list[Future[Any]] = []

    def write_nodes(self, rows: Iterable[NodeRow]) -> int:
        """Write nodes in bulk and say how many."""
        before = len(self._places)
        groups: dict[tuple[str, ...], list[_Nodes]] = defaultdict(list)
        for row in rows:
            if row.uid in self._places:
                msg = f"Two nodes have the uid {row.uid!r}; a uid names one node."
                raise StoreError(msg)
            self._places[row.uid] = -1
            chunks = groups[row.labels]
            if not chunks or len(chunks[-1].uids) == _ROWS:
                chunks.append(_Nodes())
            chunks[-1].uids.append(row.uid)
            chunks[-1].rows.add(row.uid, row.properties)
        types = {
            labels: self._engine.vertex_type(self._database, labels) for labels in sorted(groups)
        }
        with self._writing():
            self._open_batch()
            for labels, type_name in types.items():
                for chunk in groups[labels]:
                    self._send(self._write_nodes, type_name, chunk)
        return len(self._places) - before

    def write_ties(self, rows: Iterable[TieRow]) -> int:
        """Write relationships in bulk and say how many."""
        waiting: dict[str, _Ties] = defaultdict(_Ties)
        count = 0
        with self._writing():
            for row in rows:
                relation = row.relation.value
                chunk = waiting[relation]
                chunk.subjects.append(self._place(row, row.subject))
                chunk.objects.append(self._place(row, row.object))
                chunk.rows.add(row.uid, row.properties)
                count += 1
                if len(chunk.rows) == _ROWS:
                    self._send_ties({relation: waiting.pop(relation)})
            self._send_ties(waiting)
        return count

    def finish(self, labels: Sequence[str]) -> None:
        """Build the indexes on ``uid`` and ``name`` of each label; closing makes it durable."""
        schema = self._database.getSchema()
        for label in sorted(set(labels)):
            if not schema.existsType(label):
                continue
            for name in ("uid", "name"):
                schema.getType(label).getOrCreateProperty(name, self._engine.types.STRING)
                self._engine.build_index(schema, label, name)

    def close(self) -> None:
        """Let go of the thread."""
        self._sender.submit(self._engine.leave_thread)
        self._sender.shutdown()

    def _place(self, row: TieRow, uid: str) -> int:
        place = self._places.get(uid)
        if place is None:
            msg = f"Tie {row.uid} names {uid!r}, which was not written as a node."
            raise StoreError(msg)
        return place

    def _send_ties(self, chunks: Mapping[str, "_Ties"]) -> None:
        """Send chunks by relation; no type may be made while a batch is open: that blocks."""
        new = sorted(chunks.keys() - self._relations)
        if new:
            self._close_batch()
            for relation in new:
                self._database.getSchema().getOrCreateEdgeType(relation)
            self._relations.update(new)
        self._open_batch()
        for relation in sorted(chunks):
            self._send(self._write_ties, relation, chunks[relation])

    # ------------------------------------------------------------ on the other thread

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Close the batch behind the last chunk; after an error, when all is removed, drop it."""
        try:
            yield
            self._close_batch()
        except BaseException:
            wait(self._sent)
            if self._batch is not None:
                self._batch.abandon()
            raise

    def _open_batch(self) -> None:
        if self._batch is None:
            self._batch = self._sender.submit(self._new_batch).result()

    def _close_batch(self) -> None:
        self._await(0)
        if self._batch is not None:
            self._sender.submit(self._batch.close).result()
            self._batch = None

    def _send(self, work: Callable[..., None], *what: object) -> None:
        self._await(1)
        self._sent.append(self._sender.submit(work, *what))

    def _await(self, most: int) -> None:
        """Wait until at most so many chunks are on their way; their errors come up here."""
        while len(self._sent) > most:
            self._sent.pop(0).result()

    def _new_batch(self) -> Any:
        return self._database.batch().withParallelFlush(False).build()  # two cores: no gain

    def _write_nodes(self, type_name: str, chunk: "_Nodes") -> None:
        first = len(self._ids)
        made = self._batch.createVertices(type_name, self._engine.rows.of(chunk.rows))
        self._engine.extend(self._ids, made)
        self._places.update(zip(chunk.uids, range(first, len(self._ids)), strict=True))

    def _write_ties(self, relation: str, chunk: "_Ties") -> None:
        rows = self._engine.rows.of(chunk.rows)
        ends = chunk.subjects, chunk.objects
        self._engine.rows.tie(self._batch, relation, self._ids, ends, rows)


@dataclass(slots=True)
class _Nodes:
    """Nodes with the same labels that wait to be written."""

    rows: Chunk = field(default_factory=Chunk)
    uids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Ties:
    """Ties of one relation that wait to be written, and the places of both ends."""

    rows: Chunk = field(default_factory=Chunk)
    subjects: "array[int]" = field(default_factory=lambda: array("i"))
    objects: "array[int]" = field(default_factory=lambda: array("i"))
