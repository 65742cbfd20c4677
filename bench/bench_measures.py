"""Times of the measures on the starter pack and on a larger invented network, beside networkx.

Usage: ``python -m bench.bench_measures``. Prints seconds, the median of three; nothing is
asserted. Needs no network; the pack is loaded into a folder that is deleted afterwards.
"""

import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import numpy as np

from api.asks.measures import QUESTIONS
from api.load import load_starter_pack
from api.questions import Asked
from api.settings import Settings
from api.wiring import Workspace
from queries.measures.betweenness import betweenness
from queries.measures.brokerage_roles import role_counts
from queries.measures.structural_holes import measures
from queries.measures.ties_among import TiesAmong

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = date(2026, 11, 24)
MICRO = 1_000_000


def main() -> None:
    with TemporaryDirectory() as folder, Workspace(Settings(Path(folder))) as workspace:
        load_starter_pack(workspace.ledger, now=NOW)
        told = Asked(workspace.view(), "org:irct-brussels-office", DAY)
        print("starter pack, each question's example")
        for question in QUESTIONS:
            ask = question.ask(**question.example)
            timed(question.name, lambda q=question, a=ask: q.answer(told, a))
    for size, share in ((200, 0.1), (800, 0.05)):
        among = invented(size, share)
        network = as_networkx(among)
        print(f"{size} people, {among.tie_count} ties")
        groups = np.arange(size, dtype=np.int64) % 9
        tied = among.tied
        timed(
            "roles of all", lambda t=tied, g=groups: [role_counts(t, g, v) for v in range(len(g))]
        )
        timed("holes of all", lambda a=among: measures(a))
        timed("networkx constraint", lambda n=network: nx.constraint(n, weight="p"), 1)
        timed("betweenness, 64 starts", lambda a=among: betweenness(a, 64))
        timed(
            "networkx, 64 starts",
            lambda n=network: nx.betweenness_centrality(n, k=64, seed=1, weight="cost"),
            1,
        )
        timed("betweenness, exact", lambda a=among: betweenness(a), 1)


def invented(size: int, share: float) -> TiesAmong:
    """Draw a network with ties of random strength; nobody in it exists."""
    rng = random.Random(7)
    strengths = np.zeros((size, size))
    for a in range(size):
        for b in range(a):
            if rng.random() < share:
                strengths[a, b] = strengths[b, a] = rng.uniform(0.02, 0.9)
    tied = strengths > 0
    costs = np.zeros((size, size), dtype=np.int64)
    costs[tied] = np.rint(-np.log(strengths[tied] * 0.9) * MICRO).astype(np.int64)
    return TiesAmong(tuple(f"p{number:04}" for number in range(size)), strengths, costs)


def as_networkx(among: TiesAmong) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    for a, b in zip(*(each.tolist() for each in np.nonzero(np.triu(among.costs))), strict=True):
        graph.add_edge(a, b, p=float(among.strengths[a, b]), cost=int(among.costs[a, b]))
    return graph


def timed(name: str, ask: Callable[[], object], times: int = 3) -> None:
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        ask()
        spent.append(time.perf_counter() - started)
    print(f"  {name:24} {statistics.median(spent):8.3f} s")


if __name__ == "__main__":
    main()
