"""Recording one load: what is new, what is gone, what is merely confirmed.

Pure comparison first, then the rows. What it must not do: open connections or commit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import sqlalchemy as sa

from graph import ledger_read
from graph.errors import InputError, SourceChanged
from graph.identity import JUDGEMENTS
from graph.ledger_read import Known
from graph.ledger_schema import (
    CLOSURES,
    LOADS,
    SIGHTINGS,
    SOURCES,
    STATEMENTS,
    clean,
    to_row,
)
from graph.levels import Level
from graph.model import Relation
from graph.provenance import Source, Statement

_SHRINK_FLOOR = 20  # below this many closures a sudden halving is ordinary life
_CHUNK = 2_000  # rows written at a time: bounds memory, not durability


@dataclass(frozen=True, slots=True)
class Plan:
    """What a load will do. ``kept`` are of records that were rejected this time."""

    new: Mapping[str, Statement]
    unchanged: Sequence[Known]
    kept: Sequence[Known]
    closing: Sequence[Known]


def digested(source: Source, statements: Iterable[Statement]) -> dict[str, Statement]:
    """Give a batch by digest, so that what is said twice counts once.

    Raises:
        InputError: a statement is of another source, or cannot be kept.
    """
    batch: dict[str, Statement] = {}
    for statement in statements:
        if statement.source != source.id:
            msg = (
                f"Record {statement.record}: the statement names source {statement.source!r}, but "
                f"the load is of {source.id!r}. A load holds statements of its own source only."
            )
            raise InputError(msg)
        if statement.predicate is Relation.JUDGED and source.id != JUDGEMENTS.id:
            msg = (
                f"{source.id}, record {statement.record}: only {JUDGEMENTS.id!r} says who is the "
                "same. Judge with `corridors same`, or load it as a property."
            )
            raise InputError(msg)
        cleaned = clean(statement)
        batch.setdefault(_digest(cleaned), cleaned)
    return batch


def _digest(statement: Statement) -> str:
    try:
        return statement.digest
    except UnicodeEncodeError as error:
        msg = (
            f"Record {statement.record!r} of {statement.source!r}: {error.object[:40]!r} holds "
            "half of a character. Expected text; write it anew."
        )
        raise InputError(msg) from error


def compare(
    current: dict[str, Known],
    batch: dict[str, Statement],
    keep: Collection[str],
    complete: bool,
    records: Collection[str] = (),
) -> Plan:
    """Compare a batch with what its source said before; see ``Ledger.append``."""
    named = {statement.record for statement in batch.values()}.union(records)
    missing = [known for digest, known in current.items() if digest not in batch]
    return Plan(
        new={digest: said for digest, said in batch.items() if digest not in current},
        unchanged=[known for digest, known in current.items() if digest in batch],
        kept=[known for known in missing if known.record in keep],
        closing=[
            known
            for known in missing
            if known.record not in keep and (complete or known.record in named)
        ],
    )


def refuse_shrinking(source: Source, plan: Plan) -> None:
    """Stop a complete load that would withdraw more than half of its source.

    Raises:
        SourceChanged: it would.
    """
    closing = len(plan.closing)
    current = closing + len(plan.kept) + len(plan.unchanged)
    if closing > _SHRINK_FLOOR and closing * 2 > current:
        msg = (
            f"{source.id} ({source.title}): this load would withdraw {closing} of {current} "
            f"statements and bring {len(plan.new)} new ones; nothing was changed. Look at the "
            "source first: a cut-off file or a new format looks like this. If it is right, "
            "repeat the load and allow it to shrink."
        )
        raise SourceChanged(msg)


def write_load(
    connection: sa.Connection, source: Source, plan: Plan, facts: Mapping[str, object]
) -> None:
    """Write one line for a load, and everything it changes.

    ``facts`` are the columns that only the caller knows: retrieved_at, recorded_at, complete
    and account. A load changes something when it appends, closes, describes its source anew or
    confirms something later; its floor is the lowest level among that.
    """
    load_id, last_seq = _next(connection)
    retrieved = datetime.fromisoformat(str(facts["retrieved_at"]))
    complete = bool(facts["complete"])
    described = ledger_read.sources(connection).get(source.id) != source
    confirmed = [known for known in plan.unchanged if known.confirmed_at < retrieved]
    levels = {int(statement.level) for statement in plan.new.values()}
    levels |= {known.level for known in (*plan.closing, *confirmed)}
    levels |= {known.level for known in plan.unchanged} if described else set()
    counts = {
        "read": len(plan.new) + len(plan.unchanged),
        "appended": len(plan.new),
        "unchanged": len(plan.unchanged),
        "closed": len(plan.closing),
    }
    status = "success" if plan.new or plan.closing else "unchanged"
    _write_line(connection, load_id, source, status, levels, last_seq, counts | dict(facts))
    if described:
        connection.execute(SOURCES.insert(), _source_row(load_id, source))
    new = enumerate(plan.new.items(), start=last_seq + 1)
    _insert(connection, STATEMENTS, (to_row(seq, load_id, *said) for seq, said in new))
    gone = {"load_id": load_id, "closed_at": facts["recorded_at"], "reason": "withdrawn"}
    _insert(connection, CLOSURES, ({"seq": known.seq, **gone} for known in plan.closing))
    exceptions = {"load_id": load_id, "seen": not complete}
    listed = plan.kept if complete else confirmed
    _insert(connection, SIGHTINGS, ({"seq": known.seq, **exceptions} for known in listed))


def write_failure(
    connection: sa.Connection, source: Source, status: str, facts: Mapping[str, object]
) -> None:
    """Write one line for a load that read nothing; see ``write_load`` for ``facts``."""
    load_id, last_seq = _next(connection)
    nothing = dict.fromkeys(("read", "appended", "unchanged", "closed"), 0)
    _write_line(connection, load_id, source, status, set(), last_seq, nothing | dict(facts))
    if source.id not in ledger_read.sources(connection):
        connection.execute(SOURCES.insert(), _source_row(load_id, source))


def _next(connection: sa.Connection) -> tuple[int, int]:
    """Give the next load's id and the last place used, also by statements erased since."""
    query = sa.select(sa.func.max(LOADS.c.id), sa.func.max(LOADS.c.last_seq))
    last_id, last_seq = connection.execute(query).one()
    return (last_id or 0) + 1, last_seq or 0


def _write_line(
    connection: sa.Connection,
    load_id: int,
    source: Source,
    status: str,
    levels: Collection[int],
    last_seq: int,
    facts: Mapping[str, object],
) -> None:
    row = {
        "id": load_id,
        "source": source.id,
        "status": status,
        "changed": bool(levels),
        "floor": min(levels, default=int(Level.PROTECTED)),
        "last_seq": last_seq + int(str(facts["appended"])),
    }
    connection.execute(LOADS.insert(), row | dict(facts))


def _insert(
    connection: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, object]]
) -> None:
    waiting = iter(rows)
    while part := list(islice(waiting, _CHUNK)):
        connection.execute(table.insert(), part)


def _source_row(load_id: int, source: Source) -> dict[str, object]:
    return {
        "load_id": load_id,
        "id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "licence": source.licence,
        "rank": source.rank,
        "invented": source.invented,
    }
