"""Who takes whom, as a min-cost flow: exact, in whole numbers, the same for any order of input.

Organisations have capacities, targets a demand; each unit of demand met is worth something, the
second less than the first; some pairs are worth more than others. All of it fits as convex costs
on arcs, so the flow's optimum is whole and proven. The only module that imports OR-Tools.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.graph.python import min_cost_flow

from graph.errors import QueryFailed

UNIT = 10_000
"""One benefit of 1.0 in whole numbers."""


@dataclass(frozen=True, slots=True)
class FlowRules:
    """What counts how much, in the unit of benefits (0–1).

    ``coverage`` is the worth of the first, second… messenger to one target; ``home_bonus`` goes to
    one messenger from the target's own country; ``level_cost`` weighs each approach beyond half of
    an organisation's capacity.
    """

    coverage: tuple[float, ...] = (1.0, 0.5, 0.25)
    home_bonus: float = 0.1
    level_cost: float = 0.02


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """A sharing-out of work. ``benefits`` (organisation, target) → 0–1; a missing pair is barred.

    ``home`` are pairs of one country. ``demands`` are at most the length of ``coverage``.
    """

    capacities: Mapping[str, int]
    demands: Mapping[str, int]
    benefits: Mapping[tuple[str, str], float]
    home: frozenset[tuple[str, str]] = frozenset()


Pair = tuple[str, str]


def share_out(problem: FlowProblem, rules: FlowRules) -> frozenset[Pair]:
    """Choose the pairs of greatest total worth.

    Among equal optima the pairs that come first in the order of their ids are preferred.

    Raises:
        QueryFailed: the solver gives no proven optimum (never seen; said rather than hidden).
    """
    pairs = sorted(
        pair
        for pair in problem.benefits
        if problem.capacities.get(pair[0], 0) > 0 and problem.demands.get(pair[1], 0) > 0
    )
    if not pairs:
        return frozenset()
    network = _Network(problem, rules, pairs)
    return network.solve()


def worth(problem: FlowProblem, rules: FlowRules, chosen: frozenset[Pair]) -> float:
    """Give the total worth of a choice, in the unit of benefits: what ``share_out`` maximises."""
    total = sum(_units(problem.benefits[pair]) for pair in chosen)
    for organization, capacity in problem.capacities.items():
        given = sum(1 for own, _ in chosen if own == organization)
        total -= max(0, given - _free(capacity)) * _units(rules.level_cost)
    for target in problem.demands:
        messengers = [pair for pair in chosen if pair[1] == target]
        total += sum(_units(value) for value in rules.coverage[: len(messengers)])
        total += _units(rules.home_bonus) * any(pair in problem.home for pair in messengers)
    return total / UNIT


class _Network:
    """The flow network: start → organisations → (home gate →) targets → end."""

    def __init__(self, problem: FlowProblem, rules: FlowRules, pairs: list[Pair]) -> None:
        self._problem, self._rules, self._pairs = problem, rules, pairs
        self._flow = min_cost_flow.SimpleMinCostFlow()
        self._places: dict[tuple[str, str], int] = {}
        # The order term must never outweigh one unit, even summed over every chosen pair.
        self._scale = len(pairs) * (len(pairs) + 1) + 1

    def solve(self) -> frozenset[Pair]:
        start, end = self._place("start", ""), self._place("end", "")
        targets = sorted({target for _, target in self._pairs})
        supply = sum(self._problem.demands[target] for target in targets)
        self._arc(start, end, supply, 0)  # demand that stays unmet
        for organization in sorted({own for own, _ in self._pairs}):
            self._add_organization(start, organization)
        for target in targets:
            self._add_target(target, end)
        arcs = {self._add_pair(rank, pair): pair for rank, pair in enumerate(self._pairs)}
        self._flow.set_node_supply(start, supply)
        self._flow.set_node_supply(end, -supply)
        if self._flow.solve() != self._flow.OPTIMAL:
            msg = "The assignment has no proven optimum. Ask with fewer organisations or targets."
            raise QueryFailed(msg)
        return frozenset(pair for arc, pair in arcs.items() if self._flow.flow(arc))

    def _add_organization(self, start: int, organization: str) -> None:
        capacity = self._problem.capacities[organization]
        own, free = self._place("organization", organization), _free(capacity)
        self._arc(start, own, free, 0)
        self._arc(start, own, capacity - free, self._cost(self._rules.level_cost))

    def _add_target(self, target: str, end: int) -> None:
        own, gate = self._place("target", target), self._place("home", target)
        demand = self._problem.demands[target]
        self._arc(gate, own, 1, -self._cost(self._rules.home_bonus))
        self._arc(gate, own, demand, 0)
        for value in self._rules.coverage[:demand]:
            self._arc(own, end, 1, -self._cost(value))

    def _add_pair(self, rank: int, pair: Pair) -> int:
        kind = "home" if pair in self._problem.home else "target"
        head = self._place(kind, pair[1])
        cost = rank - self._cost(self._problem.benefits[pair])
        return self._arc(self._place("organization", pair[0]), head, 1, cost)

    def _place(self, kind: str, name: str) -> int:
        return self._places.setdefault((kind, name), len(self._places))

    def _arc(self, tail: int, head: int, capacity: int, cost: int) -> int:
        return int(self._flow.add_arc_with_capacity_and_unit_cost(tail, head, capacity, cost))

    def _cost(self, value: float) -> int:
        return _units(value) * self._scale


def _units(value: float) -> int:
    return round(value * UNIT)


def _free(capacity: int) -> int:
    """Give how many approaches count as an even load: the larger half."""
    return (capacity + 1) // 2
