"""Everything at once: communities as one place each, with the ties between them.

A map of all actors is read by nobody; this one says what there is, and each community opens: into
a map, or, where it is too large for one, into an overview of its own parts.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from graph.levels import Level
from graph.model import MergedGraph
from graph.snapshot import Snapshot
from queries.rosters import Rosters
from viz.community_names import community_name
from viz.layout import spread
from viz.map_model import EVERYTHING, Choice, Facet
from viz.overview_choice import begun_of, columns_of, facets_of, seen_of
from viz.overview_ground import SEED, Ground, Numbers, Part, alone, divide, ground_of, way_to
from viz.scene import attribution


@dataclass(frozen=True, slots=True)
class OverviewQuestion:
    """What to show the parts of, as of a day.

    ``inside`` is any member of the part, ``deep`` how many divisions lead to it; without a member,
    everything. Where there are fewer divisions, the last part is shown.
    """

    as_of: date
    inside: str | None = None
    deep: int = 1


@dataclass(frozen=True, slots=True)
class SuperPlace:
    """A part as one place. ``key`` is its best connected member: by it one opens it.

    ``seen`` of its ``size`` actors are shown. ``members`` are the ids of the best connected, best
    first. ``divides``: it is too large for a map and opens into parts of its own. ``gathered``: it
    is no community, but holds what is too small to stand alone.
    """

    key: str
    name: str
    size: int
    seen: int
    members: tuple[str, ...]
    x: float
    y: float
    radius: float
    divides: bool = False
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class SuperLine:
    """How many steps lead from one part to another, and how many of them are shown.

    The ends are places in the list.
    """

    low: int
    high: int
    count: int
    seen: int


@dataclass(frozen=True, slots=True)
class Station:
    """A part on the way from everything to what is shown. ``key`` and ``deep`` open it."""

    key: str
    name: str
    size: int
    deep: int
    divides: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All parts, largest first. ``alone`` are without any tie on the day and in none.

    ``actors`` and ``steps`` are there, ``seen`` and ``steps_seen`` of them shown; ``small`` are in
    parts that were gathered. ``way`` leads here, empty for everything. ``attribution`` names
    publisher and licence of each source behind the ties.
    """

    title: str
    as_of: date
    level: Level
    actors: int
    seen: int
    steps: int
    steps_seen: int
    places: tuple[SuperPlace, ...]
    lines: tuple[SuperLine, ...]
    small: int
    alone: int
    attribution: tuple[str, ...]
    way: tuple[Station, ...] = ()
    facets: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    begun: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()


EVERYBODY = "Everything, as communities"


def overview(
    snapshot: Snapshot, rosters: Rosters, question: OverviewQuestion, choice: Choice = EVERYTHING
) -> Overview:
    """Divide a graph, or a part of it, into communities as of a day; filters count, never divide.

    Raises:
        UnknownEntity: the graph does not hold the member asked for.
    """
    graph, day = rosters.graph, question.as_of
    ground = ground_of(rosters, day)
    way, key = way_to(rosters, ground, question.inside, question.deep)
    here = way[-1]
    parts = divide(rosters, ground, here, key)
    lone = alone(ground) if not key else here.members[:0]
    drawn = parts[: len(parts) - len(lone)]
    columns = columns_of(snapshot, rosters, ground, day)
    seen = seen_of(ground, columns, choice)
    home = _home(ground, drawn)
    within, lines = _between(ground, home, seen.steps)
    radii = [12 + 5 * len(part.members) ** 0.5 for part in drawn]
    spots = spread(radii, {(one.low, one.high): one.count for one in lines}, SEED)
    steps = ground.inside(here.members)
    ties = ground.tie_places[steps[ground.step_of]]
    stations = _stations(rosters, ground, way)
    ranked = [_ranked(part.members, within) for part in drawn]
    names = _names(graph, ground, drawn, ranked)
    return Overview(
        title=stations[-1].name if stations else EVERYBODY,
        as_of=day,
        level=graph.level,
        actors=len(here.members),
        seen=int(seen.actors[here.members].sum()),
        steps=int(steps.sum()),
        steps_seen=int((steps & seen.steps).sum()),
        places=tuple(
            _super(ground, part, name, best, int(seen.actors[part.members].sum()), spot, radius)
            for part, name, best, spot, radius in zip(
                drawn, names, ranked, spots, radii, strict=True
            )
        ),
        lines=lines,
        small=sum(len(part.members) for part in drawn if part.word is not None),
        alone=len(lone),
        attribution=attribution(graph, (graph.ties[place] for place in ties.tolist())),
        way=stations,
        facets=facets_of(ground, columns, here.members, seen),
        begun=begun_of(ground, columns, here.members),
    )


