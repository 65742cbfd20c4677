"""Which engine holds the projections, by the settings; each is imported only where it is used."""

import hashlib
from collections import defaultdict
from urllib.parse import urlsplit

from api.settings import Neo4j, Settings
from graph.levels import Level
from graph.projections import Databases, Folders, Projections
from graph.store import GraphStore


def projections_of(settings: Settings) -> Projections:
    """Give the place of projections; nothing starts and nothing is connected to yet."""
    if settings.neo4j is not None:
        return _databases(settings.neo4j, settings.ledger)

    def store() -> GraphStore:
        # Imported here: the engine starts a virtual machine, which most questions do not need.
        from graph.stores.arcadedb import ArcadeStore

        return ArcadeStore(heap_mb=settings.heap_mb)

    return Folders(store, settings.projections)


def _databases(neo4j: Neo4j, ledger: str) -> Databases:
    from graph.stores.neo4j import Neo4jStore  # the driver takes a quarter of a second
    from graph.stores.neo4j_link import Login

    login = Login(neo4j.user, neo4j.password, neo4j.trusted, float(neo4j.connect_s))
    addresses: dict[Level, list[str]] = defaultdict(list)
    for level, address in neo4j.addresses:
        addresses[level].append(address)
    stores = {level: Neo4jStore(named, login, level) for level, named in addresses.items()}
    return Databases(stores, _short(ledger))


def _short(ledger: str) -> str:
    """Name a ledger shortly, whoever logs in there."""
    parts = urlsplit(ledger)
    where = f"{parts.hostname or ''}:{parts.port or ''}{parts.path}"
    return hashlib.sha256(where.encode()).hexdigest()[:8]
