"""Limits on who takes part, and the sharing-out under them as a mixed-integer program for HiGHS.

Only "this organisation is used" need be whole; given those, the rest is a flow and stays whole.
What it must not do: choose lines, or say what a limit means to people.
"""

from dataclasses import dataclass

import numpy as np
import scipy  # its parts load when first used: together they take a third of a command's start

from graph.errors import QueryFailed
from graph.strength import Floats
from queries.coalitions.flow import (
    FlowProblem,
    FlowRules,
    Pair,
    open_pairs,
    pair_units,
    slot_units,
    to_units,
)


@dataclass(frozen=True, slots=True)
class Need:
    """At least ``least`` of ``members`` take part; ``name`` is what a person calls them."""

    name: str
    members: frozenset[str]
    least: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on who takes part: at most ``most``, enough for each need, never both of a pair.

    ``seconds`` is how long the solver may search; its best answer until then is given.
    """

    most: int | None = None
    needs: tuple[Need, ...] = ()
    apart: tuple[Pair, ...] = ()
    seconds: float = 10.0

    def hold(self, used: frozenset[str]) -> bool:
        """Say whether a set of organisations keeps all limits."""
        few = self.most is None or len(used) <= self.most
        mixed = all(len(used & need.members) >= need.least for need in self.needs)
        return few and mixed and not any(used.issuperset(pair) for pair in self.apart)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Model:
    """The question as rows and columns: first ``users``, then pairs; costs are negated.

    ``lower`` is 1 for a line that must be, otherwise 0.
    """

    users: tuple[str, ...]
    pairs: tuple[Pair, ...]
    costs: Floats
    lower: Floats
    upper: Floats
    matrix: "scipy.sparse.csr_array"
    low: Floats
    high: Floats


def model(problem: FlowProblem, rules: FlowRules, limits: Limits = NO_LIMITS) -> Model:
    """Write the question as a mixed-integer program."""
    return _Builder(problem, rules, limits).build()


def solve(asked: Model, whole: int, seconds: float) -> tuple[Floats | None, float]:
    """Solve a model whose first ``whole`` columns are whole; give columns and upper bound.

    The columns are None where the model has no solution; the bound may be endless.

    Raises:
        QueryFailed: nothing was found in the time.
    """
    integrality = np.zeros(len(asked.costs))
    integrality[:whole] = 1
    answer = scipy.optimize.milp(
        asked.costs,
        integrality=integrality,
        bounds=scipy.optimize.Bounds(asked.lower, asked.upper),
        constraints=scipy.optimize.LinearConstraint(asked.matrix, asked.low, asked.high),
        options={"mip_rel_gap": 0.0, "time_limit": seconds},
    )
    if answer.status == 2:
        return None, 0.0
    if answer.x is None:
        msg = f"No assignment was found in {seconds:g} seconds. Allow more time, or ask with less."
        raise QueryFailed(msg)
    known = answer.mip_dual_bound
    return answer.x, np.inf if known is None else -float(known)


class _Builder:
    """Columns: users, pairs, slots by cost, steps of coverage, home bonuses."""

    def __init__(self, problem: FlowProblem, rules: FlowRules, limits: Limits) -> None:
        self._problem, self._rules, self._limits = problem, rules, limits
        self._pairs = open_pairs(problem)
        self._users = sorted({own for own, _ in self._pairs})
        self._costs: list[float] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._rows: list[tuple[dict[int, float], float, float]] = []
        self._home: set[int] = set()

    def build(self) -> Model:
        user_at = {own: self._column(0, 1) for own in self._users}
        pair_at = {
            pair: self._column(
                -pair_units(self._problem, self._rules, pair),
                1,
                lower=1 if pair in self._problem.pinned else 0,
            )
            for pair in self._pairs
        }
        of_own: dict[str, list[int]] = {own: [] for own in self._users}
        of_target: dict[str, list[int]] = {}
        for pair, at in pair_at.items():
            of_own[pair[0]].append(at)
            of_target.setdefault(pair[1], []).append(at)
            self._row({at: 1, user_at[pair[0]]: -1}, high=0)
        self._home = {at for pair, at in pair_at.items() if pair in self._problem.home}
        for own, given in of_own.items():
            self._add_slots(own, user_at[own], given)
        for target, given in sorted(of_target.items()):
            self._add_target(target, given)
        self._add_limits(user_at, of_own)
        return self._model()

    def _add_slots(self, own: str, user: int, given: list[int]) -> None:
        slots = slot_units(self._problem.capacities[own], self._rules)
        columns = []
        for count, cost in slots:
            columns.append(self._column(cost, count))
            self._row({columns[-1]: 1, user: -count}, high=0)
        self._row({**dict.fromkeys(given, 1.0), **dict.fromkeys(columns, -1.0)}, low=0, high=0)

    def _add_target(self, target: str, given: list[int]) -> None:
        worths = self._rules.coverage[: self._problem.demands[target]]
        steps = [self._column(-to_units(worth), 1) for worth in worths]
        self._row({**dict.fromkeys(given, 1.0), **dict.fromkeys(steps, -1.0)}, low=0, high=0)
        home = [at for at in given if at in self._home]
        if home:
            bonus = self._column(-to_units(self._rules.home_bonus), 1)
            self._row({bonus: 1, **dict.fromkeys(home, -1.0)}, high=0)

    def _add_limits(self, user_at: dict[str, int], of_own: dict[str, list[int]]) -> None:
        limits = self._limits
        if limits.most is not None:
            self._row(dict.fromkeys(user_at.values(), 1.0), high=limits.most)
        for one, other in limits.apart:
            if one in user_at and other in user_at:
                self._row({user_at[one]: 1, user_at[other]: 1}, high=1)
        for need in limits.needs:
            members = [own for own in self._users if own in need.members]
            self._row({user_at[own]: 1 for own in members}, low=need.least)
            for own in members:  # whoever counts towards a need really goes somewhere
                self._row({user_at[own]: 1, **dict.fromkeys(of_own[own], -1.0)}, high=0)

    def _column(self, cost: float, upper: float, lower: float = 0) -> int:
        self._costs.append(cost)
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._costs) - 1

    def _row(self, cells: dict[int, float], low: float = -np.inf, high: float = np.inf) -> None:
        self._rows.append((cells, low, high))

    def _model(self) -> Model:
        cells = [
            (row, at, by) for row, (line, _, _) in enumerate(self._rows) for at, by in line.items()
        ]
        rows, columns, values = zip(*cells, strict=True)
        shape = (len(self._rows), len(self._costs))
        return Model(
            users=tuple(self._users),
            pairs=tuple(self._pairs),
            costs=np.array(self._costs, float),
            lower=np.array(self._lower, float),
            upper=np.array(self._upper, float),
            matrix=scipy.sparse.csr_array((np.array(values, float), (rows, columns)), shape=shape),
            low=np.array([low for _, low, _ in self._rows]),
            high=np.array([high for _, _, high in self._rows]),
        )
