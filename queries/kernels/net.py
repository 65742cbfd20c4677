"""A graph as kernels take it, in the chosen twin."""

from dataclasses import dataclass

import numpy as np

from graph.strength import Flags, Ints
from graph.tie_table import Small
from graph.twin import Kernel, kernel

Path = tuple[int, ...]
"""Nodes of a route, source first."""


@dataclass(frozen=True, slots=True)
class Net:
    """Arcs, who may relay, and whom a path must pass (empty: nobody), for the kernels."""

    indptr: Ints
    heads: Small
    costs: Ints
    allowed: Flags
    via: Flags

    @classmethod
    def of(
        cls,
        indptr: Ints,
        heads: Ints | Small,
        costs: Ints,
        allowed: Flags,
        via: Flags | None = None,
    ) -> "Net":
        """Take arrays, copying only those that the compiled kernels were not compiled for."""
        nobody = np.zeros(0, dtype=np.bool_)
        return cls(
            np.require(indptr, np.int64, ("C", "W")),
            np.require(heads, np.int32, ("C", "W")),
            np.require(costs, np.int64, ("C", "W")),
            *(
                np.require(one, np.bool_, ("C", "W"))
                for one in (allowed, nobody if via is None else via)
            ),
        )

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
