"""Brokers: who stands on the best routes between our organisations and a set of targets.

Counted over pairs of one of ours and one target, each pair by its one best route (least cost,
then fewest steps, then identifiers), as ``routing.routes.reach`` gives it. For each broker every
pair is searched again without them. What it must not do: call a broker willing.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.errors import InvalidQuestion
from graph.snapshot import Snapshot
from graph.strength import MICRO, score
from queries.kernels.search import Path
from queries.measures.betweenness import betweenness
from queries.measures.our_reach import OurReach, ReachQuestion, times_weaker
from queries.measures.ties_among import ties_among
from queries.results import ActorRef
from queries.routing.explain import actor


@dataclass(frozen=True, slots=True)
class PairWithout:
    """A pair whose best route passes through a broker, and what is left without them.

    ``score`` is the route score now; ``without`` the best score without the broker, None where
    no route within the steps is left. ``times_weaker`` is their ratio, 1 or more.
    """

    source: ActorRef
    target: ActorRef
    route: tuple[ActorRef, ...]
    score: float
    without: float | None
    times_weaker: float | None
    replacement: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody on the best routes.

    ``pairs`` counts pairs whose best route passes through them, ``share`` is that of all pairs
    with a route, 0–1. ``cut_off`` counts pairs that are left without any route; of the others
    ``times_weaker`` is the geometric mean (None: no pair is left). ``betweenness`` is that among
    all who can stand in a route, 0–1; None where it was not asked for.
    """

    actor: ActorRef
    is_ours: bool
    pairs: int
    share: float
    cut_off: int
    times_weaker: float | None
    betweenness: float | None
    losses: tuple[PairWithout, ...]


@dataclass(frozen=True, slots=True)
class BrokersAnswer:
    """Brokers, those with most pairs first, then by identifier.

    ``pairs`` counts all pairs, ``reached`` those with a route, ``direct`` those of one step,
    which need no broker; ``found`` counts all brokers, of which ``brokers`` are the first.
    """

    ours: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    max_hops: int
    pairs: int
    reached: int
    direct: int
    found: int
    brokers: tuple[Broker, ...]
    notes: tuple[str, ...] = ()


_Pair = tuple[str, str]
_Found = tuple[int, Path]


def brokers(
    snapshot: Snapshot,
    question: ReachQuestion,
    pivots: int | None = None,
    most: int | None = None,
) -> BrokersAnswer:
    """Find who stands on the best routes; ``pivots`` adds sampled betweenness (0: exact).

    At most ``most`` brokers are searched without and given; None: all.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: an empty side, or none of ours has a route to any target.
    """
    reach = OurReach.of(snapshot, question)
    paths = _paths(reach)
    if not paths:
        msg = (
            f"None of the {len(question.ours)} of ours has a route to any of the "
            f"{len(question.targets)} targets within {question.max_hops} steps on "
            f"{question.as_of}. Allow more steps, or let more ties count."
        )
        raise InvalidQuestion(msg)
    through: dict[int, list[_Pair]] = defaultdict(list)
    for pair, (_, path) in paths.items():
        for node in path[1:-1]:
            through[node].append(pair)
    between = _betweenness(snapshot, question, pivots)
    # Nodes are numbered in the order of their identifiers.
    ranked = sorted(through.items(), key=lambda item: (-len(item[1]), item[0]))
    found = [
        _broker(reach, node, pairs, paths, between.get(snapshot.ids[node]))
        for node, pairs in ranked[:most]
    ]
    return BrokersAnswer(
        ours=tuple(actor(snapshot, name) for name in question.ours),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        max_hops=question.max_hops,
        pairs=len(question.ours) * len(question.targets),
        reached=len(paths),
        direct=sum(len(path) == 2 for _, path in paths.values()),
        found=len(ranked),
        brokers=tuple(found),
        notes=_notes(pivots),
    )


def _paths(reach: OurReach) -> dict[_Pair, _Found]:
    """Give the best path of each pair that has one."""
    found: dict[_Pair, _Found] = {}
    for target in reach.question.targets:
        table = reach.labels(reach.nodes(target))
        for source in reach.question.ours:
            path = reach.best(table, reach.nodes(source))
            if path is not None:
                found[source, target] = path
    return found


def _broker(
    reach: OurReach,
    node: int,
    pairs: Collection[_Pair],
    paths: Mapping[_Pair, _Found],
    between: float | None,
) -> Broker:
    snapshot = reach.snapshot
    left = _without(reach, node, pairs)
    losses = [_loss(snapshot, pair, paths[pair], left.get(pair)) for pair in pairs]
    ratios = [
        (left[pair][0] - paths[pair][0]) / MICRO for pair in pairs if left.get(pair) is not None
    ]
    losses.sort(key=lambda one: (-(one.times_weaker or math.inf), one.source.id, one.target.id))
    name = snapshot.ids[node]
    return Broker(
        actor=actor(snapshot, name),
        is_ours=name in reach.question.ours,
        pairs=len(pairs),
        share=len(pairs) / len(paths),
        cut_off=len(pairs) - len(ratios),
        times_weaker=math.exp(math.fsum(ratios) / len(ratios)) if ratios else None,
        betweenness=between,
        losses=tuple(losses),
    )


def _without(reach: OurReach, node: int, pairs: Collection[_Pair]) -> dict[_Pair, _Found]:
    """Give the best paths of some pairs without a node, labelling from the smaller side."""
    side = 0 if len({a for a, _ in pairs}) < len({b for _, b in pairs}) else 1
    found: dict[_Pair, _Found] = {}
    for end in sorted({pair[side] for pair in pairs}):
        table = reach.labels(reach.nodes(end), (node,))
        for pair in (each for each in pairs if each[side] == end):
            path = reach.best(table, reach.nodes(pair[1 - side]), (node,))
            if path is not None:
                found[pair] = (path[0], path[1] if side else path[1][::-1])
    return found


def _loss(snapshot: Snapshot, pair: _Pair, now: _Found, left: _Found | None) -> PairWithout:
    return PairWithout(
        source=actor(snapshot, pair[0]),
        target=actor(snapshot, pair[1]),
        route=_named(snapshot, now[1]),
        score=score(now[0]),
        without=None if left is None else score(left[0]),
        times_weaker=None if left is None else times_weaker(now[0], left[0]),
        replacement=() if left is None else _named(snapshot, left[1]),
    )


def _named(snapshot: Snapshot, path: Path) -> tuple[ActorRef, ...]:
    return tuple(actor(snapshot, snapshot.ids[node]) for node in path)


def _betweenness(
    snapshot: Snapshot, question: ReachQuestion, pivots: int | None
) -> Mapping[str, float]:
    if pivots is None:
        return {}
    names = [snapshot.ids[node] for node in np.flatnonzero(snapshot.actors()).tolist()]
    among = ties_among(snapshot, names, question.as_of, question.ties)
    return dict(zip(among.ids, betweenness(among, pivots or None).tolist(), strict=True))


def _notes(pivots: int | None) -> tuple[str, ...]:
    notes = ["Of equally good routes one is counted; losing its broker then costs nothing (1)."]
    if pivots:
        notes.append(f"Betweenness is sampled from {pivots} evenly spaced starts.")
    return tuple(notes)
