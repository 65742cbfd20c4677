"""Where everything stands: seeded, the same on every run and machine, never left to the browser.

Routes read from left to right in lanes. Other maps are packed: communities (Leiden) side by side,
ForceAtlas2 inside each. Whoever has a place already keeps it; a newcomer starts beside its
neighbours. Distances between communities carry no meaning, and the page says so.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from viz.packing import Packing
from viz.scene import Scene

Position = tuple[float, float]

LANE_WIDTH = 300.0
ROW_HEIGHT = 130.0
SPREAD = 70.0
"""Room for one node, in units of the map."""

_ROUNDS = 100
"""Of forces: with 200 the ties of dense communities are 0 to 2 % shorter, of trees 2 to 4 %."""

try:
    import crategraph_forceatlas2 as forceatlas2
    import graspologic_native as leiden
except ImportError:  # no wheel for this system: networkx does both, slower
    forceatlas2 = leiden = None


def place(
    scene: Scene, known: Mapping[str, Position] | None = None, *, seed: int = 1
) -> dict[str, Position]:
    """Give each node its place, keyed by id; ``known`` places are kept as they are."""
    if scene.has_lanes:
        return _lanes(scene)
    ids = [node.id for node in scene.nodes]
    index = {one: number for number, one in enumerate(ids)}
    edges = sorted(
        {
            (min(index[link.tail], index[link.head]), max(index[link.tail], index[link.head]))
            for link in scene.links
            if link.tail != link.head
        }
    )
    if known:
        return beside_known(ids, edges, known)
    return dict(zip(ids, packed(len(ids), tuple(edges), seed), strict=True))


@lru_cache(maxsize=16)
def packed(
    count: int, edges: tuple[tuple[int, int], ...], seed: int, centre: tuple[int, ...] = ()
) -> tuple[Position, ...]:
    """Place nodes 0…count-1: communities side by side, around those of the centre.

    Only numbers come in and are kept: asking again with another filter places nothing anew.
    """
    spots = [(0.0, 0.0)] * count
    packing = Packing(SPREAD * 0.35)
    middle = _inside(sorted(centre), edges, seed) if centre else []
    groups = communities(count, edges, seed, centre)
    reach = SPREAD * 1.6 * math.sqrt(len(centre))
    for one, (x, y) in zip(sorted(centre), middle, strict=True):
        spots[one] = (x * reach * 0.5, y * reach * 0.5)
    if centre:
        packing.take((0.0, 0.0), reach)
    for group, inside in zip(groups, _each_inside(groups, count, edges, seed), strict=True):
        radius = SPREAD * math.sqrt(len(group))
        at = packing.free(radius)
        packing.take(at, radius)
        for one, (x, y) in zip(group, inside, strict=True):
            spots[one] = (at[0] + x * radius * 0.85, at[1] + y * radius * 0.85)
    return tuple(spots)


def communities(
    count: int, edges: Sequence[tuple[int, int]], seed: int, apart: Sequence[int] = ()
) -> list[list[int]]:
    """Divide nodes 0…count-1 into communities, largest first; loners stand alone.

    Those who stand ``apart`` belong to none: whoever is tied to all would hold all together.
    """
    left = frozenset(apart)
    kept = tuple(edge for edge in edges if left.isdisjoint(edge))
    return [list(group) for group in _divided(count, kept, seed, left)]


@lru_cache(maxsize=16)
def _divided(
    count: int, edges: tuple[tuple[int, int], ...], seed: int, apart: frozenset[int]
) -> tuple[tuple[int, ...], ...]:
    alone = set(range(count)) - apart - {end for edge in edges for end in edge}
    groups: list[set[int]] = [{one} for one in alone]
    if edges and leiden is not None:
        listed = [(str(low), str(high), 1.0) for low, high in edges]
        _, found = leiden.leiden(listed, seed=seed, iterations=2)
        by_number: dict[int, set[int]] = defaultdict(set)
        for name, number in found.items():
            by_number[number].add(int(name))
        groups += by_number.values()
    elif edges:
        import networkx as nx  # only where the wheels are missing: it is slow to import

        groups += nx.community.louvain_communities(nx.Graph(edges), seed=seed)
    listed_groups = (tuple(sorted(group)) for group in groups)
    return tuple(sorted(listed_groups, key=lambda group: (-len(group), group)))


def _lanes(scene: Scene) -> dict[str, Position]:
    by_lane: dict[int, list[str]] = defaultdict(list)
    for node in scene.nodes:
        by_lane[node.lane or 0].append(node.id)
    beside: dict[str, list[str]] = defaultdict(list)
    for link in scene.links:
        beside[link.tail].append(link.head)
        beside[link.head].append(link.tail)
    height = {one: float(row) for ids in by_lane.values() for row, one in enumerate(ids)}
    for _ in range(4):  # a few sweeps untangle lanes; routes are small
        for ids in by_lane.values():
            middle = {one: _mean([height[b] for b in beside[one]], height[one]) for one in ids}
            ids.sort(key=lambda one: (middle[one], one))
            for row, one in enumerate(ids):
                height[one] = row - (len(ids) - 1) / 2
    places = {}
    for lane, ids in by_lane.items():
        # Lanes with few nodes are spread out, so that lines do not run on top of one another.
        most = max(len(other) for other in by_lane.values())
        gap = ROW_HEIGHT * max(1.0, (most - 1) / len(ids) * 0.8)
        for row, one in enumerate(ids):
            places[one] = (lane * LANE_WIDTH, (row - (len(ids) - 1) / 2) * gap)
    return places


def _each_inside(
    groups: list[list[int]], count: int, edges: Sequence[tuple[int, int]], seed: int
) -> list[list[Position]]:
    """Lay out each community by itself."""
    home = [-1] * count
    for number, group in enumerate(groups):
        for one in group:
            home[one] = number
    own: list[list[tuple[int, int]]] = [[] for _ in groups]
    for low, high in edges:
        if home[low] == home[high] != -1:
            own[home[low]].append((low, high))
    # One after the other: several threads gained nothing while a browser begins beside them.
    return [_inside(group, pairs, seed) for group, pairs in zip(groups, own, strict=True)]


def _inside(group: list[int], edges: Sequence[tuple[int, int]], seed: int) -> list[Position]:
    """Lay one community out within the unit circle."""
    if len(group) == 1:
        return [(0.0, 0.0)]
    index = {one: number for number, one in enumerate(group)}
    own = [(index[low], index[high]) for low, high in edges if low in index and high in index]
    raw = _forces(len(group), own, seed)
    middle = [sum(axis) / len(raw) for axis in zip(*raw, strict=True)]
    moved = [(x - middle[0], y - middle[1]) for x, y in raw]
    reach = sorted(math.hypot(*one) for one in moved)[int(0.95 * (len(moved) - 1))] or 1.0
    return [_limited(x / reach, y / reach) for x, y in moved]


def _forces(count: int, edges: list[tuple[int, int]], seed: int) -> list[Position]:
    if forceatlas2 is not None:
        settings = {**forceatlas2.infer_settings(count), "iterations": _ROUNDS}
        # One thread: the same sums in the same order on every machine.
        made = forceatlas2.layout(count, edges, seed=seed, threads=1, **settings)
        return [(float(x), float(y)) for x, y in made]
    import networkx as nx  # as above

    graph = nx.Graph(edges)
    graph.add_nodes_from(range(count))
    spots = nx.spring_layout(graph, seed=seed, iterations=60)
    return [(float(spots[one][0]), float(spots[one][1])) for one in range(count)]


def beside_known(
    ids: Sequence[str], edges: Sequence[tuple[int, int]], known: Mapping[str, Position]
) -> dict[str, Position]:
    """Keep the places that are known; whoever has none gets the nearest free one beside its own.

    Newcomers are placed in order, so that what one opened first does not move later.
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for low, high in edges:
        beside[ids[low]].append(ids[high])
        beside[ids[high]].append(ids[low])
    places = {one: known[one] for one in ids if one in known}
    packing = Packing(SPREAD * 0.35)
    for spot in known.values():
        packing.take(spot, SPREAD * 0.45)
    for one in ids:
        if one not in places:
            near = [known[other] for other in beside[one] if other in known]
            middle = tuple(_mean([spot[axis] for spot in near], 0.0) for axis in (0, 1))
            places[one] = packing.free(SPREAD * 0.45, (middle[0], middle[1]))
            packing.take(places[one], SPREAD * 0.45)
    return places


