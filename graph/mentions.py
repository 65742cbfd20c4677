"""Mentions: where a text names somebody, and the text without the name.

Pure. Who is meant is told by three questions, so that the same search serves plain names (while
somebody is erased) and keyed hashes of names (ever after). What it must not do: know who.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from anyascii import anyascii

from graph.identifiers import fold
from graph.provenance import Statement

ERASED = "[erased]"
"""What stands where a name stood."""

_WORD = re.compile(r"[^\W_]+")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*:[A-Za-z0-9_.&/-]*[A-Za-z0-9]")
_MOST_WORDS = 8  # longest name that is looked for
_TAIL = 5  # shortest number that stands for somebody by itself


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who is looked for: does a run of folded words name them, is an identifier or a tail theirs.

    A tail is what follows the scheme of an identifier; publishers build record names with it.
    """

    is_name: Callable[[str], bool]
    is_identifier: Callable[[str], bool]
    is_tail: Callable[[str], bool]


def words_of(name: str) -> str:
    """Give a name as it is compared: folded words with one blank between them."""
    return " ".join(plain for word in _WORD.findall(name) if (plain := _plain(word)))


def tail_of(identifier: str) -> str | None:
    """Give the part of an identifier that stands for somebody by itself, or None."""
    tail = identifier.partition(":")[2]
    return tail if len(tail) >= _TAIL and any(char.isdigit() for char in tail) else None


def without(text: str, wanted: Wanted, *, tails: bool = False) -> str:
    """Give a text with ``[erased]`` for whoever is wanted; ``tails`` also looks for those."""
    spans = sorted({*_identifiers(text, wanted), *_names(text, wanted, tails=tails)})
    out, done = [], 0
    for start, end in spans:
        if start >= done:
            out += [text[done:start], ERASED]
        done = max(done, end)
    return "".join((*out, text[done:])) if spans else text


def texts_of(statement: Statement) -> Iterator[str]:
    """Give every text of a statement in which somebody else may be named."""
    if isinstance(statement.value, str):
        yield statement.value
    yield statement.record
    for _, value in statement.qualifiers:
        yield value


def rewritten(statement: Statement, change: Callable[[str, bool], str]) -> Statement:
    """Give a statement with its texts changed; the flag tells the name of a record."""
    value = statement.value
    return replace(
        statement,
        value=change(value, False) if isinstance(value, str) else value,
        record=change(statement.record, True),
        qualifiers=tuple((key, change(text, False)) for key, text in statement.qualifiers),
    )


def rewritten_account(account: str, change: Callable[[str], str]) -> str:
    """Give a load's account, JSON or plain, with its texts changed."""
    if not account:
        return account
    try:
        read = json.loads(account)
    except ValueError:
        return change(account)
    written = json.dumps(_walk(read, change), ensure_ascii=False)
    return account if written == json.dumps(read, ensure_ascii=False) else written


def _plain(word: str) -> str:
    """Give a word in plain small letters, of whatever script: ``Ærin`` and ``Aerin`` are one."""
    return word.lower() if word.isascii() else anyascii(fold(word)).lower()


def _walk(item: object, change: Callable[[str], str]) -> object:
    if isinstance(item, str):
        return change(item)
    if isinstance(item, list):
        return [_walk(one, change) for one in item]
    if isinstance(item, dict):
        return {key: _walk(one, change) for key, one in item.items()}
    return item


def _identifiers(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    for found in _IDENTIFIER.finditer(text):
        if wanted.is_identifier(found[0]):
            yield found.span()


def _names(text: str, wanted: Wanted, *, tails: bool) -> Iterator[tuple[int, int]]:
    found = list(_WORD.finditer(text))
    words = [_plain(one[0]) for one in found]
    for first in range(len(words)):
        if tails and len(words[first]) >= _TAIL and wanted.is_tail(found[first][0]):
            yield found[first].span()
        for last in range(min(len(words), first + _MOST_WORDS), first, -1):
            if wanted.is_name(" ".join(words[first:last])):
                yield found[first].start(), found[last - 1].end()
                break
