import pytest

from graph.errors import SourceChanged
from graph.matching.name_index import NameIndex
from graph.model import Relation
from loaders.base import Batch
from loaders.eu_bodies import CLASSES, ELSEWHERE, read_bodies_subset, read_bodies_table
from loaders.known import Known
from loaders.skos import Concept, ConceptTable
from loaders.stream import opened
from tests.loaders.authority_files import (
    AUTHORITY,
    READ_ON,
    code_list,
    concept,
    found,
    label,
    reference,
    said_of,
    table,
)
from tests.shared import SHARED, needs_shared

NOBODY = Known({})
LISTED = Known(
    {},
    {"eu-body:FRA": "org:fra"},
    NameIndex.of([("org:our-council", "Invented Council")]),
)
BODIES = "corporate-body"
CLASS = "corporate-body-classification"


def subset(*rows: tuple[str, str], known: Known = NOBODY) -> Batch:
    made = code_list("corporate-body", [{"code": code, "Name": name} for code, name in rows])
    return read_bodies_subset(made, known=known, retrieved_at=READ_ON)


def full(*concepts: str, known: Known = NOBODY) -> Batch:
    return read_bodies_table(table(*concepts), known=known, retrieved_at=READ_ON)


def test_body_is_found_by_its_name_and_by_its_code() -> None:
    assert said_of(subset(("EIGE", "European Institute")), "eu-body:EIGE") == {
        "kind": ["Organization"],
        "name": ["European Institute"],
        "identifier": ["eu-body:EIGE"],
        "other_name": ["EIGE"],
    }


def test_body_of_the_list_is_described_under_the_lists_identifier() -> None:
    batch = subset(("FRA", "Agency for Rights"), ("IC", "Invented Council"), known=LISTED)
    assert {one.subject for one in batch.statements} == {"org:fra", "org:our-council"}
    assert said_of(batch, "org:fra")["other_name"] == ["Agency for Rights", "FRA"]
    assert found(batch)["bodies known already"] == 2
    assert any("eu-body:FRA as org:fra" in note for note in batch.notes)


def test_only_institutions_of_the_treaty_and_agencies_by_name_are_classified() -> None:
    batch = subset(("COM", "Commission"), ("X", "Agency for X"), ("Y", "Y"), ("Z", "Agencylike"))
    assert said_of(batch, "eu-body:COM")["classification"] == ["Institution"]
    assert said_of(batch, "eu-body:X")["classification"] == ["Agency"]
    assert "classification" not in said_of(batch, "eu-body:Y")
    assert "classification" not in said_of(batch, "eu-body:Z")


def test_code_twice_is_rejected() -> None:
    batch = subset(("A", "One"), ("A", "Two"))
    assert [one.reason for one in batch.rejections] == ["eu-body:A stands in the table already"]
    assert not batch.complete


def test_full_table_gives_parents_classes_acronyms_and_dates() -> None:
    batch = full(
        concept(
            BODIES,
            "INV_DG",
            "Directorate-General for Inventions",
            reference("org:classification", CLASS, "DIR_GEN"),
            reference("org:subOrganizationOf", BODIES, "COM"),
            label("en", "DG Invent", "altLabel"),
            label("en", "INVENT", "altLabel"),
            end="2010-12-31",
        ),
        known=Known({}, {"eu-body:COM": "org:european-commission"}),
    )
    said = said_of(batch, "eu-body:INV_DG")
    assert said["classification"] == ["DirectorateGeneral"]
    assert said["SUB_ORGANIZATION_OF"] == ["org:european-commission"]
    assert said["acronym"] == ["INVENT"]
    assert said["other_name"] == ["DG Invent", "INV_DG"]
    (name,) = [one for one in batch.statements if one.predicate.value == "name"]
    assert name.period.describe() == "2001-01-01 – 2010-12-31"


def test_predecessor_and_successor_say_the_same_once() -> None:
    batch = full(
        concept(BODIES, "NEW", "New", reference("dct:replaces", BODIES, "OLD")),
        concept(BODIES, "OLD", "Old", reference("dct:isReplacedBy", BODIES, "NEW")),
    )
    ties = {
        (one.subject, one.object) for one in batch.statements if one.predicate is Relation.REPLACES
    }
    assert ties == {("eu-body:NEW", "eu-body:OLD")}


def test_bodies_of_the_parliament_are_left_to_its_own_data_and_counted() -> None:
    batch = full(
        concept(BODIES, "A", "A"),
        concept(BODIES, "B", "B", reference("org:classification", CLASS, "EP_CMT")),
    )
    assert found(batch)["bodies left to the Parliament's data"] == 1
    assert {one.subject for one in batch.statements} == {"eu-body:A"}


def test_unknown_class_is_noted_and_gives_none() -> None:
    batch = full(concept(BODIES, "A", "A", reference("org:classification", CLASS, "NEW_SORT")))
    assert "classification" not in said_of(batch, "eu-body:A")
    assert any("NEW_SORT is no class" in note for note in batch.notes)


def test_another_table_stops_the_reading() -> None:
    with pytest.raises(SourceChanged):
        full(concept("country", "FRA"))


@needs_shared
def test_real_subset_has_91_bodies_and_makes_no_double_of_the_list() -> None:
    known = Known({}, {"eu-body:FRA": "org:fra", "eu-body:FRONTEX": "org:frontex"})
    with opened(SHARED / "whoiswho" / "corporate-body.gc.gz") as stream:
        batch = read_bodies_subset(stream, known=known, retrieved_at=READ_ON)
    assert found(batch) == {
        "bodies": 91,
        "bodies kept": 91,
        "bodies known already": 2,
        "bodies left to the Parliament's data": 0,
    }
    assert batch.complete
    assert {"eu-body:FRA", "eu-body:FRONTEX"}.isdisjoint(one.subject for one in batch.statements)


@needs_shared
def test_each_of_the_46_real_classes_is_decided() -> None:
    scheme = f"{AUTHORITY}/{CLASS}"
    with opened(SHARED / "whoiswho" / "corporate-body-classification-skos.rdf.gz") as stream:
        codes = {one.code for one in ConceptTable(stream, scheme) if isinstance(one, Concept)}
    assert len(codes) == 46
    assert codes == CLASSES.keys() | ELSEWHERE
