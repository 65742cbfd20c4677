"""Kernels against networkx: every simple path enumerated, filtered and sorted by hand."""

from dataclasses import dataclass
from itertools import pairwise
from random import Random

import networkx as nx
import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from graph.twin import Twin, use
from queries import kernels

Found = list[tuple[int, tuple[int, ...]]]


@dataclass(frozen=True)
class Problem:
    """A question to ``k_best``; ``via`` None asks for nobody in between."""

    indptr: Ints
    heads: Ints
    costs: Ints
    allowed: Flags
    sources: tuple[tuple[int, int], ...]
    targets: tuple[int, ...]
    hops: int | None
    k: int
    via: Flags | None

    def solve(self) -> Found:
        return kernels.k_best(
            self.indptr,
            self.heads,
            self.costs,
            self.allowed,
            self.sources,
            self.targets,
            self.hops,
            self.k,
            self.via,
        )


def arrays_of(nodes: int, steps: dict[tuple[int, int], int]) -> tuple[Ints, Ints, Ints]:
    """Lay steps out both ways, sorted by tail and head."""
    arcs = sorted(
        [(a, b, cost) for (a, b), cost in steps.items()]
        + [(b, a, cost) for (a, b), cost in steps.items()]
    )
    indptr = np.zeros(nodes + 1, dtype=np.int64)
    for tail, _, _ in arcs:
        indptr[tail + 1 :] += 1
    heads, costs = (np.array([arc[at] for arc in arcs], dtype=np.int64) for at in (1, 2))
    return indptr, heads, costs


def random_problem(seed: int, largest: int = 8) -> Problem:
    """Give a small graph with closed arcs, people who do not relay, and many equal costs."""
    random = Random(seed)
    nodes = random.randint(4, largest)
    steps: dict[tuple[int, int], int] = {}
    for _ in range(random.randint(nodes, 3 * nodes)):
        a, b = sorted(random.sample(range(nodes), 2))
        # Of parallel ties the cheapest is the step; a filter closes some for good.
        cost = random.choice((1, 1, 2, 3, random.randint(1, 50)))
        steps[a, b] = min(cost, steps.get((a, b), cost))
    for pair in sorted(steps):
        if random.random() < 0.15:
            steps[pair] = FORBIDDEN
    order = random.sample(range(nodes), nodes)
    starts, ends = random.randint(1, 2), random.randint(1, 2)
    sources = tuple((node, random.choice((0, 0, 1, 4))) for node in order[:starts])
    via = np.array([random.random() < 0.35 for _ in range(nodes)])
    return Problem(
        *arrays_of(nodes, steps),
        allowed=np.array([random.random() < 0.8 for _ in range(nodes)]),
        sources=sources,
        targets=tuple(order[starts : starts + ends]),
        hops=random.choice((None, None, 1, 2, 3, 4, 5, 6)),
        k=random.choice((1, 2, 3, 10, 1000)),
        via=via if random.random() < 0.5 else None,
    )


def oracle(problem: Problem) -> Found:
    """List all simple paths by networkx, keep what is asked for, sort by cost, hops, nodes."""
    nodes = len(problem.indptr) - 1
    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    for tail in range(nodes):
        for arc in range(problem.indptr[tail], problem.indptr[tail + 1]):
            if problem.costs[arc] < FORBIDDEN:
                graph.add_edge(tail, int(problem.heads[arc]), cost=int(problem.costs[arc]))
    found = []
    for source, offset in problem.sources:
        for path in nx.all_simple_paths(graph, source, problem.targets, cutoff=problem.hops):
            between = path[1:-1]
            if not problem.allowed[between].all():
                continue
            if problem.via is not None and not problem.via[between].any():
                continue
            cost = offset + sum(graph.edges[step]["cost"] for step in pairwise(path))
            found.append((cost, len(path), tuple(path)))
    return [(cost, path) for cost, _, path in sorted(found)[: problem.k]]


def test_k_best_equals_every_path_enumerated() -> None:
    """On 1,500 graphs, in cost and order, and the compiled twin bit for bit the same."""
    for seed in range(1500):
        problem = random_problem(seed)
        expected = oracle(problem)
        use(Twin.PLAIN)
        assert problem.solve() == expected, f"seed {seed}"
