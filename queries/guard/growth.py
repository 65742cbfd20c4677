"""How large one value may grow: bounded before anything is run.

Engines count the memory of rows, groups and sorting, but not of a single text, list or map that
doubles from clause to clause; a server that is asked for such a one stops answering everybody.
Sizes are estimated, in units of about one property's value: what is joined adds up, what stands
in a loop is multiplied. What it must not do: be exact.
"""

from collections.abc import Collection

from queries.guard.cursor import Cursor
from queries.guard.words import Sort, refuse

MAX_UNITS = 200_000
"""How large a value may be estimated to be."""

LOOPED_RANGE = 100
"""How long a range within a loop may be."""

_UNIT = 16
"""Characters of a text that count as one unit."""

_NUMBERS = ("COUNT", "SUM", "AVG", "SIZE", "LENGTH", "TOINTEGER", "TOFLOAT")

_UNKNOWN = 1_000
"""Units of a replacement that is not known beforehand."""


class Growth:
    """Estimates sizes of values as they are read; ``sizes`` are those of variables."""

    def __init__(self, cursor: Cursor) -> None:
        """Begin with nothing known."""
        self._cursor = cursor
        self._sizes: dict[str, int] = {}
        self._parts: list[tuple[int, int]] = []
        self._factors: list[tuple[int, int]] = []

    def uses(self, number: int, name: str) -> None:
        """Note a variable in a value."""
        self._parts.append((number, self._sizes.get(name, 1)))

    def holds(self, number: int, size: int) -> None:
        """Note a text or parameter of so many characters, or a list of so many elements."""
        self._parts.append((number, 1 + size // _UNIT))

    def multiplies(self, number: int, factor: int) -> None:
        """Note that what stands around a word is repeated."""
        if factor > 1:
            self._factors.append((number, factor))

    def loops(self, first: int, stop: int) -> None:
        """Note a loop over a list that stands in these words: what is made of it is as long."""
        length = self.size(first, stop)
        self._parts = [part for part in self._parts if not first <= part[0] < stop]
        self._factors = [factor for factor in self._factors if not first <= factor[0] < stop]
        self.multiplies(first, length)

    def replaces(self, first: int, stop: int) -> None:
        """Note a call of ``replace(text, sought, put)``, whose arguments are these words."""
        words, commas, depth = self._cursor.words, [], 0
        for number in range(first, stop):
            key = words[number].key if words[number].sort is Sort.SIGN else ""
            depth += (key in ("(", "[", "{")) - (key in (")", "]", "}"))
            if key == "," and not depth:
                commas.append(number)
        if len(commas) != 2:
            return  # the engine will say what is wrong
        sought, put = words[commas[0] + 1], words[commas[1] + 1]
        known = put.sort is Sort.TEXT and commas[1] + 2 == stop
        least = max(1, len(sought.key)) if commas[0] + 2 == commas[1] else 1
        factor = -(-len(put.key) // least) if known else _UNKNOWN
        self.multiplies(first, factor)

    def size(self, first: int, stop: int) -> int:
        """Estimate the size of a value that stands in these words.

        Raises:
            QueryRefused: it is too large.
        """
        size = sum(part for at, part in self._parts if first <= at < stop)
        for at, factor in self._factors:
            if first <= at < stop:
                size = max(1, size) * factor
        if size > MAX_UNITS:
            refuse(
                self._cursor.words[first],
                "begins a value that could grow beyond all bounds: what it is made of is joined "
                "or repeated too often. Return the parts.",
            )
        return max(1, size)

    def named(self, name: str, first: int, stop: int) -> None:
        """Remember the size of a value that gets a name; a number is small whatever it counts."""
        size = self.size(first, stop)
        self._sizes[name] = 1 if self._calls(_NUMBERS, first, stop) else size

    def named_parts(self, name: str, first: int, stop: int) -> None:
        """Remember the size of each part of a list: a range has numbers."""
        size = self.size(first, stop)
        self._sizes[name] = 1 if self._calls(("RANGE",), first, stop) else size

    def _calls(self, names: Collection[str], first: int, stop: int) -> bool:
        """Say whether these words are one call of one of some functions."""
        words = self._cursor.words
        return (
            words[first].key in names
            and words[first + 1].key == "("
            and self._cursor.partner(first + 1) == stop - 1
        )
