"""The guard in front of free Cypher: a grammar of reading queries, and nothing else.

What the grammar does not know is refused, with the place and what to write instead. What passes
is written anew from its words: the engine never sees what was typed. Limits on length, depth,
paths, ranges and patterns keep one question from taking the machine; those on time, rows and
memory are the engine's. What it must not do: run anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import QueryRefused
from graph.store import Cell
from queries.guard.aggregates import Aggregates
from queries.guard.alike import Alike
from queries.guard.clauses import ALLOWED, ClauseReader
from queries.guard.cursor import Cursor
from queries.guard.expressions import ExpressionReader
from queries.guard.grammar import Grammar
from queries.guard.growth import Growth
from queries.guard.patterns import PatternReader
from queries.guard.words import Sort

MAX_PARAMETERS = 1_000_000
"""Characters of all parameters together, written as text; a number counts as its digits."""

MAX_LIST = 10_000
"""Elements of a list that is a parameter."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that reads, as the engine is given it."""

    text: str


def check(cypher: str, parameters: Mapping[str, Cell] | None = None) -> Checked:
    """Let a single reading query pass, written anew.

    Raises:
        QueryRefused: it is no reading query within the limits; the message names the word, line
            and column, and says what to write instead.
    """
    given = parameters or {}
    _check_parameters(given)
    cursor = Cursor(cypher, given)
    if cursor.words[0].sort is Sort.END or cursor.words[0].key == ";":
        msg = (
            "The query is empty. Write one, such as MATCH (m:MEP) RETURN m.name LIMIT 10: "
            f"{ALLOWED}."
        )
        raise QueryRefused(msg)
    aggregates, alike = Aggregates(cursor), Alike(cursor)
    growth = Growth(cursor)
    expressions = ExpressionReader(cursor, aggregates, alike, growth)
    patterns, clauses = PatternReader(cursor), ClauseReader(cursor, aggregates, alike, growth)
    grammar = Grammar(cursor, expressions, patterns, clauses)
    expressions.grammar = patterns.grammar = clauses.grammar = grammar
    clauses.whole()
    return Checked(cursor.written())


def _check_parameters(parameters: Mapping[str, Cell]) -> None:
    size = sum(_size(value, 0) for value in parameters.values())
    if size > MAX_PARAMETERS:
        msg = (
            f"The parameters hold {size:,} characters; at most {MAX_PARAMETERS:,} are taken. "
            "Hand over identifiers alone, or ask in parts."
        )
        raise QueryRefused(msg)


def _size(value: Cell, depth: int) -> int:
    if depth > 10:
        msg = "A parameter is nested more than 10 deep. Hand over flat lists and maps."
        raise QueryRefused(msg)
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(key) + _size(part, depth + 1) for key, part in value.items())
    if isinstance(value, list):
        if len(value) > MAX_LIST:
            msg = (
                f"A parameter is a list of {len(value):,}; at most {MAX_LIST:,} are taken. "
                "Ask in parts."
            )
            raise QueryRefused(msg)
        return len(value) + sum(_size(part, depth + 1) for part in value)
    return 8
