"""Which engine holds the projections, by the settings; each is imported only where it is used."""

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.databases import Database, DatabaseBook, Remembered
from api.settings import Neo4j, Settings
from graph.levels import Level
from graph.projections import Databases, Folders, Projections
from graph.store import GraphStore

if TYPE_CHECKING:
    from graph.stores.neo4j_link import Login


def projections_of(settings: Settings) -> Projections:
    """Give the place of projections; nothing starts and nothing is connected to yet."""
    neo4j = settings.neo4j
    named = [Database(one, level) for level, one in neo4j.addresses] if neo4j else []
    return Remembered(
        _in_use(settings),
        DatabaseBook(settings.databases),
        named,
        lambda one: _emptied(neo4j, one),
    )


def _in_use(settings: Settings) -> Projections:
    if settings.neo4j is not None:
        return _databases(settings.neo4j, settings.ledger)

    def store() -> GraphStore:
        # Imported here: the engine starts a virtual machine, which most questions do not need.
        from graph.stores.arcadedb import ArcadeStore

        return ArcadeStore(heap_mb=settings.heap_mb)

    return Folders(store, settings.projections)


def _databases(neo4j: Neo4j, ledger: str) -> Databases:
    from graph.stores.neo4j import Neo4jStore  # the driver takes a quarter of a second

    login = _login(neo4j)
    addresses: dict[Level, list[str]] = defaultdict(list)
    for level, address in neo4j.addresses:
        addresses[level].append(address)
    stores = {level: Neo4jStore(named, login, level) for level, named in addresses.items()}
    return Databases(stores, _short(ledger))


def _emptied(neo4j: Neo4j | None, database: Database) -> list[str]:
    """Empty a database that the settings no longer name; gives what may be left, in words."""
    from graph.stores.neo4j import Neo4jStore

    if neo4j is None:
        return ["no login is set for it: name it in CORRIDORS_NEO4J_URL, with its password."]
    store = Neo4jStore([database.address], _login(neo4j), database.level)
    try:
        return store.empty()
    finally:
        store.close()


def _login(neo4j: Neo4j) -> "Login":
    from graph.stores.neo4j_link import Login

    return Login(neo4j.user, neo4j.password, neo4j.trusted, float(neo4j.connect_s))


def _short(ledger: str) -> str:
    """Name a ledger shortly, whoever logs in there."""
    parts = urlsplit(ledger)
    where = f"{parts.hostname or ''}:{parts.port or ''}{parts.path}"
    return hashlib.sha256(where.encode()).hexdigest()[:8]
