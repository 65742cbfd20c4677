import json
from collections import Counter

import pytest

from graph.errors import SourceChanged
from graph.model import Relation
from loaders.archive import read_file
from loaders.base import Batch
from loaders.ep_shadows import read_shadows
from tests.loaders.ep_records import READ_ON
from tests.shared import SHARED, needs_shared

ENTRY = {
    "appointed": "2025-01-30",
    "committee": "FEMM+LIBE",
    "group_at_appointment": "VERTS-ALE",
    "mep_id": "9",
    "procedure_code": "2025/9001(COD)",
    "procedure_key": "2025-9001",
    "procedure_title": "An invented file",
    "procedure_type": "COD",
    "role": "shadow_rapporteur",
}


def load(*entries: object, procedures: tuple[str, ...] | None = None) -> Batch:
    record = ("list.json", json.dumps(entries).encode())
    return read_shadows(record, retrieved_at=READ_ON, procedures=procedures)


def test_joint_committee_is_responsible_in_both_parts() -> None:
    ties = [one for one in load(ENTRY).statements if one.predicate is Relation.RESPONSIBLE_FOR]
    assert [one.subject for one in ties] == ["ep-org:FEMM", "ep-org:LIBE"]


def test_group_is_written_in_one_spelling() -> None:
    (tie,) = [one for one in load(ENTRY).statements if one.predicate is Relation.RAPPORTEUR_FOR]
    assert dict(tie.qualifiers)["group"] == "Greens/EFA"


def test_other_files_are_left_out_when_some_are_chosen() -> None:
    other = {**ENTRY, "procedure_code": "2025/9002(INI)"}
    batch = load(ENTRY, other, procedures=("2025/9002",))
    assert {one.object for one in batch.statements if one.object} == {"ep-procedure:2025-9002"}
    assert not batch.complete


@pytest.mark.parametrize(
    "change", [{"role": "friend"}, {"appointed": "soon"}, {"mep_id": ""}, {"procedure_code": "1"}]
)
def test_entry_that_makes_no_sense_is_rejected(change: dict[str, str]) -> None:
    batch = load(ENTRY, {**ENTRY, **change})
    assert [item.place for item in batch.rejections] == ["list.json entry 2"]


@pytest.mark.parametrize("content", [b"{}", b"[]", b'[{"role": "x"}]', b"[1"])
def test_list_of_another_form_stops_the_load(content: bytes) -> None:
    with pytest.raises(SourceChanged, match=r"list\.json"):
        read_shadows(("list.json", content), retrieved_at=READ_ON)


@needs_shared
def test_real_list_is_read_whole() -> None:
    path = SHARED / "europarl" / "mpoftheweek" / "assignments.json.gz"
    batch = read_shadows(read_file(path), retrieved_at=READ_ON, expected=5_713)
    assert [count.found for count in batch.counts] == [5_713, 5_713, 576]
    assert batch.rejections == ()
    shadows = Counter(
        one.object
        for one in batch.statements
        if one.predicate is Relation.RAPPORTEUR_FOR and one.role == "RAPPORTEUR_SHADOW"
    )
    assert shadows["ep-procedure:2025-0059"] == 7
