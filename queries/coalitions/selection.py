"""Who takes part at all: limits on the set of organisations used, by HiGHS; the rest is a flow.

The solver chooses who takes part and ``flow`` the lines, in whole numbers. Where the flow alone
keeps the limits it is the answer, and no solver is asked.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from graph.errors import QueryFailed
from queries.coalitions.flow import (
    UNIT,
    FlowProblem,
    FlowRules,
    Pair,
    open_pairs,
    pair_units,
    share_out,
    worth_units,
)
from queries.coalitions.selection_model import NO_LIMITS, Limits, Model, Need, model, solve

__all__ = ["NO_LIMITS", "Choice", "Limits", "Need", "choose", "possible"]

WHOLE = 1e-6
"""How far a number of the solver may lie from a whole one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Lines chosen, their worth in ``UNIT``-ths, and what no choice exceeds."""

    chosen: frozenset[Pair]
    units: int
    bound: int

    @property
    def proven(self) -> bool:
        """Say whether nothing better exists."""
        return self.units == self.bound


def choose(problem: FlowProblem, rules: FlowRules, limits: Limits = NO_LIMITS) -> Choice | None:
    """Choose the pairs of greatest worth within the limits; None where no choice keeps them.

    Raises:
        QueryFailed: the solver finds nothing in its time.
    """
    free = share_out(problem, rules)
    if limits.hold(_used(free)):
        units = worth_units(problem, rules, free)
        return Choice(free, units, units)
    if not open_pairs(problem):
        return None
    most = worth_units(problem, rules, free)  # limits never add to what is free of them
    try:
        found = _users(model(problem, rules, limits), limits)
    except QueryFailed:
        simple = _simply(problem, rules, limits, free)
        if not simple:
            raise
        return Choice(simple, worth_units(problem, rules, simple), most)
    if found is None:
        return None
    used, bound = found
    chosen = _within(problem, rules, limits, used)
    units = worth_units(problem, rules, chosen)
    if units < bound:  # short of time
        simple = _simply(problem, rules, limits, free)
        if simple and worth_units(problem, rules, simple) > units:
            chosen, units = simple, worth_units(problem, rules, simple)
    return Choice(chosen, units, max(int(min(bound, most)), units))


def _within(
    problem: FlowProblem, rules: FlowRules, limits: Limits, used: frozenset[str]
) -> frozenset[Pair]:
    """Share out among some, so that all of them who are needed take part."""
    required = frozenset(one for need in limits.needs for one in need.members) & used
    return share_out(_only(problem, used), rules, required)


def _simply(
    problem: FlowProblem, rules: FlowRules, limits: Limits, free: frozenset[Pair]
) -> frozenset[Pair]:
    """Choose without a solver: those whose free lines are worth most, as far as limits allow.

    Nobody where that does not keep every limit.
    """
    worths: Counter[str] = Counter()
    for pair in free:
        worths[pair[0]] += pair_units(problem, rules, pair) + UNIT  # a line counts by itself too
    used = _used(problem.pinned)
    alone = replace(limits, needs=())
    if not alone.hold(used):
        return frozenset()
    for own in sorted(worths, key=lambda one: (-worths[one], one)):
        if alone.hold(used | {own}):
            used |= {own}
    chosen = share_out(_only(problem, used), rules)
    return chosen if limits.hold(_used(chosen)) else frozenset()


def possible(problem: FlowProblem, rules: FlowRules, limits: Limits) -> bool:
    """Say whether any choice keeps the limits.

    Raises:
        QueryFailed: the solver does not know after its time.
    """
    if limits.hold(_used(problem.pinned)):
        return True
    if not open_pairs(problem):
        return False
    asked = model(problem, rules, limits)
    free = replace(asked, costs=np.zeros_like(asked.costs))
    return solve(free, len(free.users), limits.seconds)[0] is not None


def _users(asked: Model, limits: Limits) -> tuple[frozenset[str], float] | None:
    """Give whom the solver uses, and the bound in whole units or endless."""
    columns, bound = solve(asked, len(asked.users), limits.seconds)
    if columns is None:
        return None
    chosen = frozenset(
        own for own, value in zip(asked.users, columns, strict=False) if value > 0.5
    )
    return chosen, float(np.floor(bound + WHOLE * UNIT))


def _only(problem: FlowProblem, used: frozenset[str]) -> FlowProblem:
    kept = {own: most for own, most in problem.capacities.items() if own in used}
    return replace(problem, capacities=kept)


def _used(chosen: frozenset[Pair]) -> frozenset[str]:
    return frozenset(own for own, _ in chosen)
