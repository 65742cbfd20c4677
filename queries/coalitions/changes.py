"""Which lines differ from an earlier answer, and why each of them had to."""

from queries.coalitions.flow import Pair
from queries.coalitions.lines import left_out, ordered
from queries.coalitions.plan import Plan
from queries.results import AssignmentChange, ChangeKind

Pairs = frozenset[Pair]


def changes(plan: Plan) -> tuple[AssignmentChange, ...]:
    """Give the lines that differ, sorted by target; none where there is nothing to compare."""
    if plan.earlier is None:
        return ()
    targets = sorted({target for _, target in plan.earlier ^ plan.chosen})
    return tuple(change for target in targets for change in _of_target(plan, target, plan.earlier))


def _of_target(plan: Plan, target: str, earlier: Pairs) -> list[AssignmentChange]:
    gone = ordered(plan, earlier - plan.chosen, target)
    new = ordered(plan, plan.chosen - earlier, target)
    found = []
    for at in range(max(len(gone), len(new))):
        before = gone[at] if at < len(gone) else None
        after = new[at] if at < len(new) else None
        found.append(_change(plan, earlier, before, after))
    return found + _new_leads(plan, target, earlier)


def _change(
    plan: Plan, earlier: Pairs, before: Pair | None, after: Pair | None
) -> AssignmentChange:
    parts = []
    kind, target = ChangeKind.MOVED, (before or after or ("", ""))[1]
    if before:
        parts.append(_why_gone(plan, before, earlier))
    else:
        kind = ChangeKind.ADDED
    if after:
        parts.append(_why_new(plan, after, earlier))
    else:
        kind = ChangeKind.DROPPED
    return AssignmentChange(
        target=plan.names[target],
        kind=kind,
        before=plan.names[before[0]] if before else None,
        after=plan.names[after[0]] if after else None,
        reason="; ".join(parts),
    )


def _new_leads(plan: Plan, target: str, earlier: Pairs) -> list[AssignmentChange]:
    """Tell of a backup that leads now because the lead is gone."""
    before, after = ordered(plan, earlier, target), ordered(plan, plan.chosen, target)
    if not before or not after or before[0] == after[0] or after[0] not in earlier:
        return []
    first, now = plan.names[before[0][0]], plan.names[after[0][0]]
    why = (
        f"{first.name} led and goes no more" if before[0] not in plan.chosen else "ranks first now"
    )
    return [AssignmentChange(plan.names[target], ChangeKind.LEADS, first, now, why)]


def _why_gone(plan: Plan, pair: Pair, earlier: Pairs) -> str:
    own = pair[0]
    name = plan.name(own)
    outside = _outside(plan, pair)
    if outside:
        return outside
    if left_out(plan, own):
        return f"{name} is left out by a limit on who takes part"
    elsewhere = sorted(other for one, other in plan.chosen - earlier if one == own)
    if elsewhere:
        return f"{name} goes to {', '.join(map(plan.name, elsewhere))} instead"
    if plan.given(own) >= plan.problem.capacities[own]:
        return f"{name} can take only {plan.problem.capacities[own]}"
    if any(other == pair[1] for _, other in plan.problem.pinned - earlier):
        return f"a line that must hold takes {name}'s place"
    if pair not in plan.problem.kept:
        return f"{name}'s line is worth less than what replaces it"
    bonus = plan.question.rules.keep_bonus
    return f"giving up {name}'s line gains more than the {bonus:g} for keeping it"


def _outside(plan: Plan, pair: Pair) -> str:
    """Say why a line cannot be chosen at all; empty where it can."""
    own, target = pair
    name = plan.name(own)
    if own in plan.question.off:
        return f"{name} is off"
    if own not in plan.problem.capacities:
        return f"{name} is not among the organisations asked about"
    if target not in plan.problem.demands:
        return f"{plan.name(target)} is not among the targets asked about"
    if pair in plan.barred:
        return f"{name} may not go: {plan.barred[pair].value}"
    if plan.problem.capacities[own] == 0:
        return f"{name} has no capacity"
    if pair not in plan.problem.benefits:
        return f"{name} has no route of at most {plan.question.max_hops} steps"
    return ""


def _why_new(plan: Plan, pair: Pair, earlier: Pairs) -> str:
    own = pair[0]
    name = plan.name(own)
    left = sorted(other for one, other in earlier - plan.chosen if one == own)
    if left:
        return f"{name} comes from {', '.join(map(plan.name, left))}"
    before = sum(1 for one, _ in earlier if one == own)
    free = plan.problem.capacities[own] - before
    return f"{name} had {'a slot' if free == 1 else f'{free} slots'} free"
