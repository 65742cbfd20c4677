"""Times of snapshot and routes on seeded synthetic graphs, beside networkx in the same run.

Usage: ``python -m bench.bench_routes [queries]``. Prints medians and 95th percentiles in
milliseconds. All nodes and ties are invented; nothing is asserted.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import networkx as nx

from graph.levels import Level
from graph.model import Classification, Entity, Evidence, Kind, MergedGraph, Relation, Tie
from graph.period import Period
from graph.provenance import Source
from graph.snapshot import FORBIDDEN, Snapshot
from queries.kernels import k_best
from queries.routes import RouteQuestion, find_routes, reach

DAY = date(2026, 6, 1)
READ = datetime(2026, 5, 1, tzinfo=UTC)
CHANNELS = ("meeting", "call", "email", "co_attendance", "joint_letter")


def main() -> None:
    queries = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for name, graph in (("10k/60k", sparse(10_000, 60_000)), ("parliament", parliament())):
        report(name, graph, queries)


def report(name: str, graph: MergedGraph, queries: int) -> None:
    started = time.perf_counter()
    snapshot = Snapshot.build(graph)
    built = time.perf_counter() - started
    print(f"{name}: {len(graph.entities)} nodes, {len(graph.ties)} ties")
    print(f"  build {built * 1e3:.0f} ms; {len(snapshot.bodies.first)} shared-body pairs")
    print(f"  steps {len(snapshot.heads) // 2}")
    days = [DAY - timedelta(days=back) for back in range(20)]
    timed("as-of costs", [lambda day=day: snapshot.costs(day) for day in days])
    rng = random.Random(7)
    sources = [key for key in snapshot.ids if key.startswith("ngo")]
    targets = [key for key in snapshot.ids if key.startswith("person")]
    pairs = [(rng.choice(sources), rng.choice(targets)) for _ in range(queries)]
    for hops, k in ((2, 3), (4, 3), (4, 10), (6, 3)):
        asked = [RouteQuestion((a,), (b,), DAY, k=k, max_hops=hops) for a, b in pairs]
        timed(
            f"find_routes <= {hops} hops, k={k}",
            [lambda q=q: find_routes(snapshot, q) for q in asked],
        )
    view, allowed = snapshot.costs(DAY), snapshot.actors()
    numbers = [(snapshot.index[a], snapshot.index[b]) for a, b in pairs]
    timed(
        "kernel only <= 4 hops, k=3",
        [
            lambda a=a, b=b: k_best(
                snapshot.indptr, snapshot.heads, view.costs, allowed, [(a, 0)], [b], 4, 3
            )
            for a, b in numbers
        ],
    )
    few, many = sources[:15], rng.sample(targets, 30)
    timed("reach 15 x 30, <= 2 hops", [lambda: reach(snapshot, few, many, DAY) for _ in range(5)])
    other = peer(snapshot, view.costs.tolist(), allowed.tolist())
    timed("networkx, best route", [lambda p=p: dijkstra(other, *p) for p in numbers])
    timed("networkx, 3 best, no hop limit", [lambda p=p: yen(other, *p) for p in numbers[:5]])


def timed(what: str, calls: list[Callable[[], object]]) -> None:
    spent = []
    for call in calls:
        started = time.perf_counter()
        call()
        spent.append((time.perf_counter() - started) * 1e3)
    spent.sort()
    p95 = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
    print(f"  {what}: p50 {statistics.median(spent):.2f} ms, p95 {p95:.2f} ms")


def peer(snapshot: Snapshot, costs: list[int], allowed: list[bool]) -> nx.Graph:
    started = time.perf_counter()
    graph = nx.Graph()
    for tail in range(len(snapshot.ids)):
        for arc in range(snapshot.indptr[tail], snapshot.indptr[tail + 1]):
            if costs[arc] < FORBIDDEN and allowed[tail] and allowed[snapshot.heads[arc]]:
                graph.add_edge(tail, int(snapshot.heads[arc]), weight=costs[arc])
    print(f"  networkx, build for one day and filter: {time.perf_counter() - started:.2f} s")
    return graph


def dijkstra(graph: nx.Graph, source: int, target: int) -> object:
    try:
        return nx.bidirectional_dijkstra(graph, source, target)
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None


def yen(graph: nx.Graph, source: int, target: int) -> object:
    try:
        return list(islice(nx.shortest_simple_paths(graph, source, target, "weight"), 3))
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None


def sparse(nodes: int, ties: int) -> MergedGraph:
    rng = random.Random(1)
    entities = [_ngo(n) for n in range(100)] + [_person(n) for n in range(nodes - 100)]
    ids = [entity.id for entity in entities]
    made = {}
    while len(made) < ties:
        # A power of a uniform number makes a few hubs, as in real contact networks.
        a, b = ids[int(rng.random() ** 2 * nodes)], ids[rng.randrange(nodes)]
        if a != b:
            tie = _contact(rng, a, b)
            made[tie.id] = tie
    return _graph(entities, made.values())


def parliament() -> MergedGraph:
    rng = random.Random(2)
    people = [_person(n) for n in range(750)]
    ngos = [_ngo(n) for n in range(100)]
    bodies = [_body(n, Classification.DELEGATION) for n in range(45)]
    bodies += [_body(n, Classification.COMMITTEE) for n in range(45, 69)]
    bodies += [_body(n, Classification.NATIONAL_PARTY) for n in range(69, 249)]
    ties = list(_seats(rng, people, bodies))
    for _ in range(1500):
        ties.append(_contact(rng, rng.choice(ngos).id, rng.choice(people).id))
    for _ in range(200):
        ties.append(_contact(rng, *(each.id for each in rng.sample(ngos, 2))))
    return _graph(people + ngos + bodies, {tie.id: tie for tie in ties}.values())


def _seats(rng: random.Random, people: list[Entity], bodies: list[Entity]) -> Iterator[Tie]:
    for who in people:
        for group, seats in ((bodies[:45], 2), (bodies[45:69], 2), (bodies[69:], 1)):
            for place in rng.sample(group, seats):
                yield _tie(who.id, Relation.MEMBER_OF, place.id, "MEMBER", date(2024, 7, 16))


def _contact(rng: random.Random, a: str, b: str) -> Tie:
    day = DAY - timedelta(days=rng.randrange(1500))
    return _tie(a, Relation.CONTACT_OF, b, rng.choice(CHANNELS), day)


def _tie(a: str, relation: Relation, b: str, role: str, day: date) -> Tie:
    contact = relation is Relation.CONTACT_OF
    period = Period.on(day) if contact else Period.since(day)
    seen = (Evidence("invented", f"{a}/{b}", 1, READ, READ),)
    return Tie(f"{a}>{b}:{role}:{day}", a, relation, b, role, period, seen, invented=True)


def _person(number: int) -> Entity:
    return Entity(f"person:{number:05}", Kind.PERSON, f"(invented) {number}", invented=True)


def _ngo(number: int) -> Entity:
    kinds = (Classification.NGO,)
    return Entity(f"ngo:{number:03}", Kind.ORGANIZATION, f"(invented) {number}", kinds)


def _body(number: int, kind: Classification) -> Entity:
    return Entity(f"body:{number:03}", Kind.ORGANIZATION, f"(invented) {number}", (kind,))


def _graph(entities: list[Entity], ties: object) -> MergedGraph:
    listed = tuple(sorted(ties, key=lambda tie: tie.id))  # type: ignore[call-overload]
    source = Source("invented", "this script", "(invented)", "", "CC0", 1, invented=True)
    nodes = {each.id: each for each in sorted(entities, key=lambda each: each.id)}
    return MergedGraph(nodes, listed, {source.id: source}, Level.PUBLIC, 1)


if __name__ == "__main__":
    main()
