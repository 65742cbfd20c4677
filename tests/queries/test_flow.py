from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import QueryFailed
from queries.coalitions.flow import (
    UNIT,
    FlowProblem,
    FlowRules,
    Pair,
    share_out,
    worth,
    worth_units,
)
from queries.coalitions.selection_model import model, solve

RULES = FlowRules()
EVEN = FlowRules(even=True)


def random_problem(seed: int, most: int = 3) -> FlowProblem:
    """Give a small problem with caps, bars, second messengers, home countries and kept lines."""
    random = Random(seed)
    own = [f"o{number}" for number in range(random.randint(1, most))]
    targets = [f"t{number}" for number in range(random.randint(1, most))]
    benefits = {
        (organization, target): round(random.uniform(0.01, 0.95), 2)
        for organization in own
        for target in targets
        if random.random() < 0.8
    }
    return FlowProblem(
        {organization: random.randint(0, 3) for organization in own},
        {target: random.randint(1, 2) for target in targets},
        benefits,
        frozenset(pair for pair in benefits if random.random() < 0.3),
        frozenset(pair for pair in benefits if random.random() < 0.3),
    )


def allowed(problem: FlowProblem, chosen: frozenset[Pair]) -> bool:
    within_caps = all(
        sum(1 for own, _ in chosen if own == organization) <= capacity
        for organization, capacity in problem.capacities.items()
    )
    return within_caps and all(
        sum(1 for _, other in chosen if other == target) <= demand
        for target, demand in problem.demands.items()
    )


def best_by_trying_all(problem: FlowProblem, rules: FlowRules) -> float:
    pairs = sorted(problem.benefits)
    subsets = (
        frozenset(chosen) for size in range(len(pairs) + 1) for chosen in combinations(pairs, size)
    )
    return max(worth(problem, rules, one) for one in subsets if allowed(problem, one))


@pytest.mark.parametrize("seed", range(150))
def test_nothing_better_exists(seed: int) -> None:
    problem, rules = random_problem(seed), EVEN if seed % 2 else RULES
    chosen = share_out(problem, rules)
    assert allowed(problem, chosen)
    best = best_by_trying_all(problem, rules)
    assert worth(problem, rules, chosen) == pytest.approx(best, abs=1e-9)


@pytest.mark.parametrize("block", range(10))
def test_flow_equals_the_exact_solver(block: int) -> None:
    for seed in range(1000 + block * 60, 1060 + block * 60):
        problem, rules = random_problem(seed, most=7), EVEN if seed % 2 else RULES
        chosen = share_out(problem, rules)
        assert allowed(problem, chosen)
        if not chosen:
            continue
        asked = model(problem, rules)
        _, bound = solve(asked, len(asked.users) + len(asked.pairs), seconds=10)
        assert worth_units(problem, rules, chosen) == round(bound), seed


PROBLEMS = st.builds(random_problem, st.integers(0, 10**6), st.just(8))


