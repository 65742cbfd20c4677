"""Routes against an oracle that shares no code with them: networkx and the formulas, by hand."""

import math
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import networkx as nx
import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, MergedGraph, Tie
from graph.period import Period
from graph.snapshot import FORBIDDEN, Snapshot
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes, reach, reach_costs, routes_each
from tests.factories import DAY, body, contact, member, merged, ngo, person

HALF_LIVES = {"meeting": 365, "email": 180, "joint_letter": 730}
HOP = round(-math.log(0.9) * 1e6)


def random_graph(seed: int) -> tuple[MergedGraph, list[str], Random]:
    """Give up to nine actors with parallel contacts of several sources, some of equal strength."""
    random = Random(seed)
    names = [f"n{number}" for number in range(random.randint(4, 9))]
    ties: dict[str, Tie] = {}
    for _ in range(random.randint(4, 26)):
        a, b = random.sample(names, 2)
        made = contact(
            a,
            b,
            DAY - timedelta(days=random.choice((-30, 0, 0, 100, 400))),
            random.choice(sorted(HALF_LIVES)),
            of=(random.choice(("one", "two")),),
            intensity=random.choice((0.2, 0.5, 0.5, 0.8)),
            confidence=random.choice((None, 0.5)),
        )
        ties[made.id] = made
    entities = [
        ngo(name) if number % 3 == 0 else person(name) for number, name in enumerate(names)
    ]
    return merged(entities, ties.values()), names, random


def costs_by_hand(graph: MergedGraph, channels: set[str] | None) -> dict[frozenset[str], int]:
    """Weigh every pair from the formulas: decay, saturation, maximum in a source, noisy-or."""
    sums: dict[tuple[str, str, str, str], float] = defaultdict(float)
    for tie in graph.ties:
        channel, day = str(tie.role), tie.period.start
        assert day is not None
        if day > DAY or (channels is not None and channel not in channels):
            continue
        stated = dict(tie.qualifiers)
        worth = float(stated["intensity"]) * float(stated.get("confidence", "1"))
        decayed = worth * 2 ** (-(DAY - day).days / HALF_LIVES[channel])
        sums[tie.subject, tie.object, channel, tie.evidence[0].source] += decayed
    best: dict[frozenset[str], dict[str, float]] = defaultdict(dict)
    for (a, b, _, source), total in sums.items():
        of_pair = best[frozenset((a, b))]
        of_pair[source] = max(of_pair.get(source, 0.0), 1 - math.exp(-total))
    weighed = {}
    for pair, scores in best.items():
        together = 1 - math.prod(1 - score for score in scores.values())
        weighed[pair] = round(-math.log(min(max(together, 0.0005), 0.98)) * 1e6) + HOP
    return weighed


