"""The k best simple paths without hop limit, in exact order, by Lawler's partition.

After Yen (1971) and Lawler (1972): each path found splits what is left of its part into parts by
where a path leaves it, and the best of each part is sought at once, past the prefix. Searches are
bounded by a tree from the targets, truncated at 0.85 of the best path's length. With ``via`` the
best of a part may cross itself; it is then no path, but its part is split all the same, before
the crossing. What it must not do: know what nodes or costs mean.
"""

from bisect import insort
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Flags, Ints
from queries import kernels_paths
from queries.kernels_paths import SCALE
from queries.kernels_space import PathSpace, give_back, take_paths
from queries.kernels_twin import Kernel, kernel

_TRUNCATE = (85, 100)
"""The share of the best length to which the tree from the targets reaches."""

Path = tuple[int, ...]
"""Nodes of a route, source first."""

_Part = tuple[int, Path, int, frozenset[int]]
"""The best of a part: length, nodes, how many of these are its prefix, next nodes it excludes."""


@dataclass(frozen=True, slots=True)
class Net:
    """Arcs, who may relay, and whom a path must pass (empty: nobody), for the kernels."""

    indptr: Ints
    heads: Ints
    costs: Ints
    allowed: Flags
    via: Flags

    @property
    def nodes(self) -> int:
        """Count the nodes."""
        return len(self.indptr) - 1

    @property
    def states(self) -> int:
        """Count the states: two a node where somebody must be passed."""
        return 2 * self.nodes if len(self.via) else self.nodes

    def kernel(self, function: Kernel) -> Kernel:
        """Give the chosen twin of a kernel."""
        return kernel(function, len(self.heads))


def best_paths(
    net: Net, starts: Ints, offsets: Ints, ends: Ints, k: int
) -> list[tuple[int, Path]]:
    """Give the k best simple paths with their costs, in the order (cost, hops, nodes)."""
    space = take_paths(net.nodes)
    search = _Lawler(net, starts, offsets, ends, space)
    found = search.run(k)
    give_back(space)
    return [(length // SCALE, path) for length, path in found]


class _Lawler:
    """One search: its net, its scratch arrays, and the kernels in the chosen twin."""

    def __init__(
        self, net: Net, starts: Ints, offsets: Ints, ends: Ints, space: PathSpace
    ) -> None:
        self.net, self.space = net, space
        self.arcs = (net.indptr, net.heads, net.costs, net.allowed)
        self.starts, self.offsets, self.ends = starts, offsets, ends
        self.spur = net.kernel(kernels_paths.spur)
        self.read_spur = net.kernel(kernels_paths.read_spur)
        self.close_stamp = self.radius = 0

    def run(self, k: int) -> list[tuple[int, Path]]:
        first = self.shortest()
        if first is None or (k == 1 and not len(self.net.via)):
            return [first[:2]] if first else []
        self.grow(first[0] * _TRUNCATE[0] // _TRUNCATE[1])
        if len(self.net.via):
            first = self.search((), frozenset(), 0, FORBIDDEN - 1)
        return self.split(first, k) if first else []

    def split(self, first: _Part, k: int) -> list[tuple[int, Path]]:
        """Take the best of all parts, split its part, and so on.

        ``waiting`` are the lengths of those in the heap that are paths, shortest first.
        """
        found: list[tuple[int, Path]] = []
        heap, waiting = [first], [] if _crossing(first[1]) else [first[0]]
        while heap:
            length, path, fixed, excluded = heappop(heap)
            crossing = _crossing(path)
            if not crossing:
                found.append((length, path))
                waiting.pop(0)
            if len(found) == k:
                break
            spent = self.lengths(path)
            for size in range(fixed, (crossing or len(path)) + 1):
                wanted = k - len(found)
                cut = waiting[wanted - 1] if wanted <= len(waiting) else FORBIDDEN - 1
                barred = frozenset(path[size : size + 1])
                barred |= excluded if size == fixed else barred
                part = self.search(path[:size], barred, spent[size], cut)
                if part:
                    heappush(heap, part)
                    if not _crossing(part[1]):
                        insort(waiting, part[0])
        return found

    def shortest(self) -> _Part | None:
        """Give the best path from both sides, whoever it passes."""
        space, arcs = self.space, self.arcs
        stamp = space.next_stamp()
        starts = (self.starts, self.offsets)
        labels = (space.far, space.seen)
        best, count = self.net.kernel(kernels_paths.meet)(
            *arcs, *starts, self.ends, stamp, *labels, space.place, space.heap, space.back,
            space.goals,
        )  # fmt: skip
        if best >= FORBIDDEN:
            return None
        size = self.net.kernel(kernels_paths.read_meeting)(
            *arcs, *starts, stamp, *labels, best, space.goals, count, space.marked, space.spent,
            space.stack, space.path,
        )  # fmt: skip
        return best, tuple(space.path[:size].tolist()), 0, frozenset()

    def grow(self, radius: int) -> None:
        """Measure how far nodes are from the ends, up to a radius."""
        space = self.space
        self.radius, self.close_stamp = radius, space.next_stamp()
        self.net.kernel(kernels_paths.settle)(
            *self.arcs, self.ends, radius, self.close_stamp, space.far_off, space.close,
            space.heap, space.place,
        )  # fmt: skip

    def search(self, prefix: Path, barred: frozenset[int], spent: int, cut: int) -> _Part | None:
        """Give the best of the part of a prefix whose next node is none of the barred."""
        if prefix:
            if len(prefix) > 1 and not self.net.allowed[prefix[-1]]:
                return None
            starts, lengths = np.array(prefix[-1:]), np.array([spent])
            bars = np.array(sorted(barred), dtype=np.int64)
        else:
            stay = ~np.isin(self.starts, list(barred))
            starts, lengths = self.starts[stay], self.offsets[stay] * SCALE
            bars = np.zeros(0, dtype=np.int64)
        passed = not len(self.net.via) or self.net.via[list(prefix[1:])].any()
        need = 0 if passed else self.net.nodes
        space, stamp = self.space, self.space.next_stamp()
        space.ban[list(prefix)] = stamp
        arcs = (*self.arcs, self.net.via, starts, lengths, need)
        best, count = self.spur(
            *arcs, bars, space.ban, space.far_off, space.close, self.close_stamp, self.radius,
            cut, stamp, space.far, space.seen, space.key, space.place, space.heap, space.goals,
        )  # fmt: skip
        if best >= FORBIDDEN:
            return None
        size = self.read_spur(
            *arcs, self.net.states, stamp, space.far, space.seen, space.goals, count,
            space.marked, space.stack, space.path,
        )  # fmt: skip
        rest = tuple(space.path[:size].tolist())
        return best, (*prefix[:-1], *rest), len(prefix), barred

    def lengths(self, path: Path) -> list[int]:
        """Give the length of a path's first 0, 1, … nodes."""
        net = self.net
        spent = int(self.offsets[np.searchsorted(self.starts, path[0])]) * SCALE
        lengths = [0, spent]
        for tail, head in pairwise(path):
            begin, end = net.indptr[tail], net.indptr[tail + 1]
            arc = begin + np.searchsorted(net.heads[begin:end], head)
            lengths.append(lengths[-1] + int(net.costs[arc]) * SCALE + 1)
        return lengths


def _crossing(path: Path) -> int:
    """Give the place where a path first meets a node again; 0 where it never does."""
    if len(set(path)) == len(path):
        return 0
    return next(at for at, node in enumerate(path) if node in path[:at])
