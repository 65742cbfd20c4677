"""Advocacy routes: who of ours reaches a target, through whom, on what evidence.

The k best simple routes of at most ``max_hops`` steps, or of any number, as of a day, exact, in
the order (cost, hops, actor ids). A route to several targets ends at one of them and may pass
through another. When nothing is found, the answer says how far the search came and what would
help.
What it must not do: weigh ties (``graph.strength``) or read the clock.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph.errors import InvalidQuestion
from graph.snapshot import EVERYTHING, CostView, Snapshot, TieFilter
from graph.strength import Flags, Ints
from queries.kernels.search import Path, cost_matrix, follow, labels
from queries.results import Route, RouteAnswer
from queries.routing.conditions import faults, told
from queries.routing.explain import actor, explain_route
from queries.routing.introductions import in_vain, searched
from queries.routing.pool import Chosen, choose, search, within_load
from queries.routing.question import Ground, RouteQuestion, prepare, relaying, with_versions
from queries.routing.unstated import unstated

__all__ = ["RouteQuestion", "find_routes", "reach", "reach_costs", "routes_each"]


def find_routes(snapshot: Snapshot, question: RouteQuestion) -> RouteAnswer:
    """Answer a question with its best routes, or with why there is none.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: the question contradicts itself or asks for too much.
    """
    ground = prepare(snapshot, question)
    routes, load = _best(snapshot, ground, question)
    helps = not routes and ground.via is None
    looked, introductions = (
        in_vain(snapshot, ground) if helps else (searched(snapshot, ground), ())
    )
    found = () if routes else faults(snapshot, question)
    return RouteAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        max_hops=question.max_hops,
        routes=routes,
        searched=looked,
        introductions=introductions,
        notes=(
            *_notes(snapshot, question),
            *(load if routes else told(snapshot, question, found)),
        ),
        faults=found,
    )


def routes_each(snapshot: Snapshot, question: RouteQuestion) -> RouteAnswer:
    """Answer the same question for each target apart: up to k routes to each.

    Routes come in the order of the targets asked, then best first; other targets may stand in
    them. Notes name the targets that no route reaches.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``, or a load is to be kept.
    """
    if question.load is not None:
        msg = (
            "A load is kept among routes that are taken together, not where each target is asked "
            "for apart; drop one of the two. The assignment shares work out among all targets."
        )
        raise InvalidQuestion(msg)
    ground = prepare(snapshot, question)
    found = {
        target: _best(snapshot, prepare(snapshot, replace(question, targets=(target,))), question)[
            0
        ]
        for target in question.targets
    }
    beyond = [actor(snapshot, target).name for target, routes in found.items() if not routes]
    unreached = (f"No route reaches {', '.join(beyond)}.",) if beyond else ()
    return RouteAnswer(
        sources=tuple(actor(snapshot, name) for name in question.sources),
        targets=tuple(actor(snapshot, name) for name in question.targets),
        as_of=question.as_of,
        max_hops=question.max_hops,
        routes=tuple(route for routes in found.values() for route in routes),
        searched=searched(snapshot, ground),
        introductions=(),
        notes=(*unreached, *_notes(snapshot, question)),
    )


def reach(
    snapshot: Snapshot,
    sources: Sequence[str],
    targets: Sequence[str],
    as_of: date,
    max_hops: int = 2,
    tie_filter: TieFilter = EVERYTHING,
    avoid: Collection[str] = (),
) -> Mapping[tuple[str, str], Route]:
    """Give the best route of each source to each target; pairs without one are absent.

    Each source stands alone, as if ``find_routes`` were asked for it with k = 1: others of ours
    may pass its request on. Keys come in the order of sources, then targets.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``.
    """
    question, view, allowed = _pairs(
        snapshot, sources, targets, as_of, max_hops, tie_filter, avoid
    )
    arrays = (snapshot.indptr, snapshot.heads, view.costs, allowed)
    paths: dict[tuple[str, str], tuple[int, Path]] = {}
    for target in question.targets:
        ends = [(node, 0) for node in with_versions(snapshot, (target,))]
        table = labels(*arrays, ends, max_hops)
        for source in question.sources:
            starts = with_versions(snapshot, (source,))
            found = [path for node in starts if (path := follow(*arrays, table, node))]
            if found:
                paths[source, target] = min(found, key=lambda each: (each[0], len(each[1]), each))
    return {
        (source, target): explain_route(snapshot, view, *paths[source, target])
        for source in question.sources
        for target in question.targets
        if (source, target) in paths
    }


def reach_costs(
    snapshot: Snapshot,
    sources: Sequence[str],
    targets: Sequence[str],
    as_of: date,
    max_hops: int = 2,
    tie_filter: TieFilter = EVERYTHING,
    avoid: Collection[str] = (),
) -> Ints:
    """Give the cost of ``reach`` of each source (rows) to each target (columns), unexplained.

    FORBIDDEN where there is no route; ``graph.strength.score`` turns a cost into a score.

    Raises:
        UnknownEntity: an identifier is not in the snapshot.
        InvalidQuestion: as for ``find_routes``.
    """
    question, view, allowed = _pairs(
        snapshot, sources, targets, as_of, max_hops, tie_filter, avoid
    )
    starts = [with_versions(snapshot, (name,)) for name in question.sources]
    ends = [with_versions(snapshot, (name,)) for name in question.targets]
    arrays = (snapshot.indptr, snapshot.heads, view.costs, allowed)
    return cost_matrix(*arrays, starts, ends, max_hops)


def _pairs(
    snapshot: Snapshot,
    sources: Sequence[str],
    targets: Sequence[str],
    as_of: date,
    max_hops: int,
    tie_filter: TieFilter,
    avoid: Collection[str],
) -> tuple[RouteQuestion, CostView, Flags]:
    """Check what is asked of pairs; give it with the day's costs and who may relay."""
    question = RouteQuestion(
        sources=tuple(sources),
        targets=tuple(targets),
        as_of=as_of,
        max_hops=max_hops,
        avoid=frozenset(avoid),
        relations=tie_filter.relations,
        channels=tie_filter.channels,
        min_confidence=tie_filter.min_confidence,
        include_invented=tie_filter.include_invented,
        consented=tie_filter.consented,
        languages=tie_filter.languages,
    )
    return question, prepare(snapshot, question).view, relaying(snapshot, question)


