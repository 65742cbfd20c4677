"""Members of the European Parliament: every membership, dated.

Source: European Parliament Open Data API v2, ``GET /meps/{id}``, one JSON-LD answer a person;
https://data.europarl.europa.eu/en/developer-corner/opendata-api. Licence: CC BY 4.0, attribution
"Source: European Parliament, © European Union". The same parser reads a saved folder, an archive
and the live API.

Known flaws of the source (answers of 2025-07-11): two one-day mandates have no organisation
(rejected), three memberships no role (kept, noted), and two sitting members' open mandates are
filed under the ninth term; one mandate already has its last day, some weeks ahead. A chair has
only the CHAIR row, no MEMBER row; bodies carry a new number each term, and no name (see
``ep_bodies``).

Taken: names, and memberships in a public role. Left out on purpose: birth dates and places,
gender, citizenship, addresses, phones, e-mail, accounts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from graph.errors import InputError, SourceChanged
from graph.identifiers import country, ep_org, ep_person
from graph.model import Classification, Kind, Property, Relation
from graph.period import Period, parse_open_end
from graph.provenance import Source, Statement
from loaders.archive import Record
from loaders.base import Batch, BatchBuilder, Count, Progress, no_progress
from loaders.json_ld import JsonObject, code_of, listed, one_text, parse_answer

SOURCE = Source(
    id="ep-open-data",
    publisher="European Parliament",
    title="Open Data API v2, members of the European Parliament",
    url="https://data.europarl.europa.eu/api/v2/meps",
    licence="CC BY 4.0, Source: European Parliament, © European Union",
    rank=80,
)

CLASSIFICATIONS = {
    "COMMITTEE_PARLIAMENTARY_STANDING": Classification.COMMITTEE,
    "COMMITTEE_PARLIAMENTARY_TEMPORARY": Classification.COMMITTEE,
    "COMMITTEE_PARLIAMENTARY_SPECIAL": Classification.COMMITTEE,
    "COMMITTEE_PARLIAMENTARY_JOINT": Classification.COMMITTEE,
    "COMMITTEE_PARLIAMENTARY_SUB": Classification.SUBCOMMITTEE,
    "DELEGATION_PARLIAMENTARY": Classification.DELEGATION,
    "DELEGATION_PARLIAMENTARY_ASSEMBLY": Classification.DELEGATION,
    "DELEGATION_JOINT_COMMITTEE": Classification.DELEGATION,
    "EU_POLITICAL_GROUP": Classification.POLITICAL_GROUP,
    "NATIONAL_POLITICAL_GROUP": Classification.NATIONAL_PARTY,
    "WORKING_GROUP": Classification.INTERGROUP,
    "GOVERNING_BODY": Classification.GOVERNING_BODY,
    "EU_INSTITUTION": Classification.INSTITUTION,
}
"""The Parliament's ``def/ep-entities`` in our words; any other is noted, and gives none."""

NAMES = (
    ("label", Property.NAME),
    ("givenName", Property.GIVEN_NAME),
    ("familyName", Property.FAMILY_NAME),
)


_MANDATE = "MEMBER_PARLIAMENT"
_TERM = "ep-org:ep-"


