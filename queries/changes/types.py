"""What ``changes`` tells: one difference between two states of the graph, and its words' parts.

Two kinds of time are kept apart. *Became known*: the two graphs differ. *Happened*: both know it,
and its first or last day lies between the two days.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model import Classification, Entity, Kind, Relation, Tie
from queries.results import ActorRef


class Matter(StrEnum):
    """What a change is about."""

    OFFICE = "office"
    MEMBERSHIP = "membership"
    POSITION = "position"
    VOTE = "vote"
    FILE_ROLE = "file-role"
    CONTACT = "contact"
    TIE = "tie"
    PERSON = "person"
    BODY = "body"
    POST = "post"
    EVENT = "event"
    FILE = "file"
    CALL = "call"
    AREA = "area"
    SUBJECT = "subject"


class Deed(StrEnum):
    """What became of it.

    *Withdrawn*: its source says it no more, which does not say that it ended. *Set aside*: its
    source still says it, but a correction of ours denies it, or an end of it is not described any
    more. *Began* and *ended* happened by the calendar; all others became known.
    """

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set-aside"
    CHANGED = "changed"
    MERGED = "merged"
    SPLIT = "split"
    BEGAN = "began"
    ENDED = "ended"

    @property
    def is_known(self) -> bool:
        """Say whether it became known; else it happened."""
        return self not in (Deed.BEGAN, Deed.ENDED)


@dataclass(frozen=True, slots=True)
class Detail:
    """One property, or one part of a tie, with its old and new value (None: there was none).

    ``said_before`` and ``said_now`` are the sources behind the two, sorted.
    """

    what: str
    before: str | None
    now: str | None
    said_before: tuple[str, ...] = ()
    said_now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceDay:
    """A source behind a change, and when it was first read with it or last read with the old."""

    source: str
    day: date


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the differences that people call one.

    ``subject`` is who or what it is about, ``object`` the other end of a tie or, of a merge, who
    remains. ``before`` and ``after`` are who held an office. ``day`` is the day on which it
    happened, ``known_on`` that on which it became known; None: not known. ``entities`` and the
    ties, by id, are the differences that it tells; no other change tells them. ``involved`` are
    all who are touched by it, sorted. ``bears`` is False where no answer can depend on it: a name,
    a remark, or an end that is known now but still to come.
    """

    key: str
    matter: Matter
    deed: Deed
    subject: ActorRef
    object: ActorRef | None = None
    relation: Relation | None = None
    role: str | None = None
    details: tuple[Detail, ...] = ()
    before: tuple[ActorRef, ...] = ()
    after: tuple[ActorRef, ...] = ()
    day: date | None = None
    known_on: date | None = None
    sources: tuple[SourceDay, ...] = ()
    entities: tuple[str, ...] = ()
    ties_then: tuple[str, ...] = ()
    ties_now: tuple[str, ...] = ()
    involved: tuple[str, ...] = ()
    bears: bool = True


_OF_RELATION = {
    Relation.MEMBER_OF: Matter.MEMBERSHIP,
    Relation.HOLDS: Matter.OFFICE,
    Relation.POST_IN: Matter.POST,
    Relation.STANDS_ON: Matter.POSITION,
    Relation.VOTED: Matter.VOTE,
    Relation.REFERENCE_FOR: Matter.VOTE,
    Relation.RAPPORTEUR_FOR: Matter.FILE_ROLE,
    Relation.RESPONSIBLE_FOR: Matter.FILE_ROLE,
    Relation.CONTACT_OF: Matter.CONTACT,
}
_OF_KIND = {
    Kind.PERSON: Matter.PERSON,
    Kind.ORGANIZATION: Matter.BODY,
    Kind.POST: Matter.POST,
    Kind.EVENT: Matter.EVENT,
    Kind.DOSSIER: Matter.FILE,
    Kind.CALL: Matter.CALL,
    Kind.AREA: Matter.AREA,
    Kind.CONCEPT: Matter.SUBJECT,
}


def matter_of(thing: Entity | Tie) -> Matter:
    """Say what a change of an entity or a tie is about."""
    if isinstance(thing, Tie):
        return _OF_RELATION.get(thing.relation, Matter.TIE)
    if Classification.VOTE_EVENT in thing.classifications:
        return Matter.VOTE
    return _OF_KIND[thing.kind]
