"""Two graphs to ask both engines about, and the engines that hold them.

``pack`` is the starter pack as it is projected; ``drawn`` is drawn at random with a fixed seed,
and has what the pack lacks: loops, parallel relationships, odd texts, missing and mixed values.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from graph.model import Kind, Relation
from graph.project import LABELS, build
from graph.store import Cell, GraphReader, GraphStore, NodeRow, TieRow
from tests.graph.pack import pack_graph

PEOPLE = 24
BODIES = 8
ODD = ("12", " 7 ", "3.5", "abc", "", "1e3", "0x10", "-0", "+5", "tRuE", "9" * 20, "1_000", "٣")
MIXED: tuple[Cell, ...] = (1, 1.0, 2, 2.5, "a", "B", "", True, False, "é", -1, "10", "9")


@dataclass(frozen=True, slots=True)
class World:
    """The rows of a graph, as both engines were given them."""

    nodes: tuple[NodeRow, ...]
    ties: tuple[TieRow, ...]


def drawn(seed: int = 20261126) -> World:
    """Draw a graph; the same seed gives the same."""
    random = Random(seed)
    people = [_person(random, number) for number in range(PEOPLE)]
    bodies = [_body(random, number) for number in range(BODIES)]
    places = [
        NodeRow(
            f"c{number}", Kind.AREA, ("Area", "Country"), {"name": name, "code": name[:2].upper()}
        )
        for number, name in enumerate(("Austria", "Belgium", "Croatia", "Österreich"))
    ]
    ties = [
        *_drawn_ties(random, "m", people, Relation.MEMBER_OF, bodies, 45),
        *_drawn_ties(random, "k", people, Relation.CONTACT_OF, [*people, *bodies], 60),
        *_drawn_ties(random, "s", bodies, Relation.SUB_ORGANIZATION_OF, bodies, 9),
        *_drawn_ties(random, "l", [*people[:18], *bodies], Relation.LOCATED_IN, places, 20),
    ]
    return World((*people, *bodies, *places), tuple(ties))


def _person(random: Random, number: int) -> NodeRow:
    properties: dict[str, Cell] = {
        "name": random.choice(("Ann", "Bob", "Cyd", "Dée", "Eve")) + f" {number % 7}",
        "age": random.choice((None, 30, 41, 41, 52, 63)),
        "score": random.choice((None, 0.5, 1.0, 1.5, -2.25, 3.0)),
        "born": random.choice(
            (None, date(1960, 2, 29) + timedelta(days=random.randrange(20_000)))
        ),
        "active": random.choice((None, True, False)),
        "tags": random.sample(["x", "y", "z", "ü"], random.randrange(4)),
        "odd": ODD[number % len(ODD)],
        "mixed": MIXED[number % len(MIXED)],
    }
    labels = ("Person", *random.sample(["MEP", "Official"], random.randrange(3)))
    return NodeRow(f"p{number:02}", Kind.PERSON, labels, properties)


def _body(random: Random, number: int) -> NodeRow:
    labels = ("Organization", *random.sample(["Committee", "Network", "NGO"], random.randrange(3)))
    properties: dict[str, Cell] = {
        "name": f"Body {number}",
        "size": random.choice((None, 3, 5, 8)),
    }
    return NodeRow(f"b{number}", Kind.ORGANIZATION, labels, properties)


def _drawn_ties(
    random: Random,
    prefix: str,
    subjects: Sequence[NodeRow],
    relation: Relation,
    objects: Sequence[NodeRow],
    count: int,
) -> list[TieRow]:
    made = []
    for number in range(count):
        start = random.choice((None, date(2020, 1, 31) + timedelta(days=random.randrange(2_000))))
        properties: dict[str, Cell] = {
            "role": random.choice(("CHAIR", "MEMBER", "MEMBER", None)),
            "valid_from": start,
            "valid_to": start and random.choice((None, start + timedelta(days=400))),
            "weight": random.choice((0.25, 0.5, 0.75, 1.0)),
            "times": random.choice((None, 1, 2, 5)),
        }
        subject, target = random.choice(subjects).uid, random.choice(objects).uid
        made.append(TieRow(f"{prefix}{number:02}", subject, relation, target, properties))
    return made


@contextmanager
def opened(store: GraphStore, root: Path) -> Iterator[dict[str, GraphReader]]:
    """Build both graphs in an empty store, and give their readers by name."""
    build(pack_graph(), store, root / "pack", lambda done, total, what: None)
    world = drawn()
    with store.create(str(root / "drawn")) as writer:
        writer.write_nodes(world.nodes)
        writer.write_ties(world.ties)
        writer.finish(LABELS)
    readers = {name: store.open(str(root / name)) for name in ("pack", "drawn")}
    yield readers
    for reader in readers.values():
        reader.close()
