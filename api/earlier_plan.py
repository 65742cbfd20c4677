"""The lines of an earlier plan, read back from what ``corridors assign`` wrote."""

import csv
import io
from pathlib import Path

from pydantic import BaseModel, ValidationError

from graph.errors import InputError

_TARGET, _ORGANIZATION = "target id", "organisation id"


class _Actor(BaseModel):
    id: str


class _Line(BaseModel):
    organization: _Actor
    target: _Actor


class _Plan(BaseModel):
    approaches: tuple[_Line, ...]


def earlier_lines(path: Path) -> tuple[tuple[str, str], ...]:
    """Give (organisation, target) of each line in a file of ``--json`` or ``--csv``; ids.

    Raises:
        InputError: the file cannot be read, or holds no such plan.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read: {error}. Expected what assign --json or --csv wrote."
        raise InputError(msg) from None
    return _from_json(path, text) if text.lstrip().startswith("{") else _from_csv(path, text)


def _from_json(path: Path, text: str) -> tuple[tuple[str, str], ...]:
    try:
        plan = _Plan.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        msg = f"{path}, {where}: {first['msg']}. Expected what assign --json wrote."
        raise InputError(msg) from None
    return tuple((line.organization.id, line.target.id) for line in plan.approaches)


def _from_csv(path: Path, text: str) -> tuple[tuple[str, str], ...]:
    rows = csv.DictReader(io.StringIO(text))
    missing = {_TARGET, _ORGANIZATION} - set(rows.fieldnames or ())
    if missing:
        msg = (
            f"{path} has no column {', '.join(sorted(missing))}. Expected what assign --csv wrote."
        )
        raise InputError(msg)
    # A row without organisation is a gap.
    return tuple((row[_ORGANIZATION], row[_TARGET]) for row in rows if row[_ORGANIZATION])