@dataclass(frozen=True, slots=True)
class _Seat:
    """One membership, understood; ``entity`` is the Parliament's own class of the body."""

    record: str
    body: str
    entity: str | None
    role: str | None
    period: Period
    countries: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """What one load carries along.

    ``seen`` holds persons and memberships already read, ``seated`` persons with a mandate that
    has no end, ``grouped`` those with such a membership of a political group.
    """

    builder: BatchBuilder
    bodies: dict[str, Classification | None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    seated: set[str] = field(default_factory=set)
    grouped: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    count: Counter[str] = field(default_factory=Counter)

    def note(self, remark: str) -> None:
        """Keep a remark, once."""
        if remark not in self.noted:
            self.noted.add(remark)
            self.builder.notes.append(remark)


def read_members(
    records: Iterable[Record],
    *,
    retrieved_at: datetime,
    complete: bool = False,
    expected: int | None = None,
    progress: Progress = no_progress,
) -> Batch:
    """Read person records into statements, in the order of the records.

    ``complete`` says that the records are all the source has, so that whoever is missing has been
    withdrawn; one term's members are not all. A batch with a record that could not be told apart
    is never complete. ``expected`` is the number of persons the source states, where it does.

    Raises:
        SourceChanged: not one record is a person of the API.
    """
    reading = _Reading(BatchBuilder(SOURCE, retrieved_at))
    for done, (place, content) in enumerate(records, 1):
        _read_record(reading, place, content)
        progress(done, expected, "members")
    builder = reading.builder
    if not reading.count["persons"]:
        first = builder.rejections[0].reason if builder.rejections else "none given"
        msg = (
            "No person record of the EP Open Data API was found. Expected answers of "
            f"GET /meps/{{id}}, with 'data' and in it 'hasMembership'. First: {first}"
        )
        raise SourceChanged(msg)
    _describe_bodies(reading)
    return builder.build(_counts(reading, expected), complete=complete and builder.whole)


def _counts(reading: _Reading, expected: int | None) -> tuple[Count, ...]:
    count = reading.count
    return (
        Count("persons", expected, count["persons"]),
        Count("memberships read", None, count["memberships"]),
        Count("memberships kept", None, count["kept"]),
        Count("open mandates", None, count["open mandates"]),
        Count("bodies", None, len(reading.bodies)),
        Count("sitting members without a group", None, len(reading.seated - reading.grouped)),
    )


def _read_record(reading: _Reading, place: str, content: bytes) -> None:
    try:
        person, item = _person(reading, place, content)
        described = list(_describe_person(person, item))
    except (InputError, SourceChanged) as error:
        # No record is named: which memberships stood in it is not known.
        reading.builder.reject(place, str(error))
        return
    reading.seen.add(person)
    reading.count["persons"] += 1
    reading.builder.statements.extend(described)
    for membership in listed(item["hasMembership"]):
        reading.count["memberships"] += 1
        _read_membership(reading, place, person, membership)


def _person(reading: _Reading, place: str, content: bytes) -> tuple[str, JsonObject]:
    data = parse_answer(content, place)
    if len(data) != 1:
        msg = f"expected one person, found {len(data)}"
        raise InputError(msg)
    item = data[0]
    person = ep_person(str(item.get("id", "")))
    if person in reading.seen:
        msg = f"{person} was read already from another record"
        raise InputError(msg)
    # Both stand in every record that we know; without them the record is of another form.
    missing = [key for key in ("label", "hasMembership") if item.get(key) in (None, "")]
    if missing:
        msg = f"{person} has no {' and no '.join(missing)}; expected a full person record"
        raise InputError(msg)
    return person, item


def _describe_person(person: str, item: JsonObject) -> Iterator[Statement]:
    original = [one_text(item, key) for key in ("officialGivenName", "officialFamilyName")]
    values = (
        (Property.KIND, Kind.PERSON.value),
        (Property.CLASSIFICATION, Classification.MEP.value),
        (Property.IDENTIFIER, person),
        *((prop, one_text(item, key)) for key, prop in NAMES),
        (Property.ORIGINAL_NAME, " ".join(part for part in original if part)),
    )
    for prop, value in values:
        if value:
            yield Statement(person, prop, SOURCE.id, person, value=value)


def _read_membership(reading: _Reading, place: str, person: str, item: object) -> None:
    record = None
    try:
        if not isinstance(item, dict):
            msg = f"expected a membership, found {type(item).__name__}"
            raise InputError(msg)
        record = _record(item)
        if record in reading.seen:
            msg = f"{record} was read already"
            raise InputError(msg)
        seat = _seat(item, record)
    except InputError as error:
        where = record or "hasMembership"
        reading.builder.reject(f"{place} {where}", str(error), record)
        return
    reading.seen.add(record)
    reading.count["kept"] += 1
    _keep(reading, person, seat, f"{place} {record}")


def _record(item: JsonObject) -> str:
    record, number = one_text(item, "id"), one_text(item, "identifier")
    if record is None and number is None:
        msg = "id is missing; expected one such as membership/197490-f-1"
        raise InputError(msg)
    return record or f"membership/{number}"


def _seat(item: JsonObject, record: str) -> _Seat:
    organization = one_text(item, "organization")
    if organization is None:
        msg = "no organisation is named; a membership needs one"
        raise InputError(msg)
    return _Seat(
        record=record,
        body=ep_org(organization),
        entity=code_of(one_text(item, "membershipClassification")),
        role=code_of(one_text(item, "role")),
        period=_period(item),
        countries=tuple(country(str(value)) for value in listed(item.get("represents"))),
    )


def _period(item: JsonObject) -> Period:
    during = item.get("memberDuring")
    start = one_text(during, "startDate") if isinstance(during, dict) else None
    if not isinstance(during, dict) or start is None:
        msg = "memberDuring.startDate is missing; expected the first day, such as 2024-07-16"
        raise InputError(msg)
    return parse_open_end(start, one_text(during, "endDate"), "memberDuring")


def _keep(reading: _Reading, person: str, seat: _Seat, where: str) -> None:
    if seat.role is None:
        reading.note(f"{where}: no role is given; kept without one")
    if seat.role == _MANDATE and not seat.countries:
        reading.note(f"{where}: a mandate names no country; kept without one")
    if seat.role == _MANDATE and seat.period.end is None:
        reading.count["open mandates"] += 1
        reading.seated.add(person)
    if seat.entity == "EU_POLITICAL_GROUP" and seat.period.end is None:
        reading.grouped.add(person)
    _classify(reading, seat)
    reading.countries.update(seat.countries)
    ties = [
        (Relation.MEMBER_OF, seat.body, seat.role),
        *((Relation.REPRESENTS, state, None) for state in seat.countries),
    ]
    reading.builder.statements.extend(
        Statement(
            person, relation, SOURCE.id, seat.record, object=end, role=role, period=seat.period
        )
        for relation, end, role in ties
    )


def _classify(reading: _Reading, seat: _Seat) -> None:
    """Keep the first class that a body is given; say where another one follows, or is unknown."""
    if seat.entity and seat.entity not in CLASSIFICATIONS:
        reading.note(f"{seat.entity} is no class of bodies that we know; such stay unclassified")
    known = reading.bodies.get(seat.body)
    stated = CLASSIFICATIONS.get(seat.entity or "")
    if seat.body.startswith(_TERM):
        stated = Classification.INSTITUTION
    reading.bodies[seat.body] = known or stated
    if known and stated and known is not stated:
        reading.note(
            f"{seat.body} is {known.value} and, elsewhere, {stated.value}; the first is kept"
        )


def _describe_bodies(reading: _Reading) -> None:
    # Memberships name bodies and countries only by id; a minimal description keeps them from
    # dangling until a source that knows their names is loaded.
    for body, classification in sorted(reading.bodies.items()):
        _describe(reading, body, Kind.ORGANIZATION, classification)
        if body.startswith(_TERM):
            # The number is all that org/ep-10 says of a term, so its name is plain to read.
            name = f"European Parliament, term {body.removeprefix(_TERM)}"
            reading.builder.statements.append(
                Statement(body, Property.NAME, SOURCE.id, body, value=name)
            )
    for state in sorted(reading.countries):
        _describe(reading, state, Kind.AREA, Classification.COUNTRY)


def _describe(
    reading: _Reading, subject: str, kind: Kind, classification: Classification | None
) -> None:
    values = [(Property.KIND, kind.value)]
    if classification is not None:
        values.append((Property.CLASSIFICATION, classification.value))
    reading.builder.statements.extend(
        Statement(subject, prop, SOURCE.id, subject, value=value) for prop, value in values
    )
