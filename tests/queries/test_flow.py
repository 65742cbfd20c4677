from itertools import combinations
from random import Random

import pytest

from queries.flow import FlowProblem, FlowRules, Pair, share_out, worth

RULES = FlowRules()


def random_problem(seed: int) -> FlowProblem:
    """Give a small problem with caps, bars, second messengers and home countries."""
    random = Random(seed)
    own = [f"o{number}" for number in range(random.randint(1, 3))]
    targets = [f"t{number}" for number in range(random.randint(1, 3))]
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


def best_by_trying_all(problem: FlowProblem) -> float:
    pairs = sorted(problem.benefits)
    subsets = (
        frozenset(chosen) for size in range(len(pairs) + 1) for chosen in combinations(pairs, size)
    )
    return max(worth(problem, RULES, one) for one in subsets if allowed(problem, one))


@pytest.mark.parametrize("seed", range(150))
def test_nothing_better_exists(seed: int) -> None:
    problem = random_problem(seed)
    chosen = share_out(problem, RULES)
    assert allowed(problem, chosen)
    assert worth(problem, RULES, chosen) == pytest.approx(best_by_trying_all(problem), abs=1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_order_of_input_does_not_matter(seed: int) -> None:
    problem = random_problem(seed)
    turned = FlowProblem(
        dict(reversed(list(problem.capacities.items()))),
        dict(reversed(list(problem.demands.items()))),
        dict(reversed(list(problem.benefits.items()))),
        problem.home,
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
