"""Values that both engines must turn into the same cells."""

from collections.abc import Iterator

import pytest

from graph.store import Cell, GraphReader
from graph.stores.arcadedb import ArcadeStore
from tests.neo4j_server import Address, emptied

EXPRESSIONS = (
    "datetime('2026-01-02T03:04:05Z')",
    "datetime('2026-01-02T03:04:05.25+01:00')",
    "localdatetime('2026-01-02T03:04')",
    "localdatetime('2026-01-02T03:04:05.000006')",
    "time('03:04:05+01:00')",
    "localtime('03:04')",
    "duration('P1Y2M3DT4H5.5S')",
    "duration('P1D')",
    "duration({hours: 30})",
    "[date('2026-01-02'), null, {a: 1.0}]",
    "1.0 / 4",
    "7 / 2",
    "-0.0",
    "'ß' + 'x'",
)


@pytest.fixture(scope="module")
def readers(
    running_server: Address, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[GraphReader, GraphReader]]:
    place = str(tmp_path_factory.mktemp("cells") / "p")
    embedded = ArcadeStore()
    with emptied([running_server]) as server:
        for store in (embedded, server):
            with store.create(place) as writer:
                writer.finish(())
        readers = embedded.open(place), server.open(place)
        yield readers
        for reader in readers:
            reader.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_both_engines_give_the_same_cell(
    readers: tuple[GraphReader, GraphReader], expression: str
) -> None:
    cells: list[Cell] = [
        reader.query(f"RETURN {expression} AS x", {}, limit=1, timeout_s=60.0).rows[0][0]
        for reader in readers
    ]
    assert cells[0] == cells[1]
    assert type(cells[0]) is type(cells[1])
