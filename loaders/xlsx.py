"""Rows of an XLSX, one after the other; memory does not grow with the file.

A cell becomes the text that a person sees: a date as ``2026-03-04``, a whole number without
``.0``, a share as ``15%``. A formula has no value here: what was calculated when the file was
saved is not to be trusted, so the cell is at fault, and so is an error such as ``#REF!``. Links,
macros, drawings and comments are never opened. What it must not do: know any table.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from typing import IO, NoReturn

from graph.errors import InputError
from graph.identifiers import fold
from loaders.line import Line
from loaders.stream import Stream
from loaders.xlsx_package import Package, Start, spooled
from loaders.xlsx_values import MAX_TEXT, SharedTexts, letters, number

MAX_COLUMNS = 1_024
MAX_LINES = 1_048_576
_TOLD = 10
_REFERENCE = re.compile(r"^([A-Z]{1,7})([0-9]{1,10})$")


@dataclass(frozen=True, slots=True)
class SheetName:
    """One sheet of a workbook."""

    name: str
    hidden: bool
    part: str


@dataclass(slots=True)
class Remarks:
    """What is odd about a sheet, known once it was read."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def told(self) -> tuple[str, ...]:
        """Say it in sentences."""
        return tuple(
            f"{what}: {_listed([str(one) for one in found])}."
            for what, found in (
                ("Hidden rows, read as all others", self.hidden_rows),
                ("Hidden columns, read as all others", self.hidden_columns),
                ("Merged cells, of which only the first holds a value", self.merged),
            )
            if found
        )


