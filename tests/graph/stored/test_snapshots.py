"""A snapshot read back is the one that was written, down to every array and the order of all."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, timedelta
from typing import Any

import numpy as np
import pytest

from graph.errors import StoreDamaged
from graph.levels import Level
from graph.model import Classification, Entity, Evidence, Fact, Kind, MergedGraph, Property
from graph.period import Period
from graph.snapshot import Snapshot
from graph.stored.package import Package, pack, unpack
from graph.stored.snapshots import package_of, snapshot_of
from graph.strength import DEFAULT
from tests.factories import DAY, READ, merged, source
from tests.graph.test_snapshot import random_graph

KEY: dict[str, str | int] = {"ledger": "one"}


def through(snapshot: Snapshot) -> Snapshot:
    content = bytearray(b"".join(pack(package_of(snapshot, KEY))))
    return snapshot_of(unpack(content, KEY), DEFAULT)


def same(one: Any, other: Any) -> bool:
    """Compare field by field, arrays by type and content."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and bool(np.array_equal(one, other))
    if is_dataclass(one) and not isinstance(one, MergedGraph):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def rich() -> MergedGraph:
    """Give a graph with every sort of value, end, evidence and alternative."""
    late = READ + timedelta(microseconds=1)
    said = (
        Evidence("register", "r/1", 2**40, READ, late, date(2026, 2, 3)),
        Evidence("other", "o/1", 7, READ.astimezone(UTC), READ),
    )

    def facts(*values: str | float | date) -> tuple[Fact, ...]:
        return tuple(Fact(one, Period.on(DAY), said[:at]) for at, one in enumerate(values, 1))

    entity = Entity(
        "org:ü",
        Kind.ORGANIZATION,
        'A "name"\n',
        (Classification.NETWORK, Classification.NGO),
        {Property.NAME: facts("“ü”", ""), Property.SEATS: facts(10**30, 0.1 + 0.2)},
        {Property.DEADLINE: facts(date(2026, 1, 1))},
        Level.PROTECTED,
        True,
    )
    alone = merged([entity], level=Level.PROTECTED, head=10**12)
    return MergedGraph(
        alone.entities,
        (),
        {"register": source(), "other": source("other", rank=100, invented=True)},
        alone.level,
        alone.head,
        ("org:nobody",),
        {"org:alias": "org:ü"},
        3,
    )


@pytest.mark.parametrize("seed", range(25))
def test_a_snapshot_comes_back_as_it_was(seed: int) -> None:
    built = Snapshot.build(random_graph(seed))
    read = through(built)
    assert same(built, read)
    assert list(read.graph.entities) == list(built.graph.entities)
    assert (read.costs(DAY).costs == built.costs(DAY).costs).all()


def test_values_ends_evidence_and_aliases_come_back_with_their_types() -> None:
    built = Snapshot.build(rich())
    read = through(built)
    assert read.graph == built.graph
    assert repr(read.graph) == repr(built.graph)


def test_a_tie_stands_once_however_often_it_is_named() -> None:
    read = through(Snapshot.build(random_graph(1)))
    assert {id(tie) for tie in read.table.ties} <= {id(tie) for tie in read.graph.ties}


def test_a_graph_without_ties_comes_back() -> None:
    built = Snapshot.build(merged([]))
    assert same(built, through(built))


def test_parts_that_do_not_fit_are_refused() -> None:
    whole = package_of(Snapshot.build(random_graph(2)), KEY)
    for name in [name for name, array in whole.arrays.items() if len(array)]:
        less = {one: array for one, array in whole.arrays.items() if one != name}
        with pytest.raises(StoreDamaged):
            snapshot_of(Package(KEY, less, whole.texts), DEFAULT)
