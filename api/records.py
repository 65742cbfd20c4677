"""What the page of a record needs beside the entity: its people, its statements, its place."""

from collections.abc import Iterator
from datetime import date

from api.schemas import ActorOut, EvidenceOut, PeriodOut
from api.schemas_records import PlaceOut, RosterOut, RosterSeatOut, SaidOut
from api.wiring import View, Workspace
from graph.model import Classification, Entity, Kind, Property, Relation, Tie
from graph.provenance import Recorded
from queries.finding.search import actor_ref
from queries.rosters import Seat, votes

_ADDRESSES = ("http://", "https://")


def roster(view: View, text: str, day: date) -> RosterOut:
    """Give who sits in a body, reports on a file or represents a country on a day.

    Raises:
        UnknownEntity: nobody and nothing is called that.
        InvalidQuestion: several are.
    """
    found = view.index.resolve(text)
    seats = sorted(_seats(view, found, day), key=lambda seat: (seat.person, seat.tie.id))
    return RosterOut(
        of=_named(view, found.id),
        as_of=day,
        seats=tuple(_seat_out(view, seat, day) for seat in seats),
    )


def _seats(view: View, found: Entity, day: date) -> tuple[Seat, ...]:
    if found.kind is Kind.ORGANIZATION:
        return view.rosters.seats(found.id, day)
    relation = Relation.RAPPORTEUR_FOR if found.kind is Kind.DOSSIER else Relation.REPRESENTS
    return tuple(
        Seat(tie.subject, tie.role, tie)
        for tie in view.rosters.of_object.get(found.id, ())
        if tie.relation is relation and tie.period.contains(day)
    )


def _seat_out(view: View, seat: Seat, day: date) -> RosterSeatOut:
    tie: Tie = seat.tie
    return RosterSeatOut(
        person=_named(view, seat.person),
        role=seat.role,
        votes=tie.relation is Relation.MEMBER_OF and votes(seat),
        group=view.rosters.group(seat.person, day),
        country=_country(view, seat.person, day),
        committee=tie.qualifier("committee"),
        tie=tie.id,
        period=PeriodOut.from_domain(tie.period),
        evidence=tuple(EvidenceOut.from_domain(piece) for piece in tie.evidence),
        disagreement=tie.disagreement,
    )


def said(workspace: Workspace, view: View, text: str) -> Iterator[SaidOut]:
    """Give the statements that name somebody or something, in the order of the ledger.

    They are those of the level of the workspace that was lent, and known when the view was.

    Raises:
        UnknownEntity: nobody and nothing is called that.
        InvalidQuestion: several are.
    """
    found = view.index.resolve(text).id
    named = (found, *view.graph.lookup.aliases_of.get(found, ()))
    level = workspace.settings.level
    for item in workspace.ledger.read(level, view.known_at, about=named):
        if item.statement.predicate is not Relation.JUDGED:
            yield _said(item)


def _said(item: Recorded) -> SaidOut:
    one = item.statement
    told = dict(one.qualifiers)
    page = told.get("source_text") or told.get("page") or told.get("url")
    url = next((text for text in (told.get("url"), page) if _is_address(text)), None)
    return SaidOut(
        source=one.source,
        record=one.record,
        subject=one.subject,
        predicate=one.predicate,
        value=one.value,
        object=one.object,
        role=one.role,
        page=page,
        url=url,
        as_of=one.as_of,
        retrieved_at=item.retrieved_at,
        confirmed_at=item.confirmed_at,
        level=one.level.label,
        denied=one.denied,
    )


def _is_address(text: str | None) -> bool:
    return text is not None and text.startswith(_ADDRESSES) and " " not in text


def places(
    view: View, day: date, classification: Classification, of: str | None
) -> tuple[PlaceOut, ...]:
    """Give where organisations of a sort are, of all or of a network's members, by id.

    Raises:
        UnknownEntity: ``of`` names nobody.
    """
    chosen = None
    if of is not None:
        body = view.index.resolve(of).id
        chosen = {seat.person for seat in view.rosters.seats(body, day)} | {body}
    return tuple(
        _place(view, entity, day)
        for entity in view.graph.lookup.classified(classification)
        if chosen is None or entity.id in chosen
    )


def _place(view: View, entity: Entity, day: date) -> PlaceOut:
    latitude, longitude = _coordinates(entity) or (None, None)
    city = entity.first(Property.CITY)
    return PlaceOut(
        actor=ActorOut.from_domain(actor_ref(entity)),
        city=None if city is None else str(city),
        country=_country(view, entity.id, day),
        latitude=latitude,
        longitude=longitude,
    )


def _coordinates(entity: Entity) -> tuple[float, float] | None:
    latitude, longitude = entity.first(Property.LATITUDE), entity.first(Property.LONGITUDE)
    numbers = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    return (float(str(latitude)), float(str(longitude))) if numbers else None


def _country(view: View, identifier: str, day: date) -> ActorOut | None:
    found = sorted(view.rosters.countries(identifier, day))
    return _named(view, found[0]) if found else None


def _named(view: View, identifier: str) -> ActorOut:
    return ActorOut.from_domain(actor_ref(view.graph.entities[identifier]))
