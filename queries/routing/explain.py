"""Explaining a step: every tie behind it as a sentence, with its dates, source and arithmetic.

The figures are those the search used (``CostView``), not computed again. What it must not do:
choose routes, or show a tie that the question left out.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

import numpy as np

from graph.model import Kind, MergedGraph, Relation, Tie
from graph.period import EndKind, Period
from graph.provenance import Source
from graph.snapshot import CostView, Snapshot
from graph.strength import figure, score
from graph.tie_table import evidence_day
from queries.results import ActorRef, Band, EvidenceLine, Hop, Route
from queries.role_words import role_with_article, role_words

SHARED_BODY = "shared_body"
"""Channel of a step that exists because both belong to one small body."""

_EVENTS_WRITTEN = 3

_CONTACTS = {
    "meeting": "{0} met {1}",
    "call": "{0} spoke to {1} by telephone",
    "email": "{0} wrote to {1}",
    "co_attendance": "{0} and {1} attended the same event",
    "joint_letter": "{0} and {1} signed the same letter",
    "co_authored": "{0} and {1} wrote a text together",
    "former_colleague": "{0} and {1} worked together",
}

_STRUCTURES = {
    Relation.MEMBER_OF: "{0} is {2} of {1}",
    Relation.HOLDS: "{0} holds the post {1}",
    Relation.POST_IN: "the post {0} is in {1}",
    Relation.SUB_ORGANIZATION_OF: "{0} is part of {1}",
    Relation.RAPPORTEUR_FOR: "{0} is {2} for {1}",
    Relation.RESPONSIBLE_FOR: "{0} is responsible for {1} ({2})",
    Relation.MANAGES: "{0} manages {1}",
}


def actor(snapshot: Snapshot, identifier: str) -> ActorRef:
    """Name an entity as answers do."""
    return reference(snapshot.graph, identifier)


def reference(graph: MergedGraph, identifier: str) -> ActorRef:
    """Name an entity of a merged graph as answers do."""
    entity = graph.entities[identifier]
    return ActorRef(
        entity.id, entity.name, entity.kind, entity.classification, invented=entity.invented
    )


def explain_route(snapshot: Snapshot, view: CostView, cost: int, path: tuple[int, ...]) -> Route:
    """Open a path of the search to its hops and their evidence; whoever starts it holds the first.

    ``cost`` includes what the start adds for its readiness.
    """
    hops = tuple(
        explain_hop(snapshot, view, tail, head, first=not place)
        for place, (tail, head) in enumerate(pairwise(path))
    )
    value = score(cost)
    return Route(
        actors=tuple(actor(snapshot, snapshot.ids[node]) for node in path),
        hops=hops,
        cost=cost,
        score=value,
        band=Band(snapshot.model.band(value)),
        weakest=min(range(len(hops)), key=lambda place: hops[place].score),
    )


def explain_hop(snapshot: Snapshot, view: CostView, tail: int, head: int, *, first: bool) -> Hop:
    """Open one step: its strength and every tie that counts, best first."""
    begin, end = int(snapshot.indptr[tail]), int(snapshot.indptr[tail + 1])
    arc = begin + int(np.searchsorted(snapshot.heads[begin:end], head))
    pair = int(snapshot.arc_pair[arc])
    source = actor(snapshot, snapshot.ids[tail])
    rows = [row for row in _rows_of(snapshot, pair) if view.row_strengths[row] > 0]
    lines = [_line(snapshot, view, row, source if first else None) for row in rows]
    strength = float(view.strengths[pair])
    return Hop(
        tail=source,
        head=actor(snapshot, snapshot.ids[head]),
        score=strength,
        band=Band(snapshot.model.band(strength)),
        cost=int(view.costs[arc]),
        arithmetic=_combined(snapshot, view, rows, strength),
        evidence=tuple(sorted(lines, key=lambda line: (-line.score, line.tie_ids))),
    )


def _rows_of(snapshot: Snapshot, pair: int) -> list[int]:
    rows = snapshot.rows
    found: list[int] = rows.order[rows.pair_rows[pair] : rows.pair_rows[pair + 1]].tolist()
    return found


def _combined(snapshot: Snapshot, view: CostView, rows: list[int], strength: float) -> str:
    """Write how the evidence adds up: the best of each source, then across sources."""
    best: dict[int, float] = {}
    for row in rows:
        source = int(snapshot.rows.source[row])
        best[source] = max(best.get(source, 0.0), float(view.row_strengths[row]))
    parts = sorted(best.values(), reverse=True)
    if len(parts) == 1:
        many = len(rows) > 1
        text = f"best of {len(rows)} ties of one source: " if many else ""
        text += figure(parts[0])
    else:
        product = " × ".join(f"(1 − {figure(part)})" for part in parts)
        text = f"best of each of {len(parts)} sources: 1 − {product} = {_noisy(parts)}"
    held = _held(snapshot, parts, strength)
    return f"{text}{held}; × {snapshot.model.beta:.2f} for the step"


def _noisy(parts: list[float]) -> str:
    missing = 1.0
    for part in parts:
        missing *= 1.0 - part
    return figure(1.0 - missing)


def _held(snapshot: Snapshot, parts: list[float], strength: float) -> str:
    if strength == snapshot.model.floor and max(parts) < strength:
        return f", held at the least strength {strength:.2g}"
    if strength == snapshot.model.ceiling:
        return f", held at the greatest strength {strength:.2f}"
    return ""


def _line(snapshot: Snapshot, view: CostView, row: int, holder: ActorRef | None) -> EvidenceLine:
    rows = snapshot.rows
    if row >= rows.direct:
        return _shared(snapshot, view, row)
    places = [
        place
        for place in rows.tie_rows[rows.tie_starts[row] : rows.tie_starts[row + 1]].tolist()
        if view.values[place] > 0
    ]
    if rows.contact[row]:
        return _contact(snapshot, view, row, places, holder)
    return _structure(snapshot, view, row, places[0], holder)


def _contact(
    snapshot: Snapshot, view: CostView, row: int, places: list[int], holder: ActorRef | None
) -> EvidenceLine:
    table = snapshot.table
    places = sorted(places, key=lambda place: (-int(table.day[place]), table.ties[place].id))
    ties = [table.ties[place] for place in places]
    days = [date.fromordinal(int(table.day[place])) for place in places]
    return EvidenceLine(
        tie_ids=tuple(tie.id for tie in ties),
        reading=_contact_reading(snapshot.graph, ties, days),
        channel=ties[0].role or "contact",
        period=Period.between(days[-1], days[0]),
        evidence_day=days[0],
        age_days=(view.as_of - days[0]).days,
        score=float(view.row_strengths[row]),
        arithmetic=_contact_arithmetic(snapshot, view, row, places),
        sources=source_titles(snapshot.graph, ties),
        holder=holder,
        invented=any(bool(table.invented[place]) for place in places),
    )


def _contact_reading(graph: MergedGraph, ties: list[Tie], days: list[date]) -> str:
    tie = ties[0]
    sentence = _CONTACTS.get(tie.role or "", "{0} was in contact with {1}").format(
        graph.entities[tie.subject].name, graph.entities[tie.object].name
    )
    if len(days) == 1:
        return f"{sentence} on {days[0]}"
    times = "once" if len(days) == 2 else f"{len(days) - 1} times"
    return f"{sentence} on {days[0]}, and {times} before since {days[-1]}"


def _contact_arithmetic(snapshot: Snapshot, view: CostView, row: int, places: list[int]) -> str:
    """Write ``meeting 2026-03-04 (0.70) × decay 0.62 → x 0.43 → 0.35``."""
    total = sum(float(view.values[place]) for place in places)
    written = [_event(snapshot, view, place) for place in places[:_EVENTS_WRITTEN]]
    rest = places[_EVENTS_WRITTEN:]
    if rest:
        more = sum(float(view.values[place]) for place in rest)
        written.append(f"{len(rest)} older → x {figure(more)}")
    text = "; ".join(written)
    if len(places) > 1:
        text += f"; together x {figure(total)}"
    return f"{text} → {figure(float(view.row_strengths[row]))}"


def _event(snapshot: Snapshot, view: CostView, place: int) -> str:
    table = snapshot.table
    tie, confidence = table.ties[place], float(table.confidence[place])
    decay = float(view.certainty[place]) / confidence
    sure = f" × confidence {confidence:.2f}" if confidence < 1 else ""
    day = date.fromordinal(int(table.day[place]))
    return (
        f"{(tie.role or 'contact').replace('_', ' ')} {day} ({float(table.weight[place]):.2f})"
        f"{sure} × decay {figure(decay)} → x {figure(float(view.values[place]))}"
    )


def _structure(
    snapshot: Snapshot, view: CostView, row: int, place: int, holder: ActorRef | None
) -> EvidenceLine:
    table = snapshot.table
    tie = table.ties[place]
    seen = evidence_day(tie) or view.as_of
    return EvidenceLine(
        tie_ids=(tie.id,),
        reading=structure_reading(snapshot.graph, tie),
        channel=tie.relation.value,
        period=tie.period,
        evidence_day=seen,
        age_days=max((view.as_of - seen).days, 0),
        score=float(view.row_strengths[row]),
        arithmetic=_structure_arithmetic(snapshot, view, place),
        sources=source_titles(snapshot.graph, [tie]),
        holder=holder,
        invented=bool(table.invented[place]),
    )


def structure_reading(graph: MergedGraph, tie: Tie) -> str:
    """Say a structural tie as a sentence, with its period; its relation must be a step."""
    role = _role_in_words(graph, tie.role)
    subject, obj = graph.entities[tie.subject].name, graph.entities[tie.object].name
    return f"{_STRUCTURES[tie.relation].format(subject, obj, role)} ({tie.period.describe()})"


def _role_in_words(graph: MergedGraph, code: str | None) -> str:
    """Say a role in our words, else by its publisher's label where that is loaded."""
    known = role_with_article(code or "MEMBER")
    if known is not None:
        return known
    concept = graph.entities.get(f"ep-role:{code}")
    return concept.name.lower() if concept else role_words(code)


