"""Choosing routes one by one from a pool of the best, in the order of cost.

The pool is 200 routes, deepened to 1,000 where too few of them can be taken. What it must not do:
know why a route is taken; that is told.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from queries.kernels.search import Path, k_best
from queries.routing.question import Ground

POOLS = (200, 1_000)
"""How many routes are looked at, and how many before fewer than asked for are given."""

Accept = Callable[[Path, Sequence[Path]], bool]
"""Says of a route whether it may join those that were taken before it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was taken, best first; how many were looked at, and whether there are no others."""

    taken: tuple[tuple[int, Path], ...]
    looked_at: int
    is_all: bool


def search(snapshot: Snapshot, ground: Ground, k: int) -> list[tuple[int, Path]]:
    """Give the k best routes, with their costs."""
    arrays = (snapshot.indptr, snapshot.heads, ground.view.costs, ground.allowed)
    ends = (ground.sources, ground.targets, ground.hops)
    return k_best(*arrays, *ends, k, ground.via)


def choose(snapshot: Snapshot, ground: Ground, k: int, accept: Accept) -> Chosen:
    """Go through the pool in order and take what may be taken, up to k routes."""
    few, many = POOLS
    chosen = _from(search(snapshot, ground, few), few, k, accept)
    if chosen.is_all or len(chosen.taken) == k:
        return chosen
    return _from(search(snapshot, ground, many), many, k, accept)


def _from(pool: list[tuple[int, Path]], size: int, k: int, accept: Accept) -> Chosen:
    taken: list[tuple[int, Path]] = []
    paths: list[Path] = []
    for cost, path in pool:
        if len(taken) == k:
            break
        if accept(path, paths):
            taken.append((cost, path))
            paths.append(path)
    return Chosen(tuple(taken), len(pool), is_all=len(pool) < size)


def within_load(most: int | None, sources: int) -> Accept:
    """Take a route only while nobody on it carries more than so many; None: any number.

    Go-betweens carry, and where there are several sources, whoever starts.
    """

    def carriers(path: Path) -> Path:
        return path[:-1] if sources > 1 else path[1:-1]

    def accept(path: Path, taken: Sequence[Path]) -> bool:
        if most is None:
            return True
        carried = Counter(node for one in taken for node in carriers(one))
        return all(carried[node] < most for node in carriers(path))

    return accept
