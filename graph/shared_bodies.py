"""Shared bodies: who reaches whom because both sit in the same small body.

A *presence* is a member in a body, over all time; a *pair* is two presences in one body that
overlap on a day when the body is small enough. Pairs are found once, with arrays; how strong a
pair is on a day depends on the body's size that day. What it must not do: look at a filter.
"""

from dataclasses import dataclass

import numpy as np

from graph.strength import Flags, Floats, Ints, Relay, TieModel
from graph.tie_table import TieTable

_SPAN = 1 << 23
"""More than any ordinal of a date; keeps (group, day) keys apart."""


@dataclass(frozen=True, slots=True, eq=False)
class SharedBodies:
    """Presences and their pairs.

    ``seats`` are rows of the tie table, grouped by presence; presence *i* has
    ``seats[starts[i]:starts[i + 1]]``. ``body`` and ``member`` are nodes; presences are sorted by
    (body, member). ``first`` and ``second`` are presences of one body, first < second.
    """

    seats: Ints
    starts: Ints
    body: Ints
    member: Ints
    first: Ints
    second: Ints

    def present(self, values: Floats) -> Floats:
        """Give the greatest value among each presence's seats, of values a row of the table."""
        if not len(self.body):
            return np.zeros(0)
        best: Floats = np.maximum.reduceat(values[self.seats], self.starts[:-1])
        return best

    def sizes(self, values: Floats, nodes: int) -> Ints:
        """Count, for each node, its members with a seat above 0."""
        counts: Ints = np.bincount(self.body[self.present(values) > 0], minlength=nodes)
        return counts.astype(np.int64)


def shared_bodies(
    table: TieTable, relays: tuple[Relay, ...], kinds_seat: Flags, model: TieModel
) -> SharedBodies:
    """Find presences and pairs; ``kinds_seat`` says which rows of the table make a member."""
    shared = np.array([relay is Relay.SHARED for relay in relays], dtype=np.bool_)
    seats = np.flatnonzero(kinds_seat & shared[table.object]) if len(table) else np.zeros(0, int)
    body = table.object[seats].astype(np.int64)
    member = table.subject[seats].astype(np.int64)
    order = np.lexsort((seats, member, body))
    seats, body, member = seats[order], body[order], member[order]
    new = _changes(body, member)
    firsts = np.flatnonzero(new)
    presence = np.cumsum(new) - 1
    first, second = _pairs(table, seats, presence, body, model.shared_max)
    return SharedBodies(
        seats=seats,
        starts=np.append(firsts, len(seats)),
        body=body[firsts],
        member=member[firsts],
        first=first,
        second=second,
    )


def _pairs(
    table: TieTable, seats: Ints, presence: Ints, body: Ints, largest: int
) -> tuple[Ints, Ints]:
    first_day, last_day = table.start[seats].astype(np.int64), table.end[seats].astype(np.int64)
    who, where, start, end = _stays(presence, body, first_day, last_day)
    # Invented members may be left out of a question, so they must not make a body too large here.
    real = ~table.rules.invented[table.rule[seats]]
    counted = _stays(presence[real], body[real], first_day[real], last_day[real])
    small = _smallest(counted, where, start, end) <= largest
    who, where, start, end = who[small], where[small], start[small], end[small]
    order = np.lexsort((who, start, where))
    who, where, start, end = who[order], where[order], start[order], end[order]
    # Sorted by body and start, the stays that begin during a stay follow it without a gap.
    until = np.searchsorted(where * _SPAN + start, where * _SPAN + end, side="right")
    later = until - np.arange(len(who)) - 1
    left = np.repeat(np.arange(len(who)), later)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    meet = (np.maximum(start[left], start[right]), np.minimum(end[left], end[right]))
    fits = _smallest(counted, where[left], *meet) <= largest
    left, right = who[left[fits]], who[right[fits]]
    low, high = np.minimum(left, right), np.maximum(left, right)
    width = int(presence[-1]) + 1 if len(presence) else 1
    keys = np.unique((low * width + high)[low != high])
    return keys // width, keys % width


_Stays = tuple[Ints, Ints, Ints, Ints]


def _stays(presence: Ints, body: Ints, start: Ints, end: Ints) -> _Stays:
    """Join overlapping seats of one presence: presence, body, first and last day."""
    order = np.lexsort((start, presence))
    presence, body, start, end = presence[order], body[order], start[order], end[order]
    reach = np.maximum.accumulate(presence * _SPAN + end) if len(end) else end
    fresh = np.ones(len(end), dtype=np.bool_)
    fresh[1:] = presence[1:] * _SPAN + start[1:] > reach[:-1]
    firsts = np.flatnonzero(fresh)
    lasts = np.append(firsts[1:], len(end)) - 1 if len(end) else firsts
    return presence[firsts], body[firsts], start[firsts], reach[lasts] % _SPAN


def _smallest(counted: _Stays, body: Ints, start: Ints, end: Ints) -> Ints:
    """Give the least size that a body has on any day from start to end."""
    _, where, begin, finish = counted
    if not len(where) or not len(body):
        return np.zeros(len(body), dtype=np.int64)
    key = np.concatenate([where * _SPAN + begin, where * _SPAN + finish + 1])
    change = np.concatenate([np.ones(len(where), np.int64), -np.ones(len(where), np.int64)])
    moments, place = np.unique(key, return_inverse=True)
    size = np.cumsum(np.bincount(place, weights=change)).astype(np.int64)
    low = np.searchsorted(moments, body * _SPAN + start, side="right") - 1
    high = np.searchsorted(moments, body * _SPAN + end, side="right") - 1
    return _range_minimum(np.append(0, size), low + 1, high + 1)


def _range_minimum(values: Ints, low: Ints, high: Ints) -> Ints:
    """Give the least of ``values[low..high]``, both included, by a table of powers of two."""
    levels = [values]
    while (1 << len(levels)) <= len(values):
        step = 1 << (len(levels) - 1)
        previous = levels[-1]
        levels.append(np.minimum(previous[:-step], previous[step:]))
    answer = np.zeros(len(low), dtype=np.int64)
    level_of = np.frexp((high - low + 1).astype(np.float64))[1] - 1
    for level in np.unique(level_of).tolist():
        at = level_of == level
        row = levels[level]
        answer[at] = np.minimum(row[low[at]], row[high[at] - (1 << level) + 1])
    return answer


def _changes(*columns: Ints) -> Flags:
    """Mark rows of sorted columns that differ from the row before."""
    new = np.zeros(len(columns[0]), dtype=np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return new