def way_of(rosters: Rosters, question: OverviewQuestion) -> tuple[Station, ...]:
    """Give the parts that lead to one, the largest first; none for everything.

    Raises:
        UnknownEntity: the graph does not hold the member asked for.
    """
    ground = ground_of(rosters, question.as_of)
    way, _ = way_to(rosters, ground, question.inside, question.deep)
    return _stations(rosters, ground, way)


def members_with(rosters: Rosters, one: str, as_of: date, deep: int = 1) -> tuple[str, ...]:
    """Give the ids of the part of a node on a day, sorted, after so many divisions.

    Raises:
        UnknownEntity: the graph does not hold it.
    """
    ground = ground_of(rosters, as_of)
    way, _ = way_to(rosters, ground, one, deep)
    return tuple(ground.ids[place] for place in way[-1].members.tolist())


def _home(ground: Ground, parts: Sequence[Part]) -> Numbers:
    """Give the part of each actor, -1 for none of these."""
    home = np.full(len(ground.ids), -1, dtype=np.int64)
    for number, part in enumerate(parts):
        home[part.members] = number
    return home


def _between(
    ground: Ground, home: Numbers, shown: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[Numbers, tuple[SuperLine, ...]]:
    """Count each actor's steps within its part, and the steps from part to part."""
    a, b = home[ground.low], home[ground.high]
    own = (a == b) & (a >= 0)
    ends = np.concatenate([ground.low[own], ground.high[own]])
    within: Numbers = np.bincount(ends, minlength=len(ground.ids))
    across = (a != b) & (a >= 0) & (b >= 0)
    pairs = zip(
        np.minimum(a, b)[across].tolist(),
        np.maximum(a, b)[across].tolist(),
        shown[across].tolist(),
        strict=True,
    )
    count: Counter[tuple[int, int]] = Counter()
    seen: Counter[tuple[int, int]] = Counter()
    for low, high, is_shown in pairs:
        count[low, high] += 1
        seen[low, high] += is_shown
    return within, tuple(SuperLine(*each, count[each], seen[each]) for each in sorted(count))


def _stations(rosters: Rosters, ground: Ground, way: Sequence[Part]) -> tuple[Station, ...]:
    found = []
    for deep, part in enumerate(way[1:], 1):
        steps = ground.inside(part.members)
        ends = np.concatenate([ground.low[steps], ground.high[steps]])
        within = np.bincount(ends, minlength=len(ground.ids))
        ranked = _ranked(part.members, within)
        (name,) = _names(rosters.graph, ground, [part], [ranked])
        size = len(part.members)
        found.append(Station(ground.ids[ranked[0]], name, size, deep, part.divides))
    return tuple(found)


def _ranked(members: Numbers, within: Numbers) -> list[int]:
    """Give the places of some actors, the best connected first."""
    ranked: list[int] = members[np.argsort(-within[members], kind="stable")].tolist()
    return ranked


def _names(
    graph: MergedGraph, ground: Ground, parts: Sequence[Part], ranked: Iterable[Sequence[int]]
) -> list[str]:
    """Name parts, each unlike the others: by its word, else after whoever of it tells most."""
    names: list[str] = []
    for part, best in zip(parts, ranked, strict=True):
        entities = [graph.entities[ground.ids[one]] for one in best]
        names.append(part.word or community_name(entities, len(best), names))
    return names


def _super(
    ground: Ground,
    part: Part,
    name: str,
    ranked: Sequence[int],
    seen: int,
    spot: tuple[float, float],
    radius: float,
) -> SuperPlace:
    return SuperPlace(
        key=ground.ids[ranked[0]],
        name=name,
        size=len(ranked),
        seen=seen,
        members=tuple(ground.ids[one] for one in ranked[:8]),
        x=round(spot[0], 1),
        y=round(spot[1], 1),
        radius=round(radius, 1),
        divides=part.divides,
        gathered=part.word is not None,
    )
