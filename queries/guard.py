"""Read-only Cypher, by its text: what is not known to read is refused.

The text is cut into words, so that a word inside a string, a comment, a quoted name, a property or
a label never trips the guard, and one hidden behind a comment or an escape never passes. This is
the first of two locks: the engine itself also refuses a query that writes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import QueryRefused

WRITING = frozenset(
    {
        *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "FOREACH", "INSERT"),
        *("ALTER", "GRANT", "REVOKE", "DENY", "RENAME", "ENABLE", "DEALLOCATE", "REALLOCATE"),
        *("LOAD", "START", "STOP", "TERMINATE", "USE", "PERIODIC", "COMMIT"),
    }
)
"""Words that begin something other than reading."""

PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
"""Procedures that may be called; they read names only."""

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>\d[\w.]*)
  | (?P<space>\s+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ALLOWED = (
    "Allowed: MATCH, OPTIONAL MATCH, UNWIND, WITH, WHERE, RETURN, ORDER BY, UNION, CALL { }."
)


@dataclass(frozen=True, slots=True)
class _Token:
    """One piece of the text: what it is and where it begins."""

    kind: str
    text: str
    place: int


def check(cypher: str) -> None:
    """Let a reading query pass.

    Raises:
        QueryRefused: it writes, calls a procedure that is not allowed, or is several statements;
            the message says which word, where, and what is allowed.
    """
    if "\\u" in cypher:
        _refuse(cypher, cypher.index("\\u"), "a unicode escape", "Write the character itself.")
    tokens = list(_tokens(cypher))
    if not tokens:
        msg = f"The query is empty. {_ALLOWED}"
        raise QueryRefused(msg)
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        after = [one.text for one in tokens[place + 1 : place + 8]]
        if token.kind == "mark":
            _check_mark(cypher, token, is_last=place == len(tokens) - 1)
        elif token.kind == "word" and before not in (".", ":", "$", "|", "&", "!"):
            _check_word(cypher, token, before, after)


def _tokens(cypher: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(cypher):
        kind = found.lastgroup or "mark"
        if kind not in ("space", "comment"):
            yield _Token(kind, found.group(), found.start())


def _check_mark(cypher: str, token: _Token, *, is_last: bool) -> None:
    if token.text == ";" and not is_last:
        _refuse(cypher, token.place, "a second statement", "Ask one question at a time.")
    if token.text in "'\"`":
        _refuse(cypher, token.place, f"an unclosed {token.text}", "Close it.")


def _check_word(cypher: str, token: _Token, before: str, after: list[str]) -> None:
    word = token.text.upper()
    following = after[0] if after else ""
    # A key of a map ({set: 1}) is no clause; "CASE … END" and the like are not listed at all.
    if following == ":" and before in ("{", ","):
        return
    if word in WRITING and not _is_name(before, following):
        _refuse(cypher, token.place, f"{word}, which does more than read", _ALLOWED)
    if word == "CALL":
        _check_call(cypher, token, after)
    if word == "TRANSACTIONS":
        _refuse(cypher, token.place, "IN TRANSACTIONS", _ALLOWED)


def _is_name(before: str, following: str) -> bool:
    """Say whether a word is a variable or an alias here: ``AS set``, ``(set)``, ``set.name``."""
    return (
        before.upper() == "AS" or (before == "(" and following in (")", ":")) or following == "."
    )


def _check_call(cypher: str, token: _Token, after: list[str]) -> None:
    if after[:1] in (["{"], ["("]):
        return
    # Rebuild the dotted name: it ends before the first token that is no word and no dot.
    parts: list[str] = []
    for text in after:
        expects_dot = len(parts) % 2 == 1
        if (text == ".") != expects_dot:
            break
        parts.append(text)
    procedure = "".join(parts).rstrip(".")
    if procedure.casefold() not in PROCEDURES:
        allowed = ", ".join(sorted(PROCEDURES))
        _refuse(cypher, token.place, f"CALL {procedure}", f"Allowed procedures: {allowed}.")


def _refuse(cypher: str, place: int, what: str, advice: str) -> None:
    line = cypher.count("\n", 0, place) + 1
    column = place - (cypher.rfind("\n", 0, place) + 1) + 1
    msg = f"Refused at line {line}, column {column}: {what}. Cypher is read-only here. {advice}"
    raise QueryRefused(msg)
