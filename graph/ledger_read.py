"""Reading the ledger's tables: loads, sources, current statements, and when each was confirmed.

Every function works on an open connection, so that what belongs together is read from one state.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from graph.ledger_schema import (
    CLOSURES,
    INFO,
    LEDGER,
    LOADS,
    ROW_COLUMNS,
    SIGHTINGS,
    SOURCES,
    STATEMENTS,
    RowReader,
)
from graph.levels import Level
from graph.provenance import Recorded, Source

GENERATION = "generation"
"""The ledger's note of the last restore: its second, far above any count of loads."""

_CHUNK = 2_000  # rows read at a time: bounds memory
_WITH_CLOSURES = STATEMENTS.outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq)


@dataclass(frozen=True, slots=True)
class Load:
    """One line of the ledger's account of loads.

    ``status`` is success, unchanged, failed or unavailable; ``retrieved_at`` is None where
    nothing was read; ``account`` is the text that the caller passed, often JSON.
    """

    id: int
    source: str
    status: str
    retrieved_at: datetime | None
    recorded_at: datetime
    complete: bool
    read: int
    appended: int
    unchanged: int
    closed: int
    account: str

    @property
    def succeeded(self) -> bool:
        """Say whether the source was read; unchanged is a result, not an error."""
        return self.retrieved_at is not None


@dataclass(frozen=True, slots=True)
class SourceState:
    """How one source stands: statements now, the last success and the last try."""

    source: Source
    statements: int
    last_success: Load | None
    last: Load


@dataclass(frozen=True, slots=True)
class Known:
    """A current statement of a source, as far as a load must compare it."""

    seq: int
    record: str
    level: int
    confirmed_at: datetime


def current(connection: sa.Connection, source_id: str) -> dict[str, Known]:
    """Give a source's current statements by digest."""
    columns = (
        STATEMENTS.c.digest,
        STATEMENTS.c.seq,
        STATEMENTS.c.record,
        STATEMENTS.c.level,
        STATEMENTS.c.load_id,
    )
    query = (
        sa.select(*columns)
        .select_from(_WITH_CLOSURES)
        .where(STATEMENTS.c.source == source_id, CLOSURES.c.seq.is_(None))
        .order_by(STATEMENTS.c.seq)
    )
    past = loads(connection)
    moments, exceptions = _moments(past), _exceptions(connection, past)
    return {
        digest: Known(seq, record, level, exceptions.get(seq, moments[load_id][2]))
        for digest, seq, record, level, load_id in connection.execute(query)
    }


def statements(
    connection: sa.Connection,
    level: Level,
    moment: str | None,
    source: str | None = None,
    about: Collection[str] | None = None,
    *,
    closed: bool,
) -> Iterator[Recorded]:
    """Give statements at a level or below in order of seq, as known at a moment (None: now).

    ``source`` gives those of one source only, ``about`` those that name one of some identifiers.
    """
    past = loads(connection, moment)
    reader = RowReader(_moments(past), _exceptions(connection, past))
    closed_at: sa.ColumnElement[str | None] = CLOSURES.c.closed_at
    if moment is not None:
        closed_at = sa.case((CLOSURES.c.closed_at <= moment, CLOSURES.c.closed_at))
    query = (
        sa.select(*ROW_COLUMNS, closed_at)
        .select_from(_WITH_CLOSURES)
        .where(STATEMENTS.c.level <= int(level))
        .order_by(STATEMENTS.c.seq)
    )
    if source is not None:
        query = query.where(STATEMENTS.c.source == source)
    if about is not None:
        named = STATEMENTS.c.subject.in_(about) | STATEMENTS.c.object.in_(about)
        query = query.where(named)
    if not closed:
        query = query.where(closed_at.is_(None))
    if moment is not None:
        query = query.join(LOADS, LOADS.c.id == STATEMENTS.c.load_id)
        query = query.where(LOADS.c.recorded_at <= moment)
    for part in connection.execute(query).partitions(_CHUNK):
        yield from reader.read(part)


def sources(connection: sa.Connection, moment: str | None = None) -> dict[str, Source]:
    """Give every source by id, as its latest load recorded up to a moment describes it."""
    query = sa.select(SOURCES).order_by(SOURCES.c.load_id)
    if moment is not None:
        query = query.join(LOADS, LOADS.c.id == SOURCES.c.load_id)
        query = query.where(LOADS.c.recorded_at <= moment)
    latest = {
        row.id: Source(
            row.id, row.publisher, row.title, row.url, row.licence, row.rank, bool(row.invented)
        )
        for row in connection.execute(query)
    }
    return dict(sorted(latest.items()))


def loads(connection: sa.Connection, moment: str | None = None) -> list[Load]:
    """Give all loads recorded up to a moment, oldest first."""
    query = sa.select(LOADS).order_by(LOADS.c.id)
    if moment is not None:
        query = query.where(LOADS.c.recorded_at <= moment)
    return [
        Load(
            row.id,
            row.source,
            row.status,
            None if row.retrieved_at is None else datetime.fromisoformat(row.retrieved_at),
            datetime.fromisoformat(row.recorded_at),
            bool(row.complete),
            row.read,
            row.appended,
            row.unchanged,
            row.closed,
            row.account,
        )
        for row in connection.execute(query)
    ]


