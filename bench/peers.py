"""Other libraries asked the same question on the same steps, one cost a step.

Each is given the filtered graph of the day: none of them filters inside a search.
"""

import time
from collections.abc import Sequence
from itertools import islice
from typing import Any

import igraph
import networkit
import networkx as nx
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import yen

Pair = tuple[int, int]

Steps = tuple[int, Any, Any, Any]
"""How many nodes; then, a step each: lower end, higher end, cost."""


class Peers:
    """The steps that count, and a graph of each library; ``built`` says in how many seconds."""

    def __init__(self, steps: Steps, names: Sequence[str]) -> None:
        self.built: dict[str, float] = {}
        self.graphs: dict[str, Any] = {}
        for name in names:
            started = time.perf_counter()
            self.graphs[name] = _MAKERS[name](*steps)
            self.built[name] = time.perf_counter() - started

    def best(self, name: str, pair: Pair) -> int | None:
        """Give the least cost of a pair as a library finds it; None if there is no path."""
        if name == "networkx":
            return _or_none(lambda: nx.bidirectional_dijkstra(self.graphs["networkx"], *pair)[0])
        run = networkit.distance.BidirectionalDijkstra(self.graphs["networkit"], *pair, True)
        run.run()
        # An unreached pair has no path, and its distance is no number to rely on.
        return round(run.getDistance()) if run.getPath() or run.getDistance() < 1e15 else None

    def best_filtered(self, pair: Pair, costs: dict[tuple[int, int], int]) -> int | None:
        """Give the least cost with networkx's own filter in a search: no cost hides a step."""

        def cost(tail: int, head: int, _: object) -> int | None:
            return costs.get((tail, head) if tail < head else (head, tail))

        graph = self.graphs["networkx"]
        return _or_none(lambda: nx.bidirectional_dijkstra(graph, *pair, weight=cost)[0])

    def several(self, name: str, pair: Pair, k: int) -> list[int]:
        """Give the costs of the k best simple paths without hop limit."""
        if name == "scipy":
            found = yen(self.graphs["scipy"], *pair, k, directed=False)
            return [round(cost) for cost in found]
        if name == "igraph":
            paths = self.graphs["igraph"].get_k_shortest_paths(
                *pair, k, mode="all", weights="cost", output="epath"
            )
            costs = self.graphs["igraph"].es["cost"]
            return [sum(costs[edge] for edge in path) for path in paths]
        return _or_none(lambda: self._networkx_several(pair, k)) or []

    def _networkx_several(self, pair: Pair, k: int) -> list[int]:
        paths = islice(nx.shortest_simple_paths(self.graphs["networkx"], *pair, "weight"), k)
        return [round(nx.path_weight(self.graphs["networkx"], path, "weight")) for path in paths]


def _or_none(ask: Any) -> Any:
    try:
        return ask()
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        return None


def _networkx(_: int, low: Any, high: Any, costs: Any) -> Any:
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(low.tolist(), high.tolist(), costs.tolist(), strict=True))
    return graph


def _networkit(nodes: int, low: Any, high: Any, costs: Any) -> Any:
    weights = costs.astype(np.float64)
    ends = (low.astype(np.int64), high.astype(np.int64))
    return networkit.GraphFromCoo((weights, ends), n=nodes, weighted=True, directed=False)


def _scipy(nodes: int, low: Any, high: Any, costs: Any) -> Any:
    both = (np.concatenate([low, high]), np.concatenate([high, low]))
    return csr_matrix((np.tile(costs, 2).astype(np.float64), both), shape=(nodes, nodes))


def _igraph(nodes: int, low: Any, high: Any, costs: Any) -> Any:
    graph = igraph.Graph(n=nodes, edges=np.stack([low, high], axis=1))
    graph.es["cost"] = costs.tolist()
    return graph


_MAKERS = {"networkx": _networkx, "networkit": _networkit, "scipy": _scipy, "igraph": _igraph}
