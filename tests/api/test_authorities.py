from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.load import load_saved, load_starter_pack
from api.load_streams import STREAMED
from api.load_tables import Reading
from graph.errors import InvalidQuestion
from graph.ledger import Ledger
from graph.levels import Level
from graph.merge import merge
from graph.model import Kind, MergedGraph, Property, Relation
from graph.strength import STEPS, Relay, TieModel
from loaders.base import LoadReport, LoadStatus
from loaders.stream import Stream
from queries.routing.explain import structure_reading
from tests.factories import body, merged, person, tie
from tests.loaders.authority_files import (
    answer,
    code_list,
    concept,
    mailboxes,
    membership,
    table,
)
from tests.loaders.source_files import stream
from tests.shared import SHARED, needs_shared

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PURPOSE = "invitations to a hearing on inventions"
ROLES = (
    '{"data": [{"id": "def/ep-roles", "inverse_inScheme": [{"id": "def/ep-roles/INV", '
    '"prefLabel": {"en": "Inventor", "fr": "Inventeur"}}]}]}'
)
SUBJECTS = '[{"id": "4467", "uri": "x", "label": "torture", "mt": "0431"}]'
FILES = {
    "eu-corporate-bodies": code_list("corporate-body", [{"code": "FRA", "Name": "FRA"}]),
    "eu-corporate-bodies-full": table(concept("corporate-body", "FRA")),
    "ep-roles": stream(ROLES),
    "eu-roles": table(concept("role", "INV")),
    "eu-countries": table(concept("country", "GRC", "Greece")),
    "eu-member-states": code_list("eu-country", [{"code": "GRC", "Name": "Greece"}]),
    "eurovoc": stream(SUBJECTS),
    "eurovoc-all": stream(SUBJECTS),
    "eu-programmes": code_list("eu-programme", [{"code": "INV", "Name": "Inventions"}]),
    "eu-whoiswho": answer(membership(1), membership(2, "Director")),
    "institutional-mailboxes": mailboxes(
        "European Commission,DG HOME (HOME),Access,home-access@example.org,,x,,2024-12-15"
    ),
}
REAL = {
    "eu-corporate-bodies": "whoiswho/corporate-body.gc.gz",
    "ep-roles": "europarl/ep-open-data-api/controlled-vocabularies-2026-08-17.json.gz",
    "eu-roles": "whoiswho/roles-skos.rdf.gz",
    "eu-countries": "reference/countries-skos.rdf.gz",
    "eu-member-states": "reference/country_eu-country.gc",
    "eurovoc": "reference/eurovoc_descriptors.json.gz",
    "eu-programmes": "funding/eu-programme.gc.gz",
    "institutional-mailboxes": "whoiswho/institutional-mailboxes.csv",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite") as opened:
        yield opened


def load(
    ledger: Ledger,
    name: str,
    folder: Path,
    *,
    made: Stream | None = None,
    day: int = 0,
    purpose: str | None = None,
) -> LoadReport:
    path = folder / f"{name}.txt"
    path.write_bytes(b"".join((made or FILES[name]).chunks))
    return load_saved(
        ledger, name, path, now=NOW + timedelta(days=day), reading=Reading(purpose=purpose)
    )


def graph(ledger: Ledger) -> MergedGraph:
    return merge(ledger.read(Level.PUBLIC), ledger.sources(), Level.PUBLIC, 1)


@pytest.mark.parametrize("name", list(FILES))
def test_same_file_twice_appends_nothing(ledger: Ledger, tmp_path: Path, name: str) -> None:
    load_starter_pack(ledger, now=NOW)
    first = load(ledger, name, tmp_path)
    again = load(ledger, name, tmp_path, day=1)
    assert first.appended > 0
    assert (again.status, again.appended, again.closed) == (LoadStatus.UNCHANGED, 0, 0)


def test_every_table_is_tried_here() -> None:
    family = {
        name for name, one in STREAMED.items() if one.read.__module__.endswith("authorities")
    }
    assert family == FILES.keys()


def test_bodies_of_the_pack_get_no_doubles(ledger: Ledger, tmp_path: Path) -> None:
    load_starter_pack(ledger, now=NOW)
    before = graph(ledger).entities.keys()
    codes = ["COM", "CONSIL", "EP", "EEAS", "EUAA", "FRA", "FRONTEX", "HOME", "JUST", "INTPA"]
    made = code_list("corporate-body", [{"code": code, "Name": f"X {code}"} for code in codes])
    load(ledger, "eu-corporate-bodies", tmp_path, made=made)
    load(ledger, "institutional-mailboxes", tmp_path)
    after = graph(ledger)
    assert after.entities.keys() == before
    assert after.entities["org:dg-home"].first(Property.MAILBOX) == "home-access@example.org"
    assert after.entities["org:fra"].name == "European Union Agency for Fundamental Rights"


def test_names_are_loaded_for_a_purpose_that_is_recorded_and_withdrawn_without(
    ledger: Ledger, tmp_path: Path
) -> None:
    made = answer(membership(1, family="EXAMPLE"), membership(2, "Director"), names=True)
    load(ledger, "eu-whoiswho", tmp_path, made=made, purpose=f"  {PURPOSE} ")
    assert "eu-person:P1" in graph(ledger).entities
    (done,) = ledger.loads()
    assert f"Names were read for this purpose: {PURPOSE}" in done.account
    load(ledger, "eu-whoiswho", tmp_path, made=made, day=1)
    assert "eu-person:P1" not in graph(ledger).entities
    assert Relation.HOLDS not in {one.relation for one in graph(ledger).ties}


@pytest.mark.parametrize(
    ("name", "purpose", "reason"),
    [("eu-whoiswho", "  because ", "says no purpose"), ("eurovoc", PURPOSE, "is loaded whole")],
)
def test_purpose_that_is_none_is_refused_before_anything_is_read(
    ledger: Ledger, tmp_path: Path, name: str, purpose: str, reason: str
) -> None:
    with pytest.raises(InvalidQuestion, match=reason):
        load(ledger, name, tmp_path, purpose=purpose)
    assert ledger.loads() == ()


def test_command_takes_a_purpose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORRIDORS_HOME", str(tmp_path / "home"))
    path = tmp_path / "answer.json"
    made = answer(membership(1, family="EXAMPLE"), names=True)
    path.write_bytes(b"".join(made.chunks))
    told = CliRunner().invoke(
        app, ["load", "eu-whoiswho", "--from", str(path), "--purpose", PURPOSE]
    )
    assert told.exit_code == 0
    text = " ".join(told.output.split())
    assert PURPOSE in text
    assert "direct marketing" in text


def test_concepts_are_no_way_to_anybody() -> None:
    assert TieModel().relay(Kind.CONCEPT) is Relay.NEVER
    assert STEPS.isdisjoint({Relation.HAS_SUBJECT, Relation.REPLACES})


def test_subject_is_given_to_a_file_by_a_correction(ledger: Ledger, tmp_path: Path) -> None:
    load_starter_pack(ledger, now=NOW)
    load(ledger, "eurovoc", tmp_path)
    path = tmp_path / "ours.csv"
    path.write_text(
        "subject,relation,object,source\nep-procedure:2025-0059,HAS_SUBJECT,eurovoc:4467,us\n"
    )
    load_saved(ledger, "corrections", path, now=NOW)
    found = [one for one in graph(ledger).ties if one.relation is Relation.HAS_SUBJECT]
    assert [(one.subject, one.object) for one in found] == [
        ("ep-procedure:2025-0059", "eurovoc:4467")
    ]


def test_role_without_a_word_of_ours_is_said_by_its_label() -> None:
    seat = tie("ann", Relation.MEMBER_OF, "club", "CHAIR_VICE_BUREAU_TREASURER")
    label = body("ep-role:CHAIR_VICE_BUREAU_TREASURER", kind=Kind.CONCEPT)
    people = [person("ann"), body("club")]
    assert "chair vice bureau treasurer" in structure_reading(merged(people, [seat]), seat)
    said = structure_reading(merged([*people, label], [seat]), seat)
    assert label.name.lower() in said


@needs_shared
def test_real_tables_twice_append_nothing_and_leave_nothing_dangling(ledger: Ledger) -> None:
    load_starter_pack(ledger, now=NOW)
    for day, (name, path) in enumerate((*REAL.items(), *REAL.items())):
        report = load_saved(ledger, name, SHARED / path, now=NOW + timedelta(days=day))
        if day >= len(REAL):
            assert (name, report.appended, report.closed) == (name, 0, 0)
    made = graph(ledger)
    assert made.dangling == ()
    areas = [one for one in made.entities.values() if one.kind is Kind.AREA]
    assert len(areas) == 249  # those of the table; the 51 of the pack are among them
