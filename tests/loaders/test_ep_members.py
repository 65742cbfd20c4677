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

ARCHIVE = SHARED / "europarl" / "ep-open-data-api" / "meps-2025-07-11.tar.gz"


def load(*documents: bytes) -> Batch:
    records = ((f"file {number}", document) for number, document in enumerate(documents, 1))
    return read_members(records, retrieved_at=READ_ON)


def found(batch: Batch, what: str) -> int:
    return next(count.found for count in batch.counts if count.what == what)


def ties(batch: Batch, relation: Relation) -> list[Statement]:
    return [one for one in batch.statements if one.predicate is relation]


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


@needs_shared
def test_archive_counts_agree_with_an_independent_count(archive: Batch) -> None:
    expected: Counter[tuple[str, str]] = Counter()
    for _, item in independent():
        during = item["memberDuring"]
        assert isinstance(during, dict)
        if "organization" in item and "endDate" not in during:
            role = str(item.get("role", "")).rsplit("/", 1)[-1]
            expected[str(item["organization"]), role] += 1
    ours: Counter[tuple[str, str]] = Counter()
    for one in ties(archive, Relation.MEMBER_OF):
        if one.period.contains(date(2025, 7, 11)) and one.period.end_kind is EndKind.OPEN:
            ours[str(one.object).replace("ep-org:", "org/"), one.role or ""] += 1
    assert ours == expected
    # Two sitting members' mandates are filed under the ninth term, without an end.
    mandates = [ours[f"org/ep-{term}", "MEMBER_PARLIAMENT"] for term in (9, 10)]
    assert mandates == [2, 716]


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
    sizes = Counter(
        str(one.object)
        for one in ties(archive, Relation.MEMBER_OF)
        if one.object in groups and one.period.end_kind is EndKind.OPEN and one.subject in sitting
    )
    assert sizes["ep-org:7018"] == 188
    assert sum(sizes.values()) == len(sitting) == 718
