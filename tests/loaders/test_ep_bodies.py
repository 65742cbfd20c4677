import json

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.ep_bodies import read_bodies
from tests.loaders.ep_records import READ_ON
from tests.shared import SHARED, needs_shared


def load(*documents: bytes) -> Batch:
    records = ((f"file {number}", document) for number, document in enumerate(documents, 1))
    return read_bodies(records, retrieved_at=READ_ON)


def said(batch: Batch, subject: str) -> dict[Property, object]:
    return {
        one.predicate: one.value
        for one in batch.statements
        if one.subject == subject and isinstance(one.predicate, Property)
    }


RAW = {
    "data": [
        {
            "id": "org/6586",
            "label": "LIBE",
            "isVersionOf": "org/LIBE",
            "classification": "def/ep-entities/COMMITTEE_PARLIAMENTARY_STANDING",
            "prefLabel": {"en": "Committee on Civil Liberties", "fr": "Commission des libertés"},
        }
    ]
}


def test_raw_answer_names_the_body_and_its_lasting_one() -> None:
    batch = load(json.dumps(RAW).encode())
    assert said(batch, "ep-org:6586")[Property.NAME] == "Committee on Civil Liberties"
    assert said(batch, "ep-org:LIBE")[Property.ACRONYM] == "LIBE"
    ties = [(s.subject, s.object) for s in batch.statements if s.predicate is Relation.VERSION_OF]
    assert ties == [("ep-org:6586", "ep-org:LIBE")]


def test_placeholder_is_no_name() -> None:
    item = {"id": "3901", "name": "Committee 3901", "abbreviation": "3901", "responsibilities": []}
    batch = load(json.dumps({"corporateBodies": [item]}).encode())
    assert batch.statements == ()


def test_group_gets_its_one_code() -> None:
    document = "org_id,classification,acronym,name\norg/7038,EU_POLITICAL_GROUP,S-D,Group S\n"
    assert said(load(document.encode()), "ep-org:7038")[Property.ACRONYM] == "S&D"


def test_fuller_form_fills_what_the_first_lacks() -> None:
    document = "org_id,classification,acronym,name\norg/6586,,,\norg/1,,ECON,Economic affairs\n"
    batch = load(document.encode(), json.dumps(RAW).encode())
    assert said(batch, "ep-org:6586")[Property.ACRONYM] == "LIBE"


@pytest.mark.parametrize("document", [b'{"meps": []}', b"a,b\n1,2\n", b"\xff\xfe,"])
def test_document_of_another_form_stops_the_load(document: bytes) -> None:
    with pytest.raises(SourceChanged, match="file 1"):
        load(document)


@needs_shared
def test_real_lists_name_the_committees_of_the_tenth_term() -> None:
    folder = SHARED / "europarl" / "ep-open-data-api"
    names = ("corporate-bodies-2026-08-17.json.gz", "derived-org-names.csv")
    from loaders.archive import read_file

    batch = read_bodies((read_file(folder / name) for name in names), retrieved_at=READ_ON)
    assert said(batch, "ep-org:7005")[Property.ACRONYM] == "DROI"
    assert "Civil Liberties" in str(said(batch, "ep-org:LIBE")[Property.NAME])
