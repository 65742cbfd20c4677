# ruff: noqa: RUF001 - letters that look like others are what this is about
"""Ways to break a file, drawn by a seed: bytes, lines, and what each form is afraid of."""

import gzip
import random
import re
from collections.abc import Callable, Sequence

AFRAID_OF = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\xc3", b"\xed\xa0\x80", b"\x0b", b"\x1b[31m",
    b"\r", b"\n", b"\r\n", b"\t", b'"', b"'", b"''", b'""', b",", b";", b"|", b"\\", b"\\u0000",
    b"\\ud800", b"&#xb;", b"&#0;", b"&#x110000;", b"&amp;amp;", b"&nosuch;", b"<!DOCTYPE a>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?php ?>", b"<a>",
    b"</a>", b"<a b=", b"[" * 2_000, b"{" * 500, b'{"a":' * 500, b"(" * 300, b"null", b"true",
    b"[]", b"{}", b'""', b"NaN", b"-Infinity", b"1e999", b"-1", b"0", b"9" * 400, b"0x10",
    b"1_000", b"9999-12-31", b"0000-00-00", b"2026-02-30", b"99999-01-01", b"1-1-1", b"T00:00Z",
    b"=1+1", b"@SUM(A1)", b"../../x", b"/etc/passwd", b"file:///x", b"http://[", b"javascript:",
    b"2025/0001(COD)", b"person/", b"org/", b"ep-person:", b"EL", b"GR", b"XX", b"S&D",
    "İıſß\u0130".encode(), "\u202eabc".encode(), "ﬁﷺ".encode(), "𝟙𝟚".encode(), "²³".encode(),
    "٣".encode(), "a\u0301\u0302".encode() * 50, b"x" * 12_000, b"0" * 5_000 + b"1",
    b"BEGIN:VCARD\n", b"END:VCARD\n", b"@prefix : <x> .", b"@base <http://x/> .", b"_:b ",
    b'"@context": "http://x/"', b"#", b"PK\x03\x04", b"\x1f\x8b\x08", b" " * 300,
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_WORD = re.compile(rb"[A-Za-z]{2,}")
_LONGEST = 300_000

Change = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutate(content: bytes, others: Sequence[bytes], rng: random.Random) -> bytes:
    """Break a content in one to four ways; now and then it is packed, or cut while packed."""
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        content = rng.choice(CHANGES)(content, rng, others)[:_LONGEST]
    if rng.random() < 0.02:
        packed = gzip.compress(content, 1)
        return packed[: rng.randrange(len(packed))] if rng.random() < 0.5 else packed
    return content


def _place(content: bytes, rng: random.Random) -> int:
    return rng.randrange(len(content) + 1)


def _flip(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    broken = bytearray(content)
    for _time in range(rng.randrange(1, 6)):
        if broken:
            broken[rng.randrange(len(broken))] = rng.randrange(256)
    return bytes(broken)


def _insert(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    at = _place(content, rng)
    return content[:at] + rng.choice(AFRAID_OF) + content[at:]


def _cut(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    start = _place(content, rng)
    return content[:start] + content[start + rng.randrange(1, 40) :]


def _end(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    return content[: _place(content, rng)]


def _again(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    start = _place(content, rng)
    piece = content[start : start + rng.randrange(1, 200)]
    return content[:start] + piece * rng.choice((2, 3, 50)) + content[start:]


def _line(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    how = rng.randrange(3)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(at, lines[at])
    else:
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return b"\n".join(lines)


def _number(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    one = rng.choice(found)
    instead = rng.choice((b"", b"0", b"-1", b"1.5", b"9" * 30, b"1e400", b"abc", b"00", b"13"))
    return content[: one.start()] + instead + content[one.end() :]


def _word(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    found = list(_WORD.finditer(content))
    if not found:
        return content
    one, other = rng.choice(found), rng.choice(found)
    instead = rng.choice((b"", other[0], one[0] * 2, one[0].upper(), b"null", b"[]", b"{}"))
    return content[: one.start()] + instead + content[one.end() :]


def _value(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """Put something else where a value stands in JSON: after a colon, up to a comma."""
    found = list(re.finditer(rb":\s*([^,{}\[\]]+)", content))
    if not found:
        return content
    one = rng.choice(found)
    instead = rng.choice(
        (b"null", b"[]", b"{}", b"[null]", b"[[]]", b"0", b"true", b'""', b'{"a":1}', b'"x"')
    )
    return content[: one.start(1)] + instead + content[one.end(1) :]


def _splice(content: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    other = rng.choice(others)
    return content[: _place(content, rng)] + other[_place(other, rng) :]


def _wide(content: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    try:
        return content.decode().encode(rng.choice(("utf-16", "utf-16-le", "utf-8-sig", "utf-32")))
    except UnicodeError:
        return content


CHANGES: tuple[Change, ...] = (
    *(_flip, _insert, _insert, _insert, _cut, _end, _again, _line, _number, _word, _value, _value),
    *(_splice, _wide),
)
