"""What the cells of an XLSX hold: shared texts, and numbers as the text that a person sees.

What it must not do: know sheets, or trust what a formula left behind.
"""

import re
import tempfile
from array import array
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from loaders.xlsx_package import Package

MAX_TEXT = 100_000
"""Longest text of a cell, in characters; the program that made the file allows 32,767."""

MAX_TEXTS = 10_000_000
SPOOL = 4 * 1024 * 1024
"""Bytes of shared texts kept in memory; what is more lies on disk."""

_ZEROS = re.compile(r"^0+$")
_PLAIN = (date, datetime, time, timedelta)


class SharedTexts:
    """The texts that cells share, on disk beyond some size; 8 bytes each in memory."""

    def __init__(self, package: Package, targets: dict[str, str]) -> None:
        """Read them all once, onto disk where they are many."""
        self._package = package
        # Closed with the workbook: it lives as long as its cells are read.
        self._file = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115
        self._ends = array("Q")
        self._text = lru_cache(maxsize=4096)(self._read)
        part = next((one for one in targets.values() if one.endswith("sharedStrings.xml")), None)
        if part is not None and part in package.names:
            self._load(part)

    def __getitem__(self, number: int) -> str:
        """Give one text by its number from 0."""
        if not 0 <= number < len(self._ends):
            self._package.stop(f"a cell names the shared text {number}, which is not there")
        return self._text(number)

    def close(self) -> None:
        """Give back the disk space."""
        self._text.cache_clear()
        self._file.close()

    def _load(self, part: str) -> None:
        text: list[str] = []
        state = {"t": False, "phonetic": False, "size": 0}

        def start(tag: str, _: dict[str, str]) -> None:
            if tag == "rPh":
                state["phonetic"] = True
            elif tag == "t":
                state["t"] = not state["phonetic"]

        def data(words: str) -> None:
            if state["t"]:
                text.append(words)
                state["size"] += len(words)
                if state["size"] > MAX_TEXT:
                    self._package.stop(f"a text of more than {MAX_TEXT} characters")

        def end(tag: str) -> None:
            if tag == "t":
                state["t"] = False
            elif tag == "rPh":
                state["phonetic"] = False
            elif tag == "si":
                self._file.write("".join(text).encode("utf-8", "replace"))
                self._ends.append(self._file.tell())
                text.clear()
                state["size"] = 0
                if len(self._ends) > MAX_TEXTS:
                    self._package.stop(f"more than {MAX_TEXTS} shared texts")

        for _ in self._package.walk(part, start, end, data):
            pass

    def _read(self, number: int) -> str:
        begin = self._ends[number - 1] if number else 0
        self._file.seek(begin)
        return self._file.read(self._ends[number] - begin).decode()


def number(value: float, written_as: str, *, mac: bool) -> str:
    """Write a number as its format shows it; ``mac``: days are counted from 1904.

    Raises:
        ValueError, OverflowError: it is no day, and its format says that it is one.
    """
    if written_as and _is_date(written_as):
        return _day(value, mac=mac)
    if written_as.endswith("%"):
        return f"{value * 100:.15g}%"
    text = f"{value:.15g}"
    if value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    return text.zfill(len(written_as)) if _ZEROS.match(written_as) else text


def letters(number: int) -> str:
    """Name a column as a spreadsheet does: 1 is A, 27 is AA."""
    name = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@lru_cache(maxsize=1024)
def _is_date(written_as: str) -> bool:
    from openpyxl.styles.numbers import is_date_format

    return bool(is_date_format(written_as))


def _day(number: float, *, mac: bool) -> str:
    """Write a day's number as a date; a time of day only where there is one."""
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    found = from_excel(number, MAC_EPOCH if mac else WINDOWS_EPOCH)
    if not isinstance(found, _PLAIN):
        msg = "no date"
        raise ValueError(msg)
    if isinstance(found, datetime):
        return found.isoformat().removesuffix("T00:00:00")
    return str(found)
