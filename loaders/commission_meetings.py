"""Meetings of the Commission's cabinets and directorates-general with organisations.

Source: https://ec.europa.eu/transparency-initiative/meetings/data/meetings/dataxml?name=NAME, NAME
one of ``meetingscommissionrepresentatives1419``, ``…1924``, ``…2429`` and
``meetingsdirectorgenerals``. Licence: reuse under Commission Decision 2011/833/EU, "Source:
European Commission". One ``meeting`` an entry: ``cabinet``, or ``dgacronym`` and ``dgname``;
``date``; ``entities/entity`` with ``name`` and ``id``.

Known flaws: text is escaped twice; an entity may lack its register number. The form is known from
its documented elements only; no real file was at hand.

The contact is with the cabinet or the directorate-general, not with the official: names of
officials, subjects and places are left out. Organisations are matched by ``loaders.known``;
others are counted and not kept, as in ``loaders.ep_meetings``.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree.ElementTree import Element

from graph.errors import InputError, SourceChanged
from graph.identifiers import eu_body, fold, organization
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period, parse_date
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.known import Known, register_numbers
from loaders.stream import Stream
from loaders.xml_stream import XmlRecords, text_of

SOURCE = Source(
    id="commission-meetings",
    publisher="European Commission",
    title="Meetings of cabinets and directorates-general",
    url="https://ec.europa.eu/transparency-initiative/meetings/data/meetings/dataxml",
    licence="Reuse under Commission Decision 2011/833/EU, Source: European Commission",
    rank=30,
)

_DAY = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")


@dataclass(frozen=True, slots=True)
class _Body:
    """Who was met: a cabinet or a directorate-general."""

    id: str
    name: str
    classification: Classification | None


@dataclass(slots=True)
class _Reading:
    """What one load carries along."""

    builder: BatchBuilder
    count: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, _Body] = field(default_factory=dict)
    said: dict[Statement, None] = field(default_factory=dict)


def read_commission_meetings(
    stream: Stream,
    *,
    known: Known,
    retrieved_at: datetime,
    source: Source = SOURCE,
    progress: Progress = no_progress,
) -> Batch:
    """Read one file of meetings; it is all that its source has.

    Raises:
        SourceChanged: no such file, cut off, with a document type, or without meetings.
    """
    reading, read = _Reading(BatchBuilder(source, retrieved_at)), 0
    for read, element in enumerate(XmlRecords(stream, root="meetings", record="meeting"), 1):
        try:
            _keep(reading, element, known)
        except InputError as error:
            reading.builder.reject(f"{stream.place} meeting {read}", str(error))
        progress(read, None, "meetings")
    if not read:
        msg = f"{stream.place} holds no meeting. Expected <meeting> elements."
        raise SourceChanged(msg)
    builder, without = reading.builder, reading.count["without"]
    builder.statements.extend(reading.said)
    for _, body in sorted(reading.bodies.items()):
        builder.statements.extend(_describe(source.id, body))
    builder.notes.append(
        f"{without} meetings name no organisation that is known here, by register number or whole "
        "name; they are not kept. Load transparency-register first to find more."
    )
    counts = (
        Count("meetings", None, read),
        Count("meetings kept", None, reading.count["kept"]),
        Count("meetings without a known organisation", None, without),
        Count("contacts", None, len(reading.said)),
        Count("bodies met", None, len(reading.bodies)),
    )
    return builder.build(counts, complete=builder.whole)


def _keep(reading: _Reading, element: Element, known: Known) -> None:
    body, day = _body(element, known), _day(element)
    found = sorted(set(_organizations(element, known)) - {body.id})
    if not found:
        reading.count["without"] += 1
        return
    reading.count["kept"] += 1
    reading.bodies.setdefault(body.id, body)
    for one in found:
        tie = Statement(
            one,
            Relation.CONTACT_OF,
            reading.builder.source.id,
            f"meetings/{body.id.removeprefix('org:')}/{day.isoformat()}",
            object=body.id,
            role="meeting",
            period=Period.on(day),
            qualifiers=(("published", "by the Commission"),),
        )
        reading.said[tie] = None


def _organizations(element: Element, known: Known) -> Iterator[str]:
    for entity in element.iterfind("entities/entity"):
        numbers = register_numbers(_text(entity, "id") or "")
        # A number decides alone: a namesake of somebody unknown must not be taken instead.
        if numbers:
            yield from (known.numbers[one] for one in numbers if one in known.numbers)
        else:
            named = known.named(_text(entity, "name") or "")
            yield from () if named is None else (named,)


def _body(element: Element, known: Known) -> _Body:
    acronym, cabinet = _text(element, "dgacronym"), _text(element, "cabinet")
    if acronym:
        name = _text(element, "dgname") or acronym
        # The same body as in the table of EU bodies, or the one of the list that states its code.
        service = known.described(eu_body(acronym))
        return _Body(service, name, Classification.DIRECTORATE_GENERAL)
    if cabinet:
        known_as = cabinet if fold(cabinet).startswith("cabinet") else f"cabinet {cabinet}"
        return _Body(organization(known_as), cabinet, None)
    msg = "neither dgacronym nor cabinet; expected who was met"
    raise InputError(msg)


def _day(element: Element) -> date:
    written = _text(element, "date") or ""
    found = _DAY.match(written)
    if not found:
        return parse_date(written, "date")
    return parse_date(f"{found[3]}-{found[2]}-{found[1]}", "date")


def _text(element: Element, path: str) -> str | None:
    """Give a text that was escaped twice; the parser has undone the first time."""
    return " ".join(html.unescape(text_of(element, path) or "").split()) or None


def _describe(source: str, body: _Body) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, body.classification.value if body.classification else None),
        (Property.NAME, body.name),
    )
    for prop, value in values:
        if value:
            yield Statement(body.id, prop, source, body.id, value=value)
