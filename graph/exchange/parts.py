"""JSON from strangers, read part by part: each value is checked where it is used.

What it must not do: know any format; those are in ``popolo`` and ``ftm``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from graph.errors import InputError
from graph.period import parse_date

MOST_DEPTH = 24
"""Deepest nesting that is read; no format here needs ten."""

MOST_TEXT = 100_000
"""Longest text of one value, in characters."""


@dataclass(frozen=True, slots=True)
class Part:
    """One object of a document, with where it stands for messages."""

    place: str
    values: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Say whether there is anything under a key; null counts as nothing."""
        return self.values.get(key) is not None

    def text(self, key: str) -> str:
        """Give a text that must be there.

        Raises:
            InputError: it is missing, or something else.
        """
        found = self.maybe(key)
        if found is None:
            raise self.wrong(key, "a text")
        return found

    def maybe(self, key: str) -> str | None:
        """Give a text, or None where there is none.

        Raises:
            InputError: something else stands there.
        """
        found = self.values.get(key)
        if found is not None and not isinstance(found, str):
            raise self.wrong(key, "a text")
        return found

    def whole(self, key: str) -> int:
        """Give a whole number that must be there.

        Raises:
            InputError: it is missing, or something else.
        """
        found = self.values.get(key)
        if not isinstance(found, int) or isinstance(found, bool):
            raise self.wrong(key, "a whole number")
        return found

    def flag(self, key: str) -> bool:
        """Give true or false; missing is false.

        Raises:
            InputError: something else stands there.
        """
        found = self.values.get(key, False)
        if not isinstance(found, bool):
            raise self.wrong(key, "true or false")
        return found

    def day(self, key: str) -> date | None:
        """Give a whole date, or None where there is none.

        Raises:
            InputError: it is none.
        """
        written = self.maybe(key)
        return parse_date(written, f"{self.place}, {key}") if written is not None else None

    def moment(self, key: str) -> datetime:
        """Give a moment with its time zone.

        Raises:
            InputError: it is missing, none, or has no zone.
        """
        try:
            found = datetime.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(key, "a moment, such as 2026-03-04T09:00:00+00:00") from None
        if found.tzinfo is None:
            raise self.wrong(key, "a moment with its time zone")
        return found

    def part(self, key: str) -> "Part":
        """Give one object that must be there.

        Raises:
            InputError: it is missing, or something else.
        """
        return self._made(self.values.get(key), key)

    def parts(self, key: str) -> Iterator["Part"]:
        """Give the objects of a list, in order; no list, none.

        Raises:
            InputError: something else stands there.
        """
        for place, one in enumerate(self._list(key)):
            yield self._made(one, f"{key}[{place}]")

    def texts(self, key: str) -> tuple[str, ...]:
        """Give the texts of a list, in order; no list, none.

        Raises:
            InputError: something else stands there.
        """
        found = self._list(key)
        texts = tuple(one for one in found if isinstance(one, str))
        if len(texts) != len(found):
            raise self.wrong(key, "a list of texts")
        return texts

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Give an object of texts as pairs, sorted; none where there is none.

        Raises:
            InputError: something else stands there.
        """
        if not self.has(key):
            return ()
        inner = self.part(key)
        return tuple(sorted((name, inner.text(name)) for name in inner.values))

    def wrong(self, key: str, expected: str) -> InputError:
        """Make the error that says what stands there instead of what was expected."""
        found = repr(self.values.get(key))
        shown = found if len(found) <= 60 else f"{found[:60]}…"
        return InputError(f"{self.place}: {key} is {shown}; expected {expected}.")

    def _list(self, key: str) -> list[object]:
        found = self.values.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.wrong(key, "a list")
        return found

    def _made(self, found: object, key: str) -> "Part":
        if not isinstance(found, dict):
            raise InputError(f"{self.place}: {key} is no object. Was the file edited?")
        return Part(f"{self.place}, {key}", found)


def read_object(text: str, place: str) -> Part:
    """Read one JSON object.

    Raises:
        InputError: it is no JSON, no object, names a key twice, nests too deep, or holds what is
            no number or far too long a text.
    """
    try:
        made: object = json.loads(text, parse_constant=_no_number, object_pairs_hook=_unique)
    except InputError as error:
        raise InputError(f"{place}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{place} is no JSON that can be read ({error}).") from None
    if not isinstance(made, dict):
        raise InputError(f"{place} holds no JSON object.")
    _measure(made, place)
    return Part(place, made)


def _measure(made: object, place: str) -> None:
    """Refuse absurd depth and length, without recursion."""
    waiting: list[tuple[object, int]] = [(made, 1)]
    while waiting:
        one, depth = waiting.pop()
        if depth > MOST_DEPTH:
            raise InputError(f"{place} nests deeper than {MOST_DEPTH} levels.")
        if isinstance(one, str) and len(one) > MOST_TEXT:
            raise InputError(f"{place} holds a text of more than {MOST_TEXT} characters.")
        if isinstance(one, dict):
            waiting.extend((inner, depth + 1) for inner in one.values())
        elif isinstance(one, list):
            waiting.extend((inner, depth + 1) for inner in one)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the key {twice[:60]!r} stands twice in one object.")
    return made


def _no_number(text: str) -> NoReturn:
    raise InputError(f"{text} is no number of JSON.")
