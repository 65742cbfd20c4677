"""Regular expressions: known before they are run, and none that takes time without bound.

Both engines match by backtracking. A repeated group that holds a repetition or a choice takes
exponential time on the wrong text; several open repetitions take a power of its length.
"""

import re

from graph.errors import QueryRefused
from queries.guard.cursor import Cursor
from queries.guard.words import Sort, refuse

MAX_LENGTH = 200
"""Characters of a regular expression."""

MAX_OPEN = 4
"""Repetitions without end in a regular expression: ``.*`` and the like."""

MAX_TIMES = 100
"""The greatest number in ``{n,m}``."""

_PIECE = re.compile(
    r"""
      (?P<escape>\\.)
    | (?P<set>\[\^?(?:\\.|[^\]\\\[])+\])
    | (?P<open>\((?:\?[imsu-]+\)|\?[imsu-]*:|(?!\?)))
    | (?P<look>\(\?)
    | (?P<close>\))
    | (?P<times>(?:[*+?]|\{\d+(?:,\d*)?\})[?+]?)
    | (?P<choice>\|)
    | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def check_pattern(cursor: Cursor) -> None:
    """Step over ``=~`` and its pattern: texts and parameters, joined by ``+``.

    Raises:
        QueryRefused: the pattern is not known beforehand, or could take endless time.
    """
    sign = cursor.step()
    bracketed = cursor.took("(")
    pattern = _part(cursor)
    while cursor.took("+"):
        pattern += _part(cursor)
    if bracketed:
        cursor.need(")", "behind the pattern")
    if cursor.is_sign("+", "-", "*", "/", "%", "^", "||", ".", "[", ":"):
        cursor.unexpected("the end of the pattern")
    fault = fault_of(pattern)
    if fault:
        refuse(sign, f"has a pattern that {fault}")


def _part(cursor: Cursor) -> str:
    word = cursor.word
    if word.sort is Sort.TEXT:
        return cursor.step().key
    if not cursor.took("$"):
        refuse(
            word,
            "is no pattern that is known beforehand. Behind =~ stand texts and parameters, "
            "joined by +; for the rest there are CONTAINS, STARTS WITH and ENDS WITH.",
        )
    name = cursor.name("a parameter's name")
    value = cursor.parameters.get(name)
    if not isinstance(value, str):
        refuse(word, f"must be a text, to stand behind =~. Give it: -p {name}=TEXT.", f"${name}")
    return value


def fault_of(pattern: str) -> str | None:
    """Say what makes a pattern dangerous, with what to do; None if nothing does."""
    if len(pattern) > MAX_LENGTH:
        return f"has {len(pattern)} characters; at most {MAX_LENGTH} are run."
    try:
        return _walked(pattern)
    except QueryRefused as error:
        return str(error)


def _walked(pattern: str) -> str | None:
    """Walk through the pieces; each open group knows whether it repeats or chooses inside."""
    groups = [False]
    inside = False  # whether the piece before is a group that repeats or chooses inside
    endless = 0
    for found in _PIECE.finditer(pattern):
        kind, text = found.lastgroup, found[0]
        if kind == "look" or (kind == "escape" and (text[1].isdigit() or text[1] in "QEk")):
            return f"holds {text!r}: looking around and back is left out. Use several conditions."
        if kind == "plain" and text in "[\\":
            return f"holds {text!r} without its end."
        if kind == "set" and "&&" in text:
            return "holds '&&' in a set. Write the set out."
        if kind == "times":
            if inside:
                return "repeats a group that repeats or chooses inside. Use a set, such as [ab]+."
            if _most(text) > MAX_TIMES:
                return f"repeats more than {MAX_TIMES} times. Use * or +."
            endless += text[0] in "*+" or ",}" in text
            groups[-1] = True
        if kind == "choice":
            groups[-1] = True
        if kind == "open" and not text.endswith(")"):
            groups.append(False)
        inside = kind == "close" and groups.pop() if len(groups) > 1 else False
        if kind == "close" and inside:
            groups[-1] = True
    if endless > MAX_OPEN:
        return f"has {endless} open repetitions such as .*; at most {MAX_OPEN} are run."
    return None


def _most(times: str) -> int:
    return max((int(number) for number in re.findall(r"\d+", times)), default=0)
