"""What a search writes on: scratch arrays, one set a thread, used again from call to call.

Filling arrays as large as the graph would cost more than most searches. A set is taken while a
search runs and given back after it; a search that fails never gives it back. What it must not do:
hold anything that an answer depends on.
"""

from threading import local

import numpy as np

from graph.snapshot import FORBIDDEN
from graph.strength import Ints


class LayerSpace:
    """Labels by layers; FORBIDDEN all over while nobody uses them."""

    def __init__(self, states: int, rows: int) -> None:
        """Make room for labels of some states in some rows."""
        self.states, self.rows = states, rows
        self.table = np.full(states * rows, FORBIDDEN, dtype=np.int64)
        self.now, self.then, self.touched = (np.zeros(states, dtype=np.int64) for _ in range(3))

    def clean(self, touched: int) -> None:
        """Forbid again what was touched."""
        for row in self.table.reshape(self.rows, self.states):
            row[self.touched[:touched]] = FORBIDDEN


class PathSpace:
    """Labels, heaps and marks of searches without hop limit; a stamp says whose they are."""

    def __init__(self, nodes: int) -> None:
        """Make room for a graph of some nodes, each in two states."""
        self.nodes, self.stamp = nodes, 0
        self.far, self.seen, self.key, self.place, self.heap, self.marked, self.before = _rows(
            7, 2 * nodes
        )
        self.goals, self.stack, self.path = _rows(3, 2 * nodes + 1)
        self.back, self.close, self.far_off, self.ban, self.spent = _rows(5, nodes + 1)

    def next_stamp(self) -> int:
        """Make everything that was written so far count as nothing."""
        self.stamp += 1
        return self.stamp


class _Kept(local):
    layers: LayerSpace | None = None
    paths: PathSpace | None = None


_kept = _Kept()


def take_layers(states: int, rows: int) -> LayerSpace:
    """Take this thread's labels, or new ones where it has none of that shape."""
    space, _kept.layers = _kept.layers, None
    fits = space is not None and (space.states, space.rows) == (states, rows)
    return space if space is not None and fits else LayerSpace(states, rows)


def take_paths(nodes: int) -> PathSpace:
    """Take this thread's labels and marks, or new ones where it has none of that size."""
    space, _kept.paths = _kept.paths, None
    return space if space is not None and space.nodes == nodes else PathSpace(nodes)


def give_back(space: LayerSpace | PathSpace) -> None:
    """Keep a clean set for the next search of this thread."""
    if isinstance(space, LayerSpace):
        _kept.layers = space
    else:
        _kept.paths = space


def _rows(count: int, size: int) -> list[Ints]:
    return [np.zeros(size, dtype=np.int64) for _ in range(count)]
