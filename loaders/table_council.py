"""How the rows about the Council, and about seats in the Parliament, become statements.

Records are keyed by content, never by line. What it must not do: read files or check headers.
"""

from collections.abc import Iterator
from datetime import date

from graph.errors import UnknownIdentifier
from graph.identifiers import country, organization, political_group
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Statement
from loaders.table_facts import Context, said_of
from loaders.tabular import Row

COUNCIL = "org:council-of-the-eu"
MOST_SEATS = 751

# First days of terms of the Parliament, from its constitutive sessions.
_TERMS = {8: date(2014, 7, 1), 9: date(2019, 7, 2), 10: date(2024, 7, 16)}

# The lasting body of each group, as the Parliament's data call it.
_GROUPS = {
    "EPP": "PPE",
    "S&D": "S-D",
    "PfE": "PFE",
    "ECR": "ECR",
    "Renew": "RENEW",
    "Greens/EFA": "VERTS-ALE",
    "The Left": "THE-LEFT",
    "ESN": "ESN",
    "NI": "NI",
}


def read_council_figure(row: Row, context: Context) -> Iterator[Statement]:
    """Read one population share, valid for its year."""
    said, identifier = said_of(row, context), country(row.needed("country_iso2"))
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
    said, code = said_of(row, context), row.needed("code")
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
    yield said_of(row, context).relation(state, Relation.MEMBER_OF, COUNCIL, "PRESIDENCY", period)


def read_permanent_representation(row: Row, context: Context) -> Iterator[Statement]:
    """Read one permanent representation and the committees of the Council that it sits in."""
    said, state = said_of(row, context), country(row.needed("country_iso2"))
    known = BY_ALPHA3.get(state.removeprefix("country:"))
    name = row.text("name") or f"Permanent Representation of {known.name if known else state}"
    identifier = organization(f"permanent representation {state.removeprefix('country:')}")
    yield from said.node(
        identifier, Kind.ORGANIZATION, Classification.PERMANENT_REPRESENTATION, name
    )
    yield from said.property(identifier, Property.URL, row.text("website"))
    yield from said.property(identifier, Property.CITY, row.text("city"))
    yield said.relation(identifier, Relation.REPRESENTS, state)
    for body in (row.text("sits_in") or "COREPER-I/COREPER-II").split("/"):
        if body.strip():
            yield said.relation(
                identifier, Relation.MEMBER_OF, _council_body(body), "MEMBER", row.period()
            )


def read_seats(row: Row, context: Context) -> Iterator[Statement]:
    """Read how many seats a country or a political group has in a term of the Parliament."""
    said, seats, term = said_of(row, context), row.number("seats"), row.number("term")
    if seats is None or not seats.is_integer() or not 0 <= seats <= MOST_SEATS:
        raise row.wrong("seats", f"a whole number up to {MOST_SEATS}")
    first = _TERMS.get(int(term)) if term is not None and term.is_integer() else None
    if first is None:
        raise row.wrong("term", f"the number of a term: one of {', '.join(map(str, _TERMS))}")
    group, code = row.text("group"), row.text("country_iso2")
    if (group is None) == (code is None):
        raise row.wrong("group", "either a group or a country, not both")
    if code is not None:
        yield from said.property(country(code), Property.SEATS, int(seats), Period(first))
        return
    # Groups change within a term: a figure holds from the day for which it is stated.
    since = Period(max(said.as_of or first, first))
    yield from said.property(_group(row), Property.SEATS, int(seats), since)


def read_voting_rule(row: Row, context: Context) -> Iterator[Statement]:
    """Read one rule of qualified majority, in words; ``majorities.council_rules`` counts."""
    said, rule = said_of(row, context), row.needed("rule")
    identifier = organization(f"council rule {rule}").replace("org:", "act:", 1)
    title = f"Qualified majority in the Council: {rule}"
    yield from said.node(identifier, Kind.DOSSIER, Classification.LEGAL_ACT, title)
    yield from said.property(identifier, Property.IDENTIFIER, row.needed("legal_basis"))
    least = (
        ("min_member_states_pct", "% of the Member States"),
        ("min_member_states_n_of_27", " of 27 Member States"),
        ("min_population_pct", "% of the population"),
    )
    for column, words in least:
        number = row.number(column)
        if number is not None:
            yield from said.property(identifier, Property.NOTE, f"at least {number:g}{words}")
    blocking = row.text("blocking_minority")
    if blocking:
        yield from said.property(identifier, Property.NOTE, f"blocking minority: {blocking}")
    yield from said.property(identifier, Property.NOTE, row.text("note"))


def read_country_note(row: Row, context: Context) -> Iterator[Statement]:
    """Read one remark on a country, such as a report on it."""
    said, state = said_of(row, context), country(row.needed("country_iso2"))
    known = BY_ALPHA3.get(state.removeprefix("country:"))
    name = known.name if known else None
    yield from said.node(state, Kind.AREA, Classification.COUNTRY, name)
    yield from said.property(state, Property.NOTE, row.needed("note"), ALWAYS_UNKNOWN)


def _group(row: Row) -> str:
    try:
        code = political_group(row.needed("group"))
    except UnknownIdentifier as error:
        raise row.wrong("group", str(error)) from None
    if code not in _GROUPS:
        raise row.wrong("group", f"one of {', '.join(_GROUPS)}")
    return f"ep-org:{_GROUPS[code]}"


def _council_body(code: str) -> str:
    return organization(code).replace("org:", "org:council-", 1)
