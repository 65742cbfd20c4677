from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import MergedGraph, Relation
from graph.snapshot import Snapshot
from graph.strength import DEFAULT
from queries.robustness import LATER, critical_ties, robustness, scaled
from queries.route_question import RouteQuestion
from queries.routes import find_routes
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.graphs import SOURCE, TARGET, random_graph

SEEDS = st.integers(0, 10_000)


def ask(k: int = 3, hops: int | None = 4, **options: object) -> RouteQuestion:
    return RouteQuestion((SOURCE,), (TARGET,), DAY, k=k, max_hops=hops, **options)  # type: ignore[arg-type]  # passed on


def without(graph: MergedGraph, *ties: str) -> Snapshot:
    left = tuple(one for one in graph.ties if one.id not in ties)
    return Snapshot.build(replace(graph, ties=left))


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_each_loss_is_what_the_question_answers_without_it(seed: int) -> None:
    graph = random_graph(seed)
    answer = robustness(Snapshot.build(graph), ask())
    if answer.best is None:
        assert "nothing to lose" in answer.notes[0]
        return
    for hop, loss in zip(answer.best.hops, answer.steps, strict=True):
        ties = [tie for line in hop.evidence for tie in line.tie_ids]
        again = find_routes(without(graph, *ties), ask(k=1)).routes
        assert [one.cost for one in again] == ([loss.backup.cost] if loss.backup else [])
    for gone, loss in zip(answer.best.actors[1:-1], answer.people, strict=True):
        avoiding = ask(k=1, avoid=frozenset({gone.id}))
        again = find_routes(Snapshot.build(graph), avoiding).routes
        assert again[:1] == ((loss.backup,) if loss.backup else ())
    assert answer.survives_person == all(loss.backup for loss in answer.people)


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_it_survives_any_tie_exactly_if_a_route_is_left_without_each(seed: int) -> None:
    graph = random_graph(seed)
    answer = robustness(Snapshot.build(graph), ask())
    if answer.best is None:
        return
    ties = {t for hop in answer.best.hops for line in hop.evidence for t in line.tie_ids}
    left = [bool(find_routes(without(graph, one), ask(k=1)).routes) for one in sorted(ties)]
    assert answer.survives_tie == all(left)


def test_of_two_contacts_neither_alone_holds_the_step() -> None:
    ties = [contact(SOURCE, TARGET), contact(SOURCE, TARGET, DAY - timedelta(days=9))]
    graph = merged([ngo(SOURCE), person(TARGET)], ties)
    answer = robustness(Snapshot.build(graph), ask())
    assert answer.best is not None
    assert critical_ties(answer.best.hops[0]) == ()
    assert answer.survives_tie
    assert answer.steps[0].backup is None  # yet without both there is nothing


def test_ranks_under_other_half_lives_are_those_of_the_changed_rules() -> None:
    ties = [
        contact(SOURCE, "a", DAY - timedelta(days=360)),  # a meeting fades slowly
        contact("a", TARGET),
        contact(SOURCE, "b", DAY - timedelta(days=30), "email"),
        contact("b", TARGET),
    ]
    graph = merged([ngo(SOURCE), person("a"), person("b"), person(TARGET)], ties)
    answer = robustness(Snapshot.build(graph), ask())
    assert [one.route.actors[1].id for one in answer.ranking] == ["a", "b"]
    for factor, field in ((0.5, "rank_if_halved"), (2.0, "rank_if_doubled")):
        other = Snapshot.build(graph, scaled(DEFAULT, factor))
        order = [route.actors[1].id for route in find_routes(other, ask()).routes]
        told = {one.route.actors[1].id: getattr(one, field) for one in answer.ranking}
        assert told == {name: rank for rank, name in enumerate(order, 1)}
    assert {one.rank_if_halved for one in answer.ranking} == {1, 2}
    assert answer.ranking[0].rank_if_halved == 2  # the older meeting loses more


def test_it_says_how_long_the_best_stays_first() -> None:
    ties = [
        contact(SOURCE, "a", channel="email"),  # strong today, gone soon
        contact(SOURCE, "a", channel="email", of=("other",)),
        contact("a", TARGET),
        contact(SOURCE, "b", DAY - timedelta(days=300)),
        contact("b", TARGET),
    ]
    graph = merged([ngo(SOURCE), person("a"), person("b"), person(TARGET)], ties)
    snapshot = Snapshot.build(graph)
    answer = robustness(snapshot, ask())
    stays = []
    for days in LATER:
        later = replace(ask(k=1), as_of=DAY + timedelta(days=days))
        if (
            find_routes(snapshot, later).routes[0].actors
            != find_routes(snapshot, ask()).routes[0].actors
        ):
            break
        stays.append(days)
    assert answer.first_until == (stays[-1] if stays else None)
    assert answer.first_until != LATER[-1]


def test_a_meeting_that_would_change_the_first_is_named() -> None:
    ties = [
        contact(SOURCE, "a", DAY - timedelta(days=400)),
        contact("a", TARGET, DAY - timedelta(days=400)),
        contact(SOURCE, "b", DAY - timedelta(days=900)),
        contact("b", TARGET),
    ]
    graph = merged([ngo(SOURCE), person("a"), person("b"), person(TARGET)], ties)
    answer = robustness(Snapshot.build(graph), ask())
    assert [(one.rank, one.one.id, one.other.id) for one in answer.refreshed] == [(2, SOURCE, "b")]
    met = merged(graph.entities.values(), [*graph.ties, contact(SOURCE, "b", of=("new",))])
    again = find_routes(Snapshot.build(met), ask()).routes[0]
    assert again.actors[1].id == "b"
    assert again.score == pytest.approx(answer.refreshed[0].score, abs=1e-4)


def test_each_condition_that_costs_a_better_route_is_named() -> None:
    ties = [
        contact(SOURCE, "near"),
        contact("near", TARGET),
        contact(SOURCE, "far", channel="email"),
        contact("far", TARGET, channel="email"),
    ]
    graph = merged([ngo(SOURCE), person("near"), person("far"), person(TARGET)], ties)
    snapshot = Snapshot.build(graph)
    answer = robustness(snapshot, ask(avoid=frozenset({"near"})))
    assert [one.condition for one in answer.costly] == ["avoid near"]
    assert answer.costly[0].route == find_routes(snapshot, ask(k=1)).routes[0]
    assert (answer.costly[0].times_stronger or 0) > 1
    none = robustness(snapshot, ask(relations=frozenset({Relation.HOLDS})))
    assert none.best is None
    assert [one.condition for one in none.costly] == ["only some relations"]
