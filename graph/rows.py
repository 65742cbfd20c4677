"""Rows of evidence: what can make a step strong, grouped by source and by pair of neighbours.

Built once with a snapshot, for any date and filter. What it must not do: weigh anything.
"""

from dataclasses import dataclass, replace

import numpy as np

from graph.shared_bodies import SharedBodies
from graph.strength import Flags, Ints
from graph.tie_table import Small, TieTable, Tiny, numbered


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What can make a step strong: rows of evidence, grouped by pair and by source.

    The first ``direct`` rows are channels of contact and structural ties; row *i* of them holds
    ``tie_rows[tie_starts[i]:tie_starts[i + 1]]`` of the tie table. The others are shared bodies,
    in the order of ``SharedBodies`` pairs. ``order`` sorts rows by (pair, source); ``begins`` says
    of each place in it whether a source begins there, and ``pair_rows`` are the places where a
    pair begins (with one more at the end).
    """

    direct: int
    tie_rows: Small
    tie_starts: Small
    contact: Flags
    source: Small | Tiny
    order: Small
    begins: Flags
    pair_rows: Small

    def groups(self) -> Ints:
        """Give the places in ``order`` where a source begins."""
        places: Ints = np.flatnonzero(self.begins)
        return places

    def pairs(self) -> Ints:
        """Give the groups with which a pair begins."""
        groups: Ints = np.cumsum(self.begins) - 1
        return groups[self.pair_rows[:-1]]


def rows_of(table: TieTable, bodies: SharedBodies) -> tuple[Rows, Ints, Ints]:
    """Group ties into rows, and rows into pairs; give also both ends of each pair."""
    channel = _channel_of(table)
    tie_rows = np.argsort(channel, kind="stable")
    starts = np.flatnonzero(_new(channel[tie_rows]))
    lead = tie_rows[starts]
    left, right = bodies.member[bodies.first], bodies.member[bodies.second]
    tail = np.concatenate([table.subject[lead], left])
    head = np.concatenate([table.object[lead], right])
    source = np.concatenate([table.source[lead], _source_of(table, bodies)])
    low, high = np.minimum(tail, head).astype(np.int64), np.maximum(tail, head).astype(np.int64)
    order = np.lexsort((source, high, low))
    pair_new = _new(low[order], high[order])
    firsts = np.flatnonzero(pair_new)
    rows = Rows(
        direct=len(lead),
        tie_rows=_small(tie_rows),
        tie_starts=_small(np.append(starts, len(tie_rows))),
        contact=table.rules.contact[table.rule[lead]],
        source=numbered(_small(source)),
        order=_small(order),
        begins=pair_new | _new(source[order]),
        pair_rows=_small(np.append(firsts, len(order))),
    )
    return rows, low[order][firsts], high[order][firsts]


def arcs_of(low: Ints, high: Ints, nodes: int) -> tuple[Ints, Small, Small]:
    """Lay pairs out as arcs both ways, sorted by tail and head: where each begins, heads, pairs.

    Pairs come sorted by both ends, so those of a head that is the higher end are in order, and so
    are those of one that is the lower end; the former come before the latter.
    """
    indptr = np.zeros(nodes + 1, dtype=np.int64)
    below, above = np.bincount(high, minlength=nodes), np.bincount(low, minlength=nodes)
    np.cumsum(below + above, out=indptr[1:])
    by_high = np.argsort(high, kind="stable")
    down = _places(indptr[:-1], below)
    up = _places(indptr[:-1] + below, above)
    heads, pair = (np.zeros(2 * len(low), dtype=np.int32) for _ in range(2))
    heads[down], pair[down] = low[by_high], by_high
    heads[up], pair[up] = high, np.arange(len(low))
    return indptr, heads, pair


def part_of(
    table: TieTable, rows: Rows, bodies: SharedBodies, chosen: Flags
) -> tuple[TieTable, Rows, SharedBodies, Ints]:
    """Give what is needed to weigh the chosen pairs only; and which ties these are.

    All seats in shared bodies stay, and every pair of a shared body must be chosen. The table
    part has columns only.
    """
    counts = np.diff(rows.pair_rows)
    inside = np.repeat(chosen, counts)
    order = rows.order[inside]
    direct = np.unique(order[order < rows.direct])
    number = np.zeros(len(rows.order), dtype=np.int64)
    number[direct] = np.arange(len(direct))
    number[rows.direct :] = np.arange(len(rows.order) - rows.direct) + len(direct)
    many = (rows.tie_starts[1:] - rows.tie_starts[:-1])[direct]
    members = rows.tie_rows[_places(rows.tie_starts[direct], many)]
    ties = np.unique(np.concatenate([members, bodies.seats])).astype(np.int64)
    part = Rows(
        direct=len(direct),
        tie_rows=_small(np.searchsorted(ties, members)),
        tie_starts=_small(np.append(0, np.cumsum(many))),
        contact=rows.contact[direct],
        source=rows.source[np.append(direct, np.arange(rows.direct, len(rows.order)))],
        order=_small(number[order]),
        begins=rows.begins[inside],
        pair_rows=_small(np.append(0, np.cumsum(counts[chosen]))),
    )
    seats = replace(bodies, seats=np.searchsorted(ties, bodies.seats))
    return table.only(ties), part, seats, ties


def _source_of(table: TieTable, bodies: SharedBodies) -> Ints:
    """Give the source of each pair in a shared body: the first by id of any seat."""
    if not len(bodies.first):
        return np.zeros(0, dtype=np.int64)
    of_seat = np.minimum.reduceat(table.source[bodies.seats], bodies.starts[:-1])
    source: Ints = np.minimum(of_seat[bodies.first], of_seat[bodies.second]).astype(np.int64)
    return source


def _channel_of(table: TieTable) -> Ints:
    """Number direct rows: contacts by subject, object, channel and source; other ties alone.

    Ties of one pair lie together, so this sorts within pairs; rows are numbered in the order in
    which their first ties lie.
    """
    contact = table.rules.contact[table.rule]
    alone = np.where(contact, -1, np.arange(len(table)))
    role = table.rules.role[table.rule]
    keys = (table.source, role, alone, table.object, table.subject)
    order = np.lexsort(keys)
    new = _new(*(key[order] for key in keys))
    first = order[np.flatnonzero(new)]
    found = np.zeros(len(table), dtype=np.int64)
    found[order] = first[np.cumsum(new) - 1]
    return found


def _places(begins: Ints | Small, counts: Ints | Small) -> Ints:
    """List the places of stretches: of each, from where it begins, as many as it counts."""
    shift = np.repeat(begins - np.cumsum(counts) + counts, counts)
    places: Ints = shift + np.arange(len(shift))
    return places


def _small(numbers: Ints) -> Small:
    return numbers.astype(np.int32)


def _new(*columns: Ints | Small | Tiny) -> Flags:
    changed = np.zeros(len(columns[0]), dtype=np.bool_)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return changed
