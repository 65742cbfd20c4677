"""Calls of functions: only those on the list, and none that could grow without bound."""

from contextlib import AbstractContextManager
from difflib import get_close_matches
from typing import Protocol

from queries.guard.aggregates import AGGREGATES, Aggregates
from queries.guard.alike import READ_FROM_TEXT, Alike
from queries.guard.cursor import Cursor
from queries.guard.grammar import Grammar
from queries.guard.growth import LOOPED_RANGE, Growth
from queries.guard.names import FUNCTIONS, WORDED
from queries.guard.words import Sort, Word, refuse

MAX_RANGE = 10_000
"""How long a list range() may make."""

_QUANTIFIERS = ("ALL", "ANY", "NONE", "SINGLE")


class Reader(Protocol):
    """What calls need of the expressions around them."""

    grammar: Grammar
    aggregates: Aggregates
    alike: Alike
    growth: Growth

    def expression(self) -> None:
        """Read one expression."""

    def variable_in_list(self) -> None:
        """Read ``x IN list``."""

    def loop(self) -> AbstractContextManager[None]:
        """Count one more loop around what is read."""

    def is_looping(self) -> bool:
        """Say whether what is read stands in what a loop does with each element."""

    def where(self) -> None:
        """Read WHERE and a condition, if they stand here."""

    def parameter(self) -> object:
        """Read a parameter, and give its value."""


