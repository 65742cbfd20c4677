"""Lines that must be: kept by every choice, and the rest is best around them."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from graph.errors import InvalidQuestion, QueryFailed
from queries.coalitions.flow import FlowProblem, FlowRules, Pair, share_out, worth_units
from queries.coalitions.lines import ordered
from queries.coalitions.selection import Limits, choose, possible
from queries.coalitions.selection_faults import fault
from tests.queries.test_coalition import ask, pairs, planned
from tests.queries.test_flow import allowed, random_problem
from tests.queries.test_selection import PROBLEM, random_limits

RULES, EVEN = FlowRules(), FlowRules(even=True)


def pinned(problem: FlowProblem, seed: int) -> FlowProblem:
    """Pin some lines that hold together."""
    random = Random(seed)
    chosen: frozenset[Pair] = frozenset()
    able = [pair for pair in sorted(problem.benefits) if problem.capacities[pair[0]]]
    for pair in random.sample(able, min(len(able), 2)):
        if allowed(problem, chosen | {pair}):
            chosen |= {pair}
    return replace(problem, pinned=chosen)


def best_by_trying_all(problem: FlowProblem, rules: FlowRules, limits: Limits) -> int | None:
    free = sorted(set(problem.benefits) - problem.pinned)
    sets = (
        problem.pinned | set(more)
        for size in range(len(free) + 1)
        for more in combinations(free, size)
    )
    worths = (
        worth_units(problem, rules, one)
        for one in sets
        if allowed(problem, one) and limits.hold(frozenset(own for own, _ in one))
    )
    return max(worths, default=None)


@pytest.mark.parametrize("block", range(10))
def test_what_is_chosen_beside_pins_is_the_best_of_all(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        problem, rules = pinned(random_problem(seed), seed), EVEN if seed % 2 else RULES
        chosen = share_out(problem, rules)
        assert problem.pinned <= chosen, seed
        assert allowed(problem, chosen)
        best = best_by_trying_all(problem, rules, Limits())
        assert worth_units(problem, rules, chosen) == best, seed


@pytest.mark.parametrize("block", range(10))
def test_pins_hold_within_limits_too(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        problem = pinned(random_problem(seed), seed)
        limits = random_limits(seed, problem)
        choice, best = choose(problem, RULES, limits), best_by_trying_all(problem, RULES, limits)
        assert (choice.units if choice else None) == best, seed
        assert possible(problem, RULES, limits) == (best is not None)
        if choice:
            assert problem.pinned <= choice.chosen
            assert choice.proven


def test_pins_that_no_choice_holds_are_said() -> None:
    with pytest.raises(QueryFailed, match="a > s with all other lines"):
        share_out(replace(PROBLEM, pinned=frozenset({("a", "s"), ("a", "t"), ("b", "s")})), RULES)


def test_fault_names_the_pin_that_a_limit_cannot_keep() -> None:
    problem = replace(PROBLEM, pinned=frozenset({("a", "s"), ("b", "t")}))
    said = fault(problem, RULES, Limits(most=1), str.upper)
    assert "A must go to S; B must go to T" in said
    assert "at most 1 organisations" in said


def test_a_pin_moves_the_others_and_says_that_it_must_hold() -> None:
    answer = ask(pins={("a", "t"): 1})
    assert pairs(answer) == [("a", "t")]
    assert "must hold" in answer.approaches[0].reason
    assert answer.gaps[0].reason == "whoever has a route is taken up with others: raise a capacity"


def test_who_must_lead_leads_though_another_is_stronger() -> None:
    asked = {"organizations": {"a": 2, "b": 1}, "targets": {"s": 1, "t": 2}}
    assert pairs(ask(**asked))[1:] == [("a", "t"), ("b", "t")]
    assert pairs(ask(**asked, pins={("b", "t"): 1}))[1:] == [("b", "t"), ("a", "t")]
    assert pairs(ask(**asked, pins={("a", "t"): 2}))[1:] == [("b", "t"), ("a", "t")]


def test_order_of_lines_without_pins_is_as_before() -> None:
    plan = planned(organizations={"a": 2, "b": 1}, targets={"s": 1, "t": 2})
    assert [pair[0] for pair in ordered(plan, plan.chosen, "t")] == ["a", "b"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"pins": {("a", "s"): 2}}, "S asks for no backup"),
        ({"pins": {("a", "s"): 1, ("a", "t"): 1}}, "A must go to 2 targets and can take 1"),
        ({"pins": {("a", "t"): 1, ("b", "t"): 1}}, "2 organisations must lead for T"),
        ({"pins": {("a", "s"): 1}, "off": frozenset({"a"})}, "but A is off"),
        ({"pins": {("a", "s"): 1}, "bans": frozenset({("a", "s")})}, "but a ban forbids it"),
        ({"pins": {("b", "s"): 1}}, "no route of at most 1 steps"),
        ({"pins": {("c", "s"): 1}}, "not among the organisations"),
        ({"pins": {("a", "c"): 1}}, "not among the targets"),
        (
            {
                "pins": {("a", "s"): 1},
                "speaks": {"a": frozenset({"en"})},
                "languages": {"s": frozenset({"fr"})},
            },
            "they share no language",
        ),
    ],
)
def test_pin_that_cannot_hold_says_why(options: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidQuestion, match=said):
        ask(**options)


def test_a_pin_without_a_route_holds_where_cold_approaches_may() -> None:
    assert ("b", "s") in pairs(ask(pins={("b", "s"): 1}, allow_cold=True))
