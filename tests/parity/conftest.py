"""Both engines with both graphs, built once; in Neo4j again where somebody emptied the servers."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import GraphReader
from graph.stores.arcadedb import ArcadeStore
from graph.stores.neo4j import Neo4jStore
from tests.neo4j_server import Address, emptied
from tests.parity.comparing import Pair
from tests.parity.worlds import opened


class Served:
    """Both graphs in Neo4j, kept from module to module for as long as they stand there."""

    def __init__(self, servers: tuple[Address, Address], root: Path) -> None:
        self._servers, self._root = servers, root
        self._held = ExitStack()
        self._store: Neo4jStore | None = None
        self._readers: dict[str, GraphReader] = {}

    def readers(self) -> dict[str, GraphReader]:
        """Give a reader of each graph by name."""
        if not self._stands():
            self.close()
            self._store = self._held.enter_context(emptied(self._servers))
            self._readers = self._held.enter_context(opened(self._store, self._root))
        return self._readers

    def close(self) -> None:
        """Let go of the readers and their connections."""
        self._held.close()
        self._store = None

    def _stands(self) -> bool:
        if self._store is None:
            return False
        there = {one.place for one in self._store.finished()}
        return {str(self._root / name) for name in self._readers} <= there


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, GraphReader]]:
    """Give each graph by name in the embedded engine; tests only read it."""
    with opened(ArcadeStore(), tmp_path_factory.mktemp("parity")) as readers:
        yield readers


@pytest.fixture(scope="session")
def served(
    running_pair: tuple[Address, Address], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Give both graphs in Neo4j, whose servers other modules empty in between."""
    kept = Served(running_pair, tmp_path_factory.mktemp("served"))
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def pairs(embedded: dict[str, GraphReader], served: Served) -> dict[str, Pair]:
    """Give each graph by name, in both engines."""
    in_neo4j = served.readers()
    return {name: Pair(embedded[name], in_neo4j[name]) for name in embedded}