def _best(
    snapshot: Snapshot, ground: Ground, question: RouteQuestion
) -> tuple[tuple[Route, ...], tuple[str, ...]]:
    """Give the best routes, and a note where too few keep the load."""
    notes: tuple[str, ...] = ()
    if question.load is None:
        found = tuple(search(snapshot, ground, question.k))
    else:
        load = within_load(question.load, len(question.sources))
        chosen = choose(snapshot, ground, question.k, load)
        found, notes = chosen.taken, _overloaded(question, chosen)
    return tuple(explain_route(snapshot, ground.view, *each) for each in found), notes


def _overloaded(question: RouteQuestion, chosen: Chosen) -> tuple[str, ...]:
    if not chosen.taken or len(chosen.taken) == question.k:
        return ()
    what = f"all {chosen.looked_at} routes" if chosen.is_all else f"the {chosen.looked_at} best"
    return (
        f"Only {len(chosen.taken)} of {question.k} routes, taken in order from {what}, keep the "
        f"load: nobody carries more than {question.load}.",
    )


def _notes(snapshot: Snapshot, question: RouteQuestion) -> tuple[str, ...]:
    notes = []
    for name in dict.fromkeys((*question.sources, *question.targets)):
        versions = snapshot.versions.get(name, ())
        if versions:
            notes.append(f"{actor(snapshot, name).name} stands for its versions: {len(versions)}.")
    notes += unstated(snapshot, question)
    if snapshot.notes:
        notes.append(f"{len(snapshot.notes)} ties could not be read and were left out.")
    return tuple(notes)
