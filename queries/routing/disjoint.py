"""Routes without anybody in common, and how many people must leave before a target is lost.

By Menger's theorem the greatest number of routes that share nobody in the middle is the least
number of people whose departure cuts a target off. Routes of least total cost are found as a
min-cost flow over nodes split in two (after Suurballe, 1974); a flow knows no limit of steps, so
these routes may be longer than asked for elsewhere. A direct tie is nobody's to cut.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion, QueryFailed
from graph.snapshot import FORBIDDEN, Snapshot
from graph.strength import Ints
from queries.kernels.search import Path
from queries.results import ActorRef, Route
from queries.routing.conditions import at_fault
from queries.routing.explain import actor, explain_route
from queries.routing.question import Ground, RouteQuestion, prepare
from queries.routing.unstated import unstated


@dataclass(frozen=True, slots=True)
class DisjointAnswer:
    """Routes that share nobody, best first, and what would cut them all.

    ``people`` is how many in the middle must leave before no route is left but direct ones;
    ``cut`` names such a set of least size. ``direct`` says that a source is tied to a target
    directly. ``routes`` are at most as many as asked for, of least total cost for their number.
    """

    sources: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    people: int
    direct: bool
    cut: tuple[ActorRef, ...]
    routes: tuple[Route, ...]
    notes: tuple[str, ...]


def disjoint(snapshot: Snapshot, question: RouteQuestion) -> DisjointAnswer:
    """Give up to ``question.k`` routes that share nobody in the middle.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``, or it says whom to pass or whose load to keep.
        QueryFailed: the solver gives no proven optimum.
    """
    if question.via or question.load is not None:
        msg = (
            "Routes that share nobody cannot also be told whom to pass or what load to keep; "
            "drop these conditions, or ask for routes that differ."
        )
        raise InvalidQuestion(msg)
    ground = prepare(snapshot, question)
    network = _Network(snapshot, ground)
    people, cut = network.cut()
    direct = network.direct
    wanted = min(question.k, people + len(direct))
    routes = network.routes(wanted) if wanted else []
    return DisjointAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        people=people,
        direct=bool(len(direct)),
        cut=tuple(actor(snapshot, snapshot.ids[node]) for node in cut),
        routes=tuple(explain_route(snapshot, ground.view, *each) for each in routes),
        notes=(
            *_notes(people, is_direct=bool(len(direct))),
            *(() if routes else at_fault(snapshot, replace(question, max_hops=None))),
            *unstated(snapshot, question),
        ),
    )


def _notes(people: int, *, is_direct: bool) -> tuple[str, ...]:
    told = ["Routes that share nobody know no limit of steps."]
    if is_direct:
        told.append("There is a direct tie; nobody's departure cuts that, only its own end does.")
    elif people == 0:
        told.append("There is no route at all under these conditions.")
    elif people == 1:
        told.append("Everything hangs on one: if whoever is named leaves, the target is lost.")
    return tuple(told)


class _Network:
    """The filtered graph with each node split: node *v* enters at 2 v and leaves at 2 v + 1."""

    def __init__(self, snapshot: Snapshot, ground: Ground) -> None:
        self._ground = ground
        nodes = len(snapshot.ids)
        self._start, self._end = 2 * nodes, 2 * nodes + 1
        starts = np.array([node for node, _ in ground.sources])
        ends = np.array(ground.targets)
        inner = ground.allowed.copy()
        inner[ends] = False
        leaves, enters = inner.copy(), inner.copy()
        leaves[starts], enters[ends] = True, True
        tails = np.repeat(np.arange(nodes), np.diff(snapshot.indptr))
        heads, costs = np.asarray(snapshot.heads, dtype=np.int64), np.asarray(ground.view.costs)
        there = leaves[tails] & enters[heads] & (costs < FORBIDDEN)
        is_direct = ~inner[tails] & ~inner[heads]
        self._arcs = tuple(each[there & ~is_direct] for each in (tails, heads, costs))
        self.direct: Ints = np.flatnonzero(there & is_direct)
        self._direct = tuple(each[self.direct] for each in (tails, heads, costs))
        self._inner = np.flatnonzero(inner)

    def cut(self) -> tuple[int, list[int]]:
        """Give how many routes share nobody, and as few in the middle that cut them all."""
        # Imported here: it takes a tenth of a command's start, and few questions need it.
        from ortools.graph.python import max_flow

        flow = max_flow.SimpleMaxFlow()
        tails, heads, _ = self._arcs
        most = len(self._inner) + 1
        flow.add_arcs_with_capacity(2 * self._inner, 2 * self._inner + 1, self._ones(self._inner))
        flow.add_arcs_with_capacity(2 * tails + 1, 2 * heads, np.full(len(tails), most))
        for node, _ in self._ground.sources:
            flow.add_arc_with_capacity(self._start, 2 * node + 1, most)
        for node in self._ground.targets:
            flow.add_arc_with_capacity(2 * node, self._end, most)
        if flow.solve(self._start, self._end) != flow.OPTIMAL:
            msg = "The number of routes that share nobody could not be proven. Ask for fewer ends."
            raise QueryFailed(msg)
        near = set(flow.get_source_side_min_cut())
        cut = [v for v in self._inner.tolist() if 2 * v in near and 2 * v + 1 not in near]
        return flow.optimal_flow(), cut

    def routes(self, wanted: int) -> list[tuple[int, Path]]:
        """Give that many routes that share nobody, of least total cost, best first."""
        from ortools.graph.python import min_cost_flow  # as above

        flow = min_cost_flow.SimpleMinCostFlow()
        tails, heads, costs = (
            np.concatenate(pair) for pair in zip(self._arcs, self._direct, strict=True)
        )
        add = flow.add_arcs_with_capacity_and_unit_cost
        add(2 * self._inner, 2 * self._inner + 1, self._ones(self._inner), 0 * self._inner)
        steps = add(2 * tails + 1, 2 * heads, self._ones(tails), costs)
        for node, offset in self._ground.sources:
            flow.add_arc_with_capacity_and_unit_cost(self._start, 2 * node + 1, wanted, offset)
        for node in self._ground.targets:
            flow.add_arc_with_capacity_and_unit_cost(2 * node, self._end, wanted, 0)
        flow.set_node_supply(self._start, wanted)
        flow.set_node_supply(self._end, -wanted)
        if flow.solve() != flow.OPTIMAL:
            msg = "Routes that share nobody could not be proven best. Ask for fewer of them."
            raise QueryFailed(msg)
        used = np.flatnonzero(flow.flows(steps))
        return sorted(
            self._read(tails[used], heads[used], costs[used]),
            key=lambda each: (each[0], len(each[1]), each[1]),
        )

    def _read(self, tails: Ints, heads: Ints, costs: Ints) -> Iterator[tuple[int, Path]]:
        """Follow the steps that carry flow from each source; in the middle there is one way on."""
        ends = set(self._ground.targets)
        steps = sorted(zip(tails.tolist(), heads.tolist(), costs.tolist(), strict=True))
        onward = {tail: (head, cost) for tail, head, cost in steps}
        offsets = dict(self._ground.sources)
        for tail, head, cost in steps:
            if tail not in offsets:
                continue
            path, total = [tail, head], offsets[tail] + cost
            while path[-1] not in ends:
                following, more = onward[path[-1]]
                path.append(following)
                total += more
            yield total, tuple(path)

    def _ones(self, like: Ints) -> Ints:
        return np.ones(len(like), dtype=np.int64)
