"""Meetings of members of the Parliament with organisations, as contacts of their day.

Two sources in two forms, never mixed in one batch:

- ``SOURCE``: the export of the Parliament's own search, eight columns,
  https://www.europarl.europa.eu/meps/en/search-meetings?exportFormat=CSV. Licence: the
  Parliament's legal notice, reuse with "Source: European Parliament, © European Union". Known
  flaws: it gives no more than 1,000 rows an answer, newest first, and no place; the members
  themselves publish it; the family name comes first; one cell holds all attendees.
- ``WATCHED``: Integrity Watch EU's list of 2019 to 2022, ODbL 1.0 (share alike: a source of its
  own, attribution "Integrity Watch EU / Transparency International EU"). Known flaws: attendees
  are free text with commas inside names; 1,195 of 23,050 rows hold register numbers; eleven rows
  stand there twice; files are named in free text.

Attendees are matched by ``loaders.known``, never by likeness. Those who are no organisation that
we know are counted and not kept: the text names private people too, and nothing in it tells them
from organisations. For the same reason titles, places and free text on files are left out; of
the latter only procedure numbers are taken. Loading the same file again after the Transparency
Register finds more.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import ep_person
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period, parse_date
from graph.provenance import Source, Statement
from loaders.base import Batch, BatchBuilder, Count, Progress, Rejection, no_progress
from loaders.known import Known, register_numbers
from loaders.stream import Stream, rows
from loaders.tabular import Column, Row

SOURCE = Source(
    id="ep-meetings",
    publisher="European Parliament",
    title="Members' published meetings, export of the search",
    url="https://www.europarl.europa.eu/meps/en/search-meetings",
    licence="Legal notice of the EP: reuse with Source: European Parliament, © European Union",
    rank=45,
)

WATCHED = Source(
    id="integrity-watch",
    publisher="Transparency International EU",
    title="Integrity Watch EU: members' meetings, 2019 to 2022",
    url="https://www.integritywatch.eu",
    licence="ODbL 1.0, Integrity Watch EU / Transparency International EU",
    rank=40,
)

EXPORT_LIMIT = 1000
"""Most rows that the Parliament's export gives; such an answer is probably cut."""

CHANNEL = "meeting"

PUBLISHED = "by the member"
"""Who published the meeting: such contacts do not make an organisation one of ours."""

_EXPORT_COLUMNS = (
    Column("title", "subject; not taken"),
    Column("member_id", "the Parliament's person number", required=True),
    Column("member_name", "FAMILY Given"),
    Column("meeting_date", "year-month-day", required=True),
    Column("member_capacity", "such as Member, Rapporteur, Shadow rapporteur"),
    Column("procedure_reference", "such as 2022/0432(COD)"),
    Column("attendees", "names, free text"),
    Column("lobbyist_id", "register numbers"),
)
_WATCHED_COLUMNS = (
    Column("epid", "the Parliament's person number", required=True),
    Column("mep", "Given FAMILY"),
    Column("date", "day-month-year", required=True),
    Column("role", "such as Member, Rapporteur, Shadow rapporteur"),
    Column("committees", "acronyms, as a Python list"),
    Column("dossier", "free text"),
    Column("lobbyists", "names and register numbers, free text"),
)
# The letters tell a procedure from a regulation's number; without them it is not taken.
_PROCEDURE = re.compile(
    r"\b((?:19|20)\d{2}/\d{4}[A-Z]?)[ /]?\(?[ ]?"
    r"(COD|CNS|NLE|APP|INI|INL|RSP|BUD|BUI|DEC|ACI|AVC|SYN|IMM|REG|RPS|DEA|RSO|COS|GBD)\b"
)
_LISTED = re.compile(r"[\[\]', A-Z0-9&-]*")
_COMMITTEE = re.compile(r"[A-Z0-9&-]+")
_DAY = re.compile(r"^(\d{2})-(\d{2})-(\d{4})$")


@dataclass(frozen=True, slots=True)
class _Meeting:
    """One row, understood; ``organizations`` are those we know among its attendees."""

    member: str
    name: str | None
    day: date
    organizations: tuple[str, ...]
    qualifiers: tuple[tuple[str, str], ...]

    @property
    def record(self) -> str:
        """Name the day of the member, so that a corrected row replaces what the day said."""
        return f"meetings/{self.member.removeprefix('ep-person:')}/{self.day.isoformat()}"


_Form = Callable[[Row, Known], _Meeting]


@dataclass(slots=True)
class _Reading:
    """What one load carries along."""

    builder: BatchBuilder
    count: Counter[str] = field(default_factory=Counter)
    names: dict[str, str | None] = field(default_factory=dict)
    said: set[tuple[object, ...]] = field(default_factory=set)
    first_day: date = date.max