def _structure_arithmetic(snapshot: Snapshot, view: CostView, place: int) -> str:
    table = snapshot.table
    tie, confidence = table.ties[place], float(table.confidence[place])
    what = f"{tie.relation.value} {tie.role}" if tie.role else tie.relation.value
    text = f"{what} ({float(table.weight[place]):.2f})"
    if confidence < 1:
        text += f" × confidence {confidence:.2f}"
    text += _fading(snapshot, view, place)
    value = float(view.values[place])
    return f"{text} → {figure(value)}"


def _fading(snapshot: Snapshot, view: CostView, place: int) -> str:
    """Say that a tie whose end is not known fades, and by how much."""
    table = snapshot.table
    if table.ties[place].period.end_kind is not EndKind.UNKNOWN or table.contact[place]:
        return ""
    left = float(view.certainty[place]) / float(table.confidence[place])
    day = date.fromordinal(int(table.day[place]))
    life = snapshot.model.unknown_end_half_life
    return f" × fading {figure(left)} (end not known; evidence of {day}, half-life {life} days)"


def _shared(snapshot: Snapshot, view: CostView, row: int) -> EvidenceLine:
    """Explain a step through a shared body: who sits there, and how many they are."""
    bodies, table, graph = snapshot.bodies, snapshot.table, snapshot.graph
    pair = row - snapshot.rows.direct
    sitting = (int(bodies.first[pair]), int(bodies.second[pair]))
    seats = [_seat(snapshot, view, presence) for presence in sitting]
    ties = [table.ties[place] for place in seats]
    body = int(bodies.body[bodies.first[pair]])
    via, size = actor(snapshot, snapshot.ids[body]), int(view.sizes[body])
    names = " and ".join(graph.entities[tie.subject].name for tie in ties)
    seen = min(evidence_day(tie) or view.as_of for tie in ties)
    faded = "".join(
        _fading(snapshot, view, place) + _doubt(float(table.confidence[place])) for place in seats
    )
    strength = float(view.row_strengths[row])
    return EvidenceLine(
        tie_ids=tuple(tie.id for tie in ties),
        reading=f"{names} both {_sit(via)} {via.name} ({size} people on {view.as_of})",
        channel=SHARED_BODY,
        period=_common(ties[0].period, ties[1].period),
        evidence_day=seen,
        age_days=max((view.as_of - seen).days, 0),
        score=strength,
        arithmetic=f"1 / {size} members{faded} → {figure(strength)}",
        sources=source_titles(graph, ties),
        via=via,
        invented=any(bool(table.invented[place]) for place in seats),
    )


