"""Connections to the ledger's database, and its errors in our words.

The only module that knows SQLite from PostgreSQL.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from graph.errors import InputError, NothingProjected, StoreBusy, StoreDamaged, StoreError
from graph.ledger_migrate import is_migratable, keep_copy, migrate, version_of
from graph.ledger_schema import INFO, LEDGER, METADATA, SCHEMA_VERSION

_LOCK = 4_736_117  # any number: PostgreSQL writers of a ledger queue behind it


def connect(place: str | Path, *, create: bool, busy_s: float) -> tuple[sa.Engine, str]:
    """Open the database and check that it is a ledger of a known version.

    Gives the engine and a name for messages, without password. ``place`` is a file path, or a
    URL (``sqlite:///…``, ``postgresql://…``).

    Raises:
        NothingProjected, StoreDamaged, StoreBusy, StoreError: see ``Ledger.open``.
    """
    url = _url(place)
    name = url.database if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
    name = name or "the ledger in memory"
    if url.drivername == "sqlite" and url.database:
        _prepare_file(Path(url.database), create=create)
    engine = _engine(url, busy_s)
    try:
        with reading(engine, name) as connection:
            older = _is_older(connection)
        if older:
            _bring_up(engine, name)
        with reading(engine, name) as connection:
            found = _is_ledger(connection, name)
        if not found:
            with writing(engine, name) as connection:
                _make(connection, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine, name


@contextmanager
def reading(engine: sa.Engine, name: str) -> Iterator[sa.Connection]:
    """Give a connection that sees one unchanging state of the ledger."""
    with _translated(name), engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine, name: str) -> Iterator[sa.Connection]:
    """Give the one connection that may write now; leaving without error commits."""
    with _translated(name), engine.connect() as connection:
        connection.execution_options(corridors_write=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(sa.text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            yield connection


def _url(place: str | Path) -> sa.URL:
    text = str(place)
    if "://" not in text:
        return sa.URL.create("sqlite", database=text)
    try:
        url = sa.make_url(text)
    except SQLAlchemyError:
        msg = (
            "The ledger's URL cannot be read. Expected postgresql://user@host/database or a path."
        )
        raise InputError(msg) from None
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url.set(drivername="sqlite")
    msg = f"A ledger lives in SQLite or PostgreSQL, not in {backend}. Pass a path or such a URL."
    raise InputError(msg)


def _prepare_file(path: Path, *, create: bool) -> None:
    if path.exists():
        return
    if not create:
        msg = f"There is no ledger at {path} yet. Load a source first, or run `corridors demo`."
        raise NothingProjected(msg)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The ledger names people: readable by its owner alone (SQLite's side files follow it).
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        msg = (
            f"The ledger {path} cannot be made: {error.strerror}. Free some space, or set "
            "CORRIDORS_HOME to a folder that can be written."
        )
        raise StoreError(msg) from error


def _engine(url: sa.URL, busy_s: float) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        options = {"options": f"-c lock_timeout={int(busy_s * 1000)}"}
        try:
            return sa.create_engine(url, connect_args=options)
        except ModuleNotFoundError as error:
            msg = "A ledger in PostgreSQL needs psycopg: install `corridors[postgresql]`."
            raise StoreError(msg) from error
    engine = sa.create_engine(url, connect_args={"timeout": busy_s})
    sa.event.listen(engine, "connect", _configure_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:  # Any: the driver's own type
    connection.isolation_level = None  # the driver's implicit BEGIN comes too late to lock
    cursor = connection.cursor()
    try:
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    write = connection.get_execution_options().get("corridors_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _is_ledger(connection: sa.Connection, name: str) -> bool:
    """Say whether the tables are there, and stop on a version that is not ours."""
    tables = sa.inspect(connection).get_table_names()
    if INFO.name not in tables:
        if tables and connection.dialect.name == "sqlite":
            msg = f"{name} is a database, but no ledger of ours. Give another path."
            raise StoreDamaged(msg)
        return False
    query = sa.select(INFO.c.value).where(INFO.c.key == "schema_version")
    found = connection.execute(query).scalar()
    if found != str(SCHEMA_VERSION):
        msg = (
            f"The ledger {name} has schema version {found or 'none'}; this program knows version "
            f"{SCHEMA_VERSION}. Use the version of Corridors that wrote it, or a newer one."
        )
        raise StoreDamaged(msg)
    return True


def _is_older(connection: sa.Connection) -> bool:
    if INFO.name not in sa.inspect(connection).get_table_names():
        return False
    return is_migratable(version_of(connection))


def _bring_up(engine: sa.Engine, name: str) -> None:
    """Migrate a ledger of an earlier version, after a copy where it is a file."""
    place = file_of(engine)
    if place is not None:
        try:
            keep_copy(place)
        except (OSError, sqlite3.Error) as error:
            msg = (
                f"The ledger {name} is of an earlier version and cannot be copied before it is "
                f"changed: {error}. Nothing was changed. Free some space, then try again."
            )
            raise StoreError(msg) from error
    with writing(engine, name) as connection:
        if _is_older(connection):  # else another process was faster
            migrate(connection)


def file_of(engine: sa.Engine) -> Path | None:
    """Give the file of a ledger; None where it is on a server or in memory."""
    named = engine.url.database if engine.dialect.name == "sqlite" else None
    return Path(named) if named and named != ":memory:" else None


def clean_disk(engine: sa.Engine, name: str) -> None:
    """Overwrite what was deleted, in the file and its log, or in the server's tables.

    Raises:
        StoreBusy: somebody reads or writes just now, so that old pages must stay.
    """
    if engine.dialect.name == "sqlite":
        with _translated(name), closing(engine.raw_connection()) as raw:
            _clean_file(raw.cursor(), name)
    else:
        with _translated(name), engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            for table in METADATA.sorted_tables:
                alone.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{table.name}"')


def _clean_file(cursor: Any, name: str) -> None:  # Any: the driver's own type
    try:
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise _in_words(str(error), name) from error
    if busy:
        msg = (
            f"Another process reads the ledger {name}: what was erased is gone from every "
            "answer, and its old bytes are overwritten at the next start after that."
        )
        raise StoreBusy(msg)


def _make(connection: sa.Connection, name: str, *, create: bool) -> None:
    if not create:
        msg = f"There is no ledger at {name} yet. Load a source first, or run `corridors demo`."
        raise NothingProjected(msg)
    if _is_ledger(connection, name):  # another process was faster
        return
    METADATA.create_all(connection)
    mark = secrets.token_hex(16)
    connection.execute(INFO.insert(), {"key": "schema_version", "value": str(SCHEMA_VERSION)})
    connection.execute(INFO.insert(), {"key": LEDGER, "value": mark})


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _in_words(str(error.orig), name) from error


def _in_words(text: str, name: str) -> StoreError:
    if "locked" in text or "busy" in text or "lock timeout" in text:
        return StoreBusy(
            f"The ledger {name} is being written by another process. "
            "Wait for its load to end, or stop it; then try again."
        )
    if "not a database" in text or "malformed" in text or "disk image" in text:
        return StoreDamaged(
            f"{name} cannot be read as a ledger ({text}). Restore it from a backup, or give "
            "another path."
        )
    if "disk is full" in text or "No space left" in text:
        return StoreError(
            f"The disk of the ledger {name} is full. Nothing was changed. Free some space, then "
            "try again."
        )
    if "readonly" in text or "read-only" in text:
        return StoreError(
            f"The ledger {name} cannot be written: it, or its folder, is read-only for you. "
            "Nothing was changed. Change the rights, or set CORRIDORS_HOME to another folder."
        )
    return StoreError(f"The ledger {name} failed: {text}. Check the disk, rights and server.")
