"""How old the contacts of a step may be before a route is no longer first.

The step is weighed as ``graph.weigh`` does, with each of its contacts some days older; everything
else stays. What it must not do: search.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from graph.model import Relation
from graph.snapshot import CostView, Snapshot
from graph.strength import decay, noisy_or, saturate
from queries.results import ActorRef, Hop
from queries.routing.explain import SHARED_BODY

_NO_CONTACTS = frozenset({SHARED_BODY, *Relation} - {Relation.CONTACT_OF})
"""Channels by which evidence that is no contact is named."""

_LONGEST = 36_525
"""Days by which contacts are made older at most: a century."""


@dataclass(frozen=True, slots=True)
class Staleness:
    """The weakest step of the best route, where contacts hold it.

    ``last`` is the day of its last contact. Were all its contacts older, the last one on or
    before ``second_from``, another route would be first; None: however old, it stays first.
    """

    one: ActorRef
    other: ActorRef
    last: date
    second_from: date | None


def staleness(
    snapshot: Snapshot, view: CostView, hop: Hop, is_second: Callable[[int], bool]
) -> Staleness | None:
    """Say when a step would be too old; None where no contact holds it.

    ``is_second`` says whether the route is no longer first with this step at some cost; once it
    is not, it is not at any greater cost.
    """
    days = [line.evidence_day for line in hop.evidence if line.channel not in _NO_CONTACTS]
    if not days:
        return None
    last, step = max(days), _Step.of(snapshot, view, hop)
    least, most = 0, min(_LONGEST, (last - date.min).days)
    if not is_second(step.cost(snapshot, most)):
        return Staleness(hop.tail, hop.head, last, None)
    while least + 1 < most:  # first at the one, second at the other
        middle = (least + most) // 2
        least, most = (least, middle) if is_second(step.cost(snapshot, middle)) else (middle, most)
    return Staleness(hop.tail, hop.head, last, last - timedelta(days=most))


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of evidence: its source; total and half-life if of contacts, else its strength."""

    source: int
    total: float
    half_life: float | None

    def strength(self, older: int) -> float:
        if self.half_life is None:
            return self.total
        faded = decay(np.array([float(older)]), np.array([self.half_life]))
        return float(saturate(self.total * faded)[0])


@dataclass(frozen=True, slots=True)
class _Step:
    rows: tuple[_Row, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, view: CostView, hop: Hop) -> "_Step":
        tail, head = snapshot.index[hop.tail.id], snapshot.index[hop.head.id]
        begin, end = int(snapshot.indptr[tail]), int(snapshot.indptr[tail + 1])
        arc = begin + int(np.searchsorted(snapshot.heads[begin:end], head))
        pair, rows = int(snapshot.arc_pair[arc]), snapshot.rows
        numbers = rows.order[rows.pair_rows[pair] : rows.pair_rows[pair + 1]].tolist()
        counted = [row for row in numbers if view.row_strengths[row] > 0]
        return cls(tuple(_row(snapshot, view, row) for row in counted))

    def cost(self, snapshot: Snapshot, older: int) -> int:
        """Give the cost of the step with all its contacts so many days older."""
        best: dict[int, float] = {}
        for row in self.rows:
            best[row.source] = max(best.get(row.source, 0.0), row.strength(older))
        return snapshot.model.cost(noisy_or(best.values()))


def _row(snapshot: Snapshot, view: CostView, row: int) -> _Row:
    rows, table = snapshot.rows, snapshot.table
    source = int(rows.source[row])
    if row >= rows.direct or not rows.contact[row]:
        return _Row(source, float(view.row_strengths[row]), None)
    ties = rows.tie_rows[rows.tie_starts[row] : rows.tie_starts[row + 1]]
    half_life = float(table.rules.half_life[table.rule[int(ties[0])]])
    return _Row(source, float(view.values[ties].sum()), half_life)
