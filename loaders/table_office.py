"""The office's own tables: contacts, positions, reference votes and corrections.

Records are keyed by content, never by line. What it must not do: read files or check headers.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from graph.errors import UnknownIdentifier
from graph.identifiers import ep_procedure, ep_vote
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Statement, Value
from loaders.table_facts import Context, actor_of, said_of
from loaders.tabular import Row

# The keys of ``graph.strength.TieModel.channels``, not imported: that would cost every command
# the import of numpy. A test keeps the two alike.
CHANNELS = (
    "meeting",
    "call",
    "email",
    "co_attendance",
    "joint_letter",
    "co_authored",
    "former_colleague",
)
# The words of ``queries.positions.scale.Position``, which loaders do not know; a test keeps
# them alike.
STANCES = (
    "strongly_for",
    "for",
    "lean_for",
    "neutral",
    "lean_against",
    "against",
    "strongly_against",
    "unknown",
    "abstain",
    "absent",
)
_ADDRESS = re.compile(r"^https?://\S+$")
_Term = TypeVar("_Term", Property, Relation, Kind, Classification)
_WHOLE = frozenset(
    {Property.YEAR, Property.POPULATION, Property.EU_POPULATION, Property.SEATS}
    | {Property.EU_MEMBER}
)
_DAYS = frozenset(
    {Property.DEADLINE, Property.START_DATE, Property.END_DATE, Property.CONSULTATION_DATE}
)
_DECIMAL = frozenset(
    {Property.BUDGET_EUR, Property.GRANT_MIN_EUR, Property.GRANT_MAX_EUR}
    | {Property.COFINANCING_PCT, Property.POPULATION_SHARE_PCT}
    | {Property.LATITUDE, Property.LONGITUDE}
)


def read_contact(row: Row, context: Context) -> Iterator[Statement]:
    """Read one contact event; its level is office unless the row says otherwise."""
    said = said_of(row, context, Level.OFFICE)
    day = row.days("date")
    if day is None or day[0] != day[1]:
        raise row.wrong("date", "one day, such as 2026-03-04")
    channel = row.one_of("channel", CHANNELS)
    figures = [(name, row.share(name)) for name in ("confidence", "intensity")]
    more = [(name, repr(value)) for name, value in figures if value is not None]
    if row.text("consent") is not None:
        more.append(("consent", row.one_of("consent", ("yes", "no"))))
    if row.text("language") is not None:
        more.append(("language", _languages(row)))
    yield said.relation(
        actor_of(row, "organization", context),
        Relation.CONTACT_OF,
        actor_of(row, "person", context),
        channel,
        Period.on(day[0]),
        tuple(sorted(more)),
    )


def _languages(row: Row) -> str:
    codes = sorted({code.casefold() for code in row.needed("language").split()})
    if not all(code.isalpha() and len(code) == 2 for code in codes):
        raise row.wrong("language", "two-letter codes with blanks between, such as fr en")
    return " ".join(codes)


def read_position(row: Row, context: Context) -> Iterator[Statement]:
    """Read one stated position; without ``until`` it holds until a later one."""
    if row.text("date") is None:
        raise row.wrong("date", "the day it was stated")
    url = row.text("url")
    if url is not None and not _ADDRESS.match(url):
        raise row.wrong("url", "an address that begins with http:// or https://")
    texts = (("evidence", row.text("evidence")), ("url", url))
    yield said_of(row, context).relation(
        actor_of(row, "actor", context),
        Relation.STANDS_ON,
        _dossier(row),
        _stance(row),
        row.period("date", "until"),
        tuple((name, text) for name, text in texts if text is not None),
    )


def read_reference_vote(row: Row, context: Context) -> Iterator[Statement]:
    """Read one vote chosen to judge positions on a file by; which way was ours is ``ours``."""
    said = said_of(row, context, Level.OFFICE)
    day = row.days("date")
    if day is None or day[0] != day[1]:
        raise row.wrong("date", "the day of the vote, such as 2025-01-21")
    try:
        vote = ep_vote(row.needed("vote"))
    except UnknownIdentifier:
        raise row.wrong("vote", "the number of a roll-call vote, such as 171425") from None
    yield from said.node(vote, Kind.EVENT, Classification.VOTE_EVENT, row.needed("title"))
    note = row.text("note")
    yield said.relation(
        vote,
        Relation.REFERENCE_FOR,
        _dossier(row),
        row.one_of("ours", ("for", "against")),
        Period(day[0]),
        (("note", note),) if note else (),
    )


def read_correction(row: Row, context: Context) -> Iterator[Statement]:
    """Read one correction of a property or a relation, asserted or denied."""
    said = said_of(row, context)
    denied = (row.text("action") or "assert").casefold() == "deny"
    if (row.text("action") or "assert").casefold() not in ("assert", "deny"):
        raise row.wrong("action", "assert or deny")
    subject, written = actor_of(row, "subject", context), row.text("property")
    relation = row.text("relation")
    if (written is None) == (relation is None):
        raise row.wrong("property", "either a property or a relation, not both")
    if written is not None:
        prop = _term(Property, row, "property")
        made = next(said.property(subject, prop, _corrected(row, prop), row.period()))
    else:
        tie, other = _term(Relation, row, "relation"), actor_of(row, "object", context)
        if tie is Relation.JUDGED:
            raise row.wrong("relation", "a tie; who is the same is judged by `corridors same`")
        made = said.relation(subject, tie, other, row.text("role"), row.period())
    yield replace(made, denied=denied)


def _corrected(row: Row, prop: Property) -> Value:
    """Give a corrected value in the type that its property has everywhere else."""
    text, number = row.needed("value"), None
    if prop is Property.KIND:
        return _term(Kind, row, "value").value
    if prop is Property.CLASSIFICATION:
        return _term(Classification, row, "value").value
    if prop in _DAYS:
        days = row.days("value")
        return days[1] if days else text
    if prop in _WHOLE | _DECIMAL:
        number = row.number("value")
    if number is None:
        return text
    if prop in _WHOLE and not number.is_integer():
        raise row.wrong("value", "a whole number")
    return int(number) if prop in _WHOLE else number


def _term(enum: type[_Term], row: Row, column: str) -> _Term:
    try:
        return enum(row.needed(column))
    except ValueError:
        raise row.wrong(column, f"one of {', '.join(enum)}") from None


def _stance(row: Row) -> str:
    """Give a step of the scale, however its words are joined; ``undecided`` is neutral."""
    word = re.sub(r"[\s-]+", "_", row.needed("stance").casefold())
    word = "neutral" if word == "undecided" else word
    if word not in STANCES:
        raise row.wrong("stance", f"one of {', '.join(STANCES)}")
    return word


def _dossier(row: Row) -> str:
    try:
        return ep_procedure(row.needed("dossier"))
    except UnknownIdentifier:
        raise row.wrong("dossier", "a procedure, such as 2025/0059(COD)") from None
