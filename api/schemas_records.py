"""Wire types of records: who sits or reports where, what was said word by word, places."""

from datetime import date, datetime

from api.schemas import ActorOut, EvidenceOut, PeriodOut, Wire
from graph.model import Property, Relation


class RosterSeatOut(Wire):
    """Somebody in a body, on a file or for a country on the day, with the tie that says so.

    ``group`` and ``country`` are those of the day; ``votes`` says whether the seat votes by
    itself; ``committee`` for which committee somebody reports.
    """

    person: ActorOut
    role: str | None
    votes: bool
    group: str | None
    country: ActorOut | None
    committee: str | None
    tie: str
    period: PeriodOut
    evidence: tuple[EvidenceOut, ...]
    disagreement: str | None


class RosterOut(Wire):
    """Who sits in a body, reports on a file or represents a country on a day, by person."""

    of: ActorOut
    as_of: date
    seats: tuple[RosterSeatOut, ...]


class SaidOut(Wire):
    """One statement as its source makes it.

    ``page`` is how the source names where it found it; ``url`` the same if it is an address.
    ``confirmed_at`` is when the source was last read and still said so; ``denied`` that it holds
    the fact for wrong.
    """

    source: str
    record: str
    subject: str
    predicate: Property | Relation
    value: str | int | float | date | None
    object: str | None
    role: str | None
    page: str | None
    url: str | None
    as_of: date | None
    retrieved_at: datetime
    confirmed_at: datetime
    level: str
    denied: bool


class PlaceOut(Wire):
    """Where an organisation is; coordinates only where a source states its own."""

    actor: ActorOut
    city: str | None
    country: ActorOut | None
    latitude: float | None
    longitude: float | None
