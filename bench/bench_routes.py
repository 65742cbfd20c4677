"""Times and memory of snapshot and routes on a graph of 100,000 nodes and 1,000,000 ties.

Usage: ``python bench/bench_routes.py [pairs]``. Prints medians and 95th percentiles, with other
libraries beside them in the same run and on the same filtered graph; each checks our costs.
Everything measured on is invented. Nothing is asserted of speed.
"""

import gc
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from peers import Pair, Peers, Steps
from synthetic import DAY, parliament, power_law

import graph.snapshot as graph_snapshot
from graph.model import MergedGraph
from graph.snapshot import FORBIDDEN, CostView, Snapshot, TieFilter
from graph.tie_table import tie_table
from graph.twin import Twin, use
from queries.kernels.search import cost_matrix, k_best
from queries.routing.diverse import diverse
from queries.routing.routes import RouteQuestion, find_routes
from tools.memory import most_mb

T = TypeVar("T")
R = TypeVar("R")

NODES, TIES = 100_000, 1_000_000
FILTER = TieFilter(channels=frozenset({"meeting", "call", "joint_letter"}), min_confidence=0.5)
AS_OF = DAY - timedelta(days=365)


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    began = time.perf_counter()
    print(f"load average {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores at the start")
    small_graph()
    use(Twin.AUTO)
    gc.disable()
    graph = power_law(NODES, TIES)
    print(f"\n{NODES} nodes, {len(graph.ties)} ties; the graph's objects take {most_mb():.0f} MB")
    snapshot = built(graph)
    gc.enable()
    days(snapshot)
    view = snapshot.costs(AS_OF, FILTER)
    kept = np.count_nonzero(view.costs < FORBIDDEN) / len(view.costs)
    print(f"filter: {AS_OF}, 3 of 5 channels, confidence; {kept:.0%} of steps hold")
    rng = random.Random(3)
    asked = [(rng.randrange(NODES), rng.randrange(NODES)) for _ in range(pairs)]
    first_query(snapshot, view, asked[0])
    routes(snapshot, view, asked)
    reach(snapshot, view)
    against(snapshot, view, asked)
    print(f"\nload average {os.getloadavg()[0]:.1f}; {time.perf_counter() - began:.0f} s in all")


def small_graph() -> None:
    """Time plain and compiled search on a graph of the size of a parliament."""
    snapshot = Snapshot.build(parliament())
    rng = random.Random(7)
    ngos, people = (
        [name for name in snapshot.ids if name.startswith(kind)] for kind in ("ngo", "person")
    )
    asked = [
        RouteQuestion((rng.choice(ngos),), (rng.choice(people),), DAY, k=3) for _ in range(30)
    ]
    print(f"parliament: {len(snapshot.ids)} nodes, {len(snapshot.heads) // 2} steps")
    for twin in (Twin.PLAIN, Twin.COMPILED):
        use(twin)
        find_routes(snapshot, asked[0])
        timed(f"{twin}: 3 routes <= 4 hops, explained", asked, lambda q: find_routes(snapshot, q))


def built(graph: MergedGraph) -> Snapshot:
    reading = []

    def read(*arguments: Any) -> Any:
        started = time.perf_counter()
        made = tie_table(*arguments)
        reading.append(time.perf_counter() - started)
        return made

    graph_snapshot.tie_table = read  # type: ignore[attr-defined]  # to time it apart
    started = time.perf_counter()
    snapshot = Snapshot.build(graph)
    whole = time.perf_counter() - started
    parts = (snapshot, snapshot.table, snapshot.rows, snapshot.bodies, snapshot.lone)
    size = sum(_bytes(part) for part in parts) / 1e6
    print(
        f"  build {whole:.2f} s: {reading[0]:.2f} s to read ties from objects, "
        f"{whole - reading[0]:.2f} s from columns; arrays {size:.1f} MB"
    )
    return snapshot


def days(snapshot: Snapshot) -> None:
    snapshot.costs(DAY)
    others = [DAY - timedelta(days=back) for back in range(1, 21)]
    timed("as-of change, all ties", others, lambda day: snapshot.costs(day))
    timed("as-of change, filtered", others, lambda day: snapshot.costs(day, FILTER))


