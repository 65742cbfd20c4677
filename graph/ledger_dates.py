"""Single statements that were kept to their date, and people who asked not to be used.

Every function works on an open connection. What it must not do: choose; that is for whoever asks.
"""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from graph.ledger_erasure import Unmade, bury, delete_places, set_unmade, write_line
from graph.ledger_schema import CLOSURES, RESTRICTIONS, STATEMENTS
from graph.levels import Level
from graph.tombstones import Mark, stones_of


def take_out(
    connection: sa.Connection,
    places: Collection[int],
    key: bytes,
    said: tuple[str, str],
    *,
    close: bool,
) -> int:
    """Delete or close statements and remember them; ``said`` is the moment and the reason."""
    wanted = frozenset(places)
    query = sa.select(STATEMENTS.c.seq, STATEMENTS.c.digest, STATEMENTS.c.level)
    found = [row for row in connection.execute(query) if row.seq in wanted]
    if not found:
        return 0
    at, reason = said
    bury(connection, stones_of(key, ((Mark.STATEMENT, row.digest) for row in found)), at)
    floor = Level(min(row.level for row in found))
    load_id = write_line(connection, "retained", floor, at, reason, (len(found), 0))
    if close:
        closed = {row[0] for row in connection.execute(sa.select(CLOSURES.c.seq))}
        gone = {"load_id": load_id, "closed_at": at, "reason": "retention"}
        rows = [{"seq": row.seq, **gone} for row in found if row.seq not in closed]
        if rows:
            connection.execute(CLOSURES.insert(), rows)
    else:
        delete_places(connection, [row.seq for row in found])
        set_unmade(connection, Unmade.FILES)
    return len(found)


def restrict(connection: sa.Connection, identifiers: Iterable[str], at: str, reason: str) -> None:
    """Note who is not to be used, and that every answer must be made anew."""
    known = restrictions(connection)
    rows = [
        {"identifier": one, "since": at, "reason": reason}
        for one in identifiers
        if one not in known
    ]
    if rows:
        connection.execute(RESTRICTIONS.insert(), rows)
        names = [str(row["identifier"]) for row in rows]
        write_line(connection, "restricted", _floor(connection, names), at, reason, (0, 0))


def lift(connection: sa.Connection, identifiers: Collection[str], at: str, reason: str) -> int:
    """Let people be used again; gives how many identifiers were restricted."""
    known = [one for one in identifiers if one in restrictions(connection)]
    for one in known:
        connection.execute(sa.delete(RESTRICTIONS).where(RESTRICTIONS.c.identifier == one))
    if known:
        write_line(connection, "lifted", _floor(connection, known), at, reason, (0, 0))
    return len(known)


def restrictions(connection: sa.Connection) -> dict[str, tuple[str, str]]:
    """Give since when and why, by identifier, sorted."""
    query = sa.select(RESTRICTIONS).order_by(RESTRICTIONS.c.identifier)
    return {row.identifier: (row.since, row.reason) for row in connection.execute(query)}


def _floor(connection: sa.Connection, identifiers: Collection[str]) -> Level:
    query = sa.select(sa.func.min(STATEMENTS.c.level)).where(
        STATEMENTS.c.subject.in_(identifiers) | STATEMENTS.c.object.in_(identifiers)
    )
    found = connection.execute(query).scalar()
    return Level.PROTECTED if found is None else Level(found)
