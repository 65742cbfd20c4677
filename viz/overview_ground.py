"""A whole graph on a day as columns, and its division into parts, each made once and kept.

Everything is of one level's graph: whatever is counted, named or divided here cannot tell what
that level does not hold. What it must not do: place or draw anything.
"""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from threading import Lock
from weakref import ReferenceType, ref

import numpy as np
from numpy.typing import NDArray

from graph.errors import UnknownEntity
from graph.model import MergedGraph
from queries.rosters import Rosters
from viz.layout import communities
from viz.map_model import MOST_PLACES
from viz.scene import holds

Numbers = NDArray[np.int64]

SEED = 1
MOST_COMMUNITIES = 120
SMALLEST = 3
"""Fewer than this are gathered with others, not drawn as a community of their own."""

_HUB = 10
"""Whoever is tied to one in so many holds all together, and is left out while dividing."""

_KEPT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some of the actors, sorted. ``word`` names what was gathered; None: a community."""

    members: Numbers
    word: str | None = None

    @property
    def divides(self) -> bool:
        """Say whether it is too large for a map, so that it opens into parts of its own."""
        return len(self.members) > MOST_PLACES


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Ground:
    """Who there is and which steps hold on the day; ends are places in ``ids``.

    ``tie_places`` are places in the graph's ties, of those that hold and tie two; ``step_of`` is
    the step of each. ``low`` and ``high`` are the ends of each step, sorted.
    """

    ids: tuple[str, ...]
    index: dict[str, int]
    tie_places: Numbers
    step_of: Numbers
    low: Numbers
    high: Numbers
    divided: dict[tuple[int, ...], tuple[Part, ...]] = field(default_factory=dict)

    def inside(self, members: Numbers) -> NDArray[np.bool_]:
        """Mark the steps of which both ends are among some."""
        there = np.zeros(len(self.ids), dtype=np.bool_)
        there[members] = True
        return there[self.low] & there[self.high]


_Key = tuple[int, date]
_kept: OrderedDict[_Key, tuple[ReferenceType[Rosters], Ground]] = OrderedDict()
_lock = Lock()


def ground_of(rosters: Rosters, as_of: date) -> Ground:
    """Give the ground of a graph on a day; the last ones are kept as long as their graph lives."""
    key = (id(rosters), as_of)
    with _lock:
        known = _kept.get(key)
        if known is not None and known[0]() is rosters:
            _kept.move_to_end(key)
            return known[1]
    made = _ground(rosters.graph, as_of)
    with _lock:
        _kept[key] = (ref(rosters, lambda _: _forget(key)), made)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return made


def _forget(key: _Key) -> None:
    # Called by the collector, perhaps while this thread holds the lock: it must not wait for it.
    _kept.pop(key, None)


def _ground(graph: MergedGraph, as_of: date) -> Ground:
    ids = tuple(graph.entities)
    index = {one: number for number, one in enumerate(ids)}
    rows = [
        (place, index[tie.subject], index[tie.object])
        for place, tie in enumerate(graph.ties)
        if tie.subject != tie.object and holds(tie, as_of)
    ]
    table: Numbers = np.array(rows, dtype=np.int64).reshape(-1, 3)
    low, high = table[:, 1:].min(axis=1), table[:, 1:].max(axis=1)
    pairs, step_of = np.unique(low * max(len(ids), 1) + high, return_inverse=True)
    wide = max(len(ids), 1)
    return Ground(ids, index, table[:, 0], step_of, pairs // wide, pairs % wide)


def way_to(
    rosters: Rosters, ground: Ground, one: str | None, deep: int
) -> tuple[tuple[Part, ...], tuple[int, ...]]:
    """Give the parts that hold an actor, from all on inwards, at most ``deep`` divisions.

    Gives also the place of each among its siblings. A part that cannot be divided ends the way;
    without an actor it ends where it begins, at everybody.

    Raises:
        UnknownEntity: the graph does not hold the actor.
    """
    way, key = [Part(np.arange(len(ground.ids)))], tuple[int, ...]()
    if one is None:
        return tuple(way), key
    if one not in ground.index:
        raise UnknownEntity(one)
    place = ground.index[one]
    for _ in range(deep):
        parts = divide(rosters, ground, way[-1], key)
        number = next(n for n, part in enumerate(parts) if _holds(part, place))
        if len(parts) == 1:
            break
        way.append(parts[number])
        key = (*key, number)
    return tuple(way), key


def divide(rosters: Rosters, ground: Ground, part: Part, key: tuple[int, ...]) -> tuple[Part, ...]:
    """Divide a part: communities, largest first, then what is gathered; everybody is in one.

    ``key`` says where the part stands; a division is made once. Of all actors those without a tie
    are left alone, each a part of its own at the end.
    """
    known = ground.divided.get(key)
    if known is None:
        known = ground.divided[key] = _divided(rosters.graph, ground, part, top=not key)
    return known


def alone(ground: Ground) -> Numbers:
    """Give those without any tie on the day."""
    tied = np.zeros(len(ground.ids), dtype=np.bool_)
    tied[ground.low] = tied[ground.high] = True
    return np.flatnonzero(~tied)


def _divided(graph: MergedGraph, ground: Ground, part: Part, *, top: bool) -> tuple[Part, ...]:
    members = part.members
    apart = alone(ground) if top else np.zeros(0, dtype=np.int64)
    here = np.setdiff1d(members, apart)
    steps = ground.inside(here)
    low, high = (np.searchsorted(here, ends[steps]) for ends in (ground.low, ground.high))
    groups = _groups(len(here), list(zip(low.tolist(), high.tolist(), strict=True)))
    drawn = [one for one in groups if len(one) >= SMALLEST][:MOST_COMMUNITIES]
    parts = [Part(here[one]) for one in drawn]
    rest = groups[len(drawn) :]
    left = np.sort(here[[one for group in rest for one in group]]) if rest else here[:0]
    if len(left) and (len(left) <= MOST_PLACES or (drawn and len(rest[0]) >= SMALLEST)):
        parts.append(Part(left, "Smaller communities"))
    elif len(left):
        parts += _by_name(graph, ground, left)
    if len(parts) == 1 and not len(apart) and parts[0].divides:
        parts = _by_name(graph, ground, members)
    return (*parts, *(Part(apart[n : n + 1]) for n in range(len(apart))))


def _groups(count: int, edges: list[tuple[int, int]]) -> list[list[int]]:
    """Divide by communities; those who hold nearly all together join theirs afterwards."""
    groups = communities(count, edges, SEED)
    if count <= MOST_PLACES or len(groups[0]) * _HUB < count * (_HUB - 1):
        return groups
    degree = Counter(end for edge in edges for end in edge)
    hubs = sorted(one for one, ties in degree.items() if ties * _HUB > count)
    if not hubs or len(hubs) * _HUB > count:
        return groups
    groups = [list(one) for one in communities(count, edges, SEED, hubs)]
    return _joined(groups, hubs, edges)


def _joined(
    groups: list[list[int]], hubs: Sequence[int], edges: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """Put each hub to the group that it is tied to most."""
    home = {one: number for number, group in enumerate(groups) for one in group}
    tied: dict[int, Counter[int]] = defaultdict(Counter)
    for low, high in edges:
        for one, other in ((low, high), (high, low)):
            if one not in home and other in home:
                tied[one][home[other]] += 1
    for hub in hubs:
        own = tied[hub]
        groups[max(sorted(own), key=own.__getitem__) if own else 0].append(hub)
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _by_name(graph: MergedGraph, ground: Ground, members: Numbers) -> list[Part]:
    """Divide what ties do not divide into stretches of the alphabet, as even as they can be."""
    ranked = sorted(members.tolist(), key=lambda one: (_folded(graph, ground, one), one))
    count = -(-len(ranked) // MOST_PLACES)
    cuts = [len(ranked) * n // count for n in range(count + 1)]
    parts = []
    for begin, end in pairwise(cuts):
        some = ranked[begin:end]
        first, last = (graph.entities[ground.ids[one]].name[:24] for one in (some[0], some[-1]))
        parts.append(Part(np.array(sorted(some), dtype=np.int64), f"{first} – {last}"))
    return parts


def _folded(graph: MergedGraph, ground: Ground, one: int) -> str:
    return graph.entities[ground.ids[one]].name.casefold()


def _holds(part: Part, place: int) -> bool:
    at = int(np.searchsorted(part.members, place))
    return at < len(part.members) and int(part.members[at]) == place
