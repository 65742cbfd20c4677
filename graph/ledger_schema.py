"""Tables of the ledger, and how a statement becomes a row and a row a statement.

Days and moments are kept as ISO text: the same bytes on SQLite and PostgreSQL, and text order is
time order, since moments are always written in UTC with microseconds. What it must not do: open
connections or decide anything; that is ``graph.ledger``.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import sqlalchemy as sa

from graph.errors import InputError, StoreDamaged
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import EndKind, Period
from graph.provenance import Recorded, Statement, Value

SCHEMA_VERSION = 2
"""Raised whenever a table changes; an unknown one stops the program with a clear message."""

LEDGER = "ledger"
"""Key of a ledger's own mark, drawn when it is made: two ledgers are told apart by it."""

METADATA = sa.MetaData()

INFO = sa.Table(
    "ledger_info",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

LOADS = sa.Table(
    "loads",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("retrieved_at", sa.Text),  # None: the load failed before anything was read
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("changed", sa.Boolean, nullable=False),  # anything that an answer could show
    sa.Column("floor", sa.Integer, nullable=False),  # lowest level among what it touched
    sa.Column("last_seq", sa.Integer, nullable=False),  # the ledger's last place after it
    sa.Column("read", sa.Integer, nullable=False),
    sa.Column("appended", sa.Integer, nullable=False),
    sa.Column("unchanged", sa.Integer, nullable=False),
    sa.Column("closed", sa.Integer, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
)

# A source whose description changes gets a further row; the one of the latest load counts.
SOURCES = sa.Table(
    "sources",
    METADATA,
    sa.Column("load_id", sa.ForeignKey(LOADS.c.id), primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("publisher", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("licence", sa.Text, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("invented", sa.Boolean, nullable=False),
)

STATEMENTS = sa.Table(
    "statements",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("load_id", sa.ForeignKey(LOADS.c.id), nullable=False),
    sa.Column("digest", sa.String(32), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("predicate", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Column("value_type", sa.Text),
    sa.Column("value", sa.Text),
    sa.Column("object", sa.Text),
    sa.Column("role", sa.Text),
    sa.Column("valid_from", sa.Text),
    sa.Column("valid_to", sa.Text),
    sa.Column("end_kind", sa.Text, nullable=False),
    sa.Column("as_of", sa.Text),
    sa.Column("qualifiers", sa.Text),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("denied", sa.Boolean, nullable=False),
)

CLOSURES = sa.Table(
    "closures",
    METADATA,
    sa.Column("seq", sa.ForeignKey(STATEMENTS.c.seq), primary_key=True),
    sa.Column("load_id", sa.ForeignKey(LOADS.c.id), nullable=False),
    sa.Column("closed_at", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

# A complete load confirms every open statement of its source; only exceptions need a row:
# seen by a partial load (seen), or kept because the record was rejected (not seen).
SIGHTINGS = sa.Table(
    "sightings",
    METADATA,
    sa.Column("load_id", sa.ForeignKey(LOADS.c.id), primary_key=True),
    sa.Column("seq", sa.ForeignKey(STATEMENTS.c.seq), primary_key=True),
    sa.Column("seen", sa.Boolean, nullable=False),
)

# What must not come back, as keyed hashes: see ``graph.tombstones``. ``key`` names the key.
TOMBSTONES = sa.Table(
    "tombstones",
    METADATA,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("mark", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("erased_at", sa.Text, nullable=False),
)

# Why something was taken out, and how much: never who.
ERASURES = sa.Table(
    "erasures",
    METADATA,
    sa.Column("load_id", sa.ForeignKey(LOADS.c.id), primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("statements", sa.Integer, nullable=False),
    sa.Column("mentions", sa.Integer, nullable=False),
)

# Kept, and left out of everything but a subject's own export, until lifted.
RESTRICTIONS = sa.Table(
    "restrictions",
    METADATA,
    sa.Column("identifier", sa.Text, primary_key=True),
    sa.Column("since", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
)

_PREDICATES: Mapping[str, Property | Relation] = {
    **{prop.value: prop for prop in Property},
    **{relation.value: relation for relation in Relation},
}
_LEVELS = {int(level): level for level in Level}
_CLOSED_VALUES: Mapping[Property | Relation, frozenset[str]] = {
    Property.KIND: frozenset(kind.value for kind in Kind),
    Property.CLASSIFICATION: frozenset(item.value for item in Classification),
}


def write_moment(moment: datetime) -> str:
    """Write a moment as UTC text of fixed length.

    Raises:
        InputError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        msg = f"The moment {moment.isoformat()} has no time zone. Pass an aware datetime."
        raise InputError(msg)
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def clean(statement: Statement) -> Statement:
    """Refuse what cannot be kept, and write an enum's member or a bool as its plain value.

    Raises:
        InputError: the value is of no known type, not finite, or no member of its closed list.
    """
    value = statement.value
    for plain in (str, int, float):  # an enum's member, a bool or an array's number
        if isinstance(value, plain) and type(value) is not plain:
            return clean(replace(statement, value=plain(value)))
    allowed = _CLOSED_VALUES.get(statement.predicate)
    if allowed is not None and value not in allowed:
        raise _unfit(statement, f"one of {', '.join(sorted(allowed))}")
    if isinstance(value, float) and not math.isfinite(value):
        raise _unfit(statement, "a finite number")
    if value is not None and type(value) not in (str, int, float, date):
        raise _unfit(statement, "a text, a number or a day")
    return statement


def to_row(seq: int, load_id: int, digest: str, statement: Statement) -> dict[str, object]:
    """Write a cleaned statement as a row of ``STATEMENTS``."""
    value, period = statement.value, statement.period
    return {
        "seq": seq,
        "load_id": load_id,
        "digest": digest,
        "subject": statement.subject,
        "predicate": statement.predicate.value,
        "source": statement.source,
        "record": statement.record,
        "value_type": None if value is None else type(value).__name__,
        "value": _write_value(value),
        "object": statement.object,
        "role": statement.role,
        "valid_from": period.start.isoformat() if period.start else None,
        "valid_to": period.end.isoformat() if period.end else None,
        "end_kind": period.end_kind.value,
        "as_of": statement.as_of.isoformat() if statement.as_of else None,
        "qualifiers": json.dumps(statement.qualifiers, ensure_ascii=False)
        if statement.qualifiers
        else None,
        "level": int(statement.level),
        "denied": statement.denied,
    }


def _write_value(value: Value | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date) else repr(value)


ROW_COLUMNS = (
    STATEMENTS.c.seq,
    STATEMENTS.c.load_id,
    STATEMENTS.c.subject,
    STATEMENTS.c.predicate,
    STATEMENTS.c.source,
    STATEMENTS.c.record,
    STATEMENTS.c.value_type,
    STATEMENTS.c.value,
    STATEMENTS.c.object,
    STATEMENTS.c.role,
    STATEMENTS.c.valid_from,
    STATEMENTS.c.valid_to,
    STATEMENTS.c.end_kind,
    STATEMENTS.c.as_of,
    STATEMENTS.c.qualifiers,
    STATEMENTS.c.level,
    STATEMENTS.c.denied,
)
"""What ``RowReader`` takes, in its order, with ``closed_at`` behind."""


class RowReader:
    """Turns rows into ``Recorded``; days, periods and texts that repeat are made once.

    ``moments`` gives (recorded_at, retrieved_at, confirmed_at) by load id; ``exceptions`` gives
    another confirmed_at by seq.
    """

    def __init__(
        self,
        moments: Mapping[int, tuple[datetime, datetime, datetime]],
        exceptions: Mapping[int, datetime],
    ) -> None:
        """Keep what the rows do not hold themselves."""
        self._moments = moments
        self._exceptions = exceptions
        self._days: dict[str | None, date | None] = {None: None}
        self._periods: dict[tuple[str | None, str | None, str], Period] = {}
        self._texts: dict[str, str] = {}
        self._qualifiers: dict[str, tuple[tuple[str, str], ...]] = {}

    def read(self, rows: Iterable[Sequence[object]]) -> Iterator[Recorded]:
        """Read rows of ``ROW_COLUMNS`` and ``closed_at``.

        Raises:
            StoreDamaged: a row holds something that no version known here could have written.
        """
        for row in rows:
            try:
                yield self._read_one(*row)  # type: ignore[arg-type]  # columns are typed by the schema
            except (KeyError, ValueError, TypeError, InputError) as error:
                msg = (
                    f"Ledger place {row[0]} ({row[4]}, record {row[5]}) makes no sense: {error}. "
                    "A newer version may have written it; otherwise restore the ledger's backup."
                )
                raise StoreDamaged(msg) from error

    def _read_one(  # one argument a column: this is the hot loop of every start
        self,
        seq: int,
        load_id: int,
        subject: str,
        predicate: str,
        source: str,
        record: str,
        value_type: str | None,
        value: str | None,
        obj: str | None,
        role: str | None,
        valid_from: str | None,
        valid_to: str | None,
        end_kind: str,
        as_of: str | None,
        qualifiers: str | None,
        level: int,
        denied: bool,
        closed_at: str | None,
    ) -> Recorded:
        period = self._periods.get((valid_from, valid_to, end_kind))
        if period is None:
            period = Period(self._day(valid_from), self._day(valid_to), EndKind(end_kind))
            self._periods[valid_from, valid_to, end_kind] = period
        recorded_at, retrieved_at, confirmed_at = self._moments[load_id]
        same = self._texts.setdefault
        statement = Statement(
            same(subject, subject),
            _PREDICATES[predicate],
            same(source, source),
            record,
            value if value_type == "str" else self._value(value_type, value),
            None if obj is None else same(obj, obj),
            None if role is None else same(role, role),
            period,
            None if as_of is None else self._day(as_of),
            () if qualifiers is None else self._pairs(qualifiers),
            _LEVELS[level],
            bool(denied),
        )
        return Recorded(
            seq,
            statement,
            recorded_at,
            retrieved_at,
            self._exceptions.get(seq, confirmed_at) if self._exceptions else confirmed_at,
            None if closed_at is None else datetime.fromisoformat(closed_at),
        )

    def _day(self, text: str | None) -> date | None:
        try:
            return self._days[text]
        except KeyError:
            day = self._days[text] = date.fromisoformat(text or "")
            return day

    def _pairs(self, text: str) -> tuple[tuple[str, str], ...]:
        known = self._qualifiers.get(text)
        if known is None:
            known = tuple((str(key), str(value)) for key, value in json.loads(text))
            self._qualifiers[text] = known
        return known

    def _value(self, value_type: str | None, value: str | None) -> Value | None:
        if value_type is None or value is None:
            return None
        if value_type == "date":
            return self._day(value)
        if value_type == "int":
            return int(value)
        if value_type == "float":
            return float(value)
        msg = f"unknown type of value {value_type!r}"
        raise ValueError(msg)


def _unfit(statement: Statement, expected: str) -> InputError:
    return InputError(
        f"{statement.source}, record {statement.record}: {statement.predicate.value} of "
        f"{statement.subject} is {statement.value!r}; expected {expected}."
    )
