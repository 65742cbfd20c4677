"""Large inputs, piece by piece: bytes off the disk, lines of text, rows of a table.

What is kept in memory is one piece, whatever the size of the file; lines and whole inputs have
limits, so that neither a line without an end nor a bomb fills it. What it must not do: know any
particular source.
"""

import codecs
import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError, SourceChanged, SourceUnavailable
from loaders.base import Rejection
from loaders.tabular import Column, Row, check_row

CHUNK = 64 * 1024
"""Bytes read at a time."""

MAX_STREAM = 1024 * 1024 * 1024
"""Most bytes of one input, unpacked; the Transparency Register is about 117 MB."""

MAX_DOCUMENT = 64 * 1024 * 1024
"""Most bytes of an input that is read whole, unpacked."""

MAX_LINE = 1024 * 1024
"""Longest line of text, in characters."""

MAX_CELL = 10_000
"""Longest cell, in characters; a row with a longer one is rejected."""

_BROKEN = (gzip.BadGzipFile, zlib.error, EOFError)


@dataclass(frozen=True, slots=True)
class Stream:
    """One input: its name for messages, and its bytes in order, to be read once."""

    place: str
    chunks: Iterable[bytes]


@contextmanager
def opened(path: Path, largest: int = MAX_STREAM) -> Iterator[Stream]:
    """Open one file, unpacking gzip, as a stream of at most so many bytes.

    Raises:
        SourceUnavailable: there is no such file, or it cannot be read.
        SourceChanged: while reading: the gzip is broken or the content too large.
    """
    if not path.is_file():
        msg = f"{path} does not exist, or is no file."
        raise SourceUnavailable(msg)
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            if packed:
                with gzip.open(file) as unpacked:
                    yield Stream(path.name, _chunks(unpacked, path.name, largest))
            else:
                yield Stream(path.name, _chunks(file, path.name, largest))
    except _BROKEN as error:
        msg = f"{path} cannot be unpacked ({error}). Fetch it again."
        raise SourceChanged(msg) from error
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror or error})."
        raise SourceUnavailable(msg) from error


def _chunks(file: BinaryIO | gzip.GzipFile, place: str, largest: int) -> Iterator[bytes]:
    total = 0
    while chunk := file.read(CHUNK):
        total += len(chunk)
        if total > largest:
            msg = f"{place} holds more than {largest} bytes. Expected one file of the source."
            raise SourceChanged(msg)
        yield chunk


def whole(stream: Stream, largest: int = MAX_DOCUMENT) -> bytes:
    """Read an input whole, such as a JSON answer.

    Raises:
        SourceChanged: it holds more than so many bytes.
    """
    parts, total = list[bytes](), 0
    for chunk in stream.chunks:
        total += len(chunk)
        if total > largest:
            msg = f"{stream.place} holds more than {largest} bytes. Expected one answer or list."
            raise SourceChanged(msg)
        parts.append(chunk)
    return b"".join(parts)


def lines(stream: Stream) -> Iterator[str]:
    """Give lines of UTF-8 text with their ends, without a byte order mark.

    Raises:
        SourceChanged: the text is no UTF-8, or a line is too long.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest = ""
    try:
        for chunk in stream.chunks:
            *whole, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in whole:
                yield _checked(line, stream.place) + "\n"
            _checked(rest, stream.place)
        rest += decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        msg = f"{stream.place} is no UTF-8 text ({error.reason}). Save it as CSV, UTF-8."
        raise SourceChanged(msg) from error
    if rest:
        yield _checked(rest, stream.place)


def _checked(line: str, place: str) -> str:
    if len(line) > MAX_LINE:
        msg = f"{place} has a line of more than {MAX_LINE} characters. Expected rows of a table."
        raise SourceChanged(msg)
    return line


def rows(stream: Stream, columns: Sequence[Column], hint: str = "") -> Iterator[Row | Rejection]:
    """Give the rows of a CSV with commas, in order; a row that cannot be used comes as rejected.

    The header is checked before the first row; ``hint`` ends the message where it is another.

    Raises:
        SourceChanged: a column is missing or there twice, or this is no CSV.
    """
    reader = csv.reader(lines(stream), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, stream.place, columns, hint)
        wanted = [(header.index(column.name), column.name) for column in columns]
        # The header is row 1; a text with line breaks is one row, though several lines.
        for number, cells in enumerate(reader, 2):
            if cells:
                yield _row(cells, header, wanted, columns, f"{stream.place} row {number}")
    except csv.Error as error:
        msg = f"{stream.place} line {reader.line_num}: {error}. Fetch it again."
        raise SourceChanged(msg) from error


def tuples(
    stream: Stream, names: Sequence[str], hint: str = ""
) -> Iterator[tuple[int, tuple[str, ...]] | Rejection]:
    """Give the number and the wanted cells of each row: ``rows`` for millions of them.

    Cells are as written, neither stripped nor measured.

    Raises:
        SourceChanged: as ``rows``.
    """
    reader = csv.reader(lines(stream), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(header, stream.place, [Column(name, "", True) for name in names], hint)
        wanted, width = itemgetter(*(header.index(name) for name in names)), len(header)
        for number, cells in enumerate(reader, 2):
            if len(cells) == width:
                yield number, wanted(cells)
            elif cells:
                place = f"{stream.place} row {number}"
                yield Rejection(place, f"{len(cells)} cells; expected {width}")
    except csv.Error as error:
        msg = f"{stream.place} line {reader.line_num}: {error}. Fetch it again."
        raise SourceChanged(msg) from error


def _check_header(header: list[str], place: str, columns: Sequence[Column], hint: str) -> None:
    names = [column.name for column in columns]
    wrong = [name for name in names if header.count(name) != 1]
    if wrong:
        msg = (
            f"{place}: columns {', '.join(wrong)} are missing, or there twice; found "
            f"{', '.join(header)[:200] or 'none'}. Expected {', '.join(names)}.{hint}"
        )
        raise SourceChanged(msg)


def _row(
    cells: list[str],
    header: list[str],
    wanted: Sequence[tuple[int, str]],
    columns: Sequence[Column],
    place: str,
) -> Row | Rejection:
    if len(cells) != len(header):
        # Unquoted commas: what stands where is lost, so it must not be guessed.
        return Rejection(place, f"{len(cells)} cells; expected {len(header)}")
    row = Row(place, {name: cells[at].strip() for at, name in wanted})
    if any(len(cell) > MAX_CELL for cell in row.cells.values()):
        return Rejection(place, f"a cell of more than {MAX_CELL} characters")
    try:
        check_row(row, columns)
    except InputError as error:
        return Rejection(place, str(error))
    return row
