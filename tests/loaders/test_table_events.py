"""Joint statements, dialogues, seats, representations: small tables made by us."""

from datetime import UTC, date, datetime

import pytest

from graph.model import Property, Relation
from graph.period import ALWAYS_UNKNOWN, Period
from loaders.base import Batch
from loaders.tables import FORMS, read_table

READ = datetime(2026, 7, 1, tzinfo=UTC)
KNOWN = {"ecre": "org:ecre", "irct": "org:irct", "eeas": "org:eeas"}


def read(form: str, text: str) -> Batch:
    batch = read_table(FORMS[form], (f"{form}.csv", text.encode()), retrieved_at=READ, known=KNOWN)
    assert batch.rejections == ()
    return batch


def told(batch: Batch, subject: str) -> dict[Property, object]:
    return {
        one.predicate: one.value
        for one in batch.statements
        if one.subject == subject and isinstance(one.predicate, Property)
    }


def ties(batch: Batch, relation: Relation) -> list[tuple[str, str, str | None, Period]]:
    found = [one for one in batch.statements if one.predicate is relation]
    return [(one.subject, str(one.object), one.role, one.period) for one in found]


def test_those_who_signed_one_letter_meet_in_one_event() -> None:
    batch = read(
        "signatures",
        "statement,date,organization,kind,dossier,source\n"
        "A Joint Letter,2026-03-04,ECRE,,2025/0059(COD),s\n"
        "A joint letter,2026-03-04,A New Society,ngo,,s\n",
    )
    event, day = "event:statement-a-joint-letter-2026-03-04", Period.on(date(2026, 3, 4))
    assert ties(batch, Relation.SIGNED) == [
        ("org:ecre", event, None, day),
        ("org:a-new-society", event, None, day),
    ]
    assert told(batch, event)[Property.START_DATE] == date(2026, 3, 4)
    assert told(batch, "org:a-new-society")[Property.CLASSIFICATION] == "Ngo"
    (first, _) = [one for one in batch.statements if one.predicate is Relation.SIGNED]
    assert dict(first.qualifiers)["dossier"] == "ep-procedure:2025-0059"


def test_a_dialogue_has_a_partner_our_side_and_who_was_invited() -> None:
    batch = read(
        "dialogues",
        "kind,country_iso2,date,consultation,eu_side,invited,frequency,source\n"
        "structured dialogue,KZ,2026-05-20,2026-05-06,EEAS,IRCT,once a year,s\n",
    )
    event = "event:structured-dialogue-country-kaz-2026-05-20"
    held, heard = Period(date(2026, 5, 20)), Period.on(date(2026, 5, 6))
    assert ties(batch, Relation.TOOK_PART_IN) == [
        ("country:KAZ", event, "PARTNER", held),
        ("org:eeas", event, "EU", held),
        ("org:irct", event, "INVITED", heard),
    ]
    values = told(batch, event)
    assert values[Property.CONSULTATION_DATE] == date(2026, 5, 6)
    assert values[Property.FREQUENCY] == "once a year"
    assert values[Property.NAME] == "EU human-rights structured dialogue: Kazakhstan"


def test_a_dialogue_without_a_date_is_a_series_with_no_day() -> None:
    batch = read("dialogues", "kind,partner,source\nstructured dialogue,African Union,s\n")
    event = "event:structured-dialogue-org-african-union-series"
    assert ties(batch, Relation.TOOK_PART_IN) == [
        ("org:african-union", event, "PARTNER", ALWAYS_UNKNOWN)
    ]
    assert Property.START_DATE not in told(batch, event)


def test_a_permanent_representation_sits_in_both_parts_of_coreper() -> None:
    batch = read("permanent-representations", "country_iso2,source\nFR,s\n")
    own = "org:permanent-representation-fra"
    assert told(batch, own)[Property.NAME] == "Permanent Representation of France"
    assert [one[1] for one in ties(batch, Relation.MEMBER_OF)] == [
        "org:council-coreper-i",
        "org:council-coreper-ii",
    ]
    assert ties(batch, Relation.REPRESENTS)[0][:2] == (own, "country:FRA")


@pytest.mark.parametrize(
    ("cells", "subject", "since"),
    [
        ("10,,FR,81", "country:FRA", date(2024, 7, 16)),
        ("10,Verts/ALE,,53", "ep-org:VERTS-ALE", date(2024, 7, 23)),
        ("9,S&D,,154", "ep-org:S-D", date(2024, 7, 23)),
    ],
)
def test_seats_hold_from_their_term_and_those_of_groups_from_their_day(
    cells: str, subject: str, since: date
) -> None:
    batch = read("seats", f"term,group,country_iso2,seats,source,as_of\n{cells},s,2024-07-23\n")
    (one,) = batch.statements
    assert (one.subject, one.predicate, one.period) == (subject, Property.SEATS, Period(since))


def test_a_registered_natural_person_is_left_out_without_a_trace() -> None:
    batch = read(
        "register-names",
        "number,name,entity_form,source\n"
        "111111111111-11,An Example Society,Verein,s\n"
        "222222222222-22,Jo Private,Einzelunternehmen,s\n",
    )
    assert "Private" not in repr(batch)
    assert "222222222222" not in repr(batch)
    assert [one.found for one in batch.counts] == [2, 1, 1]


def test_a_registered_organisation_of_our_list_keeps_its_own_identifier() -> None:
    text = b"number,name,source\n111111111111-11,An Example Society,s\n"
    batch = read_table(
        FORMS["register-names"],
        ("r.csv", text),
        retrieved_at=READ,
        known={"eu-tr:111111111111-11": "org:example"},
    )
    assert {one.subject for one in batch.statements} == {"org:example"}
