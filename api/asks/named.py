"""Named Cypher questions as described questions: from each file of the catalogue one of ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from datetime import date
from typing import Any  # a question's type is made from its header

from api.ask import one
from api.questions import Asked, Question
from graph.errors import InvalidQuestion
from graph.model import Kind
from graph.store import Cell
from queries.catalogue import AS_OF, Meant, NamedParameter, NamedQuery, catalogue
from queries.cypher import run
from queries.describe import Sheet, asked

MOST_ROWS = 1_000
"""Rows of a named answer; the notes say when there are more."""

_KINDS: Mapping[Meant, tuple[Kind, ...] | None] = {
    Meant.PERSON: (Kind.PERSON,),
    Meant.BODY: (Kind.ORGANIZATION,),
    Meant.ORGANIZATION: (Kind.ORGANIZATION,),
    Meant.FILE: (Kind.DOSSIER,),
    Meant.COUNTRY: (Kind.AREA,),
    Meant.ANYTHING: None,
}


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column of an answer, and what it holds."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class NamedAnswer:
    """The rows of a named question; each has a cell a column. ``cypher`` is what was asked."""

    question: str
    title: str
    as_of: date
    columns: tuple[NamedColumn, ...]
    rows: tuple[tuple[object, ...], ...]
    cypher: str
    notes: tuple[str, ...]


def question_of(query: NamedQuery) -> Question:
    """Make a described question of a named query."""
    return Question(
        query.name,
        query.title,
        _ask_type(query),
        NamedAnswer,
        _answerer(query),
        sheets,
        query.example,
        group="named",
        topic=query.part,
    )


def sheets(answer: NamedAnswer) -> tuple[Sheet, ...]:
    """Lay the rows out as one table."""
    columns = tuple(column.name for column in answer.columns)
    rows: Any = answer.rows  # cells, as the reader gave them
    return (Sheet(answer.title, columns, rows, answer.notes),)


def _ask_type(query: NamedQuery) -> type[Any]:
    fields = [(one.name, _type_of(one), _field(one)) for one in query.parameters]
    ordered = sorted(fields, key=lambda field: not _is_required(query, field[0]))
    name = "".join(part.title() for part in query.name.split("-")) + "Ask"
    made = make_dataclass(name, ordered, frozen=True, slots=True)
    made.__doc__ = query.title
    return made


def _is_required(query: NamedQuery, name: str) -> bool:
    return next(one.required for one in query.parameters if one.name == name)


def _type_of(parameter: NamedParameter) -> Any:
    if parameter.many:
        return tuple[parameter.value_type, ...]  # type: ignore[name-defined]  # known at run time
    if parameter.required or parameter.default is not None:
        return parameter.value_type
    return parameter.value_type | None


def _field(parameter: NamedParameter) -> Any:
    least, most = (0.0, 1e6) if parameter.meant is Meant.WHOLE else (None, None)
    if parameter.required:
        return asked(parameter.text, least=least, most=most)
    default = () if parameter.many else parameter.default
    return asked(parameter.text, default, least=least, most=most)


def _answerer(query: NamedQuery) -> Callable[[Asked, Any], NamedAnswer]:
    def answer(told: Asked, ask: Any) -> NamedAnswer:
        if told.view.known_at is not None:
            msg = (
                "Named Cypher questions are asked of the projection, which is the graph as known "
                "now. Leave known_at out, or ask one of the other questions."
            )
            raise InvalidQuestion(msg)
        given: dict[str, Cell] = {AS_OF: told.as_of}
        for parameter in query.parameters:
            given[parameter.name] = _cell(told, parameter, getattr(ask, parameter.name))
        table = run(told.reader(), query.cypher, given, limit=MOST_ROWS)
        notes = _notes(table.truncated, [part for row in table.rows for part in row])
        columns = tuple(NamedColumn(*column) for column in query.columns)
        return NamedAnswer(
            query.name, query.title, told.as_of, columns, table.rows, query.cypher, notes
        )

    return answer


def _cell(told: Asked, parameter: NamedParameter, value: Any) -> Cell:
    """Give what the query takes: identifiers for names, and everything else as it is."""
    if parameter.many:
        return [_cell_of_one(told, parameter, part) for part in value]
    return None if value is None else _cell_of_one(told, parameter, value)


def _cell_of_one(told: Asked, parameter: NamedParameter, value: Any) -> Cell:
    if not parameter.is_name:
        found: Cell = value
        return found
    day = told.as_of if parameter.meant is Meant.PERSON else None
    return one(told.view, value, _KINDS[parameter.meant], day)


def _notes(truncated: bool, cells: Sequence[Cell]) -> tuple[str, ...]:
    if truncated:
        return (f"Cut at {MOST_ROWS} rows. Narrow the question, or ask in Cypher with --limit.",)
    if not cells:
        return ("Nothing on record answers this.",)
    return ()


QUESTIONS = tuple(question_of(query) for query in catalogue())
