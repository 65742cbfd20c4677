"""Lines of a table become rows: which line is the header, and which column is which of ours.

Data about the people whom centres treat have no place here, whoever asks and however the columns
are mapped. What it must not do: know files, or any particular table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from graph.errors import InputError, SourceChanged
from loaders.column_map import ColumnMap, key, offered, suggestions
from loaders.line import Line
from loaders.tabular import Column, Row, suggests_clients
from loaders.xlsx_values import letters

MAX_ROWS = 500_000
MAX_CELL = 10_000

FIRST_LINES = 20
"""Lines among which the header is looked for: exports have a title or a date above it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table, in order; the columns that it has and nobody reads; remarks."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands, its words, and the place of each of our columns."""

    number: int
    words: tuple[str, ...]
    places: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]


def find_header(first: Sequence[Line], columns: Sequence[Column], told: ColumnMap) -> Header:
    """Give the first line that names every required column, else the one that names most."""
    tried = [_tried(line, columns, told) for line in first]
    whole = [one for one in tried if not one.missing]
    best = max(
        tried, key=lambda one: len(one.places), default=Header(1, (), (), _missing(columns))
    )
    return whole[0] if whole else best


def read_lines(
    lines: Iterable[Line],
    place: str,
    columns: Sequence[Column],
    told: ColumnMap,
    *,
    ragged: bool,
) -> Sheet:
    """Read the rows below the header.

    ``ragged``: a line with more cells than the header lacks quotes somewhere, so that what stands
    where is lost; in a workbook every cell has its place.

    Raises:
        SourceChanged: a required column is missing or one is there twice, a cell or the table is
            too large.
        InputError: a column suggests data about clients or health; or the map does not fit.
    """
    running = iter(lines)
    first = list(islice(running, FIRST_LINES))
    header = find_header(first, columns, told)
    refuse_clients(header.words, place)
    _check_map(header, place, columns, told)
    _check_header(header, place, columns)
    below = chain([line for line in first if line.number > header.number], running)
    rows = tuple(_rows(below, header, place, columns, told, ragged=ragged))
    read = {at for _, at in header.places}
    unread = tuple(one for at, one in enumerate(header.words) if one and at not in read)
    return Sheet(rows, unread, tuple(_notes(header, columns, unread)))


def refuse_clients(words: Iterable[str], place: str) -> None:
    """Stop where a column suggests data about clients or health.

    Raises:
        InputError: one does.
    """
    clients = [one for one in words if suggests_clients(one)]
    if clients:
        msg = (
            f"{place} has the column {clients[0]!r}, which suggests data about clients or health. "
            "Such data must not be in this map. Nothing was loaded; remove the column."
        )
        raise InputError(msg)


def likely_header(first: Sequence[Line]) -> tuple[str, ...]:
    """Give the words of the line that is most likely a header: the first with most cells."""
    filled = [tuple(one for one in line.cells if one.strip()) for line in first]
    return max(filled, key=len, default=())


def _missing(columns: Sequence[Column], have: Iterable[str] = ()) -> tuple[str, ...]:
    there = set(have)
    return tuple(one.name for one in columns if one.required and one.name not in there)


def _tried(line: Line, columns: Sequence[Column], told: ColumnMap) -> Header:
    words = tuple(cell.strip() for cell in line.cells)
    ours = {column.name for column in columns}
    places = tuple(
        (told.columns.get(key(word), key(word)), at)
        for at, word in enumerate(words)
        if told.columns.get(key(word), key(word)) in ours
    )
    missing = _missing(columns, (*(name for name, _ in places), *told.values))
    return Header(line.number, words, places, missing)


def _check_map(header: Header, place: str, columns: Sequence[Column], told: ColumnMap) -> None:
    ours = [column.name for column in columns]
    unknown = sorted({*told.columns.values(), *told.values} - set(ours))
    if unknown:
        msg = (
            f"The map names {unknown[0]!r}, no column of ours. Expected one of: {', '.join(ours)}."
        )
        raise InputError(msg)
    away = sorted(set(told.columns) - {key(word) for word in header.words})
    if away:
        found = ", ".join(one for one in header.words if one) or "nothing"
        msg = f"The map names the column {away[0]!r}, which {place} has not. Found: {found}."
        raise InputError(msg)


def _check_header(header: Header, place: str, columns: Sequence[Column]) -> None:
    if header.missing:
        expected = ", ".join(
            column.name if column.required else f"[{column.name}]" for column in columns
        )
        found = ", ".join(one for one in header.words if one) or "nothing"
        read = {at for _, at in header.places}
        left = [one for at, one in enumerate(header.words) if at not in read]
        hint = offered(suggestions(left, header.missing))
        msg = (
            f"{place}: column {', '.join(header.missing)} is missing. Found: {found[:500]}. "
            f"Expected (optional ones in brackets): {expected}.{hint}"
        )
        raise SourceChanged(msg)
    twice = _twice(word for word in map(key, header.words) if word)
    twice += [one for one in _twice(name for name, _ in header.places) if one not in twice]
    if twice:
        msg = f"{place} has the column {twice[0]!r} twice. Rename or remove one."
        raise SourceChanged(msg)


def _twice(words: Iterable[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


def _rows(
    lines: Iterable[Line],
    header: Header,
    place: str,
    columns: Sequence[Column],
    told: ColumnMap,
    *,
    ragged: bool,
) -> Iterator[Row]:
    at = dict(header.places)
    wanted = [column.name for column in columns if column.name in at or column.name in told.values]
    count = 0
    for line in lines:
        if not line.faults and not any(cell.strip() for cell in line.cells):
            continue
        count += 1
        if count > MAX_ROWS:
            msg = f"{place} has more than {MAX_ROWS} rows. Split it."
            raise SourceChanged(msg)
        yield _row(line, header, f"{place} row {line.number}", at, wanted, told, ragged=ragged)


def _row(
    line: Line,
    header: Header,
    place: str,
    at: dict[str, int],
    wanted: Sequence[str],
    told: ColumnMap,
    *,
    ragged: bool,
) -> Row:
    width = len(header.words)
    for word, cell in zip(header.words, line.cells, strict=False):
        if len(cell) > MAX_CELL:
            msg = f"{place}, column {word}: more than {MAX_CELL} characters."
            raise SourceChanged(msg)
    # In the form's order, so that moving columns about changes no record.
    cells = {}
    for name in wanted:
        where = at.get(name, width)
        given = line.cells[where].strip() if where < len(line.cells) else ""
        cells[name] = given or told.values.get(name, "")
    if ragged and len(line.cells) > width:
        # Unquoted commas: the row's meaning is lost, so it must not be guessed.
        what = (
            f": {len(line.cells)} cells instead of {width}; put texts that hold commas in quotes."
        )
        return Row(place, {}, what)
    for where, why in line.faults:
        if where in at.values():
            return Row(place, cells, f", cell {letters(where + 1)}{line.number}: {why}.")
    return Row(place, cells)


def _notes(header: Header, columns: Sequence[Column], unread: tuple[str, ...]) -> Iterator[str]:
    if header.number > 1:
        yield f"The header is row {header.number}; what stands above it was not read."
    have = {name for name, _ in header.places}
    hint = offered(suggestions(unread, [one.name for one in columns if one.name not in have]))
    if hint:
        yield f"Some columns that nobody reads look like ours.{hint}"
