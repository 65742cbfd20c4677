"""Popolo of others; every document here is made by us, and nobody in it exists."""

import json
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.exchange.carried import carried
from graph.exchange.parts import Part, read_object
from graph.exchange.popolo import OURS, write_popolo
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import Period
from loaders.base import Batch
from loaders.popolo import read_foreign_popolo
from loaders.strangers import Strangers
from tests.graph.exchange.ledgers import PERIODS
from tests.graph.factories import fact, graph_of, link, node, record, source

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def strangers() -> Strangers:
    return Strangers(source("from:friends:popolo"), Level.NETWORK, NOW, "x-friends")


def read(document: object) -> Batch:
    return read_foreign_popolo(read_object(json.dumps(document), "a.json"), strangers())


DOCUMENT = {
    "persons": [
        {
            "id": "p1",
            "name": "Nobody One",
            "given_name": "Nobody",
            "birth_date": "1970-01-01",
            "email": "nobody@example.org",
            "contact_details": [{"type": "phone", "value": "0"}],
            "other_names": [{"name": "N. One", "end_date": "2010"}],
            "identifiers": [{"scheme": "wikidata", "identifier": "Q0"}],
            "links": [{"url": "https://example.org/p1"}, {"url": "javascript:alert(1)"}],
        },
        {"id": "p2", "name": "Private Nobody"},
        {
            "id": "p3",
            "name": "Nobody Three",
            "identifiers": [{"scheme": "ep-person", "identifier": "124936"}],
        },
    ],
    "organizations": [
        {"id": "o1", "name": "A party", "classification": "party", "parent_id": "o2"},
        {"id": "o2", "name": "A house", "classification": "chamber of echoes"},
    ],
    "posts": [{"id": "s1", "label": "Speaker", "organization_id": "o2"}],
    "memberships": [
        {
            "id": "m1",
            "person_id": "p1",
            "organization_id": "o1",
            "role": "member",
            "start_date": "2014-07",
            "end_date": "2019",
            "sources": [
                {"url": "https://example.org/m1", "note": "Page", "retrieved_at": "2024-02-03"}
            ],
        },
        {"person_id": "p3", "organization_id": "o2", "post_id": "s1", "start_date": "2020-01-01"},
        {"id": "m3", "person_id": "ghost", "organization_id": "o1"},
        {"id": "m4", "person_id": "p1", "organization_id": "o1", "start_date": "soon"},
    ],
    "events": [{"id": "e"}],
}


def test_memberships_come_with_dates_pages_and_days() -> None:
    batch = read(DOCUMENT)
    ties = {one.record: one for one in batch.statements if isinstance(one.predicate, Relation)}
    first = ties["m1"]
    assert (first.subject, first.object, first.role) == ("x-friends:p1", "x-friends:o1", "member")
    assert first.period == Period.between(date(2014, 7, 1), date(2019, 12, 31))
    assert first.as_of == date(2024, 2, 3)
    assert first.qualifiers == (("source_text", "Page"), ("url", "https://example.org/m1"))
    held = ties["p3/o2"]
    assert (held.subject, held.predicate) == ("ep-person:124936", Relation.HOLDS)
    assert held.period == Period(date(2020, 1, 1))
    assert {one.level for one in batch.statements} == {Level.NETWORK}


def test_private_persons_and_details_are_dropped_and_counted() -> None:
    batch = read(DOCUMENT)
    text = " ".join(str(one) for one in batch.statements)
    for private in ("Private Nobody", "1970", "nobody@example.org", "javascript"):
        assert private not in text
    assert "1 × persons without any membership or post, not kept" in batch.notes
    assert "1 × birth_date: private or not needed, not kept" in batch.notes
    assert "1 × events: not read" in batch.notes
    assert any("chamber of echoes" in note for note in batch.notes)


def test_what_is_unfit_is_rejected_by_its_place() -> None:
    batch = read(DOCUMENT)
    assert [(one.place, one.record) for one in batch.rejections] == [
        ("a.json, memberships[2]", "m3"),
        ("a.json, memberships[3]", "m4"),
    ]


def test_a_stranger_cannot_speak_for_our_own_organisations() -> None:
    batch = read(
        {
            "organizations": [
                {
                    "id": "org:irct",
                    "name": "Not ours",
                    "identifiers": [{"scheme": "org", "identifier": "irct"}],
                }
            ]
        }
    )
    assert {one.subject for one in batch.statements} == {"x-friends:org:irct"}


def stripped(text: str) -> Part:
    """Take our blocks off, as a tool does that does not know them."""

    def bare(part: object) -> object:
        if isinstance(part, dict):
            return {key: bare(value) for key, value in part.items() if key != OURS}
        return [bare(one) for one in part] if isinstance(part, list) else part

    return read_object(json.dumps(bare(json.loads(text))), "ours.json")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(1, 2),
            st.none() | st.sampled_from(["MEMBER", "CHAIR"]),
            PERIODS,
        ),
        max_size=6,
        unique_by=lambda one: (one[0], one[1], one[2], one[3].start),
    )
)
def test_popolos_own_words_carry_every_membership(
    seats: list[tuple[int, int, str | None, Period]],
) -> None:
    people = [node(f"ep-person:{number}") for number in (1, 2, 3)]
    bodies = [node(f"ep-org:{number}", Kind.ORGANIZATION) for number in (1, 2)]
    names = [fact(f"ep-person:{number}", Property.NAME, f"N{number}") for number in (1, 2, 3)]
    ties = [
        link(f"ep-person:{who}", f"ep-org:{where}", role=role, period=period)
        for who, where, role, period in seats
    ]
    recorded = record([*people, *bodies, *names, *ties], day=3)
    graph = graph_of(recorded)
    text = write_popolo(carried(graph, recorded))
    batch = read_foreign_popolo(stripped(text), strangers())
    assert batch.rejections == ()
    back = [one for one in batch.statements if one.predicate is Relation.MEMBER_OF]
    # Whoever states no start may speak of a dated seat: what the merge makes one is one here too.
    key = [(one.subject, one.object, one.role, one.period) for one in graph.ties]
    assert sorted(map(repr, key)) == sorted(
        repr((one.subject, one.object, one.role, one.period)) for one in back
    )
    for one in back:
        assert one.as_of == date(2026, 1, 4)
        assert dict(one.qualifiers)["url"] == "https://example.org/"
        assert "a publisher: a title (CC0)" in dict(one.qualifiers)["source_text"]
