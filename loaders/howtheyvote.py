"""HowTheyVote.eu's export: which of its tables a file is, and its members, groups, memberships.

Source: HowTheyVote.eu, https://howtheyvote.eu/about, weekly CSV at
https://github.com/HowTheyVote/data/releases, compiled from the Parliament's publications. Licence:
ODbL 1.0, contents DbCL 1.0; share-alike, so each table stays a source of its own.

What is made of each table: *members* become persons with name and number (they held a public
office; birth dates, e-mail and accounts are left out, and so is the country: no day stands beside
it, and who left would represent it still), also those whom no other source knows, so
that no ballot or membership lacks its person. *groups* give names to the groups' codes.
*group_memberships* become dated memberships of the Parliament's own bodies (``ep_groups``),
evidence beside the Parliament's. *votes* and *member_votes*: ``howtheyvote_votes``.

Known flaws: the two most recent members have no membership; membership rows do not say a member's
role in the group; a term is a number that other columns say as well; codes of older versions of a
group carry a year. The tables of topics, areas and committees are not read.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from graph.errors import InputError, SourceChanged, UnknownIdentifier
from graph.identifiers import ep_person
from graph.model import Classification, Kind, Property, Relation
from graph.period import parse_open_end
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.ep_groups import BODIES, bodies_called, describe_group, group_body, group_code
from loaders.stream import Stream, rows
from loaders.tabular import Column, Row

SOURCE = Source(
    id="howtheyvote",
    publisher="HowTheyVote.eu",
    title="HowTheyVote.eu, weekly export",
    url="https://github.com/HowTheyVote/data",
    licence="ODbL 1.0, HowTheyVote.eu; Source: European Parliament, © European Union",
    rank=45,
)

MEMBERS = (
    Column("id", "the Parliament's number of the member", required=True),
    Column("first_name", "given name"),
    Column("last_name", "family name, in capitals", required=True),
)
GROUPS = (
    Column("code", "the group's code", required=True),
    Column("official_label", "official name", required=True),
    Column("label", "short name"),
    Column("short_label", "shortest name"),
)
MEMBERSHIPS = (
    Column("member_id", "the Parliament's number of the member", required=True),
    Column("group_code", "the group's code", required=True),
    Column("term", "number of the term", required=True),
    Column("start_date", "first day", required=True),
    Column("end_date", "last day; empty: still running"),
)

_HEADER = 64 * 1024
_EVERY = 1000
_TABLES = {
    "votes": {"id", "display_title", "is_main", "procedure_reference"},
    "member-votes": {"vote_id", "member_id", "position"},
    "members": {"id", "first_name", "last_name", "country_code"},
    "group-memberships": {"member_id", "group_code", "start_date"},
    "groups": {"code", "official_label", "short_label"},
}


def table_of(stream: Stream) -> tuple[str, Stream]:
    """Say which table a file is by its header, and give the stream anew.

    Raises:
        SourceChanged: it has the header of none of them.
    """
    chunks = iter(stream.chunks)
    start = b""
    for chunk in chunks:
        start += chunk
        if b"\n" in start or len(start) > _HEADER:
            break
    header = start.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    found = set(re.findall(r"\w+", header))
    for name, needed in _TABLES.items():
        if needed <= found:
            return name, Stream(stream.place, _again(start, chunks))
    msg = (
        f"{stream.place} begins with {header[:120]!r}. Expected votes.csv, member_votes.csv, "
        "members.csv, groups.csv or group_memberships.csv of HowTheyVote's export."
    )
    raise SourceChanged(msg)


def read_members(
    stream: Stream, *, source: Source, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read members: name and number, nothing private.

    Raises:
        SourceChanged: a column is missing, or nobody is in it.
    """
    builder, seen, read = BatchBuilder(source, retrieved_at), set[str](), 0
    for row in rows(stream, MEMBERS):
        read += 1
        if read % _EVERY == 0:
            progress(read, None, "members")
        if not isinstance(row, Row):
            builder.rejections.append(row)
            continue
        person = None
        try:
            person = ep_person(row.needed("id"))
            _new(person, seen)
        except InputError as error:
            builder.reject(row.place, str(error), person)
            continue
        builder.statements.extend(_member(source.id, person, row))
    _not_empty(stream, seen)
    counts = (Count("members read", None, read), Count("members kept", None, len(seen)))
    return builder.build(counts, complete=builder.whole)


