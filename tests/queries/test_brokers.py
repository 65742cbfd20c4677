import math

import pytest

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import Snapshot
from graph.strength import score
from queries.measures.brokers import BrokersAnswer, brokers
from queries.measures.our_reach import ReachQuestion
from tests.factories import DAY, contact, merged, ngo, person
from tests.queries.networks import as_networkx, best_by_hand, random_network, without

ENTITIES = [ngo("us"), *(person(name) for name in ("near", "far", "only", "s", "t"))]
TIES = [
    contact("us", "near", intensity=0.8),
    contact("near", "s", intensity=0.8),
    contact("us", "far", intensity=0.2),
    contact("far", "s", intensity=0.2),
    contact("near", "only", intensity=0.5),
    contact("only", "t", intensity=0.5),
]


def ask(targets: str = "st", pivots: int | None = None) -> BrokersAnswer:
    snapshot = Snapshot.build(merged(ENTITIES, TIES))
    return brokers(snapshot, ReachQuestion(("us",), tuple(targets), DAY), pivots)


def test_a_broker_stands_on_the_best_routes_and_is_missed() -> None:
    near, only = ask().brokers
    assert (near.actor.id, near.pairs, near.share, near.cut_off) == ("near", 2, 1.0, 1)
    assert (only.actor.id, only.pairs, only.share, only.cut_off) == ("only", 1, 0.5, 1)
    assert only.times_weaker is None


def test_without_a_broker_the_next_best_route_is_named_with_its_ratio() -> None:
    lost, weaker = ask().brokers[0].losses
    assert (lost.target.id, lost.without, lost.replacement) == ("t", None, ())
    assert [one.id for one in weaker.replacement] == ["us", "far", "s"]
    strong, weak = (1 - math.exp(-value) for value in (0.8, 0.2))
    assert weaker.times_weaker == pytest.approx((strong / weak) ** 2, rel=1e-5)
    assert weaker.score == pytest.approx((0.9 * strong) ** 2, rel=1e-5)


def test_pairs_are_counted_by_what_they_need() -> None:
    answer = ask()
    assert (answer.pairs, answer.reached, answer.direct) == (2, 2, 0)


def test_the_first_brokers_are_the_same_if_fewer_are_asked_for() -> None:
    snapshot = Snapshot.build(merged(ENTITIES, TIES))
    first = brokers(snapshot, ReachQuestion(("us",), ("s", "t"), DAY), most=1)
    assert (first.found, first.brokers) == (2, ask().brokers[:1])


def test_betweenness_comes_only_if_asked_for() -> None:
    assert {one.betweenness for one in ask().brokers} == {None}
    # Of the ten pairs of the five others, seven: all but us-far, far-s and only-t.
    assert ask(pivots=0).brokers[0].betweenness == pytest.approx(0.7)


@pytest.mark.parametrize("seed", range(60))
def test_brokers_equal_brute_force(seed: int) -> None:
    graph, ours, others = random_network(seed)
    snapshot, targets = Snapshot.build(graph), others[-3:]
    network = as_networkx(snapshot)
    best = {
        (a, b): cost
        for a in ours
        for b in targets
        if (cost := best_by_hand(network, a, b, 3)) is not None
    }
    question = ReachQuestion(tuple(ours), tuple(targets), DAY)
    if not best:
        with pytest.raises(InvalidQuestion, match="None of the 2 of ours has a route"):
            brokers(snapshot, question)
        return
    answer = brokers(snapshot, question)
    assert answer.reached == len(best)
    for one in answer.brokers:
        left = without(network, one.actor.id)
        assert one.pairs == len(one.losses)
        for loss in one.losses:
            pair = loss.source.id, loss.target.id
            after = best_by_hand(left, *pair, 3)
            assert loss.score == score(best[pair])
            assert loss.without == (None if after is None else score(after))
            assert one.actor.id in {each.id for each in loss.route[1:-1]}
            assert one.actor.id not in {each.id for each in loss.replacement}


@pytest.mark.parametrize("seed", range(20))
def test_every_pair_that_would_suffer_is_listed_with_whoever_it_needs(seed: int) -> None:
    graph, ours, others = random_network(seed)
    snapshot, target = Snapshot.build(graph), others[-1]
    network = as_networkx(snapshot)
    if best_by_hand(network, ours[0], target, 3) is None:
        return
    answer = brokers(snapshot, ReachQuestion((ours[0],), (target,), DAY))
    told = {one.actor.id for one in answer.brokers}
    now = best_by_hand(network, ours[0], target, 3)
    needed = {
        name
        for name in (*ours[1:], *others[:-1])
        if best_by_hand(without(network, name), ours[0], target, 3) != now
    }
    assert needed <= told


def test_whoever_is_at_fault_is_named() -> None:
    snapshot = Snapshot.build(merged(ENTITIES, TIES))
    with pytest.raises(InvalidQuestion, match="set of targets is empty"):
        brokers(snapshot, ReachQuestion(("us",), (), DAY))
    with pytest.raises(InvalidQuestion, match="Nobody of ours is named"):
        brokers(snapshot, ReachQuestion((), ("t",), DAY))
    with pytest.raises(InvalidQuestion, match="us is both a source and a target"):
        brokers(snapshot, ReachQuestion(("us",), ("us",), DAY))
    with pytest.raises(InvalidQuestion, match="within 1 steps"):
        brokers(snapshot, ReachQuestion(("us",), ("t",), DAY, max_hops=1))
    with pytest.raises(UnknownEntity, match="'z'"):
        brokers(snapshot, ReachQuestion(("us",), ("z",), DAY))
