"""The snapshot: one merged graph as arrays, from which any day's costs come in one pass.

Built once for a level and a ledger's head, then only read. Nodes are numbered in the order of
their ids; a *step* is a pair of neighbours with everything that ties them collapsed into one
cost; it leads both ways. Filters and dates never copy the structure: ``costs`` weighs it anew.
What it must not do: search, or decide who may be asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import numpy as np

from graph.levels import Level
from graph.model import MergedGraph, Relation
from graph.shared_bodies import SharedBodies, shared_bodies
from graph.strength import (
    DEFAULT,
    Flags,
    Floats,
    Ints,
    Relay,
    TieModel,
    decay,
    saturate,
)
from graph.tie_table import TieTable, tie_table

_T = TypeVar("_T", Floats, Ints)

FORBIDDEN: int = int(np.iinfo(np.int64).max // 4)
"""The cost of a step that is not there; two of them add up without overflow."""


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties count. None allows all; ``channels`` speaks of contacts only.

    ``min_confidence`` is between 0 and 1. A tie counts as invented also if one of its ends is.
    """

    relations: frozenset[Relation] | None = None
    channels: frozenset[str] | None = None
    min_confidence: float = 0.0
    include_invented: bool = True


EVERYTHING = TieFilter()
"""The filter that lets every tie count."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What can make a step strong: rows of evidence, grouped by pair and by source.

    The first ``direct`` rows are channels of contact and structural ties; row *i* of them holds
    ``tie_rows[tie_starts[i]:tie_starts[i + 1]]`` of the tie table. The others are shared bodies,
    in the order of ``SharedBodies`` pairs. ``order`` sorts rows by (pair, source); ``groups`` are
    the places in it where a source begins, ``pairs`` the groups where a pair begins, and
    ``pair_rows`` the places in ``order`` where a pair begins (with one more at the end).
    """

    direct: int
    tie_rows: Ints
    tie_starts: Ints
    contact: Flags
    source: Ints
    order: Ints
    groups: Ints
    pairs: Ints
    pair_rows: Ints