@given(PROBLEMS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_caps_and_bars_are_never_broken(problem: FlowProblem, even: bool) -> None:
    chosen = share_out(problem, EVEN if even else RULES)
    assert allowed(problem, chosen)
    assert chosen <= set(problem.benefits)


@given(PROBLEMS)
@settings(max_examples=150, deadline=None)
def test_withdrawing_one_changes_only_lines_chained_to_its_own(problem: FlowProblem) -> None:
    before = share_out(replace(problem, kept=frozenset()), RULES)
    for gone in problem.capacities:
        left = replace(problem, capacities={**problem.capacities, gone: 0}, kept=before)
        after = share_out(left, RULES)
        changed = set(before ^ after)
        reached = {pair for pair in changed if pair[0] == gone}
        assert reached == {pair for pair in before if pair[0] == gone}
        while grown := {pair for pair in changed - reached if _touches(pair, reached)}:
            reached |= grown
        assert changed == reached


def _touches(pair: Pair, others: set[Pair]) -> bool:
    return any(pair[0] == own or pair[1] == target for own, target in others)


def test_a_kept_line_stays_unless_changing_gains_more_than_its_bonus() -> None:
    kept = frozenset({("a", "t")})
    near = FlowProblem({"a": 1, "b": 1}, {"t": 1}, {("a", "t"): 0.5, ("b", "t"): 0.59}, kept=kept)
    far = replace(near, benefits={("a", "t"): 0.5, ("b", "t"): 0.61})
    assert share_out(near, RULES) == kept
    assert share_out(far, RULES) == {("b", "t")}


def test_evenness_levels_loads_that_strength_would_pile_up() -> None:
    targets = [f"t{number}" for number in range(4)]
    benefits = {("a", one): 0.5 for one in targets} | {("b", one): 0.41 for one in targets}
    problem = FlowProblem({"a": 4, "b": 4}, dict.fromkeys(targets, 1), benefits)
    counts = {
        rules.even: sorted(Counter(own for own, _ in share_out(problem, rules)).values())
        for rules in (RULES, EVEN)
    }
    assert counts == {False: [4], True: [1, 3]}


def test_evenness_alone_leaves_no_backup_out() -> None:
    targets = [f"t{number}" for number in range(30)]
    benefits = {(own, one): 0.01 for own in ("a", "b") for one in targets}
    problem = FlowProblem({"a": 30, "b": 30}, dict.fromkeys(targets, 2), benefits)
    assert len(share_out(problem, EVEN)) == 60


def test_the_required_take_part_at_the_least_loss() -> None:
    benefits = {("a", "s"): 0.9, ("a", "t"): 0.8, ("b", "s"): 0.3, ("b", "t"): 0.1}
    problem = FlowProblem({"a": 2, "b": 1}, {"s": 1, "t": 1}, benefits)
    assert share_out(problem, RULES) == {("a", "s"), ("a", "t")}
    assert share_out(problem, RULES, frozenset({"b"})) == {("b", "s"), ("a", "t")}


def test_requiring_somebody_without_a_pair_fails_loudly() -> None:
    problem = FlowProblem({"a": 1, "b": 1}, {"t": 1}, {("a", "t"): 0.5})
    with pytest.raises(QueryFailed, match="uses all of b"):
        share_out(problem, RULES, frozenset({"b"}))


def test_worth_is_counted_in_whole_units() -> None:
    problem = FlowProblem({"a": 1}, {"t": 1}, {("a", "t"): 0.5}, frozenset({("a", "t")}))
    assert worth_units(problem, RULES, frozenset({("a", "t")})) == round(1.6 * UNIT)


@pytest.mark.parametrize("seed", range(30))
def test_order_of_input_does_not_matter(seed: int) -> None:
    problem = random_problem(seed)
    turned = FlowProblem(
        dict(reversed(list(problem.capacities.items()))),
        dict(reversed(list(problem.demands.items()))),
        dict(reversed(list(problem.benefits.items()))),
        problem.home,
        problem.kept,
    )
    assert share_out(problem, RULES) == share_out(turned, RULES)


def test_equal_choices_fall_to_the_first_by_id() -> None:
    problem = FlowProblem({"b": 1, "a": 1}, {"t": 1}, {("b", "t"): 0.5, ("a", "t"): 0.5})
    assert share_out(problem, RULES) == {("a", "t")}


def test_nobody_goes_twice_to_the_same_target() -> None:
    problem = FlowProblem({"a": 5}, {"t": 2}, {("a", "t"): 0.9})
    assert share_out(problem, RULES) == {("a", "t")}


def test_a_second_target_is_served_before_a_second_messenger() -> None:
    benefits = {("a", "s"): 0.2, ("a", "t"): 0.6, ("b", "t"): 0.6}
    problem = FlowProblem({"a": 1, "b": 1}, {"s": 1, "t": 2}, benefits)
    assert share_out(problem, RULES) == {("a", "s"), ("b", "t")}


def test_home_country_decides_between_near_equals() -> None:
    benefits = {("abroad", "t"): 0.50, ("home", "t"): 0.45}
    problem = FlowProblem({"abroad": 1, "home": 1}, {"t": 1}, benefits, frozenset({("home", "t")}))
    assert share_out(problem, RULES) == {("home", "t")}


def test_work_is_spread_where_it_costs_little() -> None:
    targets = ("t1", "t2")
    benefits = {(own, target): 0.5 for own in ("a", "b") for target in targets}
    chosen = share_out(FlowProblem({"a": 2, "b": 2}, dict.fromkeys(targets, 1), benefits), RULES)
    assert {own for own, _ in chosen} == {"a", "b"}
