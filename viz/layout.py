"""Where everything stands: seeded, the same on every run and machine, never left to the browser.

Routes read from left to right in lanes. Other maps are packed: communities (Leiden) side by side,
ForceAtlas2 inside each. Whoever has a place already keeps it; a newcomer starts beside its
neighbours. Distances between communities carry no meaning, and the page says so.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random

from viz.scene import Scene

Position = tuple[float, float]

LANE_WIDTH = 300.0
ROW_HEIGHT = 130.0
SPREAD = 70.0
"""Room for one node, in units of the map."""

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
        return _beside_known(ids, edges, known, seed)
    return dict(zip(ids, _packed(len(ids), edges, seed), strict=True))


def communities(count: int, edges: Sequence[tuple[int, int]], seed: int) -> list[list[int]]:
    """Divide nodes 0…count-1 into communities, largest first; loners stand alone."""
    alone = set(range(count)) - {end for edge in edges for end in edge}
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
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


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


def _packed(count: int, edges: Sequence[tuple[int, int]], seed: int) -> list[Position]:
    places = [(0.0, 0.0)] * count
    spiral: list[tuple[float, float, float]] = []
    for group in communities(count, edges, seed):
        radius = SPREAD * math.sqrt(len(group))
        centre = _free_spot(spiral, radius)
        spiral.append((*centre, radius))
        for one, (x, y) in zip(group, _inside(group, edges, seed), strict=True):
            places[one] = (centre[0] + x * radius * 0.85, centre[1] + y * radius * 0.85)
    return places


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
        settings = dict(forceatlas2.infer_settings(count))
        # One thread: the same sums in the same order on every machine.
        made = forceatlas2.layout(count, edges, iterations=200, seed=seed, threads=1, **settings)
        return [(float(x), float(y)) for x, y in made]
    import networkx as nx  # as above

    graph = nx.Graph(edges)
    graph.add_nodes_from(range(count))
    spots = nx.spring_layout(graph, seed=seed, iterations=60)
    return [(float(spots[one][0]), float(spots[one][1])) for one in range(count)]


def _free_spot(taken: list[tuple[float, float, float]], radius: float) -> Position:
    """Walk outward on a spiral until a circle fits."""
    step = 0
    while True:
        angle, away = step * 2.399963, SPREAD * 0.35 * math.sqrt(step)
        x, y = away * math.cos(angle) * 1.5, away * math.sin(angle)
        if all(math.hypot(x - a, y - b) >= (radius + other) * 1.02 for a, b, other in taken):
            return x, y
        step += 1


def _beside_known(
    ids: list[str], edges: Sequence[tuple[int, int]], known: Mapping[str, Position], seed: int
) -> dict[str, Position]:
    random = Random(seed)
    beside: dict[str, list[str]] = defaultdict(list)
    for low, high in edges:
        beside[ids[low]].append(ids[high])
        beside[ids[high]].append(ids[low])
    places = {one: known[one] for one in ids if one in known}
    for one in ids:
        if one not in places:
            near = [known[other] for other in beside[one] if other in known]
            x, y = (_mean([spot[axis] for spot in near], 0.0) for axis in (0, 1))
            places[one] = (
                x + random.uniform(-SPREAD, SPREAD),
                y + random.uniform(-SPREAD, SPREAD),
            )
    return places


def _limited(x: float, y: float) -> Position:
    away = math.hypot(x, y)
    return (x, y) if away <= 1.0 else (x / away, y / away)


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
