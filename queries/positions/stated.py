"""Who stands where on a file: stated positions on a seven-step scale, each with its evidence.

Of the statements about one actor that hold on the day, the office's own beat all others, then the
newest wins; what others say differently is shown beside it. *Unknown* is no step of the scale: of
whom nothing is stated, nothing is assumed. What this must not do: estimate; see
``reference_votes``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Classification, Entity, Kind, Property, Relation, Tie
from graph.period import Period
from queries.finding.search import actor_ref
from queries.positions.results import Held, PositionCount, PositionStatement, StatedPositions
from queries.positions.scale import Position
from queries.rosters import Rosters

UNGROUPED = "group not known"
UNPLACED = "country not known"


def stated(rosters: Rosters, dossier: str, as_of: date) -> dict[str, Held]:
    """Give what each actor is on record with on a file and day, by id, sorted."""
    by_actor: dict[str, list[Tie]] = {}
    for tie in statements_on(rosters, dossier):
        if tie.period.contains(as_of):
            by_actor.setdefault(tie.subject, []).append(tie)
    return {actor: _held(rosters, by_actor[actor], as_of) for actor in sorted(by_actor)}


def statements_on(rosters: Rosters, dossier: str) -> list[Tie]:
    """Give every tie that states a position on a file, of any day."""
    known = {position.value for position in Position}
    return [
        tie
        for tie in rosters.of_object.get(dossier, ())
        if tie.relation is Relation.STANDS_ON and tie.role in known
    ]


def history(
    rosters: Rosters, dossier: str, actor: str, as_of: date
) -> tuple[PositionStatement, ...]:
    """Give all that is stated of one actor, of any day, newest first."""
    own = [tie for tie in statements_on(rosters, dossier) if tie.subject == actor]
    held = stated(rosters, dossier, as_of).get(actor)
    ranked = {one.tie: one for one in (held.chosen, *held.others)} if held else {}
    listed = [
        ranked.get(tie.id) or _statement(rosters, tie, as_of, _away(tie, as_of)) for tie in own
    ]
    return tuple(sorted(listed, key=lambda one: (_since(one.period), one.tie), reverse=True))


def positions(rosters: Rosters, dossier: str, body: str, as_of: date) -> StatedPositions:
    """Say who stands where on a file, and count the voters of a body.

    Raises:
        UnknownEntity: the file or the body is not in the graph.
        InvalidQuestion: nobody is known to sit in the body on the day.
    """
    entities = rosters.graph.entities
    for one in (dossier, body):
        if one not in entities:
            raise UnknownEntity(one)
    held = stated(rosters, dossier, as_of)
    people = voters(rosters, body, as_of)
    placed = [
        (
            group_of(rosters, one, as_of) or UNGROUPED,
            country_of(rosters, one, as_of) or UNPLACED,
            held[one].position if one in held else Position.UNKNOWN,
        )
        for one in people
    ]
    return StatedPositions(
        file=actor_ref(entities[dossier]),
        body=actor_ref(entities[body]),
        as_of=as_of,
        held=tuple(sorted(held.values(), key=_place)),
        total=_count(entities[body].name, [position for _, _, position in placed]),
        by_group=_counts((group, position) for group, _, position in placed),
        by_country=_counts((country, position) for _, country, position in placed),
        notes=tuple(_notes(rosters, dossier, as_of, held)),
    )


def voters(rosters: Rosters, body: str, as_of: date) -> tuple[str, ...]:
    """Give who votes in a body on a day, sorted.

    Raises:
        InvalidQuestion: nobody is known to.
    """
    entities = rosters.graph.entities
    seats = rosters.seats(body, as_of, voting=True)
    people = tuple(seat.person for seat in seats if entities[seat.person].kind is Kind.PERSON)
    if not people:
        msg = (
            f"Nobody is known to sit in {entities[body].name} on {as_of}, so nobody can be "
            "counted. Choose another day or body, or load its members."
        )
        raise InvalidQuestion(msg)
    return people


def group_of(rosters: Rosters, actor: str, as_of: date) -> str | None:
    """Give the political group of an actor, or the code of the group that it is."""
    entity = rosters.graph.entities[actor]
    if Classification.POLITICAL_GROUP in entity.classifications:
        return str(entity.first(Property.ACRONYM) or entity.name)
    return rosters.group(actor, as_of)


def country_of(rosters: Rosters, actor: str, as_of: date) -> str | None:
    """Give the name of the country that an actor represents, is in, or is."""
    entities = rosters.graph.entities
    if entities[actor].kind is Kind.AREA:
        return entities[actor].name
    places = sorted(rosters.countries(actor, as_of))
    return _name(entities, places[0]) if places else None


def _held(rosters: Rosters, ties: list[Tie], as_of: date) -> Held:
    ranked = sorted(ties, key=lambda tie: precedence(rosters, tie), reverse=True)
    first = ranked[0]
    others = [_statement(rosters, tie, as_of, _behind(rosters, first, tie)) for tie in ranked[1:]]
    return Held(_statement(rosters, first, as_of, "decides"), tuple(others))


def precedence(rosters: Rosters, tie: Tie) -> tuple[bool, date, int, datetime, str]:
    """Give what decides between positions that hold on a day: the greatest wins.

    The office's own word, then the newest, the source's rank, the latest reading, the id.
    """
    sources = [rosters.graph.sources[piece.source] for piece in tie.evidence]
    return (
        _is_ours(rosters, tie),
        _since(tie.period),
        max((source.rank for source in sources), default=0),
        max(piece.confirmed_at for piece in tie.evidence),
        tie.id,
    )


def _is_ours(rosters: Rosters, tie: Tie) -> bool:
    return any(rosters.graph.sources[piece.source].is_office for piece in tie.evidence)


def _behind(rosters: Rosters, first: Tie, tie: Tie) -> str:
    """Say why a statement that holds does not decide."""
    if tie.role == first.role:
        return "says the same"
    if _is_ours(rosters, first) and not _is_ours(rosters, tie):
        return "the office says otherwise"
    if _since(tie.period) < _since(first.period):
        return "older"
    return "of the same day: sources disagree"


def _away(tie: Tie, as_of: date) -> str:
    return "not yet stated" if _since(tie.period) > as_of else "no longer held"


def _statement(rosters: Rosters, tie: Tie, as_of: date, standing: str) -> PositionStatement:
    entity: Entity = rosters.graph.entities[tie.subject]
    sources = tuple(sorted({piece.source for piece in tie.evidence}))
    titles = "; ".join(rosters.graph.sources[one].title for one in sources)
    return PositionStatement(
        actor=actor_ref(entity),
        group=group_of(rosters, tie.subject, as_of),
        country=country_of(rosters, tie.subject, as_of),
        position=Position(tie.role or Position.UNKNOWN),
        period=tie.period,
        evidence=tie.qualifier("evidence"),
        page=tie.qualifier("source_text") or titles,
        url=tie.qualifier("url"),
        level=tie.level.label,
        sources=sources,
        evidence_day=max((piece.day for piece in tie.evidence), default=None),
        standing=standing,
        tie=tie.id,
    )


def _since(period: Period) -> date:
    return period.start or date.min


def _place(held: Held) -> tuple[str, str, str]:
    one = held.chosen
    return one.group or "~", one.country or "~", one.actor.id


def _counts(placed: Iterable[tuple[str, Position]]) -> tuple[PositionCount, ...]:
    by_name: dict[str, list[Position]] = {}
    for name, position in placed:
        by_name.setdefault(name, []).append(position)
    return tuple(_count(name, by_name[name]) for name in sorted(by_name))


def _count(name: str, listed: list[Position]) -> PositionCount:
    counts = Counter(listed)
    return PositionCount(name, len(listed), tuple((one, counts[one]) for one in Position))


def _name(entities: Mapping[str, Entity], identifier: str) -> str:
    return entities[identifier].name if identifier in entities else identifier


def _notes(rosters: Rosters, dossier: str, as_of: date, held: Mapping[str, Held]) -> Iterable[str]:
    later = sorted(
        _since(tie.period) for tie in statements_on(rosters, dossier) if _since(tie.period) > as_of
    )
    if later:
        yield f"{len(later)} statements are later than {as_of}; the first is of {later[0]}."
    split = [one for one in held.values() if one.conflicts]
    if split:
        names = ", ".join(one.chosen.actor.name for one in split)
        yield f"Sources say different things of: {names}. All of it is listed."
    unseen = rosters.graph.dangling
    if unseen:
        yield (
            f"No source describes {len(unseen)} identifiers that some ties name "
            f"({', '.join(unseen[:3])}…): a position of theirs would not be shown. Load them."
        )
    if not held:
        yield (
            f"No position on this file is known for {as_of}, so everybody counts as open. Try "
            "positions out for this answer alone, or ask whoever keeps the data to load those "
            "that are known (the table “positions”)."
        )
