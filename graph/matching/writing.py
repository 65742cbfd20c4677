"""Names in one writing: Latin letters, no marks, no case, so that scripts can be compared.

``Μεϊμαράκης`` and ``Meimarakis``, ``Новаков`` and ``Novakov``, ``Straße`` and ``STRASSE`` become
alike. ``sound`` goes further and is for comparison only: what transliterations write in several
ways (kh/h, ou/u, w/v) it writes in one. What it must not do: know persons or organisations.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile("['`\u00b4\u2018\u2019\u201b\u02bc\u02b9\u2032]")
_GREEK_MARKS = re.compile(r"([\u0370-\u03ff])[\u0300-\u036f]+")
_GREEK = (
    ("\u03bf\u03c5", "ou"),
    ("\u03b5\u03c5", "ev"),
    ("\u03b1\u03c5", "av"),
    ("\u03b3\u03b3", "ng"),
    ("\u03b3\u03ba", "g"),
)
"""Greek letters that stand for one sound together, as passports write them."""
_BREAK = re.compile(r"[^a-z0-9]+")
_MANGLED = re.compile(r"[ÃÂâÅÄ][\x80-\xbf\u2010-\u203a\u20ac\u0152-\u0178\u02c6\u02dc]")
_SOUNDS = (
    ("tsch", "s"),
    ("sch", "s"),
    ("ou", "u"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("ph", "f"),
    ("kh", "h"),
    ("ch", "h"),
    ("gh", "g"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "z"),
    ("sh", "s"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
    ("j", "i"),
    ("y", "i"),
)
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def latin(text: str) -> str:
    """Write a text in lower-case Latin letters without marks; punctuation stays."""
    marked = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    written = unicodedata.normalize("NFC", _GREEK_MARKS.sub(r"\1", marked)).replace("ъ", "a")
    for letters, meant in _GREEK:
        written = written.replace(letters, meant)
    return _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", written))).casefold()


def plain(text: str) -> str:
    """Write a text as lower-case words of Latin letters and digits, one space between."""
    return _BREAK.sub(" ", latin(text)).strip()


def joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join letters that stand alone: ``s r l`` is ``srl``, as ``S.r.l.`` is ``SRL``."""
    found: list[str] = []
    alone = False
    for word in words:
        if len(word) == 1 and alone:
            found[-1] += word
        else:
            found.append(word)
        alone = len(word) == 1
    return tuple(found)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Give what is left of a plain word when spellings that stand for one sound are one."""
    for written, meant in _SOUNDS:
        word = word.replace(written, meant)
    return _TWICE.sub(r"\1", word)


def repaired(text: str) -> str:
    """Undo UTF-8 that was read as Western European text (``proximitÃ©``); others stay."""
    if not _MANGLED.search(text):
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except UnicodeError:
            continue
    return text
