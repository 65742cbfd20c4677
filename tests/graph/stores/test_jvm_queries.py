"""The end of a program ends its queries before Java stops: in processes of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph.project import project
from graph.stores.arcadedb import ArcadeStore
from tests.factories import chain

_BEGIN = """
import sys, threading, time
from graph.errors import Cancelled, QueryFailed
from graph.stores.arcadedb import ArcadeStore, Engine
reader = ArcadeStore(heap_mb=128).open(sys.argv[1])
SLOW = (
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b "
    "WITH a, b WHERE a + b < 0 RETURN count(*) AS n"
)
ended = []

def ask():
    try:
        reader.query(SLOW, {}, limit=1, timeout_s=600)
    except Cancelled:
        ended.append(1)

asking = [threading.Thread(target=ask, daemon=True) for _ in range(3)]
for one in asking:
    one.start()
queries = Engine.running.queries
while len(queries._live) < 3:
    time.sleep(0.01)
"""
_CHECKED = """
queries.end_all()
for one in asking:
    one.join()
assert len(ended) == 3, ended
assert [one for one in threading.enumerate() if one.name == "corridors-query"] == []
try:
    reader.query("RETURN 1 AS n", {}, limit=1, timeout_s=5)
except Cancelled as error:
    print(error)
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("projections")
    return project(chain("a", "b", "c"), ArcadeStore(heap_mb=128), root, _silent).place


def run(place: Path, program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _BEGIN + program, str(place)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_ending_all_stops_what_runs_and_lets_nothing_begin(place: Path) -> None:
    done = run(place, _CHECKED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The program is ending" in done.stdout


@pytest.mark.parametrize(
    ("end", "status"), [("", 0), ("sys.exit(3)", 3), ("raise KeyError('on purpose')", 1)]
)
def test_a_program_ends_as_it_says_though_queries_run(place: Path, end: str, status: int) -> None:
    assert run(place, end).returncode == status


def _silent(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
