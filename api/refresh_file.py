"""``sources.toml``: which sources are refreshed, from where, and how often.

Every mistake is told with its line, what was read there and what was expected.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from api.load_tables import PLAIN, Reading
from graph.errors import InputError

FILE = "sources.toml"

_UNITS = {"minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_SPAN = re.compile(r"^\s*(\d{1,4})\s+(minute|hour|day|week)s?\s*$")

DAY = timedelta(days=1)
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """One source to refresh.

    Either ``live`` (perhaps from ``address``, saved as ``save_as``) or from ``path``. ``every`` is
    how old it may become, ``limit`` how long it may take; ``dossiers`` are procedures to ask for;
    ``shrink`` allows a copy with less than half of what was known; ``reading`` is how a file is to
    be read.
    """

    name: str
    loader: str
    live: bool = False
    path: Path | None = None
    address: str | None = None
    save_as: str | None = None
    dossiers: tuple[str, ...] = ()
    every: timedelta = DAY
    limit: timedelta = HALF_HOUR
    shrink: bool = False
    reading: Reading = PLAIN


KEYS: Mapping[str, tuple[type, str]] = {
    "loader": (str, 'a loader\'s name, such as "ep-members"'),
    "live": (bool, "true or false"),
    "from": (str, 'a file or folder, such as "/srv/share/contacts"'),
    "address": (str, 'a web address, such as "https://example.org/list.xml"'),
    "save_as": (str, 'a file name, such as "list.xml"'),
    "files": (list, 'a list of procedures, such as ["2025/0059"]'),
    "map": (list, 'a list such as ["Organisation=name", "level:=network"]'),
    "sheet": (str, "the name of a sheet"),
    "encoding": (str, 'an encoding, such as "windows-1252"'),
    "keywords": (list, 'a list of words, such as ["our-field"]'),
    "purpose": (str, "why the names in it are needed"),
    "every": (str, 'a time, such as "1 day", "6 hours" or "2 weeks"'),
    "limit": (str, 'a time, such as "30 minutes"'),
    "shrink": (bool, "true or false"),
}
"""What a section may say, and what is expected of each."""


def read_entries(path: Path, loaders: Collection[str], live: Collection[str]) -> tuple[Entry, ...]:
    """Read the configured sources, in the order of the file.

    Raises:
        InputError: the file is missing or cannot be used; with the line of each mistake.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        msg = f"There is no {path}. Write one with `corridors refresh --init`, then look at it."
        raise InputError(msg) from None
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read as UTF-8 text ({error})."
        raise InputError(msg) from error
    try:
        parsed = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        end = f"(at line {len(text.splitlines())}, the end of the file)"
        where = str(error).replace("(at end of document)", end)
        msg = f"{path}: {where}. Expected TOML, as `corridors refresh --init` writes it."
        raise InputError(msg) from error
    mistakes: list[str] = []
    entries = []
    for name, fields in parsed.items():
        tell = _teller(mistakes, path, text, name)
        if not isinstance(fields, dict):
            tell(name, fields, f"a section such as [{name}] with its lines below it")
            continue
        if (entry := _entry(name, fields, tell, path.parent, loaders, live)) is not None:
            entries.append(entry)
    if mistakes:
        raise InputError("\n".join(mistakes))
    return tuple(entries)


_Tell = Callable[[str, object, str], None]


def _teller(mistakes: list[str], path: Path, text: str, section: str) -> _Tell:
    def tell(key: str, read: object, expected: str) -> None:
        line = _line(text, section, key)
        mistakes.append(
            f"{path} line {line}, [{section}]: {key} is {read!r}; expected {expected}."
        )

    return tell


def _entry(
    name: str,
    fields: Mapping[str, object],
    tell: _Tell,
    home: Path,
    loaders: Collection[str],
    live: Collection[str],
) -> Entry | None:
    right = _check_types(fields, tell)
    loader = str(fields.get("loader", name))
    if loader not in loaders:
        tell("loader", loader, f"one of {', '.join(loaders)}")
        right = False
    every = _span(fields, "every", DAY, tell)
    limit = _span(fields, "limit", HALF_HOUR, tell)
    if not right or every is None or limit is None:
        return None
    asks, path, address = fields.get("live") is True, fields.get("from"), fields.get("address")
    if loader != "starter-pack" and asks == (path is not None):
        tell("from", path, "either live = true, or from = a file or folder, and not both")
        return None
    if asks and loader not in live and not address:
        tell("live", True, f"a loader that can ask its publisher: {', '.join(sorted(live))}")
        return None
    if address and not (asks and fields.get("save_as")):
        tell("address", address, "live = true, and save_as beside it")
        return None
    save_as = fields.get("save_as")
    if save_as is not None and Path(str(save_as)).name != save_as:
        tell("save_as", save_as, "a file name without folders")
        return None
    files = fields.get("files", [])
    assert isinstance(files, list)
    return Entry(
        name=name,
        loader=loader,
        live=asks,
        path=(home / Path(str(path)).expanduser()) if path else None,
        address=str(address) if address else None,
        save_as=str(save_as) if save_as else None,
        dossiers=tuple(map(str, files)),
        every=every,
        limit=limit,
        shrink=fields.get("shrink") is True,
        reading=_reading(fields),
    )


def _reading(fields: Mapping[str, object]) -> Reading:
    def texts(key: str) -> tuple[str, ...]:
        given = fields.get(key, [])
        assert isinstance(given, list)
        return tuple(map(str, given))

    def text(key: str) -> str | None:
        return str(fields[key]) if key in fields else None

    return Reading(
        texts("map"), text("sheet"), text("encoding"), texts("keywords"), text("purpose")
    )


def _check_types(fields: Mapping[str, object], tell: _Tell) -> bool:
    right = True
    for key, value in fields.items():
        if key not in KEYS:
            tell(key, value, f"one of {', '.join(KEYS)}")
            right = False
        elif not isinstance(value, KEYS[key][0]) or value == "":
            tell(key, value, KEYS[key][1])
            right = False
    return right


def _span(
    fields: Mapping[str, object], key: str, default: timedelta, tell: _Tell
) -> timedelta | None:
    written = fields.get(key)
    if written is None:
        return default
    found = _SPAN.match(written) if isinstance(written, str) else None
    if not found or not int(found[1]):
        if isinstance(written, str) and written:
            tell(key, written, KEYS[key][1])
        return None
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


def _line(text: str, section: str, key: str) -> int:
    """Find the line of a key, or of its section where the key is not there; 1 at worst."""
    header = re.compile(rf"^\s*\[\s*[\"']?{re.escape(section)}[\"']?\s*\]")
    at = 0
    for number, line in enumerate(text.splitlines(), 1):
        if header.match(line):
            at = number
        elif at and line.lstrip().startswith("["):
            break
        elif re.match(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", line) and (at or key == section):
            return number
    return at or 1
