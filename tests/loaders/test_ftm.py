"""FollowTheMoney of others; every line here is made by us, and nobody in it exists."""

import json
from datetime import UTC, date, datetime

from graph.exchange.carried import carried
from graph.exchange.ftm import OURS, write_ftm
from graph.levels import Level
from graph.model import Kind, Property, Relation
from graph.period import Period
from loaders.base import Batch
from loaders.ftm import read_foreign_ftm
from loaders.strangers import Strangers
from tests.factories import DAY, LONG_AGO
from tests.graph.factories import fact, graph_of, link, node, record, source

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def line(identifier: str, schema: str, **properties: object) -> str:
    return json.dumps({"id": identifier, "schema": schema, "properties": properties})


def read(*lines: str) -> Batch:
    to = Strangers(source("from:friends:ftm"), Level.OFFICE, NOW, "x-friends")
    return read_foreign_ftm(lambda: lines, "a.ftm.json", to)


LINES = (
    line(
        "m",
        "Membership",
        member=["p"],
        organization=["b"],
        role=["chair"],
        startDate=["2014-07"],
        status=["current"],
        sourceUrl=["https://example.org/m"],
        publisher=["A publisher"],
        retrievedAt=["2024-02-03"],
    ),
    line("p", "Person", name=["Nobody One", "N. One"], birthDate=["1970"], phone=["0"]),
    line("q", "Person", name=["Private Nobody"]),
    line("r", "Person", name=["Nobody Listed"], topics=["role.pep"], lastName=["Listed"]),
    line("b", "PublicBody", name=["A body"], website=["https://example.org/"]),
    line("c", "Company", name=["A firm"], registrationNumber=["123456789-12"]),
    line("d", "Directorship", director=["q"], organization=["c"]),
    line("e", "Directorship", director=["r"], organization=["c"], endDate=["2020"]),
    line("s", "Position", name=["A seat"], organization=["b"]),
    line("o", "Occupancy", holder=["r"], post=["s"], startDate=["2021-01-01"]),
    line("w", "Ownership", owner=["q"], asset=["c"]),
    line("x", "Payment", payer=["c"], beneficiary=["b"]),
)


def test_seats_come_with_dates_pages_and_days() -> None:
    ties = {one.record: one for one in read(*LINES).statements if one.object is not None}
    first = ties["m"]
    assert (first.subject, first.object, first.role) == ("x-friends:p", "x-friends:b", "chair")
    assert first.period == Period.since(date(2014, 7, 1))
    assert first.as_of == date(2024, 2, 3)
    assert first.qualifiers == (("source_text", "A publisher"), ("url", "https://example.org/m"))
    assert ties["e"].object == "eu-tr:123456789-12"
    assert ties["e"].period == Period.between(None, date(2020, 12, 31))
    assert ties["e"].role == "director"
    assert (ties["o"].predicate, ties["o"].period) == (Relation.HOLDS, Period(date(2021, 1, 1)))
    assert ties["s"].predicate is Relation.POST_IN


def test_persons_outside_public_office_are_dropped_and_counted() -> None:
    batch = read(*LINES)
    text = " ".join(str(one) for one in batch.statements)
    assert "Private Nobody" not in text
    assert "x-friends:q" not in text
    assert "1970" not in text
    assert {
        "1 × persons outside public office, not kept",
        "1 × Directorship of persons outside public office",
        "1 × Ownership: not read",
        "1 × Payment: not read",
        "1 × birthDate: private or not needed, not kept",
        "1 × phone: private or not needed, not kept",
    } <= set(batch.notes)
    assert {one.level for one in batch.statements} == {Level.OFFICE}


def test_broken_lines_are_rejected_by_number_and_the_rest_is_read() -> None:
    batch = read(
        "{",
        "",
        '{"id": "a"}',
        line("b", "PublicBody", name=["A body"]),
        line("m", "Membership", member=["ghost"], organization=["b"]),
        line("n", "PublicBody"),
        line("k", "PublicBody", name="A bare name"),
        line("l", "PublicBody", name=[3]),
    )
    assert [one.place for one in batch.rejections] == [
        f"a.ftm.json line {number}" for number in (1, 3, 5, 6, 8)
    ]
    assert {one.subject for one in batch.statements} == {"x-friends:b", "x-friends:k"}
    assert not batch.complete


def test_that_models_own_words_carry_seats_dates_and_sources() -> None:
    said = [
        node("ep-person:1"),
        fact("ep-person:1", Property.NAME, "Nobody"),
        node("ep-org:2", Kind.ORGANIZATION),
        fact("ep-org:2", Property.CLASSIFICATION, "Committee"),
        node("post:3", Kind.POST),
        link("ep-person:1", "ep-org:2", role="CHAIR", period=Period.since(LONG_AGO)),
        link("ep-person:1", "ep-org:2", period=Period.between(LONG_AGO, DAY)),
        link("ep-person:1", "ep-org:2", role="SUB", period=Period(LONG_AGO)),
        link("ep-person:1", "post:3", role=None, relation=Relation.HOLDS, period=Period.on(DAY)),
    ]
    recorded = record(said, day=3)
    text = write_ftm(carried(graph_of(recorded), recorded))
    lines = [
        json.dumps({key: value for key, value in json.loads(one).items() if key != OURS})
        for one in text.splitlines()
    ]
    back = {one.role: one for one in read(*lines).statements if one.object is not None}
    assert {role: one.period for role, one in back.items()} == {
        one.role: one.period for one in said if one.object is not None
    }
    assert back["CHAIR"].as_of == date(2026, 1, 4)
    assert dict(back["CHAIR"].qualifiers) == {
        "source_text": "a publisher",
        "url": "https://example.org/",
    }
