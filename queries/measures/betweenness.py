"""Betweenness: on what share of the best paths between others somebody stands.

Freeman 1977, by Brandes' accumulation (2001), paths weighed by -ln of tie strength with the cost
of each step; costs are whole numbers, so equal paths are found equal. Sampled by starting from
evenly spaced members of the sorted set only: the same set always gives the same figures.
What it must not do: limit hops, or say whom one should approach.
"""

import numpy as np
import scipy  # its parts load when first used: together they take a third of a command's start

from graph.strength import Floats, Ints
from queries.measures.ties_among import TiesAmong


def betweenness(among: TiesAmong, pivots: int | None = None) -> Floats:
    """Give each member's betweenness within the set, 0–1, in the order of ``among.ids``.

    1 would be a star's middle. ``pivots`` is how many members to start from; None: all, exact.
    """
    size = len(among.ids)
    total = np.zeros(size)
    if size < 3:
        return total
    count = size if pivots is None else min(max(pivots, 1), size)
    starts = np.unique(np.arange(count, dtype=np.int64) * size // count)
    lengths = scipy.sparse.csr_array(among.costs.astype(np.float64))
    tails, heads = np.nonzero(among.costs)
    costs = among.costs[tails, heads]
    distances = scipy.sparse.csgraph.dijkstra(lengths, directed=True, indices=starts)
    for start, distance in zip(starts.tolist(), distances, strict=True):
        total += _dependencies(start, distance, tails, heads, costs)
    return total / (len(starts) * (size - 1) * (size - 2) / size)


def _dependencies(start: int, distance: Floats, tails: Ints, heads: Ints, costs: Ints) -> Floats:
    """Sum, for each member, the share of best paths from one start that pass through it."""
    # Sums of micro-nats stay far below 2**53, so floats compare them exactly.
    on_best = np.flatnonzero(
        np.isfinite(distance[tails]) & (distance[tails] + costs == distance[heads])
    )
    on_best = on_best[np.argsort(distance[heads[on_best]], kind="stable")]
    arcs = list(zip(tails[on_best].tolist(), heads[on_best].tolist(), strict=True))
    ways = [0.0] * len(distance)
    ways[start] = 1.0
    for tail, head in arcs:
        ways[head] += ways[tail]
    passed = [0.0] * len(distance)
    for tail, head in reversed(arcs):
        passed[tail] += ways[tail] / ways[head] * (1.0 + passed[head])
    passed[start] = 0.0
    return np.array(passed)
