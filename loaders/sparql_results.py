"""Answers of a SPARQL endpoint, as JSON or CSV, one row at a time.

Both W3C forms of SELECT results are read (application/sparql-results+json, text/csv), told apart
by their first character. What it must not do: know any particular query, or ask one.
"""

import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from graph.errors import InputError, SourceChanged
from loaders.base import Rejection
from loaders.json_ld import JsonObject
from loaders.json_stream import JsonObjects
from loaders.stream import MAX_CELL, Stream, rows
from loaders.tabular import Column, Row, check_row

_BINDINGS = re.compile(r'"bindings"\s*:\s*\[')
_VARIABLES = re.compile(r'"vars"\s*:\s*(\[[^\]]*\])')


def result_rows(
    stream: Stream, columns: Sequence[Column], optional: Sequence[str] = ()
) -> Iterator[Row | Rejection]:
    """Give rows with the named columns only; a row that cannot be used comes as rejected.

    ``optional`` columns may be missing altogether; their cells are then empty.

    Raises:
        SourceChanged: neither form, or a column is missing.
    """
    chunks = iter(stream.chunks)
    first = next(chunks, b"")
    whole = Stream(stream.place, chain([first], chunks))
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _from_json(whole, columns, optional)
    else:
        yield from _from_csv(whole, first, columns, optional)


def _from_csv(
    stream: Stream, first: bytes, columns: Sequence[Column], optional: Sequence[str]
) -> Iterator[Row | Rejection]:
    line = first.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    there = {cell.strip().strip('"') for cell in line.split(",")}
    wanted = [one for one in columns if one.name in there or one.name not in optional]
    yield from rows(stream, wanted, " This is read: the answer to a query of loaders/queries.")


def _from_json(
    stream: Stream, columns: Sequence[Column], optional: Sequence[str]
) -> Iterator[Row | Rejection]:
    items = JsonObjects(stream, _BINDINGS)
    for number, item in enumerate(items, 1):
        if number == 1:
            _check_variables(items.head, stream.place, columns, optional)
        place = f"{stream.place} result {number}"
        try:
            yield _row(item, place, columns)
        except InputError as error:
            yield Rejection(place, str(error))


def _check_variables(
    head: str, place: str, columns: Sequence[Column], optional: Sequence[str]
) -> None:
    found = _VARIABLES.search(head)
    try:
        there = json.loads(found[1]) if found else None
    except ValueError:
        there = None
    # Endpoints may write the variables behind the rows: then each row is checked alone.
    if not isinstance(there, list):
        return
    missing = [one.name for one in columns if one.name not in there and one.name not in optional]
    if missing:
        msg = (
            f"{place}: the variables {', '.join(missing)} are missing; found "
            f"{', '.join(map(str, there))[:200]}. Expected the answer to a query of "
            "loaders/queries."
        )
        raise SourceChanged(msg)


def _row(item: JsonObject, place: str, columns: Sequence[Column]) -> Row:
    cells = {}
    for column in columns:
        bound = item.get(column.name)
        value = bound.get("value") if isinstance(bound, dict) else None
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if len(text) > MAX_CELL:
            msg = f"{column.name} has more than {MAX_CELL} characters"
            raise InputError(msg)
        cells[column.name] = text
    row = Row(place, cells)
    check_row(row, columns)
    return row
