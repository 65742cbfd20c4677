import json
from collections import Counter
from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.model import Relation
from graph.period import EndKind
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


def test_joint_committees_say_that_they_are_joint() -> None:
    ties = [one for one in load(ENTRY).statements if one.predicate is Relation.RESPONSIBLE_FOR]
    assert {one.qualifiers for one in ties} == {(("joint", "FEMM+LIBE"),)}


@pytest.mark.parametrize(
    ("role", "own", "committee"),
    [
        ("shadow_rapporteur", "RAPPORTEUR_SHADOW", "COMMITTEE_LEAD"),
        ("shadow_rapporteur_opinion", "RAPPORTEUR_SHADOW_OPINION", "COMMITTEE_OPINION"),
    ],
)
def test_role_is_written_as_the_parliament_does(role: str, own: str, committee: str) -> None:
    said = load({**ENTRY, "role": role}).statements
    assert [one.role for one in said if one.object] == [own, committee, committee]


def test_appointment_starts_on_its_day_and_has_an_unknown_end() -> None:
    (tie,) = [one for one in load(ENTRY).statements if one.predicate is Relation.RAPPORTEUR_FOR]
    assert (tie.period.start, tie.period.end_kind) == (date(2025, 1, 30), EndKind.UNKNOWN)


def test_new_group_is_kept_as_written_and_noted() -> None:
    batch = load({**ENTRY, "group_at_appointment": "NEWGROUP"})
    (tie,) = [one for one in batch.statements if one.predicate is Relation.RAPPORTEUR_FOR]
    assert dict(tie.qualifiers)["group"] == "NEWGROUP"
    assert "NEWGROUP" in batch.notes[0]


def test_number_of_a_person_may_be_a_number() -> None:
    assert load({**ENTRY, "mep_id": 9}).statements == load(ENTRY).statements


def test_missing_rapporteurs_are_said() -> None:
    assert "Rapporteurs themselves are not in this list" in load(ENTRY).notes[0]


def test_whole_list_is_complete_unless_an_entry_cannot_be_told_apart() -> None:
    batches = [load(ENTRY), load(ENTRY, {**ENTRY, "role": "x"}), load(ENTRY, "x")]
    assert [batch.complete for batch in batches] == [True, True, False]
    assert batches[1].rejections[0].record == "ep-procedure:2025-9001"


@pytest.mark.parametrize(
    "change",
    [
        {"role": "friend"},
        {"appointed": "soon"},
        {"mep_id": ""},
        {"mep_id": True},
        {"procedure_code": "1"},
        {"committee": "LIBE+"},
    ],
)
def test_entry_that_makes_no_sense_is_rejected(change: dict[str, object]) -> None:
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
