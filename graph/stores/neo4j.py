"""The engine for teams: Neo4j, a projection in each database.

A community server has one database for data, so a projection that is to be replaced while people
ask needs two servers; an Enterprise server may give two databases. With one, questions are refused
while it is built anew: never answered from half of it. Each store serves one level, and a database
that holds another level is refused.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar
from uuid import uuid4

from graph.budget import Budget
from graph.errors import NothingProjected, QueryRefused, StoreAway, StoreBusy, StoreError
from graph.levels import Level
from graph.projections import Held
from graph.store import Cell, Table
from graph.stores import neo4j_marker as markers
from graph.stores.neo4j_cells import read
from graph.stores.neo4j_link import Link, Login
from graph.stores.neo4j_marker import Marker, State
from graph.stores.neo4j_writer import Neo4jWriter
from graph.stores.slots import Slots

_SLOTS = 16  # queries at once, those included that outlived their time
_COUNT_S = 60.0
_PATIENCE_S = 3.0
_Answer = TypeVar("_Answer")


class Neo4jStore:
    """Projections of one level in the databases at some addresses; close it when done."""

    name = "neo4j"

    def __init__(self, addresses: Sequence[str], login: Login, level: Level) -> None:
        """Remember the addresses; nothing is sent yet."""
        self._links = [Link(address, login) for address in addresses]
        self._level = level.label
        self._slots = Slots(_SLOTS)
        self._lock = threading.Lock()
        self._reading: dict[str, int] = {}  # how many readers of ours a place has

    @property
    def databases(self) -> int:
        """How many databases there are to hold projections."""
        return len(self._links)

    def close(self) -> None:
        """Close all connections."""
        for link in self._links:
            link.close()

    def check(self) -> list[str]:
        """Connect to every database and say what stands there.

        Raises:
            StoreError: one is away, or cannot be used.
        """
        return [
            f"{link.where}, version {link.version()}: {_says(self._read(link))}"
            for link in self._links
        ]

    def finished(self) -> list[Held]:
        """List the projections that are whole."""
        return [
            Held(found.place, found.nodes, found.ties)
            for _, found in self._found()
            if found and found.state is State.READY
        ]

    def moment(self) -> int:
        """Give the clock of a server that answers, in milliseconds."""
        link, _ = self._found()[0]
        return int(link.rows("RETURN timestamp()")[0][0])

    @contextmanager
    def create(self, place: str) -> Iterator[Neo4jWriter]:
        """Build a projection in a database that serves nobody; see ``GraphStore``.

        What a killed build left is removed first; whoever builds now is left alone.

        Raises:
            StoreBusy: every database serves, or is being built.
        """
        link, before = self._free_for(place)
        marker = markers.begin(self._level, place)
        with markers.taken(link, marker, before):
            writer = Neo4jWriter(link)
            try:
                yield writer
                writer.close()
                markers.finish(link, marker, writer.nodes, writer.ties, writer.label)
            except BaseException as error:
                writer.close()
                if not isinstance(error, StoreAway):  # then the next build removes what is left
                    with suppress(StoreError):
                        markers.clear(link, marker)
                raise

    def open(self, place: str) -> "Neo4jReader":
        """Open a finished projection to read; see ``GraphStore``."""
        for link, found in self._found():
            if found and found.state is State.READY and found.place == place:
                with self._lock:
                    self._reading[place] = self._reading.get(place, 0) + 1
                return Neo4jReader(self, link, found)
        msg = f"Nothing has been projected at {place}. Load a source first."
        raise NothingProjected(msg)

    def drop(self, place: str) -> None:
        """Remove a projection; see ``GraphStore``.

        Raises:
            StoreBusy: this process still reads it, or another one is removing it.
        """
        if self._reading.get(place):
            msg = f"The projection {place} is being read. Close its readers first."
            raise StoreBusy(msg)
        for link, found in self._found():
            if found and found.place == place and found.state is State.READY:
                marker = markers.begin(self._level, place)
                markers.await_readers(link, found)
                with markers.taken(link, marker, found):
                    markers.clear(link, marker)

    def empty(self) -> list[str]:
        """Remove every projection of ours, also one that is read or that a killed build left.

        Gives, in words, the databases that may still hold one: those that are away, are being
        built now, or do not hold what they are named for.
        """
        left = []
        for link in self._links:
            try:
                self._empty(link)
            except StoreError as error:
                left.append(str(error))
        return left

    def _empty(self, link: Link) -> None:
        found = self._read(link)
        if found is None:
            return
        if found.state is not State.READY and markers.is_held(link, found):
            msg = f"{link.where} is being built just now, perhaps from what was before."
            raise StoreBusy(msg)
        marker = markers.begin(self._level, found.place)
        with markers.taken(link, marker, found):  # whoever reads it is refused an answer
            markers.clear(link, marker)

    def within(
        self,
        seconds: float,
        answer: Callable[[], _Answer],
        stop: threading.Event | None = None,
        end: Callable[[], object] = lambda: None,
    ) -> _Answer:
        """Run one query on a thread of its own and wait for it no longer than asked."""
        return self._slots.within(seconds, answer, stop=stop, end=end)

    def release(self, place: str) -> None:
        """Forget one reader."""
        with self._lock:
            self._reading[place] -= 1

    def _free_for(self, place: str) -> tuple[Link, Marker | None]:
        """Find a database that is empty, or that a dead builder left.

        A server sees a second or two late that a builder was killed, so that is waited for.
        """
        until = time.monotonic() + _PATIENCE_S
        while True:
            found = self._found()
            if any(at and at.state is State.READY and at.place == place for _, at in found):
                msg = f"{place} is not empty. A projection is built in a place of its own."
                raise StoreError(msg)
            unfinished = [
                (link, at) for link, at in found if not at or at.state is not State.READY
            ]
            for link, at in unfinished:
                if at is None or not markers.is_held(link, at):
                    return link, at
            if not unfinished or time.monotonic() > until:
                break
            time.sleep(0.1)
        msg = (
            f"All {len(self._links)} databases for level {self._level} hold a projection, are "
            "being built or are away. Wait for the build to end."
        )
        raise StoreBusy(msg)

    def _found(self) -> list[tuple[Link, Marker | None]]:
        """Look into every database that answers; one that is away hides only what it holds.

        Raises:
            StoreAway: none answers.
        """
        found = []
        away: StoreAway | None = None
        for link in self._links:
            try:
                found.append((link, self._read(link)))
            except StoreAway as error:
                away = error
        if away is not None and not found:
            raise away
        return found

    def _read(self, link: Link) -> Marker | None:
        found = markers.read_marker(link)
        if found is not None and found.level != self._level:
            msg = (
                f"{link.where} holds a projection of level {found.level}, and is named for level "
                f"{self._level}. Levels are never mixed: give each level databases of its own."
            )
            raise StoreError(msg)
        return found


class Neo4jReader:
    """Answers queries from one finished projection, from any thread.

    Every answer is proven whole: in the transaction that reads it, before and behind it, the
    projection must still stand. One that was being replaced meanwhile is refused.
    """

    def __init__(self, store: Neo4jStore, link: Link, marker: Marker) -> None:
        """Use ``Neo4jStore.open``."""
        self._store = store
        self._link = link
        self._marker = marker
        self._closed = False

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Cell],
        *,
        limit: int,
        timeout_s: float,
        stop: threading.Event | None = None,
    ) -> Table:
        """Answer a reading query; see ``GraphReader``.

        Raises:
            StoreBusy: the projection was replaced while it was read. Open it again.
        """
        self._require_open()
        mark = f"{markers.reading_mark(self._marker)} {uuid4().hex}"
        return self._store.within(
            timeout_s,
            lambda: self._answer(mark, cypher, parameters, limit, timeout_s),
            stop,
            lambda: self._link.end(mark),
        )

    def explain(
        self, cypher: str, parameters: Mapping[str, Cell], *, timeout_s: float
    ) -> tuple[str, ...]:
        """Say how a query would be answered; see ``GraphReader``."""
        self._require_open()
        return self._store.within(timeout_s, lambda: self._plan(cypher, parameters, timeout_s))

    def counts(self) -> tuple[int, int]:
        """Count nodes and relationships."""
        texts = ("MATCH (n) RETURN count(n) AS n", "MATCH ()-[r]->() RETURN count(r) AS n")
        nodes, ties = (
            int(str(self.query(text, {}, limit=1, timeout_s=_COUNT_S).rows[0][0]))
            for text in texts
        )
        return nodes, ties

    def close(self) -> None:
        """Let go of the projection; closing twice does nothing."""
        if not self._closed:
            self._closed = True
            self._store.release(self._marker.place)

    def _require_open(self) -> None:
        if self._closed:
            msg = "This reader is closed. Open the projection again."
            raise StoreError(msg)

    def _plan(
        self, cypher: str, parameters: Mapping[str, Cell], timeout_s: float
    ) -> tuple[str, ...]:
        with self._link.reading(markers.reading_mark(self._marker), timeout_s) as reading:
            kind, plan = reading.plan(cypher, parameters)
        if kind != "r":
            msg = "This query would write. Projections are only read; ask with MATCH."
            raise QueryRefused(msg)
        return plan

    def _answer(
        self,
        mark: str,
        cypher: str,
        parameters: Mapping[str, Cell],
        limit: int,
        timeout_s: float,
    ) -> Table:
        budget = Budget()
        with self._link.reading(mark, timeout_s) as reading:
            markers.require(reading, self._marker, self._link.where)
            if reading.kind(cypher, parameters) != "r":
                msg = "This query would write. Projections are only read; ask with MATCH."
                raise QueryRefused(msg)
            result = reading.run(cypher, parameters)
            columns = tuple(result.keys())
            rows = [
                tuple(read(value, budget) for value in row) for row in islice(result, limit + 1)
            ]
            result.consume()
            markers.require(reading, self._marker, self._link.where)
        return Table(columns, tuple(rows[:limit]), truncated=len(rows) > limit)


def _says(marker: Marker | None) -> str:
    if marker is None:
        return "empty"
    if marker.state is State.BUILDING:
        return f"unfinished {marker.place}"
    return f"{marker.place}, {marker.nodes} nodes, {marker.ties} ties"