def routes(snapshot: Snapshot, view: CostView, asked: Sequence[Pair]) -> None:
    for what, hops, k in (
        ("best route", None, 1),
        ("k=10 <= 4 hops", 4, 10),
        ("k=200 <= 4 hops", 4, 200),
        ("k=10 <= 5 hops", 5, 10),
        ("k=10 any length", None, 10),
    ):
        timed(what, asked, lambda pair, hops=hops, k=k: ours(snapshot, view, pair, hops, k))
    via = np.zeros(NODES, dtype=np.bool_)
    via[:: NODES // 100] = True
    timed(
        "k=10 <= 4 hops past one of 100",
        asked,
        lambda pair: ours(snapshot, view, pair, 4, 10, via),
    )
    questions = [
        RouteQuestion(
            (snapshot.ids[a],),
            (snapshot.ids[b],),
            AS_OF,
            k=5,
            channels=FILTER.channels,
            min_confidence=FILTER.min_confidence,
        )
        for a, b in asked
        if a != b and ours(snapshot, view, (a, b), 4, 1)
    ]
    started = time.perf_counter()
    view.weights  # noqa: B018  # the first explanation of a day works this out
    print(f"  first explanation of a day: {(time.perf_counter() - started) * 1e3:.0f} ms more")
    timed("5 routes <= 4 hops, explained", questions, lambda q: find_routes(snapshot, q))
    timed("5 different <= 4 hops, explained", questions, lambda q: diverse(snapshot, q))
    full = sum(len(diverse(snapshot, each).routes) == each.k for each in questions)
    print(f"  {full} of {len(questions)} pairs have 5 routes that differ; the others say why")


def reach(snapshot: Snapshot, view: CostView) -> None:
    rng = random.Random(5)
    nodes = [[node] for node in rng.sample(range(NODES), 780)]
    arrays = (snapshot.indptr, snapshot.heads, view.costs, snapshot.actors())
    timed(
        "reach 60 x 720 <= 3 hops",
        range(5),
        lambda _: cost_matrix(*arrays, nodes[:60], nodes[60:], 3),
    )


def ours(
    snapshot: Snapshot, view: CostView, pair: Pair, hops: int | None, k: int, via: object = None
) -> list[int]:
    source, target = pair
    if source == target:
        return []
    arrays = (snapshot.indptr, snapshot.heads, view.costs, snapshot.is_actor)
    found = k_best(*arrays, [(source, 0)], [target], hops, k, via)  # type: ignore[arg-type]
    return [cost for cost, _ in found]


def against(snapshot: Snapshot, view: CostView, asked: Sequence[Pair]) -> None:
    """Time the same questions in other libraries, few where they are slow; compare the costs."""
    whole = snapshot.costs(DAY)
    peers = Peers(steps(snapshot, whole), ("networkit", "networkx"))
    print(f"\npeers, all ties of {DAY}: {_built(peers)}")
    best(snapshot, whole, asked, peers)
    _, low, high, costs = steps(snapshot, view)
    hidden = dict(zip(zip(low.tolist(), high.tolist(), strict=True), costs.tolist(), strict=True))
    compare(
        f"best route as of {AS_OF} under the filter, networkx by a weight function",
        [pair for pair in asked if ours(snapshot, view, pair, None, 1)][:20],
        lambda pair: [peers.best_filtered(pair, hidden)],
        lambda pair: ours(snapshot, view, pair, None, 1),
    )
    peers = Peers(steps(snapshot, view), ("networkit", "networkx", "scipy", "igraph"))
    print(f"\npeers, rebuilt for {AS_OF} and the filter: {_built(peers)}")
    best(snapshot, view, asked, peers)
    asked = [pair for pair in asked if ours(snapshot, view, pair, None, 1)]
    for name, few in (("scipy", 10), ("igraph", 8), ("networkx", 2)):
        compare(
            f"k=10 any length, {name}",
            asked[:few],
            lambda pair, name=name: peers.several(name, pair, 10),
            lambda pair: ours(snapshot, view, pair, None, 10),
        )


def best(snapshot: Snapshot, view: CostView, asked: Sequence[Pair], peers: Peers) -> None:
    asked = [pair for pair in asked if ours(snapshot, view, pair, None, 1)]
    for name, few in (("networkit", 50), ("networkx", 20)):
        compare(
            f"best route, {name}",
            asked[:few],
            lambda pair, name=name: [peers.best(name, pair)],
            lambda pair: ours(snapshot, view, pair, None, 1),
        )


def steps(snapshot: Snapshot, view: CostView) -> Steps:
    """Give the steps that hold, once each."""
    tail = np.repeat(np.arange(NODES), np.diff(snapshot.indptr))
    held = (view.costs < FORBIDDEN) & (tail < snapshot.heads)
    return NODES, tail[held], snapshot.heads[held], view.costs[held]


def _built(peers: Peers) -> str:
    return ", ".join(f"{name} {seconds:.1f} s" for name, seconds in peers.built.items())


def compare(
    what: str,
    asked: Sequence[Pair],
    theirs: Callable[[Pair], list[int]],
    own: Callable[[Pair], list[int]],
) -> None:
    mine, answers = _spent(asked, own)
    other, others = _spent(asked, theirs)
    same = sum(a == b for a, b in zip(answers, others, strict=True))
    ratios = [slow / fast for slow, fast in zip(other, mine, strict=True)]
    print(
        f"  {what}: p50 {statistics.median(other):.1f} ms against {statistics.median(mine):.2f} "
        f"ms of ours on {len(asked)} pairs; ratio of medians "
        f"{statistics.median(other) / statistics.median(mine):.0f}, median ratio "
        f"{statistics.median(ratios):.0f}; same costs {same} of {len(asked)}"
    )


def first_query(snapshot: Snapshot, view: CostView, pair: Pair) -> None:
    """Time a new process from its start to its first answer, without and with compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "graph.npz"
        np.savez(place, indptr=snapshot.indptr, heads=snapshot.heads, costs=view.costs)
        code = (
            "import time; began = time.perf_counter(); import sys, numpy as np\n"
            "from graph.twin import Twin, use; from queries.kernels.search import k_best\n"
            f"use(Twin.COMPILED); g = np.load({str(place)!r}); arrays = [g[n] for n in g]\n"
            "read = time.perf_counter(); allowed = np.ones(len(arrays[0]) - 1, dtype=bool)\n"
            f"k_best(*arrays, allowed, [({pair[0]}, 0)], [{pair[1]}], 4, 10)\n"
            "one = time.perf_counter()\n"
            f"k_best(*arrays, allowed, [({pair[0]}, 0)], [{pair[1]}], None, 10)\n"
            "print(f'{one - read:.2f} s <= 4 hops, {time.perf_counter() - one:.2f} s more any "
            "length')"
        )
        environ = {**os.environ, "NUMBA_CACHE_DIR": folder, "PYTHONPATH": str(Path.cwd())}
        for what in ("nothing compiled yet", "compiled code on disk"):
            done = subprocess.run(
                [sys.executable, "-c", code], env=environ, capture_output=True, check=True
            )
            print(f"  first query, {what}: {done.stdout.decode().strip()}")


def timed(what: str, asked: Sequence[T], call: Callable[[T], object]) -> None:
    def forget(each: T) -> None:
        # Answers are let go of at once, as a server does: keeping all would measure fresh memory.
        call(each)

    call(asked[0])
    spent, _ = _spent(asked, forget)
    spent.sort()
    p95 = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
    print(f"  {what}: p50 {statistics.median(spent):.2f} ms, p95 {p95:.2f} ms")


def _spent(asked: Sequence[T], call: Callable[[T], R]) -> tuple[list[float], list[R]]:
    spent, answers = [], []
    for each in asked:
        started = time.perf_counter()
        answers.append(call(each))
        spent.append((time.perf_counter() - started) * 1e3)
    return spent, answers


def _bytes(part: object) -> int:
    names = getattr(part, "__slots__", ())
    return sum(
        value.nbytes for name in names if isinstance(value := getattr(part, name), np.ndarray)
    )


if __name__ == "__main__":
    main()
