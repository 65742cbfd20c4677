import json

import pytest

from graph.errors import SourceChanged
from loaders.base import Batch
from loaders.eu_roles import read_parliament_roles, read_roles
from loaders.known import Known
from loaders.stream import opened
from tests.loaders.authority_files import (
    AUTHORITY,
    READ_ON,
    concept,
    found,
    label,
    said_of,
    table,
)
from tests.loaders.source_files import stream
from tests.shared import SHARED, needs_shared

ROLE = {
    "id": "def/ep-roles/INVENTOR",
    "prefLabel": {"en": "Inventor", "fr": "Inventeur", "is": "x"},
    "altLabel": {"en": "Inventress"},
    "exactMatch": [f"{AUTHORITY}/role/INV"],
}


def parliament(*roles: object, wrapped: bool = False) -> Batch:
    made: object = {"data": [{"id": "def/ep-roles", "inverse_inScheme": list(roles)}]}
    if wrapped:
        made = {"vocabularyDetails": {"def/ep-roles": made}}
    return read_parliament_roles(stream(json.dumps(made), "roles.json"), retrieved_at=READ_ON)


@pytest.mark.parametrize("wrapped", [True, False])
def test_role_of_the_parliament_goes_by_the_code_that_ties_use(wrapped: bool) -> None:
    assert said_of(parliament(ROLE, wrapped=wrapped), "ep-role:INVENTOR") == {
        "kind": ["Concept"],
        "classification": ["Role"],
        "name": ["Inventor"],
        "identifier": ["eu-role:INV"],
        "other_name": ["Inventeur", "Inventress"],
    }


def test_role_that_is_exactly_one_of_the_parliaments_is_described_there() -> None:
    known = Known.of(parliament(ROLE).statements)
    made = table(
        concept("role", "INV", "Inventor", label("de", "Erfinder")),
        concept("role", "OTHER", "Other"),
        concept("role", "GONE", "Gone", deprecated=True),
    )
    batch = read_roles(made, known=known, retrieved_at=READ_ON)
    assert {one.subject for one in batch.statements} == {"ep-role:INVENTOR", "eu-role:OTHER"}
    assert found(batch) == {"roles": 3, "roles kept": 2, "ended roles left out": 1}


def test_role_without_a_label_is_rejected() -> None:
    batch = parliament(ROLE, {"id": "def/ep-roles/X"}, "text")
    assert [one.place for one in batch.rejections] == ["roles.json role 2", "roles.json role 3"]


@pytest.mark.parametrize("text", ["{}", "[]", '{"data": [{"id": "def/other"}]}', "x"])
def test_what_holds_no_roles_stops_the_reading(text: str) -> None:
    with pytest.raises(SourceChanged):
        read_parliament_roles(stream(text), retrieved_at=READ_ON)


@needs_shared
def test_real_tables_have_86_and_114_roles_of_which_60_are_the_same() -> None:
    folder = SHARED / "europarl" / "ep-open-data-api"
    with opened(folder / "controlled-vocabularies-2026-08-17.json.gz") as made:
        own = read_parliament_roles(made, retrieved_at=READ_ON)
    with opened(SHARED / "whoiswho" / "roles-skos.rdf.gz") as made:
        table_of_office = read_roles(made, known=Known.of(own.statements), retrieved_at=READ_ON)
    assert found(own) == {"roles": 86, "roles kept": 86}
    assert found(table_of_office) == {"roles": 114, "roles kept": 110, "ended roles left out": 4}
    shared = {one.subject for one in table_of_office.statements if one.subject.startswith("ep-")}
    assert len(shared) == 60  # 67 matches are stated, seven with codes that are not in the copy
    assert "Berichterstatter" in said_of(table_of_office, "ep-role:RAPPORTEUR")["other_name"]
