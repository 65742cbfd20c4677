"""Rows of a batch as one text and short tables; knows no driver and no server.

The driver writes value by value, and that alone took 39 s for a million ties. So the texts that
differ in every row travel as one string that the server splits, and every other property as a
table of its distinct values with a number a row: 7 s, and half the bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.errors import StoreError
from graph.store import Cell, key_of

ROW, CELL = "\x1e", "\x1f"
"""What stands between rows and between cells; identifiers never hold these."""

_LARGEST = 2**63
_PLAIN = (str, bool, int, float, date)


@dataclass(frozen=True, slots=True)
class Packed:
    """A batch: parameters of the statement, and its property map (``{uid: r[0], ...}``)."""

    parameters: dict[str, Cell]
    properties: str


def pack(keys: Sequence[tuple[str, ...]], contents: Sequence[Mapping[str, Cell]]) -> Packed:
    """Pack rows: ``keys`` are texts (``uid`` the last of each), ``contents`` the properties.

    Raises:
        StoreError: a value that the server cannot keep, or a key with a separator in it.
    """
    columns: list[Iterable[str]] = [*zip(*keys, strict=True)]
    first = len(columns)
    parameters: dict[str, Cell] = {}
    parts = [f"uid: r[{first - 1}]"]
    for name in sorted({name for row in contents for name in row}):
        values, numbers = _numbered([row.get(name) for row in contents], name)
        if not values:
            continue
        at = f"p{len(parameters)}"
        if len(values) == 1 and "" not in numbers:
            parts.append(f"{quoted(name)}: ${at}")
            parameters[at] = values[0]
            continue
        parts.append(f"{quoted(name)}: ${at}[toInteger(r[{len(columns)}])]")
        parameters[at] = values
        columns.append(numbers)
    lines = [CELL.join(cells) for cells in zip(*columns, strict=True)]
    if any(line.count(CELL) != len(columns) - 1 or ROW in line for line in lines):
        msg = "An identifier holds a control character. Identifiers are printable."
        raise StoreError(msg)
    parameters["rows"] = ROW.join(lines)
    return Packed(parameters, "{" + ", ".join(parts) + "}")


def quoted(name: str) -> str:
    """Quote a name for Cypher; what would be an escape there is escaped."""
    return "`" + name.replace("\\", "\\u005C").replace("`", "``") + "`"


def _numbered(column: Sequence[Cell], name: str) -> tuple[list[Cell], list[str]]:
    """Number the distinct values of a column; a missing value has the empty number."""
    known: dict[object, str] = {}
    values: list[Cell] = []
    numbers = []
    for value in column:
        if value is None:
            numbers.append("")
            continue
        key = value if type(value) is str else key_of(value)
        number = known.get(key)
        if number is None:
            _require_storable(value, name)
            number = known[key] = str(len(values))
            values.append(value)
        numbers.append(number)
    return values, numbers


def _require_storable(value: Cell, name: str) -> None:
    parts = value if isinstance(value, list) else [value]
    kinds = {type(part) for part in parts}
    if len(kinds) > 1 or not kinds <= set(_PLAIN):
        msg = (
            f"Neo4j cannot keep {value!r} as {name}: a property is a text, a number, yes or no, "
            "a day, or a list of one of these."
        )
        raise StoreError(msg)
    if any(isinstance(part, int) and not -_LARGEST <= part < _LARGEST for part in parts):
        msg = f"Neo4j cannot keep {value!r} as {name}: whole numbers have 64 bits."
        raise StoreError(msg)
