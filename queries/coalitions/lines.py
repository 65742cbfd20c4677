"""A plan in words: each line with its reason and runner-up, each gap with its cause, the load."""

from collections import Counter
from statistics import median

from graph.strength import figure
from queries.coalitions.flow import Pair
from queries.coalitions.plan import COLD_BENEFIT, Plan
from queries.results import ActorRef, Approach, Gap, Route, Spread


def approaches(plan: Plan) -> tuple[Approach, ...]:
    """Give the lines, sorted by target, the lead first."""
    lines = []
    for target in sorted(plan.question.targets):
        runner_up = _runner_up(plan, target)
        for order, pair in enumerate(ordered(plan, plan.chosen, target), 1):
            lines.append(
                Approach(
                    organization=plan.names[pair[0]],
                    target=plan.names[target],
                    order=order,
                    benefit=plan.problem.benefits[pair],
                    home_country=pair in plan.problem.home,
                    reason=_reason(plan, pair, runner_up),
                    route=plan.routes.get(pair),
                    runner_up=plan.names[runner_up[0]] if runner_up else None,
                )
            )
    return tuple(lines)


def ordered(plan: Plan, pairs: frozenset[Pair], target: str) -> list[Pair]:
    """Give the pairs of a target, the lead first: by benefit and country, then by id.

    Whoever must lead comes first, whoever must back up comes after all others.
    """
    places = plan.question.pins
    own = [pair for pair in pairs if pair[1] == target]
    return sorted(own, key=lambda pair: (places.get(pair, 1.5), -_value(plan, pair), pair))


def _value(plan: Plan, pair: Pair) -> float:
    bonus = plan.question.rules.home_bonus if pair in plan.problem.home else 0.0
    return plan.scores.get(pair, COLD_BENEFIT) + bonus


def _runner_up(plan: Plan, target: str) -> Pair | None:
    can = [(own, target) for own in plan.who_can(target)]
    rest = [pair for pair in can if pair not in plan.chosen]
    return min(rest, key=lambda pair: (-_value(plan, pair), pair), default=None)


def _reason(plan: Plan, pair: Pair, runner_up: Pair | None) -> str:
    route = plan.routes.get(pair)
    parts = [
        f"route score {figure(route.score)} ({route.band.value}, {_steps(route)})"
        if route
        else f"no route: a cold approach, counted as {COLD_BENEFIT}"
    ]
    if pair in plan.question.pins:
        parts.append("must hold")
    if pair in plan.problem.home:
        parts.append("same country")
    language = _language(plan, pair)
    if language:
        parts.append(language)
    if plan.earlier is not None and pair in plan.earlier:
        parts.append("kept from the earlier answer")
    if runner_up:
        value = plan.problem.benefits[runner_up]
        parts.append(f"{plan.name(runner_up[0])} ({figure(value)}) {_why_not(plan, runner_up[0])}")
    return "; ".join(parts)


def _language(plan: Plan, pair: Pair) -> str:
    """Say which language both speak, or that this is not known where it was asked about."""
    spoken, needed = plan.question.speaks.get(pair[0]), plan.question.languages.get(pair[1])
    if spoken and needed:
        return f"both speak {', '.join(sorted(spoken & needed))}"
    if spoken or needed:
        return "whether they share a language is not known"
    return ""


def _why_not(plan: Plan, organization: str) -> str:
    given = plan.given(organization)
    if given and given >= plan.problem.capacities[organization]:
        return f"is taken up with {given} others"
    return "comes next" if given or not left_out(plan, organization) else "is left out by a limit"


def left_out(plan: Plan, organization: str) -> bool:
    """Say whether a limit on who takes part keeps an unused organisation from being used."""
    used = frozenset(own for own, _ in plan.chosen)
    return organization not in used and not plan.question.limits.hold(used | {organization})


def _steps(route: Route) -> str:
    return "direct" if len(route.hops) == 1 else f"through {route.actors[1].name}"


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """Give demand that is not met, sorted by target, each with its cause."""
    met = Counter(target for _, target in plan.chosen)
    return tuple(
        Gap(plan.names[target], demand - met[target], *_gap_reason(plan, target))
        for target, demand in sorted(plan.question.targets.items())
        if met[target] < demand
    )


def _gap_reason(plan: Plan, target: str) -> tuple[str, bool]:
    """Give the cause, and whether it is a limit on who takes part."""
    capacities = plan.problem.capacities
    can = plan.who_can(target)
    if not can:
        return _nobody(plan, target), False
    rest = [own for own in can if (own, target) not in plan.chosen]
    if not rest:
        return "everybody who has a route goes already", False
    if all(plan.given(own) >= capacities[own] for own in rest):
        return "whoever has a route is taken up with others: raise a capacity", False
    free = [own for own in rest if plan.given(own) < capacities[own]]
    if all(left_out(plan, own) for own in free):
        return f"a limit on who takes part leaves out {_listed(plan, free)}", True
    return "a further approach would cost more than it brings", False


def _nobody(plan: Plan, target: str) -> str:
    """Say why nobody may go: off, barred, or without a route."""
    cold = plan.question.allow_cold
    could = [
        own
        for own, capacity in sorted(plan.question.organizations.items())
        if capacity and (cold or (own, target) in plan.scores)
    ]
    if not could:
        hops = plan.question.max_hops
        return f"nobody of ours with capacity has a route of at most {hops} steps"
    causes: dict[str, list[str]] = {}
    for own in could:
        barred = plan.barred.get((own, target))
        why = (
            "that is off now" if own in plan.question.off else str(barred.value if barred else "")
        )
        causes.setdefault(why, []).append(own)
    parts = [f"only {_listed(plan, who)} could, and {why}" for why, who in sorted(causes.items())]
    return "; ".join(parts)


def _listed(plan: Plan, organizations: list[str]) -> str:
    return ", ".join(sorted(plan.name(own) for own in organizations))


def load(plan: Plan) -> tuple[tuple[ActorRef, int, int], ...]:
    """Give approaches taken and possible of each organisation that is there, sorted by id."""
    return tuple(
        (plan.names[own], plan.given(own), capacity)
        for own, capacity in plan.problem.capacities.items()
    )


def spread(plan: Plan) -> Spread:
    """Give how evenly the lines fall on the organisations with capacity."""
    able = [(plan.given(own), most) for own, most in plan.problem.capacities.items() if most]
    given = [count for count, _ in able] or [0]
    return Spread(
        organizations=len(able),
        least=min(given),
        median=float(median(given)),
        most=max(given),
        idle=sum(1 for count, _ in able if not count),
        full=sum(1 for count, most in able if count >= most),
    )
