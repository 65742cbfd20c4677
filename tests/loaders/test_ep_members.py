import json
import tarfile
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from graph.errors import SourceChanged
from graph.model import Property, Relation
from graph.period import EndKind
from graph.provenance import Statement
from loaders.archive import read_records
from loaders.base import Batch
from loaders.ep_members import read_members
from tests.loaders.ep_records import READ_ON, answer, mandate, membership, person
from tests.shared import SHARED, needs_shared

DAY = date(2025, 7, 11)
ARCHIVE = SHARED / "europarl" / "ep-open-data-api" / "meps-2025-07-11.tar.gz"


def load(*documents: bytes) -> Batch:
    records = ((f"file {number}", document) for number, document in enumerate(documents, 1))
    return read_members(records, retrieved_at=READ_ON)


def found(batch: Batch, what: str) -> int:
    return next(count.found for count in batch.counts if count.what == what)


def ties(batch: Batch, relation: Relation) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is relation]


@pytest.mark.parametrize("end", [None, "", "9999-12-31", "9999-12-31T00:00:00"])
def test_every_way_to_write_no_end_is_open(end: str | None) -> None:
    item = membership(1, "org/5")
    item["memberDuring"] = {"startDate": "2024-07-16", "endDate": end}
    (tie,) = ties(load(answer(person(1, item))), Relation.MEMBER_OF)
    assert tie.period.end_kind is EndKind.OPEN


def test_open_membership_has_an_open_end_and_a_closed_one_its_last_day() -> None:
    batch = load(
        answer(person(1, membership(1, "org/6586"), membership(2, "org/7", end="2025-01-20")))
    )
    ends = [(one.period.end_kind, one.period.end) for one in ties(batch, Relation.MEMBER_OF)]
    assert ends == [(EndKind.OPEN, None), (EndKind.KNOWN, date(2025, 1, 20))]


def test_mandate_gives_the_country_in_one_spelling() -> None:
    batch = load(answer(person(1, mandate())))
    assert [one.object for one in ties(batch, Relation.REPRESENTS)] == ["country:GRC"]


def test_original_script_is_kept() -> None:
    batch = load(answer(person(1, officialGivenName="Βασίλης", officialFamilyName="Δοκιμή")))
    values = [one.value for one in batch.statements if one.predicate is Property.ORIGINAL_NAME]
    assert values == ["Βασίλης Δοκιμή"]


def test_private_details_are_left_out() -> None:
    text = "\n".join(one.canonical() for one in load(answer(person(1, mandate()))).statements)
    assert [word for word in ("1970", "Nowhere", "example.org", "mailto") if word in text] == []


def test_bodies_are_described_once_with_their_classification() -> None:
    batch = load(
        answer(person(1, membership(1, "org/5"))), answer(person(2, membership(1, "org/5")))
    )
    said = [one.value for one in batch.statements if one.subject == "ep-org:5"]
    assert said == ["Organization", "Committee"]


def test_membership_without_role_is_kept_and_noted() -> None:
    batch = load(answer(person(1, membership(1, "org/5", role=None))))
    assert [one.role for one in ties(batch, Relation.MEMBER_OF)] == [None]
    assert "no role" in batch.notes[0]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (membership(7, None), "no organisation"),
        (membership(7, "org/5", start=None), "startDate is missing"),
        (membership(7, "org/5", start="soon"), "no date"),
        (membership(7, "org/5", end="2020-01-01"), "before it starts"),
        (membership(7, "body five"), "not an EP body"),
        (membership(7, "org/5", represents="ZZZ"), "not a country code"),
        (membership(7, "org/5") | {"role": ["a", "b"]}, "role is"),
        (
            membership(7, "org/5")
            | {"memberDuring": {"startDate": "2020-01-01", "endDate": 20210101}},
            "endDate is '20210101'",
        ),
        (membership(7, "org/5") | {"memberDuring": ["2020-01-01"]}, "startDate is missing"),
    ],
)
def test_membership_that_makes_no_sense_is_rejected_with_its_place(
    item: dict[str, object], reason: str
) -> None:
    batch = load(answer(person(1, item, membership(8, "org/6"))))
    (rejection,) = batch.rejections
    assert reason in rejection.reason
    assert "file 1" in rejection.place
    assert rejection.record == "membership/999-f-7"
    assert (found(batch, "memberships read"), found(batch, "memberships kept")) == (2, 1)


@pytest.mark.parametrize(
    "document",
    [b"{", b"[]", b'{"data": []}', b'{"data": [1]}', b"<html></html>", b'{"data": NaN}'],
)
def test_broken_record_is_rejected_and_the_rest_is_read(document: bytes) -> None:
    batch = load(document, answer(person(2)))
    assert (found(batch, "persons"), len(batch.rejections)) == (1, 1)


@pytest.mark.parametrize("field", ["label", "hasMembership"])
def test_record_without_what_every_record_has_is_rejected(field: str) -> None:
    record = person(1)
    del record[field]
    batch = load(answer(record), answer(person(2)))
    assert [field in item.reason for item in batch.rejections] == [True]
    assert {one.subject for one in batch.statements} == {"ep-person:2"}


