"""The objects of one long list in JSON, one at a time: memory holds one of them, not the list.

What stands before the list is given as text (``head``). What it must not do: know any particular
source.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import NoReturn

from graph.errors import SourceChanged
from loaders.json_ld import JsonObject
from loaders.stream import Stream

MAX_HEAD = 64 * 1024
"""Most characters before the list."""

MAX_OBJECT = 256 * 1024
"""Longest object of the list, in characters."""

WHOLE = re.compile(r"^\s*\[")
"""The input is the list."""


class JsonObjects:
    """The objects of the list that begins where ``opening`` ends; to be gone through once."""

    def __init__(self, stream: Stream, opening: re.Pattern[str] = WHOLE) -> None:
        """Prepare; nothing is read yet."""
        self.head = ""
        self._place, self._opening = stream.place, opening
        self._texts = self._decoded(stream)
        self._rest = ""

    def __iter__(self) -> Iterator[JsonObject]:
        """Give each object, in order.

        Raises:
            SourceChanged: no such list, no JSON in UTF-8, an object too long, or cut off.
        """
        self._open()
        decoder = json.JSONDecoder(parse_constant=self._refused)
        number = 0
        while self._is_at_object():
            number += 1
            yield self._next(decoder, number)

    def _is_at_object(self) -> bool:
        """Go to the next object; False at the end of the list."""
        while True:
            self._rest = self._rest.lstrip(" \t\r\n,")
            if self._rest:
                return not self._rest.startswith("]")
            more = next(self._texts, None)
            if more is None:
                self._stop("the list has no end; the file may be cut off")
            self._rest = more

    def _next(self, decoder: json.JSONDecoder, number: int) -> JsonObject:
        tried, ended = 0, False
        while True:
            # Try again only when twice as much is there: else a long object is read over and over.
            if ended or ("}" in self._rest and len(self._rest) >= 2 * tried):
                tried = len(self._rest)
                found = self._decoded_object(decoder, number)
                if found is not None:
                    return found
                if ended:
                    self._stop(f"object {number} is no JSON; the file may be cut off")
            if len(self._rest) > 2 * MAX_OBJECT:
                self._stop(f"object {number} is broken, or has more than {MAX_OBJECT} characters")
            more = next(self._texts, None)
            ended = more is None
            self._rest += more or ""

    def _decoded_object(self, decoder: json.JSONDecoder, number: int) -> JsonObject | None:
        """Take the object that the text begins with; None where it is not whole, or broken."""
        try:
            found, end = decoder.raw_decode(self._rest)
        except RecursionError:
            self._stop(f"object {number} is nested too deep")
        except ValueError:
            return None
        if not isinstance(found, dict):
            self._stop(f"item {number} is no object")
        self._rest = self._rest[end:]
        return found

    def _open(self) -> None:
        text = ""
        for more in self._texts:
            text += more
            found = self._opening.search(text)
            if found:
                self.head, self._rest = text[: found.end()], text[found.end() :]
                return
            if len(text) > MAX_HEAD:
                break
        self._stop(f"begins with {text[:40]!r}")

    def _decoded(self, stream: Stream) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        try:
            for chunk in stream.chunks:
                yield decoder.decode(chunk)
            yield decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            self._stop(f"is no UTF-8 text ({error.reason})")

    def _refused(self, name: str) -> NoReturn:
        self._stop(f"{name} is no JSON number")

    def _stop(self, what: str) -> NoReturn:
        msg = f"{self._place}: {what}. Expected a list of objects in JSON. Fetch it again."
        raise SourceChanged(msg)
