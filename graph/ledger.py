"""The ledger: every statement of every source, appended and never changed.

The record of truth; all else is built from it. SQLite in one file (write-ahead log, every commit
forced to disk), or PostgreSQL by URL for teams: the same code. One load is one transaction: after
a crash it is there whole, or not at all. What it must not do: decide which of two statements is
right; that is ``graph.merge``.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import sqlalchemy as sa

from graph import ledger_engine, ledger_read
from graph.ledger_load import compare, digested, refuse_shrinking, write_failure, write_load
from graph.ledger_read import Load, SourceState
from graph.ledger_schema import write_moment
from graph.levels import Level
from graph.provenance import Recorded, Source, Statement

__all__ = ["Appended", "FailedStatus", "Ledger", "Load", "SourceState"]

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
        records: Collection[str] = (),
        account: str = "",
        allow_shrink: bool = False,
    ) -> Appended:
        """Record one load, in one transaction.

        New statements are appended; known ones stay and count as confirmed. What the source said
        before and says no more is closed: of a ``complete`` batch everything that is missing,
        otherwise only what belongs to records that the batch names, or that ``records`` names: so
        a record can be withdrawn of which nothing is stated any more. Records in ``keep_records``
        were rejected this time: what an earlier load said of them stays, unconfirmed.

        Raises:
            InputError: a statement of another source, a value that cannot be kept, or a moment
                without time zone.
            SourceChanged: a complete batch would close more than half of the source.
            StoreBusy: another process is writing.
        """
        facts = {
            "retrieved_at": write_moment(retrieved_at),
            "recorded_at": write_moment(recorded_at),
            "complete": complete,
            "account": account,
        }
        batch = digested(source, statements)  # before the lock: a generator may be slow
        with ledger_engine.writing(self._engine, self._name) as connection:
            known = ledger_read.current(connection, source.id)
            plan = compare(known, batch, keep_records, complete, records)
            if complete and not allow_shrink:
                refuse_shrinking(source, plan)
            write_load(connection, source, plan, facts)
            head = ledger_read.head(connection, Level.PROTECTED)
        return Appended(len(batch), len(plan.new), len(plan.unchanged), len(plan.closing), head)

    def record_failure(
        self, source: Source, *, status: FailedStatus, recorded_at: datetime, account: str = ""
    ) -> None:
        """Note a load that read nothing; everything known stays as it is.

        Raises:
            StoreBusy: another process is writing.
        """
        facts = {
            "retrieved_at": None,
            "recorded_at": write_moment(recorded_at),
            "complete": False,
            "account": account,
        }
        with ledger_engine.writing(self._engine, self._name) as connection:
            write_failure(connection, source, status, facts)

    # ---------------------------------------------------------------- reading

    def read(
        self, level: Level, known_at: datetime | None = None, source: str | None = None
    ) -> Iterator[Recorded]:
        """Give all current statements at a level or below, in order of seq.

        ``known_at`` gives the ledger as it was known at that moment: nothing recorded later,
        neither statements nor closures nor confirmations. ``source`` leaves out all others.
        """
        moment = None if known_at is None else write_moment(known_at)
        return self._statements(level, moment, source, closed=False)

    def history(self, level: Level) -> Iterator[Recorded]:
        """Give every statement ever recorded at a level or below, with ``closed_at``."""
        return self._statements(level, None, None, closed=True)

    def _statements(
        self, level: Level, moment: str | None, source: str | None, *, closed: bool
    ) -> Iterator[Recorded]:
        with ledger_engine.reading(self._engine, self._name) as connection:
            yield from ledger_read.statements(connection, level, moment, source, closed=closed)

    def sources(self, known_at: datetime | None = None) -> dict[str, Source]:
        """Give every source by id, as its latest load, up to ``known_at``, describes it."""
        moment = None if known_at is None else write_moment(known_at)
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_read.sources(connection, moment)

    def loads(self) -> tuple[Load, ...]:
        """Give all loads, oldest first."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return tuple(ledger_read.loads(connection))

    def source_states(self, level: Level) -> tuple[SourceState, ...]:
        """Say how each source stands, sorted by id.

        Statements above the level are not counted, and a source that has only such is left out.
        """
        with ledger_engine.reading(self._engine, self._name) as connection:
            sources, loads = ledger_read.sources(connection), ledger_read.loads(connection)
            counts = ledger_read.counts(connection)
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

    def first_moment(self, level: Level = Level.PROTECTED) -> datetime | None:
        """Give the moment from which something was known at a level; None: nothing ever was."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_read.first_moment(connection, level)

    def head(self, level: Level = Level.PROTECTED, known_at: datetime | None = None) -> int:
        """Number the ledger's state at a level: it grows whenever an answer could change.

        It counts the loads that appended, closed, re-described or confirmed later something at
        the level or below; so it says nothing about what happens above. With ``known_at`` it is
        the head of that moment.
        """
        moment = None if known_at is None else write_moment(known_at)
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_read.head(connection, level, moment)
