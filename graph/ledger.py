"""The ledger: every statement of every source, appended and never changed.

The record of truth; all else is built from it. SQLite in one file (write-ahead log, every commit
forced to disk), or PostgreSQL by URL for teams: the same code. One load is one transaction: after
a crash it is there whole, or not at all. What it must not do: decide which of two statements is
right; that is ``graph.merge``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import sqlalchemy as sa

from graph import ledger_engine
from graph.errors import InputError, SourceChanged
from graph.ledger_schema import (
    CLOSURES,
    LOADS,
    ROW_COLUMNS,
    SIGHTINGS,
    SOURCES,
    STATEMENTS,
    RowReader,
    clean,
    to_row,
    write_moment,
)
from graph.levels import Level
from graph.provenance import Recorded, Source, Statement

_SHRINK_FLOOR = 20  # below this many closures a sudden halving is ordinary life
_CHUNK = 2_000  # rows read or written at a time: bounds memory, not durability

FailedStatus = Literal["failed", "unavailable"]


@dataclass(frozen=True, slots=True)
class Appended:
    """What one load did. ``read`` distinct statements came in: appended or unchanged.

    ``closed`` earlier ones are no longer stated; ``head`` is the ledger's head after it.
    """

    read: int
    appended: int
    unchanged: int
    closed: int
    head: int


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
class _Known:
    """A current statement of a source, as far as a load must compare it."""

    seq: int
    record: str
    level: int


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a load will write."""

    new: dict[str, Statement]
    unchanged: list[_Known]
    kept: list[_Known]
    closing: list[_Known]

    @property
    def floor(self) -> int:
        """The lowest level among everything touched."""
        levels = [known.level for known in (*self.unchanged, *self.closing)]
        levels += [int(statement.level) for statement in self.new.values()]
        return min(levels, default=int(Level.PUBLIC))


