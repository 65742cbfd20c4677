"""Ledgers of earlier versions brought to ours: copied first, then changed in one transaction.

Killed at any moment, a ledger is of the old version or of the new, whole; the next start goes on.
The copy of a file stays beside it (``ledger.sqlite.before-2``) until somebody is erased, since it
would keep them. A server's ledger is changed in one transaction too, without a copy: its own
backup is for that. What it must not do: lose a row.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from graph.ledger_schema import ERASURES, INFO, METADATA, RESTRICTIONS, SCHEMA_VERSION, TOMBSTONES

DAMAGED = "damaged"
"""What a damaged file is called that was set aside, behind its name."""

_TO_2 = (TOMBSTONES, ERASURES, RESTRICTIONS)


def _from_1(connection: sa.Connection) -> None:
    METADATA.create_all(connection, tables=_TO_2)


STEPS: dict[int, Callable[[sa.Connection], None]] = {1: _from_1}
"""What brings a ledger of a version to the next."""


def is_migratable(version: str | None) -> bool:
    """Say whether a ledger of a version can be brought to ours."""
    return version is not None and version.isdigit() and int(version) in STEPS


def version_of(connection: sa.Connection) -> str | None:
    """Give the version that a ledger says it is of."""
    query = sa.select(INFO.c.value).where(INFO.c.key == "schema_version")
    found = connection.execute(query).scalar()
    return None if found is None else str(found)


def copy_of(path: Path) -> Path:
    """Say where the copy of a file before its migration is."""
    return path.with_name(f"{path.name}.before-{SCHEMA_VERSION}")


def kept_copies(path: Path) -> tuple[Path, ...]:
    """Say where older states of a file may lie: before a migration, or damaged and set aside."""
    sides = ("", "-wal", "-shm")
    return (copy_of(path), *(path.with_name(f"{path.name}{one}.{DAMAGED}") for one in sides))


def keep_copy(path: Path) -> None:
    """Copy a ledger's file as it stands, others reading and writing, all at once."""
    part = path.with_name(f"{path.name}.copying")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_RDWR | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(copy_of(path))


def migrate(connection: sa.Connection) -> None:
    """Bring a ledger to our version, step by step, within the caller's transaction."""
    version = version_of(connection)
    while is_migratable(version):
        number = int(version or "")
        STEPS[number](connection)
        version = str(number + 1)
        query = sa.update(INFO).where(INFO.c.key == "schema_version")
        connection.execute(query.values(value=version))
