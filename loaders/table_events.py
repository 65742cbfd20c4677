"""How rows about joint statements and human-rights dialogues become statements.

Organisations and countries only: whoever signed or was invited in person has no place here.
Records are keyed by content, never by line. What it must not do: read files or check headers.
"""

from collections.abc import Iterator
from datetime import date

from graph.errors import UnknownIdentifier
from graph.identifiers import country, ep_procedure, fold, organization
from graph.iso3166 import BY_ALPHA3
from graph.model import Classification, Kind, Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from graph.provenance import Statement
from loaders.table_facts import Context, actor_of, said_of
from loaders.table_rows import KINDS, address, located, mentioned
from loaders.tabular import Row


def read_signature(row: Row, context: Context) -> Iterator[Statement]:
    """Read who signed which statement or letter, and when.

    An organisation that is not known is only made where the row says what ``kind`` it is: a bare
    name may be a person's.
    """
    said, title = said_of(row, context), row.needed("statement")
    day = _one_day(row, "date", "the day it was signed")
    event = _event("statement", title, day.isoformat())
    who = _signatory(row, context)
    yield from said.node(event, Kind.EVENT, Classification.JOINT_STATEMENT, title)
    yield from said.property(event, Property.START_DATE, day)
    yield from said.property(event, Property.URL, address(row, "url"))
    kind = row.text("kind")
    if kind is not None and who == organization(row.needed("organization")):
        known = KINDS[row.one_of("kind", tuple(KINDS))]
        yield from mentioned(said, who, known, row.needed("organization"))
    yield from located(said, who, row.text("country_iso2"))
    texts = (("addressee", row.text("addressee")), ("dossier", _dossier(row)))
    more = tuple((name, text) for name, text in texts if text is not None)
    yield said.relation(who, Relation.SIGNED, event, row.text("role"), Period.on(day), more)


def read_dialogue(row: Row, context: Context) -> Iterator[Statement]:
    """Read one dialogue or consultation of the Union with a country or an organisation.

    Without a date it stands for the lasting series of meetings, with one for that meeting.
    """
    said, kind, first = said_of(row, context), row.needed("kind"), row.days("date")
    partner, partner_name = _partner(row, context)
    dates = row.period("date", "until")
    name = row.text("name") or f"EU human-rights {_lower(kind)}: {partner_name}"
    event = _event(kind, partner, first[0].isoformat() if first else "series")
    yield from said.node(event, Kind.EVENT, Classification.DIALOGUE, name)
    yield from said.property(event, Property.DESCRIPTION, kind)
    yield from said.property(event, Property.START_DATE, dates.start)
    yield from said.property(event, Property.END_DATE, dates.end)
    yield from said.property(event, Property.FREQUENCY, row.text("frequency"))
    consulted = row.days("consultation")
    yield from said.property(
        event, Property.CONSULTATION_DATE, consulted[0] if consulted else None
    )
    yield from said.property(event, Property.URL, address(row, "url"))
    yield from said.property(event, Property.NOTE, row.text("note"))
    when = dates if first else ALWAYS_UNKNOWN
    if partner.startswith("country:"):
        yield from said.node(partner, Kind.AREA, Classification.COUNTRY, partner_name)
    elif partner == organization(partner_name):
        yield from said.node(partner, Kind.ORGANIZATION, None, partner_name)
    yield said.relation(partner, Relation.TOOK_PART_IN, event, "PARTNER", when)
    if row.text("eu_side"):
        eu_side = actor_of(row, "eu_side", context)
        yield said.relation(eu_side, Relation.TOOK_PART_IN, event, "EU", when)
    if row.text("invited"):
        invited = actor_of(row, "invited", context)
        day = Period.on(consulted[0]) if consulted and consulted[0] == consulted[1] else when
        yield said.relation(invited, Relation.TOOK_PART_IN, event, "INVITED", day)


def _signatory(row: Row, context: Context) -> str:
    written = row.needed("organization")
    if row.text("kind") is not None and not written.startswith(("org:", "eu-tr:")):
        row.one_of("kind", tuple(KINDS))
        return context.organization(written)
    who = actor_of(row, "organization", context)
    if who.startswith(("ep-person:", "country:", "call:", "act:")):
        raise row.wrong("organization", "an organisation")
    return who


def _partner(row: Row, context: Context) -> tuple[str, str]:
    code, written = row.text("country_iso2"), row.text("partner")
    if code is not None:
        state = country(code)
        known = BY_ALPHA3.get(state.removeprefix("country:"))
        return state, known.name if known else state
    if written is None:
        raise row.wrong("partner", "a partner, or a country in country_iso2")
    return context.organization(written), written


def _one_day(row: Row, column: str, expected: str) -> date:
    days = row.days(column)
    if days is None or days[0] != days[1]:
        raise row.wrong(column, f"{expected}, such as 2026-03-04")
    return days[0]


def _dossier(row: Row) -> str | None:
    written = row.text("dossier")
    if written is None:
        return None
    try:
        return ep_procedure(written)
    except UnknownIdentifier:
        raise row.wrong("dossier", "a procedure, such as 2025/0059(COD)") from None


def _event(*parts: str) -> str:
    return organization(" ".join(fold(part) for part in parts)).replace("org:", "event:", 1)


def _lower(kind: str) -> str:
    return kind[:1].lower() + kind[1:]