class Ledger:
    """An open ledger; use it as a context manager, from any thread."""

    def __init__(self, engine: sa.Engine, name: str) -> None:
        """Use ``open`` instead."""
        self._engine = engine
        self._name = name

    @classmethod
    def open(cls, place: str | Path, *, create: bool = True, busy_s: float = 10.0) -> Self:
        """Open a ledger by file path or database URL.

        ``busy_s`` is how many seconds to wait for another writer.

        Raises:
            NothingProjected: there is none and ``create`` is off.
            StoreDamaged: the file is no ledger, or a newer version wrote it.
            StoreBusy: another process holds it.
        """
        engine, name = ledger_engine.connect(place, create=create, busy_s=busy_s)
        return cls(engine, name)

    def close(self) -> None:
        """Let go of all connections; closing twice does nothing."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    # ---------------------------------------------------------------- writing

    def append(
        self,
        source: Source,
        statements: Iterable[Statement],
        *,
        retrieved_at: datetime,
        recorded_at: datetime,
        complete: bool,
        keep_records: Collection[str] = (),
        account: str = "",
        allow_shrink: bool = False,
    ) -> Appended:
        """Record one load, in one transaction.

        New statements are appended; known ones stay and count as confirmed. What the source said
        before and says no more is closed: of a ``complete`` batch everything that is missing,
        otherwise only what belongs to records that the batch names. Records in ``keep_records``
        were rejected this time: what an earlier load said of them stays, unconfirmed.

        Raises:
            InputError: a statement of another source, a value that cannot be kept, or a moment
                without time zone.
            SourceChanged: a complete batch would close more than half of the source.
            StoreBusy: another process is writing.
        """
        retrieved, recorded = write_moment(retrieved_at), write_moment(recorded_at)
        batch = _digested(source, statements)  # before the lock: a generator may be slow
        with ledger_engine.writing(self._engine, self._name) as connection:
            plan = _plan(_current(connection, source.id), batch, set(keep_records), complete)
            if complete and not allow_shrink:
                _refuse_shrinking(source, plan)
            load_id, last_seq = _next(connection)
            described = _source_differs(connection, source)
            changed = bool(
                plan.new
                or plan.closing
                or described
                or _confirms(connection, source, plan, retrieved)
            )
            connection.execute(
                LOADS.insert(),
                {
                    "id": load_id,
                    "source": source.id,
                    "status": "success" if plan.new or plan.closing else "unchanged",
                    "retrieved_at": retrieved,
                    "recorded_at": recorded,
                    "complete": complete,
                    "changed": changed,
                    "floor": plan.floor,
                    "last_seq": last_seq + len(plan.new),
                    "read": len(batch),
                    "appended": len(plan.new),
                    "unchanged": len(plan.unchanged),
                    "closed": len(plan.closing),
                    "account": account,
                },
            )
            if described:
                connection.execute(SOURCES.insert(), _source_row(load_id, source))
            _write(connection, plan, load_id, last_seq, recorded, complete)
            head = _head(connection, Level.PROTECTED)
        return Appended(len(batch), len(plan.new), len(plan.unchanged), len(plan.closing), head)

    def record_failure(
        self, source: Source, *, status: FailedStatus, recorded_at: datetime, account: str = ""
    ) -> None:
        """Note a load that read nothing; everything known stays as it is.

        Raises:
            StoreBusy: another process is writing.
        """
        recorded = write_moment(recorded_at)
        with ledger_engine.writing(self._engine, self._name) as connection:
            load_id, last_seq = _next(connection)
            row: dict[str, object] = dict.fromkeys(("read", "appended", "unchanged", "closed"), 0)
            row |= {"id": load_id, "source": source.id, "status": status, "retrieved_at": None}
            row |= {"recorded_at": recorded, "complete": False, "changed": False}
            row |= {"floor": int(Level.PROTECTED), "last_seq": last_seq, "account": account}
            connection.execute(LOADS.insert(), row)
            if source.id not in _sources(connection):
                connection.execute(SOURCES.insert(), _source_row(load_id, source))

    # ---------------------------------------------------------------- reading

    def read(self, level: Level, known_at: datetime | None = None) -> Iterator[Recorded]:
        """Give all current statements at a level or below, in order of seq.

        ``known_at`` gives the ledger as it was known at that moment: nothing recorded later,
        neither statements nor closures nor confirmations.
        """
        moment = None if known_at is None else write_moment(known_at)
        closed = CLOSURES.c.closed_at if moment is None else _closed_by(moment)
        return self._read(level, moment, closed.is_(None))

    def history(self, level: Level) -> Iterator[Recorded]:
        """Give every statement ever recorded at a level or below, with ``closed_at``."""
        return self._read(level, None, sa.true())

    def _read(
        self, level: Level, moment: str | None, wanted: sa.ColumnElement[bool]
    ) -> Iterator[Recorded]:
        with ledger_engine.reading(self._engine, self._name) as connection:
            loads = _loads(connection, moment)
            reader = RowReader(_moments(loads), _exceptions(connection, loads))
            closed_at = CLOSURES.c.closed_at if moment is None else _closed_by(moment)
            query = (
                sa.select(*ROW_COLUMNS, closed_at)
                .select_from(STATEMENTS.outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq))
                .where(STATEMENTS.c.level <= int(level), wanted)
                .order_by(STATEMENTS.c.seq)
            )
            if moment is not None:
                query = query.join(LOADS, LOADS.c.id == STATEMENTS.c.load_id)
                query = query.where(LOADS.c.recorded_at <= moment)
            for part in connection.execute(query).partitions(_CHUNK):
                yield from reader.read(part)

    def sources(self) -> dict[str, Source]:
        """Give every source by id, as its latest load describes it."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return _sources(connection)

    def loads(self) -> tuple[Load, ...]:
        """Give all loads, oldest first."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return tuple(_loads(connection, None))

    def source_states(self, level: Level) -> tuple[SourceState, ...]:
        """Say how each source stands, sorted by id.

        Statements above the level are not counted, and a source that has only such is left out.
        """
        with ledger_engine.reading(self._engine, self._name) as connection:
            sources, loads = _sources(connection), _loads(connection, None)
            counts = _counts(connection)
        states = []
        for source_id in sorted(sources):
            by_level = counts.get(source_id, {})
            visible = sum(count for own, count in by_level.items() if own <= level)
            if by_level and not visible:
                continue
            own_loads = [load for load in loads if load.source == source_id]
            good = [load for load in own_loads if load.succeeded]
            states.append(
                SourceState(sources[source_id], visible, good[-1] if good else None, own_loads[-1])
            )
        return tuple(states)

    def head(self, level: Level = Level.PROTECTED) -> int:
        """Number the ledger's state at a level: it grows whenever an answer could change.

        It counts the loads that appended, closed, re-described or confirmed later something at
        the level or below; so it says nothing about what happens above.
        """
        with ledger_engine.reading(self._engine, self._name) as connection:
            return _head(connection, level)


# -------------------------------------------------------------------- comparing a load


def _digested(source: Source, statements: Iterable[Statement]) -> dict[str, Statement]:
    batch: dict[str, Statement] = {}
    for statement in statements:
        if statement.source != source.id:
            msg = (
                f"Record {statement.record}: the statement names source {statement.source!r}, but "
                f"the load is of {source.id!r}. A load holds statements of its own source only."
            )
            raise InputError(msg)
        cleaned = clean(statement)
        batch.setdefault(cleaned.digest, cleaned)
    return batch


def _current(connection: sa.Connection, source_id: str) -> dict[str, _Known]:
    table = STATEMENTS.outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq)
    columns = (STATEMENTS.c.digest, STATEMENTS.c.seq, STATEMENTS.c.record, STATEMENTS.c.level)
    query = (
        sa.select(*columns)
        .select_from(table)
        .where(STATEMENTS.c.source == source_id, CLOSURES.c.seq.is_(None))
        .order_by(STATEMENTS.c.seq)
    )
    return {row[0]: _Known(row[1], row[2], row[3]) for row in connection.execute(query)}


def _plan(
    current: dict[str, _Known],
    batch: dict[str, Statement],
    keep: set[str],
    complete: bool,
) -> _Plan:
    named = {statement.record for statement in batch.values()}
    missing = [known for digest, known in current.items() if digest not in batch]
    return _Plan(
        new={digest: said for digest, said in batch.items() if digest not in current},
        unchanged=[known for digest, known in current.items() if digest in batch],
        kept=[known for known in missing if known.record in keep],
        closing=[
            known
            for known in missing
            if known.record not in keep and (complete or known.record in named)
        ],
    )


def _refuse_shrinking(source: Source, plan: _Plan) -> None:
    closing = len(plan.closing)
    current = closing + len(plan.kept) + len(plan.unchanged)
    if closing > _SHRINK_FLOOR and closing * 2 > current:
        msg = (
            f"{source.id} ({source.title}): this load would withdraw {closing} of {current} "
            f"statements and bring {len(plan.new)} new ones; nothing was changed. Look at the "
            "source first: a cut-off file or a new format looks like this. If it is right, "
            "repeat the load and allow it to shrink."
        )
        raise SourceChanged(msg)


def _confirms(connection: sa.Connection, source: Source, plan: _Plan, retrieved: str) -> bool:
    """Say whether a known statement is now confirmed later than before."""
    query = sa.select(sa.func.max(LOADS.c.retrieved_at)).where(LOADS.c.source == source.id)
    latest = connection.execute(query).scalar()
    return bool(plan.unchanged) and (latest is None or retrieved > latest)


# -------------------------------------------------------------------- rows of one load


def _next(connection: sa.Connection) -> tuple[int, int]:
    """Give the next load's id and the last place used, also by statements erased since."""
    query = sa.select(sa.func.max(LOADS.c.id), sa.func.max(LOADS.c.last_seq))
    last_id, last_seq = connection.execute(query).one()
    return (last_id or 0) + 1, last_seq or 0


