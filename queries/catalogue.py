"""The catalogue of named questions: one Cypher file each in ``queries/cypher``, with a header.

The header is what commands, addresses, forms, notebook cells and docs are made of::

    // title: Who sits in two bodies at once?
    // part: EU-policy follow-up
    // parameter first body: The first body, by name or acronym.
    // parameter most whole = 10: How many to list.
    // parameter bodies body many optional: Count only these bodies; all if none.
    // column person: Name of the member.
    // example first: LIBE
    // empty: Why the starter pack gives no rows (only where it gives none).

Every parameter is ``$name`` in the text. ``$as_of`` is always there: the day asked about. What it
must not do: run anything, or resolve a name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from graph.errors import InvalidQuestion
from graph.period import parse_date

PARTS = (
    "EU-policy follow-up",
    "Advocacy",
    "Regional coordination of centres",
    "Support to members",
    "Networks",
)
"""The five parts of the office's work."""

AS_OF = "as_of"
"""The parameter that every question has: the day asked about."""


class Meant(StrEnum):
    """What a parameter's text names; all but the last four stand for an identifier."""

    PERSON = "person"
    BODY = "body"
    ORGANIZATION = "organization"
    FILE = "file"
    COUNTRY = "country"
    ANYTHING = "anything"
    TEXT = "text"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"


_PLAIN: Mapping[Meant, type] = {Meant.WHOLE: int, Meant.FLAG: bool, Meant.DAY: date}


@dataclass(frozen=True, slots=True)
class NamedParameter:
    """One parameter; ``default`` is None where nothing is assumed, of no meaning if required."""

    name: str
    meant: Meant
    text: str
    many: bool = False
    required: bool = True
    default: int | bool | date | str | None = None

    @property
    def value_type(self) -> type:
        """The type of one value as it is given."""
        return _PLAIN.get(self.meant, str)

    @property
    def is_name(self) -> bool:
        """Whether its text names somebody or something, whose identifier the query takes."""
        return self.meant not in (Meant.TEXT, Meant.WHOLE, Meant.FLAG, Meant.DAY)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A named question; ``empty`` says why the starter pack answers it with no rows."""

    name: str
    title: str
    part: str
    parameters: tuple[NamedParameter, ...]
    columns: tuple[tuple[str, str], ...]
    example: Mapping[str, object]
    cypher: str
    empty: str | None = None


@cache
def catalogue() -> tuple[NamedQuery, ...]:
    """Read all named questions, by name."""
    folder = files("queries") / "cypher"
    found = [
        parse(entry.name.removesuffix(".cypher"), entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".cypher")
    ]
    return tuple(sorted(found, key=lambda query: query.name))


_LINE = re.compile(r"// (?P<key>[a-z]+)(?: (?P<what>[^:]*))?: (?P<text>.+)")
_PARAMETER = re.compile(
    r"(?P<name>[a-z_]+) (?P<meant>[a-z]+)(?P<many> many)?(?P<optional> optional)?"
    r"(?: = (?P<default>.+))?"
)


def parse(name: str, text: str) -> NamedQuery:
    """Read one file.

    Raises:
        InvalidQuestion: the header is not complete, or not in its form; the line is named.
    """
    header = _Header(name)
    lines = text.splitlines()
    number = 0
    for number, line in enumerate(lines, start=1):
        if not line.startswith("//"):
            break
        header.read(number, line)
    return header.finished("\n".join(lines[number - 1 :]).strip() + "\n")


class _Header:
    """What was read of a header so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._texts: dict[str, str] = {}
        self._parameters: list[NamedParameter] = []
        self._columns: list[tuple[str, str]] = []
        self._examples: list[tuple[str, str]] = []

    def read(self, number: int, line: str) -> None:
        found = _LINE.fullmatch(line)
        if found is None:
            raise self._fault(number, f"{line!r} is not of the form '// key: text'")
        key, what, text = found["key"], found["what"] or "", found["text"]
        if key in ("title", "part", "empty") and not what and key not in self._texts:
            self._texts[key] = text
        elif key == "parameter":
            self._parameters.append(self._parameter(number, what, text))
        elif key == "column" and what:
            self._columns.append((what, text))
        elif key == "example" and what:
            self._examples.append((what, text))
        else:
            raise self._fault(number, f"{line!r} is of no known kind, or stands twice")

    def finished(self, cypher: str) -> NamedQuery:
        missing = [key for key in ("title", "part") if key not in self._texts]
        if missing or not self._columns:
            raise self._fault(1, f"the header lacks {', '.join(missing) or 'columns'}")
        if self._texts["part"] not in PARTS:
            raise self._fault(1, f"{self._texts['part']!r} is no part; they are {PARTS}")
        return NamedQuery(
            self._name,
            self._texts["title"],
            self._texts["part"],
            tuple(self._parameters),
            tuple(self._columns),
            self._example(),
            cypher,
            self._texts.get("empty"),
        )

    def _parameter(self, number: int, what: str, text: str) -> NamedParameter:
        found = _PARAMETER.fullmatch(what)
        if found is None or found["meant"] not in {meant.value for meant in Meant}:
            raise self._fault(number, f"{what!r} is no 'name meaning [many] [optional] [= value]'")
        meant = Meant(found["meant"])
        default = None if found["default"] is None else _value(meant, found["default"])
        required = found["optional"] is None and found["default"] is None
        return NamedParameter(
            found["name"], meant, text, found["many"] is not None, required, default
        )

    def _example(self) -> Mapping[str, object]:
        known = {parameter.name: parameter for parameter in self._parameters}
        example: dict[str, object] = {}
        for name, text in self._examples:
            if name not in known:
                raise self._fault(1, f"the example names {name!r}, which is no parameter")
            value = _value(known[name].meant, text)
            if known[name].many:
                before = example.get(name, ())
                assert isinstance(before, tuple)
                value = (*before, value)  # type: ignore[assignment]  # several values
            example[name] = value
        return example

    def _fault(self, number: int, what: str) -> InvalidQuestion:
        return InvalidQuestion(f"queries/cypher/{self._name}.cypher, line {number}: {what}.")


def _value(meant: Meant, text: str) -> int | bool | date | str:
    if meant is Meant.WHOLE:
        return int(text)
    if meant is Meant.FLAG:
        return text == "yes"
    if meant is Meant.DAY:
        return parse_date(text, "the header's day")
    return text
