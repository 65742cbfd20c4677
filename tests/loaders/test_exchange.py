from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph.errors import InputError
from graph.exchange.carried import Carried, carried
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import OFFICE_RANK, Recorded
from loaders.exchange import RANK, Passing, form_of, read_carried_batches
from tests.graph.factories import OFFICE, fact, graph_of, link, moment, node, record, source

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NORTH = Passing("Office North")


def exported(*recorded: Recorded, level: Level = Level.PROTECTED) -> Carried:
    graph = graph_of(recorded, source("demo", invented=True), level=level)
    return carried(graph, recorded)


def test_each_source_arrives_under_the_office_that_passes_it_on() -> None:
    given = exported(*record([node("ann"), node("bob", of="demo"), node("eve", of="office")]))
    batches = {one.source.id: one for one in read_carried_batches(given, NORTH, now=NOW)}
    assert sorted(batches) == [
        f"from:office-north:{one}" for one in ("demo", "office", "register")
    ]
    mine = batches["from:office-north:register"].source
    assert mine.publisher == "a publisher (passed on by Office North)"
    assert mine.licence == "CC0"
    assert batches["from:office-north:demo"].source.invented
    assert {one.source.rank for one in batches.values()} == {RANK}
    assert not any(one.source.is_office for one in batches.values())


@pytest.mark.parametrize(
    ("stated", "there", "here"),
    [
        (Level.NETWORK, Level.PUBLIC, Level.NETWORK),
        (Level.NETWORK, Level.OFFICE, Level.NETWORK),
        (Level.NETWORK, Level.PROTECTED, Level.PROTECTED),
        (Level.PUBLIC, Level.PUBLIC, Level.PUBLIC),
        (Level.PUBLIC, Level.NETWORK, Level.NETWORK),
        (Level.PUBLIC, Level.OFFICE, Level.NETWORK),
        (Level.OFFICE, Level.PUBLIC, Level.OFFICE),
        (Level.PROTECTED, Level.PUBLIC, Level.PROTECTED),
    ],
)
def test_nothing_arrives_more_open_than_stated(stated: Level, there: Level, here: Level) -> None:
    given = exported(*record([node("ann", level=there)]))
    (batch,) = read_carried_batches(given, replace(NORTH, level=stated), now=NOW)
    assert [one.level for one in batch.statements] == [here]


def test_denials_of_others_are_told_and_not_taken() -> None:
    given = exported(
        *record([node("ann"), fact("ann", Property.NAME, "X", of="office", denied=True)])
    )
    batches = {one.source.id: one for one in read_carried_batches(given, NORTH, now=NOW)}
    denials = batches["from:office-north:office"]
    assert denials.statements == ()
    assert denials.notes[0].startswith("1 denials were not taken")


def test_passing_on_makes_nothing_fresher() -> None:
    old, new = record([node("ann")], day=1), record([node("bob")], day=5, first=2)
    (batch,) = read_carried_batches(exported(*old, *new), NORTH, now=NOW)
    assert batch.retrieved_at == moment(5)
    assert {one.subject: one.as_of for one in batch.statements} == {
        "ann": date(2026, 1, 2),
        "bob": None,
    }


def test_a_day_of_reading_in_the_future_is_not_believed() -> None:
    given = exported(*record([node("ann")], day=9000))
    (batch,) = read_carried_batches(given, NORTH, now=NOW)
    assert batch.retrieved_at == NOW


def test_a_source_that_is_gone_is_withdrawn_but_only_the_same_offices() -> None:
    given = exported(*record([node("ann")]))
    known = (
        replace(OFFICE, id="from:office-north:old"),
        replace(OFFICE, id="from:office-northern:old"),
        OFFICE,
    )
    batches = read_carried_batches(given, NORTH, now=NOW, withdrawn=known)
    gone = [one for one in batches if not one.statements]
    assert [one.source.id for one in gone] == ["from:office-north:old"]
    assert gone[0].complete


def test_a_statement_of_an_unlisted_source_is_refused() -> None:
    given = exported(*record([node("ann", Kind.PERSON), link("ann", "droi")]))
    bare = replace(given, graph=replace(given.graph, sources={}))
    with pytest.raises(InputError, match="'register', unlisted"):
        list(read_carried_batches(bare, NORTH, now=NOW))


@pytest.mark.parametrize(
    ("office", "rank"), [("", 1), ("—", 1), ("North", OFFICE_RANK), ("N", -1)]
)
def test_a_passing_office_has_a_name_and_no_rank_like_ours(office: str, rank: int) -> None:
    with pytest.raises(InputError):
        Passing(office, rank=rank)


@pytest.mark.parametrize(
    ("name", "head", "form"),
    [
        ("a.ttl", "", "turtle"),
        ("a.nt.gz", "", "ntriples"),
        ("a.popolo.json", "", "popolo"),
        ("a.ftm.json", "", "ftm"),
        ("a", "@prefix a: <urn:a> .", "turtle"),
        ("a", "\ufeff# Corridors: export", "turtle"),
        ("a", "<urn:a> <urn:b> <urn:c> .", "ntriples"),
        ("a.json", '[{"@id": "urn:a"}]', "json-ld"),
        ("a.json", '{"persons": []}', "popolo"),
        ("a.json", '{"id": "a", "schema": "Person", "properties": {}}\n', "ftm"),
    ],
)
def test_the_form_is_known_by_name_or_content(name: str, head: str, form: str) -> None:
    assert form_of(name, head) == form


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.rdf", ""),
        ("a.owl", ""),
        ("a.gexf", ""),
        ("a.graphml.gz", ""),
        ("a.ttl", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"),
        ("a.json", "  \n<rdf:RDF xmlns:rdf='urn:a'>"),
        ("a", "<!DOCTYPE rdf:RDF [<!ENTITY lol 'lol'>]>"),
        ("a.doc", "x"),
    ],
)
def test_xml_and_what_is_unknown_are_refused(name: str, head: str) -> None:
    with pytest.raises(InputError):
        form_of(name, head)


def test_a_note_of_theirs_about_a_case_is_told_and_not_taken() -> None:
    said = [
        node("ann", level=Level.OFFICE),
        fact("ann", Property.NOTE, "Our client suffers from PTSD", level=Level.OFFICE),
        fact("ann", Property.NOTE, "Speaks on patients' rights", level=Level.OFFICE),
        fact("ann", Property.DESCRIPTION, "Our clients are firms", level=Level.PUBLIC),
    ]
    (batch,) = read_carried_batches(exported(*record(said)), NORTH, now=NOW)
    assert len(batch.statements) == 3
    (rejected,) = batch.rejections
    assert rejected.place == "statement 2 of from:office-north:register"
    assert "PTSD" not in str(batch)
