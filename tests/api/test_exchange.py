"""Exports of other offices into a ledger of ours, end to end."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.exchange import check_file, load_exchange
from api.load import load_saved
from api.settings import Settings
from api.wiring import Workspace
from graph.errors import CorridorsError, InputError, SourceChanged
from graph.exchange.carried import carried
from graph.exchange.ftm import write_ftm
from graph.exchange.popolo import write_popolo
from graph.ledger import Ledger
from graph.levels import Level
from graph.model import Kind, Property
from graph.provenance import Recorded
from graph.rdf.files import FORMATS, write_rdf
from loaders.base import LoadReport
from loaders.exchange import Passing
from tests.api.test_cli import answer, corridors
from tests.graph.factories import OFFICE, fact, graph_of, link, load, node, record, source, year

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
NORTH = Passing("North")
THEIRS = record(
    [
        node("ann"),
        fact("ann", Property.NAME, "Ann", level=Level.OFFICE),
        node("droi", Kind.ORGANIZATION),
        link("ann", "droi", period=year(2025), qualifiers=(("source_text", "p. 4"),)),
        fact("ann", Property.NAME, "Anna", of="office"),
        node("eve", of="demo", level=Level.NETWORK),
    ],
    day=3,
)
NAMES = {
    "popolo": "a.popolo.json",
    "ftm": "a.ftm.json",
    "turtle": "a.ttl",
    "json-ld": "a.jsonld",
    "ntriples": "a.nt",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


def export(folder: Path, recorded: list[Recorded], form: str = "turtle") -> Path:
    graph = graph_of(recorded, source("demo", invented=True))
    given = carried(graph, recorded)
    if form in FORMATS:
        text = write_rdf(graph, form, given.rest)
    else:
        text = write_popolo(given) if form == "popolo" else write_ftm(given)
    place = folder / NAMES[form]
    place.write_text(text, encoding="utf-8")
    return place


def bring(ledger: Ledger, path: Path, passing: Passing = NORTH) -> tuple[LoadReport, ...]:
    return load_exchange(ledger, path, passing, now=NOW)


def said(ledger: Ledger) -> set[tuple[str, str]]:
    return {
        (one.statement.source, str(one.statement.value or one.statement.object))
        for one in ledger.read(Level.PROTECTED)
    }


@pytest.mark.parametrize("form", sorted(NAMES))
def test_every_form_brings_the_same_and_once(form: str, ledger: Ledger, tmp_path: Path) -> None:
    path = export(tmp_path, THEIRS, form)
    first = bring(ledger, path)
    assert sum(one.appended for one in first) == len(THEIRS)
    assert said(ledger) == {
        ("from:north:register", "Person"),
        ("from:north:register", "Ann"),
        ("from:north:register", "Organization"),
        ("from:north:register", "droi"),
        ("from:north:office", "Anna"),
        ("from:north:demo", "Person"),
    }
    (tie,) = [one for one in ledger.read(Level.PROTECTED) if one.statement.object]
    assert tie.statement.period == year(2025)
    assert tie.statement.qualifiers == (("source_text", "p. 4"),)
    assert {one.statement.level for one in ledger.read(Level.PROTECTED)} == {Level.NETWORK}
    assert ledger.sources()["from:north:demo"].invented
    assert sum(one.appended + one.closed for one in bring(ledger, path)) == 0


def test_a_newer_export_replaces_what_the_older_said(ledger: Ledger, tmp_path: Path) -> None:
    bring(ledger, export(tmp_path, THEIRS))
    newer = record([node("ann"), fact("ann", Property.NAME, "Ann B.")], day=9)
    reports = bring(ledger, export(tmp_path, newer, "popolo"))
    assert said(ledger) == {("from:north:register", "Person"), ("from:north:register", "Ann B.")}
    assert {one.source: one.closed for one in reports} == {
        "from:north:demo": 1,
        "from:north:office": 1,
        "from:north:register": 3,
    }


def test_an_older_export_does_not_undo_a_newer_one(ledger: Ledger, tmp_path: Path) -> None:
    newer = record([node("ann"), fact("ann", Property.NAME, "Ann B.")], day=9)
    bring(ledger, export(tmp_path, newer))
    older = export(tmp_path, THEIRS)
    with pytest.raises(SourceChanged, match="2026-01-04; one from 2026-01-10"):
        bring(ledger, older)
    assert ("from:north:register", "Ann B.") in said(ledger)
    load_exchange(ledger, older, NORTH, now=NOW, allow_shrink=True)
    assert ("from:north:register", "Ann") in said(ledger)


def test_our_own_word_stands_and_is_not_touched(ledger: Ledger, tmp_path: Path) -> None:
    load(ledger, [node("ann"), fact("ann", Property.NAME, "Our Ann")])
    load(ledger, [fact("ann", Property.TITLE, "Dr", of="office")], of=OFFICE)
    before = set(ledger.read(Level.PROTECTED))
    bring(ledger, export(tmp_path, THEIRS))
    after = set(ledger.read(Level.PROTECTED))
    assert before < after
    with Workspace(Settings(tmp_path)) as workspace:
        workspace.ledger.close()
        workspace.ledger = ledger
        entity = workspace.view(Level.PROTECTED).graph.entities["ann"]
    assert entity.name == "Our Ann"


def test_two_offices_do_not_replace_each_other(ledger: Ledger, tmp_path: Path) -> None:
    path = export(tmp_path, THEIRS)
    bring(ledger, path)
    bring(ledger, path, Passing("South"))
    assert {name.split(":")[1] for name, _ in said(ledger)} == {"north", "south"}


def test_a_dry_run_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    path = export(tmp_path, THEIRS, "ftm")
    reports = load_exchange(ledger, path, NORTH, now=NOW, dry_run=True)
    assert sum(one.read for one in reports) == len(THEIRS)
    assert said(ledger) == set()


def test_files_of_others_become_one_source(ledger: Ledger, tmp_path: Path) -> None:
    popolo = tmp_path / "b.json"
    popolo.write_text(
        json.dumps({"organizations": [{"id": "o", "name": "A body"}]}), encoding="utf-8"
    )
    ftm = tmp_path / "c.jsonl.gz"
    line = {"id": "o", "schema": "PublicBody", "properties": {"name": ["A body"]}}
    ftm.write_bytes(gzip.compress(json.dumps(line).encode()))
    for path in (popolo, ftm):
        assert sum(one.appended for one in bring(ledger, path)) > 0
        assert sum(one.appended for one in bring(ledger, path)) == 0
    assert {name for name, _ in said(ledger)} == {"from:north:popolo", "from:north:ftm"}
    assert {one.rank for one in ledger.sources().values()} == {30}


ATTACKS = {
    "bomb.rdf": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY l '&m;&m;'>]><a>&l;</a>",
    "entity.ttl": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
    "a.gexf": "<gexf/>",
    "a.graphml": "<graphml/>",
    "base.ttl": "@base <file:///etc/> . <hostname> a <urn:x-corridors:a> .",
    "imports.ttl": "<urn:x-corridors:a> <http://www.w3.org/2002/07/owl#imports> <http://a.b/> .",
    "context.jsonld": '{"@context": "http://127.0.0.1:1/c", "@id": "urn:x-corridors:graph"}',
    "import.jsonld": '{"@context": {"@import": "http://127.0.0.1:1/c"}, "@id": "urn:a"}',
    "deep.jsonld": "[" * 200_000,
    "deep.popolo.json": '{"a":' * 200_000,
    "deep.ftm.json": "[" * 200_000,
    "twice.popolo.json": '{"persons": [], "persons": []}',
    "number.popolo.json": '{"persons": [NaN]}',
    "huge.popolo.json": '{"persons": [' + "9" * 10_000 + "]}",
    "list.popolo.json": '{"persons": {"id": 1}}',
    "line.ftm.json": '{"id": "' + "x" * 1_100_000 + '"}',
    "nothing.json": "",
    "service.nt": "<urn:x-corridors:a> <http://a.b/load> <http://a.b/> .",
}


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_attacks_are_refused_in_words_and_leave_nothing(
    name: str, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something outside was asked")

    monkeypatch.setattr("socket.socket.connect", never)
    monkeypatch.setattr("urllib.request.urlopen", never)
    path = tmp_path / name
    path.write_text(ATTACKS[name], encoding="utf-8")
    with pytest.raises(CorridorsError) as told:
        bring(ledger, path)
    assert len(str(told.value)) < 600
    assert said(ledger) == set()


def test_text_that_is_no_utf8_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes("# Corridors é".encode("latin-1"))
    with pytest.raises(CorridorsError, match="UTF-8"):
        bring(ledger, path)


def test_a_broken_export_is_told_by_node(tmp_path: Path) -> None:
    path = export(tmp_path, THEIRS, "ntriples")
    assert check_file(path, "ntriples")[1] == ()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(one for one in lines if "/license>" not in one), encoding="utf-8")
    triples, wrong = check_file(path, "ntriples")
    assert triples > 50
    assert [one for one in wrong if one.startswith("source:")] == [
        f"source:{name}: states its licence (license)" for name in ("demo", "office", "register")
    ]
    with pytest.raises(InputError, match="Only turtle"):
        check_file(path, "popolo")


def test_cards_are_loaded_with_what_the_ledger_knows(ledger: Ledger, tmp_path: Path) -> None:
    body = "org:friends"
    load(ledger, [node(body, Kind.ORGANIZATION), fact(body, Property.NAME, "Friends of Nothing")])
    path = tmp_path / "ours.vcf"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Nobody New\nORG:Friends of Nothing\nEND:VCARD\n"
    path.write_text(card, encoding="utf-8")
    first = load_saved(ledger, "vcards", path, now=NOW)
    assert (first.source, first.appended) == ("office-cards:ours", 3)
    assert load_saved(ledger, "vcards", path, now=NOW).appended == 0
    assert "Nobody New" not in str(list(ledger.read(Level.NETWORK)))


def test_the_commands_write_check_and_load(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.popolo.json"
    told = answer(home, "export", str(out), "--level", "public")
    assert (told["format"], told["level"], told["invented_ties"]) == ("popolo", "public", 0)
    assert "7 × Call: no own word there, carried in the block 'corridors'" in str(told["beyond"])
    done = corridors(
        tmp_path / "other", "load", "exchange", "--from", str(out), "--office", "Office North"
    )
    assert done.returncode == 0, done.stderr
    assert "from:office-north:starter-members: success" in done.stdout
    wrong = tmp_path / "wrong.nt"
    wrong.write_text("<urn:x-corridors:a> <urn:x-corridors:b> <urn:x-corridors:c> .")
    checked = corridors(home, "export", str(wrong), "--check-only")
    assert checked.returncode == 1
    assert "graph: is described as the export as a whole" in " ".join(checked.stdout.split())
    refused = corridors(home, "load", "ep-members", "--from", ".", "--office", "X")
    assert refused.returncode == 2
    assert "belong to `load exchange`" in " ".join(refused.stderr.split())
