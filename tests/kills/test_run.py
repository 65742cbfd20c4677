import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.kills.run import rounds
from tests.kills.watch import commits

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def test_nothing_is_lost_doubled_or_stuck_after_a_few_kills() -> None:
    counts = rounds(12, 7, ("load", "backup", "restore"), loud=False)
    left = {what: count for what, count in counts.items() if "left" in what}
    assert sum(left.values()) == 12
    assert [what for what in left if what.endswith(("WRONG", "part"))] == []


def test_a_commit_is_seen_from_outside_and_what_is_not_committed_is_not(tmp_path: Path) -> None:
    file, log = tmp_path / "l.sqlite", tmp_path / "l.sqlite-wal"
    with closing(sqlite3.connect(file, isolation_level=None)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute("PRAGMA cache_size=1")  # so that pages reach the log before the commit
        writing.execute("CREATE TABLE t (x TEXT)")
        before = commits(log)
        assert before[1] == 1
        writing.execute("BEGIN")
        writing.executemany("INSERT INTO t VALUES (?)", [("x" * 3_000,)] * 200)
        assert log.stat().st_size > 100_000
        assert commits(log) == before
        writing.execute("COMMIT")
        assert commits(log) == (before[0], 2)
