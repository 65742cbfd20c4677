"""Whether a ledger makes sense: every row read again, every digest computed again.

Every function works on an open connection and reads only. What it must not do: repair.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from graph import ledger_read
from graph.errors import StoreDamaged
from graph.ledger_erasure import erased_people
from graph.ledger_schema import CLOSURES, LOADS, SIGHTINGS, SOURCES, STATEMENTS
from graph.levels import Level
from graph.tombstones import Tombstones

Progress = Callable[[int, int | None, str], None]
"""Called with (done, total or None, what); raising from it cancels."""

MOST = 20
"""Most problems that are told; more are counted."""

_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What was read, and in words what is wrong, first things first."""

    statements: int
    loads: int
    tombstones: int
    problems: tuple[str, ...]


def verify(connection: sa.Connection, tombstones: Tombstones, progress: Progress) -> Verified:
    """Read everything and compare."""
    problems: list[str] = []
    total = connection.execute(sa.select(sa.func.count()).select_from(STATEMENTS)).scalar_one()
    if connection.dialect.name == "sqlite":
        problems += _file_problems(connection)
    read, loads = 0, list[ledger_read.Load]()
    try:
        loads = ledger_read.loads(connection)
        for problem in _digests(connection, total, progress):
            read += 1
            if problem is not None:
                problems.append(problem)
    except (StoreDamaged, ValueError, TypeError, KeyError) as error:
        problems.append(f"a row makes no sense: {error}")
    progress(total, total, "loads and closures")
    problems += _accounts(connection)
    problems += _closures(connection)
    if tombstones and not problems:
        back = len(erased_people(connection, tombstones))
        problems += [f"{back} people who were erased are in it again"] if back else []
    stones = sum(len(many) for many in tombstones.stones.values())
    return Verified(read, len(loads), stones, _told(problems))


def _told(problems: list[str]) -> tuple[str, ...]:
    more = len(problems) - MOST
    return (*problems[:MOST], *((f"… and {more} more",) if more > 0 else ()))


def _file_problems(connection: sa.Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})"):
        if line != "ok":
            yield f"the file: {line}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"table {row[0]}, row {row[1]}: belongs to nothing in {row[2]}"


def _digests(connection: sa.Connection, total: int, progress: Progress) -> Iterator[str | None]:
    """Give, for each statement, what is wrong with it, or None."""
    kept = iter(
        connection.execute(
            sa.select(STATEMENTS.c.seq, STATEMENTS.c.digest).order_by(STATEMENTS.c.seq)
        )
    )
    everything = ledger_read.statements(connection, Level.PROTECTED, None, closed=True)
    for number, (item, (seq, digest)) in enumerate(zip(everything, kept, strict=True)):
        if number % _STEP == 0:
            progress(number, total, "statements")
        right = item.seq == seq and item.statement.digest == digest
        yield None if right else f"statement {seq}: was changed after it was recorded"


def _accounts(connection: sa.Connection) -> Iterator[str]:
    """Compare loads with what they appended, closed and describe."""
    query = sa.select(STATEMENTS.c.load_id, sa.func.count()).group_by(STATEMENTS.c.load_id)
    counts = Counter({row[0]: row[1] for row in connection.execute(query)})
    described = {row[0] for row in connection.execute(sa.select(SOURCES.c.id))}
    query = sa.select(sa.func.max(STATEMENTS.c.seq))
    last, known = connection.execute(query).scalar() or 0, set[int]()
    top = 0
    for row in connection.execute(sa.select(LOADS).order_by(LOADS.c.id)):
        known.add(row.id)
        top = max(top, row.last_seq)
        if counts[row.id] > row.appended:  # fewer: somebody was erased since
            yield f"load {row.id}: holds {counts[row.id]} statements, appended {row.appended}"
        if counts[row.id] and row.source not in described:
            yield f"load {row.id}: nothing describes its source {row.source}"
    if last > top:
        yield f"statement {last}: lies behind the last place that a load used ({top})"
    yield from (f"statements of load {one}, which is not there" for one in counts.keys() - known)
    query = sa.select(sa.func.count()).select_from(STATEMENTS.join(LOADS))
    wrong = connection.execute(query.where(STATEMENTS.c.source != LOADS.c.source)).scalar_one()
    if wrong:
        yield f"{wrong} statements name another source than their load"
    yield from _twice(connection)


def _twice(connection: sa.Connection) -> Iterator[str]:
    query = (
        sa.select(STATEMENTS.c.source, STATEMENTS.c.digest, sa.func.count())
        .outerjoin(CLOSURES, CLOSURES.c.seq == STATEMENTS.c.seq)
        .where(CLOSURES.c.seq.is_(None))
        .group_by(STATEMENTS.c.source, STATEMENTS.c.digest)
        .having(sa.func.count() > 1)
    )
    doubled = len(connection.execute(query).all())
    if doubled:
        yield f"{doubled} statements are current twice"


def _closures(connection: sa.Connection) -> Iterator[str]:
    joined = CLOSURES.join(STATEMENTS, STATEMENTS.c.seq == CLOSURES.c.seq)
    query = sa.select(CLOSURES.c.seq).select_from(joined)
    query = query.where(CLOSURES.c.load_id <= STATEMENTS.c.load_id).order_by(CLOSURES.c.seq)
    for (seq,) in connection.execute(query):
        yield f"statement {seq}: closed by a load before its own"
    for table in (CLOSURES, SIGHTINGS):
        missing = sa.select(sa.func.count()).select_from(table)
        missing = missing.where(table.c.seq.not_in(sa.select(STATEMENTS.c.seq)))
        count = connection.execute(missing).scalar_one()
        if count:
            yield f"{count} rows of {table.name} belong to no statement"
