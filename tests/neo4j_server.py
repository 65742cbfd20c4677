"""Real Neo4j servers for tests: started when first asked for, stopped by their process ids.

A test that uses a fixture of these carries ``pytest.mark.neo4j``. Without Java, or without both
Maven and a copy fetched before, it is skipped with the reason.
"""

from collections.abc import Iterator

import pytest

from tools.neo4j_server import Address, CannotRun, Server

__all__ = ["Address", "running_pair", "running_server"]


@pytest.fixture(scope="session")
def running_server(running_pair: tuple[Address, Address]) -> Address:
    """Give one server: ``url``, ``user`` and ``password``. What is in it may be removed."""
    return running_pair[0]


@pytest.fixture(scope="session")
def running_pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Address, Address]]:
    """Give two servers; the first is ``running_server``'s."""
    servers = [Server(tmp_path_factory.mktemp("neo4j"), heap_mb=384, quick=True) for _ in range(2)]
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
