"""What one more slot of a full organisation is worth, by solving again in whole numbers.

Duals of a flow are not unique where answers tie; two exact solutions have one difference.
"""

from dataclasses import replace

from queries.assignment_plan import Plan
from queries.flow import UNIT
from queries.results import SlotPrice
from queries.selection import choose


def prices(plan: Plan) -> tuple[SlotPrice, ...]:
    """Give the price of one more slot of each organisation that is full, sorted by id.

    Everything else stays as it is: rules, limits, and which lines count as kept.

    Raises:
        QueryFailed: the solver finds nothing in its time.
    """
    return tuple(
        _price(plan, own, capacity)
        for own, capacity in sorted(plan.problem.capacities.items())
        if 0 < capacity <= plan.given(own)
    )


def _price(plan: Plan, own: str, capacity: int) -> SlotPrice:
    larger = replace(plan.problem, capacities={**plan.problem.capacities, own: capacity + 1})
    choice = choose(larger, plan.question.rules, plan.question.limits)
    settled = choice is not None and choice.proven and plan.choice.proven
    takes = {target for one, target in choice.chosen - plan.chosen if one == own} if choice else ()
    return SlotPrice(
        organization=plan.names[own],
        capacity=capacity,
        worth=(choice.units - plan.choice.units) / UNIT if choice and settled else None,
        takes=tuple(plan.names[target] for target in sorted(takes)),
    )
