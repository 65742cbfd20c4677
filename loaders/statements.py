"""Statements as CSV: our own schema, one line a statement, readable in a diff.

Columns: ``subject, predicate, object, value, type, role, start, end, as_of, record, qualifiers,
level``. ``end`` is a date, ``open``, or empty (unknown); ``type`` is int, float or date where the
value is no text; an empty ``record`` means the subject; ``qualifiers`` is JSON.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from graph.errors import InputError, SourceChanged
from graph.levels import Level, parse_level
from graph.model import Property, Relation
from graph.period import EndKind, Period, parse_date
from graph.provenance import Statement, Value

COLUMNS = (
    "subject",
    "predicate",
    "object",
    "value",
    "type",
    "role",
    "start",
    "end",
    "as_of",
    "record",
    "qualifiers",
    "level",
)
_PREDICATES: dict[str, Property | Relation] = {
    **{term.value: term for term in Property},
    **{term.value: term for term in Relation},
}


def write_statements(statements: Iterable[Statement]) -> str:
    """Write statements of one source, sorted: the same statements give the same text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(_row(one) for one in statements))
    return out.getvalue()


def read_statements(text: str, source: str, name: str) -> Iterator[Statement]:
    """Read what ``write_statements`` wrote.

    Raises:
        SourceChanged: other columns, or a line that makes no sense; the message names it.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if tuple(header) != COLUMNS:
        msg = f"{name}: expected the columns {', '.join(COLUMNS)}; found {', '.join(header)}."
        raise SourceChanged(msg)
    for cells in reader:
        try:
            yield _statement(dict(zip(COLUMNS, cells, strict=True)), source)
        except (InputError, ValueError, KeyError) as error:
            msg = f"{name} line {reader.line_num}: {error}"
            raise SourceChanged(msg) from error


_READERS: Mapping[str, Callable[[str], Value]] = {
    "": str,
    "int": int,
    "float": float,
    "date": parse_date,
}


def _row(one: Statement) -> tuple[str, ...]:
    value, kind = _written(one.value)
    period = one.period
    end = "open" if period.end_kind is EndKind.OPEN else _day(period.end)
    return (
        one.subject,
        one.predicate.value,
        one.object or "",
        value,
        kind,
        one.role or "",
        _day(period.start),
        end,
        _day(one.as_of),
        "" if one.record == one.subject else one.record,
        json.dumps(dict(one.qualifiers), ensure_ascii=False) if one.qualifiers else "",
        "" if one.level is Level.PUBLIC else one.level.label,
    )


def _written(value: Value | None) -> tuple[str, str]:
    if value is None:
        return "", ""
    if isinstance(value, date):
        return value.isoformat(), "date"
    return (value, "") if isinstance(value, str) else (repr(value), type(value).__name__)


def _statement(cells: dict[str, str], source: str) -> Statement:
    start = parse_date(cells["start"]) if cells["start"] else None
    qualifiers: dict[str, str] = json.loads(cells["qualifiers"]) if cells["qualifiers"] else {}
    return Statement(
        subject=cells["subject"],
        predicate=_PREDICATES[cells["predicate"]],
        source=source,
        record=cells["record"] or cells["subject"],
        value=_value(cells["value"], cells["type"]) if not cells["object"] else None,
        object=cells["object"] or None,
        role=cells["role"] or None,
        period=_period(start, cells["end"]),
        as_of=parse_date(cells["as_of"]) if cells["as_of"] else None,
        qualifiers=tuple(sorted(qualifiers.items())),
        level=parse_level(cells["level"]) if cells["level"] else Level.PUBLIC,
    )


def _value(text: str, kind: str) -> Value:
    return _READERS[kind](text)


def _period(start: date | None, end: str) -> Period:
    if end == "open":
        return Period.since(start)
    return Period.between(start, parse_date(end)) if end else Period(start)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
