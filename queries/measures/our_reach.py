"""What we reach and at what cost, with everybody in place or without somebody.

A question and its arrays, for measures that take people out one at a time. What it must not do:
rank anybody, or explain a tie.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, FORBIDDEN, Snapshot, TieFilter
from graph.strength import MICRO, Flags, Ints
from queries.kernels.search import Path, follow, labels
from queries.routing.question import Ground, RouteQuestion, prepare, with_versions


@dataclass(frozen=True, slots=True)
class ReachQuestion:
    """Which ``targets`` do ``ours`` reach in at most ``max_hops`` steps? All are identifiers."""

    ours: tuple[str, ...]
    targets: tuple[str, ...]
    as_of: date
    max_hops: int = 3
    ties: TieFilter = EVERYTHING


@dataclass(frozen=True, slots=True, eq=False)
class OurReach:
    """A checked question over its arrays.

    ``allowed`` says who may stand in the middle, our own organisations among them.
    """

    snapshot: Snapshot
    question: ReachQuestion
    ground: Ground
    allowed: Flags

    @classmethod
    def of(cls, snapshot: Snapshot, question: ReachQuestion) -> "OurReach":
        """Check a question.

        Raises:
            UnknownEntity: an identifier is not in the snapshot.
            InvalidQuestion: an empty side, one that is on both, or hops out of range.
        """
        if not question.ours:
            msg = (
                "Nobody of ours is named, and no organisation holds a contact yet. Name one "
                "of our organisations (ours), or load contacts."
            )
            raise InvalidQuestion(msg)
        if not question.targets:
            msg = "The set of targets is empty. Name a person, a body or a file to reach."
            raise InvalidQuestion(msg)
        ties = question.ties
        ground = prepare(
            snapshot,
            RouteQuestion(
                sources=question.ours,
                targets=question.targets,
                as_of=question.as_of,
                max_hops=question.max_hops,
                relations=ties.relations,
                channels=ties.channels,
                min_confidence=ties.min_confidence,
                include_invented=ties.include_invented,
                consented=ties.consented,
                languages=ties.languages,
            ),
        )
        return cls(snapshot, question, ground, snapshot.actors())

    def nodes(self, name: str) -> tuple[int, ...]:
        """Give the nodes an identifier stands for."""
        return with_versions(self.snapshot, (name,))

    def labels(self, ends: Collection[int], without: Collection[int] = ()) -> Ints:
        """Give least costs to the ends by number of steps, without some nodes in the middle."""
        allowed = self.allowed
        if without:
            allowed = allowed.copy()
            allowed[list(without)] = False
        snapshot = self.snapshot
        zero = [(node, 0) for node in sorted(set(ends))]
        return labels(
            snapshot.indptr,
            snapshot.heads,
            self.ground.view.costs,
            allowed,
            zero,
            self.question.max_hops,
        )

    def best(
        self, table: Ints, starts: Collection[int], without: Collection[int] = ()
    ) -> tuple[int, Path] | None:
        """Read the best path from some nodes off a table of labels; None where there is none."""
        allowed = self.allowed
        if without:
            allowed = allowed.copy()
            allowed[list(without)] = False
        snapshot = self.snapshot
        arrays = (snapshot.indptr, snapshot.heads, self.ground.view.costs, allowed)
        found = [path for node in starts if (path := follow(*arrays, table, node))]
        return min(found, key=lambda each: (each[0], len(each[1]), each[1]), default=None)


def least(table: Ints, nodes: Collection[int]) -> int | None:
    """Give the least cost at some nodes; None where no path leads there."""
    cost = int(np.min(table[-1, list(nodes)]))
    return cost if cost < FORBIDDEN else None


def times_weaker(before: int, after: int) -> float:
    """Say how many times weaker a route of one cost is than one of another; 1: as strong."""
    return float(np.exp((after - before) / MICRO))