def oracle(
    weighed: dict[frozenset[str], int], names: list[str], avoid: set[str], hops: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """List every simple path from the first to the last actor, in the promised order."""
    graph = nx.Graph()
    graph.add_nodes_from(name for name in names if name not in avoid)
    for pair in weighed:
        a, b = sorted(pair)
        if not pair & avoid:
            graph.add_edge(a, b)
    paths = nx.all_simple_paths(graph, names[0], names[-1], cutoff=hops)
    found = []
    for path in paths:
        total = sum(weighed[frozenset(step)] for step in pairwise(path))
        found.append((total, len(path) - 1, tuple(path)))
    return sorted(found)


@pytest.mark.parametrize("seed", range(240))
def test_routes_equal_brute_force_in_cost_and_order(seed: int) -> None:
    graph, names, random = random_graph(seed)
    channels = random.choice((None, {"meeting"}, {"meeting", "email"}))
    avoid = set(random.sample(names[1:-1], random.choice((0, 0, 1))))
    hops, k = random.choice((1, 2, 3, 4, 5)), random.choice((1, 3, 10))
    question = RouteQuestion(
        (names[0],),
        (names[-1],),
        DAY,
        k=k,
        max_hops=hops,
        avoid=frozenset(avoid),
        channels=frozenset(channels) if channels else None,
    )
    answer = find_routes(Snapshot.build(graph), question)
    found = [
        (route.cost, len(route.hops), tuple(actor.id for actor in route.actors))
        for route in answer.routes
    ]
    assert found == oracle(costs_by_hand(graph, channels), names, avoid, hops)[:k]


@pytest.mark.parametrize("seed", range(20))
def test_order_of_ties_does_not_matter(seed: int) -> None:
    graph, names, random = random_graph(seed)
    shuffled = list(graph.ties)
    random.shuffle(shuffled)
    turned = MergedGraph(graph.entities, tuple(shuffled), graph.sources, graph.level, graph.head)
    question = RouteQuestion((names[0],), (names[-1],), DAY, k=10)
    answers = [find_routes(Snapshot.build(one), question) for one in (graph, turned)]
    assert answers[0] == answers[1]


def committee(kind: Classification, size: int) -> Snapshot:
    """Give us, a colleague and a target who share only one body."""
    names = [f"m{number}" for number in range(size)]
    ties = [contact("ours", "m0"), *(member(name, "body") for name in names)]
    entities = [ngo("ours"), body("body", kind), *(person(name) for name in names)]
    return Snapshot.build(merged(entities, ties))


def test_committee_is_no_way_through() -> None:
    snapshot = committee(Classification.COMMITTEE, 10)
    answer = find_routes(snapshot, RouteQuestion(("ours",), ("m1",), DAY))
    assert answer.routes == ()
    assert [one.near.id for one in answer.introductions]
    assert answer.searched.near_count >= 1


def test_small_body_ties_its_members_with_one_over_its_size() -> None:
    snapshot = committee(Classification.DELEGATION, 10)
    (route,) = find_routes(snapshot, RouteQuestion(("ours",), ("m1",), DAY, k=1)).routes
    assert route.hops[1].score == pytest.approx(0.1)
    via = route.hops[1].evidence[0].via
    assert via is not None
    assert via.id == "body"


def test_large_body_ties_nobody() -> None:
    snapshot = committee(Classification.DELEGATION, 61)
    assert find_routes(snapshot, RouteQuestion(("ours",), ("m1",), DAY)).routes == ()


def test_every_hop_opens_to_its_arithmetic_and_evidence() -> None:
    day = DAY - timedelta(days=365)
    graph = merged([ngo("ours"), person("ada")], [contact("ours", "ada", day)])
    question = RouteQuestion(("ours",), ("ada",), DAY)
    (route,) = find_routes(Snapshot.build(graph), question).routes
    line = route.hops[0].evidence[0]
    assert (line.age_days, line.evidence_day) == (365, day)
    assert line.score == pytest.approx(1 - math.exp(-0.7 * 0.5))
    assert "0.70" in line.arithmetic
    assert "0.50" in line.arithmetic
    assert line.sources
    assert line.holder is not None
    assert line.holder.id == "ours"


def test_contact_after_the_day_asked_about_does_not_count() -> None:
    graph = merged([ngo("ours"), person("ada")], [contact("ours", "ada", DAY)])
    before = RouteQuestion(("ours",), ("ada",), DAY - timedelta(days=1))
    assert find_routes(Snapshot.build(graph), before).routes == ()


def test_membership_that_has_ended_is_no_tie() -> None:
    gone = member("ada", "body", period=Period.between(date(2020, 1, 1), date(2025, 1, 1)))
    graph = merged(
        [ngo("ours"), person("ada"), person("ben"), body("body", Classification.DELEGATION)],
        [contact("ours", "ben"), member("ben", "body"), gone],
    )
    question = RouteQuestion(("ours",), ("ada",), DAY)
    assert find_routes(Snapshot.build(graph), question).routes == ()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"targets": ("nobody",)}, UnknownEntity),
        ({"targets": ("ours",)}, InvalidQuestion),
        ({"max_hops": 0}, InvalidQuestion),
        ({"max_hops": 7}, InvalidQuestion),
        ({"k": 0}, InvalidQuestion),
        ({"sources": ()}, InvalidQuestion),
        ({"avoid": frozenset({"ada"})}, InvalidQuestion),
    ],
)
def test_question_that_makes_no_sense_is_refused(
    change: dict[str, object], error: type[Exception]
) -> None:
    graph = merged([ngo("ours"), person("ada")], [contact("ours", "ada")])
    asked: dict[str, object] = {"sources": ("ours",), "targets": ("ada",), "as_of": DAY, **change}
    with pytest.raises(error):
        find_routes(Snapshot.build(graph), RouteQuestion(**asked))  # type: ignore[arg-type]  # varied


def bridges() -> Snapshot:
    """Give a short way to the target by ada, and a longer one by ben and cleo."""
    ties = [contact("ours", "ada"), contact("ada", "zoe"), contact("ours", "ben")]
    ties += [contact("ben", "cleo"), contact("cleo", "zoe")]
    names = ("ada", "ben", "cleo", "zoe")
    return Snapshot.build(merged([ngo("ours"), *(person(name) for name in names)], ties))