def _write(
    connection: sa.Connection,
    plan: _Plan,
    load_id: int,
    last_seq: int,
    recorded: str,
    complete: bool,
) -> None:
    rows = [
        to_row(seq, load_id, digest, statement)
        for seq, (digest, statement) in enumerate(plan.new.items(), start=last_seq + 1)
    ]
    _insert(connection, STATEMENTS, rows)
    closures = [
        {"seq": known.seq, "load_id": load_id, "closed_at": recorded, "reason": "withdrawn"}
        for known in plan.closing
    ]
    _insert(connection, CLOSURES, closures)
    exceptions = plan.kept if complete else plan.unchanged
    sightings = [
        {"load_id": load_id, "seq": known.seq, "seen": not complete} for known in exceptions
    ]
    _insert(connection, SIGHTINGS, sightings)


def _insert(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> None:
    for start in range(0, len(rows), _CHUNK):
        connection.execute(table.insert(), rows[start : start + _CHUNK])


def _source_row(load_id: int, source: Source) -> dict[str, object]:
    return {
        "load_id": load_id,
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "licence": source.licence,
        "rank": source.rank,
        "invented": source.invented,
    }


def _source_differs(connection: sa.Connection, source: Source) -> bool:
    return _sources(connection).get(source.id) != source


def _sources(connection: sa.Connection) -> dict[str, Source]:
    query = sa.select(SOURCES).order_by(SOURCES.c.load_id)
    latest = {
        row.id: Source(
            row.id, row.publisher, row.title, row.url, row.licence, row.rank, bool(row.invented)
        )
        for row in connection.execute(query)
    }
    return dict(sorted(latest.items()))


def _loads(connection: sa.Connection, moment: str | None) -> list[Load]:
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


def _counts(connection: sa.Connection) -> dict[str, dict[int, int]]:
    query = (
        sa.select(STATEMENTS.c.source, STATEMENTS.c.level, sa.func.count())
        .select_from(STATEMENTS.outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq))
        .where(CLOSURES.c.seq.is_(None))
        .group_by(STATEMENTS.c.source, STATEMENTS.c.level)
    )
    counts: dict[str, dict[int, int]] = {}
    for source_id, level, count in connection.execute(query):
        counts.setdefault(source_id, {})[level] = count
    return counts