def read_groups(
    stream: Stream, *, source: Source, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read groups: names for the bodies of the ninth and tenth terms that a code means.

    Raises:
        SourceChanged: a column is missing, or no group is in it.
    """
    builder, seen, read, kept = BatchBuilder(source, retrieved_at), set[str](), 0, 0
    for read, row in enumerate(rows(stream, GROUPS), 1):
        progress(read, None, "groups")
        if not isinstance(row, Row):
            builder.rejections.append(row)
            continue
        try:
            code = row.needed("code")
            _new(code, seen)
            own = bodies_called(code)
        except InputError as error:
            builder.reject(row.place, str(error), row.cells["code"] or None)
            continue
        kept += 1
        builder.statements.extend(_named(source.id, code, own, row))
    _not_empty(stream, seen)
    counts = (Count("groups read", None, read), Count("groups kept", None, kept))
    return builder.build(counts, complete=builder.whole)


def read_group_memberships(
    stream: Stream, *, source: Source, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read dated memberships of groups, as those of the Parliament's bodies.

    Raises:
        SourceChanged: a column is missing, or no membership is in it.
    """
    builder, count, seen = BatchBuilder(source, retrieved_at), Counter[str](), set[str]()
    bodies, codes = set[str](), defaultdict[tuple[str, str], list[str]](list)
    for row in rows(stream, MEMBERSHIPS):
        count["read"] += 1
        if count["read"] % _EVERY == 0:
            progress(count["read"], None, "group memberships")
        if not isinstance(row, Row):
            builder.rejections.append(row)
            continue
        record = None
        try:
            person, code = ep_person(row.needed("member_id")), row.needed("group_code")
            record = f"{person}|{code}|{row.needed('start_date')}"
            _new(record, seen)
            statement = _membership(source.id, person, code, record, row)
        except InputError as error:
            builder.reject(row.place, str(error), record)
            continue
        builder.statements.append(statement)
        bodies.add(str(statement.object))
        codes[person, row.needed("term")].append(group_code(code))
    _not_empty(stream, seen)
    for one in BODIES:
        if one.body in bodies:
            builder.statements.extend(describe_group(one, source.id))
    counts = (
        Count("group memberships read", None, count["read"]),
        Count("group memberships kept", None, count["read"] - len(builder.rejections)),
        Count("members with several in a term", None, _several(codes, 1)),
        Count("of them, in more than one group", None, _several(codes, 2)),
    )
    return builder.build(counts, complete=builder.whole)


def _several(codes: Mapping[tuple[str, str], list[str]], groups: int) -> int:
    return sum(1 for own in codes.values() if len(own) > 1 and len(set(own)) >= groups)


def _member(source: str, person: str, row: Row) -> Iterator[Statement]:
    given, family = row.text("first_name"), row.needed("last_name")
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, person),
        (Property.NAME, f"{given} {family}" if given else family),
        (Property.GIVEN_NAME, given),
        (Property.FAMILY_NAME, family),
    )
    for prop, value in values:
        if value:
            yield Statement(person, prop, source, person, value=value)


def _named(source: str, code: str, bodies: tuple[str, ...], row: Row) -> Iterator[Statement]:
    for body in bodies:
        values = (
            (Property.KIND, Kind.ORGANIZATION.value),
            (Property.CLASSIFICATION, Classification.POLITICAL_GROUP.value),
            (Property.NAME, row.needed("official_label")),
            (Property.ACRONYM, group_code(code)),
            (Property.OTHER_NAME, row.text("label")),
        )
        for prop, value in values:
            if value:
                yield Statement(body, prop, source, code, value=value)


def _membership(source: str, person: str, code: str, record: str, row: Row) -> Statement:
    period = parse_open_end(row.needed("start_date"), row.text("end_date"), row.place)
    try:
        body = group_body(code, period).body
    except UnknownIdentifier as error:
        msg = f"{error} Its body is not known."
        raise InputError(msg) from error
    return Statement(
        person, Relation.MEMBER_OF, source, record, object=body, role="MEMBER", period=period
    )


def _new(record: str, seen: set[str]) -> None:
    if record in seen:
        msg = f"{record} stands in the table already"
        raise InputError(msg)
    seen.add(record)


def _not_empty(stream: Stream, seen: set[str]) -> None:
    if not seen:
        msg = f"{stream.place} has no row that can be read. Fetch it again."
        raise SourceChanged(msg)


def _again(start: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield start
    yield from rest
