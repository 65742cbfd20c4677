"""One file of named arrays and JSON, checked by a hash before anything in it is believed.

Nothing in it is ever run: numbers, texts, and lists of them. What it must not do: know what the
arrays mean.

::

    corridors-stored 1\\n        what it is
    64 hex digits\\n             SHA-256 of all that follows
    {"key": …, "arrays": …}\\n   JSON in one line, its texts among it
    bytes of the arrays         each begins at a multiple of eight
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any  # what JSON gives

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreDamaged

Array = NDArray[Any]

_MAGIC = b"corridors-stored 1\n"
_DIGEST = 65  # with the end of its line
_TYPES = ("bool", "int8", "int16", "int32", "int64", "float64")
_ALIGNED = 8


@dataclass(frozen=True, slots=True)
class Package:
    """What a file holds: ``key`` says what it was made from."""

    key: Mapping[str, str | int]
    arrays: Mapping[str, Array]
    texts: Mapping[str, Any]


def pack(package: Package) -> list[bytes]:
    """Write a package; gives the parts of the file in order."""
    listed, blocks = {}, list[bytes]()
    for name, array in package.arrays.items():
        listed[name] = [array.dtype.name, len(array)]
        content = np.ascontiguousarray(array).tobytes()
        blocks.append(content + bytes(-len(content) % _ALIGNED))
    said = {"key": dict(package.key), "arrays": listed, "texts": dict(package.texts)}
    head = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    before = len(_MAGIC) + _DIGEST + len(head) + 1
    body = [head + b" " * (-before % _ALIGNED) + b"\n", *blocks]
    return [_MAGIC, _digest(body).encode() + b"\n", *body]


def unpack(content: bytearray, key: Mapping[str, str | int]) -> Package:
    """Read a package made from exactly what a key says; its arrays are views of the content.

    Raises:
        StoreDamaged: it is none, is damaged, or was made from something else.
    """
    start = len(_MAGIC) + _DIGEST
    if not content.startswith(_MAGIC):
        raise StoreDamaged("another form")
    body = memoryview(content)[start:]
    if _digest([body]).encode() + b"\n" != content[len(_MAGIC) : start]:
        raise StoreDamaged("damaged")
    end = content.find(b"\n", start)
    try:
        said = json.loads(content[start:end])
        found = said["key"]
        if found != dict(key):
            raise StoreDamaged("made from something else")
        arrays = dict(_arrays(content, end + 1, said["arrays"]))
        return Package(found, arrays, said["texts"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamaged(str(error)) from error


def _arrays(
    content: bytearray, at: int, listed: Mapping[str, tuple[str, int]]
) -> Iterable[tuple[str, Array]]:
    for name, (kind, length) in listed.items():
        if kind not in _TYPES:
            raise StoreDamaged(f"{name} is of type {kind}")
        form = np.dtype(kind)
        yield name, np.frombuffer(content, form, length, at)
        at += math.ceil(length * form.itemsize / _ALIGNED) * _ALIGNED


def _digest(parts: Iterable[bytes | memoryview]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part)
    return whole.hexdigest()