class Calls:
    """Reads calls from a cursor."""

    def __init__(self, cursor: Cursor, reader: Reader) -> None:
        """Read on by the same reader."""
        self._cursor = cursor
        self._reader = reader

    def begins(self) -> bool:
        """Say whether a name, perhaps with dots, and an opening bracket stand here."""
        return self._bracket_at() is not None

    def call(self) -> None:
        """Read a call that begins here."""
        cursor, first = self._cursor, self._cursor.word
        bracket = self._bracket_at()
        assert bracket is not None
        parts = [word.key for word in cursor.words[cursor.at : bracket] if word.key != "."]
        name = ".".join(parts).lower()
        special = first.key if first.sort is Sort.NAME else ""
        if special in _QUANTIFIERS:
            self._quantifier()
        elif special == "REDUCE":
            self._reduce()
        elif name == "exists":
            self._exists(first)
        else:
            self._check(first, name)
            start, cursor.at = cursor.at, bracket
            if name in AGGREGATES:
                with self._reader.aggregates.aggregate(first, start):
                    self._arguments(first, name)
                if name in ("min", "max"):
                    start = bracket + 1 + (cursor.words[bracket + 1].key == "DISTINCT")
                    self._reader.alike.unordered(start, cursor.at - 1, "is put in order, but")
            else:
                self._arguments(first, name)
            if name == "replace":
                self._reader.growth.replaces(bracket + 1, cursor.at - 1)
            if name in READ_FROM_TEXT and cursor.at > bracket + 2:
                self._reader.alike.read_from_text(name, bracket + 1, cursor.at - 2)

    def _bracket_at(self) -> int | None:
        steps = 0
        while self._cursor.ahead(steps).sort in (Sort.NAME, Sort.QUOTED):
            after = self._cursor.ahead(steps + 1)
            if after.sort is Sort.SIGN and after.key == "(":
                return self._cursor.at + steps + 1
            if after.sort is not Sort.SIGN or after.key != ".":
                return None
            steps += 2
        return None

    def _check(self, first: Word, name: str) -> None:
        if name in FUNCTIONS:
            return
        if name in WORDED:
            refuse(first, f"{WORDED[name]}.", f"{name}()")
        refuse(
            first,
            f"is no function that may be called{_nearest(name)}; docs/cypher.md lists those that "
            "are. Functions that read files, addresses or settings, or run other languages, are "
            "left out.",
            name,
        )

    def _arguments(self, first: Word, name: str) -> None:
        cursor = self._cursor
        cursor.need("(", "")
        if name == "count" and cursor.took("*"):
            cursor.need(")", "behind count(*")
            return
        if name == "range":
            self._range()
            return
        cursor.took("DISTINCT")
        if cursor.took(")"):
            return
        self._argument(first)
        while cursor.took(","):
            self._argument(first)
        cursor.need(")", "or a comma")

    def _argument(self, first: Word) -> None:
        if self._cursor.is_sign("(") and self._reader.grammar.patterns.begins():
            refuse(first, "takes no pattern; write COUNT { … } or EXISTS { … }.")
        self._reader.expression()

    # ---------------------------------------------------------------- with their own grammar

    def _quantifier(self) -> None:
        """Read ``all(x IN list WHERE condition)``."""
        cursor = self._cursor
        cursor.step()
        cursor.step()
        with self._reader.loop():
            self._reader.variable_in_list()
            if not cursor.is_key("WHERE"):
                cursor.unexpected("WHERE and a condition")
            start = cursor.at
            self._reader.where()
            self._reader.aggregates.none_since(start, "in a condition")
        cursor.need(")", "here")

    def _reduce(self) -> None:
        """Read ``reduce(sum = 0, x IN list | sum + x)``, where the sum is used at most once."""
        cursor = self._cursor
        word = cursor.step()
        cursor.step()
        name = cursor.name("the name of what is summed up")
        cursor.require_plain(cursor.at - 1)
        cursor.need("=", "and its first value")
        self._reader.expression()
        cursor.need(",", "and a list")
        with self._reader.loop():
            self._reader.variable_in_list()
            self._reader.aggregates.makes(name)
            cursor.need("|", "and the next value")
            start = cursor.at
            self._reader.expression()
            self._reader.aggregates.none_since(start, "in what reduce() does with each element")
        self._check_growth(word, name, start)
        cursor.need(")", "here")

    def _check_growth(self, word: Word, name: str, start: int) -> None:
        """Refuse sums that can double at each step: ``s + s``, ``[s, s]``, replace(s, …)."""
        words = self._cursor.words[start : self._cursor.at]
        names = [one.key for one in words if one.sort in (Sort.NAME, Sort.QUOTED)]
        used = sum(1 for one in names if one in (name, name.upper()))
        grows = any(
            one.sort is Sort.SIGN and one.key in ("+", "*", "^", "[", "{") for one in words
        )
        calls = {"REPLACE", "SPLIT", "COLLECT", "REDUCE"}.intersection(names)
        if (used > 1 and grows) or (used and calls):
            refuse(word, f"could double {name} at each step. Use {name} once, without replace().")

    def _exists(self, first: Word) -> None:
        """Read ``exists((a)-->(b))``; the form for properties is gone."""
        cursor, start = self._cursor, self._cursor.at
        cursor.step()
        cursor.step()
        if not (cursor.is_sign("(") and self._reader.grammar.patterns.begins()):
            refuse(first, f"{WORDED['exists']}.", "exists()")
        self._reader.aggregates.stands_apart()
        self._reader.grammar.patterns.path()
        cursor.need(")", "here")
        for number, text in ((start, "EXISTS"), (start + 1, " { "), (cursor.at - 1, " }")):
            cursor.instead(number, text)

    # ---------------------------------------------------------------- range

    def _range(self) -> None:
        """Read range(from, to, step), whose length must be foreseen."""
        cursor = self._cursor
        word = cursor.word
        ends = [self._bound()]
        while cursor.took(","):
            ends.append(self._bound())
        cursor.need(")", "or a comma")
        step = ends[2] if len(ends) > 2 else 1
        start, stop = (*ends, 0, 0)[:2]
        length = abs(stop - start) // abs(step) if step else 0
        most = LOOPED_RANGE if self._reader.is_looping() else MAX_RANGE
        if length > most:
            inside = " in a loop" if most < MAX_RANGE else ""
            refuse(
                word,
                f"begins a range of more than {most:,} numbers{inside}. Take a shorter one.",
                "range()",
            )
        self._reader.growth.holds(cursor.at - 1, 16 * length)

    def _bound(self) -> int:
        """Read an end of a range: numbers, parameters, size() and length(), added up.

        What is a size counts as nothing: the list is there already.
        """
        cursor = self._cursor
        total, sign = 0, 1
        while True:
            if cursor.took("-"):
                sign = -sign
                continue
            total += sign * self._term()
            if not cursor.is_sign("+", "-"):
                return total
            sign = 1 if cursor.step().key == "+" else -1

    def _term(self) -> int:
        cursor, word = self._cursor, self._cursor.word
        if word.sort is Sort.NUMBER and word.key.isdigit():
            return int(cursor.step().key)
        if cursor.is_sign("$"):
            value = self._reader.parameter()
            if not isinstance(value, int):
                refuse(word, "is an end of a range, and must be a whole number.", "range()")
            return value
        if not (cursor.is_key("SIZE", "LENGTH") and cursor.ahead(1).key == "("):
            refuse(
                word,
                "could make a range of any length. Its ends may be whole numbers, parameters, "
                "size() and length(), added up.",
                "range()",
            )
        self.call()
        return 0


def _nearest(name: str) -> str:
    """Name the function that was probably meant; nothing where none is near."""
    near = get_close_matches(name[:40], sorted(FUNCTIONS), 1, 0.75)
    return f" (nearest: {near[0]}())" if near else ""
