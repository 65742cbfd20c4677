"""The ledger: every statement of every source, appended and never changed.

The record of truth; all else is built from it. SQLite in one file (write-ahead log, every commit
forced to disk), or PostgreSQL by URL for teams: the same code. One load is one transaction: after
a crash it is there whole, or not at all. What it must not do: decide which of two statements is
right; that is ``graph.merge``.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import sqlalchemy as sa

from graph import ledger_dates, ledger_engine, ledger_erasure, ledger_read
from graph.erasure_keys import KEY_FILE, GivenKeys, KeyFile, Keys
from graph.errors import StoreError
from graph.ledger_erasure import Erased, Traces, same_as
from graph.ledger_load import compare, digested, refuse_shrinking, write_failure, write_load
from graph.ledger_migrate import kept_copies
from graph.ledger_read import Load, SourceState
from graph.ledger_schema import INFO, write_moment
from graph.levels import Level
from graph.provenance import Recorded, Source, Statement
from graph.tombstones import Tombstones, stones_of

__all__ = ["Appended", "Erased", "FailedStatus", "Ledger", "Load", "SourceState", "Traces"]

_UNCLEAN = "unclean"


def mark_unclean(connection: sa.Connection) -> None:
    """Note that what was deleted is not overwritten yet."""
    connection.execute(sa.delete(INFO).where(INFO.c.key == _UNCLEAN))
    connection.execute(INFO.insert(), {"key": _UNCLEAN, "value": "1"})


FailedStatus = Literal["failed", "unavailable"]


@dataclass(frozen=True, slots=True)
class Appended:
    """What one load did. ``read`` distinct statements came in: appended or unchanged.

    ``closed`` earlier ones are no longer stated; ``head`` is the ledger's head after it;
    ``erased`` came in and were not taken, since they are about somebody who was erased.
    """

    read: int
    appended: int
    unchanged: int
    closed: int
    head: int
    erased: int = 0


class Ledger:
    """An open ledger; use it as a context manager, from any thread."""

    def __init__(self, engine: sa.Engine, name: str, keys: Keys) -> None:
        """Use ``open`` instead."""
        self._engine = engine
        self._name = name
        self._keys = keys

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        create: bool = True,
        busy_s: float = 10.0,
        keys: Keys | None = None,
    ) -> Self:
        """Open a ledger by file path or database URL; an earlier version is brought to ours.

        ``busy_s`` is how many seconds to wait for another writer; ``keys`` are those of its
        tombstones (None: in ``ledger.key`` beside a file, none for a server).

        Raises:
            NothingProjected: there is none and ``create`` is off.
            StoreDamaged: the file is no ledger, or a newer version wrote it.
            StoreBusy: another process holds it.
        """
        engine, name = ledger_engine.connect(place, create=create, busy_s=busy_s)
        file = ledger_engine.file_of(engine)
        beside = GivenKeys() if file is None else KeyFile(file.with_name(KEY_FILE))
        opened = cls(engine, name, keys or beside)
        opened._clean_if_pending()
        return opened

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

    @property
    def keys(self) -> Keys:
        """Where the keys of its tombstones are."""
        return self._keys

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """Give a connection that sees one unchanging state, for whoever keeps ledgers safe."""
        return ledger_engine.reading(self._engine, self._name)

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """Give the one connection that may write now, for whoever keeps ledgers safe."""
        return ledger_engine.writing(self._engine, self._name)

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
        read = digested(source, statements)  # before the lock: a generator may be slow
        with ledger_engine.writing(self._engine, self._name) as connection:
            stones = self._tombstones(connection)
            batch, erased = stones.obey(read)
            facts["account"] = stones.redacted_account(account)
            keep_records = {stones.taken_text(one, True) for one in keep_records}
            known = ledger_read.current(connection, source.id)
            plan = compare(known, batch, keep_records, complete, records)
            if complete and not allow_shrink:
                refuse_shrinking(source, plan)
            write_load(connection, source, plan, facts)
            head = ledger_read.head(connection, Level.PROTECTED)
        counts = (len(batch), len(plan.new), len(plan.unchanged), len(plan.closing))
        return Appended(*counts, head, erased)

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
            facts["account"] = self._tombstones(connection).redacted_account(account)
            write_failure(connection, source, status, facts)

    # ---------------------------------------------------------------- taking out

    def traces(self, identifiers: Iterable[str]) -> Traces:
        """Find everything of somebody, under all identifiers judged to be theirs."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_erasure.trace(connection, same_as(connection, identifiers))

    def erase(self, identifiers: Iterable[str], *, reason: str, at: datetime) -> Erased:
        """Delete everything of somebody, for good and for ever; see ``graph.ledger_erasure``.

        Raises:
            InputError: there is no reason, or it names them; or no key for tombstones.
            StoreBusy: another process is writing; or it reads, and old bytes wait for it.
        """
        key, text = self._keys.current(), write_moment(at)
        with ledger_engine.writing(self._engine, self._name) as connection:
            found = ledger_erasure.trace(connection, same_as(connection, identifiers))
            ledger_erasure.refuse_reason(reason, found)
            stones = stones_of(key, found.marks())
            ledger_erasure.take_out(connection, found, stones, (at, text, reason))
            mark_unclean(connection)
            self._forget_copies()
            head = ledger_read.head(connection, Level.PROTECTED)
        self.clean()
        return Erased(len(found.going), len(found.changing), len(found.accounts), head)

    def take_out(self, places: Collection[int], *, reason: str, at: datetime, close: bool) -> int:
        """Delete, or close, single statements so that no load brings them back; gives how many.

        Raises:
            InputError: no key for tombstones.
            StoreBusy: as ``erase``.
        """
        key, text = self._keys.current(), write_moment(at)
        with ledger_engine.writing(self._engine, self._name) as connection:
            done = ledger_dates.take_out(connection, places, key, (text, reason), close=close)
            mark_unclean(connection)
            self._forget_copies()
        self.clean()
        return done

    def restrict(self, identifiers: Iterable[str], *, reason: str, at: datetime) -> None:
        """Keep somebody, and leave them out of everything that is read, until ``lift``."""
        with ledger_engine.writing(self._engine, self._name) as connection:
            named = same_as(connection, identifiers)
            ledger_dates.restrict(connection, named, write_moment(at), reason)

    def lift(self, identifiers: Iterable[str], *, reason: str, at: datetime) -> int:
        """Let somebody be read again; gives how many identifiers were restricted."""
        with ledger_engine.writing(self._engine, self._name) as connection:
            named = same_as(connection, identifiers)
            return ledger_dates.lift(connection, named, write_moment(at), reason)

    def restrictions(self) -> dict[str, tuple[str, str]]:
        """Give since when and why, by identifier of who is restricted."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_dates.restrictions(connection)

    def tombstones(self) -> Tombstones:
        """Give the tombstones that every load obeys.

        Raises:
            StoreError: their key is not there.
        """
        with ledger_engine.reading(self._engine, self._name) as connection:
            return self._tombstones(connection)

    def clean(self) -> None:
        """Overwrite what was deleted.

        Raises:
            StoreBusy: another process reads; the next start tries again.
        """
        ledger_engine.clean_disk(self._engine, self._name)
        with ledger_engine.writing(self._engine, self._name) as connection:
            connection.execute(sa.delete(INFO).where(INFO.c.key == _UNCLEAN))

    def _forget_copies(self) -> None:
        """Remove older states of the file, which hold whoever is erased now.

        Before it is committed: after a kill in between, somebody may still be named to erase.
        """
        file = ledger_engine.file_of(self._engine)
        for old in kept_copies(file) if file is not None else ():
            old.unlink(missing_ok=True)

    def _clean_if_pending(self) -> None:
        query = sa.select(INFO.c.value).where(INFO.c.key == _UNCLEAN)
        with ledger_engine.reading(self._engine, self._name) as connection:
            pending = connection.execute(query).scalar() is not None
        if pending:
            with suppress(StoreError):  # busy, or no space: the next start tries again
                self.clean()

    def _tombstones(self, connection: sa.Connection) -> Tombstones:
        stones = ledger_erasure.stones(connection)
        return Tombstones.of(self._keys.read(), stones) if stones else Tombstones()

    # ---------------------------------------------------------------- reading

    def read(
        self,
        level: Level,
        known_at: datetime | None = None,
        source: str | None = None,
        about: Collection[str] | None = None,
    ) -> Iterator[Recorded]:
        """Give all current statements at a level or below, in order of seq.

        ``known_at`` gives the ledger as it was known at that moment: nothing recorded later,
        neither statements nor closures nor confirmations. ``source`` leaves out all others,
        ``about`` all statements that name none of some identifiers.
        """
        moment = None if known_at is None else write_moment(known_at)
        return self._statements(level, moment, source, about, closed=False)

    def history(self, level: Level) -> Iterator[Recorded]:
        """Give every statement ever recorded at a level or below, with ``closed_at``."""
        return self._statements(level, None, None, None, closed=True)

    def _statements(
        self,
        level: Level,
        moment: str | None,
        source: str | None,
        about: Collection[str] | None,
        *,
        closed: bool,
    ) -> Iterator[Recorded]:
        with ledger_engine.reading(self._engine, self._name) as connection:
            hidden = ledger_dates.restrictions(connection)
            found = ledger_read.statements(connection, level, moment, source, about, closed=closed)
            yield from (
                found
                if not hidden
                else (
                    item
                    for item in found
                    if item.statement.subject not in hidden and item.statement.object not in hidden
                )
            )

    def everything(self) -> Iterator[Recorded]:
        """Give every statement ever recorded, also about people who are restricted."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            yield from ledger_read.statements(connection, Level.PROTECTED, None, closed=True)

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

    def fingerprint(self, level: Level) -> str:
        """Name what an answer at a level rests on, of this ledger and no other; see ``head``."""
        with ledger_engine.reading(self._engine, self._name) as connection:
            return ledger_read.fingerprint(connection, level)
