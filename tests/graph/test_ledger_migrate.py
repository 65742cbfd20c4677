"""A ledger of version 1, its tables as they were then, comes to ours whole or stays as it was."""

import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from graph import ledger_engine
from graph.erasure_keys import GivenKeys
from graph.errors import StoreDamaged, StoreError
from graph.ledger import Ledger
from graph.ledger_migrate import STEPS
from graph.ledger_verify import verify
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import Statement
from tests.graph.factories import fact, load, moment, node
from tests.graph.ledgers import postgresql
from tests.postgresql import Server

__all__ = ["postgresql"]

ROOT = Path(__file__).parents[2]

VERSION_1 = """
CREATE TABLE ledger_info ("key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key"));
CREATE TABLE loads (
    id INTEGER NOT NULL, source TEXT NOT NULL, status TEXT NOT NULL, retrieved_at TEXT,
    recorded_at TEXT NOT NULL, complete BOOLEAN NOT NULL, changed BOOLEAN NOT NULL,
    floor INTEGER NOT NULL, last_seq INTEGER NOT NULL, read INTEGER NOT NULL,
    appended INTEGER NOT NULL, unchanged INTEGER NOT NULL, closed INTEGER NOT NULL,
    account TEXT NOT NULL, PRIMARY KEY (id));
CREATE INDEX ix_loads_source ON loads (source);
CREATE TABLE sources (
    load_id INTEGER NOT NULL, id TEXT NOT NULL, publisher TEXT NOT NULL, title TEXT NOT NULL,
    url TEXT NOT NULL, licence TEXT NOT NULL, rank INTEGER NOT NULL, invented BOOLEAN NOT NULL,
    PRIMARY KEY (load_id), FOREIGN KEY(load_id) REFERENCES loads (id));
CREATE TABLE statements (
    seq INTEGER NOT NULL, load_id INTEGER NOT NULL, digest VARCHAR(32) NOT NULL,
    subject TEXT NOT NULL, predicate TEXT NOT NULL, source TEXT NOT NULL, record TEXT NOT NULL,
    value_type TEXT, value TEXT, object TEXT, role TEXT, valid_from TEXT, valid_to TEXT,
    end_kind TEXT NOT NULL, as_of TEXT, qualifiers TEXT, level INTEGER NOT NULL,
    denied BOOLEAN NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(load_id) REFERENCES loads (id));
CREATE INDEX ix_statements_source ON statements (source);
CREATE TABLE closures (
    seq INTEGER NOT NULL, load_id INTEGER NOT NULL, closed_at TEXT NOT NULL,
    reason TEXT NOT NULL, PRIMARY KEY (seq), FOREIGN KEY(seq) REFERENCES statements (seq),
    FOREIGN KEY(load_id) REFERENCES loads (id));
CREATE TABLE sightings (
    load_id INTEGER NOT NULL, seq INTEGER NOT NULL, seen BOOLEAN NOT NULL,
    PRIMARY KEY (load_id, seq), FOREIGN KEY(load_id) REFERENCES loads (id),
    FOREIGN KEY(seq) REFERENCES statements (seq));
INSERT INTO ledger_info VALUES ('schema_version', '1');
INSERT INTO loads VALUES (1, 'register', 'success', '2026-01-01T09:00:00.000000+00:00',
    '2026-01-01T09:00:00.000000+00:00', 1, 1, 0, 2, 2, 2, 0, 0, '');
INSERT INTO loads VALUES (2, 'register', 'success', '2026-01-02T09:00:00.000000+00:00',
    '2026-01-02T09:00:00.000000+00:00', 1, 1, 0, 3, 2, 1, 1, 1, '{"notes": ["old"]}');
INSERT INTO sources VALUES (1, 'register', 'a publisher', 'a title', 'https://example.org/',
    'CC0', 50, 0);
"""
SAID = (
    node("org:a", Kind.ORGANIZATION),
    fact("org:a", Property.NAME, "Älter"),
    fact("org:a", Property.NAME, "Older", level=Level.OFFICE),
)


def old_ledger(file: Path, statements: tuple[Statement, ...] = SAID) -> Path:
    """Write a ledger as version 1 did."""
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.executescript(VERSION_1)
        for seq, said in enumerate(statements, 1):
            made.execute(
                "INSERT INTO statements VALUES (?,?,?,?,?,?,?,'str',?,NULL,NULL,NULL,NULL,"
                "'unknown',NULL,NULL,?,0)",
                (
                    seq,
                    1 if seq < 3 else 2,
                    said.digest,
                    said.subject,
                    said.predicate.value,
                    said.source,
                    said.record,
                    str(said.value),
                    int(said.level),
                ),
            )
        made.execute(
            "INSERT INTO closures VALUES (2, 2, '2026-01-02T09:00:00.000000+00:00', 'withdrawn')"
        )
        made.commit()
    return file


