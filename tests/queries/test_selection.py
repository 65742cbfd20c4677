from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from graph.errors import InvalidQuestion, QueryFailed
from queries.coalitions.flow import FlowProblem, FlowRules, share_out, worth_units
from queries.coalitions.selection import Limits, Need, choose, possible
from queries.coalitions.selection_faults import check_limits, fault
from tests.queries.test_flow import allowed, random_problem

RULES = FlowRules()
BENEFITS = {
    ("a", "s"): 0.9,
    ("a", "t"): 0.8,
    ("b", "s"): 0.6,
    ("b", "t"): 0.5,
    ("c", "t"): 0.4,
}
PROBLEM = FlowProblem({"a": 1, "b": 2, "c": 1}, {"s": 1, "t": 1}, BENEFITS)


def random_limits(seed: int, problem: FlowProblem) -> Limits:
    random = Random(seed)
    owns = sorted(problem.capacities)
    members = frozenset(own for own in owns if random.random() < 0.7)
    return Limits(
        most=random.choice([None, 1, 2]),
        needs=(Need("net", members, random.randint(1, 2)),) if random.random() < 0.5 else (),
        apart=((owns[0], owns[-1]),) if len(owns) > 1 and random.random() < 0.5 else (),
    )


def best_by_trying_all(problem: FlowProblem, limits: Limits) -> int | None:
    pairs = sorted(problem.benefits)
    sets = (
        frozenset(chosen) for size in range(len(pairs) + 1) for chosen in combinations(pairs, size)
    )
    worths = (
        worth_units(problem, RULES, one)
        for one in sets
        if allowed(problem, one) and limits.hold(frozenset(own for own, _ in one))
    )
    return max(worths, default=None)


@pytest.mark.parametrize("block", range(12))
def test_choice_within_limits_is_the_best_of_all(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        problem = random_problem(seed)
        limits = random_limits(seed, problem)
        choice, best = choose(problem, RULES, limits), best_by_trying_all(problem, limits)
        assert (choice.units if choice else None) == best, seed
        assert possible(problem, RULES, limits) == (best is not None)
        if choice:
            assert choice.proven
            assert allowed(problem, choice.chosen)
            assert limits.hold(frozenset(own for own, _ in choice.chosen))
            assert choice.units == worth_units(problem, RULES, choice.chosen)


@pytest.mark.parametrize("seed", range(20))
def test_without_limits_the_flow_answers(seed: int) -> None:
    problem = random_problem(seed, most=6)
    choice = choose(problem, RULES)
    assert choice is not None
    assert choice.chosen == share_out(problem, RULES)


def test_few_organisations_share_what_many_did() -> None:
    choice = choose(PROBLEM, RULES, Limits(most=1))
    assert choice is not None
    assert choice.chosen == {("b", "s"), ("b", "t")}


def test_a_need_sends_a_member_who_would_not_have_gone() -> None:
    choice = choose(PROBLEM, RULES, Limits(needs=(Need("net", frozenset({"c"}), 1),)))
    assert choice is not None
    assert choice.chosen == {("a", "s"), ("c", "t")}


def test_those_kept_apart_never_both_take_part() -> None:
    choice = choose(PROBLEM, RULES, Limits(apart=(("a", "b"),)))
    assert choice is not None
    assert choice.chosen == {("a", "s"), ("c", "t")}


def test_order_of_input_does_not_matter_within_limits() -> None:
    turned = replace(PROBLEM, benefits=dict(reversed(list(BENEFITS.items()))))
    assert choose(turned, RULES, Limits(most=1)) == choose(PROBLEM, RULES, Limits(most=1))


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(most=0), "Expected 1 or more"),
        (Limits(seconds=0), "seconds"),
        (Limits(apart=(("a", "a"),)), "A cannot be kept apart from itself"),
        (Limits(needs=(Need("net", frozenset("abc"), 0),)), "net are needed. Expected 1"),
        (Limits(needs=(Need("net", frozenset("ax"), 2),)), "only 1 are known"),
        (Limits(most=1, needs=(Need("net", frozenset("ab"), 2),)), "net and at most 1"),
    ],
)
def test_limit_that_contradicts_itself_is_named(limits: Limits, said: str) -> None:
    with pytest.raises(InvalidQuestion, match=said):
        check_limits(limits, frozenset("abc"), str.upper)


def test_fault_names_members_who_may_not_go() -> None:
    limits = Limits(needs=(Need("net", frozenset("ax"), 2),))
    assert "only 1 of them may approach" in fault(PROBLEM, RULES, limits, str.upper)


def test_fault_names_every_limit_whose_change_would_help() -> None:
    both = Limits(needs=(Need("net", frozenset("ab"), 2),), apart=(("a", "b"), ("a", "c")))
    assert choose(PROBLEM, RULES, both) is None
    said = fault(PROBLEM, RULES, both, str.upper)
    assert "at least 2 of net; A apart from B." in said
    assert "apart from C" not in said


def test_fault_says_when_only_several_changes_help() -> None:
    need = Need("net", frozenset("abc"), 3)
    limits = Limits(needs=(need,), apart=(("a", "b"),), most=2)
    said = fault(PROBLEM, RULES, replace(limits, needs=(need, need)), str.upper)
    assert "at most 2 organisations" in said
    assert "Changing several of these" in said


@pytest.mark.parametrize("block", range(4))
def test_choice_without_time_keeps_every_limit_and_says_what_no_choice_exceeds(
    block: int,
) -> None:
    for seed in range(block * 15, block * 15 + 15):
        problem = random_problem(seed)
        limits = replace(random_limits(seed, problem), seconds=1e-9)
        best = best_by_trying_all(problem, limits)
        try:
            choice = choose(problem, RULES, limits)
        except QueryFailed:
            continue  # nothing found is told, never made up
        if choice is None:
            assert best is None
            continue
        assert allowed(problem, choice.chosen)
        assert limits.hold(frozenset(own for own, _ in choice.chosen))
        assert best is not None
        assert choice.units <= best <= choice.bound


def test_choice_without_time_takes_whoever_does_most_where_all_may_go() -> None:
    choice = choose(PROBLEM, RULES, Limits(most=1, seconds=1e-9))
    assert choice is not None
    assert choice.chosen == {("a", "s")}
    assert choice.bound == worth_units(PROBLEM, RULES, share_out(PROBLEM, RULES))
    assert not choice.proven