def test_batch_that_lost_a_whole_record_never_calls_itself_complete() -> None:
    lost = read_members(
        [("a", b"{"), ("b", answer(person(2)))], retrieved_at=READ_ON, complete=True
    )
    known = membership(7, None)
    named = read_members([("a", answer(person(1, known)))], retrieved_at=READ_ON, complete=True)
    assert (lost.complete, named.complete) == (False, True)


def test_batch_is_complete_only_when_that_is_said() -> None:
    assert not load(answer(person(1))).complete


def test_one_value_is_read_bare_or_in_a_list() -> None:
    bare = membership(1, "org/5")
    listed = bare | {"organization": ["org/5"], "role": ["def/ep-roles/MEMBER"]}
    assert load(answer(person(1, listed))).statements == load(answer(person(1, bare))).statements


def test_membership_with_a_number_but_no_id_keeps_that_number_as_its_record() -> None:
    item = membership(1, "org/5") | {"identifier": "1-f-9"}
    del item["id"]
    assert [one.record for one in ties(load(answer(person(1, item))), Relation.MEMBER_OF)] == [
        "membership/1-f-9"
    ]


def test_unknown_class_of_body_is_noted_once() -> None:
    new = [membership(number, f"org/{number}", entity="NEW_CLASS") for number in (1, 2)]
    batch = load(answer(person(1, *new)))
    assert batch.notes == ("NEW_CLASS is no class of bodies that we know; such stay unclassified",)
    assert [one.value for one in batch.statements if one.subject == "ep-org:1"] == ["Organization"]


def test_body_of_two_classes_keeps_the_first_and_says_so() -> None:
    items = [
        membership(1, "org/5"),
        membership(2, "org/5", entity=None),
        membership(3, "org/5", entity="WORKING_GROUP"),
    ]
    batch = load(answer(person(1, *items)))
    said = [one.value for one in batch.statements if one.subject == "ep-org:5"]
    assert said == ["Organization", "Committee"]
    assert "Intergroup" in batch.notes[0]


def test_mandate_without_country_is_kept_and_noted() -> None:
    item = membership(0, "org/ep-10", "MEMBER_PARLIAMENT", entity=None)
    batch = load(answer(person(1, item)))
    assert len(ties(batch, Relation.MEMBER_OF)) == 1
    assert "no country" in batch.notes[0]


def test_term_of_parliament_has_a_name() -> None:
    batch = load(answer(person(1, mandate())))
    said = [one.value for one in batch.statements if one.subject == "ep-org:ep-10"]
    assert said == ["Organization", "Institution", "European Parliament, term 10"]


def test_rejected_membership_leaves_nothing_behind() -> None:
    item = membership(7, "org/5", role=None, represents="ZZZ")
    batch = load(answer(person(1, item)))
    assert (batch.notes, len(batch.rejections)) == ((), 1)
    assert {one.subject for one in batch.statements} == {"ep-person:1"}


def test_expected_persons_are_set_against_those_found() -> None:
    batch = read_members([("a", answer(person(1)))], retrieved_at=READ_ON, expected=2)
    assert (batch.counts[0].expected, batch.counts[0].found) == (2, 1)


def test_same_membership_twice_is_rejected_the_second_time() -> None:
    batch = load(answer(person(1, membership(1, "org/5"), membership(1, "org/5"))))
    assert [item.record for item in batch.rejections] == ["membership/999-f-1"]


def test_same_person_twice_is_rejected_the_second_time() -> None:
    batch = load(answer(person(1)), answer(person(1)))
    assert (found(batch, "persons"), len(batch.rejections)) == (1, 1)


@pytest.mark.parametrize("documents", [(), (b"<html>Service unavailable</html>",)])
def test_source_of_another_form_stops_the_load(documents: tuple[bytes, ...]) -> None:
    with pytest.raises(SourceChanged, match="No person record"):
        load(*documents)


def independent() -> Iterator[tuple[str, dict[str, object]]]:
    """Read the archive without any code of ours: plain tarfile and json."""
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            handle = archive.extractfile(member)
            if handle is not None:
                record = json.load(handle)["data"][0]
                for item in record["hasMembership"]:
                    yield record["identifier"], item


@pytest.fixture(scope="module")
def archive() -> Batch:
    return read_members(read_records(ARCHIVE), retrieved_at=READ_ON)


@needs_shared
def test_archive_is_read_whole_and_every_loss_is_named(archive: Batch) -> None:
    read, kept = found(archive, "memberships read"), found(archive, "memberships kept")
    assert (found(archive, "persons"), read) == (1_266, 34_936)
    assert read - kept == len(archive.rejections) == 2


def entity_of(item: dict[str, object]) -> str:
    return str(item.get("membershipClassification", "")).rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def counted() -> Counter[tuple[str, str, str]]:
    """Count (class, body, role) on the archive's day from its dates alone."""
    found: Counter[tuple[str, str, str]] = Counter()
    for _, item in independent():
        during = item["memberDuring"]
        assert isinstance(during, dict)
        if during["startDate"] <= "2025-07-11" <= during.get("endDate", "9999"):
            role = str(item.get("role", "")).rsplit("/", 1)[-1]
            found[entity_of(item), str(item.get("organization")), role] += 1
    return found


