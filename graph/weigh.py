"""Weighing: what every step is worth on a day, under a filter, in one pass over columns.

What it must not do: keep anything, or know who asks.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from graph.model import Relation
from graph.rows import Rows
from graph.shared_bodies import SharedBodies
from graph.strength import Flags, Floats, Ints, TieModel, decay, saturate
from graph.tie_table import Small, TieTable

_T = TypeVar("_T", Floats, Ints)

FORBIDDEN: int = int(np.iinfo(np.int64).max // 4)
"""The cost of a step that is not there; two of them add up without overflow."""


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties count. None allows all; ``channels`` speaks of contacts only.

    ``min_confidence`` is between 0 and 1. A tie counts as invented also if one of its ends is.
    ``consented`` lets only contacts count whose holder is known to agree that they are used,
    ``languages`` only contacts known to be held in one of them (codes such as ``fr``): what nobody
    states is not assumed. Both speak of contacts only.
    """

    relations: frozenset[Relation] | None = None
    channels: frozenset[str] | None = None
    min_confidence: float = 0.0
    include_invented: bool = True
    consented: bool = False
    languages: frozenset[str] | None = None


EVERYTHING = TieFilter()
"""The filter that lets every tie count."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What makes costs, for each tie, each row of evidence, each pair and each node.

    ``certainty`` of a tie is confidence times decay, ``values`` that times weight; both are 0
    where it does not count. ``sizes`` are those of nodes as shared bodies. A pair's ``strengths``
    is 0 and its ``costs`` FORBIDDEN where no tie holds.
    """

    certainty: Floats
    values: Floats
    row_strengths: Floats
    strengths: Floats
    costs: Ints
    sizes: Ints


def weigh(
    table: TieTable,
    rows: Rows,
    bodies: SharedBodies,
    model: TieModel,
    nodes: int,
    day: int,
    tie_filter: TieFilter,
) -> Weights:
    """Weigh everything for the ordinal of a day."""
    rules, rule = table.rules, table.rule
    held = _held(table, day)
    present = held if tie_filter.include_invented else held * ~rules.invented[rule]
    certainty = present * allowed_rules(table, tie_filter)[rule]
    values = certainty * rules.weight[rule]
    sizes = bodies.sizes(present, nodes)
    totals = _reduce(np.add, values[rows.tie_rows], rows.tie_starts[:-1])
    direct = np.where(rows.contact, saturate(totals), totals)
    strengths = np.concatenate([direct, _shared(bodies, model, certainty, sizes)])
    best = _reduce(np.maximum, strengths[rows.order], rows.groups())
    pairs = rows.pairs()
    pair = 1.0 - _reduce(np.multiply, 1.0 - best, pairs)
    greatest = _reduce(np.maximum, best, pairs)
    clamped, costs = priced(model, pair, greatest)
    return Weights(certainty, values, strengths, clamped, costs, sizes)


def priced(model: TieModel, pair: Floats, greatest: Floats) -> tuple[Floats, Ints]:
    """Give strengths and costs of pairs, of which ``greatest`` is the strongest source."""
    # An old contact may be too faint for 1 - p to show; it still holds, at the floor.
    there = greatest > 0
    clamped = np.where(there, np.clip(pair, model.floor, model.ceiling), 0.0)
    return clamped, np.where(there, model.costs(clamped), FORBIDDEN)


def allowed_rules(table: TieTable, tie_filter: TieFilter) -> Flags:
    """Say which rules' ties a filter lets count; it says nothing of invented ones."""
    rules = table.rules
    allowed = rules.confidence >= tie_filter.min_confidence
    relations, channels = tie_filter.relations, tie_filter.channels
    if relations is not None:
        allowed &= _among([each in relations for each in Relation], rules.relation)
    if channels is not None:
        named = _among([role in channels for role in table.roles], rules.role)
        allowed &= ~rules.contact | named
    if tie_filter.consented:
        allowed &= ~rules.contact | rules.consented
    if tie_filter.languages is not None:
        spoken = [bool(tie_filter.languages & known) for known in rules.languages]
        allowed &= ~rules.contact | _among(spoken, rules.language)
    return allowed


def _shared(bodies: SharedBodies, model: TieModel, certainty: Floats, sizes: Ints) -> Floats:
    present = bodies.present(certainty)
    size = sizes[bodies.body[bodies.first]]
    small = (size > 1) & (size <= model.shared_max)
    both = present[bodies.first] * present[bodies.second]
    return np.where(small, both / np.maximum(size, 1), 0.0)


def _held(table: TieTable, day: int) -> Floats:
    """Give confidence times decay of each tie on a day, 0 where it does not hold."""
    rules, rule = table.rules, table.rule
    valid = (table.start <= day) & (day <= table.end)
    age = np.maximum(day - table.day, 0).astype(np.float64)
    faded = decay(age, rules.half_life[rule])
    return np.where(valid, rules.confidence[rule] * faded, 0.0)


def _among(wanted: list[bool], numbers: Ints) -> Flags:
    chosen: Flags = np.array([*wanted, False], dtype=np.bool_)[numbers]
    return chosen


def _reduce(operation: np.ufunc, values: _T, starts: Ints | Small) -> _T:
    """Reduce each stretch of values that begins at one of the starts; none is empty."""
    if not len(starts):
        return values[:0]
    reduced: _T = operation.reduceat(values, starts)
    return reduced
