"""Tables of the office, CSV or XLSX: which column is which, and what could not be read.

Logic of ``load`` for ``loaders.tables``; the command line only names its options.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from api.sheets import written_csv
from graph.errors import InputError
from graph.identifiers import fold
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import Source
from loaders.archive import Record, read_file
from loaders.base import Batch, LoadReport, Progress
from loaders.column_map import MAX_FILE, UNMAPPED, ColumnMap, read_map, read_pairs
from loaders.table_files import How
from loaders.table_form import Form
from loaders.tables import FORMS, preview, read_table
from queries.describe import Sheet

_BESIDE = (".map.toml", ".map.csv")
_SHIPPED = "maps"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read, as it was typed: empty where nothing was.

    ``maps`` are pairs ``Theirs=ours`` or ``ours:=word``, files with a map, or names of maps that
    come with Corridors; ``keywords`` choose among the records of sources that offer it;
    ``purpose`` is why names are wanted, of sources that give them for a stated purpose only.
    """

    maps: tuple[str, ...] = ()
    sheet: str | None = None
    encoding: str | None = None
    keywords: tuple[str, ...] = ()
    purpose: str | None = None


PLAIN = Reading()


def read_file_as_table(
    ledger: Ledger, name: str, path: Path, now: datetime, progress: Progress, reading: Reading
) -> Batch:
    """Read one table of a form, finding the organisations that the ledger knows.

    Raises:
        SourceError: the file is not there, or no such table.
        InputError: a column about clients, or a map that does not fit.
    """
    form = FORMS[name]
    return read_table(
        form,
        _record(path),
        retrieved_at=now,
        source=table_source(form, path),
        known=dict(_known_names(ledger)),
        how=how_of(path, reading),
        progress=progress,
    )


def shown(name: str, path: Path, reading: Reading) -> tuple[str, ...]:
    """Say how the first rows of a table are read; nothing for other sources."""
    return preview(FORMS[name], _record(path), how_of(path, reading)) if name in FORMS else ()


def table_source(form: Form, path: Path) -> Source:
    """Give the source of one table: the same file name loaded again replaces what it said."""
    stem = path.name.split(".")[0]
    own = form.source
    return replace(
        own, id=f"{own.id}:{fold(stem).replace(' ', '-')}", title=f"{own.title}: {stem}"
    )


def how_of(path: Path, reading: Reading) -> How:
    """Gather the map of a table: the file beside it, then what was typed, which wins.

    Raises:
        InputError: a map that is not there, or that cannot be read.
    """
    told, notes = UNMAPPED, []
    for ending in _BESIDE:
        beside = path.with_name(path.name.split(".")[0] + ending)
        if beside.is_file():
            told = told.joined(_file(beside))
            notes.append(f"Columns are mapped by {beside.name}, which lies beside the table.")
    for one in reading.maps:
        if "=" in one:
            told = told.joined(read_pairs([one]))
        elif one in shipped():
            text = files("loaders.bundled").joinpath(_SHIPPED, f"{one}.toml").read_bytes()
            told = told.joined(read_map(text, f"{one}.toml"))
        else:
            told = told.joined(_file(Path(one)))
    return How(told, reading.sheet, reading.encoding, tuple(notes))


def shipped() -> tuple[str, ...]:
    """Give the names of the maps that come with Corridors, sorted."""
    folder = files("loaders.bundled").joinpath(_SHIPPED)
    return tuple(
        sorted(
            each.name.removesuffix(".toml")
            for each in folder.iterdir()
            if each.name.endswith(".toml")
        )
    )


def write_errors(path: Path, reports: Sequence[LoadReport]) -> None:
    """Write every rejection as CSV, safe to open in a spreadsheet: no cell runs as a formula."""
    rows = tuple(
        (report.source, item.place, item.record, item.reason)
        for report in reports
        for item in report.rejections
    )
    sheet = Sheet("Errors", ("source", "place", "record", "reason"), rows)
    try:
        path.write_text(written_csv(sheet), encoding="utf-8", newline="")
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror or error})."
        raise InputError(msg) from error


def _file(path: Path) -> ColumnMap:
    if not path.is_file():
        known = ", ".join(shipped())
        msg = f"{str(path)!r} is no map: no pair 'Theirs=ours', no file, and none of: {known}."
        raise InputError(msg)
    with path.open("rb") as file:
        return read_map(file.read(MAX_FILE + 1), path.name)


def _record(path: Path) -> Record:
    place, content = read_file(path)
    return Path(place).name, content


def _known_names(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Give names, keys and acronyms of organisations, so that a new table finds them.

    Register numbers only where the public may know of them: whoever has one may look it up.
    """
    naming = (Property.NAME, Property.ACRONYM, Property.OTHER_NAME)
    for item in ledger.read(Level.PROTECTED):
        one = item.statement
        if one.subject.startswith("org:"):
            if one.predicate in naming:
                yield fold(str(one.value)), one.subject
            elif one.predicate is Property.KIND and one.value == Kind.ORGANIZATION.value:
                yield fold(one.subject.removeprefix("org:")), one.subject
            elif one.predicate is Property.IDENTIFIER and one.level is Level.PUBLIC:
                yield str(one.value), one.subject
