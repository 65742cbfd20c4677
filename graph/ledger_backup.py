"""The ledger into a backup and back, on SQLite and PostgreSQL alike.

Written from one unchanging state while others write. Put back in one transaction: what was there
stands until what comes was read, cleared of whoever was erased since, and verified; killed at any
moment, the ledger is the old or the new one, whole. What it must not do: know files or homes.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from graph import ledger_erasure, ledger_read
from graph.backup_file import BackupReader, BackupWriter, refuse_newer
from graph.errors import StoreDamaged
from graph.ledger import Ledger, mark_unclean
from graph.ledger_dump import TABLES, dump, fill
from graph.ledger_schema import INFO, SCHEMA_VERSION, STATEMENTS, write_moment
from graph.ledger_verify import Progress, Verified, verify
from graph.levels import Level
from graph.tombstones import Tombstones, stones_of

PENDING = "restoring"
"""The ledger's note that files of a restored home are still to be put in place."""

_STEP = 5_000


def write_tables(
    connection: sa.Connection, writer: BackupWriter, progress: Progress
) -> tuple[dict[str, int], dict[str, int]]:
    """Write all tables as parts; gives rows by table, and statements by level."""
    counts = {}
    for table in TABLES:
        count = sa.select(sa.func.count()).select_from(table)
        counts[table.name] = connection.execute(count).scalar_one()
    total, done = sum(counts.values()), 0
    for table in TABLES:
        lines = _counted(dump(connection, table), done, total, table.name, progress)
        writer.add(f"ledger/{table.name}.jsonl", lines)
        done += counts[table.name]
    query = sa.select(STATEMENTS.c.level, sa.func.count()).group_by(STATEMENTS.c.level)
    levels = {Level(level).label: count for level, count in connection.execute(query)}
    return counts, dict(sorted(levels.items()))


def put_back(
    ledger: Ledger,
    reader: BackupReader,
    *,
    at: datetime,
    keys: Iterable[bytes],
    note: Callable[[sa.Connection], None],
    progress: Progress,
) -> Verified:
    """Replace all that a ledger holds; ``note`` may write more in the same transaction.

    Raises:
        StoreDamaged: the backup is of a newer version, or what it holds makes no sense.
        SourceError: it cannot be read.
        StoreBusy: another process is writing.
    """
    refuse_newer(reader, SCHEMA_VERSION)
    ledger.keys.add(keys)
    with ledger.writing() as connection:
        stood = ledger_erasure.stones(connection)
        for table in reversed(TABLES):
            connection.execute(sa.delete(table))
        _fill(connection, reader, progress)
        ledger_erasure.bury(connection, stood, write_moment(at))
        tombstones = Tombstones.of(ledger.keys.read(), ledger_erasure.stones(connection))
        if tombstones:
            _obey(connection, tombstones, ledger.keys.current(), at)
        found = verify(connection, tombstones, progress)
        if found.problems:
            told = "; ".join(found.problems[:3])
            msg = f"What the backup holds makes no sense: {told}. Nothing was changed."
            raise StoreDamaged(msg)
        _set(connection, ledger_read.GENERATION, str(int(at.timestamp())))
        mark_unclean(connection)
        note(connection)
    ledger.clean()
    return found


def is_pending(connection: sa.Connection) -> str | None:
    """Give the name of the folder whose files are still to be put in place, or None."""
    query = sa.select(INFO.c.value).where(INFO.c.key == PENDING)
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def set_pending(connection: sa.Connection, folder: str | None) -> None:
    """Note, or forget, that files are still to be put in place."""
    _set(connection, PENDING, folder)


def rows_in(reader: BackupReader) -> Mapping[str, int]:
    """Give how many rows each table has, by what the backup says."""
    return reader.manifest.counts


def _fill(connection: sa.Connection, reader: BackupReader, progress: Progress) -> None:
    total, done = sum(reader.manifest.counts.values()), 0
    for table in TABLES:
        name = f"ledger/{table.name}.jsonl"
        if not reader.has(name):
            if reader.manifest.schema == SCHEMA_VERSION:
                raise reader.broken(f"the part {name} is not there")
            continue  # an earlier version had no such table
        lines = reader.lines(reader.part(name))
        rows = _counted(lines, done, total, table.name, progress)
        try:
            count = fill(connection, table, rows)
        except StatementError as error:
            raise reader.broken(f"the part {name} holds no such rows ({error.orig})") from error
        if count != reader.manifest.counts.get(table.name):
            raise reader.broken(f"the part {name} has {count} rows, not as many as it says")
        done += count


def _obey(connection: sa.Connection, tombstones: Tombstones, key: bytes, at: datetime) -> None:
    """Take out whoever was erased after the backup was made."""
    back = ledger_erasure.erased_people(connection, tombstones)
    if back:
        found = ledger_erasure.trace(connection, ledger_erasure.same_as(connection, back))
        stones = stones_of(key, found.marks())
        facts = (at, write_moment(at), "erased before, and in a backup that was restored")
        ledger_erasure.take_out(connection, found, stones, facts)
    ledger_erasure.delete_places(connection, ledger_erasure.overdue_places(connection, tombstones))
    ledger_erasure.rewrite_by_stones(connection, tombstones)


def _set(connection: sa.Connection, key: str, value: str | None) -> None:
    connection.execute(sa.delete(INFO).where(INFO.c.key == key))
    if value is not None:
        connection.execute(INFO.insert(), {"key": key, "value": value})


def _counted(
    lines: Iterable[bytes], before: int, total: int, what: str, progress: Progress
) -> Iterable[bytes]:
    for number, line in enumerate(lines):
        if number % _STEP == 0:
            progress(min(before + number, total), total, what)
        yield line
