"""The workspace: ledger, merged graph, snapshot, index and reader, each made when first needed.

Everything below takes its settings, dates and stores as arguments; here they are put together.
Doors share one workspace; it may be used from several threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from api.settings import Settings
from graph.errors import NothingProjected
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import MergedGraph
from graph.project import current, project
from graph.snapshot import Snapshot
from graph.store import GraphReader, GraphStore
from graph.twin import use
from queries.rosters import Rosters
from queries.search import SearchIndex

Progress = Callable[[int, int | None, str], None]


@dataclass(frozen=True, slots=True)
class View:
    """One state of the graph at a level, with what answers are made from."""

    graph: MergedGraph
    snapshot: Snapshot
    index: SearchIndex
    rosters: Rosters


class Workspace:
    """What a door needs to answer; use it as a context manager."""

    def __init__(self, settings: Settings) -> None:
        """Open the ledger of the settings' home, creating it where there is none."""
        self.settings = settings
        use(settings.kernels, settings.compiled)
        self.ledger = Ledger.open(settings.ledger)
        self._lock = RLock()
        self._views: dict[Level, tuple[int, View]] = {}
        self._readers: dict[Level, tuple[int, GraphReader]] = {}

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close everything."""
        self.close()

    def close(self) -> None:
        """Let go of readers and ledger; closing twice does nothing."""
        with self._lock:
            for _, reader in self._readers.values():
                reader.close()
            self._readers.clear()
            self.ledger.close()

    def view(self, level: Level | None = None) -> View:
        """Give the graph at a level as the ledger stands now.

        Raises:
            NothingProjected: nothing was loaded yet.
        """
        chosen = self.settings.level if level is None else level
        with self._lock:
            head = self.ledger.head(chosen)
            known = self._views.get(chosen)
            if known and known[0] == head:
                return known[1]
            view = self._build(chosen, head)
            self._views[chosen] = (head, view)
            return view

    def reader(self, level: Level | None = None, progress: Progress | None = None) -> GraphReader:
        """Open the projection of a level, building it first where the ledger has moved on.

        Raises:
            NothingProjected: nothing was loaded yet.
            StoreBusy: another process holds the projection.
        """
        chosen = self.settings.level if level is None else level
        with self._lock:
            head = self.ledger.head(chosen)
            known = self._readers.get(chosen)
            if known and known[0] == head:
                return known[1]
            if known:
                known[1].close()
            store = self._store()
            reader = store.open(str(self._projection(chosen, head, store, progress)))
            self._readers[chosen] = (head, reader)
            return reader

    def is_projected(self) -> bool:
        """Say whether the projection of the settings' level is as new as the ledger."""
        level = self.settings.level
        there = current(self.settings.projections, level)
        return there is not None and there.head == self.ledger.head(level)

    def _build(self, level: Level, head: int) -> View:
        graph = merge(self.ledger.read(level), self.ledger.sources(), level, head)
        if not graph.entities:
            msg = "Nothing is loaded yet. Run `corridors demo`, or `corridors load starter-pack`."
            raise NothingProjected(msg)
        return View(graph, Snapshot.build(graph), SearchIndex.build(graph), Rosters.build(graph))

    def _projection(
        self, level: Level, head: int, store: GraphStore, progress: Progress | None
    ) -> Path:
        root = self.settings.projections
        there = current(root, level)
        if there is not None and there.head == head:
            return there.place
        return project(self.view(level).graph, store, root, progress or _silent)

    def _store(self) -> GraphStore:
        # Imported here: the engine starts a virtual machine, which most questions do not need.
        from graph.stores.arcadedb import ArcadeStore

        return ArcadeStore(heap_mb=self.settings.heap_mb)


def _silent(done: int, total: int | None, what: str) -> None:
    """Show nothing."""
