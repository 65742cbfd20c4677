"""Our documented tables: what any office can keep in a spreadsheet; see ``docs/tables.md``.

Each form turns a row into statements. Every row says its own page and date (``source``,
``as_of``), which stay with each fact as qualifiers ``source_text`` and ``as_of_text``; a year or
month counts as of its first day, the most cautious reading. Licence: as each row says.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import fold
from graph.model import Property
from graph.provenance import Source, Statement
from loaders import (
    table_forms,
    table_forms_council,
    table_forms_events,
    table_forms_office,
    table_forms_register,
)
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.client_words import advice, case_in
from loaders.table_facts import Context
from loaders.table_files import AS_IT_STANDS, How, read_sheet
from loaders.table_form import Form
from loaders.tabular import Row, check_row

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        *table_forms.FORMS,
        *table_forms_council.FORMS,
        *table_forms_events.FORMS,
        *table_forms_register.FORMS,
        *table_forms_office.FORMS,
    )
}

SHOWN = 3
"""Rows that a dry run shows as they would be read."""


def read_table(
    form: Form,
    record: Record,
    *,
    retrieved_at: datetime,
    source: Source | None = None,
    known: Mapping[str, str] | None = None,
    how: How = AS_IT_STANDS,
    progress: Progress = no_progress,
) -> Batch:
    """Read one table. ``known`` maps folded names, keys and acronyms to identifiers.

    ``how`` says which of its columns is which of ours, on which sheet, in which encoding. Rows
    that cannot be used are rejected with place and reason; the rest is complete.

    Raises:
        SourceChanged: the file is no such table.
        InputError: a column suggests data about clients or health, or ``how`` does not fit.
    """
    place, content = record
    batch = BatchBuilder(source or form.source, retrieved_at)
    context = Context(batch.source, dict(known or {}))
    count = kept = left_out = 0
    said: set[Statement] = set()
    sheet = read_sheet(content, place.rsplit("/", 1)[-1], form.columns, how)
    if form.learn is not None:
        for row in sheet.rows:
            if not _case(form, row):
                form.learn(row, context)
    for row in sheet.rows:
        count += 1
        unfit = _case(form, row)
        if unfit:
            batch.reject(row.place, _told(row, unfit), _record(row, unfit[0], context))
            continue
        try:
            check_row(row, form.columns)
            statements = list(form.read(row, context))
        except InputError as error:
            # A row at fault as a whole has lost its cells, and so the name of its record.
            record_id = None if row.fault else context.record_of(row)
            batch.reject(row.place, str(error), record_id)
            continue
        kept += bool(statements)
        left_out += not statements
        fresh = [one for one in dict.fromkeys(statements) if one not in said]
        said.update(fresh)
        batch.statements.extend(fresh)
        progress(count, len(sheet.rows), form.name)
    if not count:
        msg = f"{place} has a header and no rows. Nothing was changed."
        raise SourceChanged(msg)
    batch.notes.extend((*how.notes, *sheet.notes))
    if sheet.unread:
        batch.notes.append(f"Columns that nobody reads: {', '.join(sheet.unread)}.")
    counts = [Count("rows", None, count), Count("rows kept", None, kept)]
    if left_out:
        counts.append(Count("rows left out: natural persons", None, left_out))
    return batch.build(counts, complete=batch.whole)


def preview(form: Form, record: Record, how: How = AS_IT_STANDS) -> tuple[str, ...]:
    """Say how the first rows of a table are read, cell by cell.

    Raises:
        SourceChanged: the file is no such table.
        InputError: as ``read_table``.
    """
    place, content = record
    sheet = read_sheet(content, place.rsplit("/", 1)[-1], form.columns, how)
    return tuple(_shown(row, _case(form, row)) for row in sheet.rows[:SHOWN])


def _case(form: Form, row: Row) -> tuple[str, str] | None:
    """Give the column of an office's row that seems to speak of a client, and of what."""
    return None if form.is_published else case_in(row.cells)


def _told(row: Row, unfit: tuple[str, str]) -> str:
    column, sort = unfit
    return f"{row.place}, column {column}: {advice(sort)}"


def _record(row: Row, column: str, context: Context) -> str:
    """Name the record of a row that is not taken, without the text that it is not taken for.

    A record that holds that text is not kept from an earlier load either.
    """
    record = context.record_of(row)
    return row.place if row.cells[column] in record else record


def _shown(row: Row, unfit: tuple[str, str] | None) -> str:
    if unfit:
        return f"{_told(row, unfit)} It would be rejected."
    cells = ", ".join(f"{name} {value[:80]!r}" for name, value in row.cells.items() if value)
    return f"{row.place} is read as: {cells or 'nothing'}."


def names_in(statements: Iterable[Statement]) -> dict[str, str]:
    """Give every folded name, key and acronym of organisations in some statements."""
    known: dict[str, str] = {}
    naming = (Property.NAME, Property.ACRONYM, Property.OTHER_NAME)
    for one in statements:
        if one.subject.startswith("org:"):
            known.setdefault(fold(one.subject.removeprefix("org:")), one.subject)
            if one.predicate in naming:
                known.setdefault(fold(str(one.value)), one.subject)
    return known