def _sit(body: ActorRef) -> str:
    return "work on the file" if body.kind is Kind.DOSSIER else "belong to"


def _doubt(confidence: float) -> str:
    return f" × confidence {confidence:.2f}" if confidence < 1 else ""


def _seat(snapshot: Snapshot, view: CostView, presence: int) -> int:
    """Give the membership by which somebody sits in a body: the surest, first by id."""
    bodies = snapshot.bodies
    seats = bodies.seats[bodies.starts[presence] : bodies.starts[presence + 1]]
    return int(seats[np.argmax(view.certainty[seats])])


def _common(one: Period, other: Period) -> Period:
    """Give the time that two periods share; the end that comes first is the shared one."""
    start = max((each.start for each in (one, other) if each.start), default=None)
    known = [each.end for each in (one, other) if each.end]
    if known:
        return Period.between(start, min(known))
    unknown = EndKind.UNKNOWN in (one.end_kind, other.end_kind)
    return Period(start, None, EndKind.UNKNOWN if unknown else EndKind.OPEN)


def source_titles(graph: MergedGraph, ties: Iterable[Tie]) -> tuple[str, ...]:
    """Name everybody who states one of some ties, sorted."""
    named = {piece.source for tie in ties for piece in tie.evidence}
    return tuple(sorted(_title(graph.sources, name) for name in named))


def _title(sources: Mapping[str, Source], name: str) -> str:
    source = sources.get(name)
    return f"{source.publisher}: {source.title}" if source else name