@pytest.mark.parametrize(
    ("entity", "classification", "bodies"),
    [
        ("COMMITTEE_PARLIAMENTARY_STANDING", "Committee", 22),
        ("COMMITTEE_PARLIAMENTARY_SUB", "Subcommittee", 2),
        ("EU_POLITICAL_GROUP", "PoliticalGroup", 9),
    ],
)
@needs_shared
def test_seats_on_the_day_agree_with_an_independent_count(
    archive: Batch,
    counted: Counter[tuple[str, str, str]],
    entity: str,
    classification: str,
    bodies: int,
) -> None:
    expected = {key[1:]: seats for key, seats in counted.items() if key[0] == entity}
    assert len({body for body, _ in expected}) == bodies
    ours: Counter[tuple[str, str]] = Counter()
    for one in ties(archive, Relation.MEMBER_OF):
        if one.period.contains(DAY):
            ours[str(one.object).replace("ep-org:", "org/"), one.role or ""] += 1
    assert {key: ours[key] for key in expected} == expected
    # The other way round: nothing of this kind that the source does not have.
    of_kind = {
        one.subject.replace("ep-org:", "org/")
        for one in archive.statements
        if one.predicate is Property.CLASSIFICATION and one.value == classification
    }
    foreign = {"COMMITTEE_PARLIAMENTARY_TEMPORARY", "COMMITTEE_PARLIAMENTARY_SPECIAL"}
    other = {body for own, body, _ in counted if own in foreign}
    seated = {body for body, _ in ours if body in of_kind}
    assert seated - other == {body for body, _ in expected}


@needs_shared
def test_open_seats_agree_with_an_independent_count(archive: Batch) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for _, item in independent():
        during = item["memberDuring"]
        assert isinstance(during, dict)
        if "organization" in item and "endDate" not in during:
            role = str(item.get("role", "")).rsplit("/", 1)[-1]
            expected[str(item["organization"]), role] += 1
    ours: Counter[tuple[str, str]] = Counter()
    for one in ties(archive, Relation.MEMBER_OF):
        if one.period.end_kind is EndKind.OPEN:
            ours[str(one.object).replace("ep-org:", "org/"), one.role or ""] += 1
    assert ours == expected


@needs_shared
def test_718_sit_without_an_end_and_one_more_until_later_that_month(archive: Batch) -> None:
    mandates = [
        one for one in ties(archive, Relation.MEMBER_OF) if one.role == "MEMBER_PARLIAMENT"
    ]
    unended = Counter(one.object for one in mandates if one.period.end_kind is EndKind.OPEN)
    # Two sitting members' mandates are filed under the ninth term, without an end.
    assert unended == {"ep-org:ep-10": 716, "ep-org:ep-9": 2}
    assert found(archive, "open mandates") == 718
    assert len({one.subject for one in mandates if one.period.contains(DAY)}) == 719


@needs_shared
def test_countries_of_the_sitting_agree_with_an_independent_count(archive: Batch) -> None:
    expected = Counter(
        str(state).rsplit("/", 1)[-1]
        for _, item in independent()
        if "organization" in item and "endDate" not in str(item["memberDuring"])
        for state in item.get("represents", ())  # type: ignore[attr-defined]  # plain JSON
    )
    ours = Counter(
        str(one.object).removeprefix("country:")
        for one in ties(archive, Relation.REPRESENTS)
        if one.period.end_kind is EndKind.OPEN
    )
    assert ours == expected
    assert (len(ours), ours["DEU"]) == (27, 96)


@needs_shared
def test_groups_of_the_sitting_members_add_up(archive: Batch) -> None:
    groups = {
        one.subject
        for one in archive.statements
        if one.predicate is Property.CLASSIFICATION and one.value == "PoliticalGroup"
    }
    sitting = {
        one.subject
        for one in ties(archive, Relation.MEMBER_OF)
        if one.object == "ep-org:ep-10" and one.period.end_kind is EndKind.OPEN
    }
    sizes: dict[str, set[str]] = {}
    for one in ties(archive, Relation.MEMBER_OF):
        if one.object in groups and one.period.end_kind is EndKind.OPEN:
            sizes.setdefault(str(one.object), set()).add(one.subject)
    assert sum(len(members & sitting) for members in sizes.values()) == len(sitting) == 718


@needs_shared
def test_nothing_private_comes_out_of_the_archive(archive: Batch) -> None:
    allowed = {
        Property.KIND,
        Property.CLASSIFICATION,
        Property.IDENTIFIER,
        Property.NAME,
        Property.GIVEN_NAME,
        Property.FAMILY_NAME,
        Property.ORIGINAL_NAME,
        Relation.MEMBER_OF,
        Relation.REPRESENTS,
    }
    assert {one.predicate for one in archive.statements} == allowed
