"""Real Neo4j servers for tests: started when first asked for, stopped by their process ids.

A test that uses a fixture of these carries ``pytest.mark.neo4j``. Without Java, or without both
Maven and a copy fetched before, it is skipped with the reason.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from graph.levels import Level
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_link import Link, Login
from graph.stores.neo4j_marker import begin, clear, read_marker
from tools.neo4j_server import Address, CannotRun, Server

__all__ = ["Address", "emptied", "running_pair", "running_server"]


@pytest.fixture(scope="session")
def running_server(running_pair: tuple[Address, Address]) -> Address:
    """Give one server: ``url``, ``user`` and ``password``. What is in it may be removed."""
    return running_pair[0]


@pytest.fixture(scope="session")
def running_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Address, Address]]:
    """Give two servers; the first is ``running_server``'s."""
    servers = [Server(tmp_path_factory.mktemp("neo4j"), heap_mb=384, quick=True) for _ in range(2)]
    (servers[1].home / "password").write_text(servers[0].address.password)
    servers[1] = Server(servers[1].home, heap_mb=384, quick=True)  # one password for both
    try:
        for server in servers:
            server.begin()
        for server in servers:
            server.wait()
    except CannotRun as error:
        for server in servers:
            server.kill()
        pytest.skip(str(error))
    yield servers[0].address, servers[1].address
    for server in servers:
        server.kill()  # nothing in it is kept, and stopping in good order takes 5 s each


@contextmanager
def emptied(servers: Sequence[Address], level: Level = Level.PROTECTED) -> Iterator[Neo4jStore]:
    """Give a store over servers, whose databases are emptied before."""
    login = Login(servers[0].user, servers[0].password)
    for each in servers:
        wipe(each)
    store = Neo4jStore([each.url for each in servers], login, level)
    yield store
    store.close()


def wipe(server: Address) -> None:
    """Remove everything from a server's database."""
    link = Link(server.url, Login(server.user, server.password))
    link.write("MATCH (n) DETACH DELETE n")
    clear(link, read_marker(link) or begin("none", "none"))
    link.close()
