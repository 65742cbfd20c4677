"""What a kill at any moment leaves behind: all of a load or nothing, the old graph or the new.

Children are killed with SIGKILL at seeded moments inside their work. A child says ``go`` when
its work begins; how long the work takes is measured first, on a child that may finish.
"""

import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, MergedGraph
from graph.period import Period
from graph.project import current, project
from graph.provenance import Statement
from graph.stores.arcadedb import ArcadeStore
from tests.graph.factories import graph_of, link, load, node, record

KILLS = 10
ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")


def statements(first: int, count: int) -> list[Statement]:
    numbers = range(first, first + count)
    return [node(f"org:{number}", Kind.ORGANIZATION) for number in numbers]


BEFORE = statements(0, 50)
WHOLE = statements(0, 4_000)
"""So many that writing them takes a while; what was there before is part of it."""


def graph(persons: int) -> MergedGraph:
    lines = [node("org:all", Kind.ORGANIZATION)]
    for number in range(persons):
        lines += [node(f"p:{number}"), link(f"p:{number}", "org:all", period=Period.since(None))]
    return graph_of(record(lines), level=Level.PUBLIC)


OLD, NEW = 20, 600
"""Persons in the graph that serves and in the one being built."""


def tell(word: str) -> None:
    print(word, flush=True)  # noqa: T201  # how a child speaks to its parent


def work(task: str, place: str) -> None:
    """Do what a child does."""
    if task == "load":
        with Ledger.open(place, create=False) as ledger:
            tell("go")
            load(ledger, WHOLE, day=1)
        tell("done")
        return

    def show(done: int, total: int | None, what: str) -> None:
        if (done, what) == (0, "nodes"):
            tell("go")  # the engine runs and writes

    project(graph(NEW), ArcadeStore(heap_mb=256), Path(place), show)
    tell("done")


def child(task: str, place: Path) -> subprocess.Popen[str]:
    """Start a child and wait until its work begins."""
    command = [sys.executable, "-m", __name__, task, str(place)]
    started = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "go\n"
    return started


def seconds_of(task: str, place: Path) -> float:
    """Measure the work of a child that may finish."""
    with child(task, place) as whole:
        began = time.monotonic()
        assert whole.stdout is not None
        assert whole.stdout.readline() == "done\n"
        seconds = time.monotonic() - began
        whole.kill()
    return seconds


def kill(task: str, place: Path, after: float) -> None:
    """Kill a child some seconds into its work; sooner, where it was done before."""
    while True:
        with child(task, place) as running:
            time.sleep(after)
            running.kill()
            assert running.stdout is not None
            if running.stdout.read() == "":
                return
        after /= 2


def moments(seed: int, whole: float) -> list[float]:
    """Give moments inside the work."""
    chance = random.Random(seed)
    return [chance.uniform(0.0, 0.9) * whole for _ in range(KILLS)]


def said(place: Path) -> list[Statement]:
    with Ledger.open(place, create=False) as ledger:
        return [item.statement for item in ledger.read(Level.PUBLIC)]


def test_a_load_killed_at_any_moment_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    base = tmp_path / "base.sqlite"
    with Ledger.open(base) as ledger:
        load(ledger, BEFORE)
    shutil.copy(base, tmp_path / "measured.sqlite")
    whole = seconds_of("load", tmp_path / "measured.sqlite")

    def left_by_a_kill(number: int, after: float) -> list[Statement]:
        place = tmp_path / f"{number}.sqlite"
        shutil.copy(base, place)
        kill("load", place, after)
        found = said(place)
        with Ledger.open(place, create=False) as ledger:
            assert load(ledger, WHOLE, day=1).appended == len(WHOLE) - len(found)
            assert load(ledger, WHOLE, day=1).appended == 0
        assert said(place) == WHOLE
        return found

    with ThreadPoolExecutor(2) as pool:
        left = list(pool.map(left_by_a_kill, range(KILLS), moments(1, whole)))
    assert [found for found in left if found not in (BEFORE, WHOLE)] == []
    assert BEFORE in left  # or every kill came after the commit, and nothing was shown


def test_a_projection_killed_at_any_moment_leaves_the_old_or_the_new_one(tmp_path: Path) -> None:
    store, old, new = ArcadeStore(), graph(OLD), graph(NEW)
    project(old, store, tmp_path / "base", quiet)
    whole = seconds_of("project", tmp_path / "measured")

    def left_by_a_kill(number: int, after: float) -> tuple[int, int]:
        root = tmp_path / str(number)
        shutil.copytree(tmp_path / "base", root)
        kill("project", root, after)
        counts = counts_in_service(store, root)
        place = project(new, store, root, quiet).place
        assert [path for path in root.iterdir() if path.is_dir()] == [place]
        assert counts_in_service(store, root) == (NEW + 1, NEW)
        return counts

    with ThreadPoolExecutor(2) as pool:
        left = list(pool.map(left_by_a_kill, range(KILLS), moments(2, whole)))
    assert set(left) <= {(OLD + 1, OLD), (NEW + 1, NEW)}
    assert (OLD + 1, OLD) in left


def counts_in_service(store: ArcadeStore, root: Path) -> tuple[int, int]:
    """Count what the projection in service really holds; its pointer must say the same."""
    serving = current(root, Level.PUBLIC)
    assert serving is not None
    reader = store.open(str(serving.place))
    counts = reader.counts()
    reader.close()
    assert counts == (serving.nodes, serving.ties)
    return counts


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2])
