"""Taking people out of the ledger: what goes, what is rewritten, and the tombstones of it.

Deleted are all statements about somebody or touching them, closed ones too, under every
identifier that was judged to be theirs. Other statements stay; where their texts name the person,
the name is replaced. So are names in the accounts of loads. Every function works on an open
connection, so that all of it is one transaction. What it must not do: commit, or clean the disk.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

import sqlalchemy as sa

from graph import ledger_read
from graph.errors import InputError
from graph.ledger_schema import (
    CLOSURES,
    ERASURES,
    INFO,
    LOADS,
    RESTRICTIONS,
    SIGHTINGS,
    SOURCES,
    STATEMENTS,
    TOMBSTONES,
    to_row,
)
from graph.levels import Level
from graph.mentions import (
    Wanted,
    rewritten,
    rewritten_account,
    tail_of,
    texts_of,
    without,
    words_of,
)
from graph.model import Property
from graph.provenance import Recorded, Statement
from graph.tombstones import NAMING, SEATS, Mark, Stone, Tombstones, holder

_CHUNK = 500  # variables a statement of SQL may have: well below every engine's limit
_T = TypeVar("_T")
_SAME = ("JUDGED", "same")
_MADE = "made"  # key of what was made from the ledger and is still to be emptied
_LONE_NAME = 4  # shortest family name that is taken out of accounts by itself


@dataclass(frozen=True, slots=True)
class Traces:
    """Everything of some people that a ledger holds.

    ``names`` are as compared (``mentions.words_of``); ``going`` the places of statements about or
    touching them, by source and level; ``changing`` other statements with their texts rewritten;
    ``holders`` name and seat; ``texts`` those that named them. ``sources`` are ids of sources
    whose own description names them: a file's name, which only its owner can change.
    """

    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    going: tuple[Recorded, ...]
    changing: tuple[tuple[Recorded, Statement], ...]
    accounts: tuple[tuple[int, str], ...]
    holders: tuple[str, ...]
    texts: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def floor(self) -> Level:
        """The lowest level at which something changes."""
        touched = (*self.going, *(item for item, _ in self.changing))
        return min((item.statement.level for item in touched), default=Level.PROTECTED)

    def marks(self) -> list[tuple[Mark, str]]:
        """Give what tombstones must remember."""
        tails = [tail for one in self.identifiers if (tail := tail_of(one))]
        return [
            *((Mark.IDENTIFIER, one) for one in self.identifiers),
            *((Mark.HOLDER, one) for one in self.holders),
            *((Mark.TEXT, one) for one in self.texts),
            *((Mark.WORDS, one) for one in self.names),
            *((Mark.TAIL, one) for one in tails),
        ]


class Unmade(StrEnum):
    """What was made from the ledger and may still hold who was taken out of it."""

    FILES = "files"
    """Files of the home, and projections wherever they are."""
    SERVERS = "servers"
    """Projections on servers that could not be emptied."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was taken out: statements deleted, statements rewritten, accounts rewritten."""

    statements: int
    mentions: int
    accounts: int
    head: int


def same_as(connection: sa.Connection, identifiers: Iterable[str]) -> tuple[str, ...]:
    """Give all identifiers that were judged to stand for the same, sorted."""
    query = (
        sa.select(STATEMENTS.c.subject, STATEMENTS.c.object)
        .outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq)
        .where(STATEMENTS.c.predicate == _SAME[0], STATEMENTS.c.role == _SAME[1])
        .where(CLOSURES.c.seq.is_(None))
    )
    joined: dict[str, set[str]] = {}
    for one, other in connection.execute(query):
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    found, waiting = set(identifiers), list(identifiers)
    while waiting:
        fresh = joined.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return tuple(sorted(found))


def trace(connection: sa.Connection, identifiers: Collection[str]) -> Traces:
    """Find everything of some people: one pass over the whole ledger."""
    names = _names(connection, identifiers)
    wanted = _wanted(identifiers, names)
    going, candidates = [], []
    namesakes: set[str] = set()
    told: dict[tuple[str, bool], str] = {}

    def change(text: str, is_record: bool) -> str:
        key = (text, is_record)
        if key not in told:
            told[key] = without(text, wanted, tails=is_record)
        return told[key]

    for item in ledger_read.statements(connection, Level.PROTECTED, None, closed=True):
        said = item.statement
        if said.subject in identifiers or said.object in identifiers:
            going.append(item)
            continue
        if said.predicate in NAMING and words_of(str(said.value)) in names:
            namesakes.add(said.subject)  # somebody else of the same name: theirs stays
        changed = rewritten(said, change)
        if changed != said:
            candidates.append((item, changed))
    changing = [
        (item, changed)
        for item, changed in candidates
        if not {item.statement.subject, item.statement.object} & namesakes
    ]
    return Traces(
        identifiers=tuple(sorted(identifiers)),
        names=tuple(sorted(names)),
        going=tuple(going),
        changing=tuple(changing),
        accounts=tuple(_accounts(connection, wanted, going, identifiers)),
        holders=tuple(sorted(_holders(going, identifiers))),
        texts=tuple(sorted(_naming_texts(changing, told))),
        sources=tuple(_named_sources(connection, wanted)),
    )


