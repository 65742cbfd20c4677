"""From a question to chosen lines: benefits and bars of each pair, then the best choice.

What it must not do: put anything into words; ``lines`` and ``changes`` do.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import FORBIDDEN, Snapshot
from graph.strength import score
from queries.coalitions.flow import FlowProblem, Pair, open_pairs, worth
from queries.coalitions.question import AssignQuestion, check_question
from queries.coalitions.selection import Choice, choose
from queries.coalitions.selection_faults import check_limits, fault
from queries.finding.search import actor_ref
from queries.results import ActorRef, Route
from queries.rosters import Rosters
from queries.routing.routes import reach, reach_costs

COLD_BENEFIT = 0.01
"""Benefit of an approach without any route, where such are allowed at all."""


class Bar(StrEnum):
    """Why a pair that could go must not, in words that follow "and"."""

    BAN = "a ban forbids it"
    LANGUAGE = "they share no language"
    NO_LANGUAGE = "their languages are not both known"


@dataclass(frozen=True)
class Plan:
    """A solved question, on the way to its answer.

    ``scores`` are those of the best routes, of pairs that have one; ``routes`` opens the chosen.
    ``problem`` leaves out whoever is off; ``barred`` says why pairs of organisations that are
    there may not be. ``earlier`` are the lines to compare with: those to keep, or, if there are
    none and somebody is off, what would be best with everybody; None: nothing to compare.
    """

    question: AssignQuestion
    scores: Mapping[Pair, float]
    routes: Mapping[Pair, Route]
    problem: FlowProblem
    barred: Mapping[Pair, Bar]
    choice: Choice
    names: Mapping[str, ActorRef]
    earlier: frozenset[Pair] | None

    @property
    def chosen(self) -> frozenset[Pair]:
        """Give the lines."""
        return self.choice.chosen

    @property
    def objective(self) -> float:
        """Give the worth of the lines in the unit of benefits, bonuses for keeping left out."""
        plain = replace(self.problem, kept=frozenset())
        return worth(plain, self.question.rules, self.chosen)

    @cached_property
    def _given(self) -> Counter[str]:
        return Counter(own for own, _ in self.chosen)

    @cached_property
    def _able(self) -> dict[str, list[str]]:
        able: dict[str, list[str]] = defaultdict(list)
        for own, target in open_pairs(self.problem):
            able[target].append(own)
        return able

    def given(self, organization: str) -> int:
        """Give how many lines an organisation got."""
        return self._given[organization]

    def who_can(self, target: str) -> list[str]:
        """Give the organisations with capacity that may approach a target, sorted by id."""
        return self._able.get(target, [])

    def name(self, identifier: str) -> str:
        """Give how somebody is called."""
        return self.names[identifier].name


def make_plan(
    snapshot: Snapshot,
    rosters: Rosters,
    question: AssignQuestion,
    scores: Mapping[Pair, float] | None = None,
) -> Plan:
    """Choose the lines, provably best under the rules or with the gap stated.

    ``scores`` are those of ``scores_of`` for this question or a wider one, where they are known;
    then no route is opened: what is asked is only who goes, and what that is worth.

    Raises:
        UnknownEntity: an id that the graph does not hold.
        InvalidQuestion: a question that makes no sense, or limits that nothing can keep.
        QueryFailed: the solver finds nothing in its time.
    """
    names = _names(snapshot, question)
    check_question(question, lambda one: names[one].name)
    able = frozenset(own for own, capacity in question.able().items() if capacity)
    check_limits(question.limits, able, lambda one: names[one].name)
    opens, scores = scores is None, scores_of(snapshot, question) if scores is None else scores
    barred = _bars(question)
    everybody = _problem(rosters, question, scores, barred)
    earlier = question.keep or None
    if question.off and earlier is None:
        earlier = _choose(everybody, question, names).chosen
    problem = _without_off(question, everybody, earlier or frozenset())
    _check_routes(question, problem, barred, names)
    choice = _choose(problem, question, names)
    routes = _routes(snapshot, question, choice.chosen & scores.keys()) if opens else {}
    return Plan(question, scores, routes, problem, barred, choice, names, earlier)


def _names(snapshot: Snapshot, question: AssignQuestion) -> dict[str, ActorRef]:
    names = {}
    for one in sorted(question.named()):
        if one not in snapshot.graph.entities:
            raise UnknownEntity(one)
        names[one] = actor_ref(snapshot.graph.entities[one])
    return names


def scores_of(snapshot: Snapshot, question: AssignQuestion) -> dict[Pair, float]:
    """Give the score of the best route of each pair that has one; who has no capacity has none."""
    owns = [one for one, capacity in sorted(question.organizations.items()) if capacity]
    whom = sorted(question.targets)
    costs = reach_costs(
        snapshot, owns, whom, question.as_of, question.max_hops, question.ties
    ).tolist()
    return {
        (own, target): score(cost)
        for own, row in zip(owns, costs, strict=True)
        for target, cost in zip(whom, row, strict=True)
        if cost < FORBIDDEN
    }


def _routes(
    snapshot: Snapshot, question: AssignQuestion, lines: frozenset[Pair]
) -> dict[Pair, Route]:
    """Open the routes of some lines: many more pairs have one, and opening takes longest."""
    of_own: dict[str, list[str]] = defaultdict(list)
    for own, target in sorted(lines):
        of_own[own].append(target)
    found: dict[Pair, Route] = {}
    for own, whom in of_own.items():
        found |= reach(snapshot, [own], whom, question.as_of, question.max_hops, question.ties)
    return found


def _bars(question: AssignQuestion) -> dict[Pair, Bar]:
    barred: dict[Pair, Bar] = {}
    for own in question.organizations:
        for target in question.targets:
            spoken, needed = question.speaks.get(own), question.languages.get(target)
            if (own, target) in question.bans:
                barred[own, target] = Bar.BAN
            elif spoken and needed:
                if spoken.isdisjoint(needed):
                    barred[own, target] = Bar.LANGUAGE
            elif question.strict_language:
                barred[own, target] = Bar.NO_LANGUAGE
    return barred


def _problem(
    rosters: Rosters,
    question: AssignQuestion,
    scores: Mapping[Pair, float],
    barred: Mapping[Pair, Bar],
) -> FlowProblem:
    benefits: dict[Pair, float] = {}
    home: set[Pair] = set()
    of_target = {one: rosters.countries(one, question.as_of) for one in question.targets}
    for own in question.organizations:
        countries = rosters.countries(own, question.as_of)
        for target in question.targets:
            pair = (own, target)
            if pair in barred:
                continue
            if pair in scores:
                benefits[pair] = scores[pair]
            elif question.allow_cold:
                benefits[pair] = COLD_BENEFIT
            if countries & of_target[target]:
                home.add(pair)
    return FlowProblem(
        question.organizations,
        question.targets,
        benefits,
        frozenset(home),
        question.keep,
        frozenset(pair for pair in question.pins if pair in benefits),
    )


def _check_routes(
    question: AssignQuestion,
    problem: FlowProblem,
    barred: Mapping[Pair, Bar],
    names: Mapping[str, ActorRef],
) -> None:
    """Refuse a line that must be where there is no way for it."""
    for own, target in sorted(set(question.pins) - problem.benefits.keys()):
        bar = barred.get((own, target))
        why = bar.value if bar else f"there is no route of at most {question.max_hops} steps"
        help_ = (
            "Lift one of the two." if bar else "Allow more steps or cold approaches, or lift it."
        )
        msg = f"{names[own].name} must go to {names[target].name}, but {why}. {help_}"
        raise InvalidQuestion(msg)


def _without_off(
    question: AssignQuestion, everybody: FlowProblem, earlier: frozenset[Pair]
) -> FlowProblem:
    able = question.able()
    benefits = {pair: worth for pair, worth in everybody.benefits.items() if pair[0] in able}
    return replace(everybody, capacities=able, benefits=benefits, kept=earlier)


def _choose(
    problem: FlowProblem, question: AssignQuestion, names: Mapping[str, ActorRef]
) -> Choice:
    choice = choose(problem, question.rules, question.limits)
    if choice is None:
        said = fault(problem, question.rules, question.limits, lambda one: names[one].name)
        raise InvalidQuestion(said)
    return choice
