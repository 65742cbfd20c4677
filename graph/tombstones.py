"""Tombstones: what must not come back, as keyed hashes that tell nothing without their key.

Somebody who was erased is remembered by hashes alone (HMAC-SHA256), and every load obeys them:

::

    identifier  whoever bears it: all statements about or touching them are not taken
    holder      name and organisation, or name and country: for sources whose identifiers are
                made by us or by whoever wrote the file (a name alone would suppress namesakes)
    text        a text that named them: it is taken with ``[erased]`` for the name
    words, tail the name, and the number in an identifier, for finding the place in such a text
    statement   one statement that was kept to its date, no longer

Keys are kept apart from the ledger. A ring holds the current key first and older ones, so that
tombstones of a restored backup stay in force. What it must not do: touch files or the ledger.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import StoreError
from graph.mentions import Wanted, rewritten, rewritten_account, without, words_of
from graph.model import Property, Relation
from graph.provenance import Statement

NUMBERED = frozenset({"ep-person", "eu-person"})
"""Schemes whose identifiers a publisher gives for ever: there the identifier is enough."""

NAMING = frozenset({Property.NAME, Property.OTHER_NAME, Property.ORIGINAL_NAME})
SEATS = frozenset({Relation.MEMBER_OF, Relation.REPRESENTS, Relation.LOCATED_IN, Relation.HOLDS})
"""Ties whose other end tells namesakes apart."""


class Mark(StrEnum):
    """What a tombstone is about."""

    IDENTIFIER = "identifier"
    HOLDER = "holder"
    TEXT = "text"
    WORDS = "words"
    TAIL = "tail"
    STATEMENT = "statement"


def holder(name: str, seat: str) -> str:
    """Write a name with what tells namesakes apart."""
    return f"{words_of(name)}\0{seat}"


def key_name(key: bytes) -> str:
    """Name a key without telling it."""
    return hashlib.sha256(b"corridors tombstone key\0" + key).hexdigest()[:16]


def hash_of(key: bytes, mark: Mark, text: str) -> str:
    """Hash one text under a key."""
    return hmac.new(key, f"{mark.value}\0{text}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Stone:
    """One tombstone: its hash, what it is about, and the name of its key."""

    hash: str
    mark: Mark
    key: str


@dataclass(frozen=True)
class Tombstones:
    """All tombstones of a ledger with the keys to read them."""

    keys: tuple[bytes, ...] = ()
    stones: Mapping[Mark, frozenset[str]] = field(default_factory=dict)
    _known: dict[tuple[Mark, str], bool] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, keys: Iterable[bytes], stones: Iterable[Stone]) -> "Tombstones":
        """Put tombstones and keys together.

        Raises:
            StoreError: the key of a tombstone is not there, so that it could not be obeyed.
        """
        ring, marks = {key_name(key): key for key in keys}, dict[Mark, set[str]]()
        for stone in stones:
            if stone.key not in ring:
                msg = (
                    "The ledger holds tombstones of erased people, but not their key "
                    f"({stone.key}). Nothing is loaded without it: put the file ledger.key "
                    "beside the ledger back, or set CORRIDORS_ERASURE_KEY."
                )
                raise StoreError(msg)
            marks.setdefault(stone.mark, set()).add(stone.hash)
        return cls(tuple(ring.values()), {mark: frozenset(all_) for mark, all_ in marks.items()})

    def __bool__(self) -> bool:
        """Say whether there is anything to obey."""
        return bool(self.stones)

    def has(self, mark: Mark, text: str) -> bool:
        """Say whether there is a tombstone for a text."""
        stones = self.stones.get(mark)
        if not stones:
            return False
        found = self._known.get((mark, text))
        if found is None:
            found = any(hash_of(key, mark, text) in stones for key in self.keys)
            self._known[mark, text] = found
        return found

    @property
    def wanted(self) -> Wanted:
        """Who is looked for in texts."""
        return Wanted(
            lambda words: self.has(Mark.WORDS, words),
            lambda identifier: self.has(Mark.IDENTIFIER, identifier),
            lambda tail: self.has(Mark.TAIL, tail),
        )

    def obey(self, batch: Mapping[str, Statement]) -> tuple[dict[str, Statement], int]:
        """Give a batch, by digest, as far as it may be taken, and how many may not."""
        if not self:
            return dict(batch), 0
        gone = self.erased_in(batch.values())
        kept: dict[str, Statement] = {}
        for digest, said in batch.items():
            if said.subject in gone or said.object in gone or self.has(Mark.STATEMENT, digest):
                continue
            told = self._told(said)
            kept.setdefault(digest if told is said else told.digest, told)
        return kept, len(batch) - len(kept)

    def erased_in(self, statements: Iterable[Statement]) -> frozenset[str]:
        """Give the identifiers among some statements that stand for somebody erased."""
        named: dict[str, list[str]] = {}
        seated: dict[str, list[str]] = {}
        met: set[str] = set()
        for one in statements:
            met.update((one.subject, one.object) if one.object else (one.subject,))
            if one.subject.partition(":")[0] in NUMBERED:
                continue
            if one.predicate in NAMING and isinstance(one.value, str):
                named.setdefault(one.subject, []).append(one.value)
            elif one.predicate in SEATS and one.object:
                seated.setdefault(one.subject, []).append(one.object)
        gone = {one for one in met if self.has(Mark.IDENTIFIER, one)}
        if self.stones.get(Mark.HOLDER):
            gone |= {
                who
                for who, names in named.items()
                for name in names
                for seat in seated.get(who, ())
                if self.has(Mark.HOLDER, holder(name, seat))
            }
        return frozenset(gone)

    def redacted(self, text: str) -> str:
        """Give a text of an account without the names of erased people."""
        return without(text, self.wanted, tails=True) if self else text

    def redacted_account(self, account: str) -> str:
        """Give a load's account without the names of erased people."""
        return rewritten_account(account, self.redacted) if self else account

    def _told(self, said: Statement) -> Statement:
        if not self.stones.get(Mark.TEXT):
            return said
        told = rewritten(said, self.taken_text)
        return said if told == said else told

    def taken_text(self, text: str, is_record: bool) -> str:
        """Give a text as a load takes it: without a name where it was erased from that text."""
        if not self.has(Mark.TEXT, text):
            return text
        return without(text, self.wanted, tails=is_record)


def stones_of(key: bytes, marks: Iterable[tuple[Mark, str]]) -> tuple[Stone, ...]:
    """Make tombstones under a key, sorted by hash."""
    name = key_name(key)
    made = {hash_of(key, mark, text): mark for mark, text in marks}
    return tuple(Stone(hash_, made[hash_], name) for hash_ in sorted(made))
