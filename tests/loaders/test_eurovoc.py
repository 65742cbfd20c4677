import json

import pytest

from graph.errors import SourceChanged
from loaders.base import Batch
from loaders.eurovoc import read_eurovoc
from loaders.stream import opened
from tests.loaders.authority_files import READ_ON, found, said_of
from tests.loaders.source_files import stream
from tests.shared import SHARED, needs_shared

INSIDE = {"id": "9001", "uri": "x", "label": "inventing rights", "mt": "1236"}
BESIDE = {"id": "9002", "uri": "x", "label": "invented fish", "mt": "5641"}


def read(*items: object, everything: bool = False) -> Batch:
    made = stream(json.dumps(items), "list.json")
    return read_eurovoc(made, retrieved_at=READ_ON, everything=everything)


def test_descriptor_of_the_offices_fields_is_kept_and_others_are_counted() -> None:
    batch = read(INSIDE, BESIDE)
    assert said_of(batch, "eurovoc:9001") == {
        "kind": ["Concept"],
        "classification": ["Subject"],
        "name": ["inventing rights"],
    }
    assert found(batch)["descriptors of other microthesauri left out"] == 1
    assert any("eurovoc-all" in note for note in batch.notes)


def test_every_descriptor_is_kept_where_all_are_asked_for() -> None:
    assert found(read(INSIDE, BESIDE, everything=True))["descriptors kept"] == 2


@pytest.mark.parametrize(
    "bad", [{"id": "1"}, {**INSIDE, "id": "x"}, {**INSIDE, "label": ["a", "b"]}]
)
def test_descriptor_that_cannot_be_used_is_rejected(bad: object) -> None:
    batch = read(INSIDE, bad)
    assert [one.place for one in batch.rejections] == ["list.json descriptor 2"]
    assert not batch.complete


def test_descriptor_twice_is_rejected() -> None:
    assert "already" in read(INSIDE, INSIDE).rejections[0].reason


def test_what_is_no_list_stops_the_reading() -> None:
    with pytest.raises(SourceChanged):
        read_eurovoc(stream("{}"), retrieved_at=READ_ON)


@needs_shared
def test_real_list_has_7029_descriptors() -> None:
    with opened(SHARED / "reference" / "eurovoc_descriptors.json.gz") as made:
        batch = read_eurovoc(made, retrieved_at=READ_ON)
    assert found(batch) == {
        "descriptors": 7029,
        "descriptors kept": 639,
        "descriptors of other microthesauri left out": 6390,
    }
    kept = {one.subject for one in batch.statements}
    # Torture, human rights, asylum twice, rehabilitation, the movement, the law.
    wanted = (4467, 584, 5597, 2867, 3179, 1198, 564)
    assert {f"eurovoc:{number}" for number in wanted} <= kept
