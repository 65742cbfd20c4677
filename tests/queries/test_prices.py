import pytest

from graph.errors import QueryFailed
from queries.coalitions import prices as pricing
from queries.coalitions.flow import FlowProblem, FlowRules
from queries.coalitions.selection import Choice, Limits
from queries.results import Assignment
from tests.queries.test_coalition import ask


def priced(answer: Assignment) -> dict[str, float | None]:
    return {price.organization.id: price.worth for price in answer.prices}


def test_prices_are_given_only_when_asked_for() -> None:
    assert ask().prices == ()


@pytest.mark.parametrize("even", [False, True])
@pytest.mark.parametrize("capacities", [{"a": 1}, {"a": 1, "b": 1}, {"a": 2, "b": 1}])
def test_price_is_what_asking_again_with_one_more_slot_gains(
    capacities: dict[str, int], even: bool
) -> None:
    question: dict[str, object] = {"targets": {"s": 2, "t": 2}, "rules": FlowRules(even=even)}
    first = ask(organizations=capacities, prices=True, **question)
    full = [own.id for own, given, capacity in first.load if given == capacity]
    assert full
    assert list(priced(first)) == full
    for own, worth in priced(first).items():
        more = ask(organizations={**capacities, own: capacities[own] + 1}, **question)
        assert worth == pytest.approx(more.objective - first.objective, abs=1e-9)


def test_price_names_whom_the_slot_would_reach() -> None:
    (price,) = ask(organizations={"a": 1, "b": 0}, prices=True).prices
    assert price.capacity == 1
    assert [target.id for target in price.takes] == ["t"]
    assert price.worth is not None
    assert price.worth > 1


def test_slot_that_nobody_needs_is_worth_nothing() -> None:
    answer = ask(organizations={"a": 1, "b": 0}, targets={"s": 1}, prices=True)
    assert priced(answer) == {"a": 0.0}


def test_price_without_a_solution_in_time_is_not_known_and_costs_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A solver that is out of time cannot be had at will, so it is played.
    parts = []

    def out_of_time(problem: FlowProblem, rules: FlowRules, limits: Limits) -> Choice:
        parts.append(limits.seconds)
        raise QueryFailed("No assignment was found.")

    monkeypatch.setattr(pricing, "choose", out_of_time)
    answer = ask(prices=True, limits=Limits(seconds=6.0))
    assert priced(answer) == {"a": None, "b": None}
    assert [price.takes for price in answer.prices] == [(), ()]
    assert parts == [3.0, 3.0]
