"""Small statements, sources and ledgers for tests; every fact here is invented by us."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from graph.ledger import Appended, Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Recorded, Source, Statement, Value

EPOCH = datetime(2026, 1, 1, 9, 0, tzinfo=UTC)


def moment(day: int) -> datetime:
    """Give nine o'clock on the n-th day after the epoch."""
    return EPOCH + timedelta(days=day)


def source(name: str = "register", *, rank: int = 50, invented: bool = False) -> Source:
    return Source(name, "a publisher", "a title", "https://example.org/", "CC0", rank, invented)


OFFICE = source("office", rank=100)


def fact(
    subject: str,
    prop: Property,
    value: Value,
    *,
    of: str = "register",
    record: str | None = None,
    period: Period = ALWAYS_UNKNOWN,
    level: Level = Level.PUBLIC,
    denied: bool = False,
) -> Statement:
    return Statement(
        subject,
        prop,
        of,
        record or subject,
        value=value,
        period=period,
        level=level,
        denied=denied,
    )


def node(subject: str, kind: Kind = Kind.PERSON, **options: object) -> Statement:
    return fact(subject, Property.KIND, kind.value, **options)  # type: ignore[arg-type]  # passed on


def link(
    subject: str,
    obj: str,
    *,
    relation: Relation = Relation.MEMBER_OF,
    of: str = "register",
    record: str | None = None,
    role: str | None = "MEMBER",
    period: Period = ALWAYS_UNKNOWN,
    qualifiers: tuple[tuple[str, str], ...] = (),
    level: Level = Level.PUBLIC,
    denied: bool = False,
) -> Statement:
    return Statement(
        subject,
        relation,
        of,
        record or f"{subject}/{obj}",
        object=obj,
        role=role,
        period=period,
        qualifiers=qualifiers,
        level=level,
        denied=denied,
    )


def load(
    ledger: Ledger,
    statements: Iterable[Statement],
    *,
    day: int = 0,
    of: Source | None = None,
    complete: bool = True,
    keep: tuple[str, ...] = (),
    records: Collection[str] = (),
    allow_shrink: bool = False,
) -> Appended:
    """Append a batch that was retrieved and recorded on the same day."""
    return ledger.append(
        of or source(),
        statements,
        retrieved_at=moment(day),
        recorded_at=moment(day),
        complete=complete,
        keep_records=keep,
        records=records,
        allow_shrink=allow_shrink,
    )


def record(statements: Iterable[Statement], *, day: int = 0, first: int = 1) -> list[Recorded]:
    """Number statements as a ledger would that read them all on one day."""
    return [
        Recorded(seq, statement, moment(day), moment(day), moment(day))
        for seq, statement in enumerate(statements, first)
    ]


def graph_of(
    recorded: Iterable[Recorded], *sources: Source, level: Level = Level.PROTECTED
) -> MergedGraph:
    """Merge with the given sources, the plain register and the office."""
    known = {each.id: each for each in (source(), OFFICE, *sources)}
    return merge(recorded, known, level, head=1)


def year(number: int) -> Period:
    """Give a whole calendar year."""
    return Period.between(date(number, 1, 1), date(number, 12, 31))
