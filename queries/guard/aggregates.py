"""Aggregates only where every engine aggregates, and groups by what the query says.

Measured on both engines: the embedded one forgets to aggregate, without an error and with wrong
rows, where ``count(…)`` and the like stand in a condition or before a property's dot; where a
value beside an aggregate is no grouping key, it takes that of any row. Neo4j refuses the second
and answers the first, so a query that passes here means the same on both.

Aggregates may stand as items of WITH and RETURN, alone or within arithmetic, comparisons, lists,
maps, CASE, calls, and as the list of a comprehension or ``any()``.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from queries.guard.cursor import Cursor
from queries.guard.words import Sort, Word, quoted, refuse

_MIDDLE = ("percentilecont", "percentiledisc", "stdev", "stdevp")
AGGREGATES = frozenset(("avg", "collect", "count", "max", "min", "sum", *_MIDDLE))
"""Functions that make one value of many rows, in lower case."""

_CONDITIONS = frozenset(("AND", "OR", "XOR", "IN", "IS", "CONTAINS", "STARTS", "ENDS", "=~"))
_PRODUCTS = frozenset("*/%^")
_SUMS = _PRODUCTS | {"+", "-"}
_HOW = "Name it first: WITH …, {} AS n, and use n in the next clause."


@dataclass(frozen=True, slots=True)
class Item:
    """An item of WITH or RETURN: its words, and its name."""

    first: int
    stop: int
    name: str


@dataclass(slots=True)
class _Seen:
    """What was seen of one clause: numbers of words, each with the one behind."""

    calls: list[tuple[int, int]] = field(default_factory=list)
    uses: list[tuple[int, int]] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)
    local: list[str] = field(default_factory=list)
    is_inside: bool = False


class Aggregates:
    """Notes where aggregates and variables stand in the clause that is read, and judges them."""

    def __init__(self, cursor: Cursor) -> None:
        """Begin with nothing seen."""
        self._cursor = cursor
        self._seen = _Seen()

    # ---------------------------------------------------------------- what is seen

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Read a subquery, whose clauses aggregate for themselves."""
        outside, self._seen = self._seen, _Seen()
        yield
        self._seen = outside

    def clause(self) -> None:
        """Begin a clause."""
        self._seen = _Seen()

    @contextmanager
    def aggregate(self, word: Word, first: int) -> Iterator[None]:
        """Read the arguments of an aggregate."""
        seen = self._seen
        if seen.is_inside:
            refuse(word, f"stands in another aggregate. {_HOW.format('the inner one')}")
        seen.is_inside = True
        yield
        seen.is_inside = False
        seen.calls.append((first, self._cursor.at))

    @contextmanager
    def loop(self) -> Iterator[None]:
        """Read a loop, whose variables are its own."""
        local = self._seen.local
        before = len(local)
        yield
        del local[before:]

    def makes(self, name: str) -> None:
        """Note a variable of a loop."""
        self._seen.local.append(name)

    def uses(self, first: int) -> None:
        """Note a variable that stands outside of aggregates."""
        if not self._seen.is_inside and self._name(first) not in self._seen.local:
            self._seen.uses.append((first, self._cursor.at))

    def stands_apart(self) -> None:
        """Note a pattern or subquery, which may use any variable."""
        if not self._seen.is_inside:
            self._seen.apart.append(self._cursor.at)

    # ---------------------------------------------------------------- what is judged

    def none_since(self, first: int, where: str) -> None:
        """Refuse an aggregate in the words from here on."""
        found = self._within(first, self._cursor.at)
        if found:
            self._refuse(found[0], f"stands {where}, where it is not aggregated")

    def judge(self, first: int, gaps: Sequence[tuple[int, int]]) -> None:
        """Judge operands with operators in the ``gaps`` between them."""
        stop = self._cursor.at
        found = self._within(first, stop)
        if not found:
            return
        words = self._cursor.words
        for start, end in gaps:
            for word in words[start:end]:
                if word.sort is not Sort.TEXT and word.key in _CONDITIONS:
                    self._refuse(found[0], f"stands beside {word.key}, where it is not aggregated")
        keys = [words[start].key for start, end in gaps if end > start]
        if not _SUMS.intersection(keys):
            return
        begins = [first, *(end for _, end in gaps)]
        for number, (start, _) in enumerate(gaps):
            beside = {words[at].key for at, _ in gaps[max(0, number - 1) : number + 1]}
            self._judge_operand(begins[number], start, bool(_PRODUCTS.intersection(beside)))

    def _judge_operand(self, first: int, stop: int, is_factor: bool) -> None:
        """Refuse what is computed from variables in a sum with aggregates."""
        if self._within(first, stop):
            return
        for start, end in self._seen.uses:
            if first <= start < stop and (is_factor or start != first or end > stop):
                self._refuse_value(start, "is computed with beside an aggregate")

    def judge_items(self, items: Sequence[Item], takes_all: bool) -> None:
        """Refuse values beside aggregates that are no grouping keys."""
        keys = {self._text(each) for each in items if not self._within(each.first, each.stop)}
        for each in items:
            found = self._within(each.first, each.stop)
            if not found or found == [(each.first, each.stop)]:
                continue
            if any(each.first <= at < each.stop for at in self._seen.apart):
                self._refuse(found[0], "stands beside a pattern or a subquery")
            for start, _ in self._seen.uses:
                if each.first <= start < each.stop and not (
                    takes_all or self._is_key(start, keys)
                ):
                    self._refuse_value(
                        start, "stands beside an aggregate without being an item itself"
                    )

    def order(self, first: int, items: Iterable[Item]) -> None:
        """Write an aggregate to order by as the name it has; refuse one without."""
        stop = self._cursor.at
        found = self._within(first, stop)
        if not found:
            return
        meant = self._keys(first, stop)
        for each in items:
            if self._keys(each.first, each.stop) == meant:
                for number in range(first + 1, stop):
                    self._cursor.instead(number, "")
                self._cursor.instead(first, quoted(each.name))
                return
        self._refuse(found[0], "is ordered by, but is no item itself", "Name it there: … AS n")

    # ---------------------------------------------------------------- words

    def _within(self, first: int, stop: int) -> list[tuple[int, int]]:
        return [call for call in self._seen.calls if first <= call[0] < stop]

    def _name(self, number: int) -> str:
        word = self._cursor.words[number]
        return word.key if word.sort is Sort.QUOTED else word.written

    def _keys(self, first: int, stop: int) -> list[tuple[str, str]]:
        """Give words as they are compared: names of functions in any case, others as written."""
        return [
            (word.sort.value, word.written if word.sort is Sort.NAME else word.key)
            for word in self._cursor.words[first:stop]
        ]

    def _text(self, item: Item) -> str:
        return ".".join(
            self._name(number)
            for number in range(item.first, item.stop)
            if self._cursor.words[number].key != "."
        )

    def _is_key(self, number: int, keys: set[str]) -> bool:
        name, words = self._name(number), self._cursor.words
        if name in keys:
            return True
        return words[number + 1].key == "." and f"{name}.{self._name(number + 2)}" in keys

    def _refuse(self, call: tuple[int, int], why: str, how: str = "") -> None:
        text = self._cursor.source(*call)
        refuse(self._cursor.words[call[0]], f"{why}. {how or _HOW.format(text)}", text)

    def _refuse_value(self, number: int, why: str) -> None:
        refuse(
            self._cursor.words[number],
            f"{why}, so it is not clear by what the rows are grouped. Count first "
            "(WITH a, count(b) AS n) and put both together in the next clause.",
        )