def refuse_reason(reason: str, traces: Traces) -> None:
    """Refuse a reason that names whom it is about: it is kept for ever.

    Raises:
        InputError: it does, or it is empty.
    """
    if not reason.strip():
        msg = "Say why, such as --reason 'request of 4 March'. It is kept; do not name the person."
        raise InputError(msg)
    if without(reason, _wanted(traces.identifiers, traces.names), tails=True) != reason:
        msg = "The reason is kept for ever and must not name the person whom it is about."
        raise InputError(msg)


def take_out(
    connection: sa.Connection,
    traces: Traces,
    stones: Iterable[Stone],
    facts: tuple[datetime, str, str],
) -> int:
    """Delete and rewrite, and leave tombstones; gives the id of the line in the account of loads.

    ``facts`` are the moment, the same as text, and the reason.
    """
    _, at, reason = facts
    delete_places(connection, [item.seq for item in traces.going])
    _rewrite(connection, traces.changing)
    for load_id, account in traces.accounts:
        connection.execute(sa.update(LOADS).where(LOADS.c.id == load_id).values(account=account))
    for part in _parts(traces.identifiers):
        connection.execute(sa.delete(RESTRICTIONS).where(RESTRICTIONS.c.identifier.in_(part)))
    bury(connection, stones, at)
    set_unmade(connection, Unmade.FILES)
    counts = (len(traces.going), len(traces.changing))
    return write_line(connection, "erased", traces.floor, at, reason, counts)


def unmade(connection: sa.Connection) -> Unmade | None:
    """Say what is still to be emptied since something was taken out; None: nothing."""
    found = connection.execute(sa.select(INFO.c.value).where(INFO.c.key == _MADE)).scalar()
    return None if found is None else Unmade(found)


def set_unmade(connection: sa.Connection, what: Unmade | None) -> None:
    """Note, or forget, what is still to be emptied: a kill in between must not lose it."""
    connection.execute(sa.delete(INFO).where(INFO.c.key == _MADE))
    if what is not None:
        connection.execute(INFO.insert(), {"key": _MADE, "value": what.value})


def delete_places(connection: sa.Connection, places: Collection[int]) -> None:
    """Delete statements with what is known of them."""
    for part in _parts(sorted(places)):
        for table in (SIGHTINGS, CLOSURES, STATEMENTS):
            connection.execute(sa.delete(table).where(table.c.seq.in_(part)))


def bury(connection: sa.Connection, stones: Iterable[Stone], at: str) -> int:
    """Add tombstones that are not there yet; gives how many were new."""
    known = {row[0] for row in connection.execute(sa.select(TOMBSTONES.c.hash))}
    rows = [
        {"hash": one.hash, "mark": one.mark.value, "key": one.key, "erased_at": at}
        for one in stones
        if one.hash not in known
    ]
    if rows:
        connection.execute(TOMBSTONES.insert(), rows)
    return len(rows)


def stones(connection: sa.Connection) -> tuple[Stone, ...]:
    """Give all tombstones, sorted by hash."""
    query = sa.select(TOMBSTONES).order_by(TOMBSTONES.c.hash)
    return tuple(Stone(row.hash, Mark(row.mark), row.key) for row in connection.execute(query))


def write_line(
    connection: sa.Connection,
    status: str,
    floor: Level,
    at: str,
    reason: str,
    counts: tuple[int, int],
) -> int:
    """Write one line into the account of loads, so that every answer is made anew."""
    query = sa.select(sa.func.max(LOADS.c.id), sa.func.max(LOADS.c.last_seq))
    last_id, last_seq = connection.execute(query).one()
    load_id = (last_id or 0) + 1
    row = {
        "id": load_id,
        "source": status,
        "status": status,
        "retrieved_at": None,
        "recorded_at": at,
        "complete": False,
        "changed": True,
        "floor": int(floor),
        "last_seq": last_seq or 0,
        **dict.fromkeys(("read", "appended", "unchanged", "closed"), 0),
        "account": "",
    }
    connection.execute(LOADS.insert(), row)
    line = {"load_id": load_id, "reason": reason, "statements": counts[0], "mentions": counts[1]}
    connection.execute(ERASURES.insert(), line)
    return load_id


def last_line(connection: sa.Connection) -> int:
    """Number the last time that somebody was taken out, restricted or let in again; 0: never."""
    return connection.execute(sa.select(sa.func.max(ERASURES.c.load_id))).scalar() or 0


def erased_people(connection: sa.Connection, tombstones: Tombstones) -> frozenset[str]:
    """Give identifiers in the ledger that stand for somebody erased: after a restore."""
    everything = ledger_read.statements(connection, Level.PROTECTED, None, closed=True)
    return tombstones.erased_in(item.statement for item in everything)


def overdue_places(connection: sa.Connection, tombstones: Tombstones) -> list[int]:
    """Give the places of statements that have tombstones of their own: after a restore."""
    query = sa.select(STATEMENTS.c.seq, STATEMENTS.c.digest).order_by(STATEMENTS.c.seq)
    found = connection.execute(query).all()
    return [seq for seq, digest in found if tombstones.has(Mark.STATEMENT, digest)]


