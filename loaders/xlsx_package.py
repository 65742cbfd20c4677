"""The ZIP behind an XLSX, judged before anything in it is read.

Refused: too many parts, too much unpacked, a part that swells too much (a bomb), names that leave
the archive or stand there twice, passwords, archives within, and a document type in any XML part,
so that no entity and no outside file has a way in. Macros, links to other files and everything
else that is no cell is never opened. What it must not do: know sheets or cells.
"""

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, NoReturn
from xml.parsers import expat

from graph.errors import InputError, SourceChanged
from loaders.stream import CHUNK, Stream

MAX_PACKED = 256 * 1024 * 1024
"""Most bytes of one workbook as it lies on disk; a year of the largest source is about 20 MB."""

MAX_UNPACKED = 1024 * 1024 * 1024
"""Most bytes of all parts, unpacked."""

MAX_PARTS = 2_000
MAX_DIRECTORY = 512 * 1024
"""Most bytes of the list of parts."""

MAX_RATIO = 200
"""Most times that a part above ``SMALL`` bytes may swell; sheets swell ten to fifty times."""

SMALL = 1024 * 1024
MAX_PROLOG = 64 * 1024
"""Most bytes before the first element of an XML part."""

_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".7z", ".rar", ".gz", ".tar")
_END = b"PK\x05\x06"
_XML = (".xml", ".rels", ".vml")
_MEMORY = 4 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError)

Start = Callable[[str, dict[str, str]], None]


@contextmanager
def spooled(stream: Stream) -> Iterator[IO[bytes]]:
    """Give a stream as a file that can be read anywhere; large ones lie on disk meanwhile.

    Raises:
        SourceChanged: it is larger than any workbook.
    """
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as file:
        total = 0
        for chunk in stream.chunks:
            total += len(chunk)
            if total > MAX_PACKED:
                msg = f"{stream.place} holds more than {MAX_PACKED} bytes. Expected a workbook."
                raise SourceChanged(msg)
            file.write(chunk)
        file.seek(0)
        yield file


class Package:
    """The parts of one workbook, checked; to be closed with its file."""

    def __init__(self, file: IO[bytes], place: str) -> None:
        """Open and judge it.

        Raises:
            SourceChanged: no ZIP, broken, or beyond a limit.
            InputError: it holds what has no place in a table: archives, names that leave it.
        """
        self.place = place
        self._read = 0
        self._check_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except _BROKEN as error:
            self.stop(f"no workbook that can be opened ({error})")
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        self._parts = {info.filename: info for info in infos}
        self._check_parts(infos)
        for name in sorted(self._parts):
            if name.lower().endswith(_XML):
                self._check_prolog(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, sorted."""
        return tuple(sorted(self._parts))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the bytes of one part, in order.

        Raises:
            SourceChanged: there is no such part, it is broken, or too much was unpacked.
        """
        info = self._parts.get(name)
        if info is None:
            self.stop(f"the part {name[:80]!r} is missing")
        try:
            with self._zip.open(info) as part:
                while chunk := part.read(CHUNK):
                    self._read += len(chunk)
                    if self._read > 2 * MAX_UNPACKED:
                        self.stop(f"more than {MAX_UNPACKED} bytes unpacked")
                    yield chunk
        except _BROKEN as error:
            self.stop(f"the part {name[:80]!r} is broken ({error})")

    def walk(
        self, name: str, start: Start, end: Callable[[str], None], data: Callable[[str], None]
    ) -> Iterator[None]:
        """Go through one XML part, with local names; pauses after each piece of it.

        Names of attributes keep their namespace, with a blank between, where they have one.

        Raises:
            SourceChanged: it is no XML, or has a document type.
        """
        parser = self._parser(name)
        parser.buffer_text = True
        local = _LocalNames()
        parser.StartElementHandler = lambda tag, attributes: start(local[tag], attributes)
        parser.EndElementHandler = lambda tag: end(local[tag])
        parser.CharacterDataHandler = data
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            self.stop(f"the part {name[:80]!r} is no XML that can be read ({error})")
        yield

    def stop(self, what: str) -> NoReturn:
        """Stop reading this workbook."""
        msg = f"{self.place}: {what}. Nothing was loaded; save it as XLSX again."
        raise SourceChanged(msg)

    def _refuse(self, what: str) -> NoReturn:
        msg = f"{self.place} {what}. Nothing was read; save the table alone as XLSX."
        raise InputError(msg)

    def _parser(self, name: str) -> expat.XMLParserType:
        def refuse(*_: object) -> None:
            self.stop(f"the part {name[:80]!r} has a document type (DTD); such are never read")

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = refuse
        return parser

    def _check_directory(self, file: IO[bytes]) -> None:
        """Judge the list of parts before it is read into memory."""
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
        at = tail.rfind(_END)
        if size > MAX_PACKED or at < 0 or len(tail) < at + 22:
            self.stop("no workbook (XLSX), or cut off")
        count, directory = struct.unpack_from("<HI", tail, at + 10)
        if count > MAX_PARTS or directory > MAX_DIRECTORY:
            self.stop(f"more than {MAX_PARTS} parts")
        file.seek(0)

    def _check_parts(self, infos: list[zipfile.ZipInfo]) -> None:
        if len(infos) > MAX_PARTS:
            self.stop(f"more than {MAX_PARTS} parts")
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            self.stop(f"more than {MAX_UNPACKED} bytes unpacked")
        if len(infos) != len(self._parts):
            self._refuse("holds two parts of one name")
        for info in infos:
            name = info.filename
            path = PurePosixPath(name.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
                self._refuse(f"holds the name {name[:80]!r}, which leaves the archive")
            if name.lower().endswith(_ARCHIVES):
                self._refuse(f"holds another archive, {name[:80]!r}")
            if info.flag_bits & 0x1:
                self._refuse("is locked with a password")
            if info.file_size > SMALL and info.file_size > MAX_RATIO * info.compress_size:
                self.stop(f"the part {name[:80]!r} swells more than {MAX_RATIO} times")

    def _check_prolog(self, name: str) -> None:
        """Refuse a document type, in parts that nobody reads as well."""
        begun: list[str] = []
        parser = self._parser(name)
        parser.StartElementHandler = lambda tag, _: begun.append(tag)
        seen = 0
        for chunk in self.chunks(name):
            for at in range(0, len(chunk), 4096):
                piece = chunk[at : at + 4096]
                seen += len(piece)
                try:
                    parser.Parse(piece, False)
                except expat.ExpatError as error:
                    if not begun:
                        self.stop(f"the part {name[:80]!r} is no XML ({error})")
                if begun:
                    return
            if seen > MAX_PROLOG:
                self.stop(f"the part {name[:80]!r} does not begin within {MAX_PROLOG} bytes")


class _LocalNames(dict[str, str]):
    """Local names of elements: a large sheet repeats a few of them millions of times."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(" ")[2]
        if len(self) < MAX_PARTS:
            self[name] = local
        return local
