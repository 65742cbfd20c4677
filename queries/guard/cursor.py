"""Stepping through the words of a query, and writing the text that the engine is given."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

from graph.errors import QueryRefused
from graph.store import Cell
from queries.guard.names import LEAVING, QUOTED, WRITING
from queries.guard.words import Sort, Word, quoted, refuse, words_of

MAX_DEPTH = 40
"""How deep brackets, subqueries and negations may be nested."""

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

MAX_WORDS = 6_000
"""Words of a query, signs included."""


class Cursor:
    """A place in a query; ``parameters`` are the values that it is asked with.

    What is rewritten is noted beside the words, so that the text keeps its form.
    """

    def __init__(self, cypher: str, parameters: Mapping[str, Cell]) -> None:
        """Read the words."""
        self.cypher = cypher
        self.parameters = parameters
        self.words = words_of(cypher)
        if len(self.words) > MAX_WORDS:
            msg = (
                f"The query has {len(self.words)} words and signs; at most {MAX_WORDS} are read. "
                "Hand long lists over as parameters."
            )
            raise QueryRefused(msg)
        self.at = 0
        self._depth = 0
        self._instead: dict[int, str] = {}
        self._before: dict[int, str] = {}
        self._behind: dict[int, str] = {}
        self._partners = self._matched()

    @property
    def word(self) -> Word:
        """The word at this place."""
        return self.words[self.at]

    def ahead(self, steps: int) -> Word:
        """Give a word further on, or the END."""
        return self.words[min(self.at + steps, len(self.words) - 1)]

    def behind_bracket(self) -> int:
        """Give the number of the word behind the bracket that opens here."""
        return self._partners[self.at] + 1

    def partner(self, number: int) -> int:
        """Give the number of the bracket that closes the one at a number."""
        return self._partners[number]

    def step(self) -> Word:
        """Step over a word, and give it."""
        word = self.word
        if word.sort is not Sort.END:
            self.at += 1
        return word

    def is_sign(self, *signs: str) -> bool:
        """Say whether one of these signs stands here."""
        return self.word.sort is Sort.SIGN and self.word.key in signs

    def is_key(self, *keys: str) -> bool:
        """Say whether one of these words stands here, unquoted."""
        return self.word.sort is Sort.NAME and self.word.key in keys

    def took(self, key: str) -> bool:
        """Step over a word or sign if it stands here, and say whether it did."""
        if self.word.sort in (Sort.SIGN, Sort.NAME) and self.word.key == key:
            self.at += 1
            return True
        return False

    def need(self, key: str, why: str) -> Word:
        """Step over a word or sign that must stand here."""
        word = self.word
        if not self.took(key):
            self.unexpected(f"{key} {why}")
        return word

    def name(self, what: str) -> str:
        """Step over a name, and give it; one that could be a keyword is put in quotes."""
        word = self.word
        if word.sort is Sort.QUOTED:
            if _PLAIN.fullmatch(word.key) and word.key.upper() not in QUOTED:
                self.instead(self.at, word.key)
            self.step()
            return word.key
        if word.sort is not Sort.NAME:
            self.unexpected(what)
        if word.key in QUOTED:
            self.instead(self.at, quoted(word.written))
        self.step()
        return word.written

    def plain(self, number: int) -> str:
        """Give a name as it is meant, without quotes."""
        word = self.words[number]
        return word.key if word.sort is Sort.QUOTED else word.written

    def require_plain(self, number: int) -> None:
        """Refuse a name in quotes where the embedded engine would take it for another."""
        if self._instead.get(number, self.words[number].written).startswith("`"):
            refuse(
                self.words[number],
                "must have a plain name here: letters, digits and _, no word of Cypher.",
            )

    def unexpected(self, expected: str) -> NoReturn:
        """Refuse the word that stands here."""
        word = self.word
        if word.sort is Sort.NAME and word.key in WRITING:
            refuse(word, "is not allowed here: the graph is only read. Ask with MATCH and RETURN.")
        if word.sort is not Sort.TEXT and word.key in LEAVING:
            refuse(word, f"is not allowed here: it {LEAVING[word.key]}.")
        if word.sort is Sort.SIGN and word.key == ";":
            refuse(word, "separates several queries; ask one at a time.")
        refuse(word, f"is not expected here. Expected {expected}.")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Count one more level of nesting."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            refuse(self.word, f"is nested more than {MAX_DEPTH} deep. Part the query by WITH.")
        try:
            yield
        finally:
            self._depth -= 1

    def instead(self, number: int, text: str) -> None:
        """Write another text in place of a word."""
        self._instead[number] = text

    def before(self, number: int, text: str) -> None:
        """Write a text before a word, and before what was written there already."""
        self._before[number] = text + self._before.get(number, "")

    def behind(self, number: int, text: str) -> None:
        """Write a text behind a word, and behind what was written there already."""
        self._behind[number] = self._behind.get(number, "") + text

    def source(self, first: int, stop: int) -> str:
        """Give what was typed from one word up to another, spaces joined."""
        return " ".join(self.cypher[self.words[first].start : self.words[stop - 1].end].split())

    def written(self) -> str:
        """Write the query as the engine is given it."""
        parts, done = [], 0
        for number, word in enumerate(self.words):
            gap = self.cypher[done : word.start]
            parts.append("".join("\n" if letter == "\n" else " " for letter in gap))
            parts.append(self._before.get(number, ""))
            parts.append(self._instead.get(number, word.written))
            parts.append(self._behind.get(number, ""))
            done = word.end
        return "".join(parts).rstrip()

    def _matched(self) -> dict[int, int]:
        """Find the partner of every bracket that opens."""
        partners: dict[int, int] = {}
        opened: list[int] = []
        pairs = {")": "(", "]": "[", "}": "{"}
        for number, word in enumerate(self.words):
            if word.sort is not Sort.SIGN:
                continue
            if word.key in pairs.values():
                opened.append(number)
            elif word.key in pairs:
                if not opened or self.words[opened[-1]].key != pairs[word.key]:
                    refuse(word, "closes what was not opened.")
                partners[opened.pop()] = number
        if opened:
            refuse(self.words[opened[-1]], "is never closed.")
        return partners
