"""Search over arrays: the k best paths, labels, and paths read off labels.

Exact, integers only; the work is done by kernels in two twins (``graph.twin``). A graph is
``indptr`` and ``heads`` (CSR, arcs sorted by head) with one int64 cost an arc, FORBIDDEN where
the arc is closed. Every arc must exist both ways at the same cost, above 0.
What it must not do: know what nodes or costs mean.
"""

from collections.abc import Collection, Sequence

import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from graph.tie_table import Small
from graph.twin import Twin, use
from queries.kernels.lawler import best_paths
from queries.kernels.net import Net, Path
from queries.kernels.within import costs_within, paths_within

__all__ = ["Path", "Twin", "cost_matrix", "follow", "k_best", "labels", "use"]


def k_best(
    indptr: Ints,
    heads: Ints | Small,
    costs: Ints,
    allowed: Flags,
    sources: Sequence[tuple[int, int]],
    targets: Collection[int],
    hops: int | None,
    k: int,
    via: Flags | None = None,
) -> list[tuple[int, Path]]:
    """Give the k best simple paths of at most ``hops`` arcs (None: any), with their costs.

    ``sources`` are (node, offset cost). A path starts at one of them and ends at one of
    ``targets``; it may pass through a further source or target where that is ``allowed``, as
    every node in between must be. With ``via``, at least one of its nodes must lie strictly
    between both ends. Order is (cost, hops, nodes). Sources are no targets.
    """
    net = Net.of(indptr, heads, costs, allowed, via)
    offsets: dict[int, int] = {}
    for node, offset in sources:
        offsets[node] = min(offset, offsets.get(node, offset))
    starts = np.array(sorted(offsets), dtype=np.int64)
    spent = np.array([offsets[node] for node in sorted(offsets)], dtype=np.int64)
    ends = np.array(sorted(set(targets)), dtype=np.int64)
    if not len(starts) or not len(ends) or k < 1:
        return []
    if hops is None:
        return best_paths(net, starts, spent, ends, k)
    return paths_within(net, starts, spent, ends, hops, k)


def cost_matrix(
    indptr: Ints,
    heads: Ints | Small,
    costs: Ints,
    allowed: Flags,
    sources: Sequence[Collection[int]],
    targets: Sequence[Collection[int]],
    hops: int,
) -> Ints:
    """Give the least cost of each group of sources (rows) to each group of targets (columns).

    Over at most ``hops`` arcs, FORBIDDEN where there is no path. No group is empty. Row by row it
    is what ``k_best`` gives for k = 1: labels from the sources and one arc more at the targets.
    """
    net = Net.of(indptr, heads, costs, allowed)
    ends = np.array([node for group in targets for node in group], dtype=np.int64)
    begins = np.cumsum([0, *map(len, targets)])[:-1]
    matrix = np.full((len(sources), len(targets)), FORBIDDEN, dtype=np.int64)
    for row, group in zip(matrix, sources, strict=True):
        starts = np.array(sorted(group), dtype=np.int64)
        row[:] = np.minimum.reduceat(costs_within(net, starts, ends, hops), begins)
    return matrix


def labels(
    indptr: Ints,
    heads: Ints | Small,
    costs: Ints,
    allowed: Flags,
    ends: Collection[tuple[int, int]],
    hops: int,
) -> Ints:
    """Give the least cost from each node to an end within 0, 1, … ``hops`` arcs.

    ``ends`` are (node, offset cost), each node once. Row *j* allows at most *j* arcs; unreached
    is FORBIDDEN. Nodes in between must be allowed; the node itself need not be.
    """
    table = np.full((hops + 1, len(indptr) - 1), FORBIDDEN, dtype=np.int64)
    frontier = np.array(sorted(node for node, _ in ends), dtype=np.int64)
    table[:, frontier] = [offset for _, offset in sorted(ends)]
    for layer in range(1, hops + 1):
        before, after = table[layer - 1], table[layer]
        after[:] = before
        arcs, tails = _arcs_of(indptr, frontier)
        np.minimum.at(after, heads[arcs], before[tails] + costs[arcs])
        improved = np.flatnonzero(after < before)
        frontier = improved[allowed[improved]]
    return table


def follow(
    indptr: Ints, heads: Ints | Small, costs: Ints, allowed: Flags, table: Ints, source: int
) -> tuple[int, Path] | None:
    """Read the best path from a source off its ``labels``; None where there is none.

    It is the first of ``k_best`` for the same question: least cost, then fewest hops, then the
    smallest nodes. Costs are above 0, so it is simple without a check.
    """
    best = int(table[-1, source])
    if best >= FORBIDDEN:
        return None
    left = int(np.flatnonzero(table[:, source] == best)[0])
    path, rest = [source], best
    while left:
        left -= 1
        begin, end = int(indptr[path[-1]]), int(indptr[path[-1] + 1])
        around = heads[begin:end]
        fits = table[left, around] + costs[begin:end] == rest
        if left:
            fits &= allowed[around]
        at = begin + int(np.flatnonzero(fits)[0])
        path.append(int(heads[at]))
        rest -= int(costs[at])
    return best, tuple(path)


def _arcs_of(indptr: Ints, nodes: Ints) -> tuple[Ints, Ints]:
    """Give all arcs of some nodes, and the tail of each."""
    begin, count = indptr[nodes], indptr[nodes + 1] - indptr[nodes]
    shift = np.repeat(begin - np.cumsum(count) + count, count)
    return shift + np.arange(len(shift)), np.repeat(nodes, count)
