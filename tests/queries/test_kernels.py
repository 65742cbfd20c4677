"""Kernels against networkx: every simple path enumerated, filtered and sorted by hand."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import yen

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from graph.twin import Twin, use
from queries.kernels import search as kernels

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
    for _ in range(random.randint(nodes, 4 * nodes)):
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


@pytest.fixture(autouse=True)
def _auto() -> Iterator[None]:
    """Leave the choice of twin as it was."""
    yield
    use(Twin.AUTO)


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
def test_k_best_equals_every_path_enumerated(twin: Twin) -> None:
    """On 1,500 graphs, in cost and order; so both twins are the same bit for bit."""
    use(twin)
    for seed in range(1500):
        problem = random_problem(seed)
        assert problem.solve() == oracle(problem), f"seed {seed}"


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
def test_order_holds_where_everything_costs_the_same(twin: Twin) -> None:
    use(twin)
    for seed in range(60):
        problem = random_problem(seed, largest=8)
        problem = replace(problem, costs=np.where(problem.costs < FORBIDDEN, 1, FORBIDDEN), k=50)
        assert problem.solve() == oracle(problem), f"seed {seed}"


def middle_sized(seed: int) -> Problem:
    """Give a graph that no enumeration masters; every node relays, nothing is closed."""
    random = Random(seed)
    nodes = random.randint(30, 80)
    steps = {(node, node + 1): random.randint(1, 60) for node in range(nodes - 1)}
    for _ in range(3 * nodes):
        a, b = sorted(random.sample(range(nodes), 2))
        steps[a, b] = random.randint(1, 60)
    allowed = np.ones(nodes, dtype=np.bool_)
    ends = random.sample(range(nodes), 2)
    return Problem(*arrays_of(nodes, steps), allowed, ((ends[0], 0),), (ends[1],), None, 25, None)


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
def test_paths_of_any_length_cost_what_scipy_and_networkx_say(twin: Twin) -> None:
    use(twin)
    for seed in range(25):
        problem = middle_sized(seed)
        nodes = len(problem.indptr) - 1
        shape = (problem.costs.astype(np.float64), problem.heads, problem.indptr)
        target, source = problem.targets[0], problem.sources[0][0]
        matrix = csr_matrix(shape, shape=(nodes, nodes))
        by_scipy = yen(matrix, source, target, problem.k, directed=False)
        graph = nx.from_scipy_sparse_array(matrix)
        by_networkx = islice(nx.shortest_simple_paths(graph, source, target, "weight"), problem.k)
        found = [cost for cost, _ in problem.solve()]
        assert found == by_scipy.tolist(), f"seed {seed}"
        assert found == [nx.path_weight(graph, each, "weight") for each in by_networkx]


def test_hop_limit_that_no_path_needs_changes_nothing() -> None:
    for seed in range(60):
        problem = random_problem(seed)
        nodes = len(problem.indptr) - 1
        assert replace(problem, hops=None).solve() == replace(problem, hops=nodes).solve()


def test_both_twins_agree_where_nobody_can_enumerate() -> None:
    for seed in range(12):
        problem = middle_sized(seed)
        via = np.arange(len(problem.indptr) - 1) % 7 == 0
        variants = [replace(problem, hops=hops) for hops in (None, 4, 6)]
        variants += [replace(each, via=via) for each in variants]
        variants.append(replace(problem, hops=5, k=1000))
        answers = []
        for twin in (Twin.PLAIN, Twin.COMPILED):
            use(twin)
            answers.append([each.solve() for each in variants])
        assert answers[0] == answers[1], f"seed {seed}"


def test_labels_and_what_follows_them_are_the_first_of_k_best() -> None:
    for seed in range(200):
        problem = replace(random_problem(seed), via=None, hops=4, k=1)
        arrays = (problem.indptr, problem.heads, problem.costs, problem.allowed)
        table = kernels.labels(*arrays, [(node, 0) for node in problem.targets], 4)
        for source, _ in problem.sources:
            alone = replace(problem, sources=((source, 0),))
            found = kernels.follow(*arrays, table, source)
            assert alone.solve() == ([found] if found else []), f"seed {seed}"


@pytest.mark.parametrize("twin", [Twin.PLAIN, Twin.COMPILED])
def test_matrix_holds_the_cost_of_every_best_path(twin: Twin) -> None:
    use(twin)
    for seed in range(120):
        problem = replace(random_problem(seed), via=None, hops=seed % 4 + 1, k=1)
        arrays = (problem.indptr, problem.heads, problem.costs, problem.allowed)
        sources, targets = [[node] for node, _ in problem.sources], [problem.targets]
        assert problem.hops is not None
        matrix = kernels.cost_matrix(*arrays, sources, targets, problem.hops)
        for (source, _), (cost,) in zip(problem.sources, matrix.tolist(), strict=True):
            best = replace(problem, sources=((source, 0),)).solve()
            assert cost == (best[0][0] if best else FORBIDDEN), f"seed {seed}"


def test_two_processes_write_the_same_bytes_in_either_twin() -> None:
    code = (
        "from queries.kernels.search import Twin, use\n"
        "from tests.queries.test_kernels import middle_sized, random_problem\n"
        "use(Twin('{twin}'))\n"
        "print([random_problem(seed).solve() for seed in range(100)], middle_sized(1).solve())"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code.format(twin=twin)],
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": str(seed)},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed, twin in ((1, "plain"), (2, "plain"), (3, "compiled"))
    }
    assert len(written) == 1


def test_nothing_is_found_where_nothing_is_asked() -> None:
    problem = random_problem(1)
    for change in ({"sources": ()}, {"targets": ()}, {"k": 0}):
        assert replace(problem, **change).solve() == []
