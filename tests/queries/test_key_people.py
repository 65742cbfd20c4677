from datetime import timedelta
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from graph.strength import Ints
from queries.coalitions.key_people import KeyPeopleQuestion, greedy, key_people
from queries.routing.routes import RouteQuestion, find_routes
from tests.factories import DAY, contact, merged, ngo, person

VALUES = st.tuples(st.integers(1, 7), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 9))
)


@settings(max_examples=200, deadline=None)
@given(values=VALUES, most=st.integers(1, 4))
def test_the_greedy_set_is_good_and_its_bound_holds(values: Ints, most: int) -> None:
    chosen, worth, bound = greedy(values, most)
    rows = range(len(values))
    best = max(
        int(values[list(choice)].max(axis=0).sum())
        for choice in combinations(rows, min(most, len(values)))
    )
    assert worth == (int(values[list(chosen)].max(axis=0).sum()) if chosen else 0)
    assert worth <= best <= bound
    assert worth >= (1 - 1 / np.e) * best - 1e-9


def snapshot() -> Snapshot:
    ties = [
        contact("us", "near"),
        contact("us", "far", intensity=0.3),
        contact("near", "t1"),
        contact("near", "t2"),
        contact("far", "t3"),
        contact("us", "t4", intensity=0.1),
    ]
    people = [person(name) for name in ("near", "far", "t1", "t2", "t3", "t4", "alone")]
    return Snapshot.build(merged([ngo("us"), *people], ties))


def ask(
    *candidates: str, most: int = 2, audience: tuple[str, ...] = ("t1", "t2", "t3", "t4")
) -> KeyPeopleQuestion:
    return KeyPeopleQuestion(("us",), candidates, audience, DAY, most, max_hops=1, pull_hops=1)


def test_worth_is_access_times_pull_summed_over_the_audience() -> None:
    answer = key_people(snapshot(), ask("near"))

    def score(source: str, target: str) -> float:
        question = RouteQuestion((source,), (target,), DAY, k=1, max_hops=1)
        return find_routes(snapshot(), question).routes[0].score

    expected = score("us", "near") * (score("near", "t1") + score("near", "t2"))
    assert answer.worth == pytest.approx(expected, abs=1e-5)
    assert answer.people[0].access == pytest.approx(score("us", "near"), abs=1e-6)
    assert [each.id for each in answer.people[0].speaks_to] == ["t1", "t2"]


def test_people_come_in_the_order_in_which_they_add_most() -> None:
    answer = key_people(snapshot(), ask("near", "far", "t4", "alone", most=4))
    assert [one.person.id for one in answer.people] == ["near", "far", "t4"]
    assert [one.adds for one in answer.people] == sorted(
        (one.adds for one in answer.people), reverse=True
    )
    assert answer.unreached == 1


def test_a_member_of_the_audience_speaks_for_itself() -> None:
    answer = key_people(snapshot(), ask("t4"))
    assert answer.worth == pytest.approx(answer.people[0].access, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_worth_of_one_is_that_of_its_best_routes_to_everybody(seed: int) -> None:
    random = Random(seed)
    names = [f"p{number}" for number in range(random.randint(1, 9))]
    ties = [
        contact(*pair, DAY - timedelta(days=random.randrange(900)))
        for pair in combinations(["us", *names], 2)
        if random.random() < 0.4
    ]
    graph = Snapshot.build(merged([ngo("us"), *map(person, names)], ties))
    audience = tuple(random.sample(names, random.randint(1, len(names))))

    def score(source: str, target: str) -> float:
        question = RouteQuestion((source,), (target,), DAY, k=1, max_hops=2)
        found = find_routes(graph, question).routes
        return found[0].score if found else 0.0

    for name in names:
        question = KeyPeopleQuestion(("us",), (name,), audience, DAY, 1, max_hops=2)
        pull = sum(1.0 if one == name else score(name, one) for one in audience)
        assert key_people(graph, question).worth == pytest.approx(
            score("us", name) * pull, abs=1e-5
        )
    together = KeyPeopleQuestion(("us",), tuple(names), audience, DAY, len(names), max_hops=2)
    best = [
        max(score("us", p) * (1.0 if p == one else score(p, one)) for p in names)
        for one in audience
    ]
    assert key_people(graph, together).worth == pytest.approx(sum(best), abs=1e-4)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (ask("near", most=0), "expected 1 or more"),
        (ask("near", audience=()), "audience is empty"),
        (ask(), "at least one source and one target"),
        (ask("us"), "both a source and a target"),
    ],
)
def test_what_cannot_be_asked_is_told(question: KeyPeopleQuestion, told: str) -> None:
    with pytest.raises(InvalidQuestion, match=told):
        key_people(snapshot(), question)
