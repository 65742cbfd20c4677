"""The ledger's tables as lines of JSON and back: the same bytes from SQLite and PostgreSQL.

One line a row, a list of its columns in order; the first line names the columns. What it must not
do: open connections, or know files.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import islice

import sqlalchemy as sa

from graph.errors import StoreDamaged
from graph.ledger_schema import INFO, METADATA

TABLES = tuple(table for table in METADATA.sorted_tables if table is not INFO)
"""What is dumped, in an order in which it can be filled again. Notes of the file's own are not."""

LONGEST_LINE = 16 * 1024 * 1024
_CHUNK = 2_000


def dump(connection: sa.Connection, table: sa.Table) -> Iterator[bytes]:
    """Give a table's lines, in order of its key."""
    yield _line([column.name for column in table.columns])
    query = sa.select(table).order_by(*table.primary_key.columns)
    for part in connection.execute(query).partitions(_CHUNK):
        for row in part:
            yield _line(list(row))


def fill(connection: sa.Connection, table: sa.Table, lines: Iterable[bytes]) -> int:
    """Write lines into an empty table; gives how many rows.

    Raises:
        StoreDamaged: a line is no row of the table.
    """
    running = enumerate(lines, 1)
    _, head = next(running, (1, b""))
    names = _read(head, table, 1)
    if set(names) != {column.name for column in table.columns}:
        msg = f"The backup's table {table.name} has other columns: {', '.join(map(str, names))}."
        raise StoreDamaged(msg)
    count = 0
    while part := list(islice(running, _CHUNK)):
        rows = [_row(names, line, table, number) for number, line in part]
        connection.execute(table.insert(), rows)
        count += len(rows)
    return count


def _row(names: list[object], line: bytes, table: sa.Table, number: int) -> dict[str, object]:
    cells = _read(line, table, number)
    if len(cells) != len(names):
        msg = f"The backup's table {table.name}, line {number}: {len(cells)} cells."
        raise StoreDamaged(msg)
    return dict(zip(map(str, names), cells, strict=True))


def _read(line: bytes, table: sa.Table, number: int) -> list[object]:
    try:
        read = json.loads(line)
    except ValueError:
        read = None
    if not isinstance(read, list):
        msg = f"The backup's table {table.name}, line {number}, is no row."
        raise StoreDamaged(msg)
    return read


def _line(cells: list[object]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
