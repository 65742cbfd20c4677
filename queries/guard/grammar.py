"""The three parts of the grammar, each of which needs the others."""

from dataclasses import dataclass, field
from typing import Protocol

from queries.guard.cursor import Cursor


@dataclass(slots=True)
class Matched:
    """What the patterns of one MATCH bring.

    ``names`` are their variables. Of shortest paths: ``ends`` that must differ, and ``within``,
    the variables of the path itself.
    """

    names: list[str] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)


class Expressions(Protocol):
    """Reads values."""

    def expression(self) -> None:
        """Read one expression."""

    def properties(self) -> None:
        """Read a map in braces."""


class Patterns(Protocol):
    """Reads patterns."""

    def patterns(self) -> "Matched":
        """Read patterns with commas between them, as MATCH has them."""

    def path(self) -> None:
        """Read one path without a name."""

    def listed(self) -> None:
        """Read the path of a list made from it."""

    def begins(self) -> bool:
        """Say whether a path with at least one relationship begins here."""

    def labels(self, alternatives: bool) -> None:
        """Read the labels behind a colon."""

    def shortest(self) -> bool:
        """Read shortestPath(…), if that stands here, and say whether it did."""


class Clauses(Protocol):
    """Reads clauses."""

    def query(self, returns: bool) -> list[str]:
        """Read a query up to its end or a closing brace; gives its columns."""

    def match(self) -> None:
        """Read patterns and a condition, as MATCH has them."""

    def begins(self) -> bool:
        """Say whether a clause begins here."""


@dataclass(slots=True)
class Grammar:
    """The place in the text and the parts that read on from there."""

    cursor: Cursor
    expressions: Expressions
    patterns: Patterns
    clauses: Clauses
