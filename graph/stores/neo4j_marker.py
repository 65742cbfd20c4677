"""What a Neo4j database says of itself: which projection it holds, of which level, and if whole.

A node that says so would be found by every ``MATCH (n)``. So it is said where no query for data
looks: in the *name* of an index. The index is of a sort that holds nothing here (points of
``uid``, which is a text), and names change in one transaction: that is the switch. A database
without it holds nothing of ours. The server refuses a second index of the same form, so two
builders cannot both begin.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import uuid4

from graph.errors import StoreBusy, StoreError
from graph.model import Classification, Kind
from graph.stores.neo4j_link import MARK, Link, Reading
from graph.stores.neo4j_pack import quoted

_PREFIX = "corridors:"
_SLOT = "Person"  # the label whose index names a build; the same for all, so that two collide
LABELS = sorted(str(each) for each in (*Kind, *Classification))
_PATIENCE_S = 10.0
_STEP = 10_000  # rows a transaction deletes

NAMES = "SHOW POINT INDEXES YIELD name WHERE name STARTS WITH 'corridors:' RETURN name"


class State(StrEnum):
    """How far a projection is."""

    BUILDING = "building"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands in a database: where it belongs, and how much it is when it is whole.

    ``key`` is drawn anew for every build, so that no two builds are ever taken for each other.
    """

    state: State
    level: str
    place: str
    key: str
    nodes: int = 0
    ties: int = 0

    @property
    def name(self) -> str:
        """The name of the index that says it."""
        fields = [self.state, self.level, self.place, self.key, self.nodes, self.ties]
        return _PREFIX + json.dumps(fields, ensure_ascii=True)


def begin(level: str, place: str) -> Marker:
    """Say that a build begins."""
    return Marker(State.BUILDING, level, place, uuid4().hex)


def read_marker(link: Link) -> Marker | None:
    """Read what stands in a database; None where nothing of ours does.

    Raises:
        StoreError: the database holds data that are not ours.
    """
    marker = _named(link)
    if marker is None and link.rows("MATCH (n) RETURN n LIMIT 1"):
        # A build names itself before it writes: it may have begun between the two questions.
        marker = _named(link)
        if marker is None:
            msg = (
                f"{link.where} holds data that Corridors did not write. Give it an empty database."
            )
            raise StoreError(msg)
    return marker


def _named(link: Link) -> Marker | None:
    names = [str(row[0]) for row in link.rows(NAMES)]
    return _parse(names[0], link.where) if names else None


def require(reading: Reading, marker: Marker, where: str) -> None:
    """Make sure, inside a transaction that reads, that the projection still stands whole.

    Raises:
        StoreBusy: it was replaced, or is being removed.
    """
    if marker.name not in [row[0] for row in reading.run(NAMES)]:
        msg = f"The projection at {where} was replaced just now. Ask again."
        raise StoreBusy(msg)


@contextmanager
def taken(link: Link, marker: Marker, before: Marker | None) -> Iterator[None]:
    """Hold a database for a build: emptied, and marked as ours in place of what stood there.

    Raises:
        StoreBusy: another builder was faster.
    """
    with link.held(marker.key):
        # labels(n) comes in the order in which a database met its labels: the embedded one's.
        link.write("UNWIND $labels AS label CALL db.createLabel(label)", labels=LABELS)
        drop = [f"DROP INDEX {quoted(before.name)}"] if before else []
        link.change_schema([*drop, _index(marker, _SLOT)])
        empty(link, marker)
        yield


def is_held(link: Link, marker: Marker) -> bool:
    """Say whether the builder of an unfinished projection lives."""
    return _is_marked(link, marker.key)


def reading_mark(marker: Marker) -> str:
    """Give the mark that transactions carry which read a projection."""
    return f"reads {marker.key}"


def await_readers(link: Link, marker: Marker) -> None:
    """Wait some seconds for whoever reads a projection that is about to go, in any process.

    Who reads on is refused an answer, never given half of one.
    """
    until = time.monotonic() + _PATIENCE_S
    while _is_marked(link, reading_mark(marker)) and time.monotonic() < until:
        time.sleep(0.1)


def _is_marked(link: Link, mark: str) -> bool:
    text = (
        f"SHOW TRANSACTIONS YIELD metaData WHERE metaData.{MARK} STARTS WITH $mark RETURN count(*)"
    )
    return bool(link.rows(text, mark=mark)[0][0])


def finish(link: Link, marker: Marker, nodes: int, ties: int, label: str | None) -> Marker:
    """Switch a build to ready, all at once; ``label`` is one that nodes have.

    Raises:
        StoreError: not everything arrived, or another build came in between.
    """
    found = (
        link.rows("MATCH (n) RETURN count(n)")[0][0],
        link.rows("MATCH ()-[r]->() RETURN count(r)")[0][0],
    )
    if found != (nodes, ties):
        msg = (
            f"{link.where} holds {found[0]} nodes and {found[1]} ties; {nodes} and {ties} were "
            "written. Something else writes there. Stop it and project again."
        )
        raise StoreError(msg)
    ready = replace(marker, state=State.READY, nodes=nodes, ties=ties)
    index = _index(ready, label or _SLOT)
    link.change_schema([f"DROP INDEX {quoted(marker.name)}", index])
    link.rows("CALL db.awaitIndexes(600)")
    return ready


def clear(link: Link, marker: Marker) -> None:
    """Remove a projection of ours and every trace of it."""
    empty(link, marker)
    link.change_schema([f"DROP INDEX {quoted(marker.name)} IF EXISTS"])


def empty(link: Link, marker: Marker) -> None:
    """Remove all data and our indexes, except the marker's own."""
    kept = marker.name
    link.write_in_steps(
        f"MATCH ()-[r]->() CALL (r) {{ DELETE r }} IN TRANSACTIONS OF {_STEP} ROWS"
    )
    link.write_in_steps(f"MATCH (n) CALL (n) {{ DELETE n }} IN TRANSACTIONS OF {_STEP} ROWS")
    rules = link.rows("SHOW CONSTRAINTS YIELD name RETURN name")
    link.change_schema([f"DROP CONSTRAINT {quoted(name)}" for (name,) in rules])
    rest = link.rows("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
    link.change_schema([f"DROP INDEX {quoted(name)}" for (name,) in rest if name != kept])


def _index(marker: Marker, label: str) -> str:
    return f"CREATE POINT INDEX {quoted(marker.name)} FOR (n:{quoted(label)}) ON (n.uid)"


def _parse(name: str, where: str) -> Marker:
    try:
        state, level, place, key, nodes, ties = json.loads(name.removeprefix(_PREFIX))
        return Marker(State(state), level, place, key, nodes, ties)
    except (ValueError, TypeError) as error:
        msg = f"{where} says of itself what Corridors cannot read: {name}. Give an empty database."
        raise StoreError(msg) from error
