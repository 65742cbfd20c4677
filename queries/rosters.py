"""Who sits where on a day: a body's members, a file's rapporteurs, a person's group and country.

A body of the Parliament carries a new number each term; asked about the lasting body
(``ep-org:LIBE``), its versions answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.errors import UnknownIdentifier
from graph.identifiers import political_group
from graph.model import Classification, Kind, MergedGraph, Property, Relation, Tie

NOT_VOTING = frozenset({"MEMBER_SUBSTITUTE", "OBSERVER", "MEMBER_BUREAU"})
"""Roles that do not vote in a body by themselves."""

SEATED = "MEMBER_PARLIAMENT"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a body, on the day asked about: the tie that says so."""

    person: str
    role: str | None
    tie: Tie


@dataclass(frozen=True)
class Rosters:
    """Ties by their ends, for questions about one body or person at a time."""

    graph: MergedGraph
    of_subject: Mapping[str, tuple[Tie, ...]]
    of_object: Mapping[str, tuple[Tie, ...]]

    @classmethod
    def build(cls, graph: MergedGraph) -> "Rosters":
        """Index all ties once."""
        return cls(
            graph,
            graph.lookup.of_subject,
            graph.lookup.of_object,
        )

    def ties_of(self, identifier: str) -> tuple[Tie, ...]:
        """Give all ties of a node, sorted by id."""
        ends = (tie for tie in self.of_object.get(identifier, ()) if tie.subject != identifier)
        return tuple(sorted((*self.of_subject.get(identifier, ()), *ends), key=lambda tie: tie.id))

    def seats(self, body: str, as_of: date, *, voting: bool = False) -> tuple[Seat, ...]:
        """Give who sits in a body or its versions, sorted by person, one seat each.

        With ``voting``, substitutes, observers and seats whose role nobody states are left out.
        Where somebody holds several roles at once, a chair comes before a plain member, a member
        before a substitute.
        """
        seats: dict[str, Seat] = {}
        for version in self.versions(body):
            for tie in self.of_object.get(version, ()):
                if tie.relation is Relation.MEMBER_OF and tie.period.contains(as_of):
                    seat = Seat(tie.subject, tie.role, tie)
                    known = seats.get(tie.subject)
                    if known is None or _weight(seat) > _weight(known):
                        seats[tie.subject] = seat
        chosen = (seats[person] for person in sorted(seats))
        return tuple(seat for seat in chosen if not voting or votes(seat))

    def versions(self, body: str) -> tuple[str, ...]:
        """Give the body and everything that is a version of it, sorted."""
        own = self.of_object.get(body, ())
        later = {tie.subject for tie in own if tie.relation is Relation.VERSION_OF}
        return tuple(sorted({body} | later))

    def rapporteurs(
        self, dossier: str, as_of: date, roles: Collection[str] | None = None
    ) -> tuple[Seat, ...]:
        """Give rapporteurs and shadow rapporteurs of a file on a day, sorted by person."""
        found: dict[str, Seat] = {}
        for tie in self.of_object.get(dossier, ()):
            fits = tie.relation is Relation.RAPPORTEUR_FOR and tie.period.contains(as_of)
            if fits and (roles is None or tie.role in roles):
                found.setdefault(tie.subject, Seat(tie.subject, tie.role, tie))
        return tuple(found[person] for person in sorted(found))

    def group(self, person: str, as_of: date) -> str | None:
        """Give the code of a person's political group on a day, or None."""
        for body in self._bodies(person, as_of, Classification.POLITICAL_GROUP):
            acronym = self.graph.entities[body].first(Property.ACRONYM)
            return str(acronym) if acronym else self.graph.entities[body].name
        return None

    def countries(self, identifier: str, as_of: date) -> frozenset[str]:
        """Give the countries somebody represents or is located in on a day."""
        wanted = (Relation.REPRESENTS, Relation.LOCATED_IN)
        return frozenset(
            tie.object
            for tie in self.of_subject.get(identifier, ())
            if tie.relation in wanted and tie.period.contains(as_of)
        )

    def holders(self) -> tuple[str, ...]:
        """Give all organisations that hold a contact with somebody, sorted.

        A meeting that a member of the Parliament published is known to everybody; it makes
        nobody a holder whom we could ask.
        """
        return self._holders

    @cached_property
    def _holders(self) -> tuple[str, ...]:
        return tuple(
            sorted(
                {
                    tie.subject
                    for tie in self.graph.lookup.of(Relation.CONTACT_OF)
                    if tie.qualifier("published") is None
                    and self.graph.entities[tie.subject].kind is Kind.ORGANIZATION
                }
            )
        )

    def _bodies(self, person: str, as_of: date, kind: Classification) -> Iterable[str]:
        for tie in self.of_subject.get(person, ()):
            fits = tie.relation is Relation.MEMBER_OF and tie.period.contains(as_of)
            if fits and kind in self.graph.entities[tie.object].classifications:
                yield tie.object


def same_group(written: str, code: str) -> bool:
    """Say whether a spelling of a political group means the group with a code."""
    try:
        return political_group(written) == political_group(code)
    except UnknownIdentifier:
        return written.casefold() == code.casefold()


def votes(seat: Seat) -> bool:
    """Say whether a seat votes by itself: its role is stated, and none of those that do not."""
    return seat.role is not None and seat.role not in NOT_VOTING


def _weight(seat: Seat) -> tuple[bool, bool, str]:
    role = seat.role or ""
    return votes(seat), role.startswith(("CHAIR", "PRESIDENT")), seat.tie.id
