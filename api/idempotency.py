"""Idempotency keys: a write that is sent twice is done once, and answered alike.

A client that got no answer sends the same request again under the same key and gets the answer of
the first time, for 24 hours. Kept beside the ledger, since a restart must not do a write twice;
what was under way when the program ended is done again, which a ledger takes for the same.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from api.private_files import unwritable
from graph.errors import StoreError
from graph.private_folder import private_folder

KEPT = timedelta(hours=24)
MOST_BYTES = 1_000_000
"""A longer answer is not kept: its request is done again."""

_TABLE = """CREATE TABLE IF NOT EXISTS answers (
    caller TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, at TEXT NOT NULL,
    boot TEXT NOT NULL, status INTEGER, headers TEXT, body BLOB, PRIMARY KEY (caller, key))"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was first given."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Clash:
    """The key stands for something else, or for what is not finished (``running``)."""

    running: bool


class Answers:
    """Answers of the last day by caller and key; made when first needed."""

    def __init__(self, place: Path) -> None:
        """Name the file; it need not be there."""
        self._place = place
        self._boot = os.urandom(8).hex()
        self._lock = Lock()

    def begin(self, caller: str, key: str, request: str, now: datetime) -> Kept | Clash | None:
        """Claim a key for a request; None: it is new, do it.

        Raises:
            StoreError: the file cannot be written.
        """
        with self._writing() as store:
            store.execute("DELETE FROM answers WHERE at < ?", (_written(now - KEPT),))
            row = store.execute(
                "SELECT request, boot, status, headers, body FROM answers"
                " WHERE caller = ? AND key = ?",
                (caller, key),
            ).fetchone()
            if row is not None and (row[2] is not None or row[1] == self._boot):
                return _found(row, request)
            store.execute(
                "INSERT OR REPLACE INTO answers (caller, key, request, at, boot)"
                " VALUES (?, ?, ?, ?, ?)",
                (caller, key, request, _written(now), self._boot),
            )
        return None

    def finish(self, caller: str, key: str, answer: Kept | None) -> None:
        """Keep the answer; None (it failed, or is too long): forget that it was asked.

        Raises:
            StoreError: the file cannot be written.
        """
        with self._writing() as store:
            if answer is None or len(answer.body) > MOST_BYTES:
                store.execute("DELETE FROM answers WHERE caller = ? AND key = ?", (caller, key))
                return
            store.execute(
                "UPDATE answers SET status = ?, headers = ?, body = ?"
                " WHERE caller = ? AND key = ?",
                (answer.status, json.dumps(answer.headers), answer.body, caller, key),
            )

    def forget(self) -> None:
        """Drop every answer, as after an erasure: they may tell of whoever was erased."""
        with self._writing() as store:
            store.execute("DELETE FROM answers")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            private_folder(self._place.parent)
            if not self._place.exists():
                os.close(os.open(self._place, os.O_WRONLY | os.O_CREAT, 0o600))
        except OSError as error:
            raise unwritable(self._place, error) from error
        with self._lock:
            store = sqlite3.connect(self._place, timeout=10, isolation_level=None)
            try:
                store.execute("PRAGMA secure_delete = ON")
                store.execute(_TABLE)
                store.execute("BEGIN IMMEDIATE")
                yield store
                store.execute("COMMIT")
            except sqlite3.Error as error:
                msg = f"{self._place} cannot be used ({error}). Remove it; it is made again."
                raise StoreError(msg) from error
            finally:
                store.close()


def fingerprint(method: str, path: str, query: bytes, body: bytes) -> str:
    """Name a request, so that another one under the same key is noticed."""
    made = hashlib.sha256()
    for part in (method.encode(), path.encode("utf-8", "surrogatepass"), query, body):
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def _found(row: tuple[str, str, int | None, str, bytes], request: str) -> Kept | Clash:
    if row[0] != request:
        return Clash(running=False)
    if row[2] is None:
        return Clash(running=True)
    return Kept(row[2], tuple((name, value) for name, value in json.loads(row[3])), row[4])


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
