"""Same text, same rows: every query of ``queries/`` on both engines.

One query a line; ``~`` before it lets the last digits of fractions differ, ``-`` keeps it to the
small graph. Queries about values and names look at one graph only.
"""

from pathlib import Path

import pytest

from queries.cypher import run
from tests.parity.comparing import Pair, is_ordered, near, rows_of

FOLDER = Path(__file__).parent / "queries"
BOTH_GRAPHS = ("patterns", "analysts", "pack", "conditions")


def lines(*names: str) -> list[str]:
    """Give the queries of some files, or of all."""
    return [
        line
        for file in sorted(FOLDER.glob("*.cypher"))
        if not names or file.stem in names
        for line in file.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("//")
    ]


CASES = [
    *(("drawn", line) for line in lines()),
    *(
        ("pack", line)
        for line in lines(*BOTH_GRAPHS)
        if "MATCH" in line and not line.startswith("- ")
    ),
]


def test_there_are_many_queries_and_each_stands_once() -> None:
    listed = [line.lstrip("-~ ") for line in lines()]
    assert len(listed) >= 150
    assert len(listed) == len(set(listed))


@pytest.mark.neo4j
@pytest.mark.parametrize(("world", "line"), CASES)
def test_both_engines_give_the_same_rows(pairs: dict[str, Pair], world: str, line: str) -> None:
    cypher = line.lstrip("-~ ")
    embedded, neo4j = pairs[world].both(cypher)
    ordered = is_ordered(cypher)
    said, expected = rows_of(embedded, ordered), rows_of(neo4j, ordered)
    assert embedded.columns == neo4j.columns
    assert near(said, expected) if "~ " in line[:4] else said == expected, (said, expected)


@pytest.mark.neo4j
def test_most_queries_have_rows_to_compare(pairs: dict[str, Pair]) -> None:
    asked = [line.lstrip("-~ ") for line in lines() if "MATCH" in line]
    with_rows = [one for one in asked if run(pairs["drawn"].embedded, one).rows]
    assert len(with_rows) >= 0.9 * len(asked)
