"""Which column of somebody's table is which of ours, and what holds for every row.

``Organisation=name`` reads their column as ours; ``kind:=ngo`` puts a word where a row has none.
Such a map is typed, or kept in a TOML or CSV file (``docs/tables.md``). What it must not do: read
tables.
"""

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.errors import InputError
from graph.identifiers import fold

MAX_FILE = 256 * 1024
"""Most bytes of a file with a map."""

# What other tables call our columns, as ``key`` writes it. Only suggested, never assumed.
_OFTEN = {
    "name": "organisation organization org nom naam title titel verein ngo centre center",
    "country_iso2": "country land pays pais paese country_code iso iso2 state staat",
    "iso2": "country land pays country_code iso",
    "city": "town ville stadt ort stad",
    "website": "web url homepage site internet link",
    "transparency_register_id": "tr_id register_number register_id tr_number transparency_id",
    "number": "tr_id register_number register_id transparency_register_id id",
    "source": "page quelle bron where reference_page",
    "as_of": "date datum stand read_on last_checked",
    "date": "day datum jour when meeting_date",
    "organization": "organisation org ngo member who nom verein",
    "member": "organisation organization org name ngo",
    "network": "platform coalition alliance netzwerk",
    "person": "contact mep member id",
    "channel": "type how medium kind",
    "deadline": "closes closing_date due until frist",
    "call": "title name topic",
    "note": "remark comment bemerkung notes kind",
    "statement": "title letter name",
    "kind": "type category",
    "partner": "country third_country",
}
_NO_KEY = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Their columns as ``key`` writes them → ours; and words for rows that have none."""

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def joined(self, other: "ColumnMap") -> "ColumnMap":
        """Give both together; where they differ the other one wins."""
        return ColumnMap(
            MappingProxyType({**self.columns, **other.columns}),
            MappingProxyType({**self.values, **other.values}),
        )


UNMAPPED = ColumnMap()
"""Every column is what it says."""


def key(header: str) -> str:
    """Write a header so that case, blanks, underscores and marks make no difference."""
    return _NO_KEY.sub("_", fold(header)).strip("_")


def read_pairs(pairs: Iterable[str]) -> ColumnMap:
    """Read ``Organisation=name`` and ``kind:=ngo``.

    Raises:
        InputError: a pair is neither.
    """
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    for pair in pairs:
        left, equals, right = pair.rpartition("=")
        fixed = ":=" in pair
        if fixed:
            left, _, right = pair.partition(":=")
        if not equals or not key(left) or not right.strip():
            msg = f"{pair!r} maps nothing. Expected 'Their column=ours', or 'ours:=word'."
            raise InputError(msg)
        if fixed:
            values[key(left)] = right.strip()
        else:
            columns[key(left)] = key(right)
    return ColumnMap(MappingProxyType(columns), MappingProxyType(values))


def read_map(content: bytes, name: str) -> ColumnMap:
    """Read a file with a map: TOML with ``[columns]`` and ``[values]``, or CSV with two columns.

    In CSV, a line ``Organisation,name`` maps and a line ``kind:,ngo`` puts a word.

    Raises:
        InputError: it is neither.
    """
    if len(content) > MAX_FILE:
        msg = f"{name} holds more than {MAX_FILE} bytes. Expected a map of columns."
        raise InputError(msg)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        msg = f"{name} is no UTF-8 text ({error.reason})."
        raise InputError(msg) from error
    return _toml(text, name) if name.endswith(".toml") else _csv(text, name)


def suggestions(found: Sequence[str], wanted: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give pairs (their column, ours) that may be meant; each of ours once at most."""
    left = [one for one in found if key(one)]
    pairs: list[tuple[str, str]] = []
    for ours in wanted:
        theirs = next((one for one in left if _alike(key(one), ours)), None)
        if theirs is not None:
            left.remove(theirs)
            pairs.append((theirs, ours))
    return tuple(pairs)


def offered(pairs: Iterable[tuple[str, str]]) -> str:
    """Write suggestions as they are typed; empty where there are none."""
    typed = " ".join(f"--map '{theirs}={ours}'" for theirs, ours in pairs)
    return f" Did you mean: {typed}?" if typed else ""


def _alike(theirs: str, ours: str) -> bool:
    return theirs in _OFTEN.get(ours, "").split() or (
        difflib.SequenceMatcher(None, theirs[:60], ours).ratio() >= 0.8
    )


def _toml(text: str, name: str) -> ColumnMap:
    try:
        read = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"{name} is no TOML ({error}). Expected [columns] and [values]."
        raise InputError(msg) from error
    parts: list[dict[str, str]] = []
    for part in ("columns", "values"):
        given = read.pop(part, {})
        if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
            msg = f"{name}: [{part}] holds something else than texts."
            raise InputError(msg)
        parts.append(given)
    if read:
        msg = f"{name} has {', '.join(sorted(read))}. Expected [columns] and [values] only."
        raise InputError(msg)
    columns = {key(theirs): key(ours) for theirs, ours in parts[0].items()}
    values = {key(ours): value for ours, value in parts[1].items()}
    return ColumnMap(MappingProxyType(columns), MappingProxyType(values))


def _csv(text: str, name: str) -> ColumnMap:
    pairs = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            filled = [cell.strip() for cell in cells]
            if not any(filled):
                continue
            if len(filled) != 2:
                msg = f"{name} row {number}: {len(filled)} cells. Expected their column, ours."
                raise InputError(msg)
            pairs.append("=".join(filled))
    except csv.Error as error:
        msg = f"{name}: {error}. Expected two columns: theirs, ours."
        raise InputError(msg) from error
    return read_pairs(pairs)
