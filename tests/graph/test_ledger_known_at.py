"""The ledger as it was known: sources, heads and the first moment, not only statements."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Property
from tests.graph.factories import fact, load, moment, node, source

LATER = replace(source(), title="renamed", rank=80)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def test_sources_are_described_as_they_were_then(ledger: Ledger) -> None:
    load(ledger, [node("ep-person:1")], day=1)
    load(ledger, [node("ep-person:1")], day=5, of=LATER)
    assert ledger.sources(moment(0)) == {}
    assert ledger.sources(moment(4))["register"] == source()
    assert ledger.sources(moment(5))["register"] == ledger.sources()["register"] == LATER


def test_the_head_of_a_moment_counts_the_loads_until_then(ledger: Ledger) -> None:
    for day in (1, 2, 3):
        load(ledger, [node(f"ep-person:{day}")], day=day, complete=False)
    heads = [ledger.head(Level.PUBLIC, moment(day)) for day in (0, 1, 2, 3, 9)]
    assert heads == [0, 1, 2, 3, 3]
    assert ledger.head(Level.PUBLIC) == 3


def test_the_first_moment_says_nothing_of_what_stands_above(ledger: Ledger) -> None:
    assert ledger.first_moment() is None
    load(ledger, [fact("ep-person:1", Property.NOTE, "x", level=Level.OFFICE)], day=1)
    assert ledger.first_moment(Level.PUBLIC) is None
    load(ledger, [node("ep-person:1", of="other")], day=3, of=source("other"))
    assert ledger.first_moment(Level.PUBLIC) == moment(3)
    assert ledger.first_moment(Level.OFFICE) == moment(1)
