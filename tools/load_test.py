"""Many people at once: ``python -m tools.load_test --users 50 --seconds 300 [--large]``.

Serves a fresh home on loopback in a process of its own, lets users ask mixed questions one after
the other with a short pause, and prints calls, errors, times and the server's memory. ``--large``
asks over an invented graph of 100,000 persons and 1,000,000 contacts instead of the starter pack.
The server is ended by its own id; exit code 1 if any answer was an error.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

from api.settings import Settings
from bench.synthetic import power_law
from graph.ledger import Ledger
from graph.model import MergedGraph, Property
from graph.provenance import Statement
from tools.memory import most_mb
from tools.neo4j_server import free_port

ROOT = Path(__file__).parents[1]
TOKEN = "many-users-on-loopback"
PAUSE_S = 1.0
STARTS_WITHIN_S = 900
LARGE = (100_000, 1_000_000)

Asker = Callable[[random.Random], httpx.Request]


@dataclass
class Seen:
    """What all users saw. Times in seconds, by sort of question."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    problems: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, sort: str, seconds: float, problem: str) -> None:
        """Note one answer; ``problem`` is empty where it was one of success."""
        with self.lock:
            self.times[sort].append(seconds)
            if problem:
                self.problems[f"{sort}: {problem}"] += 1


def main() -> int:
    """Fill a home, serve it, let people ask, and say how it went."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--users", type=int, default=50)
    given.add_argument("--seconds", type=int, default=300)
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--large", action="store_true")
    wanted = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        started = time.monotonic()
        names, targets = _large(home) if wanted.large else _bundled(home)
        print(f"home filled in {time.monotonic() - started:.0f} s", flush=True)
        port = free_port()
        environ = {
            **os.environ,
            "CORRIDORS_HOME": str(home),
            "CORRIDORS_TOKEN": TOKEN,
            "CORRIDORS_RATE": "0",
            "CORRIDORS_PORT": str(port),
        }
        command = [sys.executable, "-m", "api.cli", "serve"]
        with subprocess.Popen(command, cwd=ROOT, env=environ) as served:
            try:
                address = f"http://127.0.0.1:{port}"
                first = _warm(address, names[0])
                print(f"first answers after {first:.0f} s", flush=True)
                seen = _crowd(address, wanted, names, targets)
                return _told(seen, wanted, served.pid)
            finally:
                served.terminate()


def _bundled(home: Path) -> tuple[Sequence[str], Sequence[str]]:
    environ = {**os.environ, "CORRIDORS_HOME": str(home)}
    command = [sys.executable, "-m", "api.cli", "load", "starter-pack", "--json"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)
    names = (
        "LIBE",
        "DROI",
        "ECRE",
        "Murielle LAURENT",
        "France",
        "2025/0059",
        "Amnesty International Limited",
    )
    return names, ("2025/0059",)


def _large(home: Path) -> tuple[Sequence[str], Sequence[str]]:
    graph = power_law(*LARGE)
    home.mkdir(parents=True)
    with Ledger.open(Settings(home).ledger) as ledger:
        source = next(iter(graph.sources.values()))
        now = datetime.now(UTC)
        ledger.append(source, _statements(graph), retrieved_at=now, recorded_at=now, complete=True)
    chance = random.Random(5)
    people = sorted(graph.entities)
    return people[:1000], tuple(chance.sample(people, 500))


def _statements(graph: MergedGraph) -> list[Statement]:
    """Write an invented graph as the statements that it could have come from."""
    source = next(iter(graph.sources))
    made = []
    for one in graph.entities.values():
        for prop, value in ((Property.KIND, one.kind.value), (Property.NAME, one.name)):
            made.append(Statement(one.id, prop, source, one.id, value=value))
    for tie in graph.ties:
        made.append(
            Statement(
                tie.subject,
                tie.relation,
                source,
                tie.id,
                object=tie.object,
                role=tie.role,
                period=tie.period,
                qualifiers=tie.qualifiers,
            )
        )
    return made


def _askers(address: str, names: Sequence[str], targets: Sequence[str]) -> dict[str, Asker]:
    """Give the sorts of question, asked equally often."""
    headers = {"Authorization": f"Bearer {TOKEN}"}

    def get(path: str, **params: str | int) -> httpx.Request:
        return httpx.Request("GET", f"{address}{path}", params=params, headers=headers)

    def post(path: str, body: object) -> httpx.Request:
        return httpx.Request("POST", f"{address}{path}", json=body, headers=headers)

    known = ("ep-person:197490", "ep-person:197400") if targets == ("2025/0059",) else targets
    office = () if targets == ("2025/0059",) else (names[0], names[1], names[2])
    cypher = "MATCH (p:Person)-[r]->(o) RETURN type(r) AS tie, count(o) AS n ORDER BY tie"
    near = (
        "MATCH (p:Person {uid: $id})-[r]-(o) RETURN o.name AS name, type(r) AS tie ORDER BY name"
    )
    asked: dict[str, Asker] = {
        "search": lambda chance: get("/search", q=chance.choice(names)[: chance.randint(3, 20)]),
        "record": lambda chance: get(f"/entities/{chance.choice(names)}"),
        "around": lambda chance: get("/neighbourhoods", of=chance.choice(names), most=100),
        "routes": lambda chance: post(
            "/routes", {"to": [chance.choice(targets)], "sources": office, "k": 3}
        ),
        "named": lambda chance: get("/ask/deadlines"),
        "cypher": lambda chance: post(
            "/cypher", {"query": near, "parameters": {"id": chance.choice(known)}}
        ),
    }
    if not office:
        asked["assignment"] = lambda chance: post("/assignments", {"to": list(targets)})
        asked["majority"] = lambda chance: post(
            "/majorities", {"body": "LIBE", "positions": {"S&D": "for", "PfE": "against"}}
        )
        asked["cypher, counted"] = lambda chance: post("/cypher", {"query": cypher})
    return asked


def _warm(address: str, name: str) -> float:
    """Wait until views and projection are made; gives the seconds that took."""
    started = time.monotonic()
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=address, headers=headers, timeout=STARTS_WITHIN_S) as client:
        while time.monotonic() - started < STARTS_WITHIN_S:
            with suppress(httpx.TransportError):
                if client.get("/health").status_code == 200:
                    break
            time.sleep(0.1)
        asks = (
            lambda: client.get("/search", params={"q": name}),
            lambda: client.post("/cypher", json={"query": "MATCH (n) RETURN count(n) AS n"}),
        )
        for ask in asks:
            # The first may take longer than a request may; what it makes is kept.
            while (answer := ask()).status_code in (503, 504):
                if time.monotonic() - started > STARTS_WITHIN_S:
                    break
                time.sleep(2)
            answer.raise_for_status()
    return time.monotonic() - started


def _crowd(
    address: str, wanted: argparse.Namespace, names: Sequence[str], targets: Sequence[str]
) -> Seen:
    seen = Seen()
    askers = _askers(address, names, targets)
    until = time.monotonic() + wanted.seconds

    def user(number: int) -> None:
        chance = random.Random(wanted.seed * 1000 + number)
        with httpx.Client(timeout=90) as client:
            while time.monotonic() < until:
                sort = chance.choice(sorted(askers))
                started = time.monotonic()
                try:
                    answer = client.send(askers[sort](chance))
                    problem = "" if answer.status_code < 400 else str(answer.status_code)
                except httpx.HTTPError as error:
                    problem = type(error).__name__
                seen.take(sort, time.monotonic() - started, problem)
                time.sleep(chance.expovariate(1 / PAUSE_S))

    threads = [threading.Thread(target=user, args=(number,)) for number in range(wanted.users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _told(seen: Seen, wanted: argparse.Namespace, server: int) -> int:
    every = [one for times in seen.times.values() for one in times]
    print(f"{'question':18}{'calls':>8}{'p50':>9}{'p95':>9}{'p99':>9}{'most':>9}  ms")
    for sort, times in [*sorted(seen.times.items()), ("all", every)]:
        shown = "".join(f"{_share(times, part) * 1000:9.0f}" for part in (0.5, 0.95, 0.99, 1.0))
        print(f"{sort:18}{len(times):8}{shown}")
    errors = sum(seen.problems.values())
    print(f"{wanted.users} users, {wanted.seconds} s: {len(every)} calls, {errors} errors")
    for problem, count in seen.problems.most_common(10):
        print(f"  {count} × {problem}")
    print(f"server: {most_mb(server):.0f} MB at most")
    return 1 if errors else 0


def _share(times: Sequence[float], part: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


if __name__ == "__main__":
    sys.exit(main())
