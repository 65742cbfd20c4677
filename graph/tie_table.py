"""Ties as columns: what strength needs of each tie, in the order of tie ids.

Contacts and structural ties share one formula, ``weight * confidence * 2^(-age/half-life)``
while valid: a contact is valid from its day on and fades from it; a structural tie is valid in
its period and fades, from the day of its evidence, only where its end is not known.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.model import MergedGraph, Relation, Tie
from graph.period import EndKind
from graph.strength import Flags, Floats, Ints, TieModel

ALWAYS = date.max.toordinal()
"""Stands for an end that is open or not known."""

_RELATIONS = {relation: place for place, relation in enumerate(Relation)}


@dataclass(frozen=True, slots=True, eq=False)
class TieTable:
    """Columns of one length, a row a tie that can be a step, sorted by tie id.

    ``start``, ``end`` and ``day`` are ordinals of dates; ``day`` is what the tie fades from.
    ``source`` is the first source by id: a tie that several report is still one event.
    ``weight`` is the intensity of a contact or the fixed strength of a structural tie.
    ``relation`` numbers Relation in its order; ``role`` numbers ``roles``.
    """

    ties: tuple[Tie, ...]
    roles: tuple[str | None, ...]
    relation: Ints
    role: Ints
    subject: Ints
    object: Ints
    source: Ints
    start: Ints
    end: Ints
    day: Ints
    weight: Floats
    confidence: Floats
    half_life: Floats
    contact: Flags
    invented: Flags

    def __len__(self) -> int:
        """Count the ties."""
        return len(self.ties)


def tie_table(
    graph: MergedGraph, index: Mapping[str, int], model: TieModel
) -> tuple[TieTable, tuple[str, ...]]:
    """Give the table, and a remark on each tie that was left out because it cannot be read."""
    places = {name: place for place, name in enumerate(sorted(graph.sources))}
    kept: list[Tie] = []
    rows: list[tuple[float, ...]] = []
    remarks = []
    for tie in sorted(graph.ties, key=lambda tie: tie.id):
        if tie.subject == tie.object:
            continue
        try:
            timing = _timing(tie, model)
        except ValueError as error:
            remarks.append(f"Tie {tie.id} is left out: {error}")
            continue
        if timing is None:
            continue
        invented = tie.invented or any(
            graph.entities[end].invented for end in (tie.subject, tie.object)
        )
        source = min((places.get(each.source, -1) for each in tie.evidence), default=-1)
        contact = tie.relation is Relation.CONTACT_OF
        rows.append((index[tie.subject], index[tie.object], source, *timing, contact, invented))
        kept.append(tie)
    return _columns(tuple(kept), rows), tuple(remarks)


def evidence_day(tie: Tie) -> date | None:
    """Give the latest day for which there is evidence of a tie."""
    return max((each.day for each in tie.evidence), default=None)


def contact_day(tie: Tie) -> date | None:
    """Give the day of a contact: its last known day, else its first, else the stated one."""
    stated = (each.as_of for each in tie.evidence if each.as_of)
    return tie.period.end or tie.period.start or max(stated, default=None)


_Timing = tuple[int, int, int, float, float, float]


def _timing(tie: Tie, model: TieModel) -> _Timing | None:
    """Give start, end, day, weight, confidence and half-life; None where the tie is no step."""
    if tie.relation is Relation.CONTACT_OF:
        return _contact(tie, model)
    strength = model.structural(tie.relation, tie.role)
    return None if strength is None else _structural(tie, strength, model)


def _contact(tie: Tie, model: TieModel) -> _Timing:
    happened = contact_day(tie)
    if happened is None:
        msg = "a contact needs a day, and neither its period nor its source gives one."
        raise ValueError(msg)
    day = happened.toordinal()
    rule = model.channel(tie.role)
    weight = _share(tie, "intensity", rule.intensity)
    return day, ALWAYS, day, weight, _share(tie, "confidence", 1.0), rule.half_life_days


def _structural(tie: Tie, strength: float, model: TieModel) -> _Timing:
    period = tie.period
    start = period.start.toordinal() if period.start else 0
    end = period.end.toordinal() if period.end else ALWAYS
    seen = evidence_day(tie) or period.start
    fades = period.end_kind is EndKind.UNKNOWN
    if fades and seen is None:
        msg = "neither its end nor the day of any evidence is known."
        raise ValueError(msg)
    day = seen.toordinal() if fades and seen else ALWAYS
    half_life = model.unknown_end_half_life if fades else math.inf
    return start, end, day, strength, _share(tie, "confidence", 1.0), half_life


def _share(tie: Tie, key: str, default: float) -> float:
    """Read a qualifier between 0 (excluded) and 1."""
    text = tie.qualifier(key) if tie.qualifiers else None
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 1:
        msg = f"{key} {text!r} is no number above 0 and up to 1."
        raise ValueError(msg)
    return value


def _columns(ties: tuple[Tie, ...], rows: list[tuple[float, ...]]) -> TieTable:
    grid = np.array(rows, dtype=np.float64).reshape(len(rows), 11).T.copy()
    whole = grid[:6].astype(np.int64)
    roles = {role: place for place, role in enumerate(dict.fromkeys(tie.role for tie in ties))}
    return TieTable(
        ties=ties,
        roles=tuple(roles),
        relation=np.array([_RELATIONS[tie.relation] for tie in ties], dtype=np.int64),
        role=np.array([roles[tie.role] for tie in ties], dtype=np.int64),
        subject=whole[0],
        object=whole[1],
        source=whole[2],
        start=whole[3],
        end=whole[4],
        day=whole[5],
        weight=grid[6],
        confidence=grid[7],
        half_life=grid[8],
        contact=grid[9] > 0,
        invented=grid[10] > 0,
    )
