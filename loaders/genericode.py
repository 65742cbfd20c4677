"""Code lists in OASIS Genericode 1.0, as the Publications Office writes them.

``Row/Value[@ColumnRef]/SimpleValue``; the columns ``code``, ``Name`` and one label a language
(``fra_label``). Read row by row, by ``loaders.xml_stream`` with its limits. What it must not do:
know what a list is about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from xml.etree.ElementTree import Element

from graph.errors import SourceChanged
from loaders.base import Rejection
from loaders.stream import MAX_CELL, Stream
from loaders.xml_stream import XmlRecords, text_of

_CODE = "code"
_LABEL = "_label"


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row: where it stands, its code, its English name, its labels by language (``fra``)."""

    place: str
    code: str
    name: str
    labels: Mapping[str, str]


class CodeList:
    """The rows of one list; to be gone through once. ``version`` is the list's own, when read."""

    def __init__(self, stream: Stream, name: str) -> None:
        """Prepare; ``name`` is the list's LongName, such as ``corporate-body``."""
        self._records = XmlRecords(stream, root="CodeList", record="Row", attributes=True)
        self._stream, self._name = stream, name

    @property
    def version(self) -> str:
        """The list's version, as far as it was read; empty where it has none."""
        return self._records.head.get("Version", "")

    def __iter__(self) -> Iterator[CodeRow | Rejection]:
        """Give the rows in order; one that cannot be used comes as rejected.

        Raises:
            SourceChanged: no Genericode, another list, or one without rows.
        """
        number = 0
        for number, element in enumerate(self._records, 1):
            if number == 1:
                self._check_name()
            yield _row(element, f"{self._stream.place} row {number}")
        if not number:
            self._stop("holds no Row")

    def _check_name(self) -> None:
        found = self._records.head.get("LongName", "")
        if found != self._name:
            self._stop(f"is the list {found[:80]!r}")

    def _stop(self, what: str) -> NoReturn:
        msg = (
            f"{self._stream.place} {what}. Expected the Genericode list {self._name!r} with rows."
        )
        raise SourceChanged(msg)


def _row(element: Element, place: str) -> CodeRow | Rejection:
    cells: dict[str, str] = {}
    for value in element.iterfind("Value"):
        column, text = value.get("ColumnRef", ""), text_of(value, "SimpleValue")
        if column in cells:
            return Rejection(place, f"the column {column[:40]!r} twice")
        if text is not None:
            cells[column] = text
    if any(len(text) > MAX_CELL for text in cells.values()):
        return Rejection(place, f"a value of more than {MAX_CELL} characters")
    code, name = cells.get(_CODE), cells.get("Name") or cells.get(f"eng{_LABEL}")
    if code is None or name is None:
        return Rejection(place, f"no {_CODE if code is None else 'Name'}")
    labels = {
        column.removesuffix(_LABEL): text
        for column, text in cells.items()
        if column.endswith(_LABEL)
    }
    return CodeRow(place, code, name, labels)
