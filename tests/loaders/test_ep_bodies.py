import json

import pytest

from graph.errors import InputError, SourceChanged
from graph.model import Property, Relation
from loaders.archive import read_file
from loaders.base import Batch
from loaders.ep_bodies import DERIVED, SIMPLIFIED, SOURCE, read_bodies
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


COLUMNS = "org_id,classification,acronym,name\n"
TABLE = f"{COLUMNS}org/1,COMMITTEE_PARLIAMENTARY_STANDING,ECON,Economic affairs\n"


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
    table = "org_id,classification,acronym,name\norg/6586,,,Civil Liberties\n"
    item = {"id": "6586", "name": "LIBE", "abbreviation": "LIBE", "responsibilities": []}
    batch = load(json.dumps({"corporateBodies": [item]}).encode(), table.encode())
    assert said(batch, "ep-org:6586")[Property.ACRONYM] == "LIBE"
    assert said(batch, "ep-org:6586")[Property.NAME] == "Civil Liberties"


def test_stand_ins_are_a_source_of_their_own_and_lower_rank() -> None:
    raw, derived = load(json.dumps(RAW).encode()), load(TABLE.encode())
    assert (raw.source, derived.source) == (SOURCE, DERIVED)
    assert SOURCE.rank > DERIVED.rank
    assert {one.source for one in derived.statements} == {DERIVED.id}


def test_one_stand_in_does_not_replace_what_the_other_said() -> None:
    item = {"id": "7005", "name": "Invented", "abbreviation": "DROI", "responsibilities": []}
    listing = json.dumps({"corporateBodies": [item]}).encode()
    assert load(listing).source == SIMPLIFIED
    assert load(listing, TABLE.encode()).source == DERIVED
    assert SIMPLIFIED.id != DERIVED.id


def test_raw_answers_and_stand_ins_are_not_mixed() -> None:
    with pytest.raises(InputError, match="two sources"):
        load(json.dumps(RAW).encode(), TABLE.encode())


def test_party_never_gets_the_code_of_a_group() -> None:
    table = f"{COLUMNS}org/6810,NATIONAL_POLITICAL_GROUP,SD,Sverigedemokraterna\n"
    values = said(load(table.encode()), "ep-org:6810")
    assert (values[Property.ACRONYM], values[Property.NAME]) == ("SD", "Sverigedemokraterna")


def test_acronym_outside_ascii_is_kept() -> None:
    table = f"{COLUMNS}org/6635,NATIONAL_POLITICAL_GROUP,KPÖ,\n"
    assert said(load(table.encode()), "ep-org:6635")[Property.ACRONYM] == "KPÖ"


@pytest.mark.parametrize("stated", ["org/S-D", None])
def test_group_is_a_version_of_the_group_as_the_parliament_writes_it(stated: str | None) -> None:
    item = {"id": "org/7038", "label": "S&D", "classification": "x/EU_POLITICAL_GROUP"}
    batch = load(json.dumps({"data": [item | {"isVersionOf": stated}]}).encode())
    ties = [(s.subject, s.object) for s in batch.statements if s.predicate is Relation.VERSION_OF]
    assert ties == [("ep-org:7038", "ep-org:S-D")]
    assert said(batch, "ep-org:S-D")[Property.ACRONYM] == "S&D"


@pytest.mark.parametrize(
    ("entity", "lasting"),
    [
        ("COMMITTEE_PARLIAMENTARY_STANDING", ["ep-org:CJ01"]),
        ("COMMITTEE_PARLIAMENTARY_JOINT", []),
        ("NATIONAL_POLITICAL_GROUP", []),
    ],
)
def test_only_acronyms_that_last_tie_versions_together(entity: str, lasting: list[str]) -> None:
    batch = load(f"{COLUMNS}org/6956,{entity},CJ01,\n".encode())
    assert [s.object for s in batch.statements if s.predicate is Relation.VERSION_OF] == lasting


def test_newest_version_names_the_lasting_body() -> None:
    entity = "COMMITTEE_PARLIAMENTARY_SUB"
    older = f"org/7010,{entity},SEDE,Subcommittee on Security\n"
    newer = "org/7911,COMMITTEE_PARLIAMENTARY_STANDING,SEDE,Committee on Security\n"
    values = said(load(f"{COLUMNS}{newer}{older}".encode()), "ep-org:SEDE")
    assert values[Property.NAME] == "Committee on Security"
    assert values[Property.CLASSIFICATION] == "Committee"


def test_name_that_only_half_of_the_matches_support_is_not_taken() -> None:
    table = "org_id,classification,acronym,name,majority\norg/1,,A,Sure,3/5\norg/2,,B,Unsure,4/8\n"
    batch = load(table.encode())
    assert {one.subject for one in batch.statements} == {"ep-org:1"}
    (rejection,) = batch.rejections
    assert (rejection.record, "4 of 8" in rejection.reason) == ("ep-org:2", True)


def test_unknown_class_is_noted_once_and_classifies_nothing() -> None:
    batch = load(f"{COLUMNS}org/1,NEW_CLASS,A,\norg/2,NEW_CLASS,B,\n".encode())
    assert Property.CLASSIFICATION not in said(batch, "ep-org:1")
    assert len(batch.notes) == 1
    assert "NEW_CLASS" in batch.notes[0]


@pytest.mark.parametrize("item", [7, {"id": "body five"}, {"id": "org/1", "label": ["a", "b"]}])
def test_body_that_makes_no_sense_is_rejected_and_the_rest_is_read(item: object) -> None:
    batch = load(json.dumps({"data": [item, *RAW["data"]]}).encode())
    assert [one.place for one in batch.rejections] == ["file 1 body 1"]
    assert said(batch, "ep-org:6586")


def test_broken_answer_is_rejected_and_the_batch_is_not_complete() -> None:
    records = [("file 1", b"{"), ("file 2", json.dumps(RAW).encode())]
    batch = read_bodies(records, retrieved_at=READ_ON, complete=True)
    assert [one.place for one in batch.rejections] == ["file 1"]
    assert not batch.complete
    assert read_bodies(records[1:], retrieved_at=READ_ON, complete=True).complete


@pytest.mark.parametrize("document", [b'{"meps": []}', b"a,b\n1,2\n", b"\xff\xfe,"])
def test_document_of_another_form_stops_the_load(document: bytes) -> None:
    with pytest.raises(SourceChanged, match="file 1"):
        load(document)


@needs_shared
def test_real_lists_name_the_committees_of_the_tenth_term() -> None:
    folder = SHARED / "europarl" / "ep-open-data-api"
    names = ("corporate-bodies-2026-08-17.json.gz", "derived-org-names.csv")
    batch = read_bodies((read_file(folder / name) for name in names), retrieved_at=READ_ON)
    assert said(batch, "ep-org:7005")[Property.ACRONYM] == "DROI"
    assert said(batch, "ep-org:6810")[Property.ACRONYM] == "SD"  # Sverigedemokraterna, not S&D
    assert [item.record for item in batch.rejections] == [
        "ep-org:6479",
        "ep-org:5109",
        "ep-org:6482",
    ]
    assert "Civil Liberties" in str(said(batch, "ep-org:LIBE")[Property.NAME])
