"""How each kind of table row becomes statements. Records are keyed by content, never by line.

What it must not do: read files or check headers; that is ``loaders.tabular``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from graph.errors import InputError, UnknownIdentifier
from graph.identifiers import (
    country,
    ep_org,
    ep_person,
    ep_procedure,
    fold,
    organization,
    transparency_register,
)
from graph.iso3166 import BY_ALPHA3
from graph.levels import Level
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Source, Statement, Value
from loaders.tabular import Row

COUNCIL = "org:council-of-the-eu"
CHANNELS = (
    "meeting",
    "call",
    "email",
    "co_attendance",
    "joint_letter",
    "co_authored",
    "former_colleague",
)
STANCES = ("for", "against", "abstain", "absent", "unknown")

_KINDS = {
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
    ("chair", "CHAIR"),
    ("steering", "STEERING"),
    ("networking partner", "PARTNER"),
    ("member", "MEMBER"),
    ("partner", "PARTNER"),
)
_Term = TypeVar("_Term", Property, Relation)
_URL = re.compile(r"^https?://\S+$")


@dataclass(slots=True)
class Context:
    """What rows of one table share: the source, and names met so far → identifiers."""

    source: Source
    known: dict[str, str]

    def record_of(self, row: Row) -> str:
        """Name a row by its first three cells: stable when others are added above it."""
        return "|".join([value for value in row.cells.values() if value][:3])

    def organization(self, name: str) -> str:
        """Give the identifier of an organisation named by key, acronym, name or identifier."""
        if name.startswith("org:"):
            return name
        return self.known.setdefault(fold(name), organization(name))

    def name(self, identifier: str, *spellings: str | None) -> None:
        """Remember spellings of an organisation."""
        for spelling in spellings:
            if spelling:
                self.known[fold(spelling)] = identifier


@dataclass(frozen=True, slots=True)
class _Said:
    """What one row says: source, record, date and page go with every statement."""

    source: str
    record: str
    as_of: date | None
    qualifiers: tuple[tuple[str, str], ...]
    level: Level

    def property(
        self, subject: str, prop: Property, value: Value | None, period: Period = ALWAYS_UNKNOWN
    ) -> Iterator[Statement]:
        """State a property where there is a value."""
        if value is not None:
            yield Statement(
                subject,
                prop,
                self.source,
                self.record,
                value=value,
                period=period,
                as_of=self.as_of,
                qualifiers=self.qualifiers,
                level=self.level,
            )

    def relation(
        self,
        subject: str,
        relation: Relation,
        obj: str,
        role: str | None = None,
        period: Period = ALWAYS_UNKNOWN,
        more: tuple[tuple[str, str], ...] = (),
    ) -> Statement:
        """State a relation."""
        return Statement(
            subject,
            relation,
            self.source,
            self.record,
            object=obj,
            role=role,
            period=period,
            as_of=self.as_of,
            qualifiers=tuple(sorted((*self.qualifiers, *more))),
            level=self.level,
        )

    def node(
        self, subject: str, kind: Kind, classification: Classification | None, name: str | None
    ) -> Iterator[Statement]:
        """Describe a node as far as a row can."""
        yield from self.property(subject, Property.KIND, kind.value)
        if classification is not None:
            yield from self.property(subject, Property.CLASSIFICATION, classification.value)
        yield from self.property(subject, Property.NAME, name)


def read_organization(row: Row, context: Context) -> Iterator[Statement]:
    """Read one organisation; ``part_of`` makes it part of another."""
    name, key, acronym = row.needed("name"), row.text("key"), row.text("acronym")
    identifier = f"org:{key}" if key else context.organization(name)
    context.name(identifier, key, name, acronym)
    said = _said(row, context)
    kind = _KINDS[row.one_of("kind", tuple(_KINDS))]
    yield from said.node(identifier, Kind.ORGANIZATION, kind, name)
    yield from said.property(identifier, Property.ACRONYM, acronym)
    yield from said.property(identifier, Property.CITY, row.text("city"))
    yield from said.property(identifier, Property.URL, _url(row, "website"))
    yield from said.property(identifier, Property.SIZE_NOTE, row.text("size_note"))
    number = row.text("transparency_register_id")
    if number:
        register = transparency_register(number)
        yield from said.property(identifier, Property.IDENTIFIER, register)
    yield from _located(said, identifier, row.text("country_iso2"))
    parent = row.text("part_of")
    if parent:
        above = context.organization(parent)
        yield said.relation(identifier, Relation.SUB_ORGANIZATION_OF, above)


def read_membership(row: Row, context: Context) -> Iterator[Statement]:
    """Read one membership; a member that no table describes becomes an organisation by name."""
    said = _said(row, context)
    network, member = row.needed("network"), row.needed("member")
    above, own = context.organization(network), context.organization(member)
    # Described here as well: the lists of networks name members that no other table has.
    if own == organization(member):
        yield from said.node(own, Kind.ORGANIZATION, Classification.NGO, member)
    if above == organization(network):
        yield from said.node(above, Kind.ORGANIZATION, Classification.NETWORK, network)
    yield from _located(said, own, row.text("member_country_iso2"))
    written = row.text("relation") or "member"
    more = (("relation_text", written),) if written != "member" else ()
    yield said.relation(
        own, Relation.MEMBER_OF, above, _role(written), row.period(), (*more, *_note(row))
    )


def read_centre(row: Row, context: Context) -> Iterator[Statement]:
    """Read one rehabilitation centre: public facts of the organisation only."""
    said, name = _said(row, context), row.needed("name")
    identifier = context.organization(name)
    yield from said.node(identifier, Kind.ORGANIZATION, Classification.CENTRE, name)
    yield from said.property(identifier, Property.CITY, row.text("city"))
    yield from said.property(identifier, Property.URL, _url(row, "website"))
    yield from said.property(identifier, Property.NOTE, row.text("note"))
    yield from _located(said, identifier, row.needed("country_iso2"))
    affiliation = row.text("affiliation") or ""
    for start, network in (("IRCT", "IRCT"), ("European Network", "enrc")):
        if affiliation.startswith(start) and fold(network) in context.known:
            above, role = context.organization(network), _role(affiliation)
            yield said.relation(identifier, Relation.MEMBER_OF, above, role)


def read_country(row: Row, context: Context) -> Iterator[Statement]:
    """Read one country; a Member State is a member of the Council."""
    said = _said(row, context)
    identifier = country(row.needed("iso2"))
    yield from said.node(identifier, Kind.AREA, Classification.COUNTRY, row.needed("name"))
    yield from said.property(identifier, Property.ISO2, row.needed("iso2").upper())
    yield from said.property(identifier, Property.LATITUDE, row.number("capital_lat"))
    yield from said.property(identifier, Property.LONGITUDE, row.number("capital_lon"))
    is_member = row.text("eu_member") == "1"
    yield from said.property(identifier, Property.EU_MEMBER, int(is_member))
    if is_member:
        yield said.relation(identifier, Relation.MEMBER_OF, COUNCIL, "MEMBER")


def read_council_figure(row: Row, context: Context) -> Iterator[Statement]:
    """Read one population share, valid for its year."""
    said, identifier = _said(row, context), country(row.needed("country_iso2"))
    days = row.days("year")
    if days is None:
        raise row.wrong("year", "a year, such as 2025")
    year = Period.between(*days)
    share = row.number("population_share_pct")
    if share is None or not 0 < share < 100:
        raise row.wrong("population_share_pct", "a percentage between 0 and 100")
    yield from said.property(identifier, Property.POPULATION_SHARE_PCT, share, year)
    total = row.number("eu_population_total")
    if total is not None:
        yield from said.property(COUNCIL, Property.EU_POPULATION, int(total), year)


def read_council_body(row: Row, context: Context) -> Iterator[Statement]:
    """Read one configuration or preparatory body and what it reports to."""
    said, code = _said(row, context), row.needed("code")
    above = [part.strip() for part in (row.text("reports_to") or "").split("/") if part.strip()]
    is_configuration = "configuration" in (row.text("note") or "") or code in ("JHA", "FAC")
    classification = (
        Classification.COUNCIL_CONFIGURATION if is_configuration else Classification.WORKING_PARTY
    )
    identifier = _council_body(code)
    yield from said.node(identifier, Kind.ORGANIZATION, classification, row.needed("name"))
    yield from said.property(identifier, Property.ACRONYM, code)
    yield from said.property(identifier, Property.DESCRIPTION, row.text("remit"))
    yield from said.property(identifier, Property.NOTE, row.text("note"))
    for parent in [_council_body(part) for part in above] or [COUNCIL]:
        yield said.relation(identifier, Relation.SUB_ORGANIZATION_OF, parent)


def read_presidency(row: Row, context: Context) -> Iterator[Statement]:
    """Read one presidency of the Council."""
    period = row.period("start", "end")
    if period.start is None or period.end is None:
        raise row.wrong("start", "a first and a last day")
    state = country(row.needed("country_iso2"))
    yield _said(row, context).relation(state, Relation.MEMBER_OF, COUNCIL, "PRESIDENCY", period)


def read_call(row: Row, context: Context) -> Iterator[Statement]:
    """Read one call for proposals."""
    said, title = _said(row, context), row.needed("call")
    year, reference = row.text("year"), row.text("reference")
    slug = organization(" ".join(part for part in (reference or title, year) if part))
    identifier = slug.replace("org:", "call:", 1)
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
        kind = Classification.DIRECTORATE_GENERAL
        yield from said.node(own, Kind.ORGANIZATION, kind, service)
        yield said.relation(own, Relation.MANAGES, identifier)


def read_legal_act(row: Row, context: Context) -> Iterator[Statement]:
    """Read one act, proposal or guideline."""
    said = _said(row, context)
    identifier = organization(row.needed("id")).replace("org:", "act:", 1)
    title = row.needed("short_title")
    yield from said.node(identifier, Kind.DOSSIER, Classification.LEGAL_ACT, title)
    yield from said.property(identifier, Property.IDENTIFIER, row.needed("id"))
    basis = f"known by: {row.needed('basis')}"
    for text in (row.text("kind"), row.text("procedure"), row.text("note"), basis):
        yield from said.property(identifier, Property.NOTE, text)


def read_contact(row: Row, context: Context) -> Iterator[Statement]:
    """Read one contact event; its level is office unless the row says otherwise."""
    said = _said(row, context, Level.OFFICE)
    day = row.days("date")
    if day is None or day[0] != day[1]:
        raise row.wrong("date", "one day, such as 2026-03-04")
    channel = row.one_of("channel", CHANNELS)
    figures = [(name, row.share(name)) for name in ("confidence", "intensity")]
    more = tuple((name, repr(value)) for name, value in figures if value is not None)
    yield said.relation(
        context.organization(row.needed("organization")),
        Relation.CONTACT_OF,
        _actor(row, "person", context),
        channel,
        Period.on(day[0]),
        more,
    )


def read_position(row: Row, context: Context) -> Iterator[Statement]:
    """Read one stated position; it holds until a later one."""
    day = row.days("date")
    if day is None:
        raise row.wrong("date", "the day it was stated")
    yield _said(row, context).relation(
        _actor(row, "actor", context),
        Relation.STANDS_ON,
        _dossier(row),
        row.one_of("stance", STANCES),
        Period(day[0]),
    )


def read_correction(row: Row, context: Context) -> Iterator[Statement]:
    """Read one correction of a property or a relation, asserted or denied."""
    said = _said(row, context)
    denied = (row.text("action") or "assert").casefold() == "deny"
    if (row.text("action") or "assert").casefold() not in ("assert", "deny"):
        raise row.wrong("action", "assert or deny")
    subject, written, relation = row.needed("subject"), row.text("property"), row.text("relation")
    if (written is None) == (relation is None):
        raise row.wrong("property", "either a property or a relation, not both")
    if written is not None:
        value = row.needed("value")
        prop = _member(Property, row, "property")
        made = next(said.property(subject, prop, value, row.period()))
    else:
        tie = _member(Relation, row, "relation")
        made = said.relation(subject, tie, row.needed("object"), row.text("role"), row.period())
    yield replace(made, denied=denied)


def _member(enum: type[_Term], row: Row, column: str) -> _Term:
    try:
        return enum(row.needed(column))
    except ValueError:
        raise row.wrong(column, f"one of {', '.join(enum)}") from None


def _said(row: Row, context: Context, level: Level = Level.PUBLIC) -> _Said:
    days, written = None, row.text("as_of")
    qualifiers = []
    if written:
        qualifiers.append(("as_of_text", written))
        try:
            days = row.days("as_of")
        except InputError:
            days = None  # "page undated": the words stay, no date is made up
    source = row.text("source")
    if source:
        qualifiers.append(("source_text", source))
    return _Said(
        context.source.id,
        context.record_of(row),
        days[0] if days else None,
        tuple(sorted(qualifiers)),
        row.level(level),
    )


def _located(said: _Said, identifier: str, code: str | None) -> Iterator[Statement]:
    if code:
        state = country(code)
        known = BY_ALPHA3.get(state.removeprefix("country:"))
        name = known.name if known else None
        yield from said.node(state, Kind.AREA, Classification.COUNTRY, name)
        yield said.relation(identifier, Relation.LOCATED_IN, state)


def _note(row: Row) -> tuple[tuple[str, str], ...]:
    note = row.text("note")
    return (("note", note),) if note else ()


def _role(written: str) -> str:
    lowered = written.casefold()
    return next((role for word, role in _ROLES if word in lowered), "MEMBER")


def _url(row: Row, column: str) -> str | None:
    value = row.text(column)
    if value is not None and not _URL.match(value):
        raise row.wrong(column, "an address that begins with http:// or https://")
    return value


def _council_body(code: str) -> str:
    return organization(code).replace("org:", "org:council-", 1)


def _actor(row: Row, column: str, context: Context) -> str:
    written = row.needed(column)
    scheme, _, _ = written.partition(":")
    readers = {"ep-person": ep_person, "ep-org": ep_org, "country": country}
    if scheme in readers:
        return readers[scheme](written)
    if scheme == "org" or fold(written) in context.known:
        return context.organization(written)
    raise row.wrong(column, "an identifier, such as ep-person:124936, org:ecre or country:FRA")


def _dossier(row: Row) -> str:
    try:
        return ep_procedure(row.needed("dossier"))
    except UnknownIdentifier:
        raise row.wrong("dossier", "a procedure, such as 2025/0059(COD)") from None