def counts(connection: sa.Connection) -> dict[str, dict[int, int]]:
    """Count current statements by source and level."""
    query = (
        sa.select(STATEMENTS.c.source, STATEMENTS.c.level, sa.func.count())
        .select_from(_WITH_CLOSURES)
        .where(CLOSURES.c.seq.is_(None))
        .group_by(STATEMENTS.c.source, STATEMENTS.c.level)
    )
    found: dict[str, dict[int, int]] = {}
    for source_id, level, count in connection.execute(query):
        found.setdefault(source_id, {})[level] = count
    return found


def first_moment(connection: sa.Connection, level: Level) -> datetime | None:
    """Give when the first load was recorded after which an answer at a level could differ."""
    query = sa.select(sa.func.min(LOADS.c.recorded_at))
    query = query.where(LOADS.c.changed, LOADS.c.floor <= int(level))
    found = connection.execute(query).scalar_one()
    return None if found is None else datetime.fromisoformat(found)


def head(connection: sa.Connection, level: Level, moment: str | None = None) -> int:
    """Count the loads, recorded up to a moment, after which an answer at a level could differ."""
    query = sa.select(sa.func.count()).where(LOADS.c.changed, LOADS.c.floor <= int(level))
    if moment is not None:
        query = query.where(LOADS.c.recorded_at <= moment)
    return connection.execute(query.select_from(LOADS)).scalar_one() + _generation(connection)


def fingerprint(connection: sa.Connection, level: Level) -> str:
    """Name what an answer at a level rests on, of this ledger and no other, by 64 hex digits.

    Two ledgers may have the same head, and those written under one clock the same loads and last
    statement; they do not have the same mark. What leaves this machine must not be named by it:
    a level answers as a ledger does that never held more.
    """
    loads_then = (
        sa.select(LOADS.c.id, LOADS.c.source, LOADS.c.recorded_at)
        .where(LOADS.c.changed, LOADS.c.floor <= int(level))
        .order_by(LOADS.c.id)
    )
    last = (
        sa.select(STATEMENTS.c.seq, STATEMENTS.c.digest)
        .where(STATEMENTS.c.level <= int(level))
        .order_by(STATEMENTS.c.seq.desc())
        .limit(1)
    )
    mark = connection.execute(sa.select(INFO.c.value).where(INFO.c.key == LEDGER)).scalar() or ""
    whole = hashlib.sha256(f"{mark}\n{head(connection, level)}\n".encode())
    for row in (*connection.execute(loads_then), *connection.execute(last)):
        whole.update(f"{tuple(row)}\n".encode())
    return whole.hexdigest()


def _generation(connection: sa.Connection) -> int:
    """Give what a restore added to the head, so that no earlier head means another state."""
    query = sa.select(INFO.c.value).where(INFO.c.key == GENERATION)
    return int(connection.execute(query).scalar() or 0)


# -------------------------------------------------------------------- when it was confirmed


def _moments(past: Sequence[Load]) -> dict[int, tuple[datetime, datetime, datetime]]:
    """Give recorded_at, retrieved_at and confirmed_at of what each load appended.

    Confirmed is the latest reading among the load itself and later complete ones of its source.
    """
    moments = {}
    latest: dict[str, datetime] = {}
    for load in reversed(past):
        if load.retrieved_at is None:
            continue
        confirmed = max(load.retrieved_at, latest.get(load.source, load.retrieved_at))
        moments[load.id] = (load.recorded_at, load.retrieved_at, confirmed)
        if load.complete:
            latest[load.source] = confirmed
    return moments


def _exceptions(connection: sa.Connection, past: Sequence[Load]) -> dict[int, datetime]:
    """Give confirmed_at by seq for statements that sightings tell apart from their load."""
    by_id = {load.id: load for load in past}
    seen: dict[int, set[int]] = {}
    unseen: dict[int, set[int]] = {}
    owner: dict[int, int] = {}
    query = sa.select(
        SIGHTINGS.c.seq, SIGHTINGS.c.load_id, SIGHTINGS.c.seen, STATEMENTS.c.load_id
    ).join(STATEMENTS, STATEMENTS.c.seq == SIGHTINGS.c.seq)
    for seq, load_id, was_seen, own_load in connection.execute(query):
        if load_id in by_id and own_load in by_id:
            (seen if was_seen else unseen).setdefault(seq, set()).add(load_id)
            owner[seq] = own_load
    moments = _moments(past)
    confirmed = {}
    for seq, own_load in owner.items():
        latest = moments[own_load][2]
        if seq in unseen:
            latest = _latest_but(past, by_id[own_load], unseen[seq])
        readings = (by_id[load_id].retrieved_at for load_id in seen.get(seq, ()))
        confirmed[seq] = max([latest, *(moment for moment in readings if moment is not None)])
    return confirmed


def _latest_but(past: Sequence[Load], own: Load, without: set[int]) -> datetime:
    """Give the latest reading by a statement's own load and later complete ones, but for some."""
    return max(
        load.retrieved_at
        for load in past
        if load.source == own.source
        and load.retrieved_at is not None
        and (load.id == own.id or (load.complete and load.id > own.id and load.id not in without))
    )
