"""Meetings of the Commission's cabinets and directorates-general with organisations.

Source: https://ec.europa.eu/transparency-initiative/meetings/data/meetings/dataxml?name=NAME, or
``dataxlsx`` in its place, NAME one of ``meetingscommissionrepresentatives1419``, ``…1924``,
``…2429`` and ``meetingsdirectorgenerals``. Licence: reuse under Commission Decision 2011/833/EU,
"Source: European Commission". Both forms of one meeting give the same statements; how they are
read is ``loaders.commission_forms``.

Known flaws: text is escaped twice in XML; an entity may lack its register number. The forms are
known from their documented elements and columns only; no real file was at hand.

The contact is with the cabinet or the directorate-general, not with the official: names of
officials, subjects and places are left out, since a meeting is held by a service and an official
may have moved on. Organisations are matched by ``loaders.known``; others are counted and not kept,
as in ``loaders.ep_meetings``.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import eu_body, fold, organization
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.commission_forms import Meeting, meetings
from loaders.known import Known, register_numbers
from loaders.stream import Stream

SOURCE = Source(
    id="commission-meetings",
    publisher="European Commission",
    title="Meetings of cabinets and directorates-general",
    url="https://ec.europa.eu/transparency-initiative/meetings/data/meetings/dataxml",
    licence="Reuse under Commission Decision 2011/833/EU, Source: European Commission",
    rank=30,
)


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
    for read, (place, make) in enumerate(meetings(stream), 1):
        try:
            _keep(reading, make(), known)
        except InputError as error:
            reading.builder.reject(place, str(error))
        progress(read, None, "meetings")
    if not read:
        msg = f"{stream.place} holds no meeting. Expected <meeting> elements, or rows of a sheet."
        raise SourceChanged(msg)
    builder, without = reading.builder, reading.count["without"]
    builder.statements.extend(reading.said)
    for _, body in sorted(reading.bodies.items()):
        builder.statements.extend(_describe(source.id, body))
    builder.notes.append(
        f"{without} meetings name no organisation that is known here, by register number or "
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


def _keep(reading: _Reading, meeting: Meeting, known: Known) -> None:
    body, day = _body(meeting, known), meeting.day
    found = sorted(set(_organizations(meeting, known)) - {body.id})
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


def _organizations(meeting: Meeting, known: Known) -> Iterator[str]:
    for name, number in meeting.entities:
        numbers = register_numbers(number)
        # A number decides alone: a namesake of somebody unknown must not be taken instead.
        if numbers:
            yield from (known.numbers[one] for one in numbers if one in known.numbers)
        else:
            named = known.named(name)
            yield from () if named is None else (named,)


def _body(meeting: Meeting, known: Known) -> _Body:
    if meeting.acronym:
        name = meeting.service or meeting.acronym
        # The same body as in the table of EU bodies, or the one of the list that states its code.
        service = known.described(eu_body(meeting.acronym))
        return _Body(service, name, Classification.DIRECTORATE_GENERAL)
    if meeting.cabinet:
        cabinet = meeting.cabinet
        known_as = cabinet if fold(cabinet).startswith("cabinet") else f"cabinet {cabinet}"
        return _Body(organization(known_as), cabinet, None)
    msg = "neither a directorate-general nor a cabinet; expected who was met"
    raise InputError(msg)


def _describe(source: str, body: _Body) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.ORGANIZATION.value),
        (Property.CLASSIFICATION, body.classification.value if body.classification else None),
        (Property.NAME, body.name),
    )
    for prop, value in values:
        if value:
            yield Statement(body.id, prop, source, body.id, value=value)
