"""Values between the Neo4j driver's Python and our cells; imports types of values, no driver.

Temporal values other than dates become the text that Cypher's ``toString`` writes, as in the
embedded store.
"""

from collections.abc import Mapping
from datetime import date

from neo4j.graph import Entity, Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from graph.budget import UNIT, Budget
from graph.store import Cell


def read(value: object, budget: Budget) -> Cell:
    """Read one value; what has no cell of its own becomes text.

    Raises:
        QueryFailed: the budget is spent.
    """
    budget.spend(UNIT + len(value) if isinstance(value, str) else UNIT)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Date):
        return _read_date(value)
    if isinstance(value, Node):
        return {"_labels": [*sorted(value.labels)], **_properties(value, budget)}
    if isinstance(value, Relationship):
        return {"_type": value.type, **_properties(value, budget)}
    if isinstance(value, Path):
        return _read_path(value, budget)
    if isinstance(value, Mapping):
        return {str(key): read(part, budget) for key, part in value.items()}
    if isinstance(value, list):
        return [read(part, budget) for part in value]
    if isinstance(value, DateTime | Time):
        return _read_time(value)
    return value.iso_format() if isinstance(value, Duration) else str(value)


def _read_date(value: Date) -> Cell:
    """Read a day; one that Python's calendar does not hold stays text."""
    try:
        return date(value.year, value.month, value.day)
    except ValueError:
        return value.iso_format()


def _read_path(path: Path, budget: Budget) -> Cell:
    parts: list[Cell] = [read(path.nodes[0], budget)]
    for tie, node in zip(path.relationships, path.nodes[1:], strict=True):
        parts += [read(tie, budget), read(node, budget)]
    return parts


def _read_time(value: DateTime | Time) -> str:
    """Write a time as Cypher does: no seconds and no fraction where these are zero."""
    text = value.iso_format()
    day, mark, clock = text.rpartition("T")
    zone = ""
    for sign in "+-":
        before, found, after = clock.partition(sign)
        if found:
            clock, zone = before, "Z" if after == "00:00" else sign + after
    whole, _, fraction = clock.partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        digits = -(-len(fraction) // 3) * 3  # milli-, micro- or nanoseconds
        whole += "." + fraction.ljust(digits, "0")
    elif whole.endswith(":00"):
        whole = whole[:-3]
    name = getattr(value.tzinfo, "zone", None) if isinstance(value, DateTime) else None
    return f"{day}{mark}{whole}{zone}" + (f"[{name}]" if name and name != "UTC" else "")


def _properties(element: Entity, budget: Budget) -> dict[str, Cell]:
    """Read own properties, sorted, so that the same data gives the same bytes."""
    return {name: read(value, budget) for name, value in sorted(element.items())}
