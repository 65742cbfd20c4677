"""The EU Whoiswho: who is where in the institutions, as the answer to a SPARQL query.

Publisher: Publications Office of the European Union, https://op.europa.eu/en/web/who-is-who;
endpoint https://publications.europa.eu/webapi/rdf/sparql; the queries are in ``loaders/queries``.
Reuse with source; **the directory's legal notice forbids use for direct marketing**. Processing
record DPR-EC-00447 under Regulation (EU) 2018/1725.

Posts by default: a post is one position in one organisation ("Head of Unit" of a unit), with how
many hold it (``seats``), and nobody's name. With names, who shares a position with others is a
member of the organisation, with that position beside it. Names only where a purpose is stated,
which is recorded with the load; without one, names in a file are counted and dropped with their
row. Never read: addresses, phones, e-mail, pictures, honorifics. A holding has no start, for the
directory states none; the day it speaks for is that of its last reading.

Known flaws: no real answer was at hand (tests use rows made by us, after the published model).
A position may name somebody ("Assistant to Ms …"): such are left out and counted. Positions in
other languages than English are not asked for. A page of a longer answer is a source of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib import resources

from graph.errors import InputError, SourceChanged
from graph.identifiers import eu_body, organization
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.known import Known
from loaders.labels import Entry
from loaders.sparql_results import result_rows
from loaders.stream import Stream
from loaders.tabular import Column, Row

SOURCE = Source(
    id="eu-whoiswho",
    publisher="Publications Office of the European Union",
    title="EU Whoiswho",
    url="https://op.europa.eu/en/web/who-is-who",
    licence="Reuse with source, © European Union; no direct marketing (legal notice)",
    rank=60,
)

NOTICE = (
    "The directory's legal notice forbids use for direct marketing: its names are for contacts "
    "about public business only."
)
ENDPOINT = "https://publications.europa.eu/webapi/rdf/sparql"
"""Where queries are sent, by GET with ``query`` and ``format``."""

PAGE = 20_000
"""Rows of one page of our queries; a page as long as that may have one behind it."""

_BODIES = "http://publications.europa.eu/resource/authority/corporate-body/"
_TOP = f"{_BODIES}EURUN"
_NAMES = ("familyName", "givenName")
_PERSON = "person"
_COLUMNS = (
    Column("organization", "address of the organisation", required=True),
    Column("mnemonic", "its mnemonic, such as EDPS.EDPB.LCE"),
    Column("organizationName", "its English name", required=True),
    Column("institution", "address of its institution in the table of corporate bodies"),
    Column("parent", "address of the organisation it belongs to"),
    Column("membership", "address of the membership", required=True),
    Column("position", "English name of the position"),
    Column("order", "its place in the order of precedence"),
    Column(_PERSON, "address of the person"),
    *(Column(name, "a name") for name in _NAMES),
)
_OPTIONAL = ("institution", "parent", "order", _PERSON, *_NAMES)
_MNEMONIC = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.&/+-]{0,79}$")
# What follows one of these is a name: of an official whom a post assists, or stands in for.
_NAMING = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Herr|Frau)\b|\bM\.\s")


@dataclass(slots=True)
class _Reading:
    builder: BatchBuilder
    known: Known
    named: bool
    count: Counter[str] = field(default_factory=Counter)
    organizations: dict[str, str] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    said: dict[Statement, None] = field(default_factory=dict)
    holders: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    people: list[tuple[str, str, str, str]] = field(default_factory=list)


def posts_query(offset: int) -> str:
    """Give the query of one page of posts, from a row on, without its remarks."""
    text = resources.files("loaders").joinpath("queries/whoiswho-posts.rq").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return "\n".join(f"OFFSET {offset}" if line == "OFFSET 0" else line for line in lines)


def read_whoiswho(
    stream: Stream,
    *,
    known: Known,
    retrieved_at: datetime,
    source: Source = SOURCE,
    purpose: str | None = None,
    progress: Progress = no_progress,
) -> Batch:
    """Read one answer; it is all that its source has.

    ``purpose`` says for what names are needed; without it posts alone are kept.

    Raises:
        SourceChanged: no answer to one of our queries, or an empty one.
    """
    reading = _Reading(BatchBuilder(source, retrieved_at), known, purpose is not None)
    read = 0
    for read, row in enumerate(result_rows(stream, _COLUMNS, _OPTIONAL), 1):
        progress(read, None, "memberships")
        if isinstance(row, Rejection):
            reading.builder.reject(row.place, row.reason)
            continue
        try:
            _keep(reading, row)
        except InputError as error:
            reading.builder.reject(row.place, str(error))
    if not read:
        msg = f"{stream.place} holds no row. Expected the answer to a query of loaders/queries."
        raise SourceChanged(msg)
    return _built(reading, read, purpose)


def _keep(reading: _Reading, row: Row) -> None:
    body, name = _organization(reading, row), row.needed("organizationName")
    source = reading.builder.source.id
    if body not in reading.organizations:
        reading.organizations[body] = row.needed("organization")
        entry = Entry(source, body, body)
        for one in entry.described(Kind.ORGANIZATION, None, name, ALWAYS_UNKNOWN):
            reading.said[one] = None
        for identifier in (row.text("mnemonic"), _code(row.text("organization"))):
            if identifier is not None:
                reading.said[entry.says(Property.IDENTIFIER, identifier)] = None
    for address in (row.text("parent"), row.text("institution")):
        if address is not None and address not in (_TOP, row.text("organization")):
            reading.parents[body].add(address)
    if row.text(_NAMES[0]) is not None and not reading.named:
        reading.count["names dropped"] += 1
    position = row.text("position")
    if position is None:
        reading.count["without a position"] += 1
    elif _NAMING.search(position):
        reading.count["positions that name somebody"] += 1
    else:
        _post(reading, row, body, position)


def _post(reading: _Reading, row: Row, body: str, position: str) -> None:
    slug = organization(position).removeprefix("org:")
    post = f"eu-post:{body.partition(':')[2]}/{slug}"
    entry = Entry(reading.builder.source.id, post, post)
    if post not in reading.holders:
        for one in entry.described(Kind.POST, None, position, ALWAYS_UNKNOWN):
            reading.said[one] = None
        reading.said[entry.ties(Relation.POST_IN, body)] = None
    reading.holders[post].add(row.needed("membership"))
    if reading.named:
        _holder(reading, row, body, post)


def _holder(reading: _Reading, row: Row, body: str, post: str) -> None:
    address, family = row.text(_PERSON), row.text(_NAMES[0])
    if address is None or family is None:
        reading.count["without a name"] += 1
        return
    person = f"eu-person:{address.rsplit('/', 1)[-1]}"
    given = row.text(_NAMES[1])
    entry = Entry(reading.builder.source.id, person, person)
    name = f"{given} {family}" if given else family
    stated = list(entry.described(Kind.PERSON, Classification.OFFICIAL, name, ALWAYS_UNKNOWN))
    stated.append(entry.says(Property.FAMILY_NAME, family))
    if given:
        stated.append(entry.says(Property.GIVEN_NAME, given))
    reading.said.update(dict.fromkeys(stated))
    reading.people.append((person, post, body, row.needed("position")))
    reading.count["names kept"] += 1


def _holdings(reading: _Reading) -> Iterator[Statement]:
    """Give who holds what; where several share a position, none of them holds it alone.

    Those are members of the organisation instead: else each would seem to be a way to the others.
    """
    source = reading.builder.source.id
    for person, post, body, position in dict.fromkeys(reading.people):
        entry = Entry(source, person, person)
        if len(reading.holders[post]) == 1:
            yield entry.ties(Relation.HOLDS, post)
        else:
            tie = entry.ties(Relation.MEMBER_OF, body)
            yield replace(tie, qualifiers=(("position", position),))


def _organization(reading: _Reading, row: Row) -> str:
    """Give the organisation's identifier: of the table of bodies, else its mnemonic."""
    code = _code(row.text("organization"))
    if code is not None:
        return reading.known.described(code)
    mnemonic = row.needed("mnemonic")
    if not _MNEMONIC.match(mnemonic):
        raise row.wrong("mnemonic", "a mnemonic, such as EDPS.EDPB.LCE")
    return f"whoiswho:{mnemonic}"