def version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as read:
        query = "SELECT value FROM ledger_info WHERE key = 'schema_version'"
        return str(read.execute(query).fetchone()[0])


def test_an_old_ledger_says_the_same_after_it_was_brought_up(tmp_path: Path) -> None:
    file = old_ledger(tmp_path / "ledger.sqlite")
    with Ledger.open(file) as ledger:
        assert [item.statement for item in ledger.history(Level.PROTECTED)] == list(SAID)
        assert [item.statement for item in ledger.read(Level.PROTECTED)] == [SAID[0], SAID[2]]
        assert [ledger.head(level) for level in Level] == [2, 2, 2, 2]
        assert [load.account for load in ledger.loads()] == ["", '{"notes": ["old"]}']
        with ledger.reading() as connection:
            found = verify(connection, ledger.tombstones(), lambda *_: None)
        assert (found.statements, found.problems) == (3, ())
        assert load(ledger, [SAID[0], SAID[2]], day=3).unchanged == 2
        ledger.erase(["org:a"], reason="a test", at=moment(4))  # the new tables work
    assert version(file) == "2"


def test_the_old_file_is_copied_first_and_the_copy_is_private(tmp_path: Path) -> None:
    file = old_ledger(tmp_path / "ledger.sqlite")
    Ledger.open(file).close()
    copy = tmp_path / "ledger.sqlite.before-2"
    assert version(copy) == "1"
    assert copy.stat().st_mode & 0o777 == 0o600
    shutil.move(copy, file)  # going back is putting it in place
    assert version(file) == "1"


def test_a_ledger_that_cannot_be_copied_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = old_ledger(tmp_path / "ledger.sqlite")

    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ledger_engine, "keep_copy", full)
    with pytest.raises(StoreError, match=r"earlier version .* No space left .* Free some space"):
        Ledger.open(file)
    assert version(file) == "1"


def test_a_migration_that_fails_in_the_middle_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = old_ledger(tmp_path / "ledger.sqlite")

    def breaks(connection: sa.Connection) -> None:
        STEPS[1](connection)
        raise StoreError("in the middle")

    with monkeypatch.context() as patched:
        patched.setattr(ledger_engine, "migrate", breaks)
        with pytest.raises(StoreError, match="in the middle"):
            Ledger.open(file)
    with closing(sqlite3.connect(file)) as read:
        names = {row[0] for row in read.execute("SELECT name FROM sqlite_master")}
    assert (version(file), "tombstones" in names) == ("1", False)
    with Ledger.open(file) as ledger:
        assert len(list(ledger.history(Level.PROTECTED))) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_migration_killed_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    base = old_ledger(tmp_path / "base.sqlite")
    for number in range(8):
        file = tmp_path / f"{number}.sqlite"
        shutil.copy(base, file)
        code = (
            "import sys; from graph.ledger import Ledger; print('go', flush=True); "
            f"Ledger.open({str(file)!r}).close()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE
        ) as one:
            assert one.stdout is not None
            one.stdout.readline()
            time.sleep(number * 0.006)
            one.kill()
        assert version(file) in ("1", "2")
        with Ledger.open(file) as ledger:
            assert [item.statement for item in ledger.history(Level.PROTECTED)] == list(SAID)
        assert version(file) == "2"


def test_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    Ledger.open(file).close()
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("UPDATE ledger_info SET value = '3'")
    with pytest.raises(StoreDamaged, match="schema version 3; this program knows version 2"):
        Ledger.open(file)
    assert version(file) == "3"


def test_a_servers_ledger_of_version_1_is_brought_up_too(postgresql: Server) -> None:
    place = postgresql.database()
    with Ledger.open(place) as ledger:
        load(ledger, SAID)
    server = sa.create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
    with server.begin() as connection:  # version 1 is ours without what version 2 added
        for table in ("tombstones", "erasures", "restrictions"):
            connection.execute(sa.text(f"DROP TABLE {table}"))
        connection.execute(sa.text("UPDATE ledger_info SET value = '1'"))
    with Ledger.open(place, keys=GivenKeys(bytes(32))) as ledger:
        assert [item.statement for item in ledger.read(Level.PROTECTED)] == list(SAID)
        assert load(ledger, SAID, day=1).unchanged == 3
        ledger.erase(["org:a"], reason="a test", at=moment(2))  # the new tables work
        assert load(ledger, SAID, day=3).appended == 0
    with server.connect() as connection:
        query = sa.text("SELECT value FROM ledger_info WHERE key = 'schema_version'")
        assert connection.execute(query).scalar() == "2"
    server.dispose()