def read_meetings(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read the Parliament's export: what one answer holds, so only its days are compared.

    An answer of exactly 1,000 rows is taken without its first day, which may be cut.

    Raises:
        SourceChanged: another header, no rows, or no CSV.
    """
    hint = " The list of Integrity Watch is loaded as integrity-watch."
    reading = _Reading(BatchBuilder(SOURCE, retrieved_at))
    _read(reading, rows(stream, _EXPORT_COLUMNS, hint), _exported, known, progress)
    if reading.count["rows"] == EXPORT_LIMIT:
        _leave_out_first_day(reading)
    return _built(reading, stream.place, complete=False)


def read_watched(
    stream: Stream, *, known: Known, retrieved_at: datetime, progress: Progress = no_progress
) -> Batch:
    """Read Integrity Watch's list, which is all its source has.

    Raises:
        SourceChanged: another header, no rows, or no CSV.
    """
    hint = " The Parliament's own export is loaded as ep-meetings."
    reading = _Reading(BatchBuilder(WATCHED, retrieved_at))
    _read(reading, rows(stream, _WATCHED_COLUMNS, hint), _watched, known, progress)
    return _built(reading, stream.place, complete=True)


def _read(
    reading: _Reading,
    found: Iterator[Row | Rejection],
    form: _Form,
    known: Known,
    progress: Progress,
) -> None:
    for number, row in enumerate(found, 1):
        reading.count["rows"] += 1
        progress(number, None, "meetings")
        if isinstance(row, Rejection):
            reading.builder.rejections.append(row)
            continue
        try:
            meeting = form(row, known)
        except InputError as error:
            reading.builder.reject(row.place, str(error))
            continue
        _keep(reading, meeting)


def _keep(reading: _Reading, meeting: _Meeting) -> None:
    reading.first_day = min(reading.first_day, meeting.day)
    if not meeting.organizations:
        reading.count["without"] += 1
        return
    reading.count["kept"] += 1
    reading.names.setdefault(meeting.member, meeting.name)
    for organization in meeting.organizations:
        key = (organization, meeting.member, meeting.day, meeting.qualifiers)
        if key in reading.said:
            continue
        reading.said.add(key)
        reading.builder.statements.append(
            Statement(
                organization,
                Relation.CONTACT_OF,
                reading.builder.source.id,
                meeting.record,
                object=meeting.member,
                role=CHANNEL,
                period=Period.on(meeting.day),
                qualifiers=meeting.qualifiers,
            )
        )


def _leave_out_first_day(reading: _Reading) -> None:
    kept = [one for one in reading.builder.statements if one.period.start != reading.first_day]
    reading.builder.statements[:] = kept
    reading.builder.notes.append(
        f"The answer has {EXPORT_LIMIT} rows, the most that the Parliament gives: its first day, "
        f"{reading.first_day.isoformat()}, may be cut and is left out. Ask for fewer days."
    )


def _built(reading: _Reading, place: str, *, complete: bool) -> Batch:
    builder, count = reading.builder, reading.count
    if not count["rows"]:
        msg = f"{place} has a header and no rows. Nothing was changed."
        raise SourceChanged(msg)
    ties = len(builder.statements)
    members = sorted({str(one.object) for one in builder.statements})
    for member in members:
        builder.statements.extend(_describe(builder.source.id, member, reading.names[member]))
    builder.notes.append(
        f"{count['without']} meetings name no organisation that is known here, by register number "
        "or name; they are not kept. Load transparency-register first to find more."
    )
    counts = (
        Count("meetings", None, count["rows"]),
        Count("meetings kept", None, count["kept"]),
        Count("meetings without a known organisation", None, count["without"]),
        Count("meetings rejected", None, len(builder.rejections)),
        Count("contacts", None, ties),
        Count("members met", None, len(members)),
        Count("organisations met", None, len({one.subject for one in builder.statements[:ties]})),
    )
    return builder.build(counts, complete=complete and builder.whole)


def _describe(source: str, member: str, name: str | None) -> Iterator[Statement]:
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, member),
        (Property.NAME, name),
    )
    for prop, value in values:
        if value:
            yield Statement(member, prop, source, member, value=value)


def _exported(row: Row, known: Known) -> _Meeting:
    numbers = register_numbers(row.text("lobbyist_id") or "")
    if numbers:
        # The names beside the numbers are the same attendees; a namesake must not come in by them.
        found = tuple(sorted({known.numbers[one] for one in numbers if one in known.numbers}))
    else:
        found = known.find(row.text("attendees") or "")
    return _Meeting(
        member=_member(row, "member_id"),
        name=_given_first(row.text("member_name")),
        day=parse_date(row.needed("meeting_date"), f"{row.place}, column meeting_date"),
        organizations=found,
        qualifiers=_qualifiers(
            capacity=row.text("member_capacity"),
            published=PUBLISHED,
            dossier=procedures_in(row.text("procedure_reference")),
        ),
    )


def _watched(row: Row, known: Known) -> _Meeting:
    return _Meeting(
        member=_member(row, "epid"),
        name=row.text("mep"),
        day=_day(row),
        organizations=known.find(row.text("lobbyists") or ""),
        qualifiers=_qualifiers(
            capacity=row.text("role"),
            published=PUBLISHED,
            committee=_committees(row),
            dossier=procedures_in(row.text("dossier")),
        ),
    )


def _member(row: Row, column: str) -> str:
    try:
        return ep_person(row.needed(column))
    except InputError:
        raise row.wrong(column, "the Parliament's number of a person, such as 124936") from None


def _day(row: Row) -> date:
    found = _DAY.match(row.needed("date"))
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise row.wrong("date", "day-month-year, such as 27-10-2021")


def _committees(row: Row) -> str | None:
    written = row.text("committees") or ""
    if not _LISTED.fullmatch(written):
        raise row.wrong("committees", "a list, such as ['LIBE']")
    return "+".join(_COMMITTEE.findall(written)) or None


def procedures_in(text: str | None) -> str | None:
    """Give the procedures that a text refers to with their letters; None where there are none."""
    found = (f"{number}({kind})" for number, kind in _PROCEDURE.findall(text or ""))
    return ", ".join(dict.fromkeys(found)) or None


def _qualifiers(**given: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((key, value) for key, value in given.items() if value))


def _given_first(name: str | None) -> str | None:
    """Write ``MARAN Pierfrancesco`` as ``Pierfrancesco MARAN``, where capitals tell."""
    words = (name or "").split()
    family = 0
    while family < len(words) and words[family] == words[family].upper() != words[family].lower():
        family += 1
    return " ".join([*words[family:], *words[:family]]) or None