def _code(address: str | None) -> str | None:
    return eu_body(address) if address is not None and address.startswith(_BODIES) else None


def _parents(reading: _Reading) -> Iterator[Statement]:
    own = {address: body for body, address in reading.organizations.items()}
    for body, addresses in sorted(reading.parents.items()):
        direct = {own[one] for one in addresses if one in own}
        # The institution is the parent only where no nearer one is known.
        above = direct or {
            reading.known.described(code) for one in addresses if (code := _code(one)) is not None
        }
        for parent in sorted(above - {body}):
            yield Entry(reading.builder.source.id, body, body).ties(
                Relation.SUB_ORGANIZATION_OF, parent
            )


def _built(reading: _Reading, read: int, purpose: str | None) -> Batch:
    builder, count = reading.builder, reading.count
    builder.statements.extend(reading.said)
    builder.statements.extend(_parents(reading))
    builder.statements.extend(_holdings(reading))
    for post, memberships in sorted(reading.holders.items()):
        builder.statements.append(
            Entry(builder.source.id, post, post).says(Property.SEATS, len(memberships))
        )
    builder.notes.append(NOTICE)
    if purpose is not None:
        builder.notes.append(f"Names were read for this purpose: {purpose}")
    elif count["names dropped"]:
        builder.notes.append(
            f"{count['names dropped']} rows have a name; none was kept, as no purpose was stated. "
            "Ask for posts alone with loaders/queries/whoiswho-posts.rq."
        )
    if read >= PAGE:
        builder.notes.append(
            f"{read} rows: there may be a further page. Save it as a file of its own and load it."
        )
    counts = (
        Count("memberships", None, read),
        Count("memberships kept", None, sum(map(len, reading.holders.values()))),
        Count("posts", None, len(reading.holders)),
        Count("organisations", None, len(reading.organizations)),
        Count("memberships without a position", None, count["without a position"]),
        Count(
            "positions that name somebody left out", None, count["positions that name somebody"]
        ),
        Count("names left out", None, count["names dropped"]),
        Count("names kept", None, count["names kept"]),
    )
    return builder.build(counts, complete=builder.whole)
