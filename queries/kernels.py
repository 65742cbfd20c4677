"""Search kernels over arrays: the interface that compiled kernels may take over.

Plain Python and numpy, exact, integers only. A graph is ``indptr`` and ``heads`` (CSR, arcs
sorted by head) with one int64 cost an arc, FORBIDDEN where the arc is closed. Every arc must
exist both ways at the same cost. What it must not do: know what nodes or costs mean.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice

import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints

Path = tuple[int, ...]
"""Nodes of a route, source first."""


def k_best(
    indptr: Ints,
    heads: Ints,
    costs: Ints,
    allowed: Flags,
    sources: Sequence[tuple[int, int]],
    targets: Collection[int],
    hops: int,
    k: int,
) -> list[tuple[int, Path]]:
    """Give the k best simple paths of at most ``hops`` arcs, with their costs.

    ``sources`` are (node, offset cost). A path starts at one of them and ends at one of
    ``targets``; it may pass through a further source or target where that is ``allowed``, as
    every node in between must be. Order is (cost, hops, nodes). Sources are no targets.

    Method: labels from the targets, backwards by layers, bound the rest of a path from below in
    (cost, hops); paths are opened best bound first, so they come out in order. Where the rest
    behind a bound would cross the path itself, the bound is made anew without the path's nodes,
    as in Yen's method (1971) but only there; at most about k times ``hops`` labellings are made.
    """
    search = _Search(indptr, heads, costs, allowed, frozenset(targets), hops)
    return list(islice(search.paths(sources), k))


def labels(
    indptr: Ints,
    heads: Ints,
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
    indptr: Ints, heads: Ints, costs: Ints, allowed: Flags, table: Ints, source: int
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


_Entry = tuple[int, int, Path, int]
"""A path in the queue: bounds of its cost and hops, its nodes, what it has cost so far."""


class _Fan:
    """The next steps from a path, best bound first, taken one by one.

    ``table`` are labels without the nodes in ``without``, which all lie on the path.
    """

    def __init__(self, path: Path, spent: int, table: Ints, without: frozenset[int]) -> None:
        self.path, self.spent, self.table, self.without = path, spent, table, without
        self.taken: set[int] = set()
        self.entries: Iterator[_Entry] = iter(())

    def __lt__(self, other: "_Fan") -> bool:
        """Satisfy the heap; two entries never have the same path, so this decides nothing."""
        return self.path < other.path


class _Search:
    """Best-first search over simple paths; the heap holds one entry a fan."""

    def __init__(
        self,
        indptr: Ints,
        heads: Ints,
        costs: Ints,
        allowed: Flags,
        targets: frozenset[int],
        hops: int,
    ) -> None:
        self.indptr, self.heads, self.costs = indptr, heads, costs
        self.allowed, self.targets, self.hops = allowed, targets, hops
        self.heap: list[tuple[int, int, Path, int, _Fan]] = []

    def paths(self, sources: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Path]]:
        """Give paths with their costs, in order, for as long as there are any."""
        table = self._labels(frozenset())
        for node, offset in sources:
            self._open(_Fan((node,), offset, table, frozenset()))
        while self.heap:
            _, _, path, cost, fan = heappop(self.heap)
            is_end, goes_on = path[-1] in self.targets, self._goes_on(path)
            if not is_end and self._crosses(path, fan):
                self._open_anew(fan)
                continue
            fan.taken.add(path[-1])
            self._push(fan)
            if is_end:
                yield cost, path
            if goes_on:
                self._open(_Fan(path, cost, fan.table, fan.without))

    def _goes_on(self, path: Path) -> bool:
        return len(path) <= self.hops and bool(self.allowed[path[-1]])

    def _crosses(self, path: Path, fan: _Fan) -> bool:
        """Say whether the rest of the path that its bound stands for meets the path again."""
        allowed = self.allowed
        rest = fan.table[: self.hops - len(path) + 2]
        found = follow(self.indptr, self.heads, self.costs, allowed, rest, path[-1])
        return found is not None and not set(path[:-1]).isdisjoint(found[1])

    def _open_anew(self, fan: _Fan) -> None:
        without = frozenset(fan.path)
        anew = _Fan(fan.path, fan.spent, self._labels(without), without)
        anew.taken = fan.taken
        self._open(anew)

    def _labels(self, without: frozenset[int]) -> Ints:
        allowed = self.allowed.copy()
        allowed[list(without)] = False
        ends = [(node, 0) for node in self.targets - without]
        return labels(self.indptr, self.heads, self.costs, allowed, ends, self.hops - 1)

    def _open(self, fan: _Fan) -> None:
        """Sort the steps from a path's last node that may lead to an end, and queue the first."""
        begin, end = int(self.indptr[fan.path[-1]]), int(self.indptr[fan.path[-1] + 1])
        around, layers = self.heads[begin:end], fan.table[: self.hops - len(fan.path) + 1]
        reached = fan.spent + self.costs[begin:end]
        least = reached + layers[-1, around]
        open_ = np.flatnonzero(least < FORBIDDEN)
        nodes, least, reached = around[open_], least[open_], reached[open_]
        # Labels never rise with more arcs: the layers above the last are those too short for it.
        fewest = len(fan.path) + (layers[:, nodes] > layers[-1, nodes]).sum(axis=0)
        order = np.lexsort((fewest, least))
        columns = (least[order].tolist(), fewest[order].tolist(), nodes[order].tolist())
        used = fan.taken.union(fan.path)
        fan.entries = (
            (bound, hops, (*fan.path, node), cost)
            for bound, hops, node, cost in zip(*columns, reached[order].tolist(), strict=True)
            if node not in used
        )
        self._push(fan)

    def _push(self, fan: _Fan) -> None:
        entry = next(fan.entries, None)
        if entry is not None:
            heappush(self.heap, (*entry, fan))


def _arcs_of(indptr: Ints, nodes: Ints) -> tuple[Ints, Ints]:
    """Give all arcs of some nodes, and the tail of each."""
    begin, count = indptr[nodes], indptr[nodes + 1] - indptr[nodes]
    shift = np.repeat(begin - np.cumsum(count) + count, count)
    return shift + np.arange(len(shift)), np.repeat(nodes, count)
