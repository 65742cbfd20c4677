"""One description of each question, from which command line, URL, form and docs are made.

A question is a frozen dataclass whose fields are made with ``asked``; an answer can lay itself out
as ``Sheet``. What it must not do: know any door, or resolve a name.
"""

from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from graph.store import Cell
from queries.parameter_labels import label_of

_T = TypeVar("_T")


class ParameterKind(StrEnum):
    """What a parameter's values are."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"
    CHOICE = "choice"


_KINDS = {
    str: ParameterKind.TEXT,
    int: ParameterKind.WHOLE,
    float: ParameterKind.NUMBER,
    bool: ParameterKind.FLAG,
    date: ParameterKind.DAY,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question. ``label`` calls it in a few words, ``text`` explains it.

    ``value_type`` is str, int, float, bool, date or an enum; ``many`` takes any number of such
    values. ``default`` is None where nothing is assumed, and of no meaning if ``required``.
    ``least`` and ``most`` bound a number, both included.
    """

    name: str
    kind: ParameterKind
    value_type: type
    text: str
    many: bool = False
    required: bool = False
    default: object = None
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an answer. Every row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def asked(
    text: str,
    default: _T | object = MISSING,
    *,
    least: float | None = None,
    most: float | None = None,
    label: str = "",
) -> _T:
    """Make a dataclass field with the sentence that forms, help and docs show.

    ``label`` calls it in a form, where its name means something else than in other questions.
    """
    metadata = {"describe": text, "least": least, "most": most, "label": label}
    if default is MISSING:
        required: _T = field(metadata=metadata)
        return required
    made: _T = field(default=default, metadata=metadata)  # type: ignore[assignment]  # MISSING is gone
    return made


def parameters(question: type) -> tuple[Parameter, ...]:
    """Read the parameters off a question, in the order of its fields.

    Fields may be text, whole or other numbers, flags, days or string enums; one of these or
    None; or tuples of any length.

    Raises:
        TypeError: a field is of another type, or was not made with ``asked``.
    """
    hints = get_type_hints(question)
    made = []
    for each in fields(question):
        if "describe" not in each.metadata:
            msg = f"{question.__name__}.{each.name} has no description; make it with asked()."
            raise TypeError(msg)
        value_type, many = _plain(question, each.name, hints[each.name])
        choices: tuple[str, ...] = ()
        if issubclass(value_type, StrEnum):
            choices = tuple(one.value for one in value_type)
        made.append(
            Parameter(
                name=each.name,
                kind=ParameterKind.CHOICE if choices else _KINDS[value_type],
                value_type=value_type,
                text=each.metadata["describe"],
                many=many,
                required=each.default is MISSING,
                default=None if each.default is MISSING else each.default,
                choices=choices,
                least=each.metadata.get("least"),
                most=each.metadata.get("most"),
                label=each.metadata.get("label") or label_of(each.name),
            )
        )
    return tuple(made)


def _plain(question: type, name: str, hint: object) -> tuple[type, bool]:
    """Give the type of one value, and whether there may be several."""
    many = False
    if get_origin(hint) is tuple and get_args(hint)[1:] == (Ellipsis,):
        hint, many = get_args(hint)[0], True
    if get_origin(hint) in (Union, UnionType):
        left = [each for each in get_args(hint) if each is not NoneType]
        hint = left[0] if len(left) == 1 else hint
    if isinstance(hint, type) and (hint in _KINDS or issubclass(hint, StrEnum)):
        return hint, many
    msg = f"{question.__name__}.{name} is of type {hint}, which no form or URL can carry."
    raise TypeError(msg)
