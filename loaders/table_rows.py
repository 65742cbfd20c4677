"""How the rows of our public tables become statements.

Records are keyed by content, never by line. What it must not do: read files or check
headers; that is ``loaders.table_header``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from graph.identifiers import country, eu_body, fold, organization, transparency_register
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.provenance import Statement
from loaders.table_council import COUNCIL
from loaders.table_facts import Context, Said, said_of
from loaders.tabular import Row

_BODY_TABLE = "Publications Office, authority table of corporate bodies"
KINDS = {
    "network": Classification.NETWORK,
    "ngo": Classification.NGO,
    "centre": Classification.CENTRE,
    "office": Classification.OFFICE,
    "institution": Classification.INSTITUTION,
    "agency": Classification.AGENCY,
    "dg": Classification.DIRECTORATE_GENERAL,
    "party": Classification.NATIONAL_PARTY,
}
_ROLES = (
    ("troika", "TROIKA"),
    ("working group chair", "CHAIR_WORKING_GROUP"),
    ("co-chair", "CHAIR_CO"),
    ("vice-chair", "CHAIR_VICE"),
    ("chair", "CHAIR"),
    ("steering", "STEERING"),
    ("substitute", "MEMBER_SUBSTITUTE"),
    ("observer", "OBSERVER"),
    ("networking partner", "PARTNER"),
    ("member", "MEMBER"),
    ("partner", "PARTNER"),
)
_URL = re.compile(r"^https?://\S+$")
# "former member" must not become a member of today.
_NO_LONGER = re.compile(r"\b(former|formerly|ex|non|not|no longer|past|until|left)\b")


def learn_organization(row: Row, context: Context) -> None:
    """Remember how one organisation is called; the first of two with the same acronym keeps it."""
    name = row.text("name")
    if name:
        context.name(_own(row, context), row.text("key"), name, row.text("acronym"))


def read_organization(row: Row, context: Context) -> Iterator[Statement]:
    """Read one organisation; ``part_of`` makes it part of another."""
    name, acronym = row.needed("name"), row.text("acronym")
    identifier = _own(row, context)
    said = said_of(row, context)
    kind = KINDS[row.one_of("kind", tuple(KINDS))]
    yield from said.node(identifier, Kind.ORGANIZATION, kind, name)
    yield from said.property(identifier, Property.ACRONYM, acronym)
    yield from _placed(said, identifier, row)
    yield from said.property(identifier, Property.URL, address(row, "website"))
    yield from said.property(identifier, Property.SIZE_NOTE, row.text("size_note"))
    number = row.text("transparency_register_id")
    if number:
        register = transparency_register(number)
        yield from said.property(identifier, Property.IDENTIFIER, register)
    code = row.text("eu_body_code")
    if code:
        # The row's page says what it is; the code is the Publications Office's word.
        stated = replace(said, qualifiers=(("source_text", _BODY_TABLE),))
        yield from stated.property(identifier, Property.IDENTIFIER, eu_body(code))
    yield from located(said, identifier, row.text("country_iso2"))
    parent = row.text("part_of")
    if parent:
        above = context.organization(parent)
        yield said.relation(identifier, Relation.SUB_ORGANIZATION_OF, above)


def read_membership(row: Row, context: Context) -> Iterator[Statement]:
    """Read one membership; a member that no table describes becomes an organisation by name."""
    said = said_of(row, context)
    network, member = row.needed("network"), row.needed("member")
    above, own = context.organization(network), context.organization(member)
    # Described here as well: the lists of networks name members that no other table has.
    if own == organization(member):
        yield from mentioned(said, own, Classification.NGO, member)
    if above == organization(network):
        yield from mentioned(said, above, Classification.NETWORK, network)
    yield from located(said, own, row.text("member_country_iso2"))
    written = row.text("relation") or "member"
    more = (("relation_text", written),) if written != "member" else ()
    role = _role(row, "relation", written)
    yield said.relation(own, Relation.MEMBER_OF, above, role, row.period(), (*more, *_note(row)))


def read_centre(row: Row, context: Context) -> Iterator[Statement]:
    """Read one rehabilitation centre: public facts of the organisation only."""
    said, name = said_of(row, context), row.needed("name")
    identifier = context.organization(name)
    yield from said.node(identifier, Kind.ORGANIZATION, Classification.CENTRE, name)
    yield from _placed(said, identifier, row)
    yield from said.property(identifier, Property.URL, address(row, "website"))
    yield from said.property(identifier, Property.NOTE, row.text("note"))
    yield from located(said, identifier, row.needed("country_iso2"))
    affiliation = row.text("affiliation")
    if affiliation is None:
        return
    for start, network in (("IRCT", "IRCT"), ("European Network", "enrc")):
        if affiliation.startswith(start) and fold(network) in context.known:
            above, role = context.organization(network), _role(row, "affiliation", affiliation)
            more = (("relation_text", affiliation),)
            yield said.relation(identifier, Relation.MEMBER_OF, above, role, more=more)
            return
    yield from said.property(identifier, Property.NOTE, f"affiliation: {affiliation}")


def read_country(row: Row, context: Context) -> Iterator[Statement]:
    """Read one country; a Member State is a member of the Council."""
    said = said_of(row, context)
    identifier = country(row.needed("iso2"))
    yield from said.node(identifier, Kind.AREA, Classification.COUNTRY, row.needed("name"))
    yield from said.property(identifier, Property.ISO2, row.needed("iso2").upper())
    yield from said.property(identifier, Property.LATITUDE, row.number("capital_lat"))
    yield from said.property(identifier, Property.LONGITUDE, row.number("capital_lon"))
    is_member = row.text("eu_member") == "1"
    yield from said.property(identifier, Property.EU_MEMBER, int(is_member))
    if is_member:
        yield said.relation(identifier, Relation.MEMBER_OF, COUNCIL, "MEMBER")


def read_call(row: Row, context: Context) -> Iterator[Statement]:
    """Read one call for proposals."""
    said, title = said_of(row, context), row.needed("call")
    year, reference = row.text("year"), row.text("reference")
    slug = organization(" ".join(part for part in (reference or title, year) if part))
    identifier = slug.replace("org:", "call:", 1)
    if year and not re.fullmatch(r"\d{4}", year):
        raise row.wrong("year", "a year, such as 2025")
    yield from said.node(identifier, Kind.CALL, Classification.FUNDING_CALL, title)
    yield from said.property(identifier, Property.IDENTIFIER, reference)
    yield from said.property(identifier, Property.YEAR, int(year) if year else None)
    for column, prop in (
        ("total_eur", Property.BUDGET_EUR),
        ("grant_min_eur", Property.GRANT_MIN_EUR),
        ("grant_max_eur", Property.GRANT_MAX_EUR),
        ("cofinancing_pct", Property.COFINANCING_PCT),
    ):
        yield from said.property(identifier, prop, row.number(column))
    deadline = row.days("deadline")
    yield from said.property(identifier, Property.DEADLINE, deadline[1] if deadline else None)
    service = row.text("managing_service")
    if service:
        own = context.organization(service)
        yield from mentioned(said, own, Classification.DIRECTORATE_GENERAL, service)
        yield said.relation(own, Relation.MANAGES, identifier)


def read_legal_act(row: Row, context: Context) -> Iterator[Statement]:
    """Read one act, proposal or guideline."""
    said = said_of(row, context)
    identifier = organization(row.needed("id")).replace("org:", "act:", 1)
    title = row.needed("short_title")
    yield from said.node(identifier, Kind.DOSSIER, Classification.LEGAL_ACT, title)
    yield from said.property(identifier, Property.IDENTIFIER, row.needed("id"))
    basis = f"known by: {row.needed('basis')}"
    procedure = row.text("procedure")
    under = f"procedure {procedure}" if procedure else None
    for text in (row.text("kind"), under, row.text("note"), basis):
        yield from said.property(identifier, Property.NOTE, text)


def _own(row: Row, context: Context) -> str:
    key = row.text("key")
    return organization(key) if key else context.organization(row.needed("name"))


def mentioned(
    said: Said, subject: str, classification: Classification | None, written: str
) -> Iterator[Statement]:
    """Describe an organisation that a row only names; ``ECRE`` must not replace its full name."""
    prop = Property.ACRONYM if written.isupper() and len(written) <= 12 else Property.NAME
    yield from said.node(subject, Kind.ORGANIZATION, classification, None)
    yield from said.property(subject, prop, written)


def located(said: Said, identifier: str, code: str | None) -> Iterator[Statement]:
    """State where an organisation is, and describe that country."""
    if code:
        state = country(code)
        known = BY_ALPHA3.get(state.removeprefix("country:"))
        name = known.name if known else None
        yield from said.node(state, Kind.AREA, Classification.COUNTRY, name)
        yield said.relation(identifier, Relation.LOCATED_IN, state)


def _placed(said: Said, identifier: str, row: Row) -> Iterator[Statement]:
    """State the city and where it lies, to a tenth of a degree: never where its house is."""
    city = row.text("city")
    yield from said.property(identifier, Property.CITY, city)
    places = {
        Property.LATITUDE: _degrees(row, "city_latitude", 90),
        Property.LONGITUDE: _degrees(row, "city_longitude", 180),
    }
    stated = [place for place in places.values() if place is not None]
    if stated and (city is None or len(stated) < len(places)):
        raise row.wrong("city_latitude", "city, city_latitude and city_longitude together")
    for prop, place in places.items():
        yield from said.property(identifier, prop, place)


def _degrees(row: Row, column: str, most: int) -> float | None:
    number = row.number(column)
    if number is None:
        return None
    if abs(number) > most:
        raise row.wrong(column, f"degrees from -{most} to {most}")
    return round(number, 1)


def _note(row: Row) -> tuple[tuple[str, str], ...]:
    note = row.text("note")
    return (("note", note),) if note else ()


def _role(row: Row, column: str, written: str) -> str:
    lowered = written.casefold()
    role = next((role for word, role in _ROLES if word in lowered), None)
    if role is None or _NO_LONGER.search(lowered):
        expected = "member, partner, chair, co-chair, vice-chair, observer, steering, troika"
        raise row.wrong(column, f"{expected}; one that has ended is a member with its last day")
    return role


def address(row: Row, column: str) -> str | None:
    """Give the address in a cell, or None where it is empty.

    Raises:
        InputError: it is no address.
    """
    value = row.text(column)
    if value is not None and not _URL.match(value):
        raise row.wrong(column, "an address that begins with http:// or https://")
    return value
