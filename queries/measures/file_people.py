"""The people on a file, with the formal roles that are known of each.

Rapporteurs of every kind, seats in the committees responsible, and whoever has taken a stand.
What it must not do: value a role, or take what nobody states for known.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.errors import InvalidQuestion, UnknownEntity
from graph.model import Kind, MergedGraph, Relation, Tie
from queries.positions.stated import precedence
from queries.rosters import SEATED, Rosters, Seat

LEAD = "COMMITTEE_LEAD"

ROLES: Mapping[str, str] = {
    "RAPPORTEUR": "rapporteur",
    "RAPPORTEUR_CO": "rapporteur",
    "RAPPORTEUR_SHADOW": "shadow",
    "RAPPORTEUR_OPINION": "opinion_rapporteur",
    "RAPPORTEUR_SHADOW_OPINION": "opinion_shadow",
    "CHAIR": "chair",
    "CHAIR_CO": "chair",
    "PRESIDENT": "chair",
    "CHAIR_VICE": "vice_chair",
    "PRESIDENT_VICE": "vice_chair",
    "COORDINATOR": "coordinator",
    "MEMBER": "member",
    "MEMBER_SUBSTITUTE": "substitute",
}
"""What the publishers' role codes are called here."""

_WRITTEN = {
    "shadow": "shadow rapporteur",
    "opinion_rapporteur": "rapporteur for the opinion",
    "opinion_shadow": "shadow rapporteur for the opinion",
    "vice_chair": "vice-chair",
}


@dataclass(frozen=True, slots=True)
class FormalRole:
    """A role that somebody holds on the day.

    ``name`` is one of the values of ``ROLES``; None where nobody states which role it is.
    """

    name: str | None
    reading: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class FilePeople:
    """Who is on a file.

    ``lead`` and ``opinion`` are committees. ``people`` are identifiers, sorted; ``on_file`` and
    ``in_lead`` are the roles of each who has one, ``stances`` the stand of each who took one.
    ``field`` are the other files of the field.
    """

    dossier: str
    as_of: date
    lead: tuple[str, ...]
    opinion: tuple[str, ...]
    people: tuple[str, ...]
    on_file: Mapping[str, tuple[FormalRole, ...]]
    in_lead: Mapping[str, tuple[FormalRole, ...]]
    stances: Mapping[str, Tie]
    field: tuple[str, ...]


def file_people(
    rosters: Rosters,
    dossier: str,
    as_of: date,
    added: Collection[str] = (),
    field: Collection[str] = (),
    *,
    include_invented: bool = True,
) -> FilePeople:
    """Gather the people on a file, and ``added`` ones.

    ``field`` are files of the same field; if empty, those that the same committees lead on.
    Without ``include_invented``, invented appointments and stands do not count.

    Raises:
        UnknownEntity: an identifier is not in the graph.
        InvalidQuestion: ``dossier`` or one of the field is no file, or nobody is on it.
    """
    for name in (dossier, *added, *field):
        if name not in rosters.graph.entities:
            raise UnknownEntity(name)
    for name in (dossier, *field):
        _check_file(rosters, name)
    lead, opinion = _committees(rosters, dossier, as_of)
    real = [
        tie
        for tie in rosters.of_object.get(dossier, ())
        if tie.period.contains(as_of) and (include_invented or not is_invented(rosters, tie))
    ]
    on_file, stances = _reporting(rosters, real), _stances(rosters, real)
    in_lead = _seated(rosters, lead, as_of)
    people = {*on_file, *in_lead, *stances, *added}
    if not people:
        msg = (
            f"Nobody is known to report on {rosters.graph.entities[dossier].name!r} [{dossier}] "
            f"or to sit in a committee that leads on it on {as_of}. Add people with --add, or "
            "load its rapporteurs and committee."
        )
        raise InvalidQuestion(msg)
    chosen = set(field) or _led_by(rosters, lead, as_of)
    return FilePeople(
        dossier=dossier,
        as_of=as_of,
        lead=lead,
        opinion=opinion,
        people=tuple(sorted(people)),
        on_file=on_file,
        in_lead=in_lead,
        stances=stances,
        field=tuple(sorted(chosen - {dossier})),
    )


