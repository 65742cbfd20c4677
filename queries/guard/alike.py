"""What engines do differently, written so that both do the same, or refused.

Each rewriting keeps what Neo4j means by the text, but for one thing: blanks around a text that is
read as a number or flag are forgiven on both. Found by the queries of ``tests/parity``; the list
for people is in ``docs/cypher.md``.
"""

from collections.abc import Sequence

from queries.guard.cursor import Cursor
from queries.guard.words import Sort, refuse

READ_FROM_TEXT = frozenset(("tointeger", "tointegerornull", "toboolean", "tobooleanornull"))
"""Functions that read texts, each engine with its own idea of blanks and of large numbers."""

DURATIONS = frozenset(
    ("duration", "duration.between", "duration.indays", "duration.inmonths", "duration.inseconds")
)
"""Functions that give a duration, in lower case."""

_VALUE = "v_"  # unquoted: the embedded engine does not find quoted names in loops
_TRIMMED = f"trim(toStringOrNull({_VALUE}))"
_NUMBER = (
    f"CASE WHEN {_TRIMMED} =~ '[+-]?[0-9]{{1,18}}' OR abs(toFloat({_TRIMMED})) < 9.0e15 "
    f"THEN {_TRIMMED} END"
)
_ORDERED = frozenset(("<", ">", "<=", ">="))
_SUMS = frozenset(("+", "-", "*", "/", "%", "^"))
_SUBQUERIES = frozenset(("COUNT", "EXISTS", "COLLECT"))
_INSTEAD = "durations have no order. Compare numbers: duration.inDays(a, b).days."


class Alike:
    """Rewrites words of a query.

    ``spans`` are the variables that hold durations, ``elements`` those that hold nodes,
    relationships and paths.
    """

    def __init__(self, cursor: Cursor) -> None:
        """Begin with nothing known."""
        self._cursor = cursor
        self.spans: set[str] = set()
        self.elements: set[str] = set()

    def read_from_text(self, name: str, first: int, last: int) -> None:
        """Write the argument of ``toInteger()`` or ``toBoolean()``, without blanks around it.

        The embedded engine forgives blanks where Neo4j does not, and the other way round; it
        gives the largest number there is for what is too large.
        """
        if first == last and self._cursor.words[first].sort is Sort.NUMBER:
            return
        text = _NUMBER if name.startswith("toint") else _TRIMMED
        self._cursor.before(first, f"[{_VALUE} IN [")
        self._cursor.behind(
            last, f"] | CASE WHEN {_VALUE} STARTS WITH '' THEN {text} ELSE {_VALUE} END][0]"
        )

    def matched(self, sign: int, first: int, last: int) -> None:
        """Write what stands before ``=~``, so that only texts match.

        The embedded engine matches a number or a day by how it is written; Neo4j does not.
        """
        words = self._cursor.words
        if last != sign - 1 or (
            words[first - 1].sort is Sort.SIGN and words[first - 1].key in _SUMS
        ):
            refuse(words[sign], "follows an expression. Put what is before it in brackets.")
        self._cursor.before(first, f"any({_VALUE} IN [")
        self._cursor.behind(last, f"] WHERE {_VALUE} STARTS WITH '' AND toStringOrNull({_VALUE})")

    def exists(self, first: int, last: int) -> None:
        """Write a pattern that is a condition as EXISTS { … }, which may stand anywhere."""
        self._cursor.before(first, "EXISTS { ")
        self._cursor.behind(last, " }")

    def judge(self, first: int, gaps: Sequence[tuple[int, int]]) -> None:
        """Refuse comparisons of durations, elements and maps: engines do not order them alike."""
        words = self._cursor.words
        if not any(words[start].key in _ORDERED for start, end in gaps if end > start):
            return
        begins = [first, *(end for _, end in gaps)]
        for number, (stop, _) in enumerate(gaps):
            near = {words[start].key for start, _ in gaps[max(0, number - 1) : number + 1]}
            if near & _ORDERED and not near & _SUMS:
                self.unordered(begins[number], stop, "is compared, but")

    def unordered(self, first: int, stop: int, why: str) -> None:
        """Refuse a duration, node, relationship or map among words that will be put in order."""
        if self.is_duration(first, stop):
            refuse(self._cursor.words[first], f"{why} {_INSTEAD}")
        if self.is_element(first, stop):
            refuse(
                self._cursor.words[first],
                f"{why} nodes and relationships have no order. Take a property, such as .uid.",
            )

        if self.is_map(first, stop):
            refuse(
                self._cursor.words[first],
                f"{why} engines order maps each in their own way. Take a value of it, or a list.",
            )

    def is_map(self, first: int, stop: int) -> bool:
        """Say whether these words are one map, written out or as a projection of a variable."""
        words = self._cursor.words
        if words[first].key in _SUBQUERIES:
            return False
        opens = first if words[first].key == "{" else first + 1
        return opens < stop and words[opens].key == "{" and self._cursor.partner(opens) == stop - 1

    def is_element(self, first: int, stop: int) -> bool:
        """Say whether these words are one node, relationship or path, as far as can be seen."""
        return stop == first + 1 and self._cursor.plain(first) in self.elements

    def is_duration(self, first: int, stop: int) -> bool:
        """Say whether these words are one duration, as far as that can be seen."""
        words = self._cursor.words
        if stop == first + 1:
            return self._cursor.plain(first) in self.spans
        parts: list[str] = []
        for number in range(first, stop):
            if words[number].key == "(":
                return ".".join(parts).lower() in DURATIONS and (
                    self._cursor.partner(number) == stop - 1
                )
            if words[number].key != ".":
                parts.append(words[number].key)
        return False
