"""Small seeded graphs of invented people for tests of several routes."""

import random
from datetime import timedelta

from graph.model import MergedGraph
from graph.snapshot import Snapshot
from tests.factories import DAY, contact, merged, ngo, person

SOURCE, TARGET = "ours", "target"


def random_graph(seed: int, people: int = 9, share: float = 0.3) -> MergedGraph:
    """Give one of ours, a target and people between them, tied at random, on different days."""
    chance = random.Random(seed)
    names = [f"p{number}" for number in range(people)]
    everybody = [SOURCE, *names, TARGET]
    ties = [
        contact(one, other, DAY - timedelta(days=chance.randrange(700)))
        for place, one in enumerate(everybody)
        for other in everybody[place + 1 :]
        if chance.random() < share
    ]
    return merged([ngo(SOURCE), *map(person, [*names, TARGET])], ties)


def random_snapshot(seed: int, people: int = 9, share: float = 0.3) -> Snapshot:
    """Give the snapshot of ``random_graph``."""
    return Snapshot.build(random_graph(seed, people, share))
