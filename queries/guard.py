"""The guard in front of free Cypher: reading queries pass, everything else is refused in words.

It works on words, not on grammar: texts, quoted names, comments, labels, properties, parameters
and map keys are stepped over; any other word that begins a writing or administrative clause is
refused, wherever it stands. The engine's own refusal and the read-only store stand behind it.
What it must not do: run anything.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from graph.errors import QueryRefused

STARTS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")
"""Words a query may begin with."""

PROCEDURES = ("db.labels", "db.propertyKeys", "db.relationshipTypes")
"""Procedures that may be called; all of them only read."""

_ALLOWED = (
    f"Allowed are reading queries: {', '.join(STARTS)}, with WHERE, ORDER BY, SKIP, LIMIT, UNION "
    f"and subqueries, and the procedures {', '.join(f'{name}()' for name in PROCEDURES)}."
)

NAMESPACES = ("date", "datetime", "duration", "localdatetime", "localtime", "point", "time")
"""Functions with a dot in their name may be called from these; others could leave the graph."""

# A clause that writes, runs elsewhere or reads files may stand anywhere; what administers a
# server can only begin a text, and so is refused by STARTS.
_REFUSED = frozenset(
    {
        *("CREATE", "INSERT", "MERGE", "SET", "DELETE", "DETACH", "NODETACH", "REMOVE", "DROP"),
        *("FOREACH", "LOAD", "USE", "TRANSACTION", "TRANSACTIONS"),
    }
)
_LANGUAGES = {"SELECT": "SQL", "UPDATE": "SQL", "BEGIN": "SQL", "G": "Gremlin", "QUERY": "GraphQL"}
_MAX_LENGTH = 20_000

_TOKEN = re.compile(
    r"""
      (?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
    | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<name>`(?:[^`]|``)*`)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or sign, upper case, with the place where it begins (from 1)."""

    kind: str
    text: str
    written: str
    line: int
    column: int


def check(cypher: str) -> None:
    """Let a single reading query pass.

    Raises:
        QueryRefused: the text writes, administers, calls an unknown procedure, holds several
            queries, or is no Cypher; the message names the word, line and column.
    """
    if len(cypher) > _MAX_LENGTH:
        msg = f"The query has {len(cypher)} characters; at most {_MAX_LENGTH} are read."
        raise QueryRefused(msg)
    if "\\u" in cypher.lower():
        # Some engines decode it before they read words, some after: it could hide any word.
        line, column = _place(cypher, cypher.lower().index("\\u"))
        msg = f"Unicode escapes are not allowed (line {line}, column {column}); write the letter."
        raise QueryRefused(msg)
    tokens = _without_last_semicolon(_tokens(cypher))
    _check_start(tokens)
    for index, token in enumerate(tokens):
        _check_token(tokens, index, token)


def _tokens(cypher: str) -> list[_Token]:
    tokens = []
    for found in _TOKEN.finditer(cypher):
        kind = str(found.lastgroup)
        if kind == "space":
            continue
        line, column = _place(cypher, found.start())
        token = _Token(kind, found[0].upper(), found[0], line, column)
        if kind == "sign" and found[0] in "'\"`":
            _refuse(token, "opens a text or name that is never closed")
        if kind == "sign" and found[0] == "/" and cypher.startswith("/*", found.start()):
            _refuse(token, "opens a comment that is never closed")
        tokens.append(token)
    return tokens


def _place(cypher: str, offset: int) -> tuple[int, int]:
    line_start = cypher.rfind("\n", 0, offset) + 1
    return cypher.count("\n", 0, offset) + 1, offset - line_start + 1


def _without_last_semicolon(tokens: list[_Token]) -> list[_Token]:
    while tokens and tokens[-1].text == ";":
        tokens = tokens[:-1]
    return tokens


def _check_start(tokens: Sequence[_Token]) -> None:
    if not tokens:
        msg = f"The query is empty. {_ALLOWED}"
        raise QueryRefused(msg)
    first = tokens[0]
    if first.text in STARTS or first.text in _REFUSED:
        return  # a writing word gets its own message
    language = _LANGUAGES.get(first.text)
    _refuse(first, f"is {language}, not Cypher" if language else "does not begin a reading query")


def _check_token(tokens: Sequence[_Token], index: int, token: _Token) -> None:
    if token.text == ";":
        _refuse(token, "separates several queries; ask one at a time")
    if token.text == "(":
        _check_function(tokens, index)
    if token.kind != "word" or _is_a_name(tokens, index):
        return
    if token.text in _REFUSED:
        _refuse(token, "is not allowed here: the graph is only read")
    if token.text == "CALL":
        _check_call(tokens, index)


def _is_a_name(tokens: Sequence[_Token], index: int) -> bool:
    """Say whether a word names something, by what stands around it.

    A parameter follows a dollar sign and an alias AS; a label or type follows a colon or one of
    ``|&!``; a map key stands before a colon; a property follows a dot, but not that of a number.
    No clause can stand in any of these places.
    """
    before = tokens[index - 1].text if index else ""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if before == ".":
        owner = tokens[index - 2] if index > 1 else tokens[0]
        return owner.kind in ("word", "name") or owner.text in (")", "]", "}", "{", ",")
    return before in ("$", "AS", ":", "|", "&", "!") or (after == ":" and before in ("{", ","))


def _check_function(tokens: Sequence[_Token], index: int) -> None:
    """Refuse ``library.function(``; a plain ``function(`` is the engine's own."""
    start = index
    while start > 0 and (
        tokens[start - 1].kind in ("word", "name") or tokens[start - 1].text == "."
    ):
        joined = tokens[start - 1].text != "." and start < index and tokens[start].text != "."
        if joined:
            break
        start -= 1
    parts = tokens[start:index]
    if len(parts) < 3 or parts[0].text == ".":
        return  # a plain function, or a map projection
    before = tokens[start - 1].text if start else ""
    name = "".join(part.written.strip("`") for part in parts)
    if before != "CALL" and parts[0].written.strip("`").lower() not in NAMESPACES:
        _refuse(parts[0], "is no function that may be called", name)


def _check_call(tokens: Sequence[_Token], index: int) -> None:
    rest = tokens[index + 1 :]
    if rest and rest[0].text in ("{", "("):
        return  # a subquery: its words are checked like all others
    name = ""
    for token in rest:
        if token.kind not in ("word", "name") and token.text != ".":
            break
        if name and not name.endswith(".") and token.text != ".":
            break  # the next word, such as YIELD
        name += token.written.strip("`")
    if name.lower() not in {allowed.lower() for allowed in PROCEDURES}:
        _refuse(rest[0] if rest else tokens[index], "begins no procedure that may be called", name)


def _refuse(token: _Token, why: str, name: str = "") -> NoReturn:
    msg = f"{name or token.written!r} (line {token.line}, column {token.column}) {why}. {_ALLOWED}"
    raise QueryRefused(msg)
