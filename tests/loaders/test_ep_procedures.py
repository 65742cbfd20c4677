from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from graph.period import EndKind
from loaders.archive import read_file
from loaders.base import Batch
from loaders.ep_procedures import read_procedures
from tests.loaders.ep_records import READ_ON, answer
from tests.shared import SHARED, needs_shared


def procedure(*parts: dict[str, object]) -> dict[str, object]:
    return {
        "id": "eli/dl/proc/2025-9001",
        "label": "2025/9001(COD)",
        "process_type": "def/ep-procedure-types/COD",
        "process_title": {"en": "An invented file", "fr": "Un dossier inventé"},
        "current_stage": "http://publications.europa.eu/authority/procedure-phase/RDG1",
        "had_participation": list(parts) if len(parts) != 1 else parts[0],
    }


def part(role: str | None = "RAPPORTEUR_SHADOW", **fields: object) -> dict[str, object]:
    item: dict[str, object] = {"id": "eli/dl/participation/1", **fields}
    if role:
        item["participation_role"] = f"def/ep-roles/{role}"
    return item


def load(item: dict[str, object]) -> Batch:
    return read_procedures([("file", answer(item))], retrieved_at=READ_ON)


def test_shadow_rapporteur_starts_on_the_day_and_has_an_unknown_end() -> None:
    person = {"had_participant_person": ["person/9"]}
    item = part(activity_date="2025-03-01", politicalGroup="org/PPE") | person
    batch = load(procedure(item))
    (tie,) = [one for one in batch.statements if one.predicate is Relation.RAPPORTEUR_FOR]
    assert (tie.subject, tie.object, tie.role) == (
        "ep-person:9",
        "ep-procedure:2025-9001",
        "RAPPORTEUR_SHADOW",
    )
    assert (tie.period.start, tie.period.end_kind) == (date(2025, 3, 1), EndKind.UNKNOWN)
    assert tie.qualifiers == (("group", "EPP"),)


def test_committee_is_responsible() -> None:
    batch = load(procedure(part("COMMITTEE_LEAD", had_participant_organization="org/LIBE")))
    (tie,) = [one for one in batch.statements if one.predicate is Relation.RESPONSIBLE_FOR]
    assert (tie.subject, tie.role) == ("ep-org:LIBE", "COMMITTEE_LEAD")


def test_title_and_stage_are_kept() -> None:
    said = {one.predicate: one.value for one in load(procedure()).statements}
    assert (said[Property.NAME], said[Property.STAGE]) == ("An invented file", "RDG1")


def test_procedure_without_participations_is_read() -> None:
    item = procedure()
    del item["had_participation"]
    assert load(item).counts[1].found == 0


def test_unknown_group_is_kept_as_written_and_noted() -> None:
    item = part(had_participant_person="person/9", politicalGroup="org/NEWGROUP")
    batch = load(procedure(item))
    assert batch.statements[-1].qualifiers == (("group", "NEWGROUP"),)
    assert "NEWGROUP" in batch.notes[0]


def test_committee_in_whose_name_somebody_reports_is_kept() -> None:
    item = part(
        had_participant_person="person/9",
        participation_in_name_of="org/BUDG",
        politicalGroup="org/S-D",
    )
    batch = load(procedure(item))
    assert batch.statements[-1].qualifiers == (("committee", "BUDG"), ("group", "S&D"))


def test_same_procedure_twice_is_rejected_the_second_time() -> None:
    records = [("a", answer(procedure())), ("b", answer(procedure()))]
    batch = read_procedures(records, retrieved_at=READ_ON)
    assert [item.place for item in batch.rejections] == ["b"]


def test_rejected_participation_names_its_file_so_that_what_was_known_stays() -> None:
    batch = load(procedure(part()))
    assert [item.record for item in batch.rejections] == ["ep-procedure:2025-9001"]


def test_broken_file_is_rejected_and_the_batch_is_not_complete() -> None:
    records = [("a", b"{"), ("b", answer(procedure()))]
    batch = read_procedures(records, retrieved_at=READ_ON, complete=True)
    assert ([item.place for item in batch.rejections], batch.complete) == (["a"], False)


@pytest.mark.parametrize(
    "broken",
    [
        part(None, had_participant_person="person/9"),
        part(),
        part(activity_date="x", had_participant_person="person/9"),
        part("SIGNATORY", had_participant_person="person/9"),
        part("RAPPORTEUR", had_participant_organization="org/LIBE"),
        part(had_participant_person="somebody"),
    ],
)
def test_participation_that_makes_no_sense_is_rejected(broken: dict[str, object]) -> None:
    batch = load(procedure(broken, part(had_participant_person="person/9")))
    assert (len(batch.rejections), batch.counts[2].found) == (1, 1)


def test_source_of_another_form_stops_the_load() -> None:
    with pytest.raises(SourceChanged, match="No procedure"):
        read_procedures([("file", b"<html>")], retrieved_at=READ_ON)


@needs_shared
def test_real_procedures_are_read_with_all_but_one_participation() -> None:
    folder = SHARED / "europarl" / "howtheyvote-fixtures"
    records = [read_file(path) for path in sorted(folder.glob("odp-procedure_*.json.gz"))]
    batch = read_procedures(records, retrieved_at=READ_ON)
    assert [count.found for count in batch.counts] == [7, 46, 45]
    assert [item.reason for item in batch.rejections] == [
        "participation_role is missing; expected one such as def/ep-roles/RAPPORTEUR"
    ]
