import json
from dataclasses import replace

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from loaders.base import Batch
from loaders.ep_procedure_decisions import read_procedure_decisions
from loaders.parliament import Parliament
from loaders.stream import Stream, opened
from tests.loaders.source_files import stream
from tests.loaders.test_ep_roll_calls import FIXTURES
from tests.loaders.test_howtheyvote import counts
from tests.loaders.vote_files import FILE, PARLIAMENT, READ_ON
from tests.shared import needs_shared


def part(number: str = "1", **more: object) -> dict[str, object]:
    return {
        "type": "Decision",
        "activity_id": f"2025-0001-DEC-{number}",
        "activity_date": "2025-03-04",
        "had_activity_type": "def/ep-activities/COMMITTEE_ADOPTING_REPORT",
        **more,
    }


def procedure(*parts: object, code: str = "2025-0001", lead: object = "org/LIBE") -> Stream:
    taking = (("COMMITTEE_LEAD", lead), ("COMMITTEE_OPINION", "org/AGRI"))
    item = {
        "id": f"eli/dl/proc/{code}",
        "consists_of": list(parts),
        "had_participation": [
            {"participation_role": f"def/ep-roles/{role}", "had_participant_organization": body}
            for role, body in taking
        ],
    }
    return stream(json.dumps({"data": [item]}), "procedure.json")


def load(made: Stream, parliament: Parliament = PARLIAMENT) -> Batch:
    return read_procedure_decisions(made, parliament=parliament, retrieved_at=READ_ON)


def test_a_committees_decision_is_an_event_on_its_day_with_the_committees_that_lead() -> None:
    batch = load(procedure(part(), lead=["org/LIBE", "org/FEMM"]))
    (tie,) = (one for one in batch.statements if one.object)
    assert (tie.subject, tie.predicate) == ("ep-event:2025-0001-DEC-1", Relation.DECIDES_ON)
    assert (tie.object, tie.role) == (FILE, "COMMITTEE_ADOPTING_REPORT")
    assert tie.qualifiers == (("committee", "FEMM+LIBE"),)
    names = [one.value for one in batch.statements if one.predicate is Property.NAME]
    assert names == ["Committee adopting report: 2025/0001"]


@pytest.mark.parametrize(
    ("document", "named"),
    [("eli/dl/doc/DEVE-AD-1", (("committee", "DEVE"),)), ("eli/dl/doc/TA-10-2025-0001", ())],
)
def test_an_opinion_is_put_down_to_the_committee_of_its_document_never_to_the_one_that_leads(
    document: str, named: tuple[tuple[str, str], ...]
) -> None:
    kind = "def/ep-activities/COMMITTEE_ADOPTING_OPINION"
    made = part(had_activity_type=kind, decided_on_a_realization_of=[document])
    (tie,) = (one for one in load(procedure(made)).statements if one.object)
    assert tie.qualifiers == named


def test_other_activities_are_counted_and_an_unknown_file_named() -> None:
    batch = load(procedure(part(type="Activity"), part(), code="2025-0009"))
    assert batch.statements == ()
    assert counts(batch)["other activities"] == 1
    assert batch.notes == (
        "ep-procedure:2025-0009 is not in the graph; load ep-procedures first.",
    )


def test_a_decision_without_kind_is_kept_without_a_role_and_one_without_day_rejected() -> None:
    kindless = part("2")
    del kindless["had_activity_type"]
    batch = load(procedure(kindless, part("3", activity_date=None), part("4", activity_id="?")))
    assert [one.role for one in batch.statements if one.object] == [None]
    assert len(batch.rejections) == 2


@pytest.mark.parametrize("text", ["{}", '{"data": [{"id": "x"}]}', '{"data": []}'])
def test_another_answer_is_refused(text: str) -> None:
    with pytest.raises(SourceChanged):
        load(stream(text))


@needs_shared
def test_the_real_procedures_give_their_decisions() -> None:
    found = {"decisions read": 0, "decisions kept": 0}
    roles = set()
    for path in sorted(FIXTURES.glob("odp-procedure_*")):
        with opened(path) as made:
            code = path.name.split("_")[1].split(".")[0]
            known = replace(PARLIAMENT, dossiers=frozenset({f"ep-procedure:{code}"}))
            batch = load(made, known)
        assert batch.rejections == ()
        for what in found:
            found[what] += counts(batch)[what]
        roles |= {(one.role, dict(one.qualifiers).get("committee")) for one in batch.statements}
    assert found == {"decisions read": 18, "decisions kept": 18}
    assert {one for one in roles if one[1]} == {
        ("COMMITTEE_ADOPTING_REPORT", "AFCO"),
        ("COMMITTEE_ADOPTING_REPORT", "ECON"),
        ("COMMITTEE_ADOPTING_REPORT", "INTA"),
        ("COMMITTEE_ADOPTING_REPORT", "LIBE"),
        ("COMMITTEE_ADOPTING_OPINION", "BUDG"),
        ("COMMITTEE_APPROVE_PROVISIONAL_AGREEMENT", "INTA"),
        ("COMMITTEE_APPROVE_PROVISIONAL_AGREEMENT", "LIBE"),
    }
