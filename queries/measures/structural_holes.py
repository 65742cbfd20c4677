"""Structural holes: how much of somebody's contacts lead to the same people.

Burt, Structural Holes (1992), over tie strengths p within a stated set. With
``q(i, j) = p(i, j) / Σ_k p(i, k)``, constraint is ``Σ_j (q(i, j) + Σ_h q(i, h) q(h, j))²`` over
the contacts j of i, and effective size ``Σ_j (1 − Σ_h q(i, h) p(j, h) / max_k p(j, k))``.
``unweighted_size`` is Borgatti's simplification (1997), ``n − 2t / n`` with t ties among n
contacts. What it must not do: give somebody without contacts a number.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.snapshot import Snapshot
from queries.measures.ties_among import TiesAmong
from queries.results import ActorRef
from queries.routing.explain import actor


@dataclass(frozen=True, slots=True)
class Holes:
    """One member of the set. All but ``contacts`` are None where there is no contact.

    ``constraint`` is low where contacts do not know one another, and may exceed 1 where there
    are few; ``effective_size`` and ``unweighted_size`` lie between 1 (all contacts lead to the
    same) and the number of contacts; ``efficiency`` is the first of the two by that number.
    """

    actor: ActorRef
    contacts: int
    constraint: float | None
    effective_size: float | None
    efficiency: float | None
    unweighted_size: float | None


@dataclass(frozen=True, slots=True)
class HolesAnswer:
    """Structural holes of all in the set, least constrained first; those without ties last."""

    as_of: date
    ties: int
    members: tuple[Holes, ...]
    notes: tuple[str, ...] = ()


def structural_holes(snapshot: Snapshot, among: TiesAmong, as_of: date) -> HolesAnswer:
    """Measure everybody in a set."""
    values = measures(among)
    found = [
        Holes(actor(snapshot, name), *row) for name, row in zip(among.ids, values, strict=True)
    ]
    found.sort(
        key=lambda one: (one.constraint is None, round(one.constraint or 0.0, 9), one.actor.id)
    )
    return HolesAnswer(
        as_of=as_of,
        ties=among.tie_count,
        members=tuple(found),
        notes=("Only ties within the set count; weighed by tie strength.",),
    )


_Row = tuple[int, float | None, float | None, float | None, float | None]


def measures(among: TiesAmong) -> list[_Row]:
    """Give contacts, constraint, effective size, efficiency and unweighted size of each."""
    strengths, tied = among.strengths, among.tied
    contacts = tied.sum(axis=1)
    total, greatest = strengths.sum(axis=1), strengths.max(axis=1)
    share = strengths / np.where(total > 0, total, 1.0)[:, None]
    relative = strengths / np.where(greatest > 0, greatest, 1.0)[:, None]
    constraint = np.where(tied, (share + share @ share) ** 2, 0.0).sum(axis=1)
    effective = contacts - np.where(tied, share @ relative.T, 0.0).sum(axis=1)
    links = tied.astype(np.float64)
    closed = np.where(tied, links @ links, 0.0).sum(axis=1)  # twice the ties among the contacts
    rows: list[_Row] = []
    for place, count in enumerate(contacts.tolist()):
        if not count:
            rows.append((0, None, None, None, None))
            continue
        size = float(effective[place])
        rows.append(
            (
                count,
                float(constraint[place]),
                size,
                size / count,
                count - float(closed[place]) / count,
            )
        )
    return rows
