"""Kill −9 at random moments of load, project, backup and restore: ``python -m tests.kills.run``.

Each round works on a home of its own, kills a child inside its work, and asks of what is left:
is it the old state or the new one, whole; does the next start work without a manual step; does
the same work, done again, end where it would have without the kill. Nearly all of a work lies
before the moment from which it counts, so half of the kills aim at that: around it, or as soon as
it is seen from outside (``watch``). One line of figures at the end; exit status 1 if anything was
lost, doubled or stuck.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from api.keeping import backup, restore, verify_backup, verify_home
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import CorridorsError
from graph.levels import Level
from graph.model import Kind, Property
from graph.project import current, project
from graph.provenance import Statement
from graph.stores.arcadedb import ArcadeStore
from tests.graph.factories import fact, link, load, node
from tests.kills.watch import counted

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
TASKS = ("load", "backup", "restore", "project")

AIMS = ("anywhere", "seen", "anywhere", "around")
"""Where kills are aimed, in turns: anywhere in the work, or at the moment from which it counts."""

WAIT_S = 60.0

OLD, NEW = 120, 1_200
"""Organisations before and after what is killed."""

ERASED = "ep-person:124936"


def statements(count: int) -> list[Statement]:
    """Give organisations with names, the first ones the same whatever the count."""
    said = []
    for number in range(count):
        one = f"org:{number}"
        said += [node(one, Kind.ORGANIZATION), fact(one, Property.NAME, f"Body {number}")]
        said += [link(one, "org:0")] if number else []
    return said


def settings_of(home: Path) -> Settings:
    """Give the settings of a home."""
    return Settings(home, heap_mb=128)


def prepare(home: Path, count: int) -> None:
    """Make a home with a ledger, a file of somebody's own, and a tombstone."""
    with Workspace(settings_of(home)) as workspace:
        load(workspace.ledger, [*statements(count), node(ERASED)])
        workspace.ledger.erase([ERASED], reason="a test", at=NOW)
    (home / "rules.toml").write_text(f"# {count}\n", encoding="utf-8")


def work(task: str, home: Path) -> None:
    """Do what a child does; says ``go`` when its work begins and ``done`` behind it."""
    settings = settings_of(home)
    if task == "restore":
        tell("go")
        path = home.parent / "new.corridors"
        restore(settings, path, now=NOW, passphrase=None, replace=True, progress=quiet)
    else:
        with Workspace(settings) as workspace:
            if task == "load":
                tell("go")
                load(workspace.ledger, statements(NEW), day=1)
            elif task == "backup":
                tell("go")
                out = home.parent / "out.corridors"
                backup(settings, workspace.ledger, out, now=NOW, passphrase=None, progress=quiet)
            else:
                graph = workspace.view(Level.PUBLIC).graph
                store = ArcadeStore(heap_mb=128)
                tell("go")
                project(graph, store, settings.projections, quiet)
    tell("done")


def check(task: str, home: Path) -> str:
    """Look at what a kill left, do the work again, and say whether it was the old or the new.

    Raises:
        AssertionError, CorridorsError: something was lost, doubled or stuck.
    """
    settings = settings_of(home)
    with Workspace(settings) as workspace:
        found = said(workspace)
        left = {len(statements(OLD)): "old", len(statements(NEW)): "new"}.get(len(found), "part")
        assert found == statements(OLD if left == "old" else NEW), f"{len(found)} statements"
        assert verify_home(workspace.ledger, quiet).problems == ()
        assert load(workspace.ledger, [*found, node(ERASED)], day=2).erased == 1
    assert not (home / ".restoring").exists()
    if task == "restore":
        rules = (home / "rules.toml").read_text(encoding="utf-8")
        assert rules == f"# {OLD if left == 'old' else NEW}\n", rules
    if task == "backup" and (home.parent / "out.corridors").exists():
        left = "new"
    if task == "project" and current(settings.projections, Level.PUBLIC) is not None:
        left = "new"
    again(task, settings)
    return left


def again(task: str, settings: Settings) -> None:
    """Do the work that was killed once more, whole."""
    home = settings.home
    if task == "restore":
        path = home.parent / "new.corridors"
        restore(settings, path, now=NOW, passphrase=None, replace=True, progress=quiet)
    with Workspace(settings) as workspace:
        if task == "load":
            load(workspace.ledger, statements(NEW), day=3)
            assert load(workspace.ledger, statements(NEW), day=4).appended == 0
        if task in ("load", "restore"):
            assert said(workspace) == statements(NEW)
            assert verify_home(workspace.ledger, quiet).problems == ()
        if task == "backup":
            out = home.parent / "out.corridors"
            if out.exists():  # it is there only whole
                verify_backup(out, None, quiet)
                out.unlink()
            backup(settings, workspace.ledger, out, now=NOW, passphrase=None, progress=quiet)
            verify_backup(out, None, quiet)
            assert sorted(one.name for one in home.parent.glob("out*")) == ["out.corridors"]
        if task == "project":
            _project_again(workspace, settings)


def _project_again(workspace: Workspace, settings: Settings) -> None:
    graph, store = workspace.view(Level.PUBLIC).graph, ArcadeStore(heap_mb=128)
    serving = current(settings.projections, Level.PUBLIC)
    if serving is not None:  # the pointer names only what is whole
        reader = store.open(str(serving.place))
        assert reader.counts() == (serving.nodes, serving.ties)
        reader.close()
    place = project(graph, store, settings.projections, quiet).place
    folders = [one for one in settings.projections.iterdir() if one.is_dir()]
    assert folders == [place]
    reader = store.open(str(place))
    assert reader.counts() == (len(graph.entities), len(graph.ties))
    reader.close()


