"""What one more slot of a full organisation is worth, by solving again in whole numbers.

Duals of a flow are not unique where answers tie; two exact solutions have one difference.
"""

from dataclasses import replace

from graph.errors import QueryFailed
from queries.coalitions.flow import UNIT, FlowProblem, FlowRules
from queries.coalitions.plan import Plan
from queries.coalitions.selection import Choice, Limits, choose
from queries.results import SlotPrice


def prices(plan: Plan) -> tuple[SlotPrice, ...]:
    """Give the price of one more slot of each organisation that is full, sorted by id.

    Everything else stays as it is: rules, limits, and which lines count as kept. Where limits
    need the solver, all prices together get the time that the answer had, in equal parts; a price
    that is not settled in its part is None.
    """
    full = [
        (own, capacity)
        for own, capacity in sorted(plan.problem.capacities.items())
        if 0 < capacity <= plan.given(own)
    ]
    limits = plan.question.limits
    part = replace(limits, seconds=limits.seconds / max(len(full), 1))
    return tuple(_price(plan, own, capacity, part) for own, capacity in full)


def _price(plan: Plan, own: str, capacity: int, limits: Limits) -> SlotPrice:
    larger = replace(plan.problem, capacities={**plan.problem.capacities, own: capacity + 1})
    choice = _choice(larger, plan.question.rules, limits)
    settled = choice is not None and choice.proven and plan.choice.proven
    takes = {target for one, target in choice.chosen - plan.chosen if one == own} if choice else ()
    return SlotPrice(
        organization=plan.names[own],
        capacity=capacity,
        worth=(choice.units - plan.choice.units) / UNIT if choice and settled else None,
        takes=tuple(plan.names[target] for target in sorted(takes)),
    )


def _choice(problem: FlowProblem, rules: FlowRules, limits: Limits) -> Choice | None:
    """Choose again; None where nothing is found in the time, which costs only this price."""
    try:
        return choose(problem, rules, limits)
    except QueryFailed:
        return None
