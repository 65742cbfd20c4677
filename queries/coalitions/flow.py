"""Who takes whom, as a min-cost flow: exact, in whole numbers, the same for any order of input.

Organisations have capacities, targets a demand; each unit of demand met is worth something, the
second less than the first; some pairs are worth more than others. All of it fits as convex costs
on arcs, so the flow's optimum is whole and proven.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.errors import QueryFailed

UNIT = 10_000
"""One benefit of 1.0 in whole numbers."""


@dataclass(frozen=True, slots=True)
class FlowRules:
    """What counts how much, in the unit of benefits (0–1).

    ``coverage`` is the worth of the first, second… messenger to one target; ``home_bonus`` goes to
    one messenger from the target's own country; ``keep_bonus`` to each line kept from an earlier
    answer; ``level_cost`` weighs each approach beyond half of an organisation's capacity. With
    ``even``, an organisation's n-th approach costs (n - 1) × ``even_cost`` instead, at most
    ``even_most``: less than a backup is worth, so that evenness alone leaves nobody out.
    """

    coverage: tuple[float, ...] = (1.0, 0.5, 0.25)
    home_bonus: float = 0.1
    level_cost: float = 0.02
    keep_bonus: float = 0.1
    even: bool = False
    even_cost: float = 0.05
    even_most: float = 0.4


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """A sharing-out of work. ``benefits`` (organisation, target) → 0–1; a missing pair is barred.

    ``home`` are pairs of one country, ``kept`` lines of an earlier answer. ``demands`` are at most
    the length of ``coverage``. ``pinned`` are lines that must be: among the pairs, within
    capacities and demands.
    """

    capacities: Mapping[str, int]
    demands: Mapping[str, int]
    benefits: Mapping[tuple[str, str], float]
    home: frozenset[tuple[str, str]] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()
    pinned: frozenset[tuple[str, str]] = frozenset()


Pair = tuple[str, str]


def open_pairs(problem: FlowProblem) -> list[Pair]:
    """Give the pairs that can be chosen at all, in the order of their ids."""
    able = {own for own, capacity in problem.capacities.items() if capacity > 0}
    wanted = {target for target, demand in problem.demands.items() if demand > 0}
    return sorted(pair for pair in problem.benefits if pair[0] in able and pair[1] in wanted)


def share_out(
    problem: FlowProblem, rules: FlowRules, required: frozenset[str] = frozenset()
) -> frozenset[Pair]:
    """Choose the pairs of greatest total worth, each of ``required`` in at least one of them.

    Among equal optima the pairs that come first in the order of their ids are preferred.

    Raises:
        QueryFailed: the solver gives no proven optimum (never seen; said rather than hidden), or
            no choice uses all that are required, or holds all lines that must be.
    """
    pairs = open_pairs(problem)
    chosen = _Network(problem, rules, pairs, required).solve() if pairs else frozenset()
    if not required <= {own for own, _ in chosen}:
        msg = f"No assignment uses all of {', '.join(sorted(required))}. Require fewer."
        raise QueryFailed(msg)
    if not problem.pinned <= chosen:
        lost = ", ".join(" > ".join(pair) for pair in sorted(problem.pinned - chosen))
        msg = f"No assignment holds {lost} with all other lines that must be. Pin fewer."
        raise QueryFailed(msg)
    return chosen


def worth(problem: FlowProblem, rules: FlowRules, chosen: frozenset[Pair]) -> float:
    """Give the total worth of a choice, in the unit of benefits: what ``share_out`` maximises."""
    return worth_units(problem, rules, chosen) / UNIT


def worth_units(problem: FlowProblem, rules: FlowRules, chosen: frozenset[Pair]) -> int:
    """Give the total worth of a choice in whole ``UNIT``-ths."""
    total = sum(pair_units(problem, rules, pair) for pair in chosen)
    for organization, given in Counter(own for own, _ in chosen).items():
        left = given
        for count, cost in slot_units(problem.capacities[organization], rules):
            total -= min(left, count) * cost
            left -= min(left, count)
    for given in Counter(target for _, target in chosen).values():
        total += sum(to_units(value) for value in rules.coverage[:given])
    served_from_home = {pair[1] for pair in chosen if pair in problem.home}
    return total + to_units(rules.home_bonus) * len(served_from_home)


def pair_units(problem: FlowProblem, rules: FlowRules, pair: Pair) -> int:
    """Give what a pair is worth by itself: its benefit, and the bonus if it is kept."""
    kept = to_units(rules.keep_bonus) if pair in problem.kept else 0
    return to_units(problem.benefits[pair]) + kept


def slot_units(capacity: int, rules: FlowRules) -> list[tuple[int, int]]:
    """Give an organisation's slots as (how many, cost of each), dearer ones later."""
    if not rules.even:
        free = (capacity + 1) // 2  # an even load: the larger half
        parts = [(free, 0), (capacity - free, to_units(rules.level_cost))]
        return [part for part in parts if part[0]]
    step, most = to_units(rules.even_cost), to_units(rules.even_most)
    costs = Counter(min(step * before, most) for before in range(capacity))
    return [(count, cost) for cost, count in sorted(costs.items())]


