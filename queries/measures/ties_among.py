"""The ties among a stated set of people and organisations, as one symmetric matrix.

Measures of a network need the whole of it at once; a committee or a neighbourhood is small
enough for that. What it must not do: name what the matrix means, or look at a group.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion, UnknownEntity
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from graph.strength import Flags, Floats, Ints

MOST_AMONG = 4000
"""The largest set: the matrix of it takes 128 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class TiesAmong:
    """Who is tied to whom within a set, on a day.

    ``ids`` are sorted; ``strengths[i, j]`` is the strength of the tie of two of them, 0–1, and 0
    where none holds; it is symmetric and its diagonal is 0. ``costs`` are in micro-nats with the
    cost of the step, 0 where no tie holds.
    """

    ids: tuple[str, ...]
    strengths: Floats
    costs: Ints

    @property
    def tied(self) -> Flags:
        """Say of each two whether a tie holds."""
        there: Flags = self.strengths > 0
        return there

    @property
    def tie_count(self) -> int:
        """Count the ties, each once."""
        return int(np.count_nonzero(self.strengths)) // 2


def ties_among(
    snapshot: Snapshot,
    names: Collection[str],
    as_of: date,
    tie_filter: TieFilter = EVERYTHING,
    least: float = 0.0,
) -> TiesAmong:
    """Read the ties among some identifiers; those weaker than ``least`` do not count.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: the set is too small or too large, or holds no tie on the day.
    """
    found = perhaps_ties_among(snapshot, names, as_of, tie_filter, least)
    if not found.tie_count:
        bound = f" of strength {least} or more" if least else ""
        msg = (
            f"None of the {len(found.ids)} in the set is tied to another{bound} on {as_of}. "
            "Choose another day or a larger set, or let more ties count."
        )
        raise InvalidQuestion(msg)
    return found


def perhaps_ties_among(
    snapshot: Snapshot,
    names: Collection[str],
    as_of: date,
    tie_filter: TieFilter = EVERYTHING,
    least: float = 0.0,
) -> TiesAmong:
    """Read the ties as ``ties_among`` does, but let a set without any tie be.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: the set is too small or too large.
    """
    ids = tuple(sorted(set(names)))
    for name in ids:
        if name not in snapshot.index:
            raise UnknownEntity(name)
    if not 2 <= len(ids) <= MOST_AMONG:
        msg = f"The set has {len(ids)} members. Expected 2 to {MOST_AMONG}: name whom to look at."
        raise InvalidQuestion(msg)
    view = snapshot.costs(as_of, tie_filter)
    place = np.full(len(snapshot.ids), -1, dtype=np.int64)
    nodes = np.array([snapshot.index[name] for name in ids], dtype=np.int64)
    place[nodes] = np.arange(len(ids))
    tails = np.repeat(np.arange(len(snapshot.ids)), np.diff(snapshot.indptr))
    strength = view.strengths[snapshot.arc_pair]
    kept = (place[tails] >= 0) & (place[snapshot.heads] >= 0) & (strength > 0)
    kept &= strength >= least
    rows, columns = place[tails[kept]], place[snapshot.heads[kept]]
    strengths = np.zeros((len(ids), len(ids)))
    strengths[rows, columns] = strength[kept]
    costs = np.zeros((len(ids), len(ids)), dtype=np.int64)
    costs[rows, columns] = view.costs[kept]
    return TiesAmong(ids, strengths, costs)


def invented_note(
    snapshot: Snapshot, as_of: date, tie_filter: TieFilter, names: Collection[str] | None = None
) -> tuple[str, ...]:
    """Say that invented ties count, if any does on the day; of ``names`` only those among them."""
    counted = (snapshot.costs(as_of, tie_filter).values > 0) & snapshot.table.invented.all()
    if names is not None:
        inside = np.zeros(len(snapshot.ids), dtype=np.bool_)
        inside[[snapshot.index[name] for name in names]] = True
        counted &= inside[snapshot.table.subject] & inside[snapshot.table.object]
    text = "INVENTED demonstration contacts count here; they can be left out (--no-invented)."
    return (text,) if bool(counted.any()) else ()