def seats_in(rosters: Rosters, bodies: Iterable[str], as_of: date) -> dict[str, list[Seat]]:
    """Give the seats of each person in some bodies."""
    found: dict[str, list[Seat]] = defaultdict(list)
    for body in bodies:
        for seat in rosters.seats(body, as_of):
            found[seat.person].append(seat)
    return dict(found)


def formal_role(rosters: Rosters, tie: Tie) -> FormalRole:
    """Say what a seat or an appointment is, in words."""
    # Codes that are not listed, such as quaestor, still make a member.
    name = ROLES.get(tie.role, "member") if tie.role else None
    written = _WRITTEN.get(name, name) if name else "seat, role not stated,"
    where = "on the file" if tie.relation is Relation.RAPPORTEUR_FOR else "in"
    body = rosters.graph.entities[tie.object]
    place = where if tie.relation is Relation.RAPPORTEUR_FOR else f"{where} {body.name}"
    return FormalRole(name, f"{written} {place} ({tie.period.describe()})", tie)


def is_seated(rosters: Rosters, person: str, as_of: date) -> bool:
    """Say whether somebody holds a seat in the Parliament on a day."""
    return any(
        tie.role == SEATED and tie.period.contains(as_of)
        for tie in rosters.of_subject.get(person, ())
    )


def is_invented(rosters: Rosters, tie: Tie) -> bool:
    """Say whether a tie or one of its ends is invented."""
    entities = rosters.graph.entities
    return tie.invented or any(entities[end].invented for end in (tie.subject, tie.object))


def source_titles(graph: MergedGraph, ties: Iterable[Tie]) -> tuple[str, ...]:
    """Name the sources of some ties, sorted."""
    used = {piece.source for tie in ties for piece in tie.evidence}
    known = (graph.sources.get(name) for name in sorted(used))
    return tuple(sorted(f"{one.publisher}: {one.title}" for one in known if one))


def _check_file(rosters: Rosters, name: str) -> None:
    entity = rosters.graph.entities[name]
    if entity.kind is not Kind.DOSSIER:
        msg = f"{entity.name} [{name}] is no file. Name one, such as 2025/0059."
        raise InvalidQuestion(msg)


def _committees(
    rosters: Rosters, dossier: str, as_of: date
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ties = [
        tie
        for tie in rosters.of_object.get(dossier, ())
        if tie.relation is Relation.RESPONSIBLE_FOR and tie.period.contains(as_of)
    ]
    lead = {tie.subject for tie in ties if tie.role == LEAD}
    return tuple(sorted(lead)), tuple(sorted({tie.subject for tie in ties} - lead))


def _reporting(rosters: Rosters, ties: Iterable[Tie]) -> dict[str, tuple[FormalRole, ...]]:
    found: dict[str, list[FormalRole]] = defaultdict(list)
    for tie in ties:
        if tie.relation is Relation.RAPPORTEUR_FOR:
            found[tie.subject].append(formal_role(rosters, tie))
    return {person: tuple(found[person]) for person in sorted(found)}


def _seated(
    rosters: Rosters, bodies: Iterable[str], as_of: date
) -> dict[str, tuple[FormalRole, ...]]:
    found = seats_in(rosters, bodies, as_of)
    return {
        person: tuple(formal_role(rosters, seat.tie) for seat in found[person])
        for person in sorted(found)
        if rosters.graph.entities[person].kind is Kind.PERSON
    }


def _stances(rosters: Rosters, ties: Iterable[Tie]) -> dict[str, Tie]:
    """Give the stand of each that decides."""
    stands = [tie for tie in ties if tie.relation is Relation.STANDS_ON]
    stands.sort(key=lambda tie: precedence(rosters, tie))
    return {tie.subject: tie for tie in stands}


def _led_by(rosters: Rosters, lead: Iterable[str], as_of: date) -> set[str]:
    return {
        tie.object
        for body in lead
        for tie in rosters.of_subject.get(body, ())
        if tie.relation is Relation.RESPONSIBLE_FOR
        and tie.role == LEAD
        and tie.period.contains(as_of)
    }