def _head(connection: sa.Connection, level: Level) -> int:
    query = sa.select(sa.func.count()).where(LOADS.c.changed, LOADS.c.floor <= int(level))
    return connection.execute(query.select_from(LOADS)).scalar_one()


# -------------------------------------------------------------------- when it was confirmed


def _closed_by(moment: str) -> sa.ColumnElement[str | None]:
    return sa.case((CLOSURES.c.closed_at <= moment, CLOSURES.c.closed_at))


def _moments(loads: Sequence[Load]) -> dict[int, tuple[datetime, datetime, datetime]]:
    """Give recorded_at, retrieved_at and confirmed_at of what each load appended.

    Confirmed is the latest reading among the load itself and later complete ones of its source.
    """
    moments = {}
    latest: dict[str, datetime] = {}
    for load in reversed(loads):
        if load.retrieved_at is None:
            continue
        confirmed = max(load.retrieved_at, latest.get(load.source, load.retrieved_at))
        moments[load.id] = (load.recorded_at, load.retrieved_at, confirmed)
        if load.complete:
            latest[load.source] = confirmed
    return moments


def _exceptions(connection: sa.Connection, loads: Sequence[Load]) -> dict[int, datetime]:
    """Give confirmed_at by seq for statements that sightings tell apart from their load."""
    by_id = {load.id: load for load in loads}
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
    confirmed = {}
    for seq, own_load in owner.items():
        source_id = by_id[own_load].source
        complete = {
            load.id
            for load in loads
            if load.complete and load.source == source_id and load.id > own_load
        }
        readings = (complete | seen.get(seq, set()) | {own_load}) - unseen.get(seq, set())
        moments = (by_id[load_id].retrieved_at for load_id in readings)
        confirmed[seq] = max(moment for moment in moments if moment is not None)
    return confirmed