def said(workspace: Workspace) -> list[Statement]:
    """Give what the ledger says now."""
    return [item.statement for item in workspace.ledger.read(Level.PROTECTED)]


# -------------------------------------------------------------------- rounds


@dataclass(frozen=True, slots=True)
class Base:
    """A folder with a home and a backup to copy for every round."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "Base":
        """Make it."""
        prepare(folder / "home", OLD)
        prepare(folder / "other", NEW)
        with Workspace(settings_of(folder / "other")) as workspace:
            backup(
                settings_of(folder / "other"),
                workspace.ledger,
                folder / "new.corridors",
                now=NOW,
                passphrase=None,
                progress=quiet,
            )
        shutil.rmtree(folder / "other")
        return cls(folder)

    def copy(self, to: Path) -> Path:
        """Copy it for one round, and give its home."""
        shutil.copytree(self.folder, to)
        return to / "home"


class Child:
    """A child at its work. Forked, since starting anew costs far more than the work.

    But for projections: the engine's virtual machine runs in this process, and cannot be forked.
    """

    def __init__(self, task: str, home: Path) -> None:
        """Start it, and wait until its work begins."""
        reading, writing = os.pipe()
        self._process: subprocess.Popen[bytes] | None = None
        if task == "project":
            command = [sys.executable, "-m", "tests.kills.run", "--child", task, str(home)]
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=writing)
            self._pid = self._process.pid
        else:
            self._pid = os.fork()
            if not self._pid:
                _be_child(task, home, writing)
        os.close(writing)
        self._said = os.fdopen(reading, encoding="utf-8")
        assert self._said.readline() == "go\n"

    def end(self, *, kill: bool) -> str:
        """Kill it, or wait for its end; gives what it said meanwhile."""
        if kill:
            os.kill(self._pid, signal.SIGKILL)
        said = self._said.read()
        self._said.close()
        if self._process is not None:
            self._process.wait()
        else:
            os.waitpid(self._pid, 0)
        return said


def _be_child(task: str, home: Path, writing: int) -> None:
    try:
        os.dup2(writing, 1)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        work(task, home)
        sys.stdout.flush()
    finally:
        os._exit(0)  # nothing of the parent's is to be ended twice


@dataclass(slots=True)
class Times:
    """Seconds until a work counts, and until all of it is done."""

    counts: float
    whole: float


def times_of(task: str, base: Base, folder: Path) -> Times:
    """Measure the work of a child that may finish."""
    home = base.copy(folder)
    running = Child(task, home)
    began = time.monotonic()
    await_counting(task, home, WAIT_S)
    counts = time.monotonic() - began
    assert running.end(kill=False) == "done\n"
    return Times(counts, time.monotonic() - began)


def await_counting(task: str, home: Path, seconds: float) -> None:
    """Wait until a work counts, or for so many seconds."""
    counts, until = counted(task, home), time.monotonic() + seconds
    while not counts() and time.monotonic() < until:
        time.sleep(0.0002)


def killed(task: str, home: Path, aim: str, times: Times, chance: random.Random) -> bool:
    """Kill a child in its work where it is aimed at; says whether it was still at it."""
    running = Child(task, home)
    if aim == "seen":
        await_counting(task, home, 3 * times.whole)
        time.sleep(chance.uniform(0.0, 0.5) * max(times.whole - times.counts, 0.0))
    elif aim == "around":
        time.sleep(max(0.0, times.counts + chance.uniform(-0.05, 0.05) * times.whole))
    else:
        time.sleep(chance.uniform(0.0, 1.0) * times.whole)
    return running.end(kill=True) == ""


def rounds(kills: int, seed: int, tasks: Sequence[str], *, loud: bool) -> Counter[str]:
    """Kill so many children, in turns; gives counts by task and what was left.

    What went wrong is counted as ``WRONG`` and told.
    """
    chance, counts = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="corridors-kills-") as place:
        folder = Path(place)
        base = Base.make(folder / "base")
        times = {task: times_of(task, base, folder / f"whole-{task}") for task in tasks}
        done = 0
        while done < kills:
            task, aim = tasks[done % len(tasks)], AIMS[done // len(tasks) % len(AIMS)]
            own = folder / "round"
            shutil.rmtree(own, ignore_errors=True)
            home = base.copy(own)
            if not killed(task, home, aim, times[task], chance):
                counts[f"{task}: done before the kill, not counted"] += 1
                times[task].whole *= 0.97  # the machine is faster now than when it was measured
                times[task].counts *= 0.97
                continue
            done += 1
            try:
                left = check(task, home)
            except (AssertionError, CorridorsError, OSError) as error:
                left = "WRONG"
                tell(f"round {done}, {task}, aimed {aim}: {error!r}")
            counts[f"{task}: left the {left}"] += 1
            if loud and done % 20 == 0:
                tell(f"{done} kills: {dict(sorted(counts.items()))}")
    return counts


def tell(text: str) -> None:
    """Say something at once."""
    print(text, flush=True)  # noqa: T201  # how a child speaks to its parent, and we to people


def quiet(done: int, total: int | None, what: str) -> None:
    """Show nothing."""


def main() -> None:
    """Run."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--kills", type=int, default=1000)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS))
    told.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = told.parse_args()
    if asked.child:
        work(asked.child[0], Path(asked.child[1]))
        return
    began = time.monotonic()
    counts = rounds(asked.kills, asked.seed, asked.tasks, loud=True)
    for what, count in sorted(counts.items()):
        tell(f"{count:5d}  {what}")
    wrong = sum(count for what, count in counts.items() if what.endswith("WRONG"))
    tell(f"{asked.kills} kills in {time.monotonic() - began:.0f} s: {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
