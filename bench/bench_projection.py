"""How long a projection of 100,000 nodes and 1,000,000 ties takes, beside the naive way.

Usage: ``python -m bench.bench_projection [--nodes N] [--ties N] [--only WAY]``. All nodes and ties
are invented. Each way runs in a process of its own. Printed are seconds, seconds of processor
time, and the most memory the process had, with the graph itself and Java inside; for Neo4j also
the server's. *Naive* is what each engine's own Python package offers: ``create_vertices`` and
``new_edges`` of ``arcadedb_embedded``, days as texts (its quick path has no dates); batches of
maps that Neo4j unwinds. Neo4j is skipped, with the reason, where there is no server to start.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from arcadedb_embedded import create_database
from neo4j import GraphDatabase

from bench.synthetic import power_law
from graph.levels import Level
from graph.model import MergedGraph
from graph.project import build, node_rows, tie_rows
from graph.store import Cell, NodeRow, TieRow
from graph.stores.arcadedb import ArcadeStore
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_link import Login
from tools.memory import most_mb
from tools.neo4j_server import Address, CannotRun, Server

_Row = TypeVar("_Row", NodeRow, TieRow)
_BATCH = 10_000
_UNWOUND = (
    "UNWIND $rows AS row MATCH (a:Person {uid: row.a}) MATCH (b:Person {uid: row.b}) "
    "CREATE (a)-[r:CONTACT_OF]->(b) SET r = row.properties"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    parser.add_argument("--only", choices=sorted(WAYS))
    parser.add_argument("--child", choices=sorted(WAYS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(measured(asked.child, power_law(asked.nodes, asked.ties))))
        return
    print(
        f"{asked.nodes:,} nodes, {asked.ties:,} ties, load {os.getloadavg()[0]:.1f} at the start"
    )
    base: dict[str, dict[str, float]] = {}
    for way in [asked.only] if asked.only else WAYS:
        found = in_a_child(way, asked.nodes, asked.ties)
        if found is None:
            continue
        engine = way.partition(" ")[0]
        numbers = ", ".join(f"{value:,.1f} {unit}" for unit, value in found.items())
        naive = base.setdefault(engine, found)
        print(f"{way:16} {numbers}; {naive['s'] / found['s']:.1f} times as fast", flush=True)


def in_a_child(way: str, nodes: int, ties: int) -> dict[str, float] | None:
    command = [sys.executable, "-m", "bench.bench_projection", "--child", way]
    command += ["--nodes", str(nodes), "--ties", str(ties)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    if done.returncode:
        print(f"{way:16} skipped: {done.stderr.strip().splitlines()[-1]}")
        return None
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(way: str, graph: MergedGraph) -> dict[str, float]:
    """Project the graph one way, and give what it took by unit."""
    with TemporaryDirectory() as folder:
        return WAYS[way](graph, Path(folder))


def taken(work: Callable[[], object]) -> dict[str, float]:
    before, started = sum(os.times()[:2]), time.perf_counter()
    work()
    seconds, processor = time.perf_counter() - started, sum(os.times()[:2]) - before
    return {"s": seconds, "s processor": processor, "MB": most_mb()}


# -------------------------------------------------------------------- embedded


def embedded(graph: MergedGraph, folder: Path) -> dict[str, float]:
    return taken(lambda: build(graph, ArcadeStore(), folder / "p", quiet))


def embedded_naive(graph: MergedGraph, folder: Path) -> dict[str, float]:
    os.chdir(folder)  # the package leaves a folder of logs where it runs
    return taken(lambda: write_naively(graph, folder / "p"))


def write_naively(graph: MergedGraph, place: Path) -> None:
    with create_database(str(place)) as database:
        database.schema.create_vertex_type("Person")
        database.schema.create_edge_type("CONTACT_OF")
        nodes, ties = list(node_rows(graph)), list(tie_rows(graph))
        with database.graph_batch() as batch:
            made = batch.create_vertices("Person", [plain(row) for row in nodes])
            ids = {row.uid: each for row, each in zip(nodes, made, strict=True)}
            batch.new_edges(
                [ids[row.subject] for row in ties],
                "CONTACT_OF",
                [ids[row.object] for row in ties],
                [plain(row) for row in ties],
            )
        for name in ("uid", "name"):
            database.schema.create_property("Person", name, "STRING")
            database.schema.create_index("Person", [name])


def plain(row: NodeRow | TieRow) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"uid": row.uid}
    for name, value in row.properties.items():
        if value is not None:
            cells[name] = value.isoformat() if isinstance(value, date) else value
    return cells


# -------------------------------------------------------------------- Neo4j


def neo4j(graph: MergedGraph, folder: Path) -> dict[str, float]:
    with served(folder) as (server, address):
        store = Neo4jStore([address.url], Login(address.user, address.password), Level.PUBLIC)
        try:
            return beside(server, lambda: build(graph, store, Path("p"), quiet))
        finally:
            store.close()


def neo4j_naive(graph: MergedGraph, folder: Path) -> dict[str, float]:
    with (
        served(folder) as (server, address),
        GraphDatabase.driver(address.url, auth=(address.user, address.password)) as driver,
    ):

        def work() -> None:
            driver.execute_query("CREATE CONSTRAINT FOR (n:Person) REQUIRE n.uid IS UNIQUE")
            for rows in batches(node_rows(graph)):
                text = "UNWIND $rows AS row CREATE (n:Person) SET n = row"
                driver.execute_query(text, rows=[{"uid": r.uid, **r.properties} for r in rows])
            for ties in batches(tie_rows(graph)):
                packed = [
                    {"a": r.subject, "b": r.object, "properties": {"uid": r.uid, **r.properties}}
                    for r in ties
                ]
                driver.execute_query(_UNWOUND, rows=packed)
            driver.execute_query("CREATE INDEX FOR (n:Person) ON (n.name)")
            driver.execute_query("CALL db.awaitIndexes(3600)")

        return beside(server, work)


@contextmanager
def served(folder: Path) -> Iterator[tuple[Server, Address]]:
    server = Server(folder / "server", heap_mb=1024)
    try:
        yield server, server.start()
    except CannotRun as error:
        sys.exit(str(error))
    finally:
        server.kill()


def beside(server: Server, work: Callable[[], object]) -> dict[str, float]:
    before = server_seconds(server.pid)
    found = taken(work)
    return found | {"s processor of the server": server_seconds(server.pid) - before}


def server_seconds(pid: int) -> float:
    """Read a process's processor time; zero where the system does not tell."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def batches(rows: Iterator[_Row]) -> Iterator[Sequence[_Row]]:
    while part := list(islice(rows, _BATCH)):
        yield part


def quiet(done: int, total: int | None, what: str) -> None:
    """Let the build go on."""


WAYS: dict[str, Callable[[MergedGraph, Path], dict[str, float]]] = {
    "embedded naive": embedded_naive,
    "embedded ours": embedded,
    "neo4j naive": neo4j_naive,
    "neo4j ours": neo4j,
}

if __name__ == "__main__":
    main()
