"""The k best simple paths without hop limit, in exact order, by Lawler's partition.

After Yen (1971) and Lawler (1972): each path found splits what is left of its part into parts by
where a path leaves it, and the best of each part is sought at once, past the prefix. Searches are
bounded by distances to the targets: of every node on a path short enough, where enough short
paths are seen from the start; else by a tree truncated at 0.85 of the best length. With ``via``
the best of a part may cross itself; it is then no path, but its part is split all the same,
before the crossing. What it must not do: know what nodes or costs mean.
"""

from bisect import insort
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Ints
from queries.kernels import paths as kernels_paths
from queries.kernels.net import Net, Path
from queries.kernels.paths import SCALE
from queries.kernels.space import PathSpace, give_back, take_paths
from queries.kernels.within import paths_within

_ENDLESS = FORBIDDEN - 1
"""A length that no path has."""

_TRUNCATE = (85, 100)
"""The share of the best length to which the tree from the targets reaches."""

_LOOSE = (14, 10)
"""The share of the best length above which a bound is worth another look, and within how many"""
_FEW_HOPS = 4
"""hops."""

_Part = tuple[int, Path, int, frozenset[int]]
"""The best of a part: length, nodes, how many of these are its prefix, next nodes it excludes."""


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
        self.is_end = frozenset(ends.tolist())
        self.spur = net.kernel(kernels_paths.spur)
        self.read_spur = net.kernel(kernels_paths.read_spur)
        self.met = self.front = self.beyond = self.close_stamp = 0

    def run(self, k: int) -> list[tuple[int, Path]]:
        first = self.shortest()
        if first is None or (k == 1 and not len(self.net.via)):
            return [first[:2]] if first else []
        cut = self.enough(k, first[0])
        self.grow(first[0], cut)
        if len(self.net.via):
            first = self.search((), frozenset(), 0, cut)
        return self.split(first, k, cut) if first else []

    def split(self, first: _Part, k: int, most: int) -> list[tuple[int, Path]]:
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
                cut = waiting[wanted - 1] if wanted <= len(waiting) else most
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
        self.met = stamp = space.next_stamp()
        starts = (self.starts, self.offsets)
        labels = (space.far, space.seen)
        best, count, self.front = self.net.kernel(kernels_paths.meet)(
            *arcs, *starts, self.ends, stamp, *labels, space.place, space.before, space.heap,
            space.back, space.goals,
        )  # fmt: skip
        if best >= FORBIDDEN:
            return None
        size = self.net.kernel(kernels_paths.read_meeting)(
            *arcs, *starts, stamp, *labels, best, space.goals, count, space.marked, space.spent,
            space.stack, space.path,
        )  # fmt: skip
        return best, tuple(space.path[:size].tolist()), 0, frozenset()

    def enough(self, k: int, best: int) -> int:
        """Give a length within which there are k paths; endless where they are not seen easily."""
        space, length = self.space, _ENDLESS
        if not len(self.net.via):
            length, space.stamp = self.net.kernel(kernels_paths.bound)(
                *self.arcs, self.met, space.far, space.seen, space.before, self.front,
                space.marked, space.stamp, np.zeros(k, dtype=np.int64),
            )  # fmt: skip
        if length > best * _LOOSE[0] // _LOOSE[1]:
            few = paths_within(self.net, self.starts, self.offsets, self.ends, _FEW_HOPS, k)
            if len(few) == k:
                length = min(length, few[-1][0] * SCALE + len(few[-1][1]) - 1)
        return min(int(length), _ENDLESS)

    def grow(self, best: int, cut: int) -> None:
        """Measure how far nodes are from the ends.

        Up to a cut, all are measured that a path within it can pass; the others are passed by
        none. Where that takes the search farther, only those are that lie within a share of the
        best length; the others are beyond it.
        """
        space, share = self.space, best * _TRUNCATE[0] // _TRUNCATE[1]
        if cut - self.front <= share:
            limit, front, self.beyond = cut, self.front, cut + 1
        else:
            limit, front, self.beyond = share, 0, share
        self.close_stamp = space.next_stamp()
        self.net.kernel(kernels_paths.settle)(
            *self.arcs, self.ends, limit, front, self.met, space.far, space.seen, self.close_stamp,
            space.far_off, space.close, space.heap, space.place,
        )  # fmt: skip

    def search(self, prefix: Path, barred: frozenset[int], spent: int, cut: int) -> _Part | None:
        """Give the best of the part of a prefix whose next node is none of the barred."""
        if prefix:
            goes_on = len(prefix) == 1 or self.net.allowed[prefix[-1]]
            if not goes_on or self.is_end.issubset(prefix):
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
            *arcs, bars, space.ban, space.far_off, space.close, self.close_stamp, self.beyond,
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
