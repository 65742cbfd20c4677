"""Writing one projection into the embedded engine, in bulk.

Rows cross into Java as JSON, thousands at once: value by value took many times as long. JSON has
no dates, so a property that is always a date is declared as one and travels as a number of days;
the engine reads ISO text too, but three times as slowly.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any  # a Java object has no type that Python could check

from graph.errors import StoreError
from graph.store import Cell, NodeRow, TieRow

if TYPE_CHECKING:
    from graph.stores.arcadedb import Engine

_CHUNK = 10_000  # rows that cross into Java as one text
_EPOCH = date(1970, 1, 1)


class ArcadeWriter:
    """Writes one projection through the engine's batch interface, its log off."""

    def __init__(self, engine: "Engine", database: Any) -> None:
        """Use ``ArcadeStore.create``."""
        self._engine = engine
        self._database = database
        self._places: dict[str, str] = {}  # the engine's record ids by uid

    def write_nodes(self, rows: Iterable[NodeRow]) -> int:
        """Write nodes in bulk and say how many."""
        groups: dict[tuple[str, ...], list[NodeRow]] = defaultdict(list)
        for row in rows:
            if row.uid in self._places:
                msg = f"Two nodes have the uid {row.uid!r}; a uid names one node."
                raise StoreError(msg)
            self._places[row.uid] = ""
            groups[row.labels].append(row)
        dates, mixed = _dates(row.properties for group in groups.values() for row in group)
        names = {labels: self._node_type(labels, dates) for labels in sorted(groups)}
        with self._batch() as batch:
            for labels, type_name in names.items():
                plain = [row for row in groups[labels] if not _has_date(row.properties, mixed)]
                special = [row for row in groups[labels] if _has_date(row.properties, mixed)]
                self._write_plain(batch, type_name, plain)
                self._write_special(batch, type_name, special)
        return sum(len(group) for group in groups.values())

    def write_ties(self, rows: Iterable[TieRow]) -> int:
        """Write relationships in bulk and say how many."""
        groups: dict[str, list[dict[str, Cell]]] = defaultdict(list)
        for row in rows:
            ends = {"_src": self._place(row, row.subject), "_dst": self._place(row, row.object)}
            groups[row.relation.value].append({**ends, "uid": row.uid, **row.properties})
        for type_name in sorted(groups):
            dates, mixed = _dates(groups[type_name])
            if mixed:
                msg = f"{type_name} has dates and other values in {', '.join(sorted(mixed))}."
                raise StoreError(msg)
            self._database.getSchema().getOrCreateEdgeType(type_name)
            self._declare(type_name, dates)
        with self._batch() as batch:
            for type_name in sorted(groups):
                for text in _encoded(groups[type_name]):
                    self._engine.edges.newEdgesJson(batch, type_name, text)
        return sum(len(group) for group in groups.values())

    def finish(self, labels: Sequence[str]) -> None:
        """Build the indexes on ``uid`` and ``name`` of each label; closing makes it durable."""
        schema = self._database.getSchema()
        for label in sorted(set(labels)):
            if not schema.existsType(label):
                continue
            for name in ("uid", "name"):
                schema.getType(label).getOrCreateProperty(name, self._engine.types.STRING)
                self._engine.build_index(schema, label, name)

    @contextmanager
    def _batch(self) -> Iterator[Any]:
        """Open the bulk interface. No type may be made while it is open: that blocks for ever."""
        batch = self._database.batch().withParallelFlush(False).build()  # two cores: no gain
        try:
            yield batch
        finally:
            batch.close()

    def _node_type(self, labels: Sequence[str], dates: Iterable[str]) -> str:
        type_name = self._engine.vertex_type(self._database, labels)
        self._declare(type_name, dates)
        return type_name

    def _place(self, row: TieRow, uid: str) -> str:
        place = self._places.get(uid)
        if not place:
            msg = f"Tie {row.uid} names {uid!r}, which was not written as a node."
            raise StoreError(msg)
        return place

    def _declare(self, type_name: str, dates: Iterable[str]) -> None:
        """Declare properties as dates, so that dates may travel as numbers."""
        declared = self._database.getSchema().getType(type_name)
        for name in sorted(dates):
            if not declared.existsPolymorphicProperty(name):
                declared.createProperty(name, self._engine.types.DATE)

    def _write_plain(self, batch: Any, type_name: str, rows: Sequence[NodeRow]) -> None:
        places: list[str] = []
        for text in _encoded([{"uid": row.uid, **row.properties} for row in rows]):
            answer = self._engine.vertices.createVerticesJson(batch, type_name, text)
            places += str(answer).split(";")
        self._places |= {row.uid: place for row, place in zip(rows, places, strict=True)}

    def _write_special(self, batch: Any, type_name: str, rows: Sequence[NodeRow]) -> None:
        """Write nodes whose property is a date here and a text elsewhere: slow, and rare."""
        for row in rows:
            made = self._engine.vertex(batch, type_name, {"uid": row.uid, **row.properties})
            self._places[row.uid] = str(made)


def _dates(contents: Iterable[Mapping[str, Cell]]) -> tuple[set[str], set[str]]:
    """Name the properties that are always dates, and those that sometimes are."""
    dates: set[str] = set()
    others: set[str] = set()
    for row in contents:
        for name, value in row.items():
            if isinstance(value, date):
                dates.add(name)
            elif value is not None:
                others.add(name)
    return dates - others, dates & others


def _has_date(properties: Mapping[str, Cell], names: Iterable[str]) -> bool:
    return any(isinstance(properties.get(name), date) for name in names)


def _present(properties: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: value for name, value in properties.items() if value is not None}


def _encoded(contents: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
    for start in range(0, len(contents), _CHUNK):
        chunk = [_present(row) for row in contents[start : start + _CHUNK]]
        yield json.dumps(chunk, default=_epoch_day)


def _epoch_day(value: object) -> int:
    if isinstance(value, date):
        return (value - _EPOCH).days
    msg = f"A store keeps texts, numbers, dates, lists and maps; {value!r} is none of them."
    raise StoreError(msg)
