"""One action sheet an organisation: its own part of an assignment, and only what it may see.

A sheet is made from a graph of its own: what everybody at the sheet's level may see, the contacts
that this organisation holds, and of the contacts of others what is public. Each part is merged
from statements of its level alone (``Layers``): a tie that is filtered only after merging would
still carry what higher levels say of it. Routes are searched again in that graph; where it shows
none, the sheet says the same words whatever the reason is. So a sheet cannot tell what another
organisation's contacts are, nor that there are any: it is the same with and without them. Who
else approaches a target, and how strong others are, stands on no sheet. Protected statements
never do, not even one's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import InvalidQuestion
from graph.levels import Level
from graph.model import Classification, Entity, MergedGraph, Relation, Tie
from graph.snapshot import EVERYTHING, Snapshot, TieFilter
from graph.strength import DEFAULT, TieModel
from queries.results import ActorRef, Approach, Route
from queries.routing.explain import reference, source_titles, structure_reading
from queries.routing.question import RouteQuestion
from queries.routing.routes import find_routes

ASK_THE_OFFICE = "Ask the coordinating office how to approach this target before you do."
NOT_NAMED = "The coordinating office will tell you whom this line is about."

_TELLING = (Relation.MEMBER_OF, Relation.REPRESENTS, Relation.RAPPORTEUR_FOR, Relation.HOLDS)
_ORDER = (
    Classification.POLITICAL_GROUP,
    Classification.COUNTRY,
    Classification.PROCEDURE,
    Classification.COMMITTEE,
    Classification.SUBCOMMITTEE,
    Classification.GOVERNING_BODY,
)
"""What a sheet tells of a target, in this order."""


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """What sheets are made of, beside an assignment's lines: day, level, and how far to search.

    ``level`` is what whoever reads the sheets may see of what is not their own; ``model`` weighs
    ties, as it did for the assignment.
    ``files`` are those asked about.
    """

    as_of: date
    level: Level = Level.NETWORK
    max_hops: int = 2
    ties: TieFilter = EVERYTHING
    model: TieModel = DEFAULT
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layers:
    """What sheets are made from: the same statements merged at three levels, never filtered.

    ``own`` holds the contacts that each may see of its own (level office or below), ``shared``
    what all readers may see, ``public`` the contacts that need not be kept from anybody.
    """

    own: MergedGraph
    shared: MergedGraph
    public: MergedGraph

    def __post_init__(self) -> None:
        """Refuse a graph with statements that belong on no sheet."""
        if self.own.level > Level.OFFICE or self.public.level > Level.PUBLIC:
            msg = (
                f"Sheets were to be made from graphs at {self.own.level.label} and "
                f"{self.public.level.label}. Expected office and public, or below."
            )
            raise InvalidQuestion(msg)


@dataclass(frozen=True, slots=True)
class TargetFact:
    """Something about a target that may be shared, in words that follow the name."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Whom to approach.

    ``target`` is None where the name itself may not stand on paper. ``order`` is 1 for the lead
    and 2 for a backup. ``route`` uses only what this organisation may see; None: see ``advice``.
    """

    target: ActorRef | None
    order: int
    route: Route | None
    advice: str
    facts: tuple[TargetFact, ...]


@dataclass(frozen=True, slots=True)
class ActionSheet:
    """One organisation's part, with its lines by lead first, then target.

    ``about`` are the files that were asked about, of those that its own targets report on.
    """

    organization: ActorRef
    lines: tuple[SheetLine, ...]
    about: tuple[ActorRef, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSheets:
    """All sheets, sorted by organisation; each may be handed over alone.

    ``office_notes`` are for whoever makes the sheets and stand on none of them.
    """

    as_of: date
    level: str
    sheets: tuple[ActionSheet, ...]
    notes: tuple[str, ...]
    office_notes: tuple[str, ...] = ()


def action_sheets(
    approaches: Iterable[Approach],
    layers: Layers,
    question: SheetQuestion,
    only: frozenset[str] = frozenset(),
) -> ActionSheets:
    """Make a sheet for each organisation that has a line; of ``only``, if any are named."""
    lines: dict[str, list[Approach]] = {}
    for approach in approaches:
        lines.setdefault(approach.organization.id, []).append(approach)
    wanted = sorted(only or lines)
    return ActionSheets(
        as_of=question.as_of,
        level=question.level.label,
        sheets=tuple(
            _sheet(visible_to(one, layers), one, lines[one], question)
            for one in wanted
            if one in lines and one in layers.own.entities
        ),
        notes=(
            "Each sheet holds what its organisation may see: the contacts it holds, and otherwise "
            f"statements of level {question.level.label} or below, without contacts of others "
            "that are not public. Hand each to its organisation alone.",
        ),
        office_notes=tuple(_office_notes(wanted, lines, layers)),
    )


def _office_notes(
    wanted: list[str], lines: Mapping[str, list[Approach]], layers: Layers
) -> Iterator[str]:
    for one in wanted:
        if one not in layers.own.entities:
            yield "An organisation that only protected statements know gets no sheet: tell it."
        elif one not in lines:
            name = layers.own.entities[one].name
            yield f"{name} [{one}] has no line in this plan, so it gets no sheet."


def visible_to(organization: str, layers: Layers) -> MergedGraph:
    """Give the graph that an organisation may see.

    The contacts that it holds come from ``own`` alone, those of others from ``public``, unless
    readers may know that they are wrong. Whoever stands in one of its own contacts only is there
    with name and kind, nothing else.
    """
    own, shared = layers.own, layers.shared
    held = [tie for tie in own.ties if _is_held_by(organization, tie)]
    others = [tie for tie in _public_contacts(layers) if not _is_held_by(organization, tie)]
    structure = [tie for tie in shared.ties if tie.relation is not Relation.CONTACT_OF]
    ties = {tie.id: tie for tie in (*structure, *others, *held)}
    entities = dict(shared.entities)
    for end in (organization, *(end for tie in held for end in (tie.subject, tie.object))):
        if end not in entities:
            entities[end] = _bare(own.entities[end])
    named = {piece.source for tie in ties.values() for piece in tie.evidence}
    sources = {**layers.public.sources, **own.sources, **shared.sources}
    return replace(
        shared,
        entities={name: entities[name] for name in sorted(entities)},
        ties=tuple(ties[name] for name in sorted(ties)),
        sources={name: sources[name] for name in sorted(named)},
    )


def _is_held_by(organization: str, tie: Tie) -> bool:
    return tie.relation is Relation.CONTACT_OF and tie.subject == organization


def _public_contacts(layers: Layers) -> Iterator[Tie]:
    """Give contacts as the public may know them, of those that readers have no reason to doubt."""
    known = {tie.id for tie in layers.shared.ties}
    for tie in layers.public.ties:
        if tie.relation is Relation.CONTACT_OF and tie.id in known:
            yield tie


def _bare(entity: Entity) -> Entity:
    return replace(entity, properties={}, alternatives={})


def _sheet(
    graph: MergedGraph, organization: str, lines: list[Approach], question: SheetQuestion
) -> ActionSheet:
    snapshot = Snapshot.build(graph, question.model)
    told = [_line(snapshot, organization, line, question) for line in lines]
    told.sort(key=lambda line: (line.order, line.target.id if line.target else ""))
    return ActionSheet(reference(graph, organization), tuple(told), _about(graph, told, question))


def _about(
    graph: MergedGraph, told: list[SheetLine], question: SheetQuestion
) -> tuple[ActorRef, ...]:
    """Name the files asked about on which somebody of these lines reports: no others.

    Another file would tell that others go there.
    """
    reported = {
        tie.object
        for line in told
        if line.target
        for tie in graph.lookup.of_subject.get(line.target.id, ())
        if tie.relation is Relation.RAPPORTEUR_FOR and tie.period.contains(question.as_of)
    }
    return tuple(reference(graph, one) for one in sorted(reported.intersection(question.files)))


def _line(
    snapshot: Snapshot, organization: str, line: Approach, question: SheetQuestion
) -> SheetLine:
    graph, target = snapshot.graph, line.target.id
    if target not in graph.entities:
        return SheetLine(None, line.order, None, NOT_NAMED, ())
    found = find_routes(
        snapshot,
        RouteQuestion(
            sources=(organization,),
            targets=(target,),
            as_of=question.as_of,
            k=1,
            max_hops=question.max_hops,
            relations=question.ties.relations,
            channels=question.ties.channels,
            min_confidence=question.ties.min_confidence,
            include_invented=question.ties.include_invented,
            consented=question.ties.consented,
            languages=question.ties.languages,
        ),
    ).routes
    return SheetLine(
        target=reference(graph, target),
        order=line.order,
        route=found[0] if found else None,
        advice=_advice(found[0]) if found else ASK_THE_OFFICE,
        facts=tuple(_facts(graph, target, question.as_of)),
    )


def _advice(route: Route) -> str:
    if len(route.hops) == 1:
        return f"You are in touch yourselves ({route.band.value})."
    return f"Ask {route.actors[1].name} for an introduction ({route.band.value})."


def _facts(graph: MergedGraph, target: str, as_of: date) -> list[TargetFact]:
    ties = [
        tie
        for tie in graph.lookup.of_subject.get(target, ())
        if tie.relation in _TELLING and tie.period.contains(as_of)
    ]
    ties = [tie for tie in ties if _rank(graph, tie) < len(_ORDER)]
    ties.sort(key=lambda tie: (_rank(graph, tie), tie.object, tie.role or ""))
    return [TargetFact(_words(graph, tie), source_titles(graph, [tie])) for tie in ties]


def _words(graph: MergedGraph, tie: Tie) -> str:
    if tie.relation is Relation.REPRESENTS:
        return f"represents {graph.entities[tie.object].name}"
    return structure_reading(graph, tie).removeprefix(f"{graph.entities[tie.subject].name} ")


def _rank(graph: MergedGraph, tie: Tie) -> int:
    """Give the place of a fact on a sheet; the last for what does not stand there."""
    found = [_ORDER.index(c) for c in graph.entities[tie.object].classifications if c in _ORDER]
    return min(found, default=len(_ORDER))
