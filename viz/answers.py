"""Scenes of answers: routes and assignments, with the words that belong beside the map."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model import MergedGraph
from queries.results import (
    ActorRef,
    Approach,
    Assignment,
    EvidenceLine,
    Hop,
    Introduction,
    Route,
    RouteAnswer,
)
from viz.scene import (
    Card,
    Highlight,
    Line,
    Scene,
    SceneLink,
    SceneNode,
    node_of,
    source_lines,
)


@dataclass(frozen=True, slots=True)
class SeveralRoutes:
    """Routes of one question, however they were chosen, to be drawn together.

    ``chosen`` says in words how they were, ``routes`` are best first, each once.
    """

    sources: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    as_of: date
    routes: tuple[Route, ...]
    chosen: str
    notes: tuple[str, ...]


def of_several(graph: MergedGraph, asked: SeveralRoutes) -> Scene:
    """Draw the union of routes from left to right; who stands in several is counted."""
    lanes = _lanes(asked.routes) if asked.routes else {}
    return Scene(
        title=f"How to reach {_names(asked.targets)}: {asked.chosen}",
        subtitle=f"From {_names(asked.sources)}, as of {asked.as_of}, "
        f"{len(asked.routes)} routes drawn together",
        as_of=asked.as_of,
        level=graph.level,
        nodes=_nodes(graph, asked, lanes),
        links=_route_links(asked.routes),
        cards=tuple(_route_card(number, route) for number, route in enumerate(asked.routes, 1)),
        notes=asked.notes,
        attribution=_attribution(graph, asked.routes),
    )


def of_routes(graph: MergedGraph, answer: RouteAnswer, title: str | None = None) -> Scene:
    """Draw routes from left to right; without any, the two frontiers and what would help."""
    lanes = _lanes(answer.routes) if answer.routes else _frontier_lanes(answer)
    links = _route_links(answer.routes) if answer.routes else _introductions(answer.introductions)
    return Scene(
        title=title or f"How to reach {_names(answer.targets)}",
        subtitle=f"From {_names(answer.sources)}, as of {answer.as_of}, {answer.limit}",
        as_of=answer.as_of,
        level=graph.level,
        nodes=_nodes(graph, answer, lanes),
        links=links,
        cards=tuple(_route_card(number, route) for number, route in enumerate(answer.routes, 1))
        or (_nothing_card(answer),),
        notes=answer.notes,
        attribution=_attribution(graph, answer.routes),
    )


def of_assignment(graph: MergedGraph, answer: Assignment, title: str | None = None) -> Scene:
    """Draw who approaches whom: organisations left, door-openers between, targets right."""
    lanes: dict[str, int] = {}
    links: dict[str, SceneLink] = {}
    for line in answer.approaches:
        highlight = Highlight.LEAD if line.order == 1 else Highlight.BACKUP
        lanes[line.organization.id] = 0
        lanes[line.target.id] = 2
        for step in _approach_links(line, highlight):
            links.setdefault(step.id, step)
            for end in (step.tail, step.head):
                lanes.setdefault(end, 1)
    for gap in answer.gaps:
        lanes[gap.target.id] = 2
    routes = [line.route for line in answer.approaches if line.route]
    return Scene(
        title=title or "Who approaches whom",
        subtitle=f"As of {answer.as_of}; solid line: lead, dashed: backup",
        as_of=answer.as_of,
        level=graph.level,
        nodes=tuple(
            node_of(graph.entities[one], answer.as_of, lane=lanes[one], focus=lanes[one] == 2)
            for one in sorted(lanes)
        ),
        links=tuple(links[one] for one in sorted(links)),
        cards=_assignment_cards(answer),
        notes=answer.notes,
        attribution=_attribution(graph, routes),
    )


def _nodes(
    graph: MergedGraph, answer: RouteAnswer | SeveralRoutes, lanes: dict[str, int]
) -> tuple[SceneNode, ...]:
    targets = {target.id for target in answer.targets}
    shared = _shared(answer.routes)
    return tuple(
        replace(
            node_of(graph.entities[one], answer.as_of, lane=lanes[one], focus=one in targets),
            routes=shared[one],
        )
        for one in sorted(lanes)
    )


def _shared(routes: Sequence[Route]) -> Mapping[str, int]:
    """Count in how many routes each go-between stands; ends that all share say nothing."""
    starts = {route.actors[0].id for route in routes}
    first = 0 if len(starts) > 1 else 1
    return Counter(one for route in routes for one in {a.id for a in route.actors[first:-1]})


def _lanes(routes: Iterable[Route]) -> dict[str, int]:
    """Place each actor right of all who lead to it, and every end at the far right.

    Where two routes pass the same two in opposite order, the better one decides.
    """
    routes = list(routes)
    before: dict[str, set[str]] = {actor.id: set() for route in routes for actor in route.actors}
    for tail, head in ((hop.tail.id, hop.head.id) for route in routes for hop in route.hops):
        if not _leads(before, head, tail):
            before[head].add(tail)
    lanes: dict[str, int] = {}

    def lane(one: str) -> int:
        if one not in lanes:
            lanes[one] = max((lane(other) + 1 for other in before[one]), default=0)
        return lanes[one]

    last = max(lane(one) for one in before)
    return lanes | {route.actors[-1].id: last for route in routes}


def _leads(before: Mapping[str, set[str]], one: str, other: str) -> bool:
    """Say whether steps lead from one to another, or they are the same."""
    seen, left = {other}, [other]
    while left:
        fresh = before[left.pop()] - seen
        seen |= fresh
        left += fresh
    return one in seen


def _frontier_lanes(answer: RouteAnswer) -> dict[str, int]:
    lanes = {actor.id: 0 for actor in answer.sources}
    for introduction in answer.introductions:
        lanes.setdefault(introduction.near.id, 1)
        lanes.setdefault(introduction.far.id, 2)
    for actor in answer.searched.near_frontier[:5]:
        lanes.setdefault(actor.id, 1)
    for actor in answer.searched.far_frontier[:5]:
        lanes.setdefault(actor.id, 2)
    lanes.update({actor.id: 3 for actor in answer.targets})
    return lanes


def _route_links(routes: Sequence[Route]) -> tuple[SceneLink, ...]:
    links: dict[str, SceneLink] = {}
    for route in routes:
        for hop in route.hops:
            link = _hop_link(hop, Highlight.ROUTE)
            links.setdefault(link.id, link)
    return tuple(links[one] for one in sorted(links))


def _approach_links(line: Approach, highlight: Highlight) -> Iterable[SceneLink]:
    if line.route is None:
        text = Line(line.reason, "no evidence: a cold approach", "")
        yield SceneLink(
            f"{line.organization.id}>{line.target.id}:{highlight.value}",
            line.organization.id,
            line.target.id,
            "cold approach",
            (text,),
            invented=False,
            highlight=highlight,
            band="cold",
        )
        return
    for hop in line.route.hops:
        yield _hop_link(hop, highlight)


def _hop_link(hop: Hop, highlight: Highlight) -> SceneLink:
    return SceneLink(
        id=f"{hop.tail.id}>{hop.head.id}:{highlight.value}",
        tail=hop.tail.id,
        head=hop.head.id,
        label=f"{hop.band.value}: {hop.evidence[0].channel.replace('_', ' ').lower()}",
        lines=tuple(
            Line(f"{line.reading}; {_age(line)}; {line.arithmetic}", ", ".join(line.sources), "")
            for line in hop.evidence
        ),
        invented=any(line.invented for line in hop.evidence),
        highlight=highlight,
        band=hop.band.value,
    )


def _introductions(introductions: Iterable[Introduction]) -> tuple[SceneLink, ...]:
    return tuple(
        SceneLink(
            id=f"{one.near.id}>{one.far.id}:missing",
            tail=one.near.id,
            head=one.far.id,
            label="introduction worth making",
            lines=(Line(one.reason, "no tie is known", ""),),
            invented=False,
            highlight=Highlight.MISSING,
        )
        for one in introductions
    )


def _route_card(number: int, route: Route) -> Card:
    chain = " → ".join(actor.name for actor in route.actors)
    steps = []
    for place, hop in enumerate(route.hops):
        weakest = " (weakest step)" if place == route.weakest and len(route.hops) > 1 else ""
        best = hop.evidence[0]
        holder = f"; held by {best.holder.name}" if best.holder else ""
        small = f"{best.reading}; {_age(best)}{holder}. {best.arithmetic}; step: {hop.arithmetic}"
        steps.append((f"{hop.tail.name} → {hop.head.name}: {hop.band.value}{weakest}", small))
    return Card(
        f"{number}. {chain}",
        f"Route score {route.score:.2f} ({route.band.value}), not a probability",
        tuple(steps),
    )


def _nothing_card(answer: RouteAnswer) -> Card:
    searched = answer.searched
    steps = [
        (f"Worth making: {one.near.name} meets {one.far.name}", one.reason)
        for one in answer.introductions
    ]
    return Card(
        "No route was found",
        f"Searched {searched.actors} actors and {searched.ties} ties: we reach "
        f"{searched.near_count} actors, {searched.far_count} reach the target.",
        tuple(steps),
    )


def _assignment_cards(answer: Assignment) -> tuple[Card, ...]:
    by_target: dict[str, list[Approach]] = {}
    for line in answer.approaches:
        by_target.setdefault(line.target.id, []).append(line)
    cards = [
        Card(
            lines[0].target.name,
            "home country covered" if any(line.home_country for line in lines) else "",
            tuple(
                (
                    f"{'Lead' if line.order == 1 else 'Backup'}: {line.organization.name}",
                    line.reason,
                )
                for line in lines
            ),
        )
        for _, lines in sorted(by_target.items())
    ]
    cards += [Card(f"Gap: {gap.target.name}", gap.reason, ()) for gap in answer.gaps]
    return tuple(cards)


def _age(line: EvidenceLine) -> str:
    invented = ", invented" if line.invented else ""
    return f"evidence of {line.evidence_day} ({line.age_days} days old{invented})"


def _attribution(graph: MergedGraph, routes: Iterable[Route]) -> tuple[str, ...]:
    ties = {
        tie for route in routes for hop in route.hops for e in hop.evidence for tie in e.tie_ids
    }
    sources = {piece.source for tie in graph.lookup.ties(ties) for piece in tie.evidence}
    return source_lines(graph, sorted(sources))


def _names(actors: Sequence[ActorRef]) -> str:
    names = ", ".join(actor.name for actor in actors[:3])
    return names + (f" and {len(actors) - 3} more" if len(actors) > 3 else "")
