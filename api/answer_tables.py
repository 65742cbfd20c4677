"""Answers as tables for whoever lays them out: the same sheets that CSV and the forms write."""

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any  # a parameter's value is of the type that its description names

from api.questions import Question
from api.schemas import Wire
from queries.describe import Sheet


class SheetOut(Wire):
    """One table of an answer: a row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...]


class TablesOut(Wire):
    """An answer as tables, the most important first, and the command line that asks the same."""

    question: str
    title: str
    as_of: date
    level: str
    command: str
    tables: tuple[SheetOut, ...]


def tables_of(
    question: Question,
    given: Mapping[str, Any],
    sheets: Sequence[Sheet],
    *,
    as_of: date,
    level: str,
    when: Mapping[str, object],
) -> TablesOut:
    """Lay an answer out; ``when`` holds the day and the moment that were named, if any."""
    return TablesOut(
        question=question.name,
        title=question.title,
        as_of=as_of,
        level=level,
        command=question.command(given) + written_when(when),
        tables=tuple(SheetOut.from_domain(sheet) for sheet in sheets),
    )


def written_when(when: Mapping[str, object]) -> str:
    """Write the day and the moment as every command takes them; nothing for what is not named."""
    named = [(name, when[name]) for name in ("as_of", "known_at") if when.get(name)]
    return "".join(
        f" --{name.replace('_', '-')} {shlex.quote(str(value))}" for name, value in named
    )