def ways(snapshot: Snapshot, question: RouteQuestion) -> list[tuple[str, ...]]:
    routes = find_routes(snapshot, question).routes
    return [tuple(actor.id for actor in route.actors) for route in routes]


def test_route_passes_one_of_those_it_must() -> None:
    question = RouteQuestion(("ours",), ("zoe",), DAY, via=frozenset({"cleo", "ben"}))
    assert ways(bridges(), question) == [("ours", "ben", "cleo", "zoe")]


def test_route_that_can_pass_nobody_named_says_what_would_help() -> None:
    question = RouteQuestion(("ours",), ("zoe",), DAY, max_hops=2, via=frozenset({"cleo"}))
    answer = find_routes(bridges(), question)
    assert answer.routes == ()
    assert "without that condition there is one" in answer.notes[0]


def test_body_that_must_be_passed_may_stand_in_the_middle() -> None:
    ties = [contact("ours", "council"), contact("council", "zoe"), contact("ours", "zoe")]
    entities = [ngo("ours"), body("council", Classification.INSTITUTION), person("zoe")]
    snapshot = Snapshot.build(merged(entities, ties))
    question = RouteQuestion(("ours",), ("zoe",), DAY, via=frozenset({"council"}))
    assert ways(snapshot, question) == [("ours", "council", "zoe")]
    assert ways(snapshot, RouteQuestion(("ours",), ("zoe",), DAY)) == [("ours", "zoe")]


def test_route_without_limit_may_be_of_any_length() -> None:
    names = [f"p{number}" for number in range(9)]
    ties = [contact("ours", "p0"), *(contact(a, b) for a, b in pairwise(names))]
    snapshot = Snapshot.build(merged([ngo("ours"), *(person(name) for name in names)], ties))
    question = RouteQuestion(("ours",), ("p8",), DAY, max_hops=6)
    assert ways(snapshot, question) == []
    question = RouteQuestion(("ours",), ("p8",), DAY, max_hops=None)
    assert ways(snapshot, question) == [("ours", *names)]


@pytest.mark.parametrize(
    ("via", "change"),
    [
        ("ada", {"max_hops": 1}),
        ("ada", {"avoid": frozenset({"ada"})}),
        ("ours", {}),
        ("zoe", {}),
    ],
)
def test_condition_that_cannot_be_met_is_refused(via: str, change: dict[str, object]) -> None:
    asked: dict[str, object] = {"sources": ("ours",), "targets": ("zoe",), "as_of": DAY, **change}
    with pytest.raises(InvalidQuestion):
        find_routes(bridges(), RouteQuestion(**asked, via=frozenset({via})))  # type: ignore[arg-type]  # varied


@pytest.mark.parametrize("seed", range(60))
def test_costs_of_pairs_are_those_of_their_best_routes(seed: int) -> None:
    graph, names, random = random_graph(seed)
    snapshot, hops = Snapshot.build(graph), random.choice((1, 2, 3, 4))
    sources, targets = names[:2], names[2:]
    asked = (snapshot, sources, targets, DAY, hops)
    found = reach(*asked)
    costs = {
        (source, target): cost
        for source, row in zip(sources, reach_costs(*asked).tolist(), strict=True)
        for target, cost in zip(targets, row, strict=True)
        if cost < FORBIDDEN
    }
    assert costs == {pair: route.cost for pair, route in found.items()}


def test_each_target_gets_its_own_routes_and_whoever_has_none_is_named() -> None:
    ties = [contact("us", "a"), contact("a", "near"), contact("near", "far"), contact("us", "b")]
    ties.append(contact("b", "near", DAY - timedelta(days=400)))
    people = [ngo("us"), *map(person, ("a", "b", "near", "far", "alone"))]
    snapshot = Snapshot.build(merged(people, ties))
    question = RouteQuestion(("us",), ("far", "alone", "near"), DAY, k=1)
    answer = routes_each(snapshot, question)
    chains = [[one.id for one in route.actors] for route in answer.routes]
    assert chains == [["us", "a", "near", "far"], ["us", "a", "near"]]
    assert answer.notes == ("No route reaches Alone.",)
    alone = find_routes(snapshot, replace(question, targets=("near",), k=2)).routes
    assert routes_each(snapshot, replace(question, targets=("near",), k=2)).routes == alone
