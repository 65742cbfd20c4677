"""Words of a Cypher text: what the guard reads, and what the engine is given in their place.

The engine never sees what was typed. Each word is written anew: texts with plain escapes, names
beyond ASCII in quotes, comments as spaces. So no difference between this reading and an engine's
can hide a word. Lines and columns stay where they were, as far as that goes.
"""

import re
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

from graph.errors import QueryRefused

MAX_LENGTH = 20_000
"""Characters of a query."""

_PIECE = re.compile(
    r"""
      (?P<space>[ \t\r\n\f]+|//[^\r\n]*|/\*.*?\*/)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<quoted>`(?:[^`]|``)+`)
    | (?P<name>[^\W\d]\w*)
    | (?P<number>0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<sign><=|>=|<>|=~|\.\.|\|\||[-(){}\[\],.:;|&!%+*/^=<>$])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = {"\\": "\\", "'": "'", '"': '"', "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_WRITTEN = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LARGEST = 2**63 - 1
_LONGEST_NUMBER = 400
"""Digits; no number that an engine keeps has more, and Python reads none of thousands."""


class Sort(Enum):
    """What a word is."""

    NAME = "name"
    QUOTED = "quoted"
    TEXT = "text"
    NUMBER = "number"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query.

    ``key`` is what the grammar compares: an ASCII name in upper case, a sign as it is, a text or
    quoted name as meant. ``written`` is what the engine is given. ``line`` and ``column`` count
    from 1; ``start`` and ``end`` are places in the text.
    """

    sort: Sort
    key: str
    written: str
    start: int
    end: int
    line: int
    column: int


def words_of(cypher: str) -> list[Word]:
    """Read a text into words, an END behind the last.

    Raises:
        QueryRefused: the text is too long, or holds what is no word of Cypher.
    """
    if len(cypher) > MAX_LENGTH:
        msg = f"The query has {len(cypher)} characters; at most {MAX_LENGTH} are read."
        raise QueryRefused(msg)
    _refuse_hidden(cypher)
    words, offset = [], 0
    while offset < len(cypher):
        found = _PIECE.match(cypher, offset)
        if found is None or found[0] + cypher[found.end() : found.end() + 1] == "/*":
            _no_word(cypher, offset)
        if found.lastgroup != "space":
            words.append(_word(cypher, found))
        offset = found.end()
    return [*words, _at(cypher, Sort.END, "", "", len(cypher), len(cypher))]


def refuse(word: Word, why: str, shown: str | None = None) -> NoReturn:
    """Refuse a query for one of its words."""
    said = repr(shown or word.written) if word.sort is not Sort.END else "The end of the query"
    msg = f"{said} (line {word.line}, column {word.column}) {why}"
    raise QueryRefused(msg)


def quoted(name: str) -> str:
    """Write a name in quotes."""
    return "`" + name.replace("`", "``") + "`"


def _refuse_hidden(cypher: str) -> None:
    """Refuse what some engines decode before they read words, and what no text should hold."""
    hidden = cypher.lower().find("\\u")
    if hidden >= 0:
        line, column = _place(cypher, hidden)
        msg = f"Unicode escapes are not allowed (line {line}, column {column}); write the letter."
        raise QueryRefused(msg)
    for offset, letter in enumerate(cypher):
        if (letter < " " and letter not in "\t\r\n\f") or "\ud800" <= letter <= "\udfff":
            line, column = _place(cypher, offset)
            msg = (
                f"A control sign (code {ord(letter)}) is not allowed (line {line}, column "
                f"{column}). Remove it; hand odd values over as parameters."
            )
            raise QueryRefused(msg)


def _word(cypher: str, found: re.Match[str]) -> Word:
    kind, text, start, end = str(found.lastgroup), found[0], found.start(), found.end()
    if kind == "text":
        value = _meant(cypher, start, text[1:-1])
        return _at(cypher, Sort.TEXT, value, _as_text(value), start, end)
    if kind == "quoted":
        return _at(cypher, Sort.QUOTED, text[1:-1].replace("``", "`"), text, start, end)
    if kind == "name":
        if text.isascii():
            return _at(cypher, Sort.NAME, text.upper(), text, start, end)
        return _at(cypher, Sort.QUOTED, text, quoted(text), start, end)
    if kind == "number":
        return _number(cypher, text, start, end)
    return _at(cypher, Sort.SIGN, text, text, start, end)


def _number(cypher: str, text: str, start: int, end: int) -> Word:
    word = _at(cypher, Sort.NUMBER, text.lower(), text, start, end)
    if end < len(cypher) and (cypher[end].isalnum() or cypher[end] in "_`"):
        refuse(word, "runs into what follows it. Put a space between.")
    if len(text) > _LONGEST_NUMBER:
        refuse(word, f"is too large. Whole numbers go up to {_LARGEST}.")
    if text.lower().startswith("0x"):
        whole: int | None = int(text, 16)
    else:
        whole = int(text) if text.isdigit() else None
        if whole and text.startswith("0"):
            refuse(word, "begins with 0; engines read that differently. Leave the 0 out.")
    if whole is not None and whole > _LARGEST:
        refuse(word, f"is too large. Whole numbers go up to {_LARGEST}.")
    if whole is None and float(text) == float("inf"):
        refuse(word, "is too large for a number.")
    if text.startswith("."):
        return _at(cypher, Sort.NUMBER, f"0{text.lower()}", f"0{text}", start, end)
    return word


def _meant(cypher: str, start: int, written: str) -> str:
    """Decode a text between quotes."""
    parts, offset = [], 0
    while offset < len(written):
        letter = written[offset]
        if letter == "\\":
            offset += 1
            if written[offset] not in _ESCAPES:
                line, column = _place(cypher, start + offset)
                msg = (
                    f"The escape \\{written[offset]} (line {line}, column {column}) is none of "
                    f"Cypher's. Write \\\\ for a backslash: '\\\\d' in a regular expression."
                )
                raise QueryRefused(msg)
            letter = _ESCAPES[written[offset]]
        parts.append(letter)
        offset += 1
    return "".join(parts)


def _as_text(value: str) -> str:
    return "'" + "".join(_WRITTEN.get(letter, letter) for letter in value) + "'"


def _no_word(cypher: str, offset: int) -> NoReturn:
    word = _at(cypher, Sort.SIGN, cypher[offset], cypher[offset], offset, offset + 1)
    if cypher.startswith("/*", offset):
        refuse(word, "opens a comment that is never closed.")
    if cypher[offset] in "'\"`":
        refuse(word, "opens a text or name that is never closed, or is empty.")
    refuse(word, "is no sign of Cypher. Put texts and unusual names in quotes.")


def _at(cypher: str, sort: Sort, key: str, written: str, start: int, end: int) -> Word:
    line, column = _place(cypher, start)
    return Word(sort, key, written, start, end, line, column)


def _place(cypher: str, offset: int) -> tuple[int, int]:
    line_start = cypher.rfind("\n", 0, offset) + 1
    return cypher.count("\n", 0, offset) + 1, offset - line_start + 1
