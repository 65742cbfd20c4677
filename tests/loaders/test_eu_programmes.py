from loaders.eu_programmes import read_programmes
from loaders.stream import opened
from tests.loaders.authority_files import READ_ON, code_list, found, said_of
from tests.shared import SHARED, needs_shared


def test_programme_is_a_concept_found_by_code_and_name() -> None:
    made = code_list(
        "eu-programme", [{"code": "INV", "Name": "Inventions"}, {"code": "a b", "Name": "x"}]
    )
    batch = read_programmes(made, retrieved_at=READ_ON)
    assert said_of(batch, "eu-programme:INV") == {
        "kind": ["Concept"],
        "classification": ["FundingProgramme"],
        "name": ["Inventions"],
        "other_name": ["INV"],
    }
    assert ["'a b'" in one.reason for one in batch.rejections] == [True]


@needs_shared
def test_real_list_has_145_programmes() -> None:
    with opened(SHARED / "funding" / "eu-programme.gc.gz") as stream:
        batch = read_programmes(stream, retrieved_at=READ_ON)
    assert found(batch) == {"programmes": 145, "programmes kept": 145}
    assert {"eu-programme:CERV", "eu-programme:NDICI"} <= {one.subject for one in batch.statements}
