"""Members of the European Parliament: every membership, dated.

Source: European Parliament Open Data API v2, ``GET /meps/{id}``, one JSON-LD answer a person;
https://data.europarl.europa.eu/en/developer-corner/opendata-api. Licence: CC BY 4.0, attribution
"Source: European Parliament, © European Union". The same parser reads a saved folder, an archive
and the live API.

Known flaws of the source: two one-day mandates have no organisation (rejected), three memberships
no role (kept, noted), and two sitting members' open mandates are filed under the ninth term; a chair has only the CHAIR row, no MEMBER row; bodies carry a
new number each term, and no name (see ``ep_bodies``).

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
from loaders.json_ld import JsonObject, code_of, listed, parse_answer, text

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
"""The Parliament's ``def/ep-entities`` in our words; an unknown one gives no classification."""

NAMES = (
    ("label", Property.NAME),
    ("givenName", Property.GIVEN_NAME),
    ("familyName", Property.FAMILY_NAME),
)


@dataclass(slots=True)
class _Reading:
    """What one load carries along."""

    builder: BatchBuilder
    bodies: dict[str, Classification | None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    count: Counter[str] = field(default_factory=Counter)


def read_members(
    records: Iterable[Record],
    *,
    retrieved_at: datetime,
    complete: bool = True,
    expected: int | None = None,
    progress: Progress = no_progress,
) -> Batch:
    """Read person records into statements, sorted by place.

    ``complete`` says that the records are all there is, so that whoever is missing has been
    withdrawn; ``expected`` is the number of persons the source states, where it does.

    Raises:
        SourceChanged: not one record is a person of the API.
    """
    reading = _Reading(BatchBuilder(SOURCE, retrieved_at))
    for done, (place, content) in enumerate(records, 1):
        _read_record(reading, place, content)
        progress(done, expected, "members")
    if not reading.count["persons"]:
        first = (
            reading.builder.rejections[0].reason if reading.builder.rejections else "none given"
        )
        msg = f"No person record of the EP Open Data API was found ({first})."
        raise SourceChanged(msg)
    _describe_bodies(reading)
    return reading.builder.build(_counts(reading, expected), complete=complete)


def _counts(reading: _Reading, expected: int | None) -> tuple[Count, ...]:
    count = reading.count
    return (
        Count("persons", expected, count["persons"]),
        Count("memberships read", None, count["memberships"]),
        Count("memberships kept", None, count["kept"]),
        Count("open mandates", None, count["open mandates"]),
        Count("bodies", None, len(reading.bodies)),
    )


def _read_record(reading: _Reading, place: str, content: bytes) -> None:
    try:
        data = parse_answer(content, place)
        if len(data) != 1:
            msg = f"expected one person, found {len(data)}"
            raise InputError(msg)
        person = ep_person(str(data[0].get("id", "")))
        if person in reading.seen:
            msg = f"{person} was read already from another record"
            raise InputError(msg)
    except (InputError, SourceChanged) as error:
        reading.builder.reject(place, str(error))
        return
    reading.seen.add(person)
    reading.count["persons"] += 1
    reading.builder.statements.extend(_describe_person(person, data[0]))
    for item in listed(data[0].get("hasMembership")):
        reading.count["memberships"] += 1
        _read_membership(reading, place, person, item)


def _describe_person(person: str, item: JsonObject) -> Iterator[Statement]:
    def say(prop: Property, value: str) -> Statement:
        return Statement(person, prop, SOURCE.id, person, value=value)

    yield say(Property.KIND, Kind.PERSON.value)
    yield say(Property.CLASSIFICATION, Classification.MEP.value)
    yield say(Property.IDENTIFIER, person)
    for key, prop in NAMES:
        value = text(item, key)
        if value:
            yield say(prop, value)
    original = " ".join(
        part
        for part in (text(item, "officialGivenName"), text(item, "officialFamilyName"))
        if part
    )
    if original:
        yield say(Property.ORIGINAL_NAME, original)


def _read_membership(reading: _Reading, place: str, person: str, item: object) -> None:
    record = str(item.get("id") or item.get("identifier")) if isinstance(item, dict) else None
    try:
        if not isinstance(item, dict):
            msg = f"expected a membership, found {type(item).__name__}"
            raise InputError(msg)
        statements = list(_membership(reading, person, item, f"{place} {record}", str(record)))
    except InputError as error:
        reading.builder.reject(f"{place} {record or 'hasMembership'}", str(error), record)
        return
    reading.count["kept"] += 1
    reading.builder.statements.extend(statements)


def _membership(
    reading: _Reading, person: str, item: JsonObject, where: str, record: str
) -> Iterator[Statement]:
    organization = text(item, "organization")
    if organization is None:
        msg = "no organisation is named; a membership needs one"
        raise InputError(msg)
    body, role, period = ep_org(organization), code_of(text(item, "role")), _period(item, where)
    if role is None:
        reading.builder.notes.append(f"{where}: no role is given; kept without one")
    entity = code_of(text(item, "membershipClassification"))
    if body not in reading.bodies or entity is not None:
        reading.bodies[body] = _classification(body, entity) or reading.bodies.get(body)
    yield Statement(
        person, Relation.MEMBER_OF, SOURCE.id, record, object=body, role=role, period=period
    )
    for value in listed(item.get("represents")):
        state = country(str(value))
        reading.countries.add(state)
        yield Statement(
            person, Relation.REPRESENTS, SOURCE.id, record, object=state, period=period
        )
    if role == "MEMBER_PARLIAMENT" and period.end is None:
        reading.count["open mandates"] += 1


def _period(item: JsonObject, where: str) -> Period:
    during = item.get("memberDuring")
    if not isinstance(during, dict) or not text(during, "startDate"):
        msg = "memberDuring.startDate is missing; expected the first day, such as 2024-07-16"
        raise InputError(msg)
    return parse_open_end(text(during, "startDate"), text(during, "endDate"), where)


def _classification(body: str, entity: str | None) -> Classification | None:
    if body.startswith("ep-org:ep-"):
        return Classification.INSTITUTION
    return CLASSIFICATIONS.get(entity) if entity else None


def _describe_bodies(reading: _Reading) -> None:
    # Memberships name bodies and countries only by id; a minimal description keeps them from
    # dangling until a source that knows their names is loaded.
    add = reading.builder.statements.append
    for body, classification in sorted(reading.bodies.items()):
        add(Statement(body, Property.KIND, SOURCE.id, body, value=Kind.ORGANIZATION.value))
        if classification is not None:
            value = classification.value
            add(Statement(body, Property.CLASSIFICATION, SOURCE.id, body, value=value))
    for state in sorted(reading.countries):
        add(Statement(state, Property.KIND, SOURCE.id, state, value=Kind.AREA.value))
        value = Classification.COUNTRY.value
        add(Statement(state, Property.CLASSIFICATION, SOURCE.id, state, value=value))
