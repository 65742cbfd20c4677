from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Classification, MergedGraph, Relation, Tie
from graph.period import Period
from graph.snapshot import Snapshot
from graph.strength import DEFAULT, scaled
from queries.routing.question import RouteQuestion
from queries.routing.robustness import LATER, critical_ties, robustness
from queries.routing.routes import find_routes
from tests.factories import DAY, body, contact, member, merged, ngo, person
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


def test_a_seat_that_the_backup_needs_too_is_not_survived() -> None:
    seats = [member(name, "droi") for name in ("a", "c", TARGET)]
    met = [contact(SOURCE, "a"), contact(SOURCE, "a", DAY - timedelta(days=9))]
    people = [ngo(SOURCE), *map(person, ("a", "c", TARGET))]
    graph = merged([*people, body("droi", Classification.DELEGATION)], [*met, *seats])
    answer = robustness(Snapshot.build(graph), ask())
    assert answer.steps[1].backup is not None  # by c, who sits there too
    left = [bool(find_routes(without(graph, one.id), ask(k=1)).routes) for one in graph.ties]
    assert not all(left)
    assert not answer.survives_tie
    more = merged(graph.entities.values(), [*graph.ties, contact("a", TARGET, of=("other",))])
    assert robustness(Snapshot.build(more), ask()).survives_tie


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


def aged(graph: MergedGraph, one: str, other: str, days: int) -> MergedGraph:
    """Give the graph with every contact between two so many days older."""

    def older(each: Tie) -> Tie:
        start = each.period.start
        if {each.subject, each.object} != {one, other} or start is None:
            return each
        return replace(each, period=Period.on(start - timedelta(days=days)))

    return replace(graph, ties=tuple(older(each) for each in graph.ties))


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_the_contacts_may_be_exactly_so_old(seed: int) -> None:
    graph = random_graph(seed)
    answer = robustness(Snapshot.build(graph), ask())
    if answer.best is None:
        return
    stale = answer.stale
    assert stale is not None  # there are only contacts here
    chain = [one.id for one in answer.best.actors]

    def first(days: int) -> list[str]:
        made = aged(graph, stale.one.id, stale.other.id, days)
        (route,) = find_routes(Snapshot.build(made), ask(k=1)).routes
        return [one.id for one in route.actors]

    if stale.second_from is None:
        assert first(36_000) == chain
        return
    days = (stale.last - stale.second_from).days
    assert first(days) != chain
    assert first(days - 1) == chain


def apart(ties: list[Tie]) -> list[Tie]:
    """Give each tie an id of its own, whoever states it."""
    return [replace(one, id=f"{one.id}:{one.evidence[0].source}") for one in ties]


def test_parallel_ties_of_other_sources_keep_an_old_contact_going() -> None:
    ties = [
        contact(SOURCE, "a", DAY - timedelta(days=30)),
        contact(SOURCE, "a", DAY - timedelta(days=50), "email", of=("other",)),
        contact(SOURCE, "b", DAY - timedelta(days=800)),
        *(contact(one, TARGET, of=(source,)) for one in "ab" for source in ("one", "two")),
    ]
    graph = merged([ngo(SOURCE), *map(person, ("a", "b", TARGET))], apart(ties))
    stale = robustness(Snapshot.build(graph), ask()).stale
    assert stale is not None
    assert stale.second_from is not None
    assert stale.last == DAY - timedelta(days=30)
    days = (stale.last - stale.second_from).days
    for older, expected in ((days, "b"), (days - 1, "a")):
        made = aged(graph, SOURCE, "a", older)
        assert find_routes(Snapshot.build(made), ask(k=1)).routes[0].actors[1].id == expected


def test_a_step_without_contacts_cannot_grow_old() -> None:
    ties = [contact(SOURCE, "a"), member("a", "droi"), member(TARGET, "droi")]
    people = [ngo(SOURCE), person("a"), person(TARGET), body("droi", Classification.DELEGATION)]
    crowd = [member(f"c{number}", "droi") for number in range(5)]
    people += [person(one.subject) for one in crowd]
    answer = robustness(Snapshot.build(merged(people, [*ties, *crowd])), ask(hops=2))
    assert answer.best is not None
    assert answer.stale is None


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


def test_a_meeting_that_makes_the_first_stronger_too_is_not_named() -> None:
    ties = [
        contact(SOURCE, "x", DAY - timedelta(days=900)),
        *(contact("x", "a"), contact("a", TARGET)),
        *(contact("x", "b", DAY - timedelta(days=30)), contact("b", TARGET)),
    ]
    graph = merged([ngo(SOURCE), *map(person, ("x", "a", "b", TARGET))], ties)
    answer = robustness(Snapshot.build(graph), ask())
    assert len(answer.ranking) == 2
    assert answer.refreshed == ()


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_after_each_meeting_that_is_named_another_route_is_first(seed: int) -> None:
    graph = random_graph(seed)
    answer = robustness(Snapshot.build(graph), ask())
    named = {frozenset((one.one.id, one.other.id)): one for one in answer.refreshed}
    for one in answer.ranking[1:]:
        hop = one.route.hops[one.route.weakest]
        met = contact(hop.tail.id, hop.head.id, of=("new",))
        again = merged(graph.entities.values(), [*graph.ties, replace(met, id="met")])
        (first,) = find_routes(Snapshot.build(again), ask(k=1)).routes
        told = named.get(frozenset((hop.tail.id, hop.head.id)))
        assert (told is not None) == (first.actors != answer.ranking[0].route.actors)
        if told:
            assert told.score == pytest.approx(first.score, rel=2e-6)  # whole micro-nats a step


def test_a_meeting_is_not_named_where_meetings_do_not_count() -> None:
    ties = [
        contact(SOURCE, "a", channel="email"),
        contact("a", TARGET, channel="email"),
        contact(SOURCE, "b", DAY - timedelta(days=300), channel="email"),
        contact("b", TARGET, channel="email"),
    ]
    graph = merged([ngo(SOURCE), person("a"), person("b"), person(TARGET)], ties)
    snapshot = Snapshot.build(graph)
    assert robustness(snapshot, ask()).refreshed
    assert robustness(snapshot, ask(channels=frozenset({"email"}))).refreshed == ()


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
    assert [one.condition for one in answer.costly] == ["avoid Near"]
    assert answer.costly[0].route == find_routes(snapshot, ask(k=1)).routes[0]
    assert (answer.costly[0].times_stronger or 0) > 1
    none = robustness(snapshot, ask(relations=frozenset({Relation.HOLDS})))
    assert none.best is None
    assert [one.condition for one in none.costly] == ["only the relations HOLDS"]