def rewrite_by_stones(connection: sa.Connection, tombstones: Tombstones) -> int:
    """Take names out of texts and accounts that tombstones tell of: after a restore."""
    changing = []
    for item in ledger_read.statements(connection, Level.PROTECTED, None, closed=True):
        changed = rewritten(item.statement, tombstones.taken_text)
        if changed != item.statement:
            changing.append((item, changed))
    _rewrite(connection, changing)
    for load in ledger_read.loads(connection):
        account = tombstones.redacted_account(load.account)
        if account != load.account:
            connection.execute(
                sa.update(LOADS).where(LOADS.c.id == load.id).values(account=account)
            )
    return len(changing)


def _rewrite(connection: sa.Connection, changing: Iterable[tuple[Recorded, Statement]]) -> None:
    for item, changed in changing:
        row = to_row(item.seq, 0, changed.digest, changed)
        columns = {name: row[name] for name in ("digest", "record", "value", "qualifiers")}
        query = sa.update(STATEMENTS).where(STATEMENTS.c.seq == item.seq).values(**columns)
        connection.execute(query)


def _names(connection: sa.Connection, identifiers: Collection[str]) -> frozenset[str]:
    """Give every way in which the people are called, of two words or more."""
    said: dict[str, dict[str, set[str]]] = {}
    naming = [*(prop.value for prop in NAMING), "given_name", "family_name"]
    for part in _parts(sorted(identifiers)):
        query = sa.select(STATEMENTS.c.subject, STATEMENTS.c.predicate, STATEMENTS.c.value)
        query = query.where(STATEMENTS.c.subject.in_(part), STATEMENTS.c.predicate.in_(naming))
        for subject, predicate, value in connection.execute(query):
            said.setdefault(subject, {}).setdefault(predicate, set()).add(words_of(value or ""))
    names = set()
    for by_predicate in said.values():
        given = by_predicate.pop("given_name", set())
        family = by_predicate.pop("family_name", set())
        whole = {name for many in by_predicate.values() for name in many}
        whole |= {f"{one} {other}" for one in given for other in family}
        whole |= {f"{other} {one}" for one in given for other in family}
        whole |= {" ".join(reversed(name.split())) for name in whole if len(name.split()) == 2}
        names |= {name for name in whole if " " in name}
    return frozenset(names)


def _wanted(identifiers: Collection[str], names: Collection[str]) -> Wanted:
    known, called = frozenset(identifiers), frozenset(names)
    tails = frozenset(tail for one in identifiers if (tail := tail_of(one)))
    return Wanted(called.__contains__, known.__contains__, tails.__contains__)


def _holders(going: Iterable[Recorded], identifiers: Collection[str]) -> set[str]:
    names: dict[str, set[str]] = {}
    seats: dict[str, set[str]] = {}
    for item in going:
        said = item.statement
        if said.subject in identifiers and said.predicate in NAMING:
            names.setdefault(said.subject, set()).add(str(said.value))
        elif said.subject in identifiers and said.predicate in SEATS and said.object:
            seats.setdefault(said.subject, set()).add(said.object)
    all_names = {name for many in names.values() for name in many}
    all_seats = {seat for many in seats.values() for seat in many}
    return {holder(name, seat) for name in all_names for seat in all_seats}


def _naming_texts(
    changing: Iterable[tuple[Recorded, Statement]], told: dict[tuple[str, bool], str]
) -> set[str]:
    return {
        text
        for item, _ in changing
        for text in texts_of(item.statement)
        if told.get((text, False), text) != text or told.get((text, True), text) != text
    }


def _accounts(
    connection: sa.Connection,
    wanted: Wanted,
    going: Iterable[Recorded],
    identifiers: Collection[str],
) -> Iterable[tuple[int, str]]:
    """Give rewritten accounts of loads by id; there a family name alone counts too."""
    alone = {
        words_of(str(item.statement.value))
        for item in going
        if item.statement.subject in identifiers
        and item.statement.predicate is Property.FAMILY_NAME
    }
    lone = frozenset(name for name in alone if len(name) >= _LONE_NAME)
    wider = Wanted(
        lambda words: wanted.is_name(words) or words in lone, wanted.is_identifier, wanted.is_tail
    )
    for load in ledger_read.loads(connection):
        account = rewritten_account(load.account, lambda text: without(text, wider, tails=True))
        if account != load.account:
            yield load.id, account


def _named_sources(connection: sa.Connection, wanted: Wanted) -> Iterable[str]:
    query = sa.select(SOURCES.c.id, SOURCES.c.title, SOURCES.c.url).order_by(SOURCES.c.id)
    named = {
        row.id
        for row in connection.execute(query)
        if any(without(text, wanted, tails=True) != text for text in row)
    }
    return sorted(named)


def _parts(items: Collection[_T]) -> Iterable[list[_T]]:
    listed = list(items)
    return (listed[at : at + _CHUNK] for at in range(0, len(listed), _CHUNK))
