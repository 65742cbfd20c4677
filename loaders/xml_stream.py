"""Records out of a large XML file, one at a time; nothing is fetched, nothing expands.

A document type, and with it every entity of its own, stops the reading, so that neither bombs nor
outside files have a way in. The Transparency Register calls itself XML 1.1 and refers to
characters that XML 1.0 has no place for (``&#xb;``): the declaration is read as 1.0, references
to blanks become a blank and others nothing. What it must not do: know any particular source.
"""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from graph.errors import SourceChanged
from loaders.stream import Stream

MAX_RECORD = 4 * 1024 * 1024
"""Largest record: characters, and a hundred for each element."""

MAX_TAG = 1024 * 1024
"""Most bytes in one tag or comment."""

MAX_DEPTH = 64
"""Deepest nesting."""

MAX_HEAD = 100
"""Most texts kept from outside the records."""

_HEAD = 1024
_TAIL = 16
_VERSION = re.compile(rb"(<\?xml\s+version\s*=\s*[\"'])1\.1([\"'])")
_REFERENCE = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,10}));")
_UNFINISHED = re.compile(rb"&(?:#(?:x[0-9A-Fa-f]{0,8}|[0-9]{0,10})?)?$")
_RAW = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class XmlRecords:
    """The records of one file; to be gone through once.

    ``root`` and ``record`` are local names. ``head`` holds the texts of elements outside records,
    by local name, as far as they were read; ``illegal`` counts the characters and references that
    XML has no place for. With ``attributes`` records keep theirs, and ``head`` those of elements
    outside, as ``element@attribute``. With ``bare_type`` a document type that only names an
    outside file is passed over: nothing is fetched, and any entity that file may define stops.
    """

    def __init__(
        self,
        stream: Stream,
        *,
        root: str,
        record: str,
        attributes: bool = False,
        bare_type: bool = False,
    ) -> None:
        """Prepare; nothing is read yet."""
        self.head: dict[str, str] = {}
        self.illegal = 0
        self._stream, self._root, self._record = stream, root, record
        self._attributes, self._bare_type = attributes, bare_type
        self._ready: list[Element] = []
        self._path: list[str] = []
        self._builder: TreeBuilder | None = None
        self._text: list[str] = []
        self._size = self._since = 0
        # The encoding is given, so that no declaration can choose another behind our back.
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.SkippedEntityHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        self._parser = parser

    def __iter__(self) -> Iterator[Element]:
        """Give each record's element, in order, with local names.

        Raises:
            SourceChanged: no XML, another root, a document type, or something too large; the
                message says where.
        """
        for chunk in self._cleaned():
            self._feed(chunk)
            yield from self._ready
            self._ready.clear()
        self._feed(b"", final=True)
        yield from self._ready

    def _cleaned(self) -> Iterator[bytes]:
        rest, started = b"", False
        for chunk in self._stream.chunks:
            rest += chunk
            if not started:
                if len(rest) < _HEAD:
                    continue
                started, rest = True, self._begun(rest)
            # A reference may be cut in two by the end of a chunk: keep its beginning for later.
            cut = _UNFINISHED.search(rest, max(0, len(rest) - _TAIL))
            whole, rest = (rest[: cut.start()], rest[cut.start() :]) if cut else (rest, b"")
            yield self._legal(whole)
        yield self._legal(rest if started else self._begun(rest))

    def _begun(self, start: bytes) -> bytes:
        plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not plain.startswith(b"<"):
            self._stop(f"begins with {start[:20]!r}; expected XML in UTF-8")
        return _VERSION.sub(rb"\g<1>1.0\2", plain, count=1)

    def _legal(self, content: bytes) -> bytes:
        content = _REFERENCE.sub(self._referred, content)
        return _RAW.sub(self._raw, content)

    def _referred(self, found: re.Match[bytes]) -> bytes:
        code = int(found[1], 16) if found[1] else int(found[2])
        return found[0] if _is_legal(code) else self._instead(code)

    def _raw(self, found: re.Match[bytes]) -> bytes:
        if found[0] == b"\x00":
            self._stop("a NUL byte; expected XML in UTF-8")
        return self._instead(found[0][0])

    def _instead(self, code: int) -> bytes:
        self.illegal += 1
        return b" " if code < 0x20 and chr(code).isspace() else b""

    def _feed(self, content: bytes, *, final: bool = False) -> None:
        self._since += len(content)
        try:
            self._parser.Parse(content, final)
        except expat.ExpatError as error:
            self._stop(f"no XML that can be read ({error}); it may be cut off")
        if self._since > MAX_TAG:
            self._stop(f"a tag or comment of more than {MAX_TAG} bytes")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if not self._path and local != self._root:
            self._stop(f"the root is {local[:80]!r}; expected {self._root!r}")
        self._grow(100 + sum(len(value) for value in attributes.values()))
        self._path.append(local)
        if len(self._path) > MAX_DEPTH:
            self._stop(f"elements nested more than {MAX_DEPTH} deep")
        if self._builder is None and local == self._record:
            self._builder, self._size = TreeBuilder(), 0
        own = {_local(name): value for name, value in attributes.items()}
        if self._builder is not None:
            self._builder.start(local, own if self._attributes else {})
        elif self._attributes and len(self.head) < MAX_HEAD:
            for name, value in own.items():
                self.head.setdefault(f"{local}@{name}", value.strip())
        self._text.clear()

    def _data(self, text: str) -> None:
        self._grow(len(text))
        if self._builder is not None:
            self._builder.data(text)
        else:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._grow(0)
        local = self._path.pop()
        if self._builder is None:
            if len(self.head) < MAX_HEAD:
                self.head.setdefault(local, "".join(self._text).strip())
            if len(self._path) == 1:
                self._size = 0  # beside the records, each element under the root counts alone
        else:
            self._builder.end(local)
            if local == self._record and self._record not in self._path:
                self._ready.append(self._builder.close())
                self._builder, self._size = None, 0
        self._text.clear()

    def _grow(self, more: int) -> None:
        self._since = 0
        self._size += more
        if self._size > MAX_RECORD:
            self._stop(f"a record of more than {MAX_RECORD} characters")

    def _refuse_type(self, _name: str, _system: object, _public: object, own: bool) -> None:
        if own or not self._bare_type:
            self._stop("a document type (DTD); such files are never read")

    def _refuse_entity(self, name: str, *_: object) -> None:
        # Only a document type elsewhere could say what it stands for: a text would lose a part.
        self._stop(f"the entity &{name[:40]}; is defined nowhere in the file")

    def _stop(self, what: str) -> NoReturn:
        line = self._parser.CurrentLineNumber
        msg = (
            f"{self._stream.place}, about line {line}: {what}. Nothing was loaded; fetch it again."
        )
        raise SourceChanged(msg)


def text_of(element: Element, path: str) -> str | None:
    """Give the text at a path, its blanks and line breaks as single blanks; None where empty."""
    return " ".join((element.findtext(path) or "").split()) or None


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _is_legal(code: int) -> bool:
    """Say whether XML 1.0 has a place for a character."""
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
