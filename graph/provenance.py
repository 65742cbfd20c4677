"""Sources and statements: who says what, since when, and until when.

A statement is the unit that loaders emit and the ledger keeps. It is never changed: a new one
is appended, an old one is closed. What it must not do: decide which of two statements is right;
that is ``graph.merge``.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from graph.errors import InputError
from graph.levels import Level
from graph.model import Property, Relation
from graph.period import ALWAYS_UNKNOWN, EndKind, Period

Value = str | int | float | date
"""A literal. A ``bool`` is written as 0 or 1."""

OFFICE_RANK = 100
"""Rank of the office's own corrections: above every publisher."""


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that statements come from.

    ``rank`` decides between publishers (higher wins, 0–99; 100 is the office itself);
    ``invented`` marks demonstration facts that describe nobody.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    rank: int = 50
    invented: bool = False

    @property
    def is_office(self) -> bool:
        """Say whether statements from here are corrections that win over every publisher."""
        return self.rank >= OFFICE_RANK


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as one source states it.

    Exactly one of ``value`` (with a Property) and ``object`` (with a Relation) is set.
    ``role`` qualifies a relation (an EP role, a contact channel). ``as_of`` is the day for which
    the source states it, where the source gives one per row. ``qualifiers`` are sorted pairs.
    ``record`` is the source's own record id; several statements may share one. ``denied`` says
    that the fact does *not* hold: only the office's corrections use it.
    """

    subject: str
    predicate: Property | Relation
    source: str
    record: str
    value: Value | None = None
    object: str | None = None
    role: str | None = None
    period: Period = ALWAYS_UNKNOWN
    as_of: date | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    level: Level = Level.PUBLIC
    denied: bool = False

    def __post_init__(self) -> None:
        """Refuse a statement that is neither a property nor a relation."""
        relational = isinstance(self.predicate, Relation)
        if relational != (self.object is not None) or relational == (self.value is not None):
            msg = (
                f"Statement about {self.subject!r} from {self.source!r} ({self.record}): "
                f"{self.predicate.value} needs {'an object' if relational else 'a value'}, only."
            )
            raise InputError(msg)

    @property
    def digest(self) -> str:
        """Content as 32 hex digits: equal exactly when all fields are equal."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()[:32]

    def canonical(self) -> str:
        """Write all fields as one line of JSON, always in the same order."""
        fields = (
            self.subject,
            self.predicate.value,
            self.source,
            self.record,
            type(self.value).__name__,
            self.value.isoformat() if isinstance(self.value, date) else self.value,
            self.object,
            self.role,
            *_dates(self.period),
            self.as_of.isoformat() if self.as_of else None,
            self.qualifiers,
            int(self.level),
            self.denied,
        )
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A statement with what the ledger knows of it.

    ``seq`` is its place in the ledger; ``retrieved_at`` the moment its source was first read with
    it; ``confirmed_at`` the moment its source was last read and still said it; ``closed_at`` the
    moment the source no longer said it (None: it still does).
    """

    seq: int
    statement: Statement
    recorded_at: datetime
    retrieved_at: datetime
    confirmed_at: datetime
    closed_at: datetime | None = None


def _dates(period: Period) -> tuple[str | None, str | None, str]:
    kind: EndKind = period.end_kind
    return (
        period.start.isoformat() if period.start else None,
        period.end.isoformat() if period.end else None,
        kind.value,
    )
