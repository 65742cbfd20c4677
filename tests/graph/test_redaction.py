"""Nothing that is left out stands anywhere in the bytes of any form; nobody here exists."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.exchange import SUFFIXES, written
from graph.errors import InputError
from graph.exchange.carried import carried
from graph.exchange.holding import holding_of
from graph.levels import Level
from graph.merge import merge
from graph.model import Kind, MergedGraph, Property, Relation
from graph.period import Period
from graph.provenance import Recorded, Source, Statement
from graph.redaction import ALL, HOLDER, NOTHING, Part, parse_parts, redact, without_addresses
from tests.graph.factories import OFFICE, fact, link, node, record, source

FORMS = sorted(SUFFIXES.values())
OURS = Source("table-contacts:SECRETFILE", "Tables of the office", "SECRETFILE", "", "own")
CARDS = Source("office-cards:x", "The office", "Cards of SECRETMAIL@example.org", "", "own", 40)
PAGES = Source("pages", "SECRETMAIL@example.org", "Pages", "mailto:SECRETMAIL@example.org", "CC0")
SOURCES = {one.id: one for one in (source(), OFFICE, OURS, CARDS, PAGES)}
LEVELS = st.sampled_from(list(Level))

PUBLIC = (
    node("ep-person:1"),
    fact("ep-person:1", Property.NAME, "Ada Known"),
    fact("ep-person:1", Property.DESCRIPTION, "published text"),
    node("org:x", Kind.ORGANIZATION),
    fact("org:x", Property.NAME, "Known Network"),
    link("ep-person:1", "org:x", role="CHAIR", qualifiers=(("group", "S-D"),)),
    node("ep-procedure:1", Kind.DOSSIER),
    fact("ep-procedure:1", Property.NAME, "A file"),
)


def own(of: str, *said: Statement) -> tuple[Statement, ...]:
    return tuple(replace(one, source=of) for one in said)


def secrets(level: Level) -> dict[Part, tuple[Statement, ...]]:
    """Give for each part what tells of it, at a level; each holds the word SECRET and the part."""
    day = Period.on(date(2026, 3, 4))
    contact = link(
        "org:SECRETHOLDER",
        "ep-person:1",
        relation=Relation.CONTACT_OF,
        role="meeting",
        record="SECRETHOLDER|ep-person:1|meeting",
        period=day,
        qualifiers=(("source_text", "SECRETTEXT"), ("confidence", "0.5")),
        level=level,
    )
    stance = link(
        "ep-person:1",
        "ep-procedure:1",
        relation=Relation.STANDS_ON,
        role="lean_for",
        record="ep-person:1|SECRETPOSITION|for",
        qualifiers=(("evidence", "SECRETPOSITION"),),
        level=level,
    )
    return {
        Part.NOTES: own(
            OURS.id,
            fact("org:x", Property.NOTE, "SECRETNOTE", record="x|SECRETNOTE|y", level=level),
        ),
        Part.CONTACTS: own(OURS.id, contact),
        Part.HOLDERS: own(
            OURS.id,
            fact("org:x", Property.OTHER_NAME, "Net", record="x|SECRETHOLDER|y", level=level),
        ),
        Part.POSITIONS: own(OURS.id, stance),
        Part.ADDRESSES: (
            fact("org:x", Property.MAILBOX, "SECRETMAIL@example.org"),
            fact("org:x", Property.MAILBOX, "Tel. 02 555 12 34", level=level),
            fact("org:x", Property.OTHER_NAME, "mailto:SECRETMAIL@example.org", level=level),
            *own(PAGES.id, fact("org:x", Property.URL, "https://example.org/ +32 2 555 12 34")),
            *own(OFFICE.id, fact("org:x", Property.NAME, "SECRETMAIL [at] example.org Net")),
        ),
        Part.TEXTS: (
            *own(OURS.id, fact("org:x", Property.DESCRIPTION, "SECRETTEXT", level=level)),
            *own(OURS.id, fact("org:x", Property.SIZE_NOTE, "SECRETTEXT big", level=level)),
            *own(
                OURS.id,
                link("ep-person:1", "org:x", role="Head of SECRETTEXT", level=level),
            ),
            *own(
                OFFICE.id,
                link(
                    "ep-person:1",
                    "org:x",
                    relation=Relation.JUDGED,
                    role="different",
                    qualifiers=(("reason", "SECRETTEXT"),),
                    level=level,
                ),
            ),
        ),
        Part.PEOPLE: (
            *own(CARDS.id, node("card:SECRETPERSON", level=Level.OFFICE)),
            *own(CARDS.id, fact("card:SECRETPERSON", Property.NAME, "SECRETPERSON")),
            *own(CARDS.id, link("card:SECRETPERSON", "org:x", level=Level.OFFICE)),
            *own(
                OFFICE.id,
                link(
                    "card:SECRETPERSON",
                    "ep-person:1",
                    relation=Relation.JUDGED,
                    role="same",
                    level=level,
                ),
            ),
        ),
    }


WORDS = {
    Part.NOTES: ("SECRETNOTE",),
    Part.CONTACTS: ("CONTACT_OF", "contactOf", "contact-of"),
    Part.HOLDERS: ("SECRETHOLDER", "SECRETFILE", "Tables of the office"),
    Part.POSITIONS: ("SECRETPOSITION", "STANDS_ON", "standsOn", "lean_for"),
    Part.ADDRESSES: ("SECRETMAIL", "555 12 34"),
    Part.TEXTS: ("SECRETTEXT",),
    Part.PEOPLE: ("SECRETPERSON",),
}


def export(recorded: list[Recorded], level: Level, parts: frozenset[Part], form: str) -> str:
    """Write what is left of some statements at a level."""
    seen = [item for item in recorded if level.sees(item.statement.level)]
    left = redact(seen, SOURCES, parts)
    graph: MergedGraph = merge(left.statements, left.sources, level, 1)
    given_ = carried(graph, left.statements)
    holding = holding_of(graph, left.statements, parts)
    return written(replace(given_, holding=holding), form)[0]


def with_secrets(parts: frozenset[Part], level: Level) -> list[Recorded]:
    found = secrets(level)
    return record([*PUBLIC, *(one for part in sorted(parts) for one in found[part])])


@settings(max_examples=60, deadline=None)
@given(
    told=st.frozensets(st.sampled_from(list(Part)), min_size=1),
    out=st.frozensets(st.sampled_from(list(Part)), min_size=1),
    stated=LEVELS,
    level=LEVELS,
    form=st.sampled_from(FORMS),
)
def test_nothing_left_out_is_in_the_bytes(
    told: frozenset[Part], out: frozenset[Part], stated: Level, level: Level, form: str
) -> None:
    text = export(with_secrets(told, stated), level, out, form)
    about = "" if not out else f"left out: {', '.join(sorted(out))}"
    assert "Ada Known" in text
    assert about in text.replace("\\", "")
    said = text.replace("contacts", "").replace("positions", "")
    for part in out:
        for word in WORDS[part]:
            assert word not in said, (part, word)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_left_out_is_there(form: str) -> None:
    whole = export(with_secrets(ALL, Level.OFFICE), Level.OFFICE, NOTHING, form)
    assert "Nothing of that level is left out" in whole
    assert "SECRETPERSON" in whole
    assert "SECRETHOLDER" in whole or form in ("graphml", "gexf")
    if form not in ("graphml", "gexf"):  # a network has no place for texts
        assert all(any(word in whole for word in words) for words in WORDS.values())
    for part in Part:
        rest = export(with_secrets(ALL, Level.OFFICE), Level.OFFICE, frozenset({part}), form)
        assert "Ada Known" in rest
        assert "A file" in rest


@pytest.mark.parametrize("form", FORMS)
def test_leaving_parts_out_is_as_if_they_had_never_been_said(form: str) -> None:
    parts = frozenset({Part.NOTES, Part.CONTACTS, Part.POSITIONS})
    never = export(with_secrets(ALL - parts, Level.OFFICE), Level.OFFICE, parts, form)
    once = export(with_secrets(ALL, Level.OFFICE), Level.OFFICE, parts, form)
    # The contact names a holder whom nobody describes: both are gone with it.
    assert once == never


def test_a_contact_may_be_told_without_its_holder() -> None:
    recorded = with_secrets(frozenset({Part.CONTACTS}), Level.OFFICE)
    left = redact(recorded, SOURCES, parse_parts("all", "contacts"))
    graph = merge(left.statements, left.sources, Level.OFFICE, 1)
    (tie,) = [one for one in graph.ties if one.relation is Relation.CONTACT_OF]
    assert (tie.subject, tie.object, tie.role) == (HOLDER, "ep-person:1", "meeting")
    assert tie.qualifiers == (("confidence", "0.5"),)
    assert {one.record for one in tie.evidence} == {"record-1"}
    assert graph.sources[tie.evidence[0].source].title == "Tables and entries of its own"


def test_published_facts_keep_their_texts_records_and_sources() -> None:
    left = redact(with_secrets(ALL, Level.OFFICE), SOURCES, ALL)
    said = [item.statement for item in left.statements]
    public = [one for one in said if one.source == "register" and one.level is Level.PUBLIC]
    assert public == list(PUBLIC)
    assert left.sources["register"] == SOURCES["register"]
    assert [item.seq for item in left.statements] == list(range(1, len(said) + 1))


def test_sources_are_not_counted_by_what_is_above_the_level() -> None:
    low = fact("org:x", Property.OTHER_NAME, "Net", of=OURS.id, level=Level.NETWORK)
    high = fact("org:x", Property.OTHER_NAME, "N", of="office", level=Level.PROTECTED)
    for said in ([*PUBLIC, low], [*PUBLIC, high, low]):
        seen = [one for one in record(said) if one.statement.level <= Level.NETWORK]
        assert sorted(redact(seen, SOURCES, ALL).sources) == ["own:1", "register"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("write to a.b+c@example.org now", "write to [left out] now"),
        ("x [at] example.org", "[left out]"),
        ("call +32 (0)2 555 12 34", "call [left out]"),
        ("Tél. 02/555.12.34", "[left out]"),
        ("procedure 2025/0059(COD), 2026-03-04", "procedure 2025/0059(COD), 2026-03-04"),
        ("eu-tr:27797834846-32", "eu-tr:27797834846-32"),
    ],
)
def test_addresses_are_taken_out_of_texts(text: str, left: str) -> None:
    assert without_addresses(text) == left


def test_what_is_left_out_is_read_from_words() -> None:
    assert parse_parts("") == NOTHING
    assert parse_parts("ALL") == ALL
    assert parse_parts("notes, contacts") == {Part.NOTES, Part.CONTACTS}
    assert parse_parts("all", "positions texts") == ALL - {Part.POSITIONS, Part.TEXTS}
    with pytest.raises(InputError, match="'everything' is nothing that can be left out"):
        parse_parts("everything")
    with pytest.raises(InputError, match="texts is not left out"):
        parse_parts("notes", "texts")