@dataclass(frozen=True, slots=True, eq=False)
class CostView:
    """The snapshot on a day, under a filter.

    ``costs`` has one cost an arc, in micro-nats, FORBIDDEN where no allowed tie holds;
    ``strengths`` one strength a pair, 0 where none holds. The rest opens the arithmetic: the
    counted part of each tie (``certainty`` is confidence times decay, ``values`` that times
    weight), each evidence row's strength, and each node's size as a shared body.
    """

    as_of: date
    tie_filter: TieFilter
    costs: Ints
    strengths: Floats
    certainty: Floats
    values: Floats
    row_strengths: Floats
    sizes: Ints

    @property
    def tie_count(self) -> int:
        """Count the ties that hold on the day and may be used."""
        return int(np.count_nonzero(self.values))


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A graph as arrays, immutable.

    ``ids`` are sorted, ``index`` gives their numbers. The arcs of node *v* are
    ``heads[indptr[v]:indptr[v + 1]]``, sorted by head; ``arc_pair`` names each arc's pair.
    ``versions`` maps a lasting body to its versions of one term each, sorted.
    ``notes`` say what could not be used, in words; they are empty for sound data.
    """

    graph: MergedGraph
    model: TieModel
    ids: tuple[str, ...]
    index: Mapping[str, int]
    relays: tuple[Relay, ...]
    table: TieTable
    bodies: SharedBodies
    rows: Rows
    indptr: Ints
    heads: Ints
    arc_pair: Ints
    versions: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()

    @classmethod
    def build(cls, graph: MergedGraph, model: TieModel = DEFAULT) -> "Snapshot":
        """Build from a merged graph; the order of its ties does not matter."""
        ids = tuple(sorted(graph.entities))
        index = {name: place for place, name in enumerate(ids)}
        relays = tuple(
            model.relay(graph.entities[name].kind, graph.entities[name].classifications)
            for name in ids
        )
        table, remarks = tie_table(graph, index, model)
        seat = np.array([model.is_seat(t.relation, t.role) for t in table.ties], dtype=np.bool_)
        bodies = shared_bodies(table, relays, seat, model)
        rows, low, high = _rows(table, bodies)
        indptr, heads, arc_pair = _arcs(low, high, len(ids))
        return cls(
            graph=graph,
            model=model,
            ids=ids,
            index=index,
            relays=relays,
            table=table,
            bodies=bodies,
            rows=rows,
            indptr=indptr,
            heads=heads,
            arc_pair=arc_pair,
            versions=_versions(graph),
            notes=remarks,
        )

    @property
    def level(self) -> Level:
        """The level at which the graph was merged."""
        return self.graph.level

    @property
    def head(self) -> int:
        """The last ledger place that was read."""
        return self.graph.head

    def actors(self) -> Flags:
        """Say of each node whether it may pass a request on itself."""
        return np.array([relay is Relay.ACTOR for relay in self.relays], dtype=np.bool_)

    def costs(self, as_of: date, tie_filter: TieFilter = EVERYTHING) -> CostView:
        """Weigh every step for a day under a filter, in one pass."""
        table, rows = self.table, self.rows
        held = _held(table, as_of.toordinal())
        present = held * ~table.invented if not tie_filter.include_invented else held
        certainty = present * self._allowed(tie_filter)
        values = certainty * table.weight
        sizes = self.bodies.sizes(present, len(self.ids))
        totals = _reduce(np.add, values[rows.tie_rows], rows.tie_starts[:-1])
        direct = np.where(rows.contact, saturate(totals), totals)
        strengths = np.concatenate([direct, self._shared(certainty, sizes)])
        best = _reduce(np.maximum, strengths[rows.order], rows.groups)
        pair = 1.0 - _reduce(np.multiply, 1.0 - best, rows.pairs)
        # An old contact may be too faint for 1 - p to show; it still holds, at the floor.
        there = _reduce(np.maximum, best, rows.pairs) > 0
        clamped = np.where(there, np.clip(pair, self.model.floor, self.model.ceiling), 0.0)
        cost = np.where(there, self.model.costs(clamped), FORBIDDEN)
        return CostView(
            as_of, tie_filter, cost[self.arc_pair], clamped, certainty, values, strengths, sizes
        )

    def _shared(self, certainty: Floats, sizes: Ints) -> Floats:
        bodies = self.bodies
        present = bodies.present(certainty)
        size = sizes[bodies.body[bodies.first]]
        small = (size > 1) & (size <= self.model.shared_max)
        both = present[bodies.first] * present[bodies.second]
        return np.where(small, both / np.maximum(size, 1), 0.0)

    def _allowed(self, tie_filter: TieFilter) -> Flags:
        table = self.table
        allowed = table.confidence >= tie_filter.min_confidence
        relations, channels = tie_filter.relations, tie_filter.channels
        if relations is not None:
            allowed &= _among([each in relations for each in Relation], table.relation)
        if channels is not None:
            named = _among([role in channels for role in table.roles], table.role)
            allowed &= ~table.contact | named
        return allowed


def _among(wanted: list[bool], numbers: Ints) -> Flags:
    chosen: Flags = np.array([*wanted, False], dtype=np.bool_)[numbers]
    return chosen


def _versions(graph: MergedGraph) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for tie in graph.ties:
        if tie.relation is Relation.VERSION_OF and tie.subject != tie.object:
            found.setdefault(tie.object, set()).add(tie.subject)
    return {lasting: tuple(sorted(found[lasting])) for lasting in sorted(found)}


def _held(table: TieTable, day: int) -> Floats:
    """Give confidence times decay of each tie on a day, 0 where it does not hold."""
    valid = (table.start <= day) & (day <= table.end)
    age = np.maximum(day - table.day, 0).astype(np.float64)
    return np.where(valid, table.confidence * decay(age, table.half_life), 0.0)


def _rows(table: TieTable, bodies: SharedBodies) -> tuple[Rows, Ints, Ints]:
    """Group ties into rows, and rows into pairs; give also both ends of each pair."""
    channel = _channel_of(table)
    tie_rows = np.argsort(channel, kind="stable")
    starts = np.flatnonzero(np.diff(channel[tie_rows], prepend=-1))
    lead = tie_rows[starts]
    seat_source = _reduce(np.minimum, table.source[bodies.seats], bodies.starts[:-1])
    left, right = bodies.member[bodies.first], bodies.member[bodies.second]
    tail = np.concatenate([table.subject[lead], left])
    head = np.concatenate([table.object[lead], right])
    source = np.concatenate(
        [
            table.source[lead],
            np.minimum(seat_source[bodies.first], seat_source[bodies.second]),
        ]
    )
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    order = np.lexsort((source, high, low))
    pair_new = _new(low[order], high[order])
    group_new = pair_new | _new(source[order])
    groups = np.flatnonzero(group_new)
    firsts = np.flatnonzero(pair_new)
    rows = Rows(
        direct=len(lead),
        tie_rows=tie_rows,
        tie_starts=np.append(starts, len(tie_rows)),
        contact=table.contact[lead],
        source=source,
        order=order,
        groups=groups,
        pairs=np.flatnonzero(pair_new[groups]),
        pair_rows=np.append(firsts, len(order)),
    )
    return rows, low[order][firsts], high[order][firsts]


def _channel_of(table: TieTable) -> Ints:
    """Number direct rows: contacts by subject, object, channel and source; other ties alone."""
    numbers: dict[tuple[object, ...], int] = {}
    ends = zip(
        table.subject.tolist(),
        table.object.tolist(),
        table.source.tolist(),
        table.ties,
        strict=True,
    )
    found = [
        numbers.setdefault(
            (a, b, tie.role, source) if tie.relation is Relation.CONTACT_OF else (tie.id,),
            len(numbers),
        )
        for a, b, source, tie in ends
    ]
    return np.array(found, dtype=np.int64)


def _arcs(low: Ints, high: Ints, nodes: int) -> tuple[Ints, Ints, Ints]:
    """Lay pairs out as arcs both ways, sorted by tail and head."""
    tail, head = np.concatenate([low, high]), np.concatenate([high, low])
    pair = np.tile(np.arange(len(low)), 2)
    order = np.lexsort((head, tail))
    indptr = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(tail, minlength=nodes), out=indptr[1:])
    return indptr, head[order], pair[order]


def _new(*columns: Ints) -> Flags:
    changed = np.zeros(len(columns[0]), dtype=np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed


def _reduce(operation: np.ufunc, values: _T, starts: Ints) -> _T:
    """Reduce each stretch of values that begins at one of the starts; none is empty."""
    if not len(starts):
        return values[:0]
    reduced: _T = operation.reduceat(values, starts)
    return reduced
