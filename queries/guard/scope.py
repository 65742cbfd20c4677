"""Which variables are there, so that RETURN * and UNION name the same columns on every engine."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from queries.guard.cursor import Cursor
from queries.guard.words import quoted, refuse


@dataclass(slots=True)
class _Part:
    """Variables of a single query, and the columns of those that UNION joins to it."""

    names: dict[str, None] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)


class Scope:
    """Notes variables clause by clause."""

    def __init__(self, cursor: Cursor) -> None:
        """Begin with none."""
        self._cursor = cursor
        self._part = _Part()

    @contextmanager
    def subquery(self) -> Iterator[list[str]]:
        """Read a subquery; gives the list that its columns will be in."""
        outside, self._part = self._part, _Part()
        yield self._part.columns
        self._part = outside

    def begin(self) -> None:
        """Begin a single query."""
        self._part.names = {}

    def add(self, names: Iterable[str]) -> None:
        """Note variables that a clause brings."""
        self._part.names |= dict.fromkeys(names)

    def replace(self, names: Iterable[str], keeps: bool) -> None:
        """Note what WITH leaves; ``keeps`` says that a star leaves all."""
        if not keeps:
            self._part.names = {}
        self.add(names)

    def write_star(self, star: int) -> list[str]:
        """Write RETURN * as names, in order: engines order columns in their own way."""
        names = sorted(self._part.names)
        if names:
            self._cursor.instead(star, ", ".join(quoted(name) for name in names))
        return names

    def returned(self, first: int, columns: Sequence[str]) -> None:
        """Note the columns of a RETURN, and refuse a UNION of other orders.

        Neo4j joins them by name; the embedded engine refuses them.
        """
        known = self._part.columns
        if known and known != [*columns] and sorted(known) == sorted(columns):
            refuse(
                self._cursor.words[first],
                f"returns the columns of a UNION in another order. Return {', '.join(known)}.",
            )
        known[:] = columns
