"""Both engines with both graphs, once a module: other modules empty the servers in between."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.stores.arcadedb import ArcadeStore
from tests.neo4j_server import Address, emptied
from tests.parity.comparing import Pair
from tests.parity.worlds import opened


@pytest.fixture(scope="module")
def pairs(
    running_pair: tuple[Address, Address], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Pair]]:
    """Give each graph by name, in both engines."""
    with ExitStack() as stack:
        root: Path = tmp_path_factory.mktemp("parity")
        embedded = stack.enter_context(opened(ArcadeStore(), root))
        server = stack.enter_context(emptied(running_pair))
        served = stack.enter_context(opened(server, root / "served"))
        yield {name: Pair(embedded[name], served[name]) for name in embedded}