class Workbook:
    """The sheets of one workbook."""

    def __init__(self, package: Package) -> None:
        """Read the list of sheets, the formats and the shared texts."""
        self._package = package
        self.place = package.place
        self._worksheets: set[str] = set()
        targets = self._relations()
        self._epoch_1904 = False
        self.sheets = tuple(self._named(targets))
        self._formats = self._styles()
        self._strings = SharedTexts(package, targets)
        macros = any("vbaproject" in name.casefold() for name in package.names)
        linked = any("externallinks/" in name.casefold() for name in package.names)
        self.notes = tuple(
            text
            for text, given in (
                ("The workbook holds macros; they were not opened.", macros),
                ("The workbook links to other files; they were not followed.", linked),
            )
            if given
        )

    def close(self) -> None:
        """Give back the disk space of the shared texts."""
        self._strings.close()

    def sheet(self, name: str) -> SheetName:
        """Give a sheet by its name, in any case.

        Raises:
            InputError: there is none of that name.
        """
        for one in self.sheets:
            if fold(one.name) == fold(name):
                return one
        known = ", ".join(repr(one.name) for one in self.sheets)
        msg = f"{self.place} has no sheet {name!r}. It has: {known}."
        raise InputError(msg)

    def lines(self, sheet: SheetName, remarks: Remarks | None = None) -> Iterator[Line]:
        """Give the lines of a sheet that hold anything, in order; to be gone through once.

        Raises:
            SourceChanged: beyond a limit, or not in the form of a sheet.
        """
        reader = _SheetReader(self, remarks or Remarks())
        for _ in self._package.walk(sheet.part, reader.start, reader.end, reader.data):
            yield from reader.ready
            reader.ready.clear()

    def stop(self, what: str) -> NoReturn:
        """Stop reading."""
        self._package.stop(what)

    def shown(self, kind: str, raw: str, style: int) -> str:
        """Give a cell's text as a person sees it.

        Raises:
            ValueError: the cell holds no value that can be shown.
        """
        if kind == "s":
            return self._strings[int(raw)]
        if kind == "b":
            return "TRUE" if raw.strip() == "1" else "FALSE"
        if kind == "e":
            msg = f"the error {raw[:20]!r}"
            raise ValueError(msg)
        if kind == "d":
            return raw.strip().removesuffix("T00:00:00")
        if kind == "n":
            return number(float(raw), self._formats.get(style, ""), mac=self._epoch_1904)
        return raw

    def _relations(self) -> dict[str, str]:
        found: dict[str, str] = {}

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                found[given.get("Id", "")] = _inside(given.get("Target", ""))
                if given.get("Type", "").endswith("/worksheet"):
                    self._worksheets.add(_inside(given.get("Target", "")))

        self._walk("xl/_rels/workbook.xml.rels", start)
        return found

    def _named(self, targets: dict[str, str]) -> Iterator[SheetName]:
        found: list[SheetName] = []

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "workbookPr":
                self._epoch_1904 = given.get("date1904") in ("1", "true")
            elif tag == "sheet":
                ids = [value for name, value in given.items() if name.endswith(" id")]
                part = targets.get(ids[0], "") if ids else ""
                hidden = given.get("state", "visible") != "visible"
                found.append(SheetName(given.get("name", ""), hidden, part))

        self._walk("xl/workbook.xml", start)
        # A chart has a sheet of its own, without cells.
        return (one for one in found if one.part in self._worksheets)

    def _styles(self) -> dict[int, str]:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        own: dict[int, str] = {}
        cells: list[int] = []
        inside: list[str] = []

        def start(tag: str, given: dict[str, str]) -> None:
            inside.append(tag)
            if tag == "numFmt":
                own[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
            elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
                cells.append(_whole(given.get("numFmtId")))

        def end(_: str) -> None:
            inside.pop()

        if "xl/styles.xml" in self._package.names:
            for _ in self._package.walk("xl/styles.xml", start, end, _nothing):
                pass
        return {
            place: own.get(one) or BUILTIN_FORMATS.get(one) or ""
            for place, one in enumerate(cells)
        }

    def _walk(self, part: str, start: Start) -> None:
        for _ in self._package.walk(part, start, _nothing, _nothing):
            pass


@contextmanager
def workbook(stream: Stream) -> Iterator[Workbook]:
    """Open a stream as a workbook.

    Raises:
        SourceChanged: no workbook, broken, or beyond a limit.
        InputError: it holds what has no place in a table.
    """
    with spooled(stream) as file, opened_workbook(file, stream.place) as book:
        yield book


@contextmanager
def opened_workbook(file: IO[bytes], place: str) -> Iterator[Workbook]:
    """Open a file as a workbook; see ``workbook``."""
    book = Workbook(Package(file, place))
    try:
        yield book
    finally:
        book.close()


class _SheetReader:
    """Handlers that put the lines of one sheet together."""

    def __init__(self, book: Workbook, remarks: Remarks) -> None:
        self.ready: list[Line] = []
        self._book, self._remarks = book, remarks
        self._number = 0
        self._at = -1
        self._kind, self._style = "n", 0
        self._formula = self._taking = self._phonetic = False
        self._text: list[str] = []
        self._size = 0
        self._cells: dict[int, str] = {}
        self._faults: list[tuple[int, str]] = []

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "row":
            self._begin_row(given)
        elif tag == "c":
            self._begin_cell(given)
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "t"):
            self._taking = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "col" and given.get("hidden") in ("1", "true"):
            self._remarks.hidden_columns.append(
                f"{letters(_whole(given.get('min')))}–{letters(_whole(given.get('max')))}"
            )
        elif tag == "mergeCell":
            self._remarks.merged.append(given.get("ref", "")[:20])

    def data(self, words: str) -> None:
        if self._taking:
            self._text.append(words)
            self._size += len(words)
            if self._size > MAX_TEXT:
                self._book.stop(f"row {self._number}: a cell of more than {MAX_TEXT} characters")

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._taking = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and (self._cells or self._faults):
            width = max(self._cells, default=-1) + 1
            cells = tuple(self._cells.get(at, "") for at in range(width))
            self.ready.append(Line(self._number, cells, tuple(self._faults)))

    def _begin_row(self, given: dict[str, str]) -> None:
        row = _whole(given.get("r")) if "r" in given else self._number + 1
        if not self._number < row <= MAX_LINES:
            self._book.stop(f"row {row} after row {self._number}; expected rows in order")
        self._number, self._at = row, -1
        self._cells, self._faults = {}, []
        if given.get("hidden") in ("1", "true"):
            self._remarks.hidden_rows.append(row)

    def _begin_cell(self, given: dict[str, str]) -> None:
        at = self._at + 1
        if "r" in given:
            found = _REFERENCE.match(given["r"])
            if not found:
                self._book.stop(f"a cell called {given['r'][:20]!r}; expected such as B5")
            at = _place(found[1])
        if not self._at < at < MAX_COLUMNS:
            self._book.stop(
                f"row {self._number}: column {at + 1} after {self._at + 1}; expected at most "
                f"{MAX_COLUMNS}, in order"
            )
        self._at, self._kind = at, given.get("t", "n")
        self._style = _whole(given.get("s"))
        self._formula, self._size = False, 0
        self._text.clear()

    def _end_cell(self) -> None:
        if self._formula:
            self._faults.append((self._at, "a formula; put its value there"))
            return
        raw = "".join(self._text)
        if not raw:
            return
        try:
            self._cells[self._at] = self._book.shown(self._kind, raw, self._style)
        except (ValueError, OverflowError, IndexError) as error:
            self._faults.append((self._at, f"no value that can be read ({error})"))


@lru_cache(maxsize=2048)
def _place(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _inside(target: str) -> str:
    path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return str(PurePosixPath(path))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _listed(found: list[str]) -> str:
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return ", ".join(found[:_TOLD]) + more


def _nothing(*_: object) -> None:
    """Take what nobody needs."""
