"""Where projections are kept, and which one serves: folders of an engine, or databases of servers.

Doors speak to either in the same words. What it must not do: know which engine there is.
"""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph.errors import InputError, StoreBusy
from graph.levels import Level
from graph.model import MergedGraph
from graph.project import FORMAT, Progress, Projection, build, current, project
from graph.store import GraphReader, GraphStore


class Projections(Protocol):
    """The projections of an installation, one in service a level."""

    def current(self, level: Level) -> Projection | None:
        """Give the projection in service; None where there is none of this format."""

    def build(self, graph: MergedGraph, progress: Progress) -> Projection:
        """Build a projection and put it into service; see ``graph.project.project``."""

    def open(self, made: Projection) -> GraphReader:
        """Open a projection to read."""

    def empty(self) -> tuple[str, ...]:
        """Remove all projections; gives, in words, where some may be left."""

    def close(self) -> None:
        """Let go of connections; closing twice does nothing."""


class Folders:
    """Projections in folders, held by an embedded engine; ``store`` is asked when first needed."""

    def __init__(self, store: Callable[[], GraphStore], root: Path) -> None:
        """Remember the folder that holds them."""
        self._store = store
        self._root = root

    def current(self, level: Level) -> Projection | None:
        """Give the projection in service; see ``Projections``."""
        return current(self._root, level)

    def build(self, graph: MergedGraph, progress: Progress) -> Projection:
        """Build a projection and put it into service; see ``Projections``."""
        return project(graph, self._store(), self._root, progress)

    def open(self, made: Projection) -> GraphReader:
        """Open a projection to read; see ``Projections``."""
        return self._store().open(str(made.place))

    def empty(self) -> tuple[str, ...]:
        """Remove all projections; see ``Projections``."""
        shutil.rmtree(self._root, ignore_errors=True)
        return (f"{self._root} cannot be removed",) if self._root.exists() else ()

    def close(self) -> None:
        """Do nothing: readers hold what there is."""


@dataclass(frozen=True, slots=True)
class Held:
    """A whole projection that a server holds."""

    place: str
    nodes: int
    ties: int


class ServerStore(GraphStore, Protocol):
    """A store of one level whose servers say themselves what they hold."""

    @property
    def databases(self) -> int:
        """How many databases there are to hold projections."""

    def finished(self) -> list[Held]:
        """List the projections that are whole."""

    def moment(self) -> int:
        """Give a server's clock, in milliseconds."""

    def empty(self) -> list[str]:
        """Remove every projection, finished or not; gives, in words, where some may be left."""

    def close(self) -> None:
        """Close all connections."""


class Databases:
    """Projections in databases of servers; what serves is said there, for every process alike.

    Of two that are whole the younger serves, so finishing a build is the switch. ``ledger`` is a
    short name of the ledger they are made from: another ledger's are never taken for ours.
    """

    def __init__(self, stores: Mapping[Level, ServerStore], ledger: str) -> None:
        """Remember a store for each level that has databases."""
        self._stores = stores
        self._ledger = ledger
        self._ours = re.compile(rf"[a-z]+-(\d+)-(\d+)-{FORMAT}-{re.escape(ledger)}")

    def current(self, level: Level) -> Projection | None:
        """Give the projection in service; see ``Projections``."""
        found = [
            (
                int(match[2]),
                Projection(Path(held.place), level, int(match[1]), held.nodes, held.ties),
            )
            for held in self._store(level).finished()
            if (match := self._ours.fullmatch(held.place))
        ]
        return max(found, key=lambda each: each[0])[1] if found else None

    def build(self, graph: MergedGraph, progress: Progress) -> Projection:
        """Build beside the projection in service; in its place where there is but one database."""
        store = self._store(graph.level)
        serving = self.current(graph.level)
        self._sweep(store, serving)
        if serving is not None and store.databases == 1:
            store.drop(str(serving.place))
        made = build(graph, store, self._new_place(store, graph), progress)
        self._sweep(store, made)
        return made

    def open(self, made: Projection) -> GraphReader:
        """Open a projection to read; see ``Projections``."""
        return self._store(made.level).open(str(made.place))

    def empty(self) -> tuple[str, ...]:
        """Remove all projections, of every level; see ``Projections``."""
        return tuple(
            told for level in sorted(self._stores) for told in self._stores[level].empty()
        )

    def close(self) -> None:
        """Close all connections."""
        for store in self._stores.values():
            store.close()

    def _store(self, level: Level) -> ServerStore:
        store = self._stores.get(level)
        if store is None:
            msg = (
                f"No Neo4j database is named for level {level.label}. Add "
                f"`{level.label}=bolt+s://…` to CORRIDORS_NEO4J_URL: levels are never mixed."
            )
            raise InputError(msg)
        return store

    def _new_place(self, store: ServerStore, graph: MergedGraph) -> Path:
        """Name it by a number above every other's, also those of servers that are away now."""
        numbers = [
            int(part)
            for held in store.finished()
            for part in held.place.split("-")[2:3]
            if part.isdigit()
        ]
        number = max(store.moment(), max(numbers, default=0) + 1)
        return Path(f"{graph.level.label}-{graph.head}-{number}-{FORMAT}-{self._ledger}")

    def _sweep(self, store: ServerStore, keep: Projection | None) -> None:
        """Remove every whole projection but one; unfinished ones go when a build needs room."""
        for held in store.finished():
            if keep is None or held.place != str(keep.place):
                try:
                    store.drop(held.place)
                except StoreBusy:
                    continue  # still read here: the next build removes it
