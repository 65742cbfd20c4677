"""The snapshot: one merged graph as arrays, from which any day's costs come in one pass.

Built once for a level and a ledger's head, then only read. Nodes are numbered in the order of
their ids; a *step* is a pair of neighbours with everything that ties them collapsed into one
cost; it leads both ways. Filters and dates never copy the structure: ``costs`` weighs it anew.
What it must not do: search, or decide who may be asked.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from graph.levels import Level
from graph.lone import Lone
from graph.model import MergedGraph, Relation
from graph.rows import Rows, arcs_of, rows_of
from graph.shared_bodies import SharedBodies, shared_bodies
from graph.strength import DEFAULT, Flags, Floats, Ints, Relay, TieModel, scaled
from graph.tie_table import Small, TieTable, tie_table
from graph.twin import is_compiled
from graph.weigh import EVERYTHING, FORBIDDEN, TieFilter, Weights, weigh

__all__ = ["EVERYTHING", "FORBIDDEN", "CostView", "Snapshot", "TieFilter"]

_VIEWS = 2
"""Days and filters whose costs are kept, so that one question after another need not weigh."""


@dataclass(frozen=True, eq=False)
class CostView:
    """The snapshot on a day, under a filter.

    ``costs`` has one cost an arc, in micro-nats, FORBIDDEN where no allowed tie holds;
    ``strengths`` one strength a pair, 0 where none holds. The rest opens the arithmetic: the
    counted part of each tie (``certainty`` is confidence times decay, ``values`` that times
    weight), each evidence row's strength, and each node's size as a shared body; it is worked out
    when first asked for. ``tie_count`` counts the ties that hold on the day and may be used.
    """

    as_of: date
    tie_filter: TieFilter
    costs: Ints
    tie_count: int
    weigh: Callable[[], Weights]

    @cached_property
    def weights(self) -> Weights:
        """Everything behind the costs."""
        return self.weigh()

    @property
    def strengths(self) -> Floats:
        """One strength a pair, 0 where no allowed tie holds."""
        return self.weights.strengths

    @property
    def certainty(self) -> Floats:
        """Confidence times decay of each tie, 0 where it does not count."""
        return self.weights.certainty

    @property
    def values(self) -> Floats:
        """Certainty times weight of each tie."""
        return self.weights.values

    @property
    def row_strengths(self) -> Floats:
        """The strength of each row of evidence."""
        return self.weights.row_strengths

    @property
    def sizes(self) -> Ints:
        """The size of each node as a shared body."""
        return self.weights.sizes


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """A graph as arrays, immutable.

    ``ids`` are sorted, ``index`` gives their numbers. The arcs of node *v* are
    ``heads[indptr[v]:indptr[v + 1]]``, sorted by head; ``arc_pair`` names each arc's pair.
    ``versions`` maps a lasting body to its versions of one term each, sorted. ``lone`` is there
    where costs are looked up by compiled code. ``views`` are the views made last.
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
    heads: Small
    arc_pair: Small
    versions: Mapping[str, tuple[str, ...]]
    is_actor: Flags
    lone: Lone | None
    notes: tuple[str, ...] = ()
    views: dict[tuple[date, TieFilter], CostView] = field(default_factory=dict)

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
        bodies = shared_bodies(table, relays, _seats(table, model), model)
        rows, low, high = rows_of(table, bodies)
        indptr, heads, arc_pair = arcs_of(low, high, len(ids))
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
            is_actor=np.array([relay is Relay.ACTOR for relay in relays], dtype=np.bool_),
            lone=Lone.of(table, rows, bodies) if is_compiled(len(heads)) else None,
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
        return self.is_actor.copy()

    def costs(self, as_of: date, tie_filter: TieFilter = EVERYTHING) -> CostView:
        """Weigh every step for a day under a filter, in one pass; the last views are kept."""
        asked = (as_of, tie_filter)
        view = self.views.get(asked) or self._weighed(as_of, tie_filter)
        self.views[asked] = view
        while len(self.views) > _VIEWS:
            self.views.pop(next(iter(self.views)), None)
        return view

    def without(self, places: Collection[int]) -> "Snapshot":
        """Give the same graph as if some ties, by their rows in the table, never held."""
        end = self.table.end.copy()
        end[list(places)] = -1
        return self._with(self.model, replace(self.table, end=end))

    def with_half_lives(self, factor: float) -> "Snapshot":
        """Give the same graph with every half-life of its rules multiplied, as by ``scaled``."""
        model, rules = scaled(self.model, factor), self.table.rules
        contact = tuple(Relation).index(Relation.CONTACT_OF)
        lives = [
            model.channel(self.table.roles[role]).half_life_days
            if relation == contact
            else model.unknown_end_half_life
            for relation, role in zip(rules.relation.tolist(), rules.role.tolist(), strict=True)
        ]
        # What never fades, because its end is known or open, still does not.
        half_life = np.where(np.isfinite(rules.half_life), lives, rules.half_life)
        return self._with(model, replace(self.table, rules=replace(rules, half_life=half_life)))

    def _with(self, model: TieModel, table: TieTable) -> "Snapshot":
        # Costs kept by age are of the old rules and of all ties, so they must not be looked up.
        return replace(self, model=model, table=table, lone=None, views={})

    def _weighed(self, as_of: date, tie_filter: TieFilter) -> CostView:
        day = as_of.toordinal()

        def opened() -> Weights:
            parts = (self.table, self.rows, self.bodies, self.model, len(self.ids))
            return weigh(*parts, day, tie_filter)

        if self.lone is not None:
            found = self.lone.costs(self.model, len(self.ids), day, tie_filter, self.arc_pair)
            if found:
                return CostView(as_of, tie_filter, *found, opened)
        weights = opened()
        count = int(np.count_nonzero(weights.values))
        costs = weights.costs[self.arc_pair]
        return CostView(as_of, tie_filter, costs, count, lambda: weights)


def _seats(table: TieTable, model: TieModel) -> Flags:
    """Say which ties make a member of a shared body."""
    relations, rules = tuple(Relation), table.rules
    seats = [
        model.is_seat(relations[relation], table.roles[role])
        for relation, role in zip(rules.relation.tolist(), rules.role.tolist(), strict=True)
    ]
    of_rule: Flags = np.array(seats, dtype=np.bool_)
    return of_rule[table.rule]


def _versions(graph: MergedGraph) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for tie in graph.ties:
        if tie.relation is Relation.VERSION_OF and tie.subject != tie.object:
            found.setdefault(tie.object, set()).add(tie.subject)
    return {lasting: tuple(sorted(found[lasting])) for lasting in sorted(found)}
