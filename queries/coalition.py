"""Who of us approaches whom: routes as benefits, shared out by ``flow``, each line explained.

Formulation: min-cost flow with distinct messengers, capacities, bans, a bonus for one messenger
from the target's country, an even load, and a second messenger worth less than the first. Demand
that nobody can meet is a gap with its reason, never an error.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from queries.flow import FlowProblem, FlowRules, Pair, share_out, worth
from queries.results import ActorRef, Approach, Assignment, Gap, Route
from queries.rosters import Rosters
from queries.routes import reach
from queries.search import actor_ref

COLD_BENEFIT = 0.01
"""Benefit of an approach without any route, where such are allowed at all."""


@dataclass(frozen=True, slots=True)
class AssignQuestion:
    """Who of ``organizations`` (id → how many each can take) approaches ``targets`` (id → demand).

    A demand of 2 asks for a lead and a backup. ``bans`` are (organisation, target) pairs that must
    not be. Benefits are route scores over at most ``max_hops`` steps on ``as_of``.
    """

    organizations: Mapping[str, int]
    targets: Mapping[str, int]
    as_of: date
    bans: frozenset[Pair] = frozenset()
    max_hops: int = 2
    allow_cold: bool = False
    ties: TieFilter = EVERYTHING
    rules: FlowRules = field(default_factory=FlowRules)


@dataclass(frozen=True)
class _Plan:
    """A solved question, on the way to its answer."""

    question: AssignQuestion
    routes: Mapping[Pair, Route]
    problem: FlowProblem
    chosen: frozenset[Pair]
    names: Mapping[str, ActorRef]


def assign(snapshot: Snapshot, rosters: Rosters, question: AssignQuestion) -> Assignment:
    """Share the targets out among the organisations, provably best under the rules.

    Raises:
        UnknownEntity: an id that the graph does not hold.
        InvalidQuestion: nobody to send or to approach, or numbers out of range.
    """
    _check(question)
    names = _names(snapshot, (*question.organizations, *question.targets))
    able = [one for one, capacity in sorted(question.organizations.items()) if capacity]
    routes = reach(
        snapshot,
        able,
        sorted(question.targets),
        question.as_of,
        max_hops=question.max_hops,
        tie_filter=question.ties,
    )
    problem = _problem(rosters, question, routes)
    chosen = share_out(problem, question.rules)
    plan = _Plan(question, routes, problem, chosen, names)
    return Assignment(
        approaches=tuple(_approaches(plan)),
        gaps=tuple(_gaps(plan)),
        objective=worth(problem, question.rules, chosen),
        load=_load(plan),
        as_of=question.as_of,
        notes=(_RULES_NOTE,),
    )


def _names(snapshot: Snapshot, identifiers: Iterable[str]) -> dict[str, ActorRef]:
    names = {}
    for one in identifiers:
        if one not in snapshot.graph.entities:
            raise UnknownEntity(one)
        names[one] = actor_ref(snapshot.graph.entities[one])
    return names


def _check(question: AssignQuestion) -> None:
    if not question.organizations or not question.targets:
        msg = "An assignment needs at least one organisation and one target."
        raise InvalidQuestion(msg)
    negative = [one for one, capacity in question.organizations.items() if capacity < 0]
    if negative:
        msg = f"Capacity below zero for {', '.join(sorted(negative))}. Expected 0 or more."
        raise InvalidQuestion(msg)
    most = len(question.rules.coverage)
    wrong = [one for one, demand in question.targets.items() if not 1 <= demand <= most]
    if wrong:
        msg = f"Demand out of range for {', '.join(sorted(wrong))}. Expected 1 to {most}."
        raise InvalidQuestion(msg)
    both = sorted(set(question.organizations) & set(question.targets))
    if both:
        msg = f"{', '.join(both)} cannot approach themselves; leave them out on one side."
        raise InvalidQuestion(msg)


def _problem(
    rosters: Rosters, question: AssignQuestion, routes: Mapping[Pair, Route]
) -> FlowProblem:
    benefits: dict[Pair, float] = {}
    home: set[Pair] = set()
    of_target = {one: rosters.countries(one, question.as_of) for one in question.targets}
    for organization in question.organizations:
        own = rosters.countries(organization, question.as_of)
        for target in question.targets:
            pair = (organization, target)
            if pair in question.bans:
                continue
            if pair in routes:
                benefits[pair] = routes[pair].score
            elif question.allow_cold:
                benefits[pair] = COLD_BENEFIT
            if own & of_target[target]:
                home.add(pair)
    return FlowProblem(question.organizations, question.targets, benefits, frozenset(home))


def _approaches(plan: _Plan) -> list[Approach]:
    lines = []
    for target in sorted(plan.question.targets):
        pairs = [pair for pair in plan.chosen if pair[1] == target]
        pairs.sort(key=lambda pair: (-_value(plan, pair), pair))
        for order, pair in enumerate(pairs, 1):
            runner_up = _runner_up(plan, target)
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
    return lines


def _value(plan: _Plan, pair: Pair) -> float:
    return plan.problem.benefits[pair] + plan.question.rules.home_bonus * (
        pair in plan.problem.home
    )


def _runner_up(plan: _Plan, target: str) -> Pair | None:
    rest = [pair for pair in plan.problem.benefits if pair[1] == target]
    open_pairs = [pair for pair in rest if pair not in plan.chosen]
    return min(open_pairs, key=lambda pair: (-_value(plan, pair), pair), default=None)


def _reason(plan: _Plan, pair: Pair, runner_up: Pair | None) -> str:
    route = plan.routes.get(pair)
    parts = [
        f"route score {route.score:.2f} ({route.band.value}, {_steps(route)})"
        if route
        else f"no route: a cold approach, counted as {COLD_BENEFIT}"
    ]
    if pair in plan.problem.home:
        parts.append("same country")
    if runner_up:
        name, value = plan.names[runner_up[0]].name, plan.problem.benefits[runner_up]
        given = sum(1 for own, _ in plan.chosen if own == runner_up[0])
        full = given >= plan.question.organizations[runner_up[0]]
        why = f"is taken up with {given} others" if full and given else "comes next"
        parts.append(f"{name} ({value:.2f}) {why}")
    return "; ".join(parts)


def _steps(route: Route) -> str:
    return "direct" if len(route.hops) == 1 else f"through {route.actors[1].name}"


def _gaps(plan: _Plan) -> list[Gap]:
    met = Counter(target for _, target in plan.chosen)
    return [
        Gap(plan.names[target], demand - met[target], _gap_reason(plan, target))
        for target, demand in sorted(plan.question.targets.items())
        if met[target] < demand
    ]


def _gap_reason(plan: _Plan, target: str) -> str:
    can = [own for own, other in plan.problem.benefits if other == target]
    if not can:
        barred = sorted(plan.names[own].name for own, other in plan.routes if other == target)
        if barred:
            return f"only {', '.join(barred)} could, and a ban forbids it"
        hops = plan.question.max_hops
        return f"nobody of ours with capacity has a route of at most {hops} steps"
    free = [
        own
        for own in can
        if (own, target) not in plan.chosen
        and sum(1 for one, _ in plan.chosen if one == own) < plan.question.organizations[own]
    ]
    if free:
        return "a further approach would cost more in load than it brings"
    if all((own, target) in plan.chosen for own in can):
        return "everybody who has a route goes already"
    return "whoever has a route is taken up with others: raise a capacity"


def _load(plan: _Plan) -> tuple[tuple[ActorRef, int, int], ...]:
    given = Counter(own for own, _ in plan.chosen)
    return tuple(
        (plan.names[own], given[own], capacity)
        for own, capacity in sorted(plan.question.organizations.items())
    )


_RULES_NOTE = (
    "Best sum of route scores, 1 for each target's lead and 0.5 for its backup, 0.1 for one "
    "messenger from the target's country, less 0.02 for each approach beyond half of an "
    "organisation's capacity. Scores are uncalibrated: they rank, they do not predict."
)