def to_units(value: float) -> int:
    """Give a benefit in whole ``UNIT``-ths."""
    return round(value * UNIT)


class _Network:
    """The flow network: start → organisations → (home gate →) targets → end."""

    def __init__(
        self, problem: FlowProblem, rules: FlowRules, pairs: list[Pair], required: frozenset[str]
    ) -> None:
        self._problem, self._rules, self._pairs, self._required = problem, rules, pairs, required
        self._owns = sorted({own for own, _ in pairs})
        self._targets = sorted({target for _, target in pairs})
        self._supply = sum(problem.demands[target] for target in self._targets)
        # The order term must never outweigh one unit, even summed over every chosen pair.
        self._scale = self._supply * len(pairs) + 1
        # More than all that moving others out of the way could lose, one line each.
        self._must = 3 * UNIT * (len(self._owns) + 1)
        self._arcs: list[tuple[int, int, int, int]] = []

    def solve(self) -> frozenset[Pair]:
        # Imported here: it takes a tenth of a command's start, and few questions need it.
        from ortools.graph.python import min_cost_flow

        start, end = 0, 1
        own_at = {own: at for at, own in enumerate(self._owns, 2)}
        target_at = {target: at for at, target in enumerate(self._targets, 2 + len(own_at))}
        flow = min_cost_flow.SimpleMinCostFlow()
        arcs = self._pair_arcs(own_at, target_at)
        numbers = flow.add_arcs_with_capacity_and_unit_cost(*arcs)
        self._arcs.append((start, end, self._supply, 0))  # demand that stays unmet
        for own, at in own_at.items():
            self._add_organization(start, own, at)
        for target, at in target_at.items():
            self._add_target(target, at, at + len(target_at), end)
        flow.add_arcs_with_capacity_and_unit_cost(*np.array(self._arcs, np.int64).T)
        flow.set_node_supply(start, self._supply)
        flow.set_node_supply(end, -self._supply)
        if flow.solve() != flow.OPTIMAL:
            msg = "The assignment has no proven optimum. Ask with fewer organisations or targets."
            raise QueryFailed(msg)
        return frozenset(self._pairs[at] for at in np.flatnonzero(flow.flows(numbers)))

    def _pair_arcs(self, own_at: dict[str, int], target_at: dict[str, int]) -> tuple[object, ...]:
        """Give tails, heads, capacities and costs of one arc a pair, earlier pairs cheaper."""
        problem, rules, pairs = self._problem, self._rules, self._pairs
        gate = len(target_at)
        home = problem.home
        tails = np.array([own_at[own] for own, _ in pairs], np.int32)
        heads = np.array(
            [target_at[pair[1]] + (gate if pair in home else 0) for pair in pairs], np.int32
        )
        must = self._must
        worth = np.array(
            [
                pair_units(problem, rules, pair) + (must if pair in problem.pinned else 0)
                for pair in pairs
            ],
            np.int64,
        )
        costs = np.arange(len(pairs), dtype=np.int64) - worth * self._scale
        return tails, heads, np.ones(len(pairs), np.int64), costs

    def _add_organization(self, start: int, own: str, at: int) -> None:
        slots = slot_units(self._problem.capacities[own], self._rules)
        if own in self._required:
            (count, cost), *rest = slots
            slots = [(1, cost - self._must), (count - 1, cost), *rest]
        self._arcs += [(start, at, count, cost * self._scale) for count, cost in slots]

    def _add_target(self, target: str, at: int, gate: int, end: int) -> None:
        demand = self._problem.demands[target]
        self._arcs.append((gate, at, 1, -to_units(self._rules.home_bonus) * self._scale))
        self._arcs.append((gate, at, demand, 0))
        self._arcs += [
            (at, end, 1, -to_units(value) * self._scale) for value in self._rules.coverage[:demand]
        ]