def _limited(x: float, y: float) -> Position:
    away = math.hypot(x, y)
    return (x, y) if away <= 1.0 else (x / away, y / away)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


NAME = 60.0
"""Room around a circle for a name that is wider than it, so that few hide each other."""


def spread(
    radii: Sequence[float], weights: Mapping[tuple[int, int], int], seed: int
) -> list[Position]:
    """Place circles of some size so that none lies on another and the well tied stand near.

    ``weights`` count the ties between two of them. Only the three heaviest of each pull: all of
    them together would draw everything into one heap.
    """
    if not radii:
        return []
    heaviest: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for ends, count in weights.items():
        for end in ends:
            heaviest[end].append((-count, ends))
    pulling = sorted({ends for own in heaviest.values() for _, ends in sorted(own)[:3]})
    raw = _forces(len(radii), pulling, seed) if len(radii) > 1 else [(0.0, 0.0)]
    middle = [sum(axis) / len(raw) for axis in zip(*raw, strict=True)]
    far = max((math.hypot(x - middle[0], y - middle[1]) for x, y in raw), default=1.0) or 1.0
    reach = 1.6 * math.sqrt(sum((radius + 30) ** 2 for radius in radii))
    packing = Packing(10.0)
    spots: list[Position] = [(0.0, 0.0)] * len(radii)
    for one in sorted(range(len(radii)), key=lambda each: (-radii[each], each)):
        x, y = ((raw[one][axis] - middle[axis]) / far * reach for axis in (0, 1))
        spots[one] = packing.free(radii[one] + NAME, (x, y))
        packing.take(spots[one], radii[one] + NAME)
    return spots
