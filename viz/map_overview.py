"""Everything at once: communities as one place each, with the ties between them.

A map of all actors is read by nobody; this one says what there is, and each community opens.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from graph.errors import UnknownEntity
from graph.levels import Level
from graph.model import Entity, Kind, MergedGraph, Property
from viz.layout import communities, spread
from viz.scene import attribution, holds

SEED = 1
MOST_COMMUNITIES = 120
LONGEST = 36
"""Letters of one name in a caption."""

SMALLEST = 3
"""Fewer than this are counted, not drawn."""


@dataclass(frozen=True, slots=True)
class SuperPlace:
    """A community as one place. ``key`` is its best connected member: by it one opens it.

    ``members`` are the ids of the best connected, best first.
    """

    key: str
    name: str
    size: int
    members: tuple[str, ...]
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class SuperLine:
    """How many steps lead from one community to another; the ends are places in the list."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All communities, largest first. ``alone`` are without any tie on the day.

    ``small`` are in communities too small, or too many, to draw. ``attribution`` names publisher
    and licence of each source behind the ties.
    """

    as_of: date
    level: Level
    actors: int
    steps: int
    places: tuple[SuperPlace, ...]
    lines: tuple[SuperLine, ...]
    small: int
    alone: int
    attribution: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Divided:
    ids: tuple[str, ...]
    edges: tuple[tuple[int, int], ...]
    groups: list[list[int]]


def overview(graph: MergedGraph, as_of: date) -> Overview:
    """Divide a whole graph into communities, as of a day."""
    divided = _divide(graph, as_of)
    drawn = [one for one in divided.groups if len(one) >= SMALLEST][:MOST_COMMUNITIES]
    home = {member: number for number, group in enumerate(drawn) for member in group}
    degree = Counter(end for edge in divided.edges for end in edge)
    within: Counter[int] = Counter()
    between: Counter[tuple[int, int]] = Counter()
    for low, high in divided.edges:
        a, b = home.get(low), home.get(high)
        if a is None or b is None:
            continue
        if a == b:
            within.update((low, high))
        else:
            between[min(a, b), max(a, b)] += 1
    radii = [12 + 5 * len(group) ** 0.5 for group in drawn]
    spots = spread(radii, between, SEED)
    alone = sum(len(group) == 1 and not degree[group[0]] for group in divided.groups)
    return Overview(
        as_of=as_of,
        level=graph.level,
        actors=len(divided.ids),
        steps=len(divided.edges),
        places=tuple(
            _super(graph, [divided.ids[one] for one in _ranked(group, within)], spot, radius)
            for group, spot, radius in zip(drawn, spots, radii, strict=True)
        ),
        lines=tuple(SuperLine(*ends, count) for ends, count in sorted(between.items())),
        small=len(divided.ids) - sum(len(group) for group in drawn) - alone,
        alone=alone,
        attribution=attribution(graph, (tie for tie in graph.ties if holds(tie, as_of))),
    )


def members_with(graph: MergedGraph, one: str, as_of: date) -> tuple[str, ...]:
    """Give the ids of the community of a node on a day, sorted.

    Raises:
        UnknownEntity: the graph does not hold it.
    """
    if one not in graph.entities:
        raise UnknownEntity(one)
    divided = _divide(graph, as_of)
    for group in divided.groups:
        members = tuple(divided.ids[member] for member in group)
        if one in members:
            return members
    return (one,)


def short_name(entity: Entity) -> str:
    """Name somebody in a few words, for a caption: the acronym, a file's number, or the name."""
    known = entity.first(Property.ACRONYM)
    if known is None and entity.kind is Kind.DOSSIER:
        known = entity.first(Property.IDENTIFIER)
    name = str(known or entity.name)
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def _divide(graph: MergedGraph, as_of: date) -> _Divided:
    ids = tuple(graph.entities)
    index = {one: number for number, one in enumerate(ids)}
    pairs = {
        (min(a, b), max(a, b))
        for tie in graph.ties
        if tie.subject != tie.object and holds(tie, as_of)
        for a, b in [(index[tie.subject], index[tie.object])]
    }
    edges = tuple(sorted(pairs))
    return _Divided(ids, edges, communities(len(ids), edges, SEED))


def _ranked(group: list[int], degree: Counter[int]) -> list[int]:
    return sorted(group, key=lambda one: (-degree[one], one))


def _super(
    graph: MergedGraph, ranked: list[str], spot: tuple[float, float], radius: float
) -> SuperPlace:
    entities = graph.entities
    bodies = [one for one in ranked if entities[one].kind is not Kind.PERSON]
    named = [entities[one] for one in (bodies or ranked)[:2]]
    return SuperPlace(
        key=ranked[0],
        name=" · ".join(dict.fromkeys(short_name(one) for one in named)),
        size=len(ranked),
        members=tuple(ranked[:8]),
        x=round(spot[0], 1),
        y=round(spot[1], 1),
        radius=round(radius, 1),
    )
