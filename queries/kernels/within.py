"""The k best simple paths of at most H hops, and least costs of many pairs: kernels put to work.

What it must not do: know what nodes or costs mean.
"""

import numpy as np

from graph.strength import Ints
from queries.kernels import hops as kernels_hops
from queries.kernels.net import Net, Path
from queries.kernels.space import give_back, take_layers


def paths_within(
    net: Net, starts: Ints, offsets: Ints, ends: Ints, hops: int, k: int
) -> list[tuple[int, Path]]:
    """Give the k best simple paths of at most so many arcs, in the order (cost, hops, nodes).

    Meet in the middle: labels from the ends, then branch and bound from the sorted starts.
    Labels for all but the first arcs would cost the whole graph where hops are few; without
    labels, branches of two arcs are bounded by what they have cost alone.
    """
    layers = max(hops - 2, 1)
    arcs = (net.indptr, net.heads, net.costs, net.allowed, net.via)
    space = take_layers(net.states, layers + 1)
    touched = net.kernel(kernels_hops.spread)(
        *arcs, ends, np.zeros_like(ends), layers, space.table, space.now, space.then, space.touched
    )
    trail, next_arc, spent, need = np.zeros((4, hops + 1), dtype=np.int64)
    order, cost, steps = np.zeros((3, k), dtype=np.int64)
    nodes = np.zeros(k * (hops + 1), dtype=np.int64)
    count = net.kernel(kernels_hops.explore)(
        *arcs, starts, offsets, hops, layers, net.states, space.table,
        trail, next_arc, spent, need, order, cost, steps, nodes,
    )  # fmt: skip
    space.clean(touched)
    give_back(space)
    rows = nodes.reshape(k, hops + 1)
    return [
        (int(cost[row]), tuple(rows[row, : steps[row] + 1].tolist()))
        for row in order[:count].tolist()
    ]


def costs_within(net: Net, starts: Ints, ends: Ints, hops: int) -> Ints:
    """Give the least cost from any of the starts to each of the ends; FORBIDDEN where none is."""
    layers = hops - 1
    space = take_layers(net.nodes, layers + 1)
    arcs = (net.indptr, net.heads, net.costs, net.allowed)
    touched = net.kernel(kernels_hops.spread)(
        *arcs, net.via, starts, np.zeros_like(starts), layers,
        space.table, space.now, space.then, space.touched,
    )  # fmt: skip
    least = np.zeros(len(ends), dtype=np.int64)
    net.kernel(kernels_hops.land)(*arcs, layers, space.table, ends, least)
    space.clean(touched)
    give_back(space)
    return least
