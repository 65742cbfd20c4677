"""Memory and the end of questions on the embedded engine, in a process of its own."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import Cancelled, QueryFailed
from graph.store import GraphReader
from graph.stores.arcadedb import ArcadeStore
from queries.cypher import run
from tests.parity.worlds import drawn

ROOT = Path(__file__).parents[2]
HEAP_MB = 256
MOST_MB = 800
"""Heap, the engine's own code and threads, and Python: the process was measured at 414."""

COLLECTING = (
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN collect(a * b) AS l",
    "UNWIND range(1, 9999) AS x RETURN collect(range(1, 9999)) AS l",
    "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b WITH a, b, count(*) AS n "
    "RETURN collect([a, b, n]) AS l",
)
SCRIPT = """
import sys
from pathlib import Path
from graph.errors import QueryFailed, QueryRefused
from graph.stores.arcadedb import ArcadeStore
from queries.cypher import run
from tests.parity.attacks import GREEDY
from tests.parity.worlds import drawn
from tools.memory import most_mb

store, place = ArcadeStore(heap_mb=int(sys.argv[2])), str(Path(sys.argv[1]) / "drawn")
world = drawn()
with store.create(place) as writer:
    writer.write_nodes(world.nodes)
    writer.write_ties(world.ties)
reader = store.open(place)
for text in GREEDY:
    try:
        run(reader, text, timeout_s=0.5)
    except (QueryRefused, QueryFailed):
        pass
assert run(reader, "MATCH (n) RETURN count(n) AS n", timeout_s=60.0).rows == ((36,),)
print(int(most_mb()))
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphReader]:
    store, place = ArcadeStore(), str(tmp_path_factory.mktemp("memory") / "drawn")
    with store.create(place) as writer:
        writer.write_nodes(drawn().nodes)
        writer.write_ties(drawn().ties)
    opened = store.open(place)
    yield opened
    opened.close()


@pytest.mark.parametrize("text", COLLECTING)
def test_what_would_fill_the_memory_ends_with_our_error(reader: GraphReader, text: str) -> None:
    with pytest.raises(QueryFailed, match=r"memory|took too long|took longer"):
        run(reader, text, timeout_s=5.0)
    assert run(reader, "RETURN 1 AS x", timeout_s=60.0).rows == ((1,),)


def test_a_question_nobody_waits_for_is_stopped(reader: GraphReader) -> None:
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Cancelled):
        run(
            reader,
            "UNWIND range(1, 9999) AS a UNWIND range(1, 9999) AS b RETURN sum(a * b) AS x",
            timeout_s=100.0,
            stop=stop,
        )
    assert run(reader, "RETURN 1 AS x", timeout_s=60.0).rows == ((1,),)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory that Linux tells")
def test_no_question_of_the_attack_list_takes_more_memory_than_it_may(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(HEAP_MB)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert int(ran.stdout.split()[-1]) < MOST_MB
