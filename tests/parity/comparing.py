"""Asking two engines the same, and comparing what they say: columns, rows, types of values."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isclose, isnan

from graph.store import Cell, GraphReader, Table
from queries.cypher import run

LAST_DIGITS = 1e-12
"""How far apart the same number may be where an engine adds fractions up in its own order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One graph in both engines."""

    embedded: GraphReader
    neo4j: GraphReader

    def both(
        self, cypher: str, parameters: Mapping[str, Cell] | None = None
    ) -> tuple[Table, Table]:
        """Ask both through the guard."""
        return (
            run(self.embedded, cypher, parameters, limit=10_000, timeout_s=60.0),
            run(self.neo4j, cypher, parameters, limit=10_000, timeout_s=60.0),
        )


def typed(value: Cell) -> object:
    """Give a value so that only what is of the same type and value is equal to it."""
    if isinstance(value, list):
        return [typed(part) for part in value]
    if isinstance(value, dict):
        return {key: typed(value[key]) for key in sorted(value)}
    return (type(value).__name__, repr(value) if isinstance(value, float) else value)


def rows_of(table: Table, is_ordered: bool) -> list[object]:
    """Give rows as they are compared: in any order where the query states none."""
    rows: list[object] = [typed([*row]) for row in table.rows]
    return rows if is_ordered else sorted(rows, key=repr)


def is_ordered(cypher: str) -> bool:
    """Say whether the last RETURN states an order."""
    return "ORDER BY" in cypher.rsplit("RETURN", 1)[-1]


def near(one: object, other: object) -> bool:
    """Say whether two values are equal but for the last digits of fractions."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(near, one, other))
    if isinstance(one, tuple) and isinstance(other, tuple) and one[0] == other[0] == "float":
        a, b = float(one[1]), float(other[1])
        return isclose(a, b, rel_tol=LAST_DIGITS) or (isnan(a) and isnan(b))
    return one == other
