"""When no route exists: how far the search came from both sides, and which meeting would help.

Pure and deterministic. An introduction is a tie that nobody has yet; it supposes one tie of
medium strength (``TieModel.introduction``) and keeps the question's hop limit. What it must not
do: suggest anybody the question avoids, or a cold approach of a source to the target.
"""

from collections.abc import Collection

import numpy as np

from graph.model import Kind
from graph.snapshot import FORBIDDEN, CostView, Snapshot, TieFilter
from graph.strength import Flags, Ints, figure, score
from queries.kernels.search import labels
from queries.results import Introduction, Searched
from queries.routing.explain import actor
from queries.routing.question import Ground

_SHOWN = 10
_LOOKED_AT = 25
"""Candidates on each side. Costs add up, so the best pairs are among the best of each side."""

_Candidate = tuple[int, int, int, int, int]
"""Cost, number of ends that are no person, hops, near node, far node: in this order."""


def searched(snapshot: Snapshot, ground: Ground) -> Searched:
    """Say what was looked at when something was found: the size of the filtered graph only."""
    ends = {node for node, _ in ground.sources} | set(ground.targets)
    usable = ground.allowed.copy()
    usable[list(ends)] = True
    return Searched(int(np.count_nonzero(usable)), ground.view.tie_count, 0, 0, (), ())


def in_vain(
    snapshot: Snapshot, ground: Ground, limit: int = 3
) -> tuple[Searched, tuple[Introduction, ...]]:
    """Say what was looked at when nothing was found, and which introductions would help."""
    arrays = (snapshot.indptr, snapshot.heads, ground.view.costs, ground.allowed)
    near = labels(*arrays, ground.sources, ground.max_hops)
    far = labels(*arrays, [(node, 0) for node in ground.targets], ground.max_hops)
    size = searched(snapshot, ground)
    near_nodes = _nearest(snapshot, near[-1], ground.allowed)
    far_nodes = _nearest(snapshot, far[-1], ground.allowed & ~_mask(snapshot, ground.targets))
    looked = Searched(
        actors=size.actors,
        ties=size.ties,
        near_count=len(near_nodes),
        far_count=len(far_nodes),
        near_frontier=tuple(actor(snapshot, snapshot.ids[n]) for n in near_nodes[:_SHOWN]),
        far_frontier=tuple(actor(snapshot, snapshot.ids[n]) for n in far_nodes[:_SHOWN]),
    )
    return looked, _introductions(snapshot, ground, near, far, limit)


def _introductions(
    snapshot: Snapshot, ground: Ground, near: Ints, far: Ints, limit: int
) -> tuple[Introduction, ...]:
    starts = [node for node, _ in ground.sources]
    near_side = ground.allowed | _mask(snapshot, starts)
    far_side = ground.allowed | _mask(snapshot, ground.targets)
    unfiltered = TieFilter(include_invented=ground.view.tie_filter.include_invented)
    everything = snapshot.costs(ground.view.as_of, unfiltered)
    step = snapshot.model.cost(snapshot.model.introduction)
    best: dict[tuple[int, int], _Candidate] = {}
    for hops in range(ground.max_hops):
        before, after = near[hops], far[ground.max_hops - 1 - hops]
        for one in _nearest(snapshot, before, near_side)[:_LOOKED_AT]:
            for other in _nearest(snapshot, after, far_side)[:_LOOKED_AT]:
                if one == other or (one in starts and other in ground.targets):
                    continue
                if _is_tied(snapshot, everything, one, other):
                    continue
                cost = int(before[one]) + step + int(after[other])
                length = _fewest(near, one, hops) + 1
                length += _fewest(far, other, ground.max_hops - 1 - hops)
                strangers = _is_no_person(snapshot, one) + _is_no_person(snapshot, other)
                found = (cost, strangers, length, one, other)
                best[one, other] = min(found, best.get((one, other), found))
    return tuple(_introduce(snapshot, each, near, far) for each in sorted(best.values())[:limit])


def _introduce(snapshot: Snapshot, found: _Candidate, near: Ints, far: Ints) -> Introduction:
    cost, _, hops, one, other = found
    near_actor, far_actor = (actor(snapshot, snapshot.ids[node]) for node in (one, other))
    ours = "is ours" if near[0, one] < FORBIDDEN else f"is within our reach ({_at(near, one)})"
    theirs = (
        "is the target" if far[0, other] < FORBIDDEN else f"reaches the target ({_at(far, other)})"
    )
    medium = figure(snapshot.model.introduction)
    return Introduction(
        near=near_actor,
        far=far_actor,
        reason=(
            f"{near_actor.name} {ours} and {far_actor.name} {theirs}; no tie between them is "
            f"known. One of medium strength ({medium}) would make a route of {_steps(hops)} "
            f"with score {figure(score(cost))}."
        ),
        resulting_hops=hops,
        score_if_medium=score(cost),
    )


def _at(table: Ints, node: int) -> str:
    within = len(table) - 1
    hops = _fewest(table, node, within)
    return f"{_steps(hops)}, score {figure(score(int(table[within, node])))}"


def _steps(hops: int) -> str:
    return "1 step" if hops == 1 else f"{hops} steps"


def _fewest(table: Ints, node: int, within: int) -> int:
    """Give the fewest hops at which a node has its least cost."""
    return int(np.argmax(table[: within + 1, node] == table[within, node]))


def _nearest(snapshot: Snapshot, row: Ints, among: Flags) -> list[int]:
    """Sort reached nodes by cost; persons first among equals, then by id."""
    nodes = np.flatnonzero((row < FORBIDDEN) & among)
    other = [_is_no_person(snapshot, node) for node in nodes.tolist()]
    found: list[int] = nodes[np.lexsort((nodes, np.array(other, dtype=int), row[nodes]))].tolist()
    return found


def _is_no_person(snapshot: Snapshot, node: int) -> bool:
    return snapshot.graph.entities[snapshot.ids[node]].kind is not Kind.PERSON


def _is_tied(snapshot: Snapshot, view: CostView, one: int, other: int) -> bool:
    begin, end = int(snapshot.indptr[one]), int(snapshot.indptr[one + 1])
    place = begin + int(np.searchsorted(snapshot.heads[begin:end], other))
    there = place < end and int(snapshot.heads[place]) == other
    return there and int(view.costs[place]) < FORBIDDEN


def _mask(snapshot: Snapshot, nodes: Collection[int]) -> Flags:
    mask = np.zeros(len(snapshot.ids), dtype=np.bool_)
    mask[list(nodes)] = True
    return mask
