"""Small random networks of contacts, and the same as networkx sees them."""

from itertools import combinations, pairwise
from random import Random

import networkx as nx
import numpy as np

from graph.model import MergedGraph
from graph.snapshot import FORBIDDEN, Snapshot
from tests.factories import DAY, contact, merged, ngo, person

INTENSITIES = (0.2, 0.5, 0.5, 0.8)


def random_network(seed: int, ours: int = 2) -> tuple[MergedGraph, list[str], list[str]]:
    """Give a graph with some organisations of ours (o0, …) and five to nine persons (p0, …)."""
    random = Random(seed)
    own = [f"o{number}" for number in range(ours)]
    others = [f"p{number}" for number in range(random.randint(5, 9))]
    share = random.choice((0.2, 0.35, 0.6))
    ties = [
        contact(a, b, intensity=random.choice(INTENSITIES))
        for a, b in combinations([*own, *others], 2)
        if random.random() < share
    ]
    entities = [*(ngo(name) for name in own), *(person(name) for name in others)]
    return merged(entities, ties), own, others


def as_networkx(snapshot: Snapshot) -> "nx.Graph[str]":
    """Give the snapshot's steps with their costs and strengths."""
    view = snapshot.costs(DAY)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(snapshot.ids)
    tails = np.repeat(np.arange(len(snapshot.ids)), np.diff(snapshot.indptr)).tolist()
    for place, (tail, head) in enumerate(zip(tails, snapshot.heads.tolist(), strict=True)):
        if view.costs[place] < FORBIDDEN:
            strength = float(view.strengths[snapshot.arc_pair[place]])
            graph.add_edge(
                snapshot.ids[tail],
                snapshot.ids[head],
                cost=int(view.costs[place]),
                strength=strength,
            )
    return graph


def best_by_hand(graph: "nx.Graph[str]", start: str, end: str, hops: int) -> int | None:
    """Give the least cost of all simple paths of at most some hops; None where there is none."""
    if start not in graph or end not in graph:
        return None
    return min(
        (
            sum(graph.edges[step]["cost"] for step in pairwise(path))
            for path in nx.all_simple_paths(graph, start, end, cutoff=hops)
        ),
        default=None,
    )


def without(graph: "nx.Graph[str]", name: str) -> "nx.Graph[str]":
    """Give the graph without somebody."""
    left = graph.copy()
    left.remove_node(name)
    return left
