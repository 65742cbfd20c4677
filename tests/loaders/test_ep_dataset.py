import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.ep_dataset import read_dataset
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.test_howtheyvote import counts
from tests.loaders.vote_files import READ_ON, table
from tests.shared import SHARED, needs_shared

HEADER = (
    "mep_identifier,mep_given_name,mep_family_name,mep_official_given_name,"
    "mep_official_family_name,mep_gender,mep_birthday,mep_email,"
    "mep_country_of_representation,mep_political_group"
)
BORN = "1970-01-01^^http://www.w3.org/2001/XMLSchema#date"
ANA = f"9001,Ana,Example,Άνα,Παράδειγμα,female,{BORN},mailto:a@example.org,Greece,Group A; Group B"


def load(made: Stream) -> Batch:
    return read_dataset(made, retrieved_at=READ_ON)


def test_names_in_both_scripts_country_and_groups_as_words_and_nothing_private() -> None:
    batch = load(table("meps", HEADER, ANA))
    own = [one for one in batch.statements if one.subject == "ep-person:9001"]
    assert {one.predicate: one.value for one in own if one.value} == {
        Property.KIND: "Person",
        Property.CLASSIFICATION: "MEP",
        Property.IDENTIFIER: "ep-person:9001",
        Property.NAME: "Ana Example",
        Property.GIVEN_NAME: "Ana",
        Property.FAMILY_NAME: "Example",
        Property.ORIGINAL_NAME: "Άνα Παράδειγμα",
    }
    (tie,) = (one for one in own if one.object)
    assert (tie.predicate, tie.object) == (Relation.REPRESENTS, "country:GRC")
    assert tie.qualifiers == (("group", "Group A; Group B"),)
    assert "1970" not in repr(batch)
    assert "@" not in repr(batch.statements)


def test_rows_that_make_no_sense_are_rejected_alone() -> None:
    batch = load(
        table("meps", HEADER, ANA, ANA, ANA.replace("9001", "x"), "9002,A,B,,,,,,Nowhere,", "1,2")
    )
    assert [one.record for one in batch.rejections] == [
        "ep-person:9001",
        None,
        "ep-person:9002",
        None,
    ]
    assert not batch.complete


@pytest.mark.parametrize("made", [stream("a,b\n"), table("meps", HEADER)])
def test_another_file_or_an_empty_one_is_refused(made: Stream) -> None:
    with pytest.raises(SourceChanged):
        load(made)


@needs_shared
def test_the_real_dataset_comes_out_whole() -> None:
    path = SHARED / "europarl" / "ep-open-data-api" / "meps-dataset-csv-2025.csv.gz"
    with opened(path) as made:
        batch = load(made)
    assert counts(batch) == {"members listed": 734, "members kept": 734, "countries": 27}
    assert (batch.rejections, batch.complete) == ((), True)
    scripts = [one for one in batch.statements if one.predicate is Property.ORIGINAL_NAME]
    assert len(scripts) == 43
